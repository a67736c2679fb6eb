/**
 * The seven kinds of HTML block of CommonMark: how each begins and ends.
 */

/** Kind of a tag with white space that is no blank: implementations differ. */
export const undecided = 8;

/** Kind 1 to 7 of the block that a line beginning with `<` opens, 0 for none; or `undecided`. */
export function htmlKind(text: string, at: number, end: number): number {
  const second = at + 1 < end ? text.charCodeAt(at + 1) : 0;
  if (second === 33) return declarationKind(text, at, end);
  if (second === 63) return 3;
  const closing = second === 47;
  const nameStart = closing ? at + 2 : at + 1;
  let nameEnd = nameStart;
  while (nameEnd < end && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++;
  if (nameEnd === nameStart) return 0;
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  const after = nameEnd < end ? text.charCodeAt(nameEnd) : 32;
  if (rawNames.has(name) && !closing && (isSpace(after) || after === 62)) return 1;
  const closes = after === 62 || (after === 47 && text.charCodeAt(nameEnd + 1) === 62 && nameEnd + 1 < end);
  if (blockNames.has(name) && (isSpace(after) || closes)) return 6;
  const line = text.slice(at, end);
  if (!wholeTag.test(line)) return 0;
  return oddSpace.test(line) ? undecided : 7;
}

/** Whether the line `text[at, end)` ends a block of kind 1 to 5; the others end at a blank line. */
export function endsHtml(text: string, at: number, end: number, kind: number): boolean {
  if (kind > 5) return false;
  const line = text.slice(at, end);
  if (kind === 1) return rawEnd.test(line);
  return line.includes(endings[kind - 2] ?? '');
}

const endings = ['-->', '?>', '>', ']]>'];
const rawEnd = /<\/(?:script|pre|style|textarea)>/i;
const rawNames = new Set(['script', 'pre', 'style', 'textarea']);
const blockNames = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir ' +
    'div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html ' +
    'iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary ' +
    'table tbody td tfoot th thead title tr track ul'
  ).split(' '),
);

const oddSpace = /[^\S \t]/;
const attribute = String.raw`\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^"'=<>\x60\x00-\x20]+|'[^']*'|"[^"]*"))?`;
const wholeTag = new RegExp(
  String.raw`^<(?:[A-Za-z][A-Za-z0-9-]*(?:${attribute})*\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>\s*$`,
);

function declarationKind(text: string, at: number, end: number): number {
  if (text.startsWith('--', at + 2) && at + 4 <= end) return 2;
  if (text.startsWith('[CDATA[', at + 2) && at + 9 <= end) return 5;
  return at + 2 < end && isLetter(text.charCodeAt(at + 2)) ? 4 : 0;
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 45;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
