/** Numbers and strings: bounds, multiples, patterns, formats. */
import type { Span } from '../document/node.ts';
import { isMultiple } from './allows.ts';
import { add } from './result.ts';
import type { Result } from './result.ts';
import type { Bound, Branch, Count, Word } from './shape.ts';
import type { Patterns } from './patterns.ts';

export function includeNumbers(from: Branch, to: Branch, result: Result): void {
  const { number: left } = from;
  const { number: right } = to;
  if (right.integer !== undefined && left.integer === undefined && !left.multiples.some(isWhole)) {
    const args = { from: 'number', to: 'integer', gone: 'number' };
    add(result, { kind: 'type', verdict: 'no', certain: true, from: from.typeSpan, to: right.integer, args });
  }
  compareBound('minimum', left.lower, right.lower, 1, from.span, result, left.integer !== undefined);
  compareBound('maximum', left.upper, right.upper, -1, from.span, result, left.integer !== undefined);
  for (const multiple of right.multiples) {
    const whole = left.integer !== undefined && isMultiple(1, multiple.value);
    if (whole || left.multiples.some((one) => isMultiple(one.value, multiple.value))) continue;
    const [own] = left.multiples;
    add(result, {
      kind: 'multipleOf',
      verdict: 'no',
      certain: true,
      from: own?.span ?? from.span,
      to: multiple.span,
      args: { keyword: 'multipleOf', from: own?.value ?? 'none', to: multiple.value },
    });
  }
  compareFormats(left.formats, right.formats, from.span, result);
}

function isWhole({ value }: Count): boolean {
  return Number.isInteger(value);
}

function compareBound(
  keyword: string,
  from: Bound | undefined,
  to: Bound | undefined,
  sign: 1 | -1,
  at: Span,
  result: Result,
  integer: boolean,
): void {
  if (to === undefined) return;
  if (from !== undefined) {
    const difference = (from.value - to.value) * sign;
    if (difference > 0 || (difference === 0 && (from.exclusive || !to.exclusive))) return;
    // Of integers, above 4 is the same as from 5.
    if (integer && first(from, sign) * sign >= first(to, sign) * sign) return;
  }
  add(result, {
    kind: 'bound',
    verdict: 'no',
    certain: true,
    from: from?.span ?? at,
    to: to.span,
    args: { keyword, from: shownBound(from), to: shownBound(to) },
  });
}

function first({ value, exclusive }: Bound, sign: 1 | -1): number {
  const whole = sign === 1 ? Math.ceil(value) : Math.floor(value);
  return exclusive && whole === value ? whole + sign : whole;
}

function shownBound(bound: Bound | undefined): string {
  if (bound === undefined) return 'none';
  return bound.exclusive ? `${bound.value} (exclusive)` : String(bound.value);
}

/** A lower or an upper count; `sign` 1 for lower ones. */
export function compareCount(
  keyword: string,
  from: Count | undefined,
  to: Count | undefined,
  sign: 1 | -1,
  at: Span,
  result: Result,
): void {
  if (to === undefined || (from !== undefined && (from.value - to.value) * sign >= 0)) return;
  add(result, {
    kind: 'bound',
    verdict: 'no',
    certain: true,
    from: from?.span ?? at,
    to: to.span,
    args: { keyword, from: from?.value ?? 'none', to: to.value },
  });
}

export function includeStrings(from: Branch, to: Branch, patterns: Patterns, result: Result): void {
  const { string: left } = from;
  const { string: right } = to;
  compareCount('minLength', left.least, right.least, 1, from.span, result);
  compareCount('maxLength', left.most, right.most, -1, from.span, result);
  for (const pattern of right.patterns) {
    if (
      left.patterns.some(({ text }) => text === pattern.text) ||
      patterns.within('', pattern.text) === 'yes'
    )
      continue;
    const verdicts = left.patterns.map(({ text }) => patterns.within(text, pattern.text));
    if (verdicts.includes('yes')) continue;
    const [own] = left.patterns;
    add(result, {
      kind: 'pattern',
      verdict: 'no',
      certain: left.patterns.length <= 1 && !verdicts.includes('unknown'),
      from: own?.span ?? from.span,
      to: pattern.span,
      args: { keyword: 'pattern', from: own?.text ?? 'none', to: pattern.text },
    });
  }
  compareFormats(left.formats, right.formats, from.span, result);
  compareWords('contents', left.contents, right.contents, from.span, result);
}

/** Formats whose values are all values of another. */
const within: Readonly<Record<string, readonly string[]>> = {
  uri: ['uri-reference', 'iri', 'iri-reference'],
  iri: ['iri-reference'],
  'uri-reference': ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  int32: ['int64', 'double', 'float'],
  int64: ['double'],
  float: ['double'],
};

function compareFormats(from: readonly Word[], to: readonly Word[], at: Span, result: Result): void {
  const wider = from.flatMap((one) => [one, ...(within[one.text] ?? []).map((text) => ({ ...one, text }))]);
  compareWords('format', wider, to, at, result, from[0]);
}

function compareWords(
  keyword: 'format' | 'contents',
  from: readonly Word[],
  to: readonly Word[],
  at: Span,
  result: Result,
  own = from[0],
): void {
  for (const word of to) {
    if (from.some(({ text }) => text === word.text)) continue;
    add(result, {
      kind: 'format',
      verdict: 'no',
      // Not all validators check formats.
      certain: false,
      from: own?.span ?? at,
      to: word.span,
      args: { keyword, from: own?.text ?? 'none', to: word.text },
    });
  }
}
