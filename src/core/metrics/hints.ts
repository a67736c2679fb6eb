/** Planning practice in figures: how regular releases are, and how much comes at once. */
import { day } from '../base/instant.ts';
import type { Deployments } from './deployments.ts';
import { commitFlag } from './graph.ts';
import type { CommitGraph } from './graph.ts';
import type { MetricsInput, PlanningHints, Window } from './model.ts';
import { median, quantile } from './statistics.ts';
import { isWithin } from './window.ts';

export function planningHints(input: MetricsInput, deployments: Deployments, window: Window): PlanningHints {
  const { graph } = input;
  const shown = deployments.all.filter(({ at }) => isWithin(window, at));
  const days = shown.slice(1).map(({ at }, index) => (at - (shown[index]?.at ?? at)) / day);
  const [medianDays, p90Days] = [median(days), quantile(days, 0.9)];
  const batches = shown
    .filter(({ commits }) => commits.length > 0)
    .map(({ name, at, commits }) => ({ release: name, at, commits: withoutMerges(graph, commits) }));
  const medianCommits = median(batches.map(({ commits }) => commits));
  const waiting = waitingOf(input, deployments);
  return {
    ...(medianDays === undefined || p90Days === undefined
      ? {}
      : { cadence: { medianDays, p90Days, n: days.length } }),
    batches,
    ...(medianCommits === undefined ? {} : { medianCommits }),
    ...(waiting === undefined ? {} : { waiting }),
  };
}

function waitingOf({ graph, head, lines }: MetricsInput, deployments: Deployments): PlanningHints['waiting'] {
  const at = head === undefined ? undefined : graph?.indexOf(head);
  if (graph === undefined || at === undefined) return undefined;
  const since = deployments.lastIn(at)?.name;
  return {
    ...(since === undefined ? {} : { since }),
    commits: withoutMerges(graph, deployments.waitingAt(at)),
    ...(lines === undefined ? {} : { lines }),
  };
}

function withoutMerges(graph: CommitGraph | undefined, commits: readonly number[]): number {
  return commits.filter((commit) => ((graph?.flags[commit] ?? 0) & commitFlag.merge) === 0).length;
}
