import { isUtf8 } from 'node:buffer';
import type { TextEdit } from '../core/base/text.ts';

/**
 * Applies edits of a text to the bytes that the text was decoded from. Only the
 * characters of the edits are encoded; every other byte is copied. Offsets are
 * those of the text without its byte order mark, as `readText` gives it.
 *
 * Throws a RangeError for edits that cannot belong to these bytes: out of range,
 * overlapping, or between the halves of one character. That is a mistake of the
 * caller, not of the file.
 */
export function splice(bytes: Buffer, edits: readonly TextEdit[]): Buffer {
  if (!isUtf8(bytes)) throw new RangeError('The bytes are not UTF-8.');
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const cursor = startCursor(bytes);
  const parts: Buffer[] = [];
  let copied = 0;
  let previousEnd = 0;
  for (const { start, end, newText } of ordered) {
    if (start < previousEnd || end < start) throw new RangeError('The edits overlap.');
    if (/\p{Surrogate}/u.test(newText)) throw new RangeError('The new text has half a character.');
    parts.push(bytes.subarray(copied, advance(cursor, start)), Buffer.from(newText, 'utf8'));
    copied = advance(cursor, end);
    previousEnd = end;
  }
  parts.push(bytes.subarray(copied));
  return Buffer.concat(parts);
}

interface Cursor {
  readonly bytes: Buffer;
  byte: number;
  /** UTF-16 code units before `byte`, the byte order mark left out. */
  unit: number;
}

function startCursor(bytes: Buffer): Cursor {
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { bytes, byte: hasByteOrderMark ? 3 : 0, unit: 0 };
}

/** Moves on to a UTF-16 offset and returns its byte offset. */
function advance(cursor: Cursor, unit: number): number {
  while (cursor.unit < unit) {
    const lead = cursor.bytes[cursor.byte];
    if (lead === undefined) throw new RangeError('An edit is outside the text.');
    cursor.byte += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    cursor.unit += lead < 0xf0 ? 1 : 2;
  }
  if (cursor.unit !== unit) throw new RangeError('An edit splits a character.');
  return cursor.byte;
}
