/** What a comparison of two descriptions carries along. */
import type { SchemaPair, Session } from '../jsonschema/engine.ts';
import type { DocumentNode } from '../document/node.ts';
import type { Collector } from './collector.ts';
import type { Operation } from './model.ts';

export type Flow = 'input' | 'output';

export interface Sides {
  readonly collector: Collector;
  readonly session: Session;
  readonly profile: string;
  /** UTC epoch milliseconds; undefined when nobody says what day it is. */
  readonly now: number | undefined;
  /** New names of security schemes by their old ones. */
  readonly schemes: ReadonlyMap<string, string>;
  /** What is known of the places that schemas are compared for, by their names. */
  readonly uses: Map<string, Use>;
  /** Ends of references. */
  readonly resolve: {
    readonly base: (node: DocumentNode) => DocumentNode | undefined;
    readonly head: (node: DocumentNode) => DocumentNode | undefined;
  };
  /** Pairs of schemas whose annotations have been compared, and what for. */
  readonly seen: Map<DocumentNode, Map<DocumentNode, Set<string>>>;
  readonly stop: () => boolean;
}

export interface Use {
  readonly kind: 'parameter' | 'header' | 'body' | 'component';
  readonly unstable: boolean;
  readonly direction: SchemaPair['direction'];
}

export interface Place {
  readonly use: string;
  readonly kind: Use['kind'];
  readonly direction: SchemaPair['direction'];
  readonly unstable: boolean;
}

/** Levels below beta promise nothing. */
export function isUnstable({ stability }: Operation): boolean {
  return stability === 'draft' || stability === 'alpha';
}
