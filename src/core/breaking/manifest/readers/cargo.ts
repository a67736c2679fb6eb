import type { Fact, Reading } from '../facts.ts';
import type { Row } from '../toml.ts';
import { inlineKeys, inlineRows, readToml, stringIn, stringsIn } from '../toml.ts';

/** Cargo.toml: what a crate offers. A crate that is never published offers nothing. */
export function readCargo(text: string): Reading {
  const rows = readToml(text).flatMap((row) => (row.path[0] === 'lib' ? inlineRows(row) : [row]));
  const find = (path: string): Row | undefined => rows.find((row) => row.path.join('.') === path);
  if (/^(?:false|\[\s*\])/.test(find('package.publish')?.value ?? '')) return { facts: [] };
  const facts: Fact[] = [];
  const name = find('package.name');
  if (name !== undefined) facts.push(fact('name', 'package.name', stringIn(name.value) ?? '', name));
  facts.push(...libraryName(find('lib.name'), name));
  // Members of a workspace may take the version from its root.
  const rust = find('package.rust-version') ?? find('workspace.package.rust-version');
  const version = rust === undefined ? undefined : stringIn(rust.value);
  if (rust !== undefined && version !== undefined) {
    facts.push({ ...fact('runtime', 'rust-version', version, rust), dialect: 'floor' });
  }
  for (const row of rows) {
    const [table, key = ''] = row.path;
    if (table === 'features' && row.path.length === 2) facts.push(...featureFacts(key, row));
    if (row.path.join('.') === 'lib.crate-type' || row.path.join('.') === 'lib.crate_type') {
      for (const type of stringsIn(row.value)) facts.push(fact('crateType', `crate-type ${type}`, type, row));
    }
  }
  facts.push(...optionalDependencies(rows, facts));
  facts.push(...binaries(rows));
  return { facts };
}

/** What a crate is called in code: a name of its own, or that of the package. */
function libraryName(own: Row | undefined, name: Row | undefined): readonly Fact[] {
  if (own !== undefined) return [fact('name', 'lib.name', stringIn(own.value) ?? '', own)];
  const value = stringIn(name?.value ?? '')?.replaceAll('-', '_');
  return name === undefined || value === undefined
    ? []
    : [{ ...fact('name', 'lib.name', value, name), of: 'package.name' }];
}

function featureFacts(name: string, row: Row): readonly Fact[] {
  if (name === 'default') {
    return stringsIn(row.value).map((one) => ({ ...fact('defaultFeature', one, '', row), of: one }));
  }
  const enabled = stringsIn(row.value)
    .filter((one) => !one.startsWith('dep:'))
    .map((one) => ({ ...fact('enabledFeature', `${name} > ${one}`, '', row), of: name }));
  return [fact('feature', name, '', row), ...enabled];
}

/** An optional dependency is a feature of its name, unless some feature names it with `dep:`. */
function optionalDependencies(rows: readonly Row[], known: readonly Fact[]): readonly Fact[] {
  const features = rows.filter(({ path }) => path[0] === 'features');
  const hidden = new Set(
    features.flatMap(({ value }) => stringsIn(value)).filter((one) => one.startsWith('dep:')),
  );
  const facts: Fact[] = [];
  for (const row of rows) {
    const at = row.path.indexOf('dependencies');
    const name = row.path[at + 1];
    if (at === -1 || name === undefined) continue;
    const inline = inlineKeys(row.value).includes('optional') && /optional\s*=\s*true/.test(row.value);
    const own = row.path[at + 2] === 'optional' && row.value === 'true';
    if (!inline && !own) continue;
    if (hidden.has(`dep:${name}`) || known.some((one) => one.kind === 'feature' && one.key === name))
      continue;
    facts.push(fact('feature', name, '', row));
  }
  return facts;
}

function binaries(rows: readonly Row[]): readonly Fact[] {
  return rows
    .filter(({ path }) => path.join('.') === 'bin.name')
    .map((row) => fact('command', stringIn(row.value) ?? '', '', row));
}

function fact(kind: Fact['kind'], key: string, value: string, row: Row): Fact {
  return { kind, key, value, spot: row.spot };
}
