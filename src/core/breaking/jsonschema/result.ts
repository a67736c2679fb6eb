/** What was found of a pair of schemas. */
import type { DocumentNode, Span } from '../document/node.ts';
import type { DifferenceKind, OpenContent } from './engine.ts';
import type { Patterns } from './patterns.ts';
import type { Branch, Part } from './shape.ts';
import type { Lane, Tri } from './values.ts';

export interface Reason {
  readonly kind: DifferenceKind;
  /** `note`: nothing stops to be allowed, but people want to know. */
  readonly verdict: 'no' | 'unknown' | 'note';
  /** A value exists that proves it; otherwise it nearly always holds. */
  readonly certain: boolean;
  readonly from: Span;
  readonly to: Span;
  readonly args: Readonly<Record<string, string | number>>;
  /** The alternative of a union in which it was found. */
  readonly label?: string;
}

/** The reasons of one pair, and the pairs below it. */
export interface Result {
  verdict: Tri;
  readonly reasons: Reason[];
  readonly below: Below[];
  /** Name of the definition that the pair stands for. */
  readonly name?: string;
}

export interface Below {
  readonly segment: string;
  readonly result: Result;
  /** The right side is only a part of what is said there: what it is silent about is no news. */
  readonly partial?: true;
  readonly label?: string;
}

/** What all comparisons of a session share. */
export interface Includer {
  readonly openContent: OpenContent;
  readonly patterns: Patterns;
  readonly branches: (part: Part) => readonly Branch[] | undefined;
  /** Both hold. */
  readonly and: (a: Part, b: Part) => Part;
  /** The schema of one value, where another part stood. */
  readonly constant: (value: DocumentNode, instead: Part) => Part;
  /** Compares no further down than an attempt is worth. */
  readonly attempt: <Value>(work: () => Value) => Value;
  readonly trying: () => boolean;
  /** Whether every value of `from` is a value of `to`, and why not. */
  readonly compare: (from: Part, to: Part) => Result;
}

/** One lane of two branches. */
export interface BranchPair {
  readonly from: Branch;
  readonly to: Branch;
  readonly lane: Lane;
  /** What `from` is an alternative of. */
  readonly whole: Part;
}

export function emptyResult(name?: string): Result {
  return { verdict: 'yes', reasons: [], below: [], ...(name === undefined ? {} : { name }) };
}

export function add(result: Result, reason: Reason): void {
  result.reasons.push(reason);
  if (reason.verdict === 'no') result.verdict = 'no';
  else if (reason.verdict === 'unknown' && result.verdict === 'yes') result.verdict = 'unknown';
}

export function link(result: Result, segment: string, below: Result): void {
  linkBelow(result, { segment, result: below });
}

/** A pair at the same place, of which the right side is only a part of what holds there. */
export function linkPartial(result: Result, below: Result): void {
  linkBelow(result, { segment: '', result: below, partial: true });
}

export function linkBelow(result: Result, link: Below): void {
  const { result: below } = link;
  if (below === result) return;
  result.below.push(link);
  if (below.verdict === 'no') result.verdict = 'no';
  else if (below.verdict === 'unknown' && result.verdict === 'yes') result.verdict = 'unknown';
}
