/**
 * Words of an inline Markdown text, without its formatting. Linear in the
 * length of the text, whatever it holds: it reads files of strangers.
 */

/** Removes emphasis, strike, code marks, link targets, comments and HTML tags; keeps every word. */
export function plainText(source: string): string {
  if (!/[\\`*_~[\]<&]/.test(source)) {
    return source;
  }
  const removed = formatting(source);
  let result = '';
  let from = 0;
  for (const [start, end] of removed.toSorted((a, b) => a[0] - b[0])) {
    if (start > from) {
      result += source.slice(from, start);
    }
    from = Math.max(from, end);
  }
  result += source.slice(from);
  return decodeEntities(result).replace(/\s+/g, ' ').trim();
}

/** The same text with every HTML comment blanked by spaces, so that offsets stay; and what the comments said. */
export function blankComments(source: string): {
  readonly text: string;
  readonly comments: readonly { readonly text: string; readonly start: number; readonly end: number }[];
} {
  let text = source;
  const comments = [];
  for (let start = source.indexOf('<!--'); start !== -1;) {
    const close = source.indexOf('-->', start + 4);
    const end = close === -1 ? source.length : close + 3;
    comments.push({ text: source.slice(start + 4, close === -1 ? end : close).trim(), start, end });
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
    start = source.indexOf('<!--', end);
  }
  return { text, comments };
}

/** Letters and digits of any script, lower case, one hyphen between words; empty when there are none. */
export function slug(text: string): string {
  const lower = text.toLowerCase();
  let words = '';
  let start = -1;
  for (let at = 0; at < lower.length; at++) {
    const unit = lower.charCodeAt(at);
    if (unit > 127) {
      return slugOfAnyScript(lower);
    }
    if (isWordUnit(unit)) {
      start = start === -1 ? at : start;
    } else if (start !== -1) {
      words += (words === '' ? '' : '-') + lower.slice(start, at);
      start = -1;
    }
  }
  return start === -1 ? words : words + (words === '' ? '' : '-') + lower.slice(start);
}

/** ASCII digits and lower-case letters. */
function isWordUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);
}

function slugOfAnyScript(lower: string): string {
  return lower
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

type Range = readonly [number, number];

interface Run {
  readonly mark: string;
  start: number;
  count: number;
}

const htmlTag =
  /<\/?(?:a|abbr|b|big|br|center|code|del|details|div|em|font|hr|i|img|input|ins|kbd|li|mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|td|th|tr|u|ul)\b[^<>]*>/iy;
const autolink = /<((?:https?|ftp|mailto):[^<>\s]*)>/iy;
const escapable = /[!-/:-@[-`{-~]/;
const word = /[\p{L}\p{N}]/u;

function formatting(source: string): Range[] {
  const removed: Range[] = [];
  const brackets: number[] = [];
  const runs: Run[] = [];
  const unclosedTicks = new Set<number>();
  let brokenLinks = 0;
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '\\' && escapable.test(source.charAt(at + 1))) {
      removed.push([at, at + 1]);
      at += 2;
    } else if (char === '`') {
      at = codeSpan(source, at, removed, unclosedTicks);
    } else if (char === '<') {
      at = angle(source, at, removed);
    } else if (char === '[') {
      brackets.push(at);
      at++;
    } else if (char === ']') {
      const end = brokenLinks < maxBrokenLinks ? closeBracket(source, at, brackets, removed) : at + 1;
      brokenLinks += end === at + 1 ? 1 : 0;
      at = end;
    } else if (char === '*' || char === '_' || char === '~') {
      at = delimiterRun(source, at, runs, removed);
    } else {
      at++;
    }
  }
  return removed;
}

/** After so many brackets that are no links, the rest of the text is taken as it is. */
const maxBrokenLinks = 64;

function codeSpan(source: string, at: number, removed: Range[], unclosed: Set<number>): number {
  let end = at;
  while (source.charAt(end) === '`') {
    end++;
  }
  const length = end - at;
  if (unclosed.has(length)) {
    return end;
  }
  for (let close = source.indexOf('`', end); close !== -1; close = source.indexOf('`', close)) {
    let after = close;
    while (source.charAt(after) === '`') {
      after++;
    }
    if (after - close === length) {
      removed.push([at, end], [close, after]);
      return after;
    }
    close = after;
  }
  unclosed.add(length);
  return end;
}

function angle(source: string, at: number, removed: Range[]): number {
  if (source.startsWith('<!--', at)) {
    const close = source.indexOf('-->', at + 4);
    const end = close === -1 ? source.length : close + 3;
    removed.push([at, end]);
    return end;
  }
  autolink.lastIndex = at;
  const link = autolink.exec(source);
  if (link !== null) {
    const end = at + link[0].length;
    removed.push([at, at + 1], [end - 1, end]);
    return end;
  }
  htmlTag.lastIndex = at;
  const tag = htmlTag.exec(source);
  if (tag !== null) {
    removed.push([at, at + tag[0].length]);
    return at + tag[0].length;
  }
  return at + 1;
}

/** `[text](target)` and `[text][name]` keep their text; other brackets stay as they are. */
function closeBracket(source: string, at: number, brackets: number[], removed: Range[]): number {
  const open = brackets.pop();
  if (open === undefined) {
    return at + 1;
  }
  const next = source.charAt(at + 1);
  const end =
    next === '(' ? closingParenthesis(source, at + 1) : next === '[' ? source.indexOf(']', at + 2) : -1;
  if (end === -1) {
    return at + 1;
  }
  removed.push([source.charAt(open - 1) === '!' ? open - 1 : open, open + 1], [at, end + 1]);
  return end + 1;
}

/** Offset of the parenthesis that closes the one at `open`, -1 for none within the length of a link. */
export function closingParenthesis(source: string, open: number): number {
  const limit = Math.min(source.length, open + 2048);
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const char = source.charCodeAt(at);
    if (char === 40) {
      depth++;
    } else if (char === 41 && --depth === 0) {
      return at;
    }
  }
  return -1;
}

