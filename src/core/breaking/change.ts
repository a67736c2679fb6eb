/** A change that people who use the code or the schema may notice: data, no sentence. */
import type { Args } from '../base/finding.ts';

/** The least version part that the change forces; `review`: a person has to look. */
export const levels = ['major', 'review', 'minor', 'patch'] as const;
export type Level = (typeof levels)[number];

/**
 * `proven`: a consumer exists that worked before and does not now. `likely`: the rule holds in
 * nearly all cases. `review`: the detector could not decide, within its budget or in principle.
 */
export type Confidence = 'proven' | 'likely' | 'review';

/** Lines and columns count from 1. */
export interface Place {
  /** Relative to the root of the comparison, `/` separated. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Change {
  /** Id of the rule, unique over all detectors: `typescript/export-removed`. */
  readonly rule: string;
  readonly detector: string;
  readonly level: Level;
  readonly confidence: Confidence;
  /** What changed, in the words of its format: `Client.connect`, `Query.user(id:)`, `exports["./sub"]`. */
  readonly subject: string;
  readonly args: Args;
  /** Where it stood; absent for what is new. */
  readonly base?: Place;
  /** Where it stands, or the nearest surviving place; absent when the file is gone. */
  readonly head?: Place;
  /** Which way values flow through the place. */
  readonly flow?: 'input' | 'output' | 'both';
  /** A minimal consumer that works against the base and not against the head. */
  readonly witness?: string;
  /** Object name of the commit that declares or introduced it. */
  readonly commit?: string;
}

export interface NotAnalysed {
  readonly path: string;
  readonly reason: NotAnalysedReason;
  readonly detail: string;
}

export const notAnalysedReasons = [
  'tooLarge',
  'binary',
  'notUtf8',
  'syntax',
  'timeBudget',
  'memoryBudget',
  'failed',
  'missing',
  'unsupported',
  'cancelled',
] as const;
export type NotAnalysedReason = (typeof notAnalysedReasons)[number];
