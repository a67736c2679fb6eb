/** The files of one side that references lead to, read once, and where each reference ends. */
import type { NotAnalysedReason } from '../change.ts';
import type { Tree } from '../detector.ts';
import { createIndex } from './identifiers.ts';
import type { DocumentIndex } from './identifiers.ts';
import type { DocumentNode, Problem, Reading, SourceText } from './node.ts';
import { child, decoded, pointerKeys } from './pointer.ts';
import { readDocuments } from './read.ts';
import { isAbsolute, joinPath, neighbourPath, resolveUri, splitReference } from './uri.ts';

export interface LoadedFile extends Reading {
  readonly source: SourceText;
}

export interface UnreadFile {
  readonly path: string;
  readonly reason: NotAnalysedReason;
  readonly detail: string;
}

export type Resolution =
  | { readonly ok: true; readonly node: DocumentNode }
  /** `unsupported`: it names something outside the tree, which is never fetched. */
  | { readonly ok: false; readonly reason: NotAnalysedReason; readonly detail: string };

export interface Library {
  /** By path: what was asked for and what it refers to. */
  readonly files: ReadonlyMap<string, LoadedFile>;
  /** Files that are there and could not be read at all. */
  readonly unread: readonly UnreadFile[];
  /**
   * One step: what the text of a `$ref` means where `from` stands (the object that holds it, or any node
   * below or above it within the same `$id`). The target may be a reference itself.
   */
  resolve(reference: string, from: DocumentNode): Resolution;
  /** Keys of a map or list from the root of its document; of a node that aliases share, those of its anchor. */
  keysOf(node: DocumentNode): readonly string[];
  /** What holds a map or list; undefined at the root of a document. */
  parentOf(node: DocumentNode): DocumentNode | undefined;
}

export interface LibraryLimits {
  /** Files, those asked for included. */
  readonly files: number;
  /** UTF-16 code units of all files together. */
  readonly size: number;
  /** True when reading has to stop; what is not read by then is `timeBudget`. */
  readonly stop: () => boolean;
}

const usualLimits: LibraryLimits = { files: 500, size: 20_000_000, stop: () => false };

/** Reads the files and all that they refer to. Never throws; never reads outside the tree. */
export async function loadLibrary(
  tree: Tree,
  paths: readonly string[],
  limits: Partial<LibraryLimits> = {},
): Promise<Library> {
  const { files: mostFiles, size: mostSize, stop } = { ...usualLimits, ...limits };
  const files = new Map<string, LoadedFile>();
  const unread = new Map<string, UnreadFile>();
  const index = createIndex();
  const waiting = [...new Set(paths)];
  const seen = new Set(waiting);
  let size = 0;
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const late = stop() ? 'timeBudget' : files.size >= mostFiles || size > mostSize ? 'tooLarge' : undefined;
    if (late !== undefined) {
      unread.set(path, { path, reason: late, detail: '' });
      continue;
    }
    const read = await tree.read(path);
    if (!read.ok) {
      unread.set(path, { path, reason: read.reason, detail: read.detail });
      continue;
    }
    size += read.text.length;
    const source: SourceText = { path, text: read.text };
    const file: LoadedFile = { source, ...(await readDocuments(source)) };
    files.set(path, file);
    for (const { reference, from } of file.documents.flatMap((document) => index.add(document))) {
      const wanted = fileOf(reference, from, tree, index);
      if (wanted === undefined || seen.has(wanted)) continue;
      seen.add(wanted);
      waiting.push(wanted);
    }
  }
  return {
    files,
    unread: [...unread.values()],
    resolve: (reference, from) => resolve({ tree, files, unread, index }, reference, from),
    keysOf: (node) => index.keysOf(node),
    parentOf: (node) => index.parentOf(node)?.node,
  };
}

/** The first problem that leaves something out; undefined when all was read. */
export function syntaxProblem({ problems }: Reading): Problem | undefined {
  return problems.find(({ code }) => code !== 'duplicateKey');
}

