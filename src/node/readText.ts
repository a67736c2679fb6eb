import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FileText } from '../core/ports.ts';
import type { UnreadableReason } from '../core/readiness/model.ts';

export interface ReadLimits {
  /** Files above this many bytes are not read. */
  readonly maxBytes: number;
}

const defaultReadLimits: ReadLimits = { maxBytes: 10 * 1024 * 1024 };

/**
 * Reads a text file whole, strictly as UTF-8. Never throws and never waits for
 * a pipe or a device. A symbolic link is followed to a regular file; whether a
 * link may leave the folder is decided by whoever lists the files.
 */
export function readText(path: string, limits: ReadLimits = defaultReadLimits): FileText {
  let descriptor: number;
  try {
    // Without O_NONBLOCK, opening a FIFO waits for a writer. The flag does not exist on Windows, where `|` reads it as 0.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    return failure(error);
  }
  try {
    return readOpen(descriptor, limits);
  } catch (error) {
    return failure(error);
  } finally {
    closeSync(descriptor);
  }
}

/** Text of bytes that are strictly UTF-8. */
export function decodeText(bytes: Buffer): FileText {
  return decode(bytes, bytes.length);
}

/** Offset of the first byte that is not part of well-formed UTF-8; the length when all is well. */
export function firstInvalidByte(bytes: Uint8Array): number {
  let offset = 0;
  while (offset < bytes.length) {
    const length = sequenceLength(bytes, offset);
    if (length === 0) return offset;
    offset += length;
  }
  return offset;
}

/** The reason in the model for an error of the file system, by its code. */
export function unreadableReason(error: unknown): UnreadableReason {
  return reasonByCode[errorCode(error)] ?? 'failed';
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}

/**
 * Most checklists fit; reading into memory that is already there saves an
 * allocation a file, and listing a repository reads thousands. Safe because
 * nothing here is asynchronous and decoding copies.
 */
const scratch = Buffer.allocUnsafeSlow(128 * 1024);

function readOpen(descriptor: number, limits: ReadLimits): FileText {
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) return { status: 'unreadable', reason: 'notAFile', detail: kindOf(stat) };
  if (stat.size > limits.maxBytes) return tooLarge(stat.size, limits);

  // One byte more than the size: a read that stops short of it has seen the end.
  let buffer = stat.size < scratch.length ? scratch : Buffer.allocUnsafe(stat.size + 1);
  let filled = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, filled, buffer.length - filled, -1);
    filled += count;
    if (filled > limits.maxBytes) return tooLarge(filled, limits);
    if (count === 0 || filled === stat.size) break;
    if (filled === buffer.length) {
      const larger = Buffer.allocUnsafe(buffer.length * 2);
      buffer.copy(larger, 0, 0, filled);
      buffer = larger;
    }
  }
  const text = decode(buffer, filled);
  return text.status === 'read' ? { ...text, written: Math.floor(stat.mtimeMs) } : text;
}

function decode(buffer: Buffer, length: number): FileText {
  const bytes = buffer.subarray(0, length);
  if (!isUtf8(bytes)) {
    return { status: 'unreadable', reason: 'notUtf8', detail: `byte ${firstInvalidByte(bytes)}` };
  }
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = buffer.toString('utf8', hasByteOrderMark ? 3 : 0, length);
  return { status: 'read', text, hasByteOrderMark, size: length };
}

function tooLarge(size: number, limits: ReadLimits): FileText {
  return {
    status: 'unreadable',
    reason: 'tooLarge',
    detail: `${size} bytes, the limit is ${limits.maxBytes}`,
  };
}

function failure(error: unknown): FileText {
  return { status: 'unreadable', reason: unreadableReason(error), detail: errorCode(error) };
}

const reasonByCode: Readonly<Record<string, UnreadableReason>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  ENAMETOOLONG: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'notAFile',
  ELOOP: 'notAFile',
  ENXIO: 'notAFile', // a socket, or a device without a driver
  ENODEV: 'notAFile',
  EFBIG: 'tooLarge',
};

function kindOf(stat: {
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}): 'directory' | 'pipe' | 'socket' | 'device' {
  if (stat.isDirectory()) return 'directory';
  if (stat.isFIFO()) return 'pipe';
  return stat.isSocket() ? 'socket' : 'device';
}

/** Bytes of the well-formed sequence at the offset; 0 when it is not one (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, offset: number): number {
  const lead = bytes[offset] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0) return 0;
  const second = bytes[offset + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let index = 2; index < length; index++) {
    if (((bytes[offset + index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
