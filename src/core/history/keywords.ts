/** Lines of a body that say something of their own: breaks, marks and trailers. Each is recognised alone. */
import { meaningOf } from './types.ts';

export interface BreakingLine {
  readonly written: string;
  readonly certain: boolean;
  readonly from: 'footer' | 'heading';
  /** What stands behind the keyword on its line. */
  readonly text: string;
}

/**
 * A line that opens a note about a break. Sentences speak of breaking changes too: only the start of a
 * line counts, and in small letters only the start of a paragraph or of a list item.
 */
export function breakingLine(line: string, { opens }: { readonly opens: boolean }): BreakingLine | undefined {
  if (!mayBreak.test(line)) {
    return undefined;
  }
  const exact = exactBreak.exec(line);
  if (exact !== null) {
    return { written: exact[1] ?? '', certain: true, from: 'footer', text: exact[2]?.trim() ?? '' };
  }
  const heading = breakHeading.exec(line);
  if (heading !== null) {
    return { written: line.trim(), certain: false, from: 'heading', text: '' };
  }
  const loose = looseBreak.exec(line);
  const written = loose?.[1] ?? '';
  if (loose === null || (!opens && !written.startsWith('BREAKING'))) {
    return undefined;
  }
  return {
    written: line.slice(0, line.length - (loose[2] ?? '').length).trim(),
    certain: false,
    from: 'footer',
    text: loose[2]?.trim() ?? '',
  };
}

const mayBreak = /breaking/i;
const exactBreak = /^\s{0,8}(BREAKING[ -]CHANGE)(?:\([^()\n]{0,100}\))?[ \t]*(?::| #)(.*)$/;
const lead = String.raw`^\s{0,8}(?:[-*+][ \t]+)?(?:💥[ \t]*)?[*_]{0,3}`;
const looseBreak = new RegExp(
  String.raw`${lead}(breaking(?:[ _-]?changes?)?)(?:\([^()\n]{0,100}\))?[*_]{0,3}[ \t]?(?:[:：]|[ ]#)[*_]{0,3}(.*)$`,
  'iu',
);
const breakHeading =
  /^\s{0,3}(?:#{1,6}[ \t]+[^\w\n]{0,6}breaking(?:[ -]changes?)?[ \t]*:?[ \t]*#*|[*_]{2}breaking(?:[ -]changes?)?:?[*_]{2}:?|BREAKING[ -]CHANGES?)[ \t]*$/iu;

/** What stands where a note would be, and says that there is none. */
export function saysNothing(text: string): boolean {
  return nothing.test(text.trim());
}

const nothing =
  /^(?:[-*+][ \t]+)?(?:\[[xX]\][ \t]*)?[*_`]{0,2}(?:none|n\/?a|no|nope|nil|nothing|not applicable|no breaking changes?|-+|)[*_`]{0,2}[.!]?$/i;

export const markNames = [
  'deprecated',
  'security',
  'migration',
  'known-issue',
  'release-note',
  'release-as',
  'changelog',
] as const;
export type MarkName = (typeof markNames)[number];

export interface MarkLine {
  readonly name: MarkName;
  readonly written: string;
  readonly text: string;
  readonly heading: boolean;
}

/** `DEPRECATED: …` and its like; in small letters only among the trailers. */
export function markLine(line: string, { trailing }: { readonly trailing: boolean }): MarkLine | undefined {
  if (!mayMark.test(line)) {
    return undefined;
  }
  const shaped = markShape.exec(line);
  const written = shaped?.[1] ?? '';
  const name = markName(written);
  if (
    shaped !== null &&
    name !== undefined &&
    (trailing || written === written.toUpperCase() || name === 'release-as')
  ) {
    return { name, written, text: shaped[2]?.trim() ?? '', heading: false };
  }
  const heading = markHeading.exec(line)?.[1];
  const headed = heading === undefined ? undefined : markName(heading);
  return headed === undefined ? undefined : { name: headed, written: line.trim(), text: '', heading: true };
}

const mayMark = /^[\s*_#+-]*(?:deprec|secur|migrat|known|release|changelog)/i;
const markWords = String.raw`deprecat(?:ed|ion|ions|es)|security|migration(?:[ -](?:steps|guide|notes?))?|known[ -]issues?|release[ -]notes?|release-as|changelog`;
const markShape = new RegExp(
  String.raw`^\s{0,8}(?:[-*+][ \t]+)?[*_]{0,3}(${markWords})(?:\([^()\n]{0,100}\))?[*_]{0,3}[ \t]?[:：][*_]{0,3}(.*)$`,
  'i',
);
const markHeading =
  /^\s{0,3}#{1,6}[ \t]+(deprecat(?:ed|ion|ions)|migration(?:[ -](?:steps|guide|notes?))?|known[ -]issues?)[ \t]*:?[ \t]*$/i;

function markName(written: string): MarkName | undefined {
  const word = written.toLowerCase().replaceAll(' ', '-');
  if (word.startsWith('deprecat')) return 'deprecated';
  if (word.startsWith('migration')) return 'migration';
  if (word.startsWith('known-issue')) return 'known-issue';
  if (word.startsWith('release-note')) return 'release-note';
  return markNames.find((name) => name === word);
}

export interface TrailerLine {
  readonly token: string;
  readonly value: string;
}

/** `Token: value`, `Token #12`. Addresses are none. */
export function trailerLine(line: string): TrailerLine | undefined {
  const shaped = trailerShape.exec(line);
  const value = shaped?.[2] ?? '';
  return shaped === null || value.startsWith('//')
    ? undefined
    : { token: shaped[1] ?? '', value: value.trim() };
}

const trailerShape = /^\s{0,8}([A-Za-z][\w-]{0,60}(?:\([^()\n]{0,60}\))?!?)(?::[ \t]*| #)(\S.*)$/;

/** Trailers that git and the hosts write: they count wherever they stand. */
export function isKnownTrailer(token: string): boolean {
  return knownTrailer.test(token);
}

const knownTrailer =
  /^(?:[A-Za-z][\w-]{0,40}-by|change-id|cc|see-also|source-link|related-work-items|git-svn-id)$/i;

export interface ChildLine {
  readonly header: string;
  /** A list item of a squash, in contrast to a paragraph. */
  readonly bullet: boolean;
}

/** A header of another commit inside a body: a list item, or a paragraph of its own. */
export function childLine(line: string, { opens }: { readonly opens: boolean }): ChildLine | undefined {
  const bullet = bulletShape.exec(line);
  const text = bullet === null ? line.trim() : (bullet[1] ?? '');
  if (bullet === null && (!opens || /^\s/.test(line))) {
    return undefined;
  }
  const type = childShape.exec(text)?.[1];
  const known = type !== undefined && meaningOf(type.toLowerCase()) !== undefined;
  // A paragraph that starts with `Security:` or `Docs:` is a paragraph.
  return known && (bullet !== null || type === type.toLowerCase()) && !/:\s*https?:/.test(text.slice(0, 60))
    ? { header: text, bullet: bullet !== null }
    : undefined;
}

const bulletShape = /^\s{0,4}[*-][ \t]+(\S.*)$/;
const childShape = /^(?:[^\w\s([]{1,4}[ \t]?)?([A-Za-z][\w-]{0,40})(?:\([^()\n]{0,100}\))?!?[:：][ \t]*\S/u;
