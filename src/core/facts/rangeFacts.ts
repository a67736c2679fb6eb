/** What kinds of changes a range holds, by paths and by content, each with the files that say so. */
import type { ChangedFile, Comparison, Tree } from '../breaking/detector.ts';
import { comparedDeclarations } from '../history/dependencies/compare.ts';
import { comparedLicences } from '../history/dependencies/licences.ts';
import type { LicenceChange } from '../history/dependencies/licences.ts';
import { manifestReader } from '../history/dependencies/table.ts';
import type { DependencyChange } from '../history/model.ts';
import type { DeploymentFacts } from '../notes/facts.ts';
import { comparedKeys, configurationKeys, readVariables, sourceFiles, withoutSame } from './configuration.ts';
import type { ConfigurationFact, Key, Keys } from './configuration.ts';
import { askedFlags, comparedFlags, definedFlags, flagServices } from './flags.ts';
import type { FlagFact, FlagKey } from './flags.ts';
import { isSnapshot, kindOf } from './migrationKinds.ts';
import { migrationFact } from './migrations.ts';
import { byClass, fileClasses, pathClasses, pathOf } from './paths.ts';
import type { FactPaths, FileClass, PathClasses } from './paths.ts';
import { isDefinition, sqlStatements } from './sql.ts';

export interface Evidence {
  readonly path: string;
  /** Where the content decided it. */
  readonly line?: number;
}

export interface ClassFacts {
  readonly files: readonly Evidence[];
  /** Changed files that may be of this class, and nobody could tell. */
  readonly undecided: readonly string[];
}

export interface RangeFacts {
  /** How many files differ. */
  readonly changed: number;
  readonly classes: Readonly<Record<FileClass, ClassFacts>>;
  readonly deployment: DeploymentFacts;
  readonly dependencies: readonly DependencyChange[];
  readonly licences: readonly LicenceChange[];
  /** Where feature flags are used at the head: a flag file, a service in a manifest; absent when nothing says so. */
  readonly flagsInUse?: Evidence;
  /** Folder of each package with changes, `''` for the root, and the classes that changed in it. */
  readonly packages: readonly { readonly folder: string; readonly classes: readonly FileClass[] }[];
}

export interface FactOptions {
  /** Globs of the policy, relative to the root of the comparison. */
  readonly paths?: FactPaths;
  /** Folders that hold the manifest of a package, `''` for the root. */
  readonly packages?: readonly string[];
  readonly cancelled?: () => boolean;
}

/** Migrations, keys and flags alone. */
export async function deploymentFacts(
  comparison: Comparison,
  options: FactOptions = {},
): Promise<DeploymentFacts> {
  return (await rangeFacts(comparison, options)).deployment;
}

/** Reads changed files only as far as a class needs their content; more than `mostFiles` are left undecided. */
export async function rangeFacts(comparison: Comparison, options: FactOptions = {}): Promise<RangeFacts> {
  const says = pathClasses(options.paths);
  const looked: Looked[] = [];
  for (let at = 0; at < comparison.changed.length; at += atOnce) {
    const few = comparison.changed.slice(at, at + atOnce).map(async (file, index) => {
      const stopped = at + index >= mostFiles || options.cancelled?.() === true;
      return stopped ? unseen(file, says) : look(file, comparison, says);
    });
    looked.push(...(await Promise.all(few)));
  }
  const flags = flagFacts(looked);
  const variables = variableFacts(looked);
  const configuration = [...looked.flatMap((one) => one.configuration), ...variables];
  const classes = byClass((fileClass) => classOf(fileClass, looked, { variables, flags }));
  const inUse = await flagsInUse(comparison.head, says);
  return {
    changed: comparison.changed.length,
    classes,
    deployment: {
      migrations: looked.flatMap((one) => one.migration ?? []),
      configuration,
      flags,
    },
    dependencies: looked.flatMap((one) => one.dependencies),
    licences: looked.flatMap((one) => one.licences),
    ...(inUse === undefined ? {} : { flagsInUse: inUse }),
    packages: byPackage(classes, options.packages ?? ['']),
  };
}

const mostFiles = 5000;
/** While git reads one file another one can be looked at; their texts are held until all of these are done. */
const atOnce = 32;

