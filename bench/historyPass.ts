/** `node bench/historyPass.ts FOLDER`: one pass over a whole history, for `bench/history.ts` to measure. */
import { releaseTag } from '../src/core/breaking/release.ts';
import { placementOf } from '../src/core/history/placement.ts';
import { readCommit } from '../src/core/history/readCommit.ts';
import { attributeCommits } from '../src/node/git/ancestry.ts';
import { streamLog } from '../src/node/git/log.ts';
import { resolveRange } from '../src/node/git/range.ts';
import { openRepository } from '../src/node/git/repository.ts';

const opened = openRepository(process.argv[2] ?? '.');
if (!opened.ok) {
  throw new Error(opened.problem);
}
const { repository } = opened;
const resolved = await resolveRange(repository, { base: 'HEAD' });
if (!resolved.ok) {
  throw new Error(resolved.problem);
}
const head = resolved.range.head.commit;
const counts: Record<string, number> = { placed: 0, hidden: 0, toPlace: 0 };
const [end, found] = await Promise.all([
  streamLog(repository.place, { head }, (commit) => {
    const { outcome } = placementOf(readCommit(commit));
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }),
  attributeCommits(repository, head, (tag) => releaseTag(tag) !== undefined),
]);
repository.close();
process.stdout.write(
  `${JSON.stringify({ end, counts, releases: found.ok ? found.attribution.releases.length : 0 })}\n`,
);
