/** A value of a custom resource on both sides. */
import type { ObjectNode, Span } from '../document/node.ts';
import { entryOf } from '../document/node.ts';
import type { Collector, Found } from './collector.ts';

export interface Walk {
  readonly collector: Collector;
  readonly version: string;
}

export interface SchemaPair {
  readonly base: ObjectNode;
  readonly head: ObjectNode;
  /** Where the value is named, on each side. */
  readonly baseSpot: Span;
  readonly headSpot: Span;
  /** `Backup.spec.schedule`, `Backup.spec.targets[]`, `Backup.spec.labels{}`. */
  readonly subject: string;
  /** The object itself, whose type and metadata are the same for all kinds. */
  readonly isRoot: boolean;
}

/** What is found about a keyword of a value: at the keyword, or else where the value is named. */
export function foundAt({ version }: Walk, pair: SchemaPair, keyword: string): Omit<Found, 'rule'> {
  return {
    subject: pair.subject,
    version,
    base: entryOf(pair.base, keyword) ?? pair.baseSpot,
    head: entryOf(pair.head, keyword) ?? pair.headSpot,
  };
}