interface Looked {
  readonly path: string;
  readonly says: Readonly<Record<FileClass, 'yes' | 'no' | 'undecided'>>;
  readonly line: Readonly<Partial<Record<FileClass, number>>>;
  readonly migration?: DeploymentFacts['migrations'][number];
  readonly configuration: readonly ConfigurationFact[];
  readonly dependencies: readonly DependencyChange[];
  readonly licences: readonly LicenceChange[];
  readonly flags: { readonly before: readonly FlagKey[]; readonly after: readonly FlagKey[] };
  readonly variables: { readonly before: readonly Key[]; readonly after: readonly Key[] };
}

const nothing = {
  line: {},
  configuration: [],
  dependencies: [],
  licences: [],
  flags: { before: [], after: [] },
  variables: { before: [], after: [] },
} as const;

function unseen(file: ChangedFile, says: PathClasses): Looked {
  const path = pathOf(file);
  return {
    ...nothing,
    path,
    says: byClass((one) => (says(path, one) === 'perhaps' ? 'undecided' : orNo(says(path, one)))),
  };
}

function orNo(word: 'yes' | 'perhaps' | 'no'): 'yes' | 'no' {
  return word === 'yes' ? 'yes' : 'no';
}

/** Both sides of a changed file, read when they are asked for. */
interface Sides {
  readonly file: ChangedFile;
  readonly path: string;
  readonly base: () => Promise<string | undefined>;
  readonly head: () => Promise<string | undefined>;
}

async function look(file: ChangedFile, comparison: Comparison, says: PathClasses): Promise<Looked> {
  const path = pathOf(file);
  const sides: Sides = {
    file,
    path,
    base: reader(comparison.base, file.base),
    head: reader(comparison.head, file.head),
  };
  const [migration, dependency, configuration, flags, variables] = [
    await lookForMigration(sides, comparison, says),
    await lookForDependencies(sides, says),
    await lookForConfiguration(sides, says),
    await lookForFlags(sides, says),
    await lookForVariables(sides, says),
  ];
  const isObject = await isClusterObject(sides, says);
  const own = byClass((fileClass): 'yes' | 'no' | 'undecided' => {
    if (isObject && (fileClass === 'infrastructure' || fileClass === 'configuration')) return 'yes';
    if (fileClass === 'infrastructure' && says(path, fileClass) === 'perhaps') return 'no';
    if (fileClass === 'migrations') return migration.says;
    if (fileClass === 'dependencies') return dependency.says;
    if (fileClass === 'configuration') return configuration.says;
    const word = says(path, fileClass);
    return word === 'perhaps' ? 'undecided' : word;
  });
  return {
    path,
    says: own,
    line: {
      ...(migration.line === undefined ? {} : { migrations: migration.line }),
      ...(dependency.line === undefined ? {} : { dependencies: dependency.line }),
      ...(configuration.facts[0] === undefined ? {} : { configuration: configuration.facts[0].line }),
    },
    ...(migration.fact === undefined ? {} : { migration: migration.fact }),
    configuration: configuration.facts,
    dependencies: dependency.changes,
    licences: dependency.licences,
    flags,
    variables,
  };
}

/** A Kubernetes object, in whatever folder it stands. */
async function isClusterObject({ file, path, base, head }: Sides, says: PathClasses): Promise<boolean> {
  if (says(path, 'infrastructure') !== 'perhaps') return false;
  const text = file.head === undefined ? await base() : await head();
  return text !== undefined && /^apiVersion:[ \t]*\S/m.test(text) && /^kind:[ \t]*\w/m.test(text);
}

/** `''` for a side that is not there; undefined when it cannot be read. */
function reader(tree: Tree, path: string | undefined): () => Promise<string | undefined> {
  let text: Promise<string | undefined> | undefined;
  return () => {
    text ??=
      path === undefined
        ? Promise.resolve('')
        : tree.read(path).then((read) => (read.ok ? read.text : undefined));
    return text;
  };
}

interface Says {
  readonly says: 'yes' | 'no' | 'undecided';
  readonly line?: number;
}

