/** The guide's four quality metrics: values that people or CI wrote into the record. Only their trend is computed. */
import type { Instant } from '../base/instant.ts';
import { isYamlMap } from '../policy/yamlData.ts';
import type { YamlValue } from '../policy/yamlData.ts';
import { isProduction, note } from './deployments.ts';
import type { Known } from './dora.ts';
import { figureOf } from './figure.ts';
import type { Figure, Part, RecordedRelease, Row } from './model.ts';
import { lastDeployed, rowOf } from './releaseFigures.ts';

export function qualityFigures(known: Known): readonly Figure[] {
  return [testCoverage(known), escapedDefects(known), scanPassRate(known), performanceImpact(known)];
}

function testCoverage({ input, windows }: Known): Figure {
  const rows = input.records.flatMap((release) => {
    const written = release.record.quality?.['coverage'];
    if (written === undefined) return [];
    const value = numberIn(isYamlMap(written) ? written['value'] : written);
    const baseline = isYamlMap(written) ? numberIn(written['baseline']) : undefined;
    return [
      value === undefined
        ? rowOf(release, { ...whenOf(release), mark: 'leftOut', why: 'valueUnreadable' })
        : rowOf(release, {
            ...whenOf(release),
            mark: 'counted',
            value,
            ...(baseline === undefined ? {} : { detail: `baseline ${baseline}` }),
          }),
    ];
  });
  return figureOf(
    { id: 'test-coverage', unit: 'percent', of: 'releases', by: 'last' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'noQuality', { key: 'coverage' }),
      parts: (counted) => {
        const first = counted[0]?.value;
        const last = counted.at(-1)?.value;
        return first === undefined || last === undefined || counted.length < 2
          ? []
          : [{ name: 'sinceFirst', value: last - first, unit: 'percent', n: counted.length }];
      },
    },
  );
}

function escapedDefects({ input, windows }: Known): Figure {
  const rows = input.records.flatMap((release) =>
    release.record.issuesFound.map(({ id, at, phase, note: words, line }): Row => {
      const row = {
        subject: id ?? words ?? release.version,
        release: release.version,
        ...(at === undefined ? whenOf(release) : { at }),
        source: 'recorded',
        file: release.file,
        line,
      } as const;
      if (phase === undefined) return { ...row, mark: 'leftOut', why: 'phaseMissing' };
      return { ...row, mark: isProduction(phase) ? 'hit' : 'counted', detail: phase };
    }),
  );
  return figureOf(
    { id: 'escaped-defects', unit: 'share', of: 'issues', by: 'share' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'noIssues'),
    },
  );
}

function scanPassRate({ input, windows }: Known): Figure {
  const rows = input.records.flatMap((release) =>
    scansIn(release.record.quality?.['scans']).map(({ name, passed }) =>
      rowOf(release, {
        ...whenOf(release),
        mark: passed === undefined ? 'leftOut' : passed ? 'hit' : 'counted',
        ...(passed === undefined ? { why: 'valueUnreadable' } : {}),
        ...(name === undefined ? {} : { part: name }),
      }),
    ),
  );
  return figureOf(
    { id: 'security-scan-pass-rate', unit: 'share', of: 'scans', by: 'share' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'noQuality', { key: 'scans' }),
    },
  );
}

interface Scan {
  readonly name?: string;
  /** Undefined for a word that says neither. */
  readonly passed: boolean | undefined;
}

/** One word for all scans, a list of words, or a word by the name of the scan. */
function scansIn(written: YamlValue | undefined): readonly Scan[] {
  if (written === undefined || written === null) return [];
  if (Array.isArray(written)) return written.map((word: YamlValue) => ({ passed: passedIn(word) }));
  if (isYamlMap(written)) {
    return Object.entries(written).map(([name, word]) => ({ name, passed: passedIn(word) }));
  }
  return [{ passed: passedIn(written) }];
}

function passedIn(word: YamlValue): boolean | undefined {
  if (typeof word === 'boolean') return word;
  const text = typeof word === 'string' ? word.trim().toLowerCase() : '';
  if (/^(?:pass(?:ed)?|clean|ok|green|success|succeeded|true)$/.test(text)) return true;
  return /^(?:fail(?:ed|ure)?|findings|red|error|false)$/.test(text) ? false : undefined;
}

/** Every measure with a value before and one after, `p95_ms: {before: 210, after: 205}`. */
function performanceImpact({ input, windows }: Known): Figure {
  const rows = input.records.flatMap((release) =>
    Object.entries(release.record.quality ?? {}).flatMap(([name, written]): Row[] => {
      if (!isYamlMap(written) || written['before'] === undefined || written['after'] === undefined) return [];
      const before = numberIn(written['before']);
      const after = numberIn(written['after']);
      const unit = typeof written['unit'] === 'string' ? ` ${written['unit']}` : '';
      const row = { ...whenOf(release), part: name };
      if (before === undefined || after === undefined || before === 0) {
        return [rowOf(release, { ...row, mark: 'leftOut', why: 'valueUnreadable' })];
      }
      const value = ((after - before) / Math.abs(before)) * 100;
      return [rowOf(release, { ...row, mark: 'counted', value, detail: `${before} to ${after}${unit}` })];
    }),
  );
  return figureOf(
    { id: 'performance-impact', unit: 'percent', of: 'releases', by: 'parts' },
    {
      rows,
      window: windows.releases,
      trendSince: windows.trendSince,
      none: note(input.records.length === 0 ? 'noRecords' : 'noQuality', { key: 'p95_ms' }),
      parts: lastOfEach,
    },
  );
}

function lastOfEach(counted: readonly Row[]): readonly Part[] {
  return [...new Set(counted.map(({ part }) => part ?? ''))].map((name) => {
    const own = counted.filter(({ part }) => part === name);
    return { name, value: own.at(-1)?.value ?? 0, unit: 'percent', n: own.length };
  });
}

function numberIn(written: YamlValue | undefined): number | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined;
  const match = typeof written === 'string' ? /^\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*%?\s*$/.exec(written) : null;
  return match === null ? undefined : Number(match[1]);
}

/** A value belongs to the time at which its release was deployed. */
function whenOf(release: RecordedRelease): { readonly at?: Instant } {
  const { verified, started, plannedStart } = release.record;
  const at = lastDeployed(release) ?? verified ?? started ?? plannedStart;
  return at === undefined ? {} : { at };
}
