/** The shape of the whole history, and which release first contains each commit. */
import { attribute, graphBuilder } from '../../core/history/attribution.ts';
import type { Attribution, Graph, GraphBuilder } from '../../core/history/attribution.ts';
import type { LoggedCommit } from '../../core/history/model.ts';
import { readTags, tagFormat } from './listing.ts';
import type { GitTag } from './listing.ts';
import { streamGit, streamLog } from './log.ts';
import type { LogEnd } from './log.ts';
import { runGit } from './process.ts';
import type { GitOutput, GitPlace } from './process.ts';
import type { GitFailure, Repository } from './repository.ts';

export type Attributed =
  | { readonly ok: true; readonly graph: Graph; readonly attribution: Attribution<GitTag> }
  | GitFailure;

/** One walk for the commits and for all releases; commits come newest first. Memory grows by the shape alone. */
export async function readWholeHistory(
  { place }: Repository,
  head: string,
  isRelease: (tag: GitTag) => boolean,
  onCommit: (commit: LoggedCommit) => void,
): Promise<Attributed> {
  const builder = graphBuilder();
  const [walked, tags] = await Promise.all([
    streamLog(place, { head, order: 'topology' }, (commit) => {
      builder.add(commit.id, commit.parents, commit.committed / 1000);
      onCommit(commit);
    }),
    readAllTags(place),
  ]);
  return attributed(builder, walked, tags, isRelease);
}

/** The same without the commits, which costs a fraction. `isRelease` says which tags are one. */
export async function attributeCommits(
  { place }: Repository,
  head: string,
  isRelease: (tag: GitTag) => boolean,
): Promise<Attributed> {
  const builder = graphBuilder();
  let rest = '';
  const walk = ['rev-list', '--topo-order', '--parents', '--timestamp', '--end-of-options', head, '--'];
  const [walked, tags] = await Promise.all([
    streamGit(place, walk, (text) => {
      const all = rest + text;
      let start = 0;
      for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', start)) {
        const [seconds = '', id = '', ...parents] = all.slice(start, end).split(' ');
        builder.add(id, parents, Number(seconds));
        start = end + 1;
      }
      rest = all.slice(start);
    }),
    readAllTags(place),
  ]);
  return attributed(builder, walked, tags, isRelease);
}

function readAllTags(place: GitPlace): Promise<GitOutput> {
  return runGit(place, ['for-each-ref', `--format=${tagFormat}`, 'refs/tags']);
}

function attributed(
  builder: GraphBuilder,
  walked: { readonly ok: true } | Extract<LogEnd, { ok: false }>,
  tags: GitOutput,
  isRelease: (tag: GitTag) => boolean,
): Attributed {
  if (!walked.ok) return { ok: false, problem: walked.why, detail: walked.detail };
  if (!tags.ok) return { ok: false, problem: tags.why, detail: tags.detail };
  const graph = builder.graph();
  return { ok: true, graph, attribution: attribute(graph, readTags(tags.out).filter(isRelease)) };
}
