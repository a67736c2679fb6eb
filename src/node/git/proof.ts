/** What history says about proofs, freezes and plans: a few short questions about the head. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { globMatcher } from '../../core/base/glob.ts';
import type { LateCommit } from '../../core/ports.ts';
import { fieldsOf, runGit } from './process.ts';
import type { GitPlace } from './process.ts';
import { blobName } from './workTree.ts';

export { changedSince } from './since.ts';

/** By the time of the committer, oldest first; at most `mostLate`. */
export async function commitsAfter(
  place: GitPlace,
  moment: number,
): Promise<readonly LateCommit[] | undefined> {
  const output = await runGit(place, [
    'log',
    '-z',
    '--no-show-signature',
    '--no-color',
    '--no-decorate',
    '--no-notes',
    `--max-count=${mostLate}`,
    `--since=${Math.floor(moment / 1000) + 1}`,
    '--format=%H %ct',
    '--end-of-options',
    'HEAD',
    '--',
  ]);
  if (!output.ok) return undefined;
  const late = fieldsOf(output.out).flatMap((field): readonly LateCommit[] => {
    const [id = '', seconds = ''] = field.toString('utf8').trim().split(' ');
    const committed = Number(seconds) * 1000;
    return /^[0-9a-f]{40,64}$/.test(id) && committed > moment ? [{ id, committed }] : [];
  });
  return late.toReversed();
}

const mostLate = 1000;

/** Local and remote branches by their short names; a remote's own name does not count. */
export async function unmergedBranches(
  place: GitPlace,
  globs: readonly string[],
): Promise<readonly string[] | undefined> {
  const output = await runGit(place, [
    'for-each-ref',
    '--no-merged=HEAD',
    '--format=%(refname)',
    'refs/heads',
    'refs/remotes',
  ]);
  if (!output.ok) return undefined;
  const matches = globMatcher(globs);
  const names = output.out
    .toString('utf8')
    .split('\n')
    .map((name) => name.replace(/^refs\/(?:heads\/|remotes\/[^/]+\/)/, ''));
  return [...new Set(names.filter((name) => name !== '' && name !== 'HEAD' && matches(name)))].toSorted();
}

/** When the head was committed. */
export function headCommitted(place: GitPlace): Promise<number | undefined> {
  return committed(place, ['--']);
}

async function committed(place: GitPlace, paths: readonly string[]): Promise<number | undefined> {
  const output = await runGit(place, [
    'log',
    '-1',
    '--no-show-signature',
    '--format=%ct',
    '--end-of-options',
    'HEAD',
    ...paths,
  ]);
  const seconds = output.ok ? Number(output.out.toString('utf8').trim()) : Number.NaN;
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

/**
 * When the content that a file has now was committed last. Undefined for a file that is not in the head, or differs
 * from it: then its own time says more. The content is hashed here, because git would start filters for it.
 */
export async function fileCommitted(place: GitPlace, path: string): Promise<number | undefined> {
  const listed = await runGit(place, ['ls-tree', '-z', '--end-of-options', 'HEAD', path]);
  const [, id] = listed.ok ? (/^\d+ blob ([0-9a-f]+)\t/.exec(listed.out.toString('utf8')) ?? []) : [];
  if (id === undefined || id !== blobId(join(place.folder, path), id.length)) return undefined;
  return committed(place, ['--', path]);
}

function blobId(file: string, digits: number): string | undefined {
  try {
    const { size } = statSync(file);
    if (size > largest) return undefined;
    return blobName(readFileSync(file), digits === 40 ? 'sha1' : 'sha256');
  } catch {
    return undefined;
  }
}

const largest = 10 << 20;
