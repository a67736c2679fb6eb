/**
 * Whether every value of one schema is a value of another, and where not. `from` is the side whose values
 * there are; `to` the side that has to allow them. The same pair is worked out once; while it is being
 * worked out it is taken to hold, so that recursion ends.
 */
import type { OpenContent } from './engine.ts';
import { includePart } from './include.ts';
import { undecided } from './includeUnions.ts';
import type { Patterns } from './patterns.ts';
import { add, emptyResult } from './result.ts';
import type { Includer, Result } from './result.ts';
import type { Branch, Part } from './shape.ts';

export interface IncluderOptions {
  readonly openContent: OpenContent;
  readonly patterns: Patterns;
  readonly branches: (part: Part) => readonly Branch[] | undefined;
  readonly and: (a: Part, b: Part) => Part;
  readonly constant: Includer['constant'];
  /** Whether two parts are written alike. */
  readonly same: (from: Part, to: Part) => boolean;
  readonly stop: () => boolean;
}

/** Pairs of one session; a schema of some thousand lines has fewer. */
const mostPairs = 50_000;
const mostDepth = 80;
/** So far down an alternative is tried, before another one is. */
const trialDepth = 3;
const mostTrials = 5000;

export function createIncluder(options: IncluderOptions): Includer {
  const results = new Map<string, Result>();
  const later: (readonly [Part, Part, Result])[] = [];
  let depth = 0;
  let trialEnd = Infinity;
  let trials = 0;
  /** How often a trial went no further: what was found meanwhile is not kept. */
  let cuts = 0;
  const workOut = (from: Part, to: Part, result: Result): void => {
    depth++;
    includePart(includer, from, to, result);
    depth--;
  };
  const compare = (from: Part, to: Part): Result => {
    if (to.key === '' || from.never === true) return emptyResult();
    const key = `${from.key}>${to.key}`;
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = emptyResult(from.name === to.name ? to.name : undefined);
    const trial = trialEnd < Infinity;
    if (options.same(from, to)) {
      results.set(key, result);
      return result;
    }
    if (trial && (depth >= trialEnd || trials >= mostTrials)) {
      cuts++;
      add(result, undecided(from.span, to.span, 'size'));
      return result;
    }
    results.set(key, result);
    if (results.size > mostPairs || options.stop()) add(result, undecided(from.span, to.span, 'size'));
    else if (depth >= mostDepth) later.push([from, to, result]);
    else {
      const before = cuts;
      if (trial) trials++;
      workOut(from, to, result);
      if (trial && cuts > before) results.delete(key);
    }
    return result;
  };
  const includer: Includer = {
    openContent: options.openContent,
    patterns: options.patterns,
    branches: options.branches,
    and: options.and,
    constant: options.constant,
    compare: (from, to) => {
      const result = compare(from, to);
      // What lies deeper than the stack should go is worked out from here, and linked already.
      if (depth === 0) {
        for (let next = later.pop(); next !== undefined; next = later.pop()) workOut(...next);
      }
      return result;
    },
    attempt: (work) => {
      const end = trialEnd;
      if (end === Infinity) trialEnd = depth + trialDepth;
      const value = work();
      trialEnd = end;
      return value;
    },
    trying: () => trialEnd < Infinity,
  };
  return includer;
}
