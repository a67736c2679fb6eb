/**
 * Running text: tasks, and lines that look like one. Only lines that begin
 * with a character of a box are cut out of the text.
 */
import type { NearMissReason } from '../blocks.ts';
import { htmlCheckbox, nearMissInItem, nearMissInProse, strayTask, type BoxAt } from '../nearMiss.ts';
import { isBlank, isDigit, skipBlanks } from './shapes.ts';
import { find, hasBracket, type Scan } from './state.ts';

/** First line of a paragraph, at `scan.at`. */
export function readFirstLine(scan: Scan): void {
  readCheckbox(scan);
  const { text, at, end } = scan;
  if (scan.leafFresh && isBox(text, at, end)) {
    if (skipBlanks(text, at + 3, end) === end) scan.bareBox = at;
    else addTask(scan, scan.line, at, scan.start, end);
    return;
  }
  if (!mayBegin(scan, at)) return;
  const content = text.slice(at, end);
  const found = scan.leafFresh
    ? (nearMissInItem(content) ?? nearMissInProse(content))
    : nearMissInProse(content);
  if (found !== undefined) miss(scan, at, found);
}

/** A line after the first of a paragraph. */
export function readFurtherLine(scan: Scan): void {
  readCheckbox(scan);
  const { text, start, end } = scan;
  if (hasBracket(scan)) {
    const stray = strayTask(text.slice(start, end));
    if (stray !== undefined) {
      const ordered = stray.ordinal !== '' && Number(stray.ordinal) !== 1;
      return miss(scan, start, { at: stray.at, why: ordered ? 'listInterruptsParagraph' : 'indentedCode' });
    }
  }
  let at = start;
  while (at < end && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 62)) at++;
  if (!mayBegin(scan, at)) return;
  const found = nearMissInProse(text.slice(at, end));
  if (found !== undefined) miss(scan, at, found);
}

/** The words of a heading. */
export function readHeadingWords(scan: Scan, at: number, words: string): void {
  if (mayBegin(scan, at)) {
    const found = nearMissInProse(words);
    if (found !== undefined) miss(scan, at, found);
  }
  readCheckbox(scan);
}

/** Reports an HTML check box on the current line. */
export function readCheckbox(scan: Scan): void {
  if (scan.input < scan.start) scan.input = findInput(scan.text, scan.start);
  if (scan.input >= scan.end) return;
  const at = htmlCheckbox(scan.text.slice(scan.start, scan.end));
  if (at >= 0) miss(scan, scan.start, { at, why: 'htmlCheckbox' });
}

/** Reports a task on the current line that is none because of where it stands. */
export function readStray(scan: Scan, why: NearMissReason): void {
  if (!hasBracket(scan)) return;
  const stray = strayTask(scan.text.slice(scan.start, scan.end));
  if (stray !== undefined) miss(scan, scan.start, { at: stray.at, why });
}

export function miss(scan: Scan, from: number, found: BoxAt): void {
  scan.nearMisses.push({ line: scan.line, column: from - scan.start + found.at + 1, why: found.why });
}

/** Makes the innermost item a task whose box stands at `at`. */
export function addTask(scan: Scan, line: number, at: number, lineStart: number, lineEnd: number): void {
  const { text } = scan;
  const mark = text.charCodeAt(at + 1);
  let textStart = skipBlanks(text, at + 3, lineEnd);
  let textEnd = lineEnd;
  while (textEnd > textStart && isBlank(text.charCodeAt(textEnd - 1))) textEnd--;
  if (textStart === lineEnd) textStart = textEnd = at + 3;
  else if (isOddSpace(text.charCodeAt(textStart)) || isOddSpace(text.charCodeAt(textEnd - 1))) {
    const after = text.slice(at + 3, lineEnd);
    const trimmed = after.trim();
    textStart = at + 3 + (trimmed === '' ? 0 : after.indexOf(trimmed));
    textEnd = textStart + trimmed.length;
  }
  const top = scan.height - 1;
  const task = {
    line,
    column: at - lineStart + 1,
    markOffset: at + 1,
    checked: mark === 120 || mark === 88,
    depth: scan.listDepth,
    parent: scan.near[top]!,
    textStart,
    textEnd,
    endLine: line,
  };
  scan.leafTask = scan.tasks.length;
  scan.own[top] = scan.leafTask;
  scan.near[top] = scan.leafTask;
  if (scan.ordinalStart === scan.ordinalEnd) scan.tasks.push(task);
  else scan.tasks.push({ ...task, ordinal: text.slice(scan.ordinalStart, scan.ordinalEnd) });
}

/** `[ ]`, `[x]` or `[X]` with a blank or nothing behind it. */
function isBox(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at) !== 91 || at + 2 >= end || text.charCodeAt(at + 2) !== 93) return false;
  const mark = text.charCodeAt(at + 1);
  if (mark !== 32 && mark !== 120 && mark !== 88 && mark !== 9) return false;
  return at + 3 === end || isBlank(text.charCodeAt(at + 3));
}

/** White space that trims off and is no blank; may say yes for other characters outside ASCII. */
function isOddSpace(code: number): boolean {
  return code === 11 || code === 12 || code === 0xa0 || (code >= 0x1680 && code <= 0x3000) || code === 0xfeff;
}

/** Whether a line with this first character can hold a near miss at all. */
function mayBegin(scan: Scan, at: number): boolean {
  if (at >= scan.end) return false;
  const code = scan.text.charCodeAt(at);
  if (code === 91) return mayOpenBox(scan.text.charCodeAt(at + 1), scan.text.charCodeAt(at + 2));
  if (code === 92) return true;
  if (code === 42 || code === 95 || code === 126) return scan.text.charCodeAt(pastRun(scan, at)) === 91;
  if (code === 43 || code === 45) return scan.text.charCodeAt(at + 1) === 91;
  if (isDigit(code)) return hasBracket(scan);
  return code === 0xb7 || (code >= 0x2000 && code <= 0x3020) || code >= 0xd800;
}

/** Offset behind the same characters in a row, three at most. */
function pastRun({ text }: Scan, at: number): number {
  let past = at + 1;
  while (past < at + 3 && text.charCodeAt(past) === text.charCodeAt(at)) past++;
  return past;
}

/** Offset of the next `<input`, whatever its case. */
export function findInput(text: string, from: number): number {
  for (;;) {
    const at = find(text, '<', from);
    const second = text.charCodeAt(at + 1) | 32;
    if (at === text.length || (second === 105 && (text.charCodeAt(at + 2) | 32) === 110)) return at;
    from = at + 1;
  }
}

/** The two characters behind a `[`. Almost every link fails here. */
export function mayOpenBox(first: number, second: number): boolean {
  if ((first | 32) === 120)
    return second === 93 || second > 127 || isBlank(second) || (second | 32) === 120 || second === 92;
  if (isLetter(first) || isDigit(first)) return false;
  if (first < 128) return first === 32 || first === 9 || first === 93 || second === 93;
  return second === 93 || !isOtherLetter(first);
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/** Cyrillic, kana, Han and Hangul: what links in other languages begin with. */
function isOtherLetter(code: number): boolean {
  return (
    (code >= 0x400 && code <= 0x52f) ||
    (code >= 0x3041 && code <= 0x30ff) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3)
  );
}
