/** Dependencies that manifests declare, and licences as far as a lock file tells them. */
import { entriesOf, member, readJson, stringOf } from '../breaking/manifest/json.ts';
import type { JsonValue } from '../breaking/manifest/json.ts';
import { locator } from '../breaking/manifest/locate.ts';
import { inlineKeys, readToml, stringIn, stringsIn } from '../breaking/manifest/toml.ts';
import { parseVersion } from '../base/semver.ts';
import type { DependencyChange } from '../history/model.ts';

export type DependencyKind = DependencyChange['kind'];

export interface Declared {
  readonly name: string;
  readonly kind: DependencyKind;
  readonly version: string;
  readonly line: number;
  /** As the lock file says it. */
  readonly licence?: string;
}

export interface Manifest {
  readonly ecosystem: string;
  readonly declared: readonly Declared[];
  /** False when the text could not be read to its end. */
  readonly complete: boolean;
}

interface Format {
  readonly ecosystem: string;
  readonly matches: RegExp;
  readonly read: (text: string) => readonly Declared[] | undefined;
}

/** What a manifest or lock file declares; undefined for a file of a format that is not read. */
export function readDependencies(path: string, text: string): Manifest | undefined {
  const format = formats.find(({ matches }) => matches.test(path));
  if (format === undefined) return undefined;
  const declared = format.read(text);
  return { ecosystem: format.ecosystem, declared: declared ?? [], complete: declared !== undefined };
}

/** Manifests are written by people; a lock file says again what they say, with licences. */
export function isLockFile(path: string): boolean {
  return /(?:\.lock|-lock\.(?:json|yaml)|npm-shrinkwrap\.json|go\.sum|Package\.resolved|\.lockfile|\.lockb)$/i.test(
    path,
  );
}

/** What differs between two states of one manifest. */
export function comparedDependencies(
  manifest: string,
  ecosystem: string,
  sides: { readonly before: readonly Declared[]; readonly after: readonly Declared[] },
): readonly DependencyChange[] {
  const keyOf = (one: Declared): string => `${one.kind}\n${one.name}`;
  const old = new Map(sides.before.map((one) => [keyOf(one), one]));
  const now = new Map(sides.after.map((one) => [keyOf(one), one]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): readonly DependencyChange[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const one = is ?? was;
    if (one === undefined || (was !== undefined && is !== undefined && was.version === is.version)) return [];
    return [
      {
        name: one.name,
        ecosystem,
        manifest,
        kind: one.kind,
        ...(was === undefined ? {} : { from: was.version }),
        ...(is === undefined ? {} : { to: is.version }),
        step: stepOf(was?.version, is?.version),
      },
    ];
  });
}

