import { closeSync, fsyncSync, mkdirSync, openSync, realpathSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { errorCode } from './readText.ts';

export type Creation =
  | { readonly status: 'created' }
  /** Something of that name is there; it stays as it is. */
  | { readonly status: 'exists' }
  | { readonly status: 'refused'; readonly detail: string };

/**
 * Writes a new file below a folder, its parent folders included, and never touches one that is there.
 * Refused when a link leads out of the folder. A write that fails leaves nothing behind.
 */
export function createFile(folder: string, file: string, text: string): Creation {
  const path = join(folder, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const [root, parent] = [realpathSync(folder), realpathSync(dirname(path))];
    if (parent !== root && !parent.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return { status: 'refused', detail: 'it lies outside the folder' };
    }
    const descriptor = openSync(path, 'wx');
    try {
      writeAll(descriptor, Buffer.from(text, 'utf8'));
      fsyncSync(descriptor);
    } catch (error) {
      unlinkSync(path);
      throw error;
    } finally {
      closeSync(descriptor);
    }
    return { status: 'created' };
  } catch (error) {
    const code = errorCode(error);
    return code === 'EEXIST'
      ? { status: 'exists' }
      : { status: 'refused', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** A full disk may take a part of a write and refuse the rest. */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}
