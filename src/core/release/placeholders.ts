/** Fills in the place-holders of a template whose meaning is known, and finds those that are left. */
import type { TextEdit } from '../base/text.ts';
import { findPlaceholder } from '../checklist/placeholder.ts';
import { createReferences } from '../checklist/references.ts';

/** What stands for the place-holders; one without a value stays as it is. */
export interface TemplateValues {
  /** Without a leading `v`. */
  readonly version: string;
  readonly tag?: string;
  readonly type?: string;
  readonly previous?: string;
  /** Day of the planned start, `YYYY-MM-DD`. */
  readonly date?: string;
  readonly owner?: string;
}

export interface LeftOver {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * Edits that put the values in. Comments stay: they speak of place-holders. Inside code only what no
 * language uses is filled in: `${version}` is a variable there, `[[ version ]]` a test, `YYYY-MM-DD`
 * a format. Regions are in order and apart from each other.
 */
export function fillPlaceholders(
  text: string,
  values: TemplateValues,
  regions: readonly Region[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const part of partsOf(text, regions)) {
    if (part.kind === 'comment') continue;
    const source = text.slice(part.start, part.end);
    for (const match of source.matchAll(part.kind === 'code' ? inCode : inProse)) {
      const value = valueOf(match, values);
      if (value === undefined || (part.kind === 'code' && /<\/version>/i.test(source))) continue;
      const start = part.start + match.index;
      if (isDate(match) && speaksOfAnotherDay(text, start)) continue;
      edits.push({ start, end: start + match[0].length, newText: value });
    }
  }
  return edits;
}

/** Lines with a place-holder that nobody has filled in, code and comments left out. */
export function leftOverPlaceholders(text: string, regions: readonly Region[]): readonly LeftOver[] {
  const isReference = createReferences(text);
  const prose = partsOf(text, regions)
    .map(({ kind, start, end }) =>
      kind === 'prose' ? text.slice(start, end) : text.slice(start, end).replace(/[^\r\n]/g, ' '),
    )
    .join('');
  return prose.split(/\r\n|\n|\r/).flatMap((line, index): readonly LeftOver[] => {
    const found = findPlaceholder(line, isReference) ?? shellStyle.exec(line)?.[0];
    return found === undefined || isKindOfVersion.test(found) ? [] : [{ line: index + 1, text: found }];
  });
}

export interface Region {
  readonly kind: 'comment' | 'code';
  readonly start: number;
  readonly end: number;
}

/** Fences and comments by their lines, code spans within a line by their marks. */
export function regionsOf(
  text: string,
  starts: readonly number[],
  blocks: {
    readonly fences: readonly { readonly line: number; readonly endLine: number }[];
    readonly comments: readonly { readonly line: number; readonly endLine: number }[];
  },
): readonly Region[] {
  const offset = (line: number): number => starts[line - 1] ?? text.length;
  const fences = blocks.fences.map(({ line, endLine }): Region => ({
    kind: 'code',
    start: offset(line),
    end: offset(endLine + 1),
  }));
  const found: Region[] = [];
  let from = 0;
  for (const fence of [...fences, { start: text.length, end: text.length }]) {
    if (fence.start < from) continue;
    found.push(...inlineRegions(text, from, fence.start));
    if ('kind' in fence) found.push(fence);
    from = fence.end;
  }
  return found;
}

/** Comments and code spans of a stretch without fences. A span ends with its line: templates do not wrap them. */
function inlineRegions(text: string, from: number, to: number): readonly Region[] {
  const found: Region[] = [];
  let at = from;
  while (at < to) {
    opening.lastIndex = at;
    const match = opening.exec(text);
    if (match === null || match.index >= to) break;
    const isComment = match[0] === '<!--';
    const start = match.index;
    const end = isComment
      ? endOf(text.indexOf('-->', start + 4), 3, to)
      : spanEnd(text, start, { mark: match[0], to });
    if (end === undefined) {
      at = start + match[0].length;
      continue;
    }
    found.push({ kind: isComment ? 'comment' : 'code', start, end });
    at = end;
  }
  return found;
}

const opening = /<!--|`+/g;

function endOf(index: number, length: number, to: number): number {
  return index === -1 || index + length > to ? to : index + length;
}

function spanEnd(
  text: string,
  start: number,
  { mark, to }: { readonly mark: string; readonly to: number },
): number | undefined {
  const rest = text.slice(start + mark.length, Math.min(to, start + longestSpan));
  const line = /^[^\r\n]*/.exec(rest)?.[0] ?? '';
  for (const close of line.matchAll(/`+/g)) {
    if (close[0].length === mark.length) return start + mark.length + close.index + mark.length;
  }
  return undefined;
}

