/** Which time a figure looks at. */
import { day } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import type { ProductionDeployment } from './deployments.ts';
import type { MetricsOptions, Window } from './model.ts';

export const defaultDays = 90;
export const defaultReleases = 20;
/** A trend looks back for a year, or over the releases of the window when they are older. */
const trendDays = 365;

export interface Windows {
  /** For what is counted over time. */
  readonly time: Window;
  /** For what is counted per release. */
  readonly releases: Window;
  readonly trendSince: Instant;
}

export function windowsOf(options: MetricsOptions, deployments: readonly ProductionDeployment[]): Windows {
  const until = options.until ?? options.now;
  const { since } = options;
  if (since !== undefined) {
    const window: Window = { since, until, by: 'time' };
    return { time: window, releases: window, trendSince: since };
  }
  const time: Window = { since: until - defaultDays * day, until, by: 'time' };
  const names = new Set<string>();
  let oldest = until;
  for (const { name, at } of deployments.toReversed()) {
    if (!names.has(name) && names.size === defaultReleases) break;
    names.add(name);
    oldest = Math.min(oldest, at);
  }
  const releases: Window =
    names.size === 0 ? time : { since: oldest, until, by: 'releases', count: names.size };
  return { time, releases, trendSince: Math.min(until - trendDays * day, releases.since) };
}

export function isWithin(window: Pick<Window, 'since' | 'until'>, at: Instant): boolean {
  return at >= window.since && at < window.until;
}
