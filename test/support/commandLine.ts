import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { run } from '../../src/cli/run.ts';
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
    output: {
      out: (text) => void (written.out += text),
      err: (text) => void (written.err += text),
    },
    cwd: folder,
    environment: options.environment ?? process.env,
    input: () => options.input ?? Readable.from([]),
    isTerminal: { out: false, err: false },
    now: () => options.now ?? Date.UTC(2026, 10, 23, 9),
  });
  return { exit, ...written };
}

/** Writes files, `/` between folders. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
