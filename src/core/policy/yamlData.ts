/**
 * YAML as plain data with positions, for files that configure (policy, release
 * record). Hostile input is limited before it costs anything: size, depth,
 * no aliases, no merge keys, own check for duplicate keys.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Node,
  type Scalar,
} from 'yaml';
import type { Where } from '../base/text.ts';

/** Values without prototypes: a key `__proto__` is a key like any other. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlValue;
}

export type YamlPath = readonly (string | number)[];

export interface YamlProblem {
  readonly kind: 'tooLarge' | 'syntax' | 'alias' | 'duplicateKey' | 'tooDeep' | 'severalDocuments';
  readonly args: Readonly<Record<string, string | number>>;
  readonly where: Where;
}

export interface YamlData {
  readonly value: YamlValue;
  readonly problems: readonly YamlProblem[];
  /** Where the value at the path stands, else its nearest parent that is there. */
  readonly whereOf: (path: YamlPath) => Where;
  /** The same for the key of a pair. */
  readonly whereOfKey: (path: YamlPath) => Where;
}

/** Characters; 64 KiB of ASCII. */
export const longestYaml = 65_536;
const deepest = 32;

export function readYamlData(text: string, file: string): YamlData {
  const top: Where = { file, line: 1, column: 1 };
  if (text.length > longestYaml) {
    return failed({ kind: 'tooLarge', args: { size: text.length, limit: longestYaml }, where: top });
  }
  const lines = new LineCounter();
  // A byte order mark counts as a character of the first line only for the parser.
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const document = parseDocument(body, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    merge: false,
    logLevel: 'error', // `silent` would hide a second document
  });
  const at = (offset: number | undefined): Where => {
    const { line, col } = lines.linePos(Math.min(offset ?? 0, body.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: YamlProblem[] = document.errors
    .slice(0, 20)
    .map((error) =>
      error.code === 'MULTIPLE_DOCS'
        ? { kind: 'severalDocuments', args: {}, where: at(error.pos[0]) }
        : { kind: 'syntax', args: { message: firstLine(error.message) }, where: at(error.pos[0]) },
    );
  visit(document, {
    Alias(_, node) {
      problems.push({ kind: 'alias', args: { name: `*${node.source}` }, where: at(node.range?.[0]) });
    },
  });
  const places = new Map<string, { readonly value: number; readonly key?: number }>();
  const value = plain(document.contents, [], { places, problems, at });
  const placeOf = (path: YamlPath, part: 'value' | 'key'): Where => {
    for (let length = path.length; length > 0; length--) {
      const place = places.get(pathKey(path.slice(0, length)));
      if (place !== undefined) return at(part === 'key' ? (place.key ?? place.value) : place.value);
    }
    return top;
  };
  return {
    value,
    problems,
    whereOf: (path) => placeOf(path, 'value'),
    whereOfKey: (path) => placeOf(path, 'key'),
  };

  function failed(problem: YamlProblem): YamlData {
    return { value: null, problems: [problem], whereOf: () => top, whereOfKey: () => top };
  }
}

export function isYamlMap(value: YamlValue | undefined): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Walk {
  readonly places: Map<string, { readonly value: number; readonly key?: number }>;
  readonly problems: YamlProblem[];
  readonly at: (offset: number | undefined) => Where;
}

function plain(node: Node | null, path: YamlPath, walk: Walk): YamlValue {
  if (node === null || isAlias(node)) return null;
  if (path.length > deepest) {
    walk.problems.push({ kind: 'tooDeep', args: { limit: deepest }, where: walk.at(node.range?.[0]) });
    return null;
  }
  if (isScalar(node)) return scalar(node);
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      const here = [...path, index];
      const value = item as Node | null;
      walk.places.set(pathKey(here), { value: value?.range?.[0] ?? node.range?.[0] ?? 0 });
      return plain(value, here, walk);
    });
  }
  if (!isMap(node)) return null;
  const map = Object.create(null) as Record<string, YamlValue>;
  for (const pair of node.items) {
    const keyNode = pair.key as Node | null;
    const key = isScalar(keyNode) ? String(keyNode.source ?? keyNode.value) : String(keyNode);
    const start = keyNode?.range?.[0] ?? node.range?.[0] ?? 0;
    const here = [...path, key];
    if (Object.hasOwn(map, key)) {
      walk.problems.push({ kind: 'duplicateKey', args: { key: dotted(here) }, where: walk.at(start) });
      continue;
    }
    const value = pair.value as Node | null;
    walk.places.set(pathKey(here), { value: value?.range?.[0] ?? start, key: start });
    map[key] = plain(value, here, walk);
  }
  return map;
}

/** Numbers keep their source text where it says more: the version `1.10` is not 1.1. */
function scalar(node: Scalar): YamlValue {
  const { value } = node;
  if (typeof value === 'number') {
    return String(value) === node.source ? value : (node.source ?? String(value));
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return node.source ?? '';
}

export function dotted(path: YamlPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part + 1}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function pathKey(path: YamlPath): string {
  return JSON.stringify(path);
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 160);
}
