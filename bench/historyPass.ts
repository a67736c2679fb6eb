/** `node bench/historyPass.ts FOLDER`: one pass over a whole history, for `bench/history.ts` to measure. */
import { releaseTag } from '../src/core/breaking/release.ts';
import { placementOf } from '../src/core/history/placement.ts';
import { readCommit } from '../src/core/history/readCommit.ts';
import { readWholeHistory } from '../src/node/git/ancestry.ts';
import { openRepository } from '../src/node/git/repository.ts';

const opened = openRepository(process.argv[2] ?? '.');
if (!opened.ok) {
  throw new Error(opened.problem);
}
const { repository } = opened;
const counts: Record<string, number> = { placed: 0, hidden: 0, toPlace: 0 };
const found = await readWholeHistory(
  repository,
  'HEAD',
  (tag) => releaseTag(tag) !== undefined,
  (commit) => {
    const { outcome } = placementOf(readCommit(commit));
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  },
);
repository.close();
process.stdout.write(
  `${JSON.stringify(found.ok ? { counts, commits: found.graph.ids.length, releases: found.attribution.releases.length } : found)}\n`,
);
