/** What reading a schema has gathered, where it is, and small parts of JSON. */
import type { DocumentNode } from '../document/node.ts';
import { stringOf } from '../document/node.ts';
import type { Broken, Named, Reference, SourceFile, Spot } from './schema.ts';

export interface Reader {
  readonly file: SourceFile;
  readonly named: Map<string, Named>;
  readonly references: Reference[];
  /** Which of the references stand in a record, by its name. */
  readonly held: Map<string, Range>;
  readonly problems: { readonly offset: number; readonly expected: string }[];
}

/** From one reference up to, not including, another one. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const nothing: Range = { from: 0, to: 0 };

/** Where reading is: the namespace around, and the JSON pointer. */
export interface Position {
  readonly namespace: string;
  readonly pointer: string;
}

export function broken(reader: Reader, value: DocumentNode, at: Position, expected: string): Broken {
  reader.problems.push({ offset: value.start, expected });
  return { kind: 'broken', ...node(reader, value, at) };
}

export function node(
  reader: Reader,
  value: DocumentNode,
  at: Position,
): { readonly spot: Spot; readonly pointer: string } {
  return { spot: spotOf(reader, value), pointer: at.pointer };
}

/** The whole of a scalar; of the rest the sign that opens it. */
export function spotOf({ file }: Reader, value: DocumentNode): Spot {
  return { file, start: value.start, end: value.kind === 'scalar' ? value.end : value.start + 1 };
}

export function inner(at: Position, key: string): Position {
  return { namespace: at.namespace, pointer: `${at.pointer}/${escaped(key)}` };
}

export function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function qualified(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

export function stringsIn(value: DocumentNode | undefined): readonly string[] {
  return value?.kind === 'array' ? value.items.flatMap((item) => stringOf(item) ?? []) : [];
}

/** Equal values have equal texts, whatever their layout and the order of keys. */
export function canonical(value: DocumentNode): string {
  if (value.kind === 'scalar') return JSON.stringify(value.value);
  if (value.kind === 'array') return `[${value.items.map(canonical).join(', ')}]`;
  const entries = [...value.entries.values()].map(
    (entry) => `${JSON.stringify(entry.key)}: ${canonical(entry.value)}`,
  );
  return `{${entries.toSorted().join(', ')}}`;
}
