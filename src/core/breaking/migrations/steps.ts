/** What a migration does, step by step: the same data whether SQL or a program says so. */
import type { Token } from './lexer.ts';

/** Offsets in the text of the file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Name extends Span {
  /** Parts without their quotes: schema and name, or the name alone. */
  readonly parts: readonly string[];
}

export interface Column {
  readonly name: Name;
  /** Words of the type in lower case; empty where none is given. */
  readonly type: string;
  readonly typeSpan: Span;
  readonly notNull: boolean;
  readonly unique: boolean;
  readonly primary: boolean;
  readonly references: boolean;
  readonly check: boolean;
  readonly generated: 'stored' | 'virtual' | 'identity' | undefined;
  /** Tokens of the default value; undefined without one. Programs give `volatile` or `constant`. */
  readonly default: readonly Token[] | 'volatile' | 'constant' | undefined;
}

export interface Constraint extends Span {
  readonly kind: 'check' | 'foreign key' | 'unique' | 'primary key' | 'exclude' | 'not null';
  readonly name: string | undefined;
  readonly columns: readonly string[];
  readonly notValid: boolean;
  readonly usingIndex: boolean;
  /** Column that a check requires to be there: `CHECK (a IS NOT NULL)`. */
  readonly requires: string | undefined;
}

export type Action = Span &
  (
    | { readonly kind: 'add column'; readonly column: Column; readonly ifNotExists: boolean }
    | { readonly kind: 'drop column'; readonly column: Name; readonly ifExists: boolean }
    | { readonly kind: 'rename column'; readonly from: Name; readonly to: string }
    | {
        readonly kind: 'change type';
        readonly column: Name;
        readonly type: string;
        readonly typeSpan: Span;
        /** The type before, where the file itself says so. */
        readonly was?: string;
      }
    | { readonly kind: 'set not null'; readonly column: Name; readonly default: boolean }
    | { readonly kind: 'drop not null'; readonly column: Name }
    | { readonly kind: 'set default'; readonly column: Name }
    | { readonly kind: 'drop default'; readonly column: Name }
    | { readonly kind: 'redefine column'; readonly column: Column; readonly was: string | undefined }
    | { readonly kind: 'add constraint'; readonly constraint: Constraint }
    | { readonly kind: 'drop constraint'; readonly name: string; readonly ifExists: boolean }
    | { readonly kind: 'validate constraint'; readonly name: string }
    | { readonly kind: 'rename'; readonly to: string; readonly toSpan: Span }
    | { readonly kind: 'set schema'; readonly to: string }
    | { readonly kind: 'detach partition'; readonly concurrently: boolean }
    /** Changes nothing for clients and holds no lock for long. */
    | { readonly kind: 'harmless' }
    | { readonly kind: 'rewrite' }
    | { readonly kind: 'not understood' }
  );

export type ObjectKind =
  | 'table'
  | 'view'
  | 'type'
  | 'schema'
  | 'database'
  | 'routine'
  | 'sequence'
  | 'index'
  | 'extension'
  | 'other';

export type Step = Span & { readonly assured?: boolean } & (
    | {
        readonly kind: 'create table';
        readonly name: Name;
        readonly temporary: boolean;
        readonly ifNotExists: boolean;
        readonly keptOnCommit: boolean;
        readonly columns: readonly Column[];
        readonly constraints: readonly Constraint[];
      }
    | { readonly kind: 'create'; readonly object: ObjectKind; readonly name: Name; readonly replace: boolean }
    | {
        readonly kind: 'create index';
        readonly index: string | undefined;
        readonly table: Name;
        readonly columns: readonly string[];
        readonly unique: boolean;
        readonly concurrently: boolean;
        /** Without a lock on writers in a way that a transaction does not forbid. */
        readonly online: boolean;
        readonly ifNotExists: boolean;
      }
    | {
        readonly kind: 'drop';
        readonly object: ObjectKind;
        readonly names: readonly Name[];
        readonly ifExists: boolean;
        readonly concurrently: boolean;
      }
    | {
        readonly kind: 'alter table';
        readonly table: Name;
        readonly ifExists: boolean;
        readonly actions: readonly Action[];
      }
    | { readonly kind: 'rename'; readonly object: ObjectKind; readonly from: Name; readonly to: string }
    | { readonly kind: 'add enum value'; readonly type: Name; readonly ordered: boolean }
    | { readonly kind: 'rename enum value'; readonly type: Name; readonly from: string; readonly to: string }
    | { readonly kind: 'drop attribute'; readonly type: Name; readonly attribute: string }
    | {
        readonly kind: 'domain';
        readonly name: Name;
        readonly created: boolean;
        readonly constrained: boolean;
      }
    | { readonly kind: 'truncate'; readonly tables: readonly Name[]; readonly cascade: boolean }
    | {
        readonly kind: 'update';
        readonly table: Name;
        readonly everyRow: boolean;
        readonly twice: string | undefined;
      }
    | { readonly kind: 'delete'; readonly table: Name; readonly everyRow: boolean }
    | { readonly kind: 'insert'; readonly table: Name; readonly twice: string | undefined }
    | { readonly kind: 'set'; readonly setting: string }
    | { readonly kind: 'begin' }
    | { readonly kind: 'end' }
    | { readonly kind: 'reindex'; readonly concurrently: boolean; readonly name: string }
    | { readonly kind: 'vacuum full'; readonly name: string }
    | { readonly kind: 'cluster'; readonly name: string }
    | { readonly kind: 'lock requested'; readonly table: Name; readonly how: string }
    /** Changes definitions in a way that breaks nobody. */
    | { readonly kind: 'definition' }
    /** Reads or writes rows only, or speaks to the session. */
    | { readonly kind: 'other' }
    | { readonly kind: 'not understood'; readonly statement: string }
  );

/** Steps of one text, and what the file says about how they are run. */
export interface Steps {
  readonly steps: readonly Step[];
  /** A tool runs them in one transaction. */
  readonly inTransaction: boolean;
  /** Only PostgreSQL has the ways round that rules on locks speak of. */
  readonly postgres: boolean;
  /** Tokens that may be names, for their length. */
  readonly names: readonly (Span & { readonly text: string })[];
  readonly language: 'sql' | 'rails';
}
