/** Gathers changes: places, rules that are on, and one change for one cause. */
import type { Change, Place } from '../change.ts';
import type { Args } from '../../base/finding.ts';
import { lineStarts } from '../../base/text.ts';
import type { SourceFile, Spot } from './model.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';
import { detectorId } from './units.ts';

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly args?: Args;
  readonly base?: Spot | undefined;
  /** A path alone: the file still stands, and nothing in it is nearer. */
  readonly head?: Spot | string | undefined;
  /** What could not be looked up on the way: the change may be none. */
  readonly undecided?: boolean;
  /** Changes of the same cause: the first one names the others. */
  readonly cause?: string | undefined;
}

export interface Collector {
  readonly enabled: (rule: RuleId) => boolean;
  /** False where single rules were asked for: then each of them tells all that it sees. */
  readonly folds: boolean;
  add(found: Found): void;
  /** Names another element that a change reaches, which then needs no change of its own; false without such a change. */
  fold(rule: RuleId, subject: string, element: string): boolean;
  changes(): readonly Change[];
}

export interface CollectorOptions {
  readonly enabled: (rule: RuleId) => boolean;
  readonly folds: boolean;
}

const mostNamed = 5;

export function createCollector({ enabled, folds }: CollectorOptions): Collector {
  const found = new Map<string, { readonly change: Change; readonly also: string[] }>();
  const bySubject = new Map<string, { readonly also: string[] }>();
  const placeOf = createPlaces();
  return {
    enabled,
    folds,
    add: (one) => {
      if (!enabled(one.rule)) return;
      const change = changeOf(one, placeOf);
      const { from = '', to = '' } = change.args;
      const key = folds && one.cause !== undefined ? `${one.rule} ${one.cause} ${from} ${to}` : keyOf(change);
      const known = found.get(key);
      if (known !== undefined) {
        if (known.change.subject !== change.subject) known.also.push(change.subject);
        return;
      }
      const entry = { change, also: [] };
      found.set(key, entry);
      bySubject.set(`${one.rule} ${one.subject}`, entry);
    },
    fold: (rule, subject, element) => {
      const known = folds ? bySubject.get(`${rule} ${subject}`) : undefined;
      known?.also.push(element);
      return known !== undefined;
    },
    changes: () => [...found.values()].map(({ change, also }) => withNamed(change, also)),
  };
}

function changeOf(one: Found, placeOf: (spot: Spot) => Place): Change {
  const { level } = rules[one.rule];
  const head =
    typeof one.head === 'string' ? { path: one.head, line: 1, column: 1 } : one.head && placeOf(one.head);
  return {
    rule: one.rule,
    detector: detectorId,
    level: one.undecided === true ? 'review' : level,
    confidence: one.undecided === true ? 'review' : 'proven',
    subject: one.subject,
    args: { subject: one.subject, ...one.args },
    ...(one.base === undefined ? {} : { base: placeOf(one.base) }),
    ...(head === undefined ? {} : { head }),
  };
}

function keyOf(change: Change): string {
  const { line, column, path } = change.head ?? change.base ?? { line: 0, column: 0, path: '' };
  return JSON.stringify([change.rule, change.args, path, line, column]);
}

function withNamed(change: Change, also: readonly string[]): Change {
  const all = [...new Set(also)];
  if (all.length === 0) return change;
  const named = all.slice(0, mostNamed).join(', ');
  const more = all.length > mostNamed ? `, and ${all.length - mostNamed} more` : '';
  return { ...change, args: { ...change.args, also: named + more } };
}

function createPlaces(): (spot: Spot) => Place {
  const starts = new Map<SourceFile, readonly number[]>();
  return ({ file, start, end }) => {
    let lines = starts.get(file);
    if (lines === undefined) {
      lines = lineStarts(file.text);
      starts.set(file, lines);
    }
    const [line, column] = positionAt(lines, start);
    const [endLine, endColumn] = positionAt(lines, end);
    return { path: file.path, line, column, endLine, endColumn };
  };
}

function positionAt(starts: readonly number[], offset: number): readonly [number, number] {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const line = Math.max(low, 1);
  return [line, offset - (starts[line - 1] ?? 0) + 1];
}