async function lookForMigration(
  { file, path, head, base }: Sides,
  comparison: Comparison,
  says: PathClasses,
): Promise<Says & { readonly fact?: DeploymentFacts['migrations'][number] }> {
  const word = says(path, 'migrations');
  if (word === 'no') return { says: 'no' };
  const snapshot = isSnapshot(path);
  if (word === 'yes') {
    const fact = file.head === undefined || snapshot ? undefined : await migrationFact(file.head, comparison);
    return { says: 'yes', ...(fact === undefined ? {} : { fact }) };
  }
  const text = file.head === undefined ? await base() : await head();
  if (text === undefined) return { says: 'undecided' };
  const definition = /\.sql$/i.test(path) ? sqlStatements(text).find(isDefinition) : undefined;
  const written = kindOf(path, text);
  const isOne = definition !== undefined || (written !== undefined && written.id !== 'sql');
  if (!isOne) return { says: 'no' };
  const fact = file.head === undefined ? undefined : await migrationFact(file.head, comparison);
  return {
    says: 'yes',
    ...(definition === undefined ? {} : { line: definition.line }),
    ...(fact === undefined ? {} : { fact }),
  };
}

async function lookForDependencies(
  { file, path, base, head }: Sides,
  says: PathClasses,
): Promise<
  Says & { readonly changes: readonly DependencyChange[]; readonly licences: readonly LicenceChange[] }
> {
  const word = says(path, 'dependencies');
  const none = { changes: [], licences: [] };
  if (word === 'no') return { ...none, says: 'no' };
  const [before, after] = [await base(), await head()];
  const licences = comparedLicences(path, before ?? '', after ?? '');
  const reader = manifestReader(path);
  const was = file.base === undefined ? [] : before === undefined ? undefined : reader?.read(before);
  const is = file.head === undefined ? [] : after === undefined ? undefined : reader?.read(after);
  if (reader === undefined || was === undefined || is === undefined) {
    return { ...none, licences, says: word === 'yes' ? 'yes' : 'undecided' };
  }
  const { ecosystem } = reader;
  const changes = comparedDeclarations({ path, ecosystem }, { before: was, after: is });
  const line = is.find(({ name }) => name === changes[0]?.name)?.line;
  return {
    says: word === 'yes' || changes.length > 0 ? 'yes' : 'no',
    ...(line === undefined ? {} : { line }),
    changes,
    licences,
  };
}

async function lookForConfiguration(
  { file, path, base, head }: Sides,
  says: PathClasses,
): Promise<Says & { readonly facts: readonly ConfigurationFact[] }> {
  const word = says(path, 'configuration');
  const isFlagFile = says(path, 'flags') === 'yes';
  if (word === 'no' || (word === 'perhaps' && isFlagFile)) return { says: 'no', facts: [] };
  const texts = [await base(), await head()] as const;
  const [old, now] =
    texts[0] === undefined || texts[1] === undefined ? texts : withoutSame(path, texts[0], texts[1]);
  const [before, after] = [await keysOf(file.base, old), await keysOf(file.head, now)];
  if (before === undefined || after === undefined) {
    return { says: word === 'yes' ? 'yes' : 'undecided', facts: [] };
  }
  const names = { base: file.base ?? path, head: file.head ?? path };
  const facts = comparedKeys(names, before.keys, after.keys);
  if (word === 'yes') return { says: 'yes', facts: isFlagFile ? [] : facts };
  // The same settings in another order, or with other comments.
  const same = before.complete && after.complete && facts.length === 0;
  return { says: same ? 'no' : 'undecided', facts: [] };
}

async function keysOf(path: string | undefined, text: string | undefined): Promise<Keys | undefined> {
  if (path === undefined) return { keys: [], complete: true };
  return text === undefined ? undefined : configurationKeys(path, text);
}

async function lookForFlags({ file, path, base, head }: Sides, says: PathClasses): Promise<Looked['flags']> {
  const isFlagFile = says(path, 'flags') === 'yes';
  if (!isFlagFile && (!sourceFiles.test(path) || says(path, 'tests') === 'yes')) return nothing.flags;
  const read = async (name: string | undefined, text: string | undefined): Promise<readonly FlagKey[]> => {
    if (name === undefined || text === undefined) return [];
    return isFlagFile ? ((await definedFlags(name, text)) ?? []) : askedFlags(text);
  };
  return { before: await read(file.base, await base()), after: await read(file.head, await head()) };
}

