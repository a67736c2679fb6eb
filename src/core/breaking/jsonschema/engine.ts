/**
 * Whether values that one JSON Schema allowed are allowed by another: one engine for schema files, the
 * bodies of OpenAPI and the schemas of custom resources.
 *
 * A session (`createSession` in session.ts) compares any number of pairs of schemas of the same two libraries. What is the same pair of
 * definitions is compared once, however many places use it, so recursion ends and one cause gives one
 * difference, which names its uses. A difference is data: the caller maps kinds to its own rules.
 */
import type { Library } from '../document/library.ts';
import type { DocumentNode, Span } from '../document/node.ts';

/**
 * Which way values flow. `input`: others write what the schema describes, so allowing less breaks them.
 * `output`: others read it, so allowing more breaks them. `both`: each of the two.
 */
export type Direction = 'input' | 'output' | 'both';

/**
 * What a schema without `additionalProperties` says of properties that it does not name. `anything`:
 * they may be there, as the standard has it, so that declaring one narrows. `declared`: nobody sends
 * them, as those who describe an API mean it, so that declaring an optional one is safe for input.
 */
export type OpenContent = 'anything' | 'declared';

/**
 * `openapi30`: `nullable`, boolean `exclusiveMinimum`, `$ref` without siblings, `readOnly` and
 * `writeOnly` properties leave out one direction. `openapi31`: the last of these with JSON Schema 2020-12.
 */
export type Dialect = 'jsonSchema' | 'openapi30' | 'openapi31';

export const differenceKinds = [
  /** A type is no longer, or newly, allowed: `from` and `to` are lists of types. */
  'type',
  /** Values of `enum` or `const`: `values` are those that are gone, or new. */
  'enum',
  /** A property has to be there, or need no longer: `name`. */
  'required',
  /** A property is declared on one side only: `name`. */
  'property',
  /** `additionalProperties`, `patternProperties`, `propertyNames`, `unevaluatedProperties`. */
  'additionalProperties',
  /** `items` of tuples, `additionalItems`, `contains`, `unevaluatedItems`. */
  'items',
  /** A lower or upper bound: `keyword`, `from`, `to`; `none` where there is none. */
  'bound',
  'multipleOf',
  'uniqueItems',
  'pattern',
  'format',
  /** An alternative of `anyOf` or `oneOf` is gone, or new: `name`. */
  'alternative',
  /** `not`, `if`, dependencies: `keyword`. */
  'condition',
  /** The whole schema allows nothing any more, or something for the first time. */
  'never',
  /** `discriminator` of OpenAPI. */
  'discriminator',
  /** Nothing changes for values, but for those who read the schema: `keyword` is `default`, `deprecated`. */
  'annotation',
  /** A reference that leads nowhere, or to a file that cannot be read: `reference`, `reason`. */
  'unresolved',
  /** A part that the engine does not compare: `keyword`. */
  'undecided',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/**
 * `breaks`: there are values that worked and do not any more. `safe`: only the other way round.
 * `review`: it cannot be decided.
 */
export type Verdict = 'breaks' | 'safe' | 'review';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly verdict: Verdict;
  /** A value exists that proves it; otherwise it nearly always holds, and `review` says nothing. */
  readonly certain: boolean;
  /** `narrowed`: the head allows less; `widened`: more; `changed`: some of both, or nobody knows. */
  readonly effect: 'narrowed' | 'widened' | 'changed';
  /** The directions among those asked for in which the verdict holds. */
  readonly direction: Direction;
  /** Inside the schema that was compared: `customer.address[].street`; empty at its root. */
  readonly path: string;
  /** Path that begins at the innermost definition, its name in front: `Address.street`. */
  readonly subject: string;
  readonly base: Span;
  /** Where it stands, or the nearest parent that is left. */
  readonly head: Span;
  readonly args: Readonly<Record<string, string | number>>;
  /** Names given to `compare` of the schemas that this difference reaches, without repeats. */
  readonly uses: readonly string[];
}

export interface EngineOptions {
  readonly dialect: Dialect;
  readonly openContent: OpenContent;
  /** True when time is up; what is not compared then is one difference `undecided`. */
  readonly stop?: () => boolean;
}

export interface SchemaPair {
  /** An object or a boolean; references are followed by the engine. */
  readonly base: DocumentNode;
  readonly head: DocumentNode;
  readonly direction: Direction;
  /** Said of every difference that is found below: `GET /users 200`. */
  readonly use: string;
}

export interface Session {
  compare(pair: SchemaPair): void;
  /** Of all pairs so far, in the order in which they were found. */
  differences(): readonly Difference[];
}

export interface Libraries {
  readonly base: Library;
  readonly head: Library;
}