function delimiterRun(source: string, at: number, runs: Run[], removed: Range[]): number {
  const mark = source.charAt(at);
  let end = at;
  while (source.charAt(end) === mark) {
    end++;
  }
  if (mark === '~' && end - at !== 2) {
    return end;
  }
  const before = source.charAt(at - 1);
  const after = source.charAt(end);
  const opens = after !== '' && !/\s/.test(after) && !(mark === '_' && word.test(before));
  const closes = before !== '' && !/\s/.test(before) && !(mark === '_' && word.test(after));
  const run: Run = { mark, start: at, count: end - at };
  if (closes) {
    closeRun(run, runs, removed);
  }
  if (opens && run.count > 0) {
    runs.push(run);
  }
  return end;
}

/** Openers further back than this are given up: real text nests two or three deep. */
const maxOpenRuns = 16;

function closeRun(run: Run, runs: Run[], removed: Range[]): void {
  const lowest = Math.max(0, runs.length - maxOpenRuns);
  for (let index = runs.length - 1; index >= lowest && run.count > 0; index--) {
    const opener = runs[index];
    if (opener === undefined || opener.mark !== run.mark) {
      continue;
    }
    const count = Math.min(opener.count, run.count);
    removed.push([opener.start + opener.count - count, opener.start + opener.count]);
    removed.push([run.start, run.start + count]);
    opener.count -= count;
    run.start += count;
    run.count -= count;
    runs.length = opener.count > 0 ? index + 1 : index;
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  mdash: '\u2014',
  nbsp: '\u00a0',
  ndash: '\u2013',
  quot: '"',
};

function decodeEntities(text: string): string {
  return text.includes('&')
    ? text.replace(/&([a-z]{2,6});/g, (whole, name: string) => entities[name] ?? whole)
    : text;
}
