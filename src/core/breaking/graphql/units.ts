/** Which changed files belong to one schema. */
import type { ChangedFile, Comparison, Unit } from '../detector.ts';
import type { Definitions } from './schema.ts';
import { namedType } from './schema.ts';

export const detectorId = 'graphql';

const schemaFile = /\.(?:graphqls?|gql|gqls)$/i;
const outsideApi =
  /(?:^|\/)(?:node_modules|__tests__|__mocks__|__fixtures__|tests?|specs?|fixtures|testdata|mocks?|examples?|benchmarks?)\//i;
const manifests = [
  'package.json',
  'go.mod',
  'Cargo.toml',
  'pyproject.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'Gemfile',
  'mix.exs',
];

/** One unit for each package that has changed schema files; `split` looks at their contents later. */
export function schemaUnits(comparison: Comparison): readonly Unit[] {
  const groups = new Map<string, ChangedFile[]>();
  const known = new Map<string, string>();
  for (const file of comparison.changed) {
    const path = file.head ?? file.base;
    if (path === undefined || ![file.base, file.head].some((one) => one !== undefined && isSchemaPath(one)))
      continue;
    const folder = packageFolder(comparison, path, known);
    const group = groups.get(folder);
    if (group === undefined) groups.set(folder, [file]);
    else group.push(file);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, files]) => ({ detector: detectorId, path: unitPath(folder, files), files }));
}

/** Definitions of both sides of some files. */
export interface Sides {
  readonly base: readonly Definitions[];
  readonly head: readonly Definitions[];
}

interface Node {
  readonly paths: Set<string>;
  readonly defined: Set<string>;
  readonly roots: Set<string>;
  readonly used: Set<string>;
  /** Whatever is defined, with its side: a definition that moved to another file is no conflict. */
  readonly sided: Set<string>;
}

/**
 * Files that only make sense together: a file joins the one that defines what it uses, and files
 * that define nothing twice are one schema. Two complete schemas in one package stay apart.
 */
export function splitSchemas(sides: Sides, renamed: readonly ChangedFile[]): readonly Sides[] {
  let groups = nodes(sides, renamed);
  groups = joinByUse(groups);
  groups = joinWithoutConflict(groups);
  return groups.map(({ paths }) => ({
    base: sides.base.filter(({ file }) => paths.has(file.path)),
    head: sides.head.filter(({ file }) => paths.has(file.path)),
  }));
}

export function isSchemaPath(path: string): boolean {
  return schemaFile.test(path) && !outsideApi.test(path);
}

function nodes(sides: Sides, renamed: readonly ChangedFile[]): readonly Node[] {
  const byPath = new Map<string, Node>();
  for (const { base, head } of renamed) {
    if (base === undefined || head === undefined || byPath.has(base) || byPath.has(head)) continue;
    const node = emptyNode();
    byPath.set(base, node);
    byPath.set(head, node);
  }
  for (const side of ['base', 'head'] as const) {
    for (const definitions of sides[side]) {
      const node = byPath.get(definitions.file.path) ?? emptyNode();
      byPath.set(definitions.file.path, node);
      node.paths.add(definitions.file.path);
      for (const name of collect(definitions, node)) node.sided.add(`${side} ${name}`);
    }
  }
  return [...new Set(byPath.values())].filter(({ paths }) => paths.size > 0);
}

function emptyNode(): Node {
  return { paths: new Set(), defined: new Set(), roots: new Set(), used: new Set(), sided: new Set() };
}

const rootName = /^(?:Query|Mutation|Subscription|schema)$/;

/** Adds to the node what a file defines and uses, and gives what it defines. */
function collect(definitions: Definitions, node: Node): readonly string[] {
  const own: string[] = [];
  const define = (name: string): void => {
    own.push(name);
    (rootName.test(name) ? node.roots : node.defined).add(name);
  };
  for (const type of definitions.types) {
    if (type.extension) node.used.add(type.name);
    else define(type.name);
    for (const field of type.fields.values()) {
      node.used.add(namedType(field.type));
      for (const argument of field.args.values()) node.used.add(namedType(argument.type));
    }
    for (const input of type.inputs.values()) node.used.add(namedType(input.type));
    for (const name of type.members.keys()) node.used.add(name);
    for (const name of type.interfaces.keys()) node.used.add(name);
  }
  for (const directive of definitions.directives) define(`@${directive.name}`);
  for (const schema of definitions.schemas) {
    if (!schema.extension) define('schema');
    for (const root of schema.roots.values()) node.used.add(root.type);
  }
  return own;
}

