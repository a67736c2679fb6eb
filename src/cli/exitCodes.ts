import type { Verdict } from '../core/readiness/model.ts';
import { verdictExits } from '../core/report/verdictExit.ts';

/** The contract with whoever calls the program. */
export const exitCodes = {
  /** Go, or nothing to report. */
  ok: verdictExits.go,
  /** No-go, findings at or above `--fail-on`, or an edit that was refused. */
  noGo: verdictExits.noGo,
  /** Bad usage: the command line itself is wrong, and nothing was read or written. */
  usage: 2,
  /** Cannot tell: unreadable input, a missing fact, a failure of our own. */
  unknown: verdictExits.unknown,
  /** Conditional go. */
  conditional: verdictExits.conditionalGo,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(verdict: Verdict, options: { readonly allowConditional: boolean }): ExitCode {
  return verdict === 'conditionalGo' && options.allowConditional ? exitCodes.ok : verdictExits[verdict];
}
