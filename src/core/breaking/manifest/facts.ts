/** What a manifest promises, one promise at a time, the same for all ecosystems. */
import type { Dialect } from './ranges.ts';

/** Lines and columns count from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const factKinds = [
  'name',
  'runtime',
  'command',
  'feature',
  'defaultFeature',
  'enabledFeature',
  'extra',
  'target',
  'dependency',
  'packaging',
  'crateType',
  'namespace',
  'extension',
  'image',
  'port',
  'container',
  'input',
  'requiredInput',
  'output',
  'actionRuntime',
  'toolchain',
  'callable',
  'autoload',
] as const;
export type FactKind = (typeof factKinds)[number];

/** Key of the fact that other workflows may call this one. */
export const callable = 'workflow_call';

export interface Fact {
  readonly kind: FactKind;
  /** Shown to people, unique within its kind: `features.serde`, `engines.node`. */
  readonly key: string;
  /** Compared in place of the key, where it has other spellings. */
  readonly id?: string;
  readonly value: string;
  /** How versions are compared; for `runtime` only. */
  readonly dialect?: Dialect;
  /** Key of the fact without which this one means nothing. */
  readonly of?: string;
  readonly spot: Spot;
}

export interface Reading {
  readonly facts: readonly Fact[];
  /** Where reading stopped; what came before it is in `facts`. */
  readonly error?: Spot;
}

/** Turns offsets into spots. */
export type Locate = (start: number, end: number) => Spot;
