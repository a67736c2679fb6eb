/** A document of JSON or YAML as one tree, in which every node and every key keeps its place. */

export interface SourceText {
  /** Relative to the root of the comparison, `/` separated. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a text. Offsets count UTF-16 code units; `end` is after the last one. */
export interface Span {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

export type DocumentNode = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode extends Span {
  readonly kind: 'object';
  /** In the order of the text; of equal keys the last one counts. Merged entries of YAML come last. */
  readonly entries: ReadonlyMap<string, DocumentEntry>;
  /** Some part inside could not be read: a missing key means nothing. */
  readonly incomplete?: true;
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly items: readonly DocumentNode[];
  readonly incomplete?: true;
}

export type ScalarValue = string | number | boolean | null;

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: ScalarValue;
}

/** The span is that of the key, quotes included. */
export interface DocumentEntry extends Span {
  readonly key: string;
  readonly value: DocumentNode;
}

export const problemCodes = [
  'syntax',
  'tooDeep',
  /** Of two equal keys the last one counts. It does not make a node incomplete. */
  'duplicateKey',
  /** A key of YAML that is a list or a map. */
  'unsupportedKey',
  'unknownAlias',
  'cyclicAlias',
  /** Aliases stand for more nodes than anybody writes. */
  'tooManyAliases',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  readonly offset: number;
  /** The words of the parser, the key or the alias; may be empty. */
  readonly detail: string;
}

/** What could be read of a text, whatever else it holds. */
export interface Reading {
  /** One for JSON; as many as there are for YAML. None when nothing at all could be read. */
  readonly documents: readonly DocumentNode[];
  readonly problems: readonly Problem[];
}

/** Maps, lists and scalars nest no deeper than this; what is deeper is left out and reported. */
export const mostDepth = 200;

export function entryOf(node: DocumentNode | undefined, key: string): DocumentEntry | undefined {
  return node?.kind === 'object' ? node.entries.get(key) : undefined;
}

export function member(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return entryOf(node, key)?.value;
}

/** The entries of a map; none of anything else. */
export function entriesOf(node: DocumentNode | undefined): readonly DocumentEntry[] {
  return node?.kind === 'object' ? [...node.entries.values()] : [];
}

/** The items of a list; none of anything else. */
export function itemsOf(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node?.kind === 'array' ? node.items : [];
}

export function stringOf(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function numberOf(node: DocumentNode | undefined): number | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

export function booleanOf(node: DocumentNode | undefined): boolean | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}
