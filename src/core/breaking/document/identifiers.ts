/** Parents, `$id`, `$anchor` and `$ref` of the documents of a library. */
import type { DocumentNode, ObjectNode } from './node.ts';
import { member, stringOf } from './node.ts';
import { resolveUri, splitReference } from './uri.ts';

export interface Reference {
  readonly reference: string;
  readonly from: DocumentNode;
}

interface Parent {
  readonly node: DocumentNode;
  readonly key: string;
}

/** A document of its own within a file: the nearest `$id` above a node, or the root. */
interface Resource {
  readonly uri: string;
  readonly node: DocumentNode;
}

export interface DocumentIndex {
  /** Gives the references of the document. */
  add(document: DocumentNode): readonly Reference[];
  parentOf(node: DocumentNode): Parent | undefined;
  rootOf(node: DocumentNode): DocumentNode;
  keysOf(node: DocumentNode): readonly string[];
  baseOf(node: DocumentNode): Resource;
  /** The absolute `$id` of the whole document. */
  documentId(node: DocumentNode): string | undefined;
  resource(uri: string): DocumentNode | undefined;
  anchor(within: DocumentNode, name: string): DocumentNode | undefined;
}

/** Below these keys are values, not schemas. */
const valueKeys: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);
const keysBeforeDraft6 = /draft-0[0-4]\//;

export function createIndex(): DocumentIndex {
  const parents = new WeakMap<DocumentNode, Parent>();
  const resources = new Map<string, DocumentNode>();
  const anchors = new Map<string, DocumentNode>();
  const parentOf = (node: DocumentNode): Parent | undefined => parents.get(node);
  const rootOf = (node: DocumentNode): DocumentNode => {
    let root = node;
    for (let up = parentOf(root); up !== undefined; up = parentOf(root)) root = up.node;
    return root;
  };
  const baseOf = (node: DocumentNode): Resource => {
    const root = rootOf(node);
    const word = idWord(root);
    const above: ObjectNode[] = [];
    let holder: DocumentNode = root;
    for (let at: DocumentNode | undefined = node; at !== undefined; at = parentOf(at)?.node) {
      if (idOf(at, word) === undefined || at.kind !== 'object') continue;
      if (above.length === 0) holder = at;
      above.push(at);
    }
    let uri = `file:///${node.source.path}`;
    for (const at of above.toReversed()) uri = resolveUri(idOf(at, word) ?? '', uri);
    return { uri, node: holder };
  };
  const add = (document: DocumentNode): readonly Reference[] => {
    const references: Reference[] = [];
    const word = idWord(document);
    const waiting: { readonly node: DocumentNode; readonly value: boolean }[] = [
      { node: document, value: false },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, value } = next;
      if (node.kind === 'object' && !value) note(node, word, references);
      for (const [key, below] of childrenOf(node)) {
        if (below.kind === 'scalar' || parents.has(below)) continue;
        parents.set(below, { node, key });
        waiting.push({ node: below, value: value || (node.kind === 'object' && valueKeys.has(key)) });
      }
    }
    return references;
  };
  const note = (node: ObjectNode, word: string, references: Reference[]): void => {
    const reference = stringOf(member(node, '$ref'));
    if (reference !== undefined) references.push({ reference, from: node });
    const id = stringOf(member(node, word));
    const isId = id !== undefined && !id.startsWith('#');
    const plain = id?.startsWith('#') === true ? id.slice(1) : undefined;
    const names = [plain, stringOf(member(node, '$anchor')), stringOf(member(node, '$dynamicAnchor'))];
    const { uri, node: holder } = isId || names.some((name) => name !== undefined) ? baseOf(node) : nowhere;
    if (isId && holder !== undefined) keep(resources, uri, node);
    for (const name of names) if (name !== undefined) keep(anchors, `${uri}#${name}`, node);
  };
  return {
    add,
    parentOf,
    rootOf,
    baseOf,
    keysOf: (node) => {
      const keys: string[] = [];
      for (let up = parentOf(node); up !== undefined; up = parentOf(up.node)) keys.unshift(up.key);
      return keys;
    },
    documentId: (node) => {
      const root = rootOf(node);
      const id = idOf(root, idWord(root));
      return id === undefined ? undefined : resolveUri(id, `file:///${root.source.path}`);
    },
    resource: (uri) => resources.get(uri),
    anchor: (root, name) => anchors.get(`${baseOf(root).uri}#${name}`),
  };
}

const nowhere: { readonly uri: string; readonly node: DocumentNode | undefined } = {
  uri: '',
  node: undefined,
};

function keep(map: Map<string, DocumentNode>, key: string, node: DocumentNode): void {
  if (!map.has(key)) map.set(key, node);
}

/** Draft 4 and before call it `id`, which is a usual word in other documents. */
function idWord(root: DocumentNode): string {
  return keysBeforeDraft6.test(stringOf(member(root, '$schema')) ?? '') ? 'id' : '$id';
}

function idOf(node: DocumentNode, word: string): string | undefined {
  const id = stringOf(member(node, word));
  if (id === undefined || id.startsWith('#')) return undefined;
  return splitReference(id).uri;
}

function childrenOf(node: DocumentNode): readonly (readonly [string, DocumentNode])[] {
  if (node.kind === 'object') return [...node.entries].map(([key, { value }]) => [key, value] as const);
  if (node.kind === 'array') return node.items.map((item, at) => [String(at), item] as const);
  return [];
}
