import type * as fs from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './readText.ts';

/** Name of a temporary file beside `target`; it says which process made it, so that a later one can tell what was left behind. */
export function temporaryName(target: string, unique: string): string {
  return `.${target.slice(0, longestStem)}.${process.pid}-${unique}${suffix}`;
}

/**
 * Removes temporary files that a killed process left beside `target`: those of
 * processes that no longer run, and those older than an hour, whose process id
 * may have been given to another program. Failing to is no failure.
 */
export function removeStaleTemporaries(
  ops: Pick<typeof fs, 'readdirSync' | 'statSync' | 'unlinkSync'>,
  folder: string,
  target: string,
): void {
  const prefix = `.${target.slice(0, longestStem)}.`;
  let names: readonly string[];
  try {
    names = ops.readdirSync(folder);
  } catch {
    return; // A folder may be writable and not listable.
  }
  for (const name of names) {
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) continue;
    const process = /^(\d+)-[0-9a-f]+$/.exec(name.slice(prefix.length, -suffix.length))?.[1];
    if (process === undefined) continue;
    const path = join(folder, name);
    try {
      if (!runs(Number(process)) || ops.statSync(path).mtimeMs < Date.now() - maxAge) ops.unlinkSync(path);
    } catch {
      // Another run may have removed it first.
    }
  }
}

const suffix = '.release-readiness-tmp';
/** Characters of the target's name that are kept: file systems allow 255 bytes in all. */
const longestStem = 40;
const maxAge = 60 * 60 * 1000;

function runs(process: number): boolean {
  try {
    globalThis.process.kill(process, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}
