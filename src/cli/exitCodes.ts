import type { Verdict } from '../core/readiness/model.ts';

/** The contract with whoever calls the program. */
export const exitCodes = {
  /** Go, or nothing to report. */
  ok: 0,
  /** No-go, findings at or above `--fail-on`, or an edit that was refused. */
  noGo: 1,
  /** Bad usage: the command line itself is wrong, and nothing was read or written. */
  usage: 2,
  /** Cannot tell: unreadable input, a missing fact, a failure of our own. */
  unknown: 3,
  /** Conditional go. */
  conditional: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(verdict: Verdict, options: { readonly allowConditional: boolean }): ExitCode {
  const codes: Readonly<Record<Verdict, ExitCode>> = {
    go: exitCodes.ok,
    conditionalGo: options.allowConditional ? exitCodes.ok : exitCodes.conditional,
    noGo: exitCodes.noGo,
    unknown: exitCodes.unknown,
  };
  return codes[verdict];
}