export interface LicenceChange {
  readonly name: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

export function comparedLicences(
  path: string,
  before: readonly Declared[],
  after: readonly Declared[],
): readonly LicenceChange[] {
  const old = new Map(before.map((one) => [one.name, one.licence]));
  return after.flatMap(({ name, licence: to }): readonly LicenceChange[] => {
    const from = old.get(name);
    return from === undefined || to === undefined || from === to ? [] : [{ name, path, from, to }];
  });
}

function stepOf(from: string | undefined, to: string | undefined): DependencyChange['step'] {
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  const [was, is] = [firstVersion(from), firstVersion(to)];
  if (was === undefined || is === undefined) return 'other';
  if (was.major !== is.major) return 'major';
  // Before 1.0.0 the second number says what the first one says later.
  if (was.minor !== is.minor) return was.major === 0 ? 'major' : 'minor';
  return was.patch === is.patch ? 'other' : 'patch';
}

function firstVersion(range: string): ReturnType<typeof parseVersion> {
  const found = /\d+(?:\.\d+){0,2}/.exec(range)?.[0];
  return found === undefined
    ? undefined
    : parseVersion([...found.split('.'), '0', '0'].slice(0, 3).join('.'));
}

const npmKinds: readonly (readonly [string, DependencyKind])[] = [
  ['dependencies', 'runtime'],
  ['devDependencies', 'development'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
];

const formats: readonly Format[] = [
  { ecosystem: 'npm', matches: /(?:^|\/)package\.json$/, read: (text) => fromJson(text, npmKinds) },
  { ecosystem: 'npm', matches: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/, read: npmLock },
  {
    ecosystem: 'composer',
    matches: /(?:^|\/)composer\.json$/,
    read: (text) =>
      fromJson(text, [
        ['require', 'runtime'],
        ['require-dev', 'development'],
      ]),
  },
  { ecosystem: 'composer', matches: /(?:^|\/)composer\.lock$/, read: composerLock },
  { ecosystem: 'cargo', matches: /(?:^|\/)Cargo\.toml$/, read: cargo },
  { ecosystem: 'pypi', matches: /(?:^|\/)pyproject\.toml$/, read: pyproject },
  {
    ecosystem: 'pypi',
    matches: /(?:^|\/)requirements[^/]*\.txt$/i,
    read: byLine(/^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*((?:[=<>!~]=?|===)[^#;]*)?/, 'runtime'),
  },
  {
    ecosystem: 'go',
    matches: /(?:^|\/)go\.mod$/,
    read: byLine(/^\s*(?:require\s+)?([a-z0-9][\w.-]*\.[a-z]+\/\S+)\s+(v\S+)/, 'runtime'),
  },
  {
    ecosystem: 'rubygems',
    matches: /(?:^|\/)(?:Gemfile|[^/]+\.gemspec)$/,
    read: byLine(
      /^\s*(?:gem|\w+\.add_(?:runtime_)?dependency)\s*\(?\s*["']([\w.-]+)["'](?:\s*,\s*["']([^"']+)["'])?/,
      'runtime',
    ),
  },
  {
    ecosystem: 'nuget',
    matches: /\.(?:csproj|fsproj|vbproj)$|(?:^|\/)Directory\.Packages\.props$/,
    read: byLine(
      /<Package(?:Reference|Version)\s[^>]*?\bInclude="([^"]+)"(?:[^>]*?\bVersion="([^"]+)")?/,
      'runtime',
    ),
  },
  {
    ecosystem: 'maven',
    matches: /\.gradle(?:\.kts)?$/,
    read: byLine(
      /^\s*(?:api|implementation|compile|runtimeOnly|compileOnly|testImplementation|kapt)\s*\(?\s*["']([\w.-]+:[\w.-]+):([^"']+)["']/,
      'runtime',
    ),
  },
  {
    ecosystem: 'hex',
    matches: /(?:^|\/)mix\.exs$/,
    read: byLine(/\{\s*:(\w+)\s*,\s*"([^"]+)"/, 'runtime'),
  },
  { ecosystem: 'maven', matches: /(?:^|\/)pom\.xml$/, read: pom },
];

function byLine(shape: RegExp, kind: DependencyKind): (text: string) => readonly Declared[] {
  return (text) =>
    text.split(/\r\n|\n|\r/).flatMap((line, index): readonly Declared[] => {
      const match = /^\s*(?:#|\/\/)/.test(line) ? null : shape.exec(line);
      const name = match?.[1];
      return name === undefined ? [] : [{ name, kind, version: (match?.[2] ?? '').trim(), line: index + 1 }];
    });
}

function fromJson(
  text: string,
  kinds: readonly (readonly [string, DependencyKind])[],
): readonly Declared[] | undefined {
  const read = readJson(text);
  if (!read.ok) return undefined;
  const locate = locator(text);
  return kinds.flatMap(([field, kind]) =>
    entriesOf(member(read.value, field)?.value).map(({ key, start, end, value }) => ({
      name: key,
      kind,
      version: stringOf(value) ?? '',
      line: locate(start, end).line,
    })),
  );
}

function npmLock(text: string): readonly Declared[] | undefined {
  const read = readJson(text);
  if (!read.ok) return undefined;
  const locate = locator(text);
  return entriesOf(member(read.value, 'packages')?.value).flatMap(({ key, start, end, value }) => {
    const name = key.split('node_modules/').at(-1) ?? '';
    if (name === '') return [];
    const licence = stringOf(member(value, 'license')?.value);
    return [
      {
        name,
        kind: 'runtime' as const,
        version: stringOf(member(value, 'version')?.value) ?? '',
        line: locate(start, end).line,
        ...(licence === undefined ? {} : { licence }),
      },
    ];
  });
}

function composerLock(text: string): readonly Declared[] | undefined {
  const read = readJson(text);
  if (!read.ok) return undefined;
  const locate = locator(text);
  const kinds = [
    ['packages', 'runtime'],
    ['packages-dev', 'development'],
  ] as const;
  return kinds.flatMap(([field, kind]) => {
    const list = member(read.value, field)?.value;
    return (list?.kind === 'array' ? list.items : []).flatMap((item: JsonValue): readonly Declared[] => {
      const name = stringOf(member(item, 'name')?.value);
      if (name === undefined) return [];
      const licences = member(item, 'license')?.value;
      const words = licences?.kind === 'array' ? licences.items.map((one) => stringOf(one) ?? '') : [];
      return [
        {
          name,
          kind,
          version: stringOf(member(item, 'version')?.value) ?? '',
          line: locate(item.start, item.start).line,
          ...(words.length === 0 ? {} : { licence: words.join(' OR ') }),
        },
      ];
    });
  });
}

const cargoKinds: Readonly<Record<string, DependencyKind>> = {
  dependencies: 'runtime',
  'dev-dependencies': 'development',
  'build-dependencies': 'build',
};

function cargo(text: string): readonly Declared[] {
  return readToml(text).flatMap(({ path, value, spot }): readonly Declared[] => {
    const at = path.findIndex((part) => cargoKinds[part] !== undefined);
    const kind = cargoKinds[path[at] ?? ''];
    const name = path[at + 1];
    if (kind === undefined || name === undefined) return [];
    const field = path[at + 2];
    if (field !== undefined && field !== 'version') return [];
    const version = stringIn(value) ?? /\bversion\s*=\s*"([^"]*)"/.exec(value)?.[1];
    const known = version ?? (inlineKeys(value).length > 0 ? value.replaceAll(/\s+/g, ' ') : '');
    return [{ name, kind, version: known, line: spot.line }];
  });
}

function pyproject(text: string): readonly Declared[] {
  return readToml(text).flatMap(({ path, value, spot }): readonly Declared[] => {
    const key = path.join('.');
    if (key === 'project.dependencies' || path.slice(0, -1).join('.') === 'project.optional-dependencies') {
      const kind = key === 'project.dependencies' ? 'runtime' : 'optional';
      return stringsIn(value).flatMap((entry) => {
        const match = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^;]*)/.exec(entry);
        return match === null
          ? []
          : [{ name: match[1] ?? '', kind, version: (match[2] ?? '').trim(), line: spot.line }];
      });
    }
    const poetry = /^tool\.poetry\.(?:group\.[\w-]+\.)?(dependencies|dev-dependencies)\./.exec(`${key}.`);
    if (poetry === null) return [];
    const name = path.at(-1) ?? '';
    const kind = poetry[1] === 'dependencies' && path[2] !== 'group' ? 'runtime' : 'development';
    return [{ name, kind, version: stringIn(value) ?? value.replaceAll(/\s+/g, ' '), line: spot.line }];
  });
}

function pom(text: string): readonly Declared[] {
  const locate = locator(text);
  return text
    .split('<dependency>')
    .slice(1)
    .reduce<{ readonly at: number; readonly found: readonly Declared[] }>(
      ({ at, found }, part) => {
        const start = at + '<dependency>'.length;
        const body = part.slice(0, Math.max(0, part.indexOf('</dependency>')));
        const field = (name: string): string | undefined =>
          new RegExp(`<${name}>\\s*([^<]{1,200}?)\\s*</${name}>`).exec(body)?.[1];
        const [group, artifact] = [field('groupId'), field('artifactId')];
        const next = start + part.length;
        if (group === undefined || artifact === undefined) return { at: next, found };
        const kind = field('scope') === 'test' ? 'development' : 'runtime';
        const line = locate(start, start).line;
        return {
          at: next,
          found: [...found, { name: `${group}:${artifact}`, kind, version: field('version') ?? '', line }],
        };
      },
      { at: text.split('<dependency>')[0]?.length ?? 0, found: [] },
    ).found;
}
