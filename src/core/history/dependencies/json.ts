/** package.json and composer.json with their lock files. */
import { entriesOf, member, readJson, stringOf } from '../../breaking/manifest/json.ts';
import type { JsonEntry, JsonValue } from '../../breaking/manifest/json.ts';
import { locator } from '../../breaking/manifest/locate.ts';
import type { Locate } from '../../breaking/manifest/facts.ts';
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
  const json = readJson(text);
  if (!json.ok) {
    return undefined;
  }
  const locate = locator(text);
  const forced = [
    member(json.value, 'overrides'),
    member(json.value, 'resolutions'),
    member(member(json.value, 'pnpm')?.value, 'overrides'),
  ];
  return [
    ...inTables(json.value, npmTables, locate),
    ...inTables(json.value, [['engines', 'runtime']], locate).map((one) => ({
      ...one,
      indirect: true as const,
    })),
    ...forced.flatMap((table) => overridden(entriesOf(table?.value), locate)),
  ];
}

/** Overrides may stand inside those of another package; `.` is that package itself. */
function overridden(entries: readonly JsonEntry[], locate: Locate, inside = ''): readonly Declared[] {
  return entries.flatMap(({ key, start, end, value }): readonly Declared[] => {
    const name = key === '.' ? inside : inside === '' ? key : `${inside} > ${key}`;
    if (value.kind === 'object') {
      return overridden(entriesOf(value), locate, name);
    }
    const { line } = locate(start, end);
    return [{ name, version: stringOf(value) ?? '', kind: 'runtime', line, indirect: true }];
  });
}

const composerTables: Tables = [
  ['require', 'runtime'],
  ['require-dev', 'development'],
];

/** The language and its extensions are no packages, but a server has to have them. */
export function readComposerJson(text: string): readonly Declared[] | undefined {
  const json = readJson(text);
  return json.ok
    ? inTables(json.value, composerTables, locator(text)).map((one) =>
        one.name.includes('/') ? one : { ...one, indirect: true as const },
      )
    : undefined;
}

function inTables(value: JsonValue, tables: Tables, locate: Locate): readonly Declared[] {
  return tables.flatMap(([table, kind]) =>
    entriesOf(member(value, table)?.value).map(({ key, start, end, value: version }) => ({
      name: key,
      version: stringOf(version) ?? '',
      kind,
      line: locate(start, end).line,
    })),
  );
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

/** Of every package, those that others brought too. */
export function licencesOfPackageLock(text: string): ReadonlyMap<string, string> | undefined {
  const json = readJson(text);
  return json.ok
    ? new Map(
        entriesOf(member(json.value, 'packages')?.value).flatMap(({ key, value }) => {
          const name = key.split('node_modules/').at(-1) ?? '';
          const licence = stringOf(member(value, 'license')?.value);
          return name === '' || licence === undefined ? [] : [[name, licence] as const];
        }),
      )
    : undefined;
}

export function readComposerLock(text: string): Resolved | undefined {
  const json = readJson(text);
  if (!json.ok) {
    return undefined;
  }
  const found = new Map<string, string[]>();
  for (const item of composerPackages(json.value)) {
    addMember(found, stringOf(member(item, 'name')?.value), item);
  }
  return found;
}

export function licencesOfComposerLock(text: string): ReadonlyMap<string, string> | undefined {
  const json = readJson(text);
  return json.ok
    ? new Map(
        composerPackages(json.value).flatMap((item) => {
          const name = stringOf(member(item, 'name')?.value);
          const words = member(item, 'license')?.value;
          const licences = words?.kind === 'array' ? words.items.flatMap((one) => stringOf(one) ?? []) : [];
          return name === undefined || licences.length === 0 ? [] : [[name, licences.join(' OR ')] as const];
        }),
      )
    : undefined;
}

function composerPackages(lock: JsonValue): readonly JsonValue[] {
  return ['packages', 'packages-dev'].flatMap((table) => {
    const list = member(lock, table)?.value;
    return list?.kind === 'array' ? list.items : [];
  });
}

function addMember(found: Map<string, string[]>, name: string | undefined, value: JsonValue): void {
  const version = stringOf(member(value, 'version')?.value);
  if (name !== undefined && version !== undefined) {
    addVersion(found, name, version);
  }
}
