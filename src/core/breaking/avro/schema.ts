/** What Avro schemas say, as far as reading one another's data is concerned, with the place of each part. */

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Offsets in a file. */
export interface Spot {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly spot: Spot;
  /** JSON pointer into the file: `/fields/2/type`. */
  readonly pointer: string;
}

export interface Logical {
  readonly name: string;
  /** Of a decimal. */
  readonly precision?: number;
  readonly scale?: number;
}

export const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;

export interface Primitive extends Node {
  readonly kind: (typeof primitives)[number];
  readonly logical?: Logical;
}

export interface ArrayType extends Node {
  readonly kind: 'array';
  readonly items: AvroType;
}

export interface MapType extends Node {
  readonly kind: 'map';
  readonly values: AvroType;
}

export interface Union extends Node {
  readonly kind: 'union';
  readonly branches: readonly AvroType[];
}

interface NamedNode extends Node {
  /** With its namespace: `com.example.Order`. */
  readonly name: string;
  /** Former names, with their namespaces. */
  readonly aliases: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: AvroType;
  /** The default value in one canonical form. */
  readonly default?: string;
  readonly spot: Spot;
  readonly pointer: string;
}

export interface RecordType extends NamedNode {
  readonly kind: 'record';
  readonly fields: ReadonlyMap<string, Field>;
}

export interface EnumType extends NamedNode {
  readonly kind: 'enum';
  readonly symbols: ReadonlyMap<string, Spot>;
  readonly default?: string;
}

export interface FixedType extends NamedNode {
  readonly kind: 'fixed';
  readonly size: number;
  readonly logical?: Logical;
}

export type Named = RecordType | EnumType | FixedType;

/** The name of a type that is defined elsewhere; the names that it may mean, likeliest first. */
export interface Reference extends Node {
  readonly kind: 'reference';
  readonly names: readonly string[];
}

/** What is no schema; it has been told as not analysed and says nothing more. */
export interface Broken extends Node {
  readonly kind: 'broken';
}

export type AvroType = Primitive | ArrayType | MapType | Union | Named | Reference | Broken;

export interface Message {
  readonly name: string;
  readonly request: ReadonlyMap<string, Field>;
  readonly response: AvroType;
  readonly errors: Union;
  readonly oneWay: boolean;
  readonly spot: Spot;
  readonly pointer: string;
}

export interface Protocol {
  readonly name: string;
  readonly messages: ReadonlyMap<string, Message>;
  readonly spot: Spot;
}

/** One file: a schema, or a protocol with its types. */
export interface Document {
  readonly file: SourceFile;
  /** Types that stand for themselves: the one of a schema, those of a protocol that no message holds. */
  readonly roots: readonly AvroType[];
  readonly protocol?: Protocol;
  readonly named: ReadonlyMap<string, Named>;
  readonly references: readonly Reference[];
  /** The references of the record of that name. */
  readonly usedIn: (name: string) => readonly Reference[];
  /** Where something is no schema, with what was expected. */
  readonly problems: readonly { readonly offset: number; readonly expected: string }[];
}

export function isNamed(type: AvroType): type is Named {
  return type.kind === 'record' || type.kind === 'enum' || type.kind === 'fixed';
}

export function isPrimitive(type: AvroType): type is Primitive {
  return primitives.some((name) => name === type.kind);
}

/** `Order` of `com.example.Order`. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** How people call a type: `long`, `array of int`, `Order`, `union of null, Order`. */
export function titleOf(type: AvroType, depth = 0): string {
  switch (type.kind) {
    case 'array':
      return depth > mostWords ? 'array' : `array of ${titleOf(type.items, depth + 1)}`;
    case 'map':
      return depth > mostWords ? 'map' : `map of ${titleOf(type.values, depth + 1)}`;
    case 'union':
      if (type.branches.length === 0) return 'empty union';
      if (depth > mostWords || type.branches.length > mostBranches) return 'union';
      return `union of ${type.branches.map((branch) => titleOf(branch, depth + 1)).join(', ')}`;
    case 'record':
    case 'enum':
    case 'fixed':
      return `${type.kind} ${simpleName(type.name)}`;
    case 'reference':
      return simpleName(type.names[0] ?? '');
    case 'broken':
      return '?';
    default:
      return type.logical === undefined ? type.kind : `${type.kind} (${type.logical.name})`;
  }
}

const mostWords = 2;
const mostBranches = 6;
