/** What every judgement of an item is given, and how it says what it has found. */
import type { Args } from '../base/finding.ts';
import type { Instant } from '../base/instant.ts';
import type { Policy } from '../policy/model.ts';
import type { Moments } from './dueTimes.ts';
import type { Entry } from './entries.ts';
import type { Reason, ReasonCode, ReleaseFacts, Weight } from './model.ts';
import type { Demands } from './requirements.ts';

/** All that the judgement of one release rests on. */
export interface Case {
  readonly policy: Policy;
  readonly facts: ReleaseFacts;
  readonly now: Instant;
  /** A zone that exists: the policy's, else UTC. */
  readonly zone: string;
  readonly moments: Moments;
  readonly entries: readonly Entry[];
  readonly demands: Demands;
}

/** All that it takes to say whether a tick or a waiver holds. */
export interface Tick {
  readonly entry: Entry;
  readonly given: Case;
  readonly optional: boolean;
}

export function reasonOf(entry: Entry, code: ReasonCode, weight: Weight, args: Args = {}): Reason {
  const { item, source } = entry;
  return {
    code,
    weight,
    args: { text: item.text, ...args },
    where: { file: source.file, line: item.line, column: item.column },
    item: { file: source.file, id: item.id },
  };
}
