/** What the definitions of a schema say to those who use it: names, types, places. No descriptions. */

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The characters of a name in a file; offsets from 0, `end` is after the last one. */
export interface Spot {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export type TypeKind = 'scalar' | 'object' | 'interface' | 'union' | 'enum' | 'input';

/** A directive where it is used: `@deprecated(reason: "old")`. */
export interface Usage {
  readonly name: string;
  /** Canonical value by argument. */
  readonly args: ReadonlyMap<string, string>;
  readonly spot: Spot;
}

/** An argument or a field of an input. */
export interface InputValue {
  readonly name: string;
  /** As written, without spaces: `[Int!]!`. */
  readonly type: string;
  /** Canonical default value; undefined without one. */
  readonly fallback: string | undefined;
  readonly usages: readonly Usage[];
  readonly spot: Spot;
}

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly args: ReadonlyMap<string, InputValue>;
  readonly usages: readonly Usage[];
  readonly spot: Spot;
}

export interface EnumValue {
  readonly name: string;
  readonly usages: readonly Usage[];
  readonly spot: Spot;
}

export interface TypeDefinition {
  readonly name: string;
  readonly kind: TypeKind;
  /** True when some part of it could not be read: nothing is said about it then. */
  readonly broken: boolean;
  /** True for `extend type`: it only adds. */
  readonly extension: boolean;
  readonly spot: Spot;
  readonly usages: readonly Usage[];
  readonly interfaces: ReadonlyMap<string, Spot>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly members: ReadonlyMap<string, Spot>;
  readonly values: ReadonlyMap<string, EnumValue>;
}

export interface DirectiveDefinition {
  readonly name: string;
  readonly broken: boolean;
  readonly args: ReadonlyMap<string, InputValue>;
  readonly repeatable: boolean;
  readonly locations: ReadonlyMap<string, Spot>;
  readonly spot: Spot;
}

export const operations = ['query', 'mutation', 'subscription'] as const;
export type Operation = (typeof operations)[number];

export interface Root {
  readonly type: string;
  readonly spot: Spot;
}

export interface SchemaDefinition {
  readonly extension: boolean;
  readonly roots: ReadonlyMap<Operation, Root>;
  readonly usages: readonly Usage[];
  readonly spot: Spot;
}

export interface SyntaxError {
  readonly offset: number;
  /** The word or sign at which reading stopped. */
  readonly found: string;
}

/** All type system definitions of one file, in order. */
export interface Definitions {
  readonly file: SourceFile;
  readonly types: readonly TypeDefinition[];
  readonly directives: readonly DirectiveDefinition[];
  readonly schemas: readonly SchemaDefinition[];
  readonly errors: readonly SyntaxError[];
  /** Words of the passages that could not be read: nothing is known about what bears these names. */
  readonly unknown: ReadonlySet<string>;
}

/** One whole schema: all files together, extensions and repeated definitions merged. */
export interface Schema {
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly directives: ReadonlyMap<string, DirectiveDefinition>;
  readonly roots: ReadonlyMap<Operation, Root>;
  readonly usages: readonly Usage[];
  readonly unknown: ReadonlySet<string>;
}

const noFields: ReadonlyMap<string, never> = new Map<string, never>();

export function mergeDefinitions(files: readonly Definitions[]): Schema {
  const types = new Map<string, TypeDefinition>();
  const directives = new Map<string, DirectiveDefinition>();
  for (const file of files) {
    for (const directive of file.directives) {
      if (!directives.has(directive.name)) directives.set(directive.name, directive);
    }
    for (const type of file.types) {
      const known = types.get(type.name);
      types.set(type.name, known === undefined ? type : mergeTypes(known, type));
    }
  }
  const schemas = files.flatMap((file) => file.schemas);
  return {
    types,
    directives,
    roots: readRoots(schemas, types),
    usages: schemas.flatMap((one) => one.usages),
    unknown: new Set(files.flatMap((file) => [...file.unknown])),
  };
}

/** The name inside all brackets and exclamation marks. */
export function namedType(type: string): string {
  let start = 0;
  while (type.charCodeAt(start) === 91) start++;
  let end = type.length;
  while (type.charCodeAt(end - 1) === 93 || type.charCodeAt(end - 1) === 33) end--;
  return type.slice(start, end);
}

export function isDeprecated(element: { readonly usages: readonly Usage[] }): boolean {
  return element.usages.some((usage) => usage.name === 'deprecated');
}

/** The definition gives kind and place, whatever the order of the parts; the first of two equal names wins. */
function mergeTypes(a: TypeDefinition, b: TypeDefinition): TypeDefinition {
  const [first, second] = a.extension && !b.extension ? [b, a] : [a, b];
  return {
    ...first,
    broken: a.broken || b.broken,
    extension: a.extension && b.extension,
    usages: second.usages.length === 0 ? first.usages : [...first.usages, ...second.usages],
    interfaces: union(first.interfaces, second.interfaces),
    fields: union(first.fields, second.fields),
    inputs: union(first.inputs, second.inputs),
    members: union(first.members, second.members),
    values: union(first.values, second.values),
  };
}

function union<Value>(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  if (a.size === 0) return b.size === 0 ? noFields : b;
  return b.size === 0 ? a : new Map([...b, ...a]);
}

/** Without a `schema` definition the types with the usual names are the roots. */
function readRoots(
  schemas: readonly SchemaDefinition[],
  types: ReadonlyMap<string, TypeDefinition>,
): ReadonlyMap<Operation, Root> {
  const roots = new Map<Operation, Root>();
  for (const schema of schemas) {
    for (const [operation, root] of schema.roots) if (!roots.has(operation)) roots.set(operation, root);
  }
  if (schemas.some((schema) => !schema.extension)) return roots;
  for (const operation of operations) {
    const type = types.get(operation.charAt(0).toUpperCase() + operation.slice(1));
    if (type?.kind === 'object' && !roots.has(operation))
      roots.set(operation, { type: type.name, spot: type.spot });
  }
  return roots;
}
