import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { removeStaleTemporaries, temporaryName } from './temporaryFiles.ts';
import { refusalByCode } from './writeRefusals.ts';
import type { WriteRefusal } from './writeRefusals.ts';
import { errorCode } from './readText.ts';

/** What to do with the bytes of a file: write others, or leave it as it is (`bytes` absent). */
export interface Transformed<T> {
  readonly bytes?: Uint8Array;
  readonly answer: T;
}

export type Replacement<T> =
  | { readonly status: 'replaced' | 'kept'; readonly answer: T }
  | { readonly status: 'refused'; readonly refusal: WriteRefusal; readonly detail: string };

/** The file system calls of a replacement; tests pass ones that fail. */
export type FileOps = Pick<
  typeof fs,
  | 'accessSync'
  | 'closeSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'openSync'
  | 'readSync'
  | 'readdirSync'
  | 'realpathSync'
  | 'renameSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeSync'
>;

export interface ReplaceOptions {
  /** Files above this many bytes are refused. */
  readonly maxBytes?: number;
  readonly ops?: FileOps;
}

/**
 * Replaces the bytes of a file in one step: whoever opens the path finds the
 * old bytes or the new ones, whatever happens in between. The transform sees
 * the bytes as they are now. A symbolic link stays one; its target is replaced.
 *
 * Refused, with the file as it was: targets that a replacement would damage
 * (hard links, read-only files, an owner that cannot be kept), a file that
 * changes meanwhile, and every error of the file system. The one exception is
 * `unconfirmed`: the new bytes are there, and the disk did not say so.
 *
 * An error that the transform throws passes through, and nothing is written.
 */
export function replaceFile<T>(
  path: string,
  transform: (bytes: Buffer) => Transformed<T>,
  options: ReplaceOptions = {},
): Replacement<T> {
  const ops = options.ops ?? fs;
  const before = attempt(() => readTarget(ops, path, options.maxBytes ?? defaultMaxBytes));
  if ('status' in before) return before;

  const { bytes, answer } = transform(Buffer.from(before.bytes));
  if (bytes === undefined || before.bytes.equals(bytes)) return { status: 'kept', answer };

  const refused = attempt(() => {
    writeBeside(ops, before, bytes, () => requireUnchanged(ops, path, before));
    return undefined;
  });
  return refused ?? { status: 'replaced', answer };
}

const defaultMaxBytes = 10 * 1024 * 1024;

interface Target {
  readonly path: string;
  readonly stat: fs.BigIntStats;
  readonly bytes: Buffer;
}

/** A refusal on its way to the one place that returns it. */
class Refused extends Error {
  readonly refusal: WriteRefusal;
  readonly detail: string;

  constructor(refusal: WriteRefusal, detail = '') {
    super(refusal);
    this.refusal = refusal;
    this.detail = detail;
  }
}

function attempt<R>(run: () => R): R | Extract<Replacement<never>, { status: 'refused' }> {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return { status: 'refused', refusal: error.refusal, detail: error.detail };
    const code = errorCode(error);
    return { status: 'refused', refusal: refusalByCode[code] ?? 'failed', detail: code };
  }
}

