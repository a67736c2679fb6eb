/** Whether a text matches a pattern, and whether all that matches one pattern matches another. */
import type { Automaton, State } from './regex.ts';
import { readRegex } from './regex.ts';
import type { Tri } from './values.ts';

export interface Patterns {
  readonly matches: (pattern: string, text: string) => Tri;
  /** Whether every text that matches `a` matches `b`; the empty pattern matches all. */
  readonly within: (a: string, b: string) => Tri;
}

/** Where a run stands: the states behind the text so far, or that a match was found in it. */
interface Run {
  readonly states: readonly number[];
  readonly matched: boolean;
}

const mostPairs = 1500;
const mostLetters = 120;
const mostText = 10_000;

export function createPatterns(): Patterns {
  const known = new Map<string, Automaton | undefined>();
  const orders = new Map<string, Tri>();
  const matches = new Map<string, Map<string, Tri>>();
  const read = (pattern: string): Automaton | undefined => {
    if (!known.has(pattern)) known.set(pattern, readRegex(pattern));
    return known.get(pattern);
  };
  const order = (a: string, b: string): Tri => {
    const left = read(a);
    const right = read(b);
    return left === undefined || right === undefined ? 'unknown' : included(left, right);
  };
  // `[a-z]*` finds itself in every text. Whoever writes it means whole texts, and so do some validators.
  const compare = (a: string, b: string): Tri =>
    order('', b) === 'yes' ? order(whole(a), whole(b)) : order(a, b);
  return {
    matches: (pattern, text) => {
      const own = matches.get(pattern) ?? new Map<string, Tri>();
      matches.set(pattern, own);
      let match = own.get(text);
      if (match === undefined) {
        const automaton = text.length > mostText ? undefined : read(pattern);
        match = automaton === undefined ? 'unknown' : matching(automaton, text);
        own.set(text, match);
      }
      return match;
    },
    within: (a, b) => {
      if (a === b) return 'yes';
      const key = JSON.stringify([a, b]);
      const known = orders.get(key);
      if (known !== undefined) return known;
      const order = compare(a, b);
      orders.set(key, order);
      return order;
    },
  };
}

function matching(automaton: Automaton, text: string): Tri {
  let run = begin(automaton);
  for (const sign of text) {
    if (run.matched) return 'yes';
    run = step(automaton, run, sign.codePointAt(0) ?? 0);
  }
  return accepts(automaton, run) ? 'yes' : 'no';
}

function whole(pattern: string): string {
  return pattern === '' ? '' : `^(?:${pattern})$`;
}

function included(left: Automaton, right: Automaton): Tri {
  const letters = lettersOf([...left.states, ...right.states]);
  if (letters === undefined) return 'unknown';
  const waiting = [[begin(left), begin(right)] as const];
  const seen = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [a, b] = next;
    if (b.matched || (a.states.length === 0 && !a.matched)) continue;
    const key = `${a.matched ? '!' : a.states.join()}/${b.states.join()}`;
    if (seen.has(key)) continue;
    if (seen.size >= mostPairs) return 'unknown';
    seen.add(key);
    if (accepts(left, a) && !accepts(right, b)) return 'no';
    for (const letter of letters) waiting.push([step(left, a, letter), step(right, b, letter)]);
  }
  return 'yes';
}

/** One code point for each stretch that no state tells apart. */
function lettersOf(states: readonly State[]): readonly number[] | undefined {
  const edges = new Set<number>([0]);
  for (const { ranges } of states) {
    for (const [low, high] of ranges) {
      edges.add(low);
      if (high < 0x10ffff) edges.add(high + 1);
    }
  }
  return edges.size > mostLetters ? undefined : [...edges];
}

function begin(automaton: Automaton): Run {
  return closed(automaton, [automaton.first], 'start');
}

function step(automaton: Automaton, run: Run, point: number): Run {
  if (run.matched) return run;
  const after: number[] = [];
  for (const at of run.states) {
    const state = automaton.states[at];
    if (state?.ranges.some(([low, high]) => low <= point && point <= high) === true) after.push(state.next);
  }
  // A match may begin at any place.
  after.push(automaton.first);
  return closed(automaton, after, 'inside');
}

function closed(automaton: Automaton, from: readonly number[], place: 'start' | 'inside'): Run {
  const states = reach(automaton, from, (only) => only === undefined || only === place);
  return { states, matched: states.includes(automaton.last) };
}

function accepts(automaton: Automaton, run: Run): boolean {
  if (run.matched) return true;
  return reach(automaton, run.states, (only) => only !== 'start').includes(automaton.last);
}

function reach(
  automaton: Automaton,
  from: readonly number[],
  may: (only: 'start' | 'end' | undefined) => boolean,
): readonly number[] {
  const reached = new Set(from);
  const waiting = [...reached];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { to, only } of automaton.states[at]?.free ?? []) {
      if (!may(only) || reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return [...reached].toSorted((a, b) => a - b);
}
