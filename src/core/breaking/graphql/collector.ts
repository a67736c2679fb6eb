/** Gathers changes: places, levels of the profile, and one change for one cause. */
import type { Change, Place } from '../change.ts';
import type { Args } from '../../base/finding.ts';
import { lineStarts } from '../../base/text.ts';
import type { SourceFile, Spot } from './schema.ts';
import { detectorId } from './units.ts';
import { rules } from './rules.ts';

export type RuleId = keyof typeof rules;

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly args?: Args;
  readonly base?: Spot | undefined;
  readonly head?: Spot | undefined;
  readonly flow?: Change['flow'];
  /** It was marked as deprecated before. */
  readonly deprecated?: boolean;
}

export interface Collector {
  add(found: Found): void;
  /** Names another element that a change reaches, which then needs no change of its own; false when there is no such change. */
  fold(key: FoldKey, element: string): boolean;
  changes(): readonly Change[];
}

export interface FoldKey {
  readonly rule: string;
  readonly subject: string;
  readonly args?: Args;
}

const mostNamed = 5;

export function createCollector(profile: string | undefined): Collector {
  const found = new Map<string, { readonly change: Change; readonly also: string[] }>();
  const placeOf = createPlaces();
  return {
    add: (one) => {
      const key = keyOf(one);
      if (found.has(key)) return;
      const level = rules[one.rule]?.level ?? 'review';
      const mayGo = one.deprecated === true && profile === 'deprecated-may-go' && level === 'major';
      const change: Change = {
        rule: one.rule,
        detector: detectorId,
        level: mayGo ? 'minor' : level,
        confidence: level === 'review' ? 'review' : 'proven',
        subject: one.subject,
        args: {
          subject: one.subject,
          ...one.args,
          ...(one.deprecated === true ? { deprecated: 'yes' } : {}),
        },
        ...(one.base === undefined ? {} : { base: placeOf(one.base) }),
        ...(one.head === undefined ? {} : { head: placeOf(one.head) }),
        ...(one.flow === undefined ? {} : { flow: one.flow }),
      };
      found.set(key, { change, also: [] });
    },
    fold: (key, element) => {
      const known = found.get(keyOf(key));
      known?.also.push(element);
      return known !== undefined;
    },
    changes: () => [...found.values()].map(({ change, also }) => withNamed(change, also)),
  };
}

function keyOf(key: FoldKey): string {
  return `${key.rule} ${key.subject} ${key.args?.['from'] ?? ''} ${key.args?.['to'] ?? ''}`;
}

function withNamed(change: Change, also: readonly string[]): Change {
  if (also.length === 0) return change;
  const named = also.slice(0, mostNamed).join(', ');
  const more = also.length > mostNamed ? `, and ${also.length - mostNamed} more` : '';
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
    const line = lineAt(lines, start);
    const from = lines[line - 1] ?? 0;
    return { path: file.path, line, column: start - from + 1, endLine: line, endColumn: end - from + 1 };
  };
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 1);
}
