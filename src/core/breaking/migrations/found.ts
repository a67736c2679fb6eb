/** What a rule has found, before it becomes a change. */
import type { Args } from '../../base/finding.ts';
import type { RuleId } from './rules.ts';
import type { Name, Span } from './steps.ts';
import { shownName } from './cursor.ts';

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly at: Span;
  readonly args?: Args;
  /** The author has said that it is safe. */
  readonly assured?: boolean;
}

/** `users.email`, as people write it. */
export function shownColumn(table: Name, column: string): string {
  return `${shownName(table)}.${column}`;
}
