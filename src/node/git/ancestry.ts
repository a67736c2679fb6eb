/** The shape of the whole history, and which release first contains each commit. */
import { attribute, graphBuilder } from '../../core/history/attribution.ts';
import type { Attribution, Graph } from '../../core/history/attribution.ts';
import { readTags, tagFormat } from './listing.ts';
import type { GitTag } from './listing.ts';
import { streamGit } from './log.ts';
import { runGit } from './process.ts';
import type { GitFailure, Repository } from './repository.ts';

export type Attributed =
  | { readonly ok: true; readonly graph: Graph; readonly attribution: Attribution<GitTag> }
  | GitFailure;

/** One walk for all releases. `isRelease` says which tags are one. */
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
    runGit(place, ['for-each-ref', `--format=${tagFormat}`, 'refs/tags']),
  ]);
  if (!walked.ok) return { ok: false, problem: walked.why, detail: walked.detail };
  if (!tags.ok) return { ok: false, problem: tags.why, detail: tags.detail };
  const graph = builder.graph();
  return { ok: true, graph, attribution: attribute(graph, readTags(tags.out).filter(isRelease)) };
}
