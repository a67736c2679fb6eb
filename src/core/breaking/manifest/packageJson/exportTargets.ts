/** What `exports` of a package.json gives to a consumer, by subpath and by environment. */
import type { JsonEntry, JsonValue } from '../json.ts';
import { entriesOf, stringOf } from '../json.ts';

export interface Subpath {
  /** `.`, `./sub`, `./features/*`. */
  readonly name: string;
  readonly value: JsonValue;
  /** The key of the subpath, or of `exports` itself. */
  readonly start: number;
  readonly end: number;
}

export interface Target {
  readonly path: string;
  /** Conditions that led to it, outermost first. */
  readonly conditions: readonly string[];
}

/** Who asks: the conditions that hold for it. `default` always holds. */
export const environments = {
  require: ['require', 'node', 'node-addons', 'module-sync'],
  import: ['import', 'node', 'node-addons', 'module-sync'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Environment = keyof typeof environments;

export function subpathsOf(exported: JsonEntry): readonly Subpath[] {
  const entries = entriesOf(exported.value);
  const keyed = entries.length > 0 && entries.every(({ key }) => key.startsWith('.'));
  if (!keyed) return [{ name: '.', value: exported.value, start: exported.start, end: exported.end }];
  return entries.map(({ key, value, start, end }) => ({ name: key, value, start, end }));
}

/** The first target whose conditions all hold; undefined when the environment gets none. */
export function resolve(value: JsonValue, holds: ReadonlySet<string>): Target | undefined {
  return walk(value, holds, []);
}

/** All conditions named anywhere below. */
export function conditionsOf(value: JsonValue): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: JsonValue): void => {
    if (one.kind === 'array') for (const item of one.items) visit(item);
    for (const entry of entriesOf(one)) {
      names.add(entry.key);
      visit(entry.value);
    }
  };
  visit(value);
  return names;
}

/** Whether a subpath of the old map can still be asked for: by its name or through a pattern. */
export function covering(subpaths: readonly Subpath[], name: string): Subpath | undefined {
  const exact = subpaths.find((one) => one.name === name);
  if (exact !== undefined) return isNull(exact.value) ? undefined : exact;
  const patterns = subpaths
    .filter((one) => /\*|\/$/.test(one.name) && matches(one.name, name))
    .toSorted((a, b) => b.name.indexOf('*') - a.name.indexOf('*'));
  const [best] = patterns;
  return best === undefined || isNull(best.value) ? undefined : best;
}

export function isNull(value: JsonValue): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** `./lib/*` and the older `./lib/` take `./lib/a` and `./lib/a*`. */
function matches(pattern: string, name: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return name.startsWith(pattern);
  // The older folder itself: what it took, the pattern takes.
  if (name.endsWith('/') && pattern === `${name}*`) return true;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

function walk(
  value: JsonValue,
  holds: ReadonlySet<string>,
  conditions: readonly string[],
): Target | undefined {
  const path = stringOf(value);
  if (path !== undefined) return { path, conditions };
  if (value.kind === 'array') {
    for (const item of value.items) {
      const target = walk(item, holds, conditions);
      if (target !== undefined) return target;
    }
    return undefined;
  }
  for (const entry of entriesOf(value)) {
    if (entry.key !== 'default' && !holds.has(entry.key)) continue;
    const target = walk(entry.value, holds, [...conditions, entry.key]);
    if (target !== undefined || isNull(entry.value)) return target;
  }
  return undefined;
}
