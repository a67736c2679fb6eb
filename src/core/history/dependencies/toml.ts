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
    const patched = row.path[0] === 'patch' ? row.path[2] : undefined;
    if (patched !== undefined && row.path.length === 3) {
      const version = versionIn(row.value);
      found.set(`patch ${patched}`, {
        name: patched,
        kind: 'runtime',
        version,
        line: row.spot.line,
        indirect: true,
      });
      continue;
    }
    if (at === -1 || name === undefined || before === 'package' || before === 'features') {
      continue;
    }
    const kind = cargoTables.get(row.path[at] ?? '') ?? 'runtime';
    const version =
      rest.length === 0
        ? versionIn(row.value)
        : versionKeys.has(rest[0] ?? '')
          ? (stringIn(row.value) ?? '')
          : '';
    const key = `${kind} ${name}`;
    const { line, version: known } = found.get(key) ?? { line: row.spot.line, version: '' };
    found.set(key, { name, kind, version: version === '' ? known : version, line });
  }
  return [...found.values()];
}

const versionKeys = new Set(['version', 'rev', 'tag', 'branch']);

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
  const inline = inlineVersion.exec(value) ?? inlineSource.exec(value);
  return inline?.[1] ?? inline?.[2] ?? '';
}

const inlineVersion = /(?:^|[{,\s])(?:version|rev|tag|branch)\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const inlineSource = /(?:^|[{,\s])(?:git|path|url)\s*=\s*(?:"([^"]*)"|'([^']*)')/;

export function readPyprojectToml(text: string): readonly Declared[] {
  return readToml(text).flatMap((row): readonly Declared[] => {
    const path = row.path.join('.');
    if (path === 'project.dependencies') {
      return requirements(row, 'runtime');
    }
    if (path === 'project.requires-python') {
      const version = stringIn(row.value) ?? '';
      return [{ name: 'python', version, kind: 'runtime', line: row.spot.line, indirect: true }];
    }
    if (path === 'build-system.requires') {
      return requirements(row, 'build');
    }
    if (path.startsWith('project.optional-dependencies.')) {
      return requirements(row, 'optional');
    }
    if (path.startsWith('dependency-groups.') || path === 'tool.uv.dev-dependencies') {
      return requirements(row, 'development');
    }
    if (/^tool\.uv\.(?:override|constraint)-dependencies$/.test(path)) {
      return requirements(row, 'runtime').map((one) => ({ ...one, indirect: true }));
    }
    const poetry = /^tool\.poetry\.(?:group\.([\w-]+)\.)?(dev-)?dependencies\.([^.]+)(?:\.version)?$/.exec(
      path,
    );
    const name = poetry?.[3];
    if (name === undefined) {
      return [];
    }
    const kind = poetry?.[1] !== undefined || poetry?.[2] !== undefined ? 'development' : 'runtime';
    const language = name === 'python' ? { indirect: true as const } : {};
    return [{ name, version: versionIn(row.value), kind, line: row.spot.line, ...language }];
  });
}

/** A list over lines is searched line by line for the place of each. */
function requirements(row: Row, kind: Declared['kind']): readonly Declared[] {
  const lines = row.value.split(/\r\n|\n|\r/);
  return stringsIn(row.value).flatMap((text) => {
    const at = lines.findIndex((line) => line.includes(text));
    return requirement(text, kind, row.spot.line + Math.max(at, 0));
  });
}

export function readPipfile(text: string): readonly Declared[] {
  return readToml(text).flatMap(({ path, value, spot }): readonly Declared[] => {
    const [table, name] = path;
    const kind = table === 'packages' ? 'runtime' : table === 'dev-packages' ? 'development' : undefined;
    return kind === undefined || name === undefined || path.length !== 2
      ? []
      : [{ name: name.toLowerCase(), version: versionIn(value), kind, line: spot.line }];
  });
}

/** One requirement as Python writes it: `name[extra] >= 1.2; marker`. */
export function requirement(text: string, kind: Declared['kind'], line: number): readonly Declared[] {
  const shaped =
    /^([A-Za-z0-9][\w.-]{0,100})(?:\[[^\]]{0,200}\])?[ \t]*(?:\(([^)]{0,200})\)|([=<>!~@][^;#]{0,200}))?[ \t]*(?:[;#].*)?$/.exec(
      text.trim(),
    );
  return shaped === null
    ? []
    : [
        {
          name: (shaped[1] ?? '').toLowerCase().replaceAll('_', '-'),
          version: (shaped[2] ?? shaped[3] ?? '').trim(),
          kind,
          line,
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
    const { line } = row.spot;
    const plain = stringIn(row.value);
    if (plain !== undefined) {
      const at = plain.lastIndexOf(':');
      return at === -1 ? [] : [{ name: plain.slice(0, at), version: plain.slice(at + 1), kind, line }];
    }
    const value = (key: string) =>
      new RegExp(String.raw`(?:[{,]\s*)${key}\s*=\s*"([^"]*)"`).exec(row.value)?.[1];
    const group = value('group');
    const name =
      value('module') ?? value('id') ?? (group === undefined ? undefined : `${group}:${value('name') ?? ''}`);
    const version = value('version') ?? versions.get(value(String.raw`version\.ref`) ?? '') ?? '';
    return name === undefined ? [] : [{ name, version, kind, line }];
  });
}
