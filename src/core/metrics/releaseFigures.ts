/** The guide's four metrics of releases. All of them need records: no tag says when work on a release began. */
import { hour } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import type { Incident } from '../incident/model.ts';
import { isProduction, note } from './deployments.ts';
import { durationPart } from './dora.ts';
import type { Known } from './dora.ts';
import { figureOf } from './figure.ts';
import type { Figure, RecordedRelease, Row } from './model.ts';
import { median } from './statistics.ts';

/** "Bugs discovered in first 48 hours". */
export const watchTime = 48 * hour;

export function releaseFigures(known: Known): readonly Figure[] {
  return [releaseDuration(known), rollbackRate(known), timeToRollback(known), postReleaseIssues(known)];
}

function releaseDuration({ input, windows }: Known): Figure {
  const rows = input.records.flatMap((release): Row[] => {
    const { started, verified } = release.record;
    if (verified === undefined) return [];
    if (started === undefined)
      return [rowOf(release, { at: verified, mark: 'leftOut', why: 'timesMissing' })];
    return verified < started
      ? [rowOf(release, { at: verified, mark: 'leftOut', why: 'negative' })]
      : [rowOf(release, { at: verified, mark: 'counted', value: verified - started })];
  });
  return figureOf(
    { id: 'release-duration', unit: 'duration', of: 'releases', by: 'median' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'timesMissing', { count: input.records.length }),
    },
  );
}

function rollbackRate({ input, windows }: Known): Figure {
  const rows = input.records.flatMap((release) => {
    const at = lastDeployed(release);
    return at === undefined
      ? []
      : [rowOf(release, { at, mark: release.record.rollbacks.length > 0 ? 'hit' : 'counted' })];
  });
  return figureOf(
    { id: 'rollback-rate', unit: 'share', of: 'releases', by: 'share' },
    { rows, window: windows.releases, trendSince: windows.trendSince, none: note('noRecords') },
  );
}

function timeToRollback({ input, windows }: Known): Figure {
  const sinceDetection: number[] = [];
  const rows = input.records.flatMap((release) =>
    release.record.rollbacks.map(({ decided, verified, finished, incident: named, line }): Row => {
      const at = verified ?? finished ?? decided;
      const place = { ...(at === undefined ? {} : { at }), line };
      if (decided === undefined || verified === undefined) {
        return rowOf(release, { ...place, mark: 'leftOut', why: 'timesMissing' });
      }
      if (verified < decided) return rowOf(release, { ...place, mark: 'leftOut', why: 'negative' });
      const detected = incidentNamed(input.incidents, named)?.detected;
      if (detected !== undefined && detected <= decided && verified >= windows.releases.since) {
        sinceDetection.push(decided - detected);
      }
      return rowOf(release, { ...place, mark: 'counted', value: verified - decided });
    }),
  );
  return figureOf(
    { id: 'time-to-rollback', unit: 'duration', of: 'rollbacks', by: 'median' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'noFailures'),
      parts: () => durationPart('detectionToDecision', sinceDetection),
    },
  );
}

/** By id, or by the name of its file with or without the ending. */
function incidentNamed(incidents: readonly Incident[], name: string | undefined): Incident | undefined {
  if (name === undefined) return undefined;
  return incidents.find(({ id, file }) => {
    const base = file.slice(file.lastIndexOf('/') + 1);
    return id === name || file === name || base === name || base.replace(/\.[^.]+$/, '') === name;
  });
}

function postReleaseIssues({ input, options, windows }: Known): Figure {
  // A list that nobody keeps is no list without entries.
  const isKept = input.records.some(({ record }) => record.issuesFound.length > 0);
  const rows = isKept ? input.records.flatMap((release) => issueRow(release, options.now)) : [];
  return figureOf(
    { id: 'post-release-issues', unit: 'count', of: 'releases', by: 'sum' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'noIssues'),
      parts: (counted) => {
        const value = median(counted.flatMap((row) => row.value ?? []));
        return value === undefined ? [] : [{ name: 'perRelease', value, unit: 'count', n: counted.length }];
      },
    },
  );
}

function issueRow(release: RecordedRelease, now: Instant): readonly Row[] {
  const finished = firstDeployed(release);
  if (finished === undefined) return [];
  const found = release.record.issuesFound.filter(
    ({ at, phase }) =>
      at !== undefined &&
      at >= finished &&
      at - finished <= watchTime &&
      (phase === undefined || isProduction(phase)),
  );
  const detail = found.flatMap(({ id }) => id ?? []).join(', ');
  const shown = detail === '' ? {} : { detail };
  return [
    now < finished + watchTime
      ? rowOf(release, { at: finished, mark: 'leftOut', why: 'watchOpen', ...shown })
      : rowOf(release, { at: finished, mark: 'counted', value: found.length, ...shown }),
  ];
}

function productionTimes({ record }: RecordedRelease): readonly Instant[] {
  return record.deployments.flatMap(({ env, finished, started }) =>
    isProduction(env) ? (finished ?? started ?? []) : [],
  );
}

export function firstDeployed(release: RecordedRelease): Instant | undefined {
  const times = productionTimes(release);
  return times.length === 0 ? undefined : Math.min(...times);
}

export function lastDeployed(release: RecordedRelease): Instant | undefined {
  const times = productionTimes(release);
  return times.length === 0 ? undefined : Math.max(...times);
}

export function rowOf(release: RecordedRelease, row: Omit<Row, 'subject' | 'source' | 'file'>): Row {
  return { subject: release.version, ...row, source: 'recorded', file: release.file };
}
