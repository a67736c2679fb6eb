/** The pairs of schemas that a unit compares: whole files, and the definitions of files that hold nothing else. */
import type { Budget, ChangedFile, Comparison, Tree, Unit } from '../detector.ts';
import type { NotAnalysed } from '../change.ts';
import { loadLibrary, syntaxProblem } from '../document/library.ts';
import type { Library, LoadedFile } from '../document/library.ts';
import type { DocumentEntry, DocumentNode } from '../document/node.ts';
import { entriesOf, member, stringOf } from '../document/node.ts';
import { placeOf } from '../document/place.ts';
import type { Libraries } from './engine.ts';
import { isNamedSchema, isSchema, mentionsSchema } from './files.ts';

export interface RootPair {
  readonly base: DocumentNode;
  readonly head: DocumentNode;
  /** What people call it: a title, the name of a definition, or that of the file. */
  readonly name: string;
}

export interface Roots {
  readonly libraries: Libraries;
  readonly pairs: readonly RootPair[];
  readonly removed: readonly DocumentNode[];
  readonly added: readonly DocumentNode[];
  readonly removedDefinitions: readonly {
    readonly entry: DocumentEntry;
    readonly head: DocumentNode;
  }[];
  readonly notAnalysed: readonly NotAnalysed[];
}

type Side = 'base' | 'head';

export async function findRoots(
  unit: Unit,
  comparison: Comparison,
  budget: Budget,
  stop: () => boolean,
): Promise<Roots> {
  const files = unit.only === 'a part' ? await withSchemas(unit.files, comparison) : unit.files;
  const others = await usersOf(unit.files, comparison, stop);
  const paths = (side: Side): readonly string[] => [...files.flatMap((file) => file[side] ?? []), ...others];
  const libraries: Libraries = {
    base: await loadLibrary(comparison.base, paths('base'), { stop }),
    head: await loadLibrary(comparison.head, paths('head'), { stop }),
  };
  const notAnalysed: NotAnalysed[] = [];
  const pairs: RootPair[] = [];
  const removed: DocumentNode[] = [];
  const added: DocumentNode[] = [];
  const removedDefinitions: Roots['removedDefinitions'][number][] = [];
  for (const file of [...files, ...others.map((path) => ({ base: path, head: path }))]) {
    const changed = files.includes(file);
    const before = rootOf('base', file.base, libraries.base, budget, notAnalysed);
    const after = rootOf('head', file.head, libraries.head, budget, notAnalysed);
    if (before === 'unreadable' || after === 'unreadable') continue;
    if (before === undefined || after === undefined) {
      if (before !== undefined && file.head === undefined) removed.push(before);
      else if (after !== undefined && file.base === undefined) added.push(after);
      else if (changed && unit.only === undefined) {
        notAnalysed.push({
          path: file.head ?? file.base ?? '',
          reason: 'unsupported',
          detail: 'no JSON Schema',
        });
      }
      continue;
    }
    pairs.push(...pairsOf(before, after, removedDefinitions));
  }
  const moved = pairMoved(removed, added);
  for (const { base, head } of moved) pairs.push(...pairsOf(base, head, removedDefinitions));
  const isMoved = (node: DocumentNode): boolean =>
    moved.some(({ base, head }) => base === node || head === node);
  const inlined = new Set(removed.filter((node) => isUsed(node, libraries.base)));
  return {
    libraries,
    pairs,
    removed: removed.filter((node) => !isMoved(node) && !inlined.has(node)),
    added: added.filter((node) => !isMoved(node) && !isUsed(node, libraries.head)),
    removedDefinitions,
    notAnalysed,
  };
}

async function withSchemas(
  files: readonly ChangedFile[],
  comparison: Comparison,
): Promise<readonly ChangedFile[]> {
  const kept: ChangedFile[] = [];
  for (const file of files) {
    const texts = [await textOf(comparison.base, file.base), await textOf(comparison.head, file.head)];
    if (texts.some(mentionsSchema)) kept.push(file);
  }
  return kept;
}

async function textOf(tree: Tree, path: string | undefined): Promise<string> {
  const read = path === undefined ? undefined : await tree.read(path);
  return read?.ok === true ? read.text : '';
}

const mostUsers = 100;

