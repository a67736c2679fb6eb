/** Keys of configuration that a range adds, removes or changes. Values are compared and never kept. */
import { readJson } from '../breaking/manifest/json.ts';
import type { JsonValue } from '../breaking/manifest/json.ts';
import { locator } from '../breaking/manifest/locate.ts';
import { readIni, readToml } from '../breaking/manifest/toml.ts';
import { languageOf, readsIn } from '../breaking/config/reads/find.ts';
import { readEnvironment } from '../breaking/config/settings.ts';
import type { DeploymentFacts } from '../notes/facts.ts';

export type ConfigurationFact = DeploymentFacts['configuration'][number];

/** A key with the line it stands on; equal `value`, equal setting. */
export interface Key {
  readonly key: string;
  readonly line: number;
  readonly value: string;
}

export interface Keys {
  readonly keys: readonly Key[];
  /** False when the text could not be read to its end. */
  readonly complete: boolean;
}

/** Keys of a configuration file by its format; undefined for a format that is not read. */
export async function configurationKeys(path: string, text: string): Promise<Keys | undefined> {
  if (/(?:^|\/)\.?env(?:[._-][^/]*)?$/i.test(path)) return environmentKeys(text);
  if (/(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$/i.test(path)) return imageKeys(text);
  if (/\.json$/i.test(path)) return jsonKeys(text);
  if (/\.ya?ml$/i.test(path)) return yamlKeys(text);
  if (/\.toml$/i.test(path)) return rowKeys(readToml(text));
  if (/\.(?:ini|cfg|conf|properties)$/i.test(path)) return rowKeys(readIni(text));
  if (/\.tfvars$|(?:^|\/)variables\.tf$|\.tf$/i.test(path)) return terraformKeys(text);
  return undefined;
}

/**
 * Both sides of a YAML file without the top-level keys that are the same, so that only what differs is parsed; lines
 * stay where they are. Other files, and YAML that is not plainly a map, come back as they are.
 */
export function withoutSame(path: string, before: string, after: string): readonly [string, string] {
  if (!/\.ya?ml$/i.test(path) || before === '' || after === '') return [before, after];
  const [old, now] = [topLevelParts(before), topLevelParts(after)];
  if (old === undefined || now === undefined) return [before, after];
  const without = (own: readonly string[], other: readonly string[]): string => {
    const there = new Set(other.map((part) => part.trimEnd()));
    return own.map((part) => (there.has(part.trimEnd()) ? part.replaceAll(/[^\n]/g, '') : part)).join('');
  };
  return [without(old, now), without(now, old)];
}

/** One part for each key; undefined where parts may depend on each other. */
function topLevelParts(text: string): readonly string[] | undefined {
  if (/(?:^|[\s:[{,-])[&*]\w|<<\s*:/.test(text)) return undefined;
  const parts = text.split(/^(?=[^\s#])/m);
  const comments = /^[\s#]/.test(text) ? 1 : 0;
  return parts.slice(comments).every((part) => topLevelKey.test(part)) ? parts : undefined;
}

const topLevelKey = /^(?:[\w$./-]+|"[^"\n]*"|'[^'\n]*'):(?:\s|$)/;

/** What differs between two states of one file. An absent state has no keys. */
export function comparedKeys(
  path: { readonly base: string; readonly head: string },
  before: readonly Key[],
  after: readonly Key[],
): readonly ConfigurationFact[] {
  const old = new Map(before.map((one) => [one.key, one]));
  const now = new Map(after.map((one) => [one.key, one]));
  const there = [...now.values()].flatMap(({ key, line, value }): readonly ConfigurationFact[] => {
    const was = old.get(key);
    if (was === undefined) return [{ key, path: path.head, line, change: 'added' }];
    return was.value === value ? [] : [{ key, path: path.head, line, change: 'changed' }];
  });
  const gone = [...old.values()].flatMap(({ key, line }): readonly ConfigurationFact[] =>
    now.has(key) ? [] : [{ key, path: path.base, line, change: 'removed' }],
  );
  return [...there, ...gone];
}

/** Variables of the environment that a file of a program reads; none for a language that is not read, and for tests. */
export function readVariables(path: string, text: string): readonly Key[] {
  const language = languageOf(path);
  if (language === undefined) return [];
  const locate = locator(text);
  return readsIn(text, language).map(({ name, start, end }) => ({
    key: name,
    line: locate(start, end).line,
    value: '',
  }));
}

/** Files of programs that may read the environment. */
export const sourceFiles = /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|java|kts?|scala|php|rs|cs|exs?|sh|swift)$/i;

function environmentKeys(text: string): Keys {
  return {
    keys: readEnvironment(text).settings.map(({ key, value, spot }) => ({ key, line: spot.line, value })),
    complete: true,
  };
}

function rowKeys(
  rows: readonly {
    readonly path: readonly string[];
    readonly value: string;
    readonly spot: { readonly line: number };
  }[],
): Keys {
  return {
    keys: rows.map(({ path, value, spot }) => ({ key: path.join('.'), line: spot.line, value })),
    complete: true,
  };
}

function terraformKeys(text: string): Keys {
  const keys: Key[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const variable = /^variable\s+"([\w-]+)"/.exec(line)?.[1];
    const assigned = /^([A-Za-z_][\w-]*)\s*=\s*(.*)$/.exec(line);
    if (variable !== undefined) keys.push({ key: variable, line: index + 1, value: '' });
    else if (assigned !== null)
      keys.push({ key: assigned[1] ?? '', line: index + 1, value: assigned[2] ?? '' });
  }
  return { keys, complete: true };
}

/** What an image asks of, and offers to, those who run it. */
function imageKeys(text: string): Keys {
  const keys = text.split(/\r\n|\n|\r/).flatMap((line, index): readonly Key[] => {
    const [, word = '', name = '', value = ''] =
      /^\s*(ENV|ARG|EXPOSE|VOLUME|USER)\s+([\w./${}-]{1,200})(?:[=\s]\s*(.*))?$/i.exec(line) ?? [];
    if (word === '') return [];
    const named = /^(?:ENV|ARG)$/i.test(word);
    return [{ key: named ? name : word.toUpperCase(), line: index + 1, value: named ? value : name }];
  });
  return { keys, complete: true };
}

function jsonKeys(text: string): Keys {
  const read = readJson(text);
  if (!read.ok) return { keys: [], complete: false };
  const locate = locator(text);
  const keys: Key[] = [];
  const go = (value: JsonValue, path: readonly string[], line: number): void => {
    if (keys.length >= mostKeys || path.length > deepest) return;
    if (value.kind === 'object' && value.entries.size > 0) {
      for (const entry of value.entries.values()) {
        go(entry.value, [...path, entry.key], locate(entry.start, entry.end).line);
      }
    } else if (path.length > 0) {
      keys.push({ key: path.join('.'), line, value: text.slice(value.start, value.end) });
    }
  };
  go(read.value, [], 1);
  return { keys, complete: keys.length < mostKeys };
}

const mostKeys = 5000;
const deepest = 12;

async function yamlKeys(text: string): Promise<Keys> {
  const { isMap, isScalar, parseAllDocuments } = await import('yaml');
  const locate = locator(text);
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', merge: true });
  if (!Array.isArray(documents)) return { keys: [], complete: true };
  const keys: Key[] = [];
  const go = (node: unknown, path: readonly string[], line: number): void => {
    if (keys.length >= mostKeys || path.length > deepest) return;
    if (isMap(node) && node.items.length > 0) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const start = key.range?.[0] ?? 0;
        go(value, [...path, String(key.value)], locate(start, start).line);
      }
    } else if (path.length > 0) {
      keys.push({ key: path.join('.'), line, value: JSON.stringify(node) ?? '' });
    }
  };
  for (const document of documents) go(document.contents, [], 1);
  return { keys, complete: documents.every(({ errors }) => errors.length === 0) && keys.length < mostKeys };
}