/** Characters of a line that a code span is looked for in. */
const longestSpan = 2000;

function partsOf(
  text: string,
  regions: readonly Region[],
): readonly { readonly kind: Region['kind'] | 'prose'; readonly start: number; readonly end: number }[] {
  const parts = [];
  let at = 0;
  for (const region of regions) {
    parts.push({ kind: 'prose', start: at, end: region.start } as const, region);
    at = region.end;
  }
  return [...parts, { kind: 'prose', start: at, end: text.length } as const];
}

/** Names of what is known, with a few words that people put around them. */
const names =
  '(?:(?:the|new|next|release|target|planned)[-_ ]?)?(?:version|tag|type|date|owner|manager|captain)(?:[-_ ]?number)?|previous(?:[-_ ](?:version|release))?|last[-_ ](?:version|release)';
const numbers = '(?<![\\w.])v?X\\.Y(?:\\.Z)?(?!\\w|\\.\\w)';
const braces = `(?<!\\$)\\{\\{\\s*(?<braces>${names})\\s*\\}\\}`;
const angles = `(?<![\\w\\\\])<(?<angles>${names})>|(?<=v)<(?<after>${names})>`;
const inCode = new RegExp([numbers, braces, angles].join('|'), 'gi');
const inProse = new RegExp(
  [
    numbers,
    braces,
    angles,
    `\\[\\[\\s*(?<brackets>${names})\\s*\\]\\]`,
    `(?<!\\$)\\$\\{\\s*(?<shell>${names})\\s*\\}`,
    '\\bYYYY-MM-DD\\b',
  ].join('|'),
  'gi',
);
const shellStyle = /\$\{\w[\w.-]{0,60}\}/;
/** "Patch release (x.y.Z)" names a kind of version and asks for nothing. */
const isKindOfVersion = /^v?(?:x\.y\.Z|x\.Y\.z|X\.y\.z)$/;

function valueOf(match: RegExpExecArray, values: TemplateValues): string | undefined {
  const groups = match.groups ?? {};
  const name =
    groups['braces'] ?? groups['angles'] ?? groups['after'] ?? groups['brackets'] ?? groups['shell'];
  if (name !== undefined) return named(name.toLowerCase(), values);
  const [whole] = match;
  if (/^v?[xX]\./.test(whole)) {
    if (isKindOfVersion.test(whole)) return undefined;
    const short = /^v?X\.Y$/.test(whole);
    if (!short && !/^v?(?:X\.Y\.Z|x\.y\.z)$/.test(whole)) return undefined;
    const value = short ? /^\d+\.\d+/.exec(values.version)?.[0] : values.version;
    return value === undefined ? undefined : `${whole.startsWith('v') ? 'v' : ''}${value}`;
  }
  return whole === 'YYYY-MM-DD' ? values.date : undefined;
}

function named(name: string, values: TemplateValues): string | undefined {
  if (/previous|last/.test(name)) return values.previous;
  if (name.includes('version')) return values.version;
  if (name.includes('tag')) return values.tag;
  if (name.includes('type')) return values.type;
  return name.includes('date') ? values.date : values.owner;
}

function isDate([whole]: RegExpExecArray): boolean {
  return /YYYY-MM-DD|date/i.test(whole);
}

/** The end of a waiver or of support is another day than that of the release. */
function speaksOfAnotherDay(text: string, at: number): boolean {
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? '';
  return /\b(?:until|due|end|ends|eol|expir\w*|previous|last|next|freeze|deadline|by)\b(?:[^,;.]|\.\S)*$/i.test(
    before,
  );
}
