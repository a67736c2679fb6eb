/**
 * A schema in one form, whatever keywords it was written with: a union of branches, each of which says
 * everything that holds of its values at one level. What lies below stays a reference to schemas.
 */
import type { DocumentNode, Span } from '../document/node.ts';
import type { Library } from '../document/library.ts';
import type { Lane } from './values.ts';

/** Schemas that hold together, not yet read: of a property, of the items. None: anything is allowed. */
export interface Part {
  readonly schemas: readonly DocumentNode[];
  readonly library: Library;
  /** The one schema that it is, also where that allows anything; for what it says beside types. */
  readonly schema?: DocumentNode;
  /** Equal for parts of the same schemas. */
  readonly key: string;
  /** Where it is declared: the key of the property. */
  readonly span: Span;
  /** Name of the definition it stands for. */
  readonly name?: string;
  /** `false`: nothing is allowed. */
  readonly never?: true;
}

export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
  readonly span: Span;
}

/** A keyword with a text: `pattern`, `format`. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

export interface Count {
  readonly value: number;
  readonly span: Span;
}

export interface Values {
  /** By canonical text. */
  readonly nodes: ReadonlyMap<string, DocumentNode>;
  readonly span: Span;
}

export interface Contains {
  readonly part: Part;
  readonly least: number;
  readonly most: number;
  readonly span: Span;
}

/** What is compared as a whole: `not`, `if`, `oneOf` that does not say how its alternatives differ. */
export interface Condition {
  readonly keyword: 'not' | 'if' | 'oneOf' | '$ref' | 'discriminator' | 'unread';
  readonly span: Span;
  /** Canonical text: equal texts mean the same. */
  readonly text: string;
  /** `not`: one; `if`: the condition, `then` and `else`; `oneOf`: the alternatives. */
  readonly parts: readonly Part[];
}

export interface ObjectShape {
  readonly properties: ReadonlyMap<string, Part>;
  readonly patterns: ReadonlyMap<string, Part>;
  /** Absent where the schema is silent about them. */
  readonly additional?: Part;
  readonly required: ReadonlyMap<string, Span>;
  readonly names: readonly Part[];
  /** By the property that asks for others. */
  readonly dependents: ReadonlyMap<string, ReadonlyMap<string, Span>>;
  readonly dependentSchemas: ReadonlyMap<string, Part>;
  readonly least?: Count;
  readonly most?: Count;
}

export interface ArrayShape {
  readonly prefix: readonly Part[];
  /** Items behind the prefix; absent where the schema is silent about them. */
  readonly rest?: Part;
  readonly unique?: Span;
  readonly contains: readonly Contains[];
  readonly least?: Count;
  readonly most?: Count;
}

export interface NumberShape {
  readonly integer?: Span;
  readonly lower?: Bound;
  readonly upper?: Bound;
  readonly multiples: readonly Count[];
  readonly formats: readonly Word[];
}

export interface StringShape {
  readonly least?: Count;
  readonly most?: Count;
  readonly patterns: readonly Word[];
  readonly formats: readonly Word[];
  readonly contents: readonly Word[];
}

export interface Branch {
  readonly lanes: ReadonlySet<Lane>;
  /** Where the types are said, or the schema itself. */
  readonly typeSpan: Span;
  /** Absent: not a finite list. */
  readonly values?: Values;
  /** Values that are left out: `not` with `enum` or `const`. */
  readonly excluded?: Values;
  readonly number: NumberShape;
  readonly string: StringShape;
  readonly array: ArrayShape;
  readonly object: ObjectShape;
  readonly conditions: readonly Condition[];
  /** What the alternative is called: the name of a definition, or its title. */
  readonly label?: string;
  readonly span: Span;
}

const noNumber: NumberShape = { multiples: [], formats: [] };
const noString: StringShape = { patterns: [], formats: [], contents: [] };
const noArray: ArrayShape = { prefix: [], contains: [] };
const noObject: ObjectShape = {
  properties: new Map(),
  patterns: new Map(),
  required: new Map(),
  names: [],
  dependents: new Map(),
  dependentSchemas: new Map(),
};

/** A branch that allows everything of the lanes. */
export function openBranch(of: ReadonlySet<Lane>, span: Span): Branch {
  return {
    lanes: of,
    typeSpan: span,
    number: noNumber,
    string: noString,
    array: noArray,
    object: noObject,
    conditions: [],
    span,
  };
}
