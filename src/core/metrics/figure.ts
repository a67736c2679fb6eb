/** From the list behind a figure to the figure: what is counted is what is shown. */
import { dateOfEpochDay, day } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { note } from './deployments.ts';
import type { Figure, MetricId, Note, Part, Point, Row, Series, Source, Unit, Window } from './model.ts';
import { quickCheck } from './quickCheck.ts';
import { median, quantile } from './statistics.ts';
import { isWithin } from './window.ts';

/** With fewer, the list says more than a rate. */
export const leastForRate = 5;

export interface FigureSpec {
  readonly id: MetricId;
  readonly unit: Unit;
  readonly of: Figure['of'];
  /** How values become one: `rate` is a count over the length of the window, `parts` has no value of the whole. */
  readonly by: 'median' | 'share' | 'sum' | 'last' | 'rate' | 'parts';
}

export interface FigureInput {
  /** Over the whole trend, in any order. */
  readonly rows: readonly Row[];
  readonly window: Window;
  readonly trendSince: Instant;
  /** What is missing when nothing is counted. */
  readonly none: Note;
  readonly notes?: readonly Note[];
  /** Further numbers, from the rows within the window that count. */
  readonly parts?: (counted: readonly Row[]) => readonly Part[];
}

export function figureOf(spec: FigureSpec, input: FigureInput): Figure {
  const { window } = input;
  const rows = inOrder(input.rows);
  const shown = rows.filter(({ at }) => at === undefined || isWithin(window, at));
  const counted = shown.filter(({ mark }) => mark !== 'leftOut');
  const n = counted.length;
  const isRate = spec.by === 'share' || spec.by === 'rate';
  const state = n === 0 ? 'none' : isRate && n < leastForRate ? 'few' : 'told';
  const value = state === 'told' ? valueOf(spec, counted, window) : undefined;
  const check = value === undefined ? undefined : quickCheck(spec.id, value);
  const few = note(spec.of === 'deployments' || spec.of === 'releases' ? 'fewDeployments' : 'fewFound', {
    n,
    least: leastForRate,
  });
  return {
    id: spec.id,
    state,
    ...(state === 'none' ? { why: input.none } : state === 'few' ? { why: few } : {}),
    ...(value === undefined ? {} : { value }),
    unit: spec.unit,
    parts: state === 'told' ? partsOf(spec, counted, input) : [],
    n,
    of: spec.of,
    window,
    source: sourceOf(counted),
    rows: shown,
    notes: [...(input.notes ?? []), ...leftOutNotes(shown)],
    ...(check === undefined ? {} : { check }),
    series: seriesOf(
      spec,
      rows.filter(
        ({ at, mark }) =>
          mark !== 'leftOut' &&
          at !== undefined &&
          isWithin({ since: input.trendSince, until: window.until }, at),
      ),
    ),
  };
}

/** Reasons that are said once for all rows, with their number. */
function leftOutNotes(rows: readonly Row[]): readonly Note[] {
  const counts = new Map<Note['code'], number>();
  for (const { mark, why } of rows) {
    if (mark === 'leftOut' && why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => note(code, { count }));
}

function valueOf(spec: FigureSpec, counted: readonly Row[], window: Window): number | undefined {
  return spec.by === 'rate'
    ? counted.length / ((window.until - window.since) / (7 * day))
    : aggregate(spec, counted);
}

/** One value of any set of rows; undefined where a share would stand on too few, or where there is no one value. */
function aggregate(spec: FigureSpec, counted: readonly Row[]): number | undefined {
  const values = counted.flatMap(({ value }) => value ?? []);
  switch (spec.by) {
    case 'median':
      return median(values);
    case 'share':
      return counted.length < leastForRate ? undefined : hitsOf(counted) / counted.length;
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'last':
      return values.at(-1);
    case 'rate':
      return counted.length;
    case 'parts':
      return undefined;
  }
}

function partsOf(spec: FigureSpec, counted: readonly Row[], input: FigureInput): readonly Part[] {
  const values = counted.flatMap(({ value }) => value ?? []);
  const p90 = quantile(values, 0.9);
  return [
    ...(spec.by === 'median' && p90 !== undefined
      ? [{ name: 'p90', value: p90, unit: spec.unit, n: values.length }]
      : []),
    ...(input.parts?.(counted) ?? []),
  ];
}

function hitsOf(rows: readonly Row[]): number {
  return rows.filter(({ mark }) => mark === 'hit').length;
}

function sourceOf(counted: readonly Row[]): Source {
  const sources = new Set(counted.map(({ source }) => source));
  if (sources.size === 2) return 'mixed';
  return [...sources][0] ?? 'none';
}

function seriesOf(spec: FigureSpec, rows: readonly Row[]): readonly Series[] {
  if (spec.by === 'parts') {
    return [...new Set(rows.map(({ part }) => part ?? ''))].map((part) => ({
      by: 'release',
      unit: spec.unit,
      part,
      points: points(
        { ...spec, by: 'last' },
        grouped(
          rows.filter((row) => row.part === part),
          releaseOf,
        ),
      ),
    }));
  }
  const months = points(
    spec,
    grouped(rows, ({ at = 0 }) => monthOf(at)),
  );
  const monthly: Series = { by: 'month', unit: spec.by === 'rate' ? 'count' : spec.unit, points: months };
  // One deployment alone has no rate: it is there or it is not.
  if (spec.by === 'share' || spec.by === 'rate' || spec.of === 'incidents') return [monthly];
  return [{ by: 'release', unit: spec.unit, points: points(spec, grouped(rows, releaseOf)) }, monthly];
}

function releaseOf({ release, subject }: Row): string {
  return release ?? subject;
}

function grouped(rows: readonly Row[], labelOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const label = labelOf(row);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [row]);
    else group.push(row);
  }
  return groups;
}

function points(spec: FigureSpec, groups: ReadonlyMap<string, readonly Row[]>): readonly Point[] {
  return [...groups].map(([label, rows]) => {
    const value = aggregate(spec, rows);
    return {
      label,
      at: rows[0]?.at ?? 0,
      ...(value === undefined ? {} : { value }),
      n: rows.length,
      ...(spec.by === 'share' ? { hits: hitsOf(rows) } : {}),
    };
  });
}

/** `2026-11`, in UTC. */
export function monthOf(at: Instant): string {
  const { year, month } = dateOfEpochDay(Math.floor(at / day));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** Oldest first, rows without a time before all others; of one instant in the order in which they came. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => compareTime(a.at, b.at));
}

function compareTime(a: Instant | undefined, b: Instant | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return a - b;
}
