/** A YAML manifest as plain values with the places of its keys. */
import type { Spot } from '../facts.ts';
import { locator } from '../locate.ts';

type YamlValue =
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[] }
  | { readonly kind: 'list'; readonly items: readonly YamlValue[] }
  | { readonly kind: 'scalar'; readonly text: string };

export interface YamlEntry {
  readonly key: string;
  readonly value: YamlValue;
  readonly spot: Spot;
}

export interface YamlTree {
  readonly root: YamlValue;
  /** Where reading stopped. */
  readonly error?: Spot;
}

const deepest = 30;

/** Aliases are not followed. */
export async function readYamlTree(text: string): Promise<YamlTree> {
  const { isMap, isScalar, isSeq, parseDocument } = await import('yaml');
  const locate = locator(text);
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const valueOf = (node: unknown, depth: number): YamlValue => {
    if (isScalar(node)) return { kind: 'scalar', text: String(node.value) };
    if (depth > deepest) return nothing;
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => valueOf(item, depth + 1)) };
    if (!isMap(node)) return nothing;
    const entries = node.items.map(({ key, value }): YamlEntry => {
      const range = isScalar(key) ? key.range : undefined;
      return {
        key: isScalar(key) ? String(key.value) : '',
        value: valueOf(value, depth + 1),
        spot: locate(range?.[0] ?? 0, range?.[1] ?? 0),
      };
    });
    return { kind: 'map', entries };
  };
  const root = valueOf(document.contents, 0);
  const [error] = document.errors;
  return error === undefined ? { root } : { root, error: locate(...error.pos) };
}

const nothing: YamlValue = { kind: 'scalar', text: '' };

export function entriesOf(value: YamlValue | undefined): readonly YamlEntry[] {
  return value?.kind === 'map' ? value.entries : [];
}

export function entryIn(value: YamlValue | undefined, key: string): YamlEntry | undefined {
  return entriesOf(value).find((entry) => entry.key === key);
}

/** Empty for what is no scalar. */
export function textOf(value: YamlValue | undefined): string {
  return value?.kind === 'scalar' ? value.text : '';
}
