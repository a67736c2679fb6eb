import type { Assessment } from '../../../core/engine.ts';
import type { Invocation } from '../../args.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import type { Host } from '../../run.ts';

/** What every action of `incident` is given. */
export interface IncidentTask {
  readonly folder: string;
  readonly invocation: Invocation;
  readonly host: Host;
  /** Operands after the action. */
  readonly words: readonly string[];
  readonly assessment: Assessment;
  readonly now: number;
}

export function mistake(host: Host, message: string): ExitCode {
  host.output.err(`${message}\n`);
  return exitCodes.usage;
}
