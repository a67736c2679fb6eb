/** What differs between earlier commits and the head. */
import { posix } from 'node:path';
import type { ChangedFiles } from '../../core/ports.ts';
import { gitRecords } from '../git.ts';
import { runGit } from './process.ts';
import type { GitPlace } from './process.ts';

/** Two calls for all commits, and one for each that is known; one more for each where commits are counted. */
export async function changedSince(
  place: GitPlace,
  named: readonly string[],
  { counted }: { readonly counted?: true } = {},
): Promise<ReadonlyMap<string, ChangedFiles>> {
  const asked = named.filter((name) => /^[0-9a-f]{4,64}$/i.test(name));
  if (asked.length === 0) return new Map();
  const [known, prefix] = await Promise.all([
    runGit(place, ['rev-list', '--no-walk=unsorted', '--ignore-missing', '--end-of-options', ...asked, '--']),
    runGit(place, ['rev-parse', '--show-prefix']),
  ]);
  if (!known.ok || !prefix.ok) return new Map();
  const commits = known.out.toString('utf8').split('\n');
  const inside = `/${prefix.out.toString('utf8').replace(/\r?\n$/, '')}`;
  const answers = await Promise.all(
    asked.map(async (name) => {
      // A branch or tag may be called like the beginning of a commit, and git takes that: then none begins so.
      const commit = commits.find((one) => one.startsWith(name.toLowerCase()));
      const changed = commit === undefined ? undefined : await differing(place, commit, inside);
      if (commit === undefined || changed === undefined) return [];
      const gained = counted === undefined ? undefined : await gainedSince(place, commit);
      return [[name, { ...changed, ...(gained === undefined ? {} : { commits: gained }) }] as const];
    }),
  );
  return new Map(answers.flat());
}

/** Beyond this many files it is enough to know that there are more. */
const mostChangedFiles = 10_000;

async function differing(
  { folder, environment }: GitPlace,
  commit: string,
  inside: string,
): Promise<ChangedFiles | undefined> {
  const files: string[] = [];
  let count = 0;
  const ended = await gitRecords(
    folder,
    [
      ...['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv'],
      ...['--no-relative', '--ignore-submodules=none', '--end-of-options', commit, 'HEAD'],
    ],
    (file) => {
      count += 1;
      if (count <= mostChangedFiles) files.push(posix.relative(inside, `/${file}`));
    },
    { environment },
  );
  return ended.ok ? { files, complete: count <= mostChangedFiles } : undefined;
}

/** Undefined for a commit that the head does not contain. */
async function gainedSince(place: GitPlace, commit: string): Promise<number | undefined> {
  const counted = await runGit(place, [
    ...['rev-list', '--left-right', '--count', '--end-of-options', `${commit}...HEAD`, '--'],
  ]);
  const [missing, gained] = counted.ok ? counted.out.toString('utf8').trim().split('\t').map(Number) : [];
  return missing === 0 && Number.isSafeInteger(gained) ? gained : undefined;
}