interface Shelf {
  readonly tree: Tree;
  readonly files: ReadonlyMap<string, LoadedFile>;
  readonly unread: ReadonlyMap<string, UnreadFile>;
  readonly index: DocumentIndex;
}

function resolve(shelf: Shelf, reference: string, from: DocumentNode): Resolution {
  const { index, files, unread } = shelf;
  const { uri, fragment } = splitReference(reference);
  const base = index.baseOf(from);
  const whole = resolveUri(uri, base.uri);
  const named = index.resource(whole);
  if (uri === '' || named !== undefined) {
    const root = uri === '' ? base.node : (named ?? base.node);
    const found = within(shelf, root, fragment, 0);
    // Many write pointers from the root of the file, though `$id` begins a document of its own.
    return found.ok || root !== base.node ? found : within(shelf, index.rootOf(from), fragment, 0);
  }
  const path = fileOf(reference, from, shelf.tree, index);
  if (path === undefined) {
    return { ok: false, reason: isAbsolute(uri) ? 'unsupported' : 'missing', detail: reference };
  }
  const file = files.get(path);
  const [first] = file?.documents ?? [];
  if (first !== undefined) return within(shelf, first, fragment, 0);
  const { reason, detail } = unread.get(path) ?? { reason: 'syntax', detail: path };
  return { ok: false, reason, detail: detail === '' ? path : detail };
}

/** References that a pointer passes on its way are followed, but not for ever. */
const mostHops = 20;

function within(shelf: Shelf, root: DocumentNode, fragment: string, hops: number): Resolution {
  const missing: Resolution = { ok: false, reason: 'missing', detail: `#${fragment}` };
  const keys = pointerKeys(fragment);
  if (keys === undefined) {
    const node = shelf.index.anchor(root, decoded(fragment));
    return node === undefined ? missing : { ok: true, node };
  }
  let node = root;
  for (const key of keys) {
    let next = child(node, key);
    if (next === undefined && hops < mostHops) {
      const through = throughReference(shelf, node, hops);
      next = through === undefined ? undefined : child(through, key);
    }
    if (next === undefined) {
      const incomplete = node.kind !== 'scalar' && node.incomplete === true;
      return incomplete ? { ok: false, reason: 'syntax', detail: `#${fragment}` } : missing;
    }
    node = next;
  }
  return { ok: true, node };
}

function throughReference(shelf: Shelf, node: DocumentNode, hops: number): DocumentNode | undefined {
  const reference = child(node, '$ref');
  if (reference?.kind !== 'scalar' || typeof reference.value !== 'string') return undefined;
  const { uri, fragment } = splitReference(reference.value);
  if (uri === '') {
    const found = within(shelf, shelf.index.baseOf(node).node, fragment, hops + 1);
    return found.ok ? found.node : undefined;
  }
  const path = fileOf(reference.value, node, shelf.tree, shelf.index);
  const [first] = path === undefined ? [] : (shelf.files.get(path)?.documents ?? []);
  const found = first === undefined ? undefined : within(shelf, first, fragment, hops + 1);
  return found?.ok === true ? found.node : undefined;
}

const endings = ['', '.json', '.schema.json', '.yaml', '.yml'];

/** The file of the tree that a reference to another file means, if there is one. */
function fileOf(reference: string, from: DocumentNode, tree: Tree, index: DocumentIndex): string | undefined {
  const { uri } = splitReference(reference);
  if (uri === '') return undefined;
  const own = from.source.path;
  const candidates = isAbsolute(uri) ? [] : [joinPath(own, decoded(uri))];
  const id = index.documentId(from);
  if (id !== undefined) {
    const base = index.baseOf(from).uri;
    candidates.push(neighbourPath(resolveUri(uri, base), id, own));
  }
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const found = endings.find((ending) => tree.has(candidate + ending));
    if (found !== undefined) return candidate + found;
  }
  return undefined;
}
