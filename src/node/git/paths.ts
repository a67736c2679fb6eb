/** Paths in git are bytes; ours are strings. Every path has a string of its own, and comes back as it was. */
import { isUtf8 } from 'node:buffer';

/** A byte that is not part of UTF-8 becomes the lone surrogate U+DC00 plus the byte, which no UTF-8 holds. */
export function pathOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) {
    return bytes.toString('utf8');
  }
  let path = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    if (length === 0) {
      path += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      path += bytes.toString('utf8', at, at + length);
      at += length;
    }
  }
  return path;
}

/** The other way round. */
export function bytesOfPath(path: string): Buffer {
  if (!/\p{Surrogate}/u.test(path)) {
    return Buffer.from(path, 'utf8');
  }
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    const isByte = code >= 0xdc80 && code <= 0xdcff;
    parts.push(isByte ? Buffer.from([code - 0xdc00]) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** Bytes of the well-formed character at the offset; 0 when there is none. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) {
      return length;
    }
  }
  return 0;
}