function joinByUse(all: readonly Node[]): readonly Node[] {
  if (all.length < 2) return all;
  const definers = new Map<string, Node[]>();
  for (const node of all) {
    for (const name of [...node.defined, ...node.roots]) {
      const nodes = definers.get(name);
      if (nodes === undefined) definers.set(name, [node]);
      else nodes.push(node);
    }
  }
  const links: (readonly [Node, Node])[] = [];
  for (const node of all) {
    for (const name of node.used) {
      if (node.defined.has(name) || node.roots.has(name)) continue;
      const nearest = nearestNode(node, definers.get(name) ?? []);
      if (nearest !== undefined) links.push([node, nearest]);
    }
  }
  return merged(all, links);
}

/** The one definer that shares the longest folder; none when two are equally near. */
function nearestNode(node: Node, definers: readonly Node[]): Node | undefined {
  if (definers.length < 2) return definers[0];
  const ranked = definers
    .map((definer) => ({ definer, shared: sharedFolders(first(node), first(definer)) }))
    .toSorted((a, b) => b.shared - a.shared);
  return ranked[0]?.shared === ranked[1]?.shared ? undefined : ranked[0]?.definer;
}

function joinWithoutConflict(all: readonly Node[]): readonly Node[] {
  const joined: Node[] = [];
  for (const node of all) {
    const home = joined.find((other) => !conflicts(other, node));
    if (home === undefined) joined.push(node);
    else absorb(home, node);
  }
  return joined;
}

function conflicts(a: Node, b: Node): boolean {
  const [small, large] = a.sided.size < b.sided.size ? [a.sided, b.sided] : [b.sided, a.sided];
  for (const name of small) if (large.has(name)) return true;
  return false;
}

function merged(all: readonly Node[], links: readonly (readonly [Node, Node])[]): readonly Node[] {
  const parent = new Map<Node, Node>(all.map((node) => [node, node]));
  const find = (node: Node): Node => {
    let at = node;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  for (const [a, b] of links) parent.set(find(a), find(b));
  const groups = new Map<Node, Node>();
  for (const node of all) {
    const root = find(node);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, copyOf(node));
    else absorb(group, node);
  }
  return [...groups.values()];
}

function copyOf(node: Node): Node {
  const copy = emptyNode();
  absorb(copy, node);
  return copy;
}

function absorb(target: Node, source: Node): void {
  for (const path of source.paths) target.paths.add(path);
  for (const name of source.defined) target.defined.add(name);
  for (const name of source.roots) target.roots.add(name);
  for (const name of source.used) target.used.add(name);
  for (const name of source.sided) target.sided.add(name);
}

function first(node: Node): string {
  return [...node.paths][0] ?? '';
}

function sharedFolders(a: string, b: string): number {
  const left = a.split('/').slice(0, -1);
  const right = b.split('/').slice(0, -1);
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}

function packageFolder(comparison: Comparison, path: string, known: Map<string, string>): string {
  const start = folderOf(path);
  const seen = known.get(start);
  if (seen !== undefined) return seen;
  let folder = start;
  while (folder !== '' && !hasManifest(comparison, folder)) folder = folderOf(folder);
  known.set(start, folder);
  return folder;
}

function hasManifest(comparison: Comparison, folder: string): boolean {
  return manifests.some((name) => {
    const path = `${folder}/${name}`;
    return comparison.base.has(path) || comparison.head.has(path);
  });
}

function unitPath(folder: string, files: readonly ChangedFile[]): string {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return only.head ?? only.base ?? folder;
  return folder === '' ? '.' : folder;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}
