/**
 * What a line looks like, whatever stands around it: pure tests on
 * `text[at, end)`, where `at` is the first character that is no blank and
 * `end` the end of the line. A blank is a space or a tab.
 */

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

export function skipBlanks(text: string, at: number, end: number): number {
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** End of the text in front of trailing blanks. */
export function trimBlanks(text: string, at: number, end: number): number {
  while (end > at && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Length of the run of one character at `at`. */
export function runLength(text: string, at: number, end: number, code: number): number {
  let stop = at;
  while (stop < end && text.charCodeAt(stop) === code) stop++;
  return stop - at;
}

/** `***`, `- - -`, `___`. */
export function isThematicBreak(text: string, at: number, end: number): boolean {
  const marker = text.charCodeAt(at);
  let count = 1;
  for (at++; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === marker) count++;
    else if (!isBlank(code)) return false;
  }
  return count >= 3;
}

/** `===` or `---`, blanks behind it allowed. */
export function isUnderline(text: string, at: number, end: number): boolean {
  const stop = at + runLength(text, at, end, text.charCodeAt(at));
  return skipBlanks(text, stop, end) === end;
}

/** 1 to 6 for a line that begins with that many `#` and a blank or nothing, else 0. */
export function atxLevel(text: string, at: number, end: number): number {
  const level = runLength(text, at, end, 35);
  if (level > 6) return 0;
  return at + level === end || isBlank(text.charCodeAt(at + level)) ? level : 0;
}

/** End of the heading's words in front of a closing run of `#`. */
export function atxEnd(text: string, at: number, end: number): number {
  const words = trimBlanks(text, at, end);
  let stop = words;
  while (stop > at && text.charCodeAt(stop - 1) === 35) stop--;
  const closed = stop === at || isBlank(text.charCodeAt(stop - 1));
  return closed ? trimBlanks(text, at, stop) : words;
}

/** Length of the marker of a line that opens a fence, else 0. */
export function fenceLength(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  const length = runLength(text, at, end, marker);
  if (length < 3) return 0;
  if (marker !== 96) return length;
  for (let rest = at + length; rest < end; rest++) {
    if (text.charCodeAt(rest) === 96) return 0;
  }
  return length;
}

/** Offset behind `12.` or `3)` when a blank or nothing follows, else -1. */
export function orderedEnd(text: string, at: number, end: number): number {
  let stop = at;
  while (stop < end && stop - at < 10 && isDigit(text.charCodeAt(stop))) stop++;
  if (stop === at || stop - at > 9 || stop >= end) return -1;
  const delimiter = text.charCodeAt(stop++);
  if (delimiter !== 46 && delimiter !== 41) return -1;
  return stop === end || isBlank(text.charCodeAt(stop)) ? stop : -1;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Columns of a table's delimiter row (`|---|:-:|`), 0 for any other line. */
export function delimiterColumns(text: string, at: number, end: number): number {
  const stop = trimBlanks(text, at, end);
  let columns = 0;
  if (text.charCodeAt(at) === 124) at = skipBlanks(text, at + 1, stop);
  while (at < stop) {
    if (text.charCodeAt(at) === 58) at++;
    const dashes = runLength(text, at, stop, 45);
    if (dashes === 0) return 0;
    at += dashes;
    if (at < stop && text.charCodeAt(at) === 58) at++;
    columns++;
    at = skipBlanks(text, at, stop);
    if (at === stop) break;
    if (text.charCodeAt(at) !== 124) return 0;
    at = skipBlanks(text, at + 1, stop);
  }
  return columns;
}

/** Columns of a line read as a table row; `\|` separates nothing. 0 for a line without `|`. */
export function rowColumns(text: string, at: number, end: number): number {
  const stop = trimBlanks(text, at, end);
  let bars = 0;
  let escaped = false;
  for (let rest = at; rest < stop; rest++) {
    const code = text.charCodeAt(rest);
    if (code === 124 && !escaped) bars++;
    escaped = code === 92;
  }
  if (bars === 0) return 0;
  const first = text.charCodeAt(at) === 124 ? 1 : 0;
  const last = text.charCodeAt(stop - 1) === 124 && text.charCodeAt(stop - 2) !== 92 ? 1 : 0;
  return bars + 1 - first - last;
}