function readTarget(ops: FileOps, path: string, maxBytes: number): Target {
  const target = ops.realpathSync(path);
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = fs.constants;
  const descriptor = ops.openSync(target, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  try {
    const stat = ops.fstatSync(descriptor, { bigint: true });
    requireReplaceable(ops, target, stat, maxBytes);
    return { path: target, stat, bytes: readAll(ops, descriptor, Number(stat.size)) };
  } finally {
    ops.closeSync(descriptor);
  }
}

function requireReplaceable(ops: FileOps, target: string, stat: fs.BigIntStats, maxBytes: number): void {
  if (!stat.isFile()) throw new Refused('notAFile');
  if (stat.nlink > 1n) throw new Refused('hardLinked', String(stat.nlink));
  if (stat.size > BigInt(maxBytes))
    throw new Refused('tooLarge', `${stat.size} bytes, the limit is ${maxBytes}`);
  // The mode counts as well as the access: an administrator may write everything, and read-only still means it.
  if ((stat.mode & 0o222n) === 0n) throw new Refused('readOnly');
  try {
    ops.accessSync(target, fs.constants.W_OK);
  } catch (error) {
    const code = errorCode(error);
    throw new Refused(code === 'EROFS' ? 'readOnlyFileSystem' : 'readOnly', code);
  }
}

/** Reads to the end, which may have moved since the size was asked for. */
function readAll(ops: FileOps, descriptor: number, size: number): Buffer {
  const parts: Buffer[] = [];
  for (;;) {
    const part = Buffer.allocUnsafe(parts.length === 0 ? size + 1 : 64 * 1024);
    const count = ops.readSync(descriptor, part, 0, part.length, null);
    if (count === 0) return Buffer.concat(parts);
    parts.push(part.subarray(0, count));
  }
}

/** The same file, not touched since it was read: device, inode, size, time and every byte. */
function requireUnchanged(ops: FileOps, path: string, before: Target): void {
  const now = attempt(() => readTarget(ops, path, Number(before.stat.size)));
  const same =
    !('status' in now) &&
    now.path === before.path &&
    now.stat.dev === before.stat.dev &&
    now.stat.ino === before.stat.ino &&
    now.stat.size === before.stat.size &&
    now.stat.mtimeNs === before.stat.mtimeNs &&
    now.bytes.equals(before.bytes);
  if (!same) throw new Refused('changed');
}

function writeBeside(ops: FileOps, target: Target, bytes: Uint8Array, checkBeforeRename: () => void): void {
  const folder = dirname(target.path);
  removeStaleTemporaries(ops, folder, basename(target.path));
  const temporary = join(folder, temporaryName(basename(target.path), randomBytes(6).toString('hex')));
  try {
    writeTemporary(ops, temporary, target.stat, bytes);
    checkBeforeRename();
    ops.renameSync(temporary, target.path);
  } catch (error) {
    removeQuietly(ops, temporary);
    throw error;
  }
  syncFolder(ops, folder);
}

function writeTemporary(ops: FileOps, path: string, like: fs.BigIntStats, bytes: Uint8Array): void {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = fs.constants;
  const descriptor = ops.openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    keepOwner(ops, descriptor, like);
    ops.fchmodSync(descriptor, Number(like.mode & 0o7777n));
    writeAll(ops, descriptor, bytes);
    ops.fsyncSync(descriptor);
    // A disk that is nearly full can lose bytes without an error.
    const written = ops.fstatSync(descriptor, { bigint: true }).size;
    if (written !== BigInt(bytes.length)) throw new Refused('noSpace', `${written} of ${bytes.length} bytes`);
  } finally {
    ops.closeSync(descriptor);
  }
}

function keepOwner(ops: FileOps, descriptor: number, like: fs.BigIntStats): void {
  const own = ops.fstatSync(descriptor, { bigint: true });
  if (own.uid === like.uid && own.gid === like.gid) return;
  try {
    ops.fchownSync(descriptor, Number(like.uid), Number(like.gid));
  } catch (error) {
    throw new Refused('otherOwner', errorCode(error));
  }
}

/** A write may take only some of the bytes; the rest follow, until one takes none. */
function writeAll(ops: FileOps, descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    const count = ops.writeSync(descriptor, bytes, written, bytes.length - written, null);
    if (count <= 0) throw new Refused('noSpace', `${written} of ${bytes.length} bytes`);
    written += count;
  }
}

function syncFolder(ops: FileOps, folder: string): void {
  let descriptor: number;
  try {
    descriptor = ops.openSync(folder, fs.constants.O_RDONLY);
  } catch {
    return; // Windows does not open folders, and renames there are journaled.
  }
  try {
    ops.fsyncSync(descriptor);
  } catch (error) {
    const code = errorCode(error);
    // Some file systems have nothing to sync for a folder and say so.
    if (code !== 'EINVAL' && code !== 'ENOTSUP' && code !== 'EPERM') throw new Refused('unconfirmed', code);
  } finally {
    ops.closeSync(descriptor);
  }
}

function removeQuietly(ops: FileOps, path: string): void {
  try {
    ops.unlinkSync(path);
  } catch {
    // Never created, or the disk is gone; the next run looks for it again.
  }
}
