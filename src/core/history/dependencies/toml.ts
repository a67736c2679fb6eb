/** Cargo.toml, pyproject.toml, gradle catalogues, and the lock files that are TOML. */
import { readToml, stringIn, stringsIn } from '../../breaking/manifest/toml.ts';
import type { Row } from '../../breaking/manifest/toml.ts';
import { addVersion } from './model.ts';
import type { Declared, Resolved } from './model.ts';

export function readCargoToml(text: string): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const row of readToml(text)) {
    const at = row.path.findIndex((part) => cargoTables.has(part));
    const name = row.path[at + 1];
    const rest = row.path.slice(at + 2);
    const before = row.path[at - 1];
    if (at === -1 || name === undefined || before === 'package' || before === 'features') {
      continue;
    }
    const kind = cargoTables.get(row.path[at] ?? '') ?? 'runtime';
    const version =
      rest.length === 0 ? versionIn(row.value) : rest[0] === 'version' ? (stringIn(row.value) ?? '') : '';
    const key = `${kind} ${name}`;
    const known = found.get(key);
    found.set(key, { name, kind, version: version === '' ? (known?.version ?? '') : version });
  }
  return [...found.values()];
}

const cargoTables: ReadonlyMap<string, Declared['kind']> = new Map([
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['build-dependencies', 'build'],
]);

/** `"1.2"` or `{ version = "1.2", … }`; a git revision or a path stands for itself. */
function versionIn(value: string): string {
  const plain = stringIn(value);
  if (plain !== undefined) {
    return plain;
  }
  const inline = /(?:^|[{,\s])(?:version|rev|tag|branch)\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(value);
  return inline?.[1] ?? inline?.[2] ?? '';
}

export function readPyprojectToml(text: string): readonly Declared[] {
  return readToml(text).flatMap((row): readonly Declared[] => {
    const path = row.path.join('.');
    if (path === 'project.dependencies') {
      return requirements(row, 'runtime');
    }
    if (path === 'build-system.requires') {
      return requirements(row, 'build');
    }
    if (path.startsWith('project.optional-dependencies.')) {
      return requirements(row, 'optional');
    }
    if (path.startsWith('dependency-groups.')) {
      return requirements(row, 'development');
    }
    const poetry = /^tool\.poetry\.(?:group\.([\w-]+)\.)?(dev-)?dependencies\.([^.]+)(?:\.version)?$/.exec(
      path,
    );
    const name = poetry?.[3];
    if (name === undefined || name === 'python') {
      return [];
    }
    const kind = poetry?.[1] !== undefined || poetry?.[2] !== undefined ? 'development' : 'runtime';
    return [{ name, version: versionIn(row.value), kind }];
  });
}

function requirements(row: Row, kind: Declared['kind']): readonly Declared[] {
  return stringsIn(row.value).flatMap((line) => requirement(line, kind));
}

/** One requirement as Python writes it: `name[extra] >= 1.2; marker`. */
export function requirement(line: string, kind: Declared['kind']): readonly Declared[] {
  const shaped =
    /^([A-Za-z0-9][\w.-]{0,100})(?:\[[^\]]{0,200}\])?[ \t]*(?:\(([^)]{0,200})\)|([=<>!~@][^;#]{0,200}))?[ \t]*(?:[;#].*)?$/.exec(
      line.trim(),
    );
  return shaped === null
    ? []
    : [
        {
          name: (shaped[1] ?? '').toLowerCase().replaceAll('_', '-'),
          version: (shaped[2] ?? shaped[3] ?? '').trim(),
          kind,
        },
      ];
}

/** `[[package]]` blocks of Cargo.lock, poetry.lock and uv.lock. */
export function readPackagesToml(text: string): Resolved {
  const found = new Map<string, string[]>();
  let name: string | undefined;
  for (const line of text.split('\n')) {
    const pair = /^(name|version)\s*=\s*"([^"]{1,200})"/.exec(line);
    if (pair?.[1] === 'name') {
      name = pair[2];
    } else if (pair !== null && name !== undefined) {
      addVersion(found, name, pair[2] ?? '');
      name = undefined;
    }
  }
  return found;
}

/** `libs.versions.toml`. */
export function readGradleCatalogue(text: string): readonly Declared[] {
  const rows = readToml(text);
  const versions = new Map(
    rows
      .filter(({ path }) => path[0] === 'versions' && path.length === 2)
      .map(({ path, value }) => [path[1] ?? '', versionIn(value)]),
  );
  return rows.flatMap((row): readonly Declared[] => {
    const [table, alias] = row.path;
    if ((table !== 'libraries' && table !== 'plugins') || alias === undefined || row.path.length !== 2) {
      return [];
    }
    const kind = table === 'plugins' ? 'build' : 'runtime';
    const plain = stringIn(row.value);
    if (plain !== undefined) {
      const at = plain.lastIndexOf(':');
      return at === -1 ? [] : [{ name: plain.slice(0, at), version: plain.slice(at + 1), kind }];
    }
    const value = (key: string) =>
      new RegExp(String.raw`(?:[{,]\s*)${key}\s*=\s*"([^"]*)"`).exec(row.value)?.[1];
    const group = value('group');
    const name =
      value('module') ?? value('id') ?? (group === undefined ? undefined : `${group}:${value('name') ?? ''}`);
    const version = value('version') ?? versions.get(value(String.raw`version\.ref`) ?? '') ?? '';
    return name === undefined ? [] : [{ name, version, kind }];
  });
}
