/** What people who run or extend a program set, by format: one entry for each name that they rely on. */
import type { Node, Pair } from 'yaml';
import type { Spot } from '../manifest/facts.ts';
import { entriesOf, member, readJson, stringOf } from '../manifest/json.ts';
import type { JsonEntry } from '../manifest/json.ts';
import { locator } from '../manifest/locate.ts';
import { takenBy } from './schema.ts';

export type SettingKind =
  | 'variable'
  | 'service'
  | 'port'
  | 'volume'
  | 'required'
  | 'value'
  | 'command'
  | 'setting'
  | 'view'
  | 'network'
  /** One type or one choice that a setting takes; its value names the set that it is one of. */
  | 'takes'
  | 'neededValue'
  | 'closed'
  | 'subcommand'
  | 'option'
  | 'short'
  | 'choice'
  | 'neededOption';

export interface Setting {
  readonly kind: SettingKind;
  readonly key: string;
  /** Default value, or the shape of a value: `map`, `list`, `scalar`. */
  readonly value: string;
  readonly spot: Spot;
}

export interface Settings {
  readonly settings: readonly Setting[];
  /** Where reading stopped. */
  readonly error?: Spot;
}

const environmentExample =
  /(?:^|\/)\.?env(?:\.\w+)*[._-](?:example|sample|template|dist|defaults?)$|(?:^|\/)(?:example|sample|template)\.env$/i;

export function isEnvironmentExample(path: string): boolean {
  return environmentExample.test(path);
}

/** `NAME=value` lines of an example for the environment. */
export function readEnvironment(text: string): Settings {
  const locate = locator(text);
  const settings: Setting[] = [];
  for (const match of text.matchAll(
    /^[^\S\r\n]*(?:export[^\S\r\n]+)?([A-Za-z_]\w*)[^\S\r\n]*=[^\S\r\n]*([^\r\n]*)/gm,
  )) {
    const [whole, key = '', value = ''] = match;
    const start = match.index + whole.indexOf(key);
    settings.push({ kind: 'variable', key, value: plain(value), spot: locate(start, start + key.length) });
  }
  return { settings };
}

function plain(value: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(value);
  return quoted === null ? value.replace(/\s+#.*$|^#.*$/, '').trim() : (quoted[2] ?? '');
}

/** Commands, settings and views that an extension offers. */
export function readContributions(text: string): Settings {
  const locate = locator(text);
  const read = readJson(text);
  if (!read.ok) return { settings: [], error: locate(read.offset, read.offset) };
  const contributes = member(read.value, 'contributes')?.value;
  const settings: Setting[] = [];
  const commands = member(contributes, 'commands')?.value;
  for (const item of commands?.kind === 'array' ? commands.items : []) {
    const key = stringOf(member(item, 'command')?.value);
    if (key !== undefined)
      settings.push({ kind: 'command', key, value: '', spot: locate(item.start, item.start + 1) });
  }
  const configuration = member(contributes, 'configuration')?.value;
  const groups = configuration?.kind === 'array' ? configuration.items : [configuration];
  for (const entry of groups.flatMap((group): readonly JsonEntry[] =>
    entriesOf(member(group, 'properties')?.value),
  )) {
    settings.push({ kind: 'setting', key: entry.key, value: '', spot: locate(entry.start, entry.end) });
    settings.push(...takenBy(entry, entry.key, locate));
  }
  for (const area of ['views', 'viewsContainers']) {
    for (const place of entriesOf(member(contributes, area)?.value)) {
      for (const item of place.value.kind === 'array' ? place.value.items : []) {
        const key = stringOf(member(item, 'id')?.value);
        if (key !== undefined)
          settings.push({ kind: 'view', key, value: '', spot: locate(item.start, item.start + 1) });
      }
    }
  }
  return { settings };
}

/** Services, published ports, named volumes and variables without which a compose file does not start. */
export async function readCompose(text: string): Promise<Settings> {
  const settings: Setting[] = [];
  const error = await walkYaml(text, ({ path, shape, value, spot }) => {
    const [area, name = '', field, index, part] = path;
    if (area === 'services' && path.length === 2)
      settings.push({ kind: 'service', key: name, value: '', spot });
    if (area === 'volumes' && path.length === 2)
      settings.push({ kind: 'volume', key: name, value: '', spot });
    if (area === 'networks' && path.length === 2)
      settings.push({ kind: 'network', key: name, value: '', spot });
    if (area === 'services' && field === 'ports' && index !== undefined && shape === 'scalar') {
      if (part === undefined || part === 'published')
        settings.push({ kind: 'port', key: `${name}:${published(value)}`, value, spot });
    }
    for (const [, variable = ''] of value.matchAll(/(?<!\$)\$\{(\w+):?\?/g)) {
      settings.push({ kind: 'required', key: variable, value: '', spot });
    }
  });
  return error === undefined ? { settings } : { settings, error };
}

/** `127.0.0.1:8080:80/tcp` is published as 8080. */
function published(port: string): string {
  const parts = port
    .replace(/\/\w+$/, '')
    .replace(/\$\{\w+:?-(\d+)\}/g, '$1')
    .split(':');
  return parts.at(-2) ?? parts[0] ?? port;
}

/** Every key of the values of a chart, with its shape. */
export async function readValues(text: string): Promise<Settings> {
  const settings: Setting[] = [];
  const error = await walkYaml(text, ({ path, shape, value, spot, inList }) => {
    if (inList || path.length === 0) return;
    const empty = shape === 'scalar' && (value === '' || value === 'null');
    settings.push({ kind: 'value', key: path.join('.'), value: empty ? '' : shape, spot });
  });
  return error === undefined ? { settings } : { settings, error };
}

interface Visit {
  readonly path: readonly string[];
  readonly shape: 'map' | 'list' | 'scalar';
  readonly value: string;
  readonly spot: Spot;
  readonly inList: boolean;
}

async function walkYaml(text: string, visit: (one: Visit) => void): Promise<Spot | undefined> {
  const { isMap, isScalar, isSeq, parseDocument } = await import('yaml');
  const locate = locator(text);
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', merge: true });
  const go = (node: unknown, path: readonly string[], spot: Spot, inList: boolean): void => {
    if (path.length > 30) return;
    if (isMap(node)) {
      visit({ path, shape: 'map', value: '', spot, inList });
      for (const pair of node.items as readonly Pair[]) {
        const key = isScalar(pair.key) ? String(pair.key.value) : '';
        go(pair.value, [...path, key], spotOf(pair.key as Node | null) ?? spot, inList);
      }
    } else if (isSeq(node)) {
      visit({ path, shape: 'list', value: '', spot, inList });
      for (const [index, item] of node.items.entries()) {
        go(item, [...path, String(index)], spotOf(item as Node | null) ?? spot, true);
      }
    } else visit({ path, shape: 'scalar', value: isScalar(node) ? String(node.value) : '', spot, inList });
  };
  const spotOf = (node: Node | null): Spot | undefined =>
    node?.range === undefined || node.range === null ? undefined : locate(node.range[0], node.range[1]);
  go(document.contents, [], locate(0, 0), false);
  const [error] = document.errors;
  return error === undefined ? undefined : locate(...error.pos);
}
