import { parseArguments } from './args.ts';
import type { Invocation } from './args.ts';
import type { CommandName } from './commandTable.ts';
import { exitCodes } from './exitCodes.ts';
import type { ExitCode } from './exitCodes.ts';
import { helpText } from './help.ts';
import type { Output } from './output.ts';
import { ownVersion } from './version.ts';

/** All that a command may know of the process it runs in. */
export interface Host {
  readonly output: Output;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard input; reading it begins with the call. */
  readonly input: () => AsyncIterable<Uint8Array>;
  readonly isTerminal: { readonly out: boolean; readonly err: boolean };
  /** UTC epoch milliseconds. */
  readonly now: () => number;
}

export type Command = (invocation: Invocation, host: Host) => Promise<ExitCode>;

/** Runs the program. Never rejects: a failure of our own is "cannot tell", not "no-go". */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  const request = parseArguments(argv);
  switch (request.kind) {
    case 'help':
      host.output.out(helpText(request.command));
      return exitCodes.ok;
    case 'version':
      host.output.out(`${await ownVersion()}\n`);
      return exitCodes.ok;
    case 'mistake':
      host.output.err(`${request.message}\n${whereToLook(request.command)}\n`);
      return exitCodes.usage;
    case 'run':
      return runCommand(request.invocation, host);
  }
}

/** Each command is loaded alone, so that listing items does not wait for the report writers. */
const loaders: Readonly<Record<CommandName, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  items: async () => (await import('./commands/items.ts')).items,
  tick: loadEdit,
  untick: loadEdit,
  waive: loadEdit,
  na: loadEdit,
  block: loadEdit,
  assign: loadEdit,
  due: loadEdit,
  evidence: loadEdit,
  applies: async () => (await import('./commands/applies.ts')).applies,
  breaking: async () => (await import('./commands/breaking.ts')).breaking,
  explain: async () => (await import('./commands/explain.ts')).explain,
  bump: async () => (await import('./commands/bump.ts')).bump,
  incident: async () => (await import('./commands/incident/incident.ts')).incident,
  commits: async () => (await import('./commands/commits.ts')).commits,
  metrics: async () => (await import('./commands/metrics.ts')).metrics,
  record: async () => (await import('./commands/record.ts')).record,
  notes: async () => (await import('./commands/notes.ts')).notes,
  'lint-notes': async () => (await import('./commands/lintNotes.ts')).lintNotes,
  start: async () => (await import('./commands/start/start.ts')).start,
  init: async () => (await import('./commands/init.ts')).init,
  mcp: async () => (await import('./commands/mcp.ts')).mcp,
  'merge-driver': async () => (await import('./commands/mergeDriver.ts')).mergeDriver,
};

async function loadEdit(): Promise<Command> {
  return (await import('./commands/edit.ts')).editItems;
}

function whereToLook(command: CommandName | undefined): string {
  return `See release-readiness ${command === undefined ? '' : `${command} `}--help.`;
}

async function runCommand(invocation: Invocation, host: Host): Promise<ExitCode> {
  try {
    if (invocation.switches.has('version')) {
      host.output.out(`${await ownVersion()}\n`);
      return exitCodes.ok;
    }
    const command = await loaders[invocation.command]();
    return await command(invocation, host);
  } catch (error) {
    if (isOutputFailure(error)) {
      host.output.err(`The output cannot be written (${error.code}), so the answer is not complete.\n`);
      return exitCodes.unknown;
    }
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    host.output.err(`release-readiness failed, so it cannot tell. Please report this:\n${cause}\n`);
    return exitCodes.unknown;
  }
}

/** A full disk, or a closed descriptor: nothing of ours. */
function isOutputFailure(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}
