/** Text that was UTF-8, was read as Windows-1252 and was saved again. */

export interface BrokenText {
  readonly line: number;
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

/** Most places that are reported for one file, and most that are looked at. */
const maxReported = 100;
const maxExamined = 20_000;

/** Places whose characters, taken as Windows-1252 bytes, are UTF-8 for a character that people write. */
export function repairMojibake(text: string): readonly BrokenText[] {
  const found: BrokenText[] = [];
  suspect.lastIndex = 0;
  let line = 1;
  let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let seen = lineStart;
  let examined = 0;
  for (
    let match = suspect.exec(text);
    match !== null && found.length < maxReported;
    match = suspect.exec(text)
  ) {
    if (++examined > maxExamined) {
      break;
    }
    for (; seen < match.index; seen++) {
      const unit = text.charCodeAt(seen);
      if (unit === 10 || (unit === 13 && text.charCodeAt(seen + 1) !== 10)) {
        line++;
        lineStart = seen + 1;
      }
    }
    const repaired = decodeRun(match[0]);
    if (repaired !== undefined) {
      found.push({ line, column: match.index - lineStart + 1, from: repaired.from, to: repaired.to });
      suspect.lastIndex = match.index + repaired.from.length;
    } else {
      suspect.lastIndex = match.index + 1;
    }
  }
  return found;
}

/** Windows-1252 beyond Latin-1: byte 0x80 and up, in order; 0 for a byte without a character. */
const windows1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0, 0x017e, 0x0178,
];
const byteOf = new Map(
  windows1252.flatMap((unit, index) => (unit === 0 ? [] : [[unit, 0x80 + index] as const])),
);

/** A leading byte of UTF-8 and what may follow it, as Windows-1252 shows them. */
const suspect =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}/g;

function decodeRun(run: string): { readonly from: string; readonly to: string } | undefined {
  const bytes = Array.from(run, (char) => byteOf.get(char.charCodeAt(0)) ?? char.charCodeAt(0));
  const lead = bytes[0] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (bytes.length < length || bytes.slice(1, length).some((byte) => byte < 0x80 || byte > 0xbf)) {
    return undefined;
  }
  let point = lead & (0xff >> (length + 1));
  for (const byte of bytes.slice(1, length)) {
    point = (point << 6) | (byte & 0x3f);
  }
  return isWritten(point) ? { from: run.slice(0, length), to: String.fromCodePoint(point) } : undefined;
}

/** Letters of Latin and Cyrillic, punctuation, arrows, signs and emoji: a guess outside them would break good text. */
function isWritten(point: number): boolean {
  return written.some(([from, to]) => point >= from && point <= to);
}

const written: readonly (readonly [number, number])[] = [
  [0x00a0, 0x017f],
  [0x0400, 0x045f],
  [0x2010, 0x205e],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2190, 0x21ff],
  [0x2500, 0x27bf],
  [0x1f300, 0x1faff],
];
