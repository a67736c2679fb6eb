/** Arguments of Ruby calls as data. */
import type { RubyToken } from './rubyTokens.ts';

export interface Value {
  readonly kind: 'name' | 'number' | 'true' | 'false' | 'nil' | 'array' | 'hash' | 'code';
  /** Of a symbol or a string: its content; otherwise as it is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly items: readonly Value[];
  readonly options: ReadonlyMap<string, Value>;
  /** Tokens that are strings, in order. */
  readonly strings: readonly RubyToken[];
}

/** Deeper data is no argument of a migration. */
const mostNested = 20;

export function readValues(
  text: string,
  tokens: readonly RubyToken[],
  depth = 0,
): { readonly items: readonly Value[]; readonly options: ReadonlyMap<string, Value> } {
  const items: Value[] = [];
  const options = new Map<string, Value>();
  for (const part of splitAtCommas(tokens)) {
    const [first, second] = part;
    if (first === undefined) continue;
    if (first.kind === 'label') options.set(first.text, readValue(text, part.slice(1), depth));
    else if (second?.text === '=>') options.set(first.text, readValue(text, part.slice(2), depth));
    else items.push(readValue(text, part, depth));
  }
  return { items, options };
}

function splitAtCommas(tokens: readonly RubyToken[]): readonly (readonly RubyToken[])[] {
  const parts: RubyToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign') {
      if (/^[([{]$/.test(token.text)) depth++;
      else if (/^[)\]}]$/.test(token.text)) depth--;
      else if (token.text === ',' && depth === 0) {
        parts.push([]);
        continue;
      }
    }
    parts.at(-1)?.push(token);
  }
  return parts;
}

function readValue(text: string, tokens: readonly RubyToken[], depth: number): Value {
  const [first] = tokens;
  const last = tokens.at(-1);
  const start = first?.start ?? 0;
  const end = last?.end ?? start;
  const strings = tokens.filter(({ kind }) => kind === 'string');
  const value = {
    text: text.slice(start, end),
    start,
    end,
    items: [],
    options: new Map<string, Value>(),
    strings,
  };
  if (first === undefined) return { ...value, kind: 'nil' };
  if (depth > mostNested) return { ...value, kind: 'code' };
  const inner = tokens.slice(1, -1);
  if (first.text === '[' && first.kind === 'sign')
    return { ...value, kind: 'array', items: readValues(text, inner, depth + 1).items };
  if (first.text === '{' && first.kind === 'sign')
    return { ...value, kind: 'hash', options: readValues(text, inner, depth + 1).options };
  if (first.kind === 'list') {
    const words = first.text.split(/\s+/).filter((word) => word !== '');
    return { ...value, kind: 'array', items: words.map((word) => ({ ...value, kind: 'name', text: word })) };
  }
  const isString =
    tokens.length > 1 &&
    tokens.every(
      ({ kind, text }) =>
        kind === 'string' || text === '.' || text === 'squish' || text === 'strip' || text === 'freeze',
    );
  if (tokens.length > 1 && !isString) return { ...value, kind: 'code' };
  if (first.kind === 'symbol' || first.kind === 'string') return { ...value, kind: 'name', text: first.text };
  if (first.kind === 'number') return { ...value, kind: 'number' };
  if (first.text === 'true' || first.text === 'false' || first.text === 'nil')
    return { ...value, kind: first.text };
  return { ...value, kind: 'code' };
}