async function lookForVariables(
  { path, base, head }: Sides,
  says: PathClasses,
): Promise<Looked['variables']> {
  if (!sourceFiles.test(path) || says(path, 'tests') === 'yes') return nothing.variables;
  return {
    before: readVariables(path, (await base()) ?? ''),
    after: readVariables(path, (await head()) ?? ''),
  };
}

function flagFacts(looked: readonly Looked[]): readonly FlagFact[] {
  return comparedFlags(
    new Map(looked.map(({ path, flags }) => [path, flags.before])),
    new Map(looked.map(({ path, flags }) => [path, flags.after])),
  );
}

/** Variables that programs begin or cease to read; one that a file of settings lists already is told there. */
function variableFacts(looked: readonly Looked[]): readonly ConfigurationFact[] {
  const listed = new Set(looked.flatMap(({ configuration }) => configuration.map(({ key }) => key)));
  const [before, after] = [new Set<string>(), new Set<string>()];
  for (const { variables } of looked) {
    for (const { key } of variables.before) before.add(key);
    for (const { key } of variables.after) after.add(key);
  }
  const told = new Set<string>();
  return looked.flatMap(({ path, variables }) => {
    const facts = (keys: readonly Key[], others: ReadonlySet<string>, change: 'added' | 'removed') =>
      keys.flatMap(({ key, line }): readonly ConfigurationFact[] => {
        if (others.has(key) || listed.has(key) || told.has(key)) return [];
        told.add(key);
        return [{ key, path, line, change }];
      });
    return [...facts(variables.after, before, 'added'), ...facts(variables.before, after, 'removed')];
  });
}

function classOf(
  fileClass: FileClass,
  looked: readonly Looked[],
  found: { readonly variables: readonly ConfigurationFact[]; readonly flags: readonly FlagFact[] },
): ClassFacts {
  const byPath = looked.flatMap(({ path, says, line }): readonly Evidence[] => {
    const at = line[fileClass];
    return says[fileClass] === 'yes' ? [{ path, ...(at === undefined ? {} : { line: at }) }] : [];
  });
  const contents = fileClass === 'configuration' ? found.variables : fileClass === 'flags' ? found.flags : [];
  const known = new Set(byPath.map(({ path }) => path));
  const byContent = contents.flatMap(({ path, line }): readonly Evidence[] => {
    if (known.has(path)) return [];
    known.add(path);
    return [{ path, line }];
  });
  return {
    files: [...byPath, ...byContent],
    undecided: looked.flatMap(({ path, says }) => (says[fileClass] === 'undecided' ? [path] : [])),
  };
}

/** A flag file, or a manifest that names a flag service; the first in the order of paths. */
async function flagsInUse(head: Tree, says: PathClasses): Promise<Evidence | undefined> {
  const file = head.paths.find((path) => says(path, 'flags') === 'yes');
  if (file !== undefined) return { path: file };
  const manifests = head.paths.filter((path) => serviceManifests.test(path)).slice(0, mostManifests);
  for (const path of manifests) {
    const read = await head.read(path);
    if (!read.ok) continue;
    const at = read.text.search(flagServices);
    if (at !== -1) return { path, line: read.text.slice(0, at).split('\n').length };
  }
  return undefined;
}

const mostManifests = 60;
const serviceManifests =
  /^(?:(?!node_modules\/)[^/]+\/){0,3}(?:package\.json|requirements[^/]*\.txt|pyproject\.toml|Gemfile|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|mix\.exs|Cargo\.toml|[^/]+\.csproj)$/;

function byPackage(classes: RangeFacts['classes'], folders: readonly string[]): RangeFacts['packages'] {
  const deepest = folders.toSorted((a, b) => b.length - a.length);
  const found = new Map<string, Set<FileClass>>();
  for (const fileClass of fileClasses) {
    for (const { path } of classes[fileClass].files) {
      const folder = deepest.find((one) => one === '' || path.startsWith(`${one}/`)) ?? '';
      const own = found.get(folder) ?? new Set();
      own.add(fileClass);
      found.set(folder, own);
    }
  }
  return [...found]
    .map(([folder, own]) => ({ folder, classes: fileClasses.filter((one) => own.has(one)) }))
    .toSorted((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
}
