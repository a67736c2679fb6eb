/** The commits of a range: which files each touched, and its message as it is. */
import type { CommitText } from '../../core/breaking/commits/message.ts';
import { readLog } from './listing.ts';
import { runGit } from './process.ts';
import type { Range } from './range.ts';
import type { Repository } from './repository.ts';

export interface History {
  readonly commits: readonly CommitText[];
  /** Absent when all commits were read. */
  readonly incomplete?: string;
}

/** Newest first. Messages are read as objects: a NUL in one would hide the rest of it from a log. */
export async function historyOf({ place, objects, shallow }: Repository, range: Range): Promise<History> {
  const output = await runGit(place, [
    'log',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=all',
    '--no-show-signature',
    '--no-color',
    '--no-decorate',
    '--no-notes',
    `--max-count=${mostCommits}`,
    '--format=%x00%H',
    '--end-of-options',
    range.head.commit,
    `^${range.base.commit}`,
    '--',
  ]);
  if (!output.ok) {
    return { commits: [], incomplete: output.detail === '' ? output.why : output.detail };
  }
  const logged = readLog(output.out);
  const commits = await Promise.all(
    logged.map(async ({ id, paths }): Promise<CommitText> => {
      const answer = await objects.read(id, largestMessage);
      return answer.found === 'yes'
        ? { commit: id, paths, ...readCommitObject(answer.bytes) }
        : { commit: id, paths, message: '' };
    }),
  );
  if (logged.length === mostCommits) {
    return { commits, incomplete: `only the last ${mostCommits} commits were read` };
  }
  return shallow ? { commits, incomplete: 'the clone is shallow' } : { commits };
}

const mostCommits = 5000;
const largestMessage = 1024 * 1024;

/** What follows the first empty line of a commit object is its message; who wrote it stands before. */
function readCommitObject(bytes: Buffer): Omit<CommitText, 'commit' | 'paths'> {
  const at = bytes.indexOf('\n\n');
  if (at === -1) return { message: '' };
  const head = bytes.toString('utf8', 0, Math.min(at, largestHead)).split('\n');
  const author = head
    .map((line) => /^author ([^<>\n]*)<([^<>\n]*)>/.exec(line))
    .find((found) => found !== null);
  return {
    message: bytes.toString('utf8', at + 2),
    parents: head.flatMap((line) => (line.startsWith('parent ') ? [line.slice('parent '.length)] : [])),
    ...(author === undefined
      ? {}
      : { author: { name: (author[1] ?? '').trim(), email: (author[2] ?? '').trim() } }),
  };
}

/** Signatures stand below the author. */
const largestHead = 16 * 1024;
