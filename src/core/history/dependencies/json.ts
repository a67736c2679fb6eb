/** package.json and composer.json with their lock files. */
import { entriesOf, member, readJson, stringOf } from '../../breaking/manifest/json.ts';
import type { JsonValue } from '../../breaking/manifest/json.ts';
import { addVersion } from './model.ts';
import type { Declared, Resolved } from './model.ts';

type Tables = readonly (readonly [table: string, kind: Declared['kind']])[];

const npmTables: Tables = [
  ['dependencies', 'runtime'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
];

export function readPackageJson(text: string): readonly Declared[] | undefined {
  return readTables(text, npmTables, () => true);
}

const composerTables: Tables = [
  ['require', 'runtime'],
  ['require-dev', 'development'],
];

/** The language and its extensions are no packages. */
export function readComposerJson(text: string): readonly Declared[] | undefined {
  return readTables(text, composerTables, (name) => name.includes('/'));
}

function readTables(
  text: string,
  tables: Tables,
  counts: (name: string) => boolean,
): readonly Declared[] | undefined {
  const json = readJson(text);
  return json.ok
    ? tables.flatMap(([table, kind]) =>
        entriesOf(member(json.value, table)?.value)
          .filter(({ key }) => counts(key))
          .map(({ key, value }) => ({ name: key, version: stringOf(value) ?? '', kind })),
      )
    : undefined;
}

/** Only what lies directly in `node_modules`: that is what the manifest asked for. */
export function readPackageLock(text: string): Resolved | undefined {
  const json = readJson(text);
  if (!json.ok) {
    return undefined;
  }
  const found = new Map<string, string[]>();
  for (const { key, value } of entriesOf(member(json.value, 'packages')?.value)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(key)?.[1];
    addMember(found, name, value);
  }
  if (found.size === 0) {
    for (const { key, value } of entriesOf(member(json.value, 'dependencies')?.value)) {
      addMember(found, key, value);
    }
  }
  return found;
}

export function readComposerLock(text: string): Resolved | undefined {
  const json = readJson(text);
  if (!json.ok) {
    return undefined;
  }
  const found = new Map<string, string[]>();
  for (const table of ['packages', 'packages-dev']) {
    const list = member(json.value, table)?.value;
    for (const item of list?.kind === 'array' ? list.items : []) {
      addMember(found, stringOf(member(item, 'name')?.value), item);
    }
  }
  return found;
}

function addMember(found: Map<string, string[]>, name: string | undefined, value: JsonValue): void {
  const version = stringOf(member(value, 'version')?.value);
  if (name !== undefined && version !== undefined) {
    addVersion(found, name, version);
  }
}
