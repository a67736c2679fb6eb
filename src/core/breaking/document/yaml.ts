/**
 * YAML with all documents of a stream. Aliases become the nodes that they stand for: shared, not
 * copied, so that a tree may be a graph, but never a cycle.
 */
import type * as Yaml from 'yaml';
import type { Alias, Document, Node as YamlNode, Pair } from 'yaml';
import type { DocumentEntry, DocumentNode, Problem, ProblemCode, Reading, SourceText } from './node.ts';
import { mostDepth } from './node.ts';

interface Reader {
  readonly yaml: typeof Yaml;
  readonly source: SourceText;
  readonly problems: Problem[];
  /** Offsets of errors of syntax, ascending. */
  readonly errors: readonly number[];
  readonly anchors: Map<string, Anchored>;
  readonly extents: WeakMap<DocumentNode, Extent>;
  /** How many more nodes aliases may stand for. */
  left: number;
}

/** Nodes below a node and how deep they go, itself included, aliases counted in full. */
interface Extent {
  readonly size: number;
  readonly height: number;
}

/** Undefined while the node is being read: an alias to it would be a cycle. */
type Anchored = DocumentNode | undefined;

/** Nodes that all aliases of a document stand for together; hand-written files stay far below. */
const mostAliased = 100_000;
const mostProblems = 50;

export async function readYamlDocuments(source: SourceText): Promise<Reading> {
  const yaml = await import('yaml');
  const problems: Problem[] = [];
  const documents: DocumentNode[] = [];
  try {
    const parsed = yaml.parseAllDocuments(source.text, { uniqueKeys: false, logLevel: 'silent' });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const node = readDocument(yaml, source, document, problems);
      if (node !== undefined) documents.push(node);
    }
  } catch (error) {
    // The parser calls itself for each level, and a hostile text has more of them than the stack.
    const code = error instanceof RangeError ? 'tooDeep' : 'syntax';
    problems.push({ code, offset: 0, detail: error instanceof Error ? firstLine(error.message) : '' });
  }
  return { documents, problems };
}

function readDocument(
  yaml: typeof Yaml,
  source: SourceText,
  document: Document.Parsed,
  problems: Problem[],
): DocumentNode | undefined {
  for (const error of document.errors.slice(0, mostProblems)) {
    problems.push({ code: 'syntax', offset: error.pos[0], detail: firstLine(error.message) });
  }
  const { contents } = document;
  if (contents === null) return undefined;
  const errors = document.errors.map(({ pos }) => pos[0]).toSorted((a, b) => a - b);
  const anchors = new Map<string, Anchored>();
  const reader = { yaml, source, problems, errors, anchors, extents: new WeakMap(), left: mostAliased };
  return readNode(reader, contents, 0);
}

function readNode(reader: Reader, node: YamlNode | null, depth: number): DocumentNode {
  if (reader.yaml.isAlias(node)) return readAlias(reader, node, depth);
  const anchor = reader.yaml.isNode(node) && 'anchor' in node ? node.anchor : undefined;
  if (anchor !== undefined) reader.anchors.set(anchor, undefined);
  const read = readOwn(reader, node, depth);
  if (anchor !== undefined) reader.anchors.set(anchor, read);
  return read;
}

function readOwn(reader: Reader, node: YamlNode | null, depth: number): DocumentNode {
  const { yaml, source } = reader;
  const [start, end] = rangeOf(node);
  if (yaml.isScalar(node)) return { kind: 'scalar', value: plain(node.value), source, start, end };
  if (depth >= mostDepth) {
    report(reader, 'tooDeep', start, '');
    return nothing(reader, start, end);
  }
  const broken = holdsError(reader, start, end) ? ({ incomplete: true } as const) : {};
  if (yaml.isSeq<YamlNode>(node)) {
    const items = node.items.map((item) => readNode(reader, item, depth + 1));
    return sized(reader, { kind: 'array', items, source, start, end, ...broken }, items);
  }
  if (!yaml.isMap<YamlNode, YamlNode | null>(node)) return nothing(reader, start, end);
  const entries = readEntries(reader, node.items, depth);
  const values = [...entries.values()].map(({ value }) => value);
  return sized(reader, { kind: 'object', entries, source, start, end, ...broken }, values);
}

function readEntries(
  reader: Reader,
  pairs: readonly Pair<YamlNode, YamlNode | null>[],
  depth: number,
): Map<string, DocumentEntry> {
  const { yaml, source } = reader;
  const entries = new Map<string, DocumentEntry>();
  const merged: DocumentNode[] = [];
  for (const { key, value } of pairs) {
    const [start, end] = rangeOf(key);
    if (!yaml.isScalar(key)) {
      report(reader, 'unsupportedKey', start, '');
      continue;
    }
    if (key.anchor !== undefined) {
      reader.anchors.set(key.anchor, { kind: 'scalar', value: plain(key.value), source, start, end });
    }
    const read = value === null ? nothing(reader, end, end) : readNode(reader, value, depth + 1);
    if (key.value === '<<' && key.type === 'PLAIN') {
      merged.push(...(read.kind === 'array' ? read.items : [read]));
      continue;
    }
    // Numbers and words as written: `200`, `1.0`, `on`.
    const name = key.type === 'PLAIN' ? (key.source ?? String(key.value)) : String(key.value);
    if (entries.delete(name)) report(reader, 'duplicateKey', start, name);
    entries.set(name, { key: name, value: read, source, start, end });
  }
  for (const one of merged) {
    if (one.kind !== 'object') continue;
    for (const [name, entry] of one.entries) if (!entries.has(name)) entries.set(name, entry);
  }
  return entries;
}

function readAlias(reader: Reader, alias: Alias, depth: number): DocumentNode {
  const [start, end] = rangeOf(alias);
  const name = alias.source;
  const target = reader.anchors.get(name);
  if (target === undefined) {
    report(reader, reader.anchors.has(name) ? 'cyclicAlias' : 'unknownAlias', start, name);
    return nothing(reader, start, end);
  }
  const { size, height } = reader.extents.get(target) ?? leaf;
  if (size <= reader.left && depth + height <= mostDepth) {
    reader.left -= size;
    return target;
  }
  report(reader, size <= reader.left ? 'tooDeep' : 'tooManyAliases', start, name);
  return nothing(reader, start, end);
}

const leaf: Extent = { size: 1, height: 1 };

function sized(reader: Reader, node: DocumentNode, below: readonly DocumentNode[]): DocumentNode {
  let size = 1;
  let height = 1;
  for (const one of below) {
    const extent = reader.extents.get(one) ?? leaf;
    size += extent.size;
    height = Math.max(height, extent.height + 1);
  }
  reader.extents.set(node, { size, height });
  return node;
}

function nothing({ source }: Reader, start: number, end: number): DocumentNode {
  return { kind: 'scalar', value: null, source, start, end };
}

function plain(value: unknown): string | number | boolean | null {
  const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (simple) return value;
  return typeof value === 'bigint' ? Number(value) : null;
}

function rangeOf(node: YamlNode | null): readonly [number, number] {
  const range = node?.range;
  return range === undefined || range === null ? [0, 0] : [range[0], range[1]];
}

function holdsError({ errors }: Reader, start: number, end: number): boolean {
  return errors.some((offset) => offset >= start && offset <= end);
}

function report(reader: Reader, code: ProblemCode, offset: number, detail: string): void {
  if (reader.problems.length < mostProblems) reader.problems.push({ code, offset, detail });
}

function firstLine(message: string): string {
  return /^[^\r\n]*/.exec(message)?.[0] ?? '';
}