/** Schemas that did not change themselves, but may refer to a file that did. */
async function usersOf(
  files: readonly ChangedFile[],
  { base, head, changed }: Comparison,
  stop: () => boolean,
): Promise<readonly string[]> {
  const own = new Set(changed.flatMap((file) => [file.base, file.head]));
  const names = files.flatMap(({ base: path }) => (path === undefined ? [] : [baseName(path)]));
  const candidates = head.paths.filter((path) => isNamedSchema(path) && !own.has(path) && base.has(path));
  const found: string[] = [];
  for (const path of candidates.slice(0, mostUsers)) {
    if (stop()) break;
    const text = await textOf(base, path);
    if (names.some((name) => text.includes(name))) found.push(path);
  }
  return found;
}

function rootOf(
  side: Side,
  path: string | undefined,
  library: Library,
  budget: Budget,
  notAnalysed: NotAnalysed[],
): DocumentNode | 'unreadable' | undefined {
  if (path === undefined) return undefined;
  const file = library.files.get(path);
  if (file === undefined) {
    const unread = library.unread.find((one) => one.path === path);
    if (unread?.reason === 'missing' || unread === undefined) return undefined;
    const reason = budget.cancelled() ? 'cancelled' : unread.reason;
    const told = notAnalysed.some((one) => one.path === path && one.reason === reason);
    if (!told) notAnalysed.push({ path, reason, detail: unread.detail });
    return 'unreadable';
  }
  const [document] = file.documents;
  const problem = syntaxProblem(file);
  if (problem === undefined) return document !== undefined && isSchema(document, path) ? document : undefined;
  if (!isNamedSchema(path) && !mentionsSchema(file.source.text)) return undefined;
  notAnalysed.push({ path, reason: 'syntax', detail: syntaxDetail(side, file, problem) });
  return 'unreadable';
}

function syntaxDetail(
  side: Side,
  { source, problems }: LoadedFile,
  { offset, detail }: { readonly offset: number; readonly detail: string },
): string {
  const { line, column } = placeOf({ source, start: offset, end: offset });
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  return `${side}:${line}:${column}: ${detail === '' ? 'end of file' : detail}${more}`;
}

const definitionKeys = ['definitions', '$defs'];

function pairsOf(
  base: DocumentNode,
  head: DocumentNode,
  removed: Roots['removedDefinitions'][number][],
): readonly RootPair[] {
  const name =
    stringOf(member(head, 'title')) ?? stringOf(member(base, 'title')) ?? schemaName(head.source.path);
  const whole: RootPair = { base, head, name };
  if (!holdsOnlyDefinitions(base)) return [whole];
  const pairs: RootPair[] = [whole];
  for (const entry of definitionKeys.flatMap((key) => entriesOf(member(base, key)))) {
    const after = definitionKeys
      .map((key) => member(member(head, key), entry.key))
      .find((found) => found !== undefined);
    if (after === undefined) removed.push({ entry, head });
    else pairs.push({ base: entry.value, head: after, name: entry.key });
  }
  return pairs;
}

function holdsOnlyDefinitions(node: DocumentNode): boolean {
  if (node.kind !== 'object') return false;
  const silent = /^(?:\$schema|\$id|id|title|description|\$comment|definitions|\$defs)$/;
  const keys = [...node.entries.keys()];
  return keys.every((key) => silent.test(key)) && keys.some((key) => definitionKeys.includes(key));
}

function pairMoved(
  removed: readonly DocumentNode[],
  added: readonly DocumentNode[],
): readonly { readonly base: DocumentNode; readonly head: DocumentNode }[] {
  return removed.flatMap((base) => {
    const id = idOf(base);
    const head = id === undefined ? undefined : added.find((node) => idOf(node) === id);
    return head === undefined ? [] : [{ base, head }];
  });
}

function idOf(node: DocumentNode): string | undefined {
  return stringOf(member(node, '$id')) ?? stringOf(member(node, 'id'));
}

/** Another file of the same side refers to it: it is a piece of that one. */
function isUsed(node: DocumentNode, { files }: Library): boolean {
  const name = baseName(node.source.path);
  return [...files.values()].some(({ source }) => source !== node.source && source.text.includes(name));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `schemas/order.schema.json`: `order`. */
export function schemaName(path: string): string {
  const name = baseName(path).replace(/\.(?:json|ya?ml|jsonschema)$/i, '');
  return name.replace(/[._-]schema$/i, '');
}
