/** What was found as changes, with their places and levels. */
import { lineStarts } from '../../base/text.ts';
import type { Change, Place } from '../change.ts';
import type { Found } from './found.ts';
import { rules } from './rules.ts';
import type { Span } from './steps.ts';
import { detectorId } from './units.ts';

/** A text with the starts of its lines. */
export interface Source {
  readonly path: string;
  readonly starts: readonly number[];
}

export function sourceOf(path: string, text: string): Source {
  return { path, starts: lineStarts(text) };
}

export function changeOf(found: Found, source: Source, base?: Source): Change {
  const { level } = rules[found.rule];
  // Whoever writes `safety_assured` has looked at it: that is a question for a second person, no break.
  const shown = found.assured === true && level === 'major' ? 'review' : level;
  return {
    rule: found.rule,
    detector: detectorId,
    level: shown,
    confidence: shown === 'review' ? 'review' : 'likely',
    subject: found.subject,
    args: { subject: found.subject, ...found.args },
    ...(base === undefined ? {} : { base: placeOf({ start: 0, end: 0 }, base) }),
    head: placeOf(found.at, source),
  };
}

export function placeOf({ start, end }: Span, { path, starts }: Source): Place {
  const line = lineAt(starts, start);
  const endLine = lineAt(starts, Math.max(start, end));
  return {
    path,
    line,
    column: Math.max(0, start - (starts[line - 1] ?? 0)) + 1,
    endLine,
    endColumn: Math.max(0, Math.max(start, end) - (starts[endLine - 1] ?? 0)) + 1,
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
