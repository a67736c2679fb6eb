import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { run, type Host } from '../../src/cli/run.ts';
import type { ExitCode } from '../../src/cli/exitCodes.ts';

export interface Ran {
  readonly exit: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs the program inside this process, without a terminal, at a fixed time. */
export async function runIn(
  folder: string,
  argv: readonly string[],
  options: {
    readonly now?: number;
    readonly environment?: Readonly<Record<string, string | undefined>>;
    readonly input?: AsyncIterable<Uint8Array>;
  } = {},
): Promise<Ran> {
  const written = { out: '', err: '' };
  const exit = await run(argv, {
    ...hostIn(folder),
    output: {
      out: (text) => void (written.out += text),
      err: (text) => void (written.err += text),
    },
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    input: () => options.input ?? Readable.from([]),
    ...(options.now === undefined ? {} : { now: fixed(options.now) }),
  });
  return { exit, ...written };
}

const fixed = (now: number) => (): number => now;

/** What commands are given, without a terminal, at a fixed time; what they print is dropped. */
export function hostIn(folder: string): Host {
  return {
    output: { out: () => undefined, err: () => undefined },
    cwd: folder,
    environment: process.env,
    input: () => Readable.from([]),
    isTerminal: { out: false, err: false },
    now: () => Date.UTC(2026, 10, 23, 9),
  };
}

/** Writes files, `/` between folders. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
