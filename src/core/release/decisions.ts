/** Decisions about a release: which one holds, and a file for a decision of its own. */
import { formatInstant, type Instant } from '../base/instant.ts';
import type { Decision } from '../readiness/record.ts';
import { flowValue } from './flow.ts';
import type { EntryValues, RecordChange } from './recordEdit.ts';

export type DecisionKind = 'go' | 'conditionalGo' | 'noGo' | 'delay';

/** Undefined for words that are none of the four. */
export function decisionKind({ verdict }: Pick<Decision, 'verdict'>): DecisionKind | undefined {
  const bare = verdict
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
  return kinds.find((kind) => kind.toLowerCase() === bare);
}

/** Most careful last. */
const kinds: readonly DecisionKind[] = ['go', 'conditionalGo', 'delay', 'noGo'];

/** The newest by its time; of the same moment the more careful one, then the later in the file. */
export function latestDecision(decisions: readonly Decision[]): Decision | undefined {
  const rank = (decision: Decision): number => kinds.indexOf(decisionKind(decision) ?? 'go');
  return decisions.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0) || rank(a) - rank(b)).at(-1);
}

/** A decision that changes of a record add, apart from what else they change. */
export function withoutDecision(changes: readonly RecordChange[]): {
  readonly entry?: EntryValues;
  readonly others: readonly RecordChange[];
} {
  const decision = changes.find((change) => change.kind === 'append' && change.list === 'decisions');
  return decision?.kind === 'append'
    ? { entry: decision.entry, others: changes.filter((change) => change !== decision) }
    : { others: changes };
}

/** Name below the folder of the release, free of characters that a file system refuses. */
export function decisionFileName(at: Instant, verdict: string, attempt = 1): string {
  const time = formatInstant(at).replaceAll(':', '').replace(/\.\d+/, '');
  return `decisions/${time}-${verdict}${attempt === 1 ? '' : `-${attempt}`}.yml`;
}

/** The text of such a file: one key a line. */
export function decisionFileText(entry: EntryValues): string {
  const lines = Object.entries(entry).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${flowValue(value)}\n`],
  );
  return `schema: ${decisionSchemaId}\n${lines.join('')}`;
}

export const decisionSchemaId = 'release-readiness/decision/1';
