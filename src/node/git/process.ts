/** Starts git with the hardening of `../git.ts`, for output that is bytes. */
import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import { gitEnvironment, gitLimits, hardenedConfig, hardenedFlags } from '../git.ts';
import type { Environment } from '../git.ts';

/** Where git runs, and what it may know of our surroundings. */
export interface GitPlace {
  /** Absolute. */
  readonly folder: string;
  readonly environment: Environment;
  /** True: the folder is the repository itself, which git then has to be told. */
  readonly bare?: boolean;
}

export type GitOutput =
  | { readonly ok: true; readonly out: Buffer }
  | { readonly ok: false; readonly why: GitTrouble; readonly detail: string };

export type GitTrouble = 'gitMissing' | 'failed' | 'tooMuch' | 'tooSlow';

/** Whole output of a command that only reads. Never rejects; time and size are limited. */
export function runGit(place: GitPlace, args: readonly string[]): Promise<GitOutput> {
  return new Promise((resolve) => {
    const child = startGit(place, args);
    const chunks: Buffer[] = [];
    let size = 0;
    let warnings = '';
    let stopped: GitTrouble | undefined;
    const stop = (why: GitTrouble) => {
      stopped ??= why;
      endGroup(child);
    };
    const timer = setTimeout(() => stop('tooSlow'), gitLimits.milliseconds);
    child.stdin.end();
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > gitLimits.characters) {
        stop('tooMuch');
      } else {
        chunks.push(chunk);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      warnings = (warnings + chunk.toString('utf8')).slice(0, 4096);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, why: isMissing(error) ? 'gitMissing' : 'failed', detail: error.message });
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      if (stopped === undefined && status === 0) {
        resolve({ ok: true, out: Buffer.concat(chunks) });
      } else {
        resolve({ ok: false, why: stopped ?? 'failed', detail: firstLine(warnings) });
      }
    });
  });
}

/** A running git in a process group of its own, so that whatever it started ends with it. */
export function startGit(place: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(
    'git',
    [
      ...hardenedFlags,
      ...hardenedConfig.flatMap((entry) => ['-c', entry]),
      ...(place.bare === true ? ['--git-dir=.'] : []),
      ...args,
    ],
    {
      cwd: place.folder,
      env: gitEnvironment(place.environment),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      detached: hasGroups,
    },
  );
  // Writing to a process that has ended is answered by its `close`.
  child.stdin.on('error', () => undefined);
  return child;
}

export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  try {
    if (hasGroups) {
      process.kill(-child.pid, 'SIGKILL');
    } else {
      child.kill('SIGKILL');
    }
  } catch {
    // It has ended in the meantime.
  }
}

export function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}

export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}

/** Text of NUL-ended fields, each as bytes. */
export function fieldsOf(output: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    fields.push(output.subarray(start, end));
    start = end + 1;
  }
  if (start < output.length) {
    fields.push(output.subarray(start));
  }
  return fields;
}

const hasGroups = process.platform !== 'win32';
