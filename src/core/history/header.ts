/** Reads the first line of a message. Total: any line has a description. */
import type { MessageFinding } from './model.ts';
import { announcesBreak, meaningOf, typeOfEmoji } from './types.ts';

export interface Header {
  /** Lower case; absent for a subject that follows no convention. */
  readonly type?: string;
  readonly scopes: readonly string[];
  /** The author says so with `!`, or with an emoji, which is less certain. */
  readonly breaking?: 'mark' | 'emoji';
  /** Without everything that stands before it. */
  readonly description: string;
  /** Keys such as `ABC-12` in front of the subject or in the scope. */
  readonly keys: readonly string[];
  readonly findings: readonly MessageFinding[];
}

/** Types that a team has added to the usual ones. */
export type ExtraTypes = ReadonlySet<string>;

const none: ExtraTypes = new Set();

export function readHeader(subject: string, extra: ExtraTypes = none): Header {
  return readExactHeader(subject, extra) ?? readOddHeader(subject, extra);
}

/** The same for the usual spelling only; undefined for any other subject. */
export function readExactHeader(
  subject: string,
  extra: ExtraTypes = none,
): (Header & { readonly type: string }) | undefined {
  const exact = exactShape.exec(subject);
  if (exact === null) {
    return undefined;
  }
  const type = exact[1] ?? '';
  const scope = exact[2];
  const mark = exact[3];
  const description = exact[4] ?? '';
  if (scope === undefined && mark === undefined && !isType(type, extra)) {
    return undefined;
  }
  const scopes = scope === undefined ? nothing : [scope];
  return mark === undefined
    ? { type, scopes, description, keys: nothing, findings: noFindings }
    : { type, scopes, breaking: 'mark', description, keys: nothing, findings: noFindings };
}

/** The usual spelling, with one scope and words behind: most subjects of a convention, read at once. */
const exactShape =
  /^([a-z][a-z0-9-]{0,40})(?:\(([a-z0-9](?:[a-z0-9._ -]{0,98}[a-z0-9])?)\))?(!)?: ([!-9;-~](?:.*\S)?)$/;
const nothing: readonly string[] = [];
const noFindings: readonly MessageFinding[] = [];

function readOddHeader(subject: string, extra: ExtraTypes): Header {
  const { rest, emoji, keys, marks } = withoutPrefix(subject);
  const shaped = headerShape.exec(rest)?.groups;
  const type = shaped?.['type']?.toLowerCase();
  const hasMore =
    shaped?.['scope'] !== undefined || shaped?.['early'] !== undefined || shaped?.['mark'] !== undefined;
  if (shaped !== undefined && type !== undefined && (hasMore || isType(type, extra)) && !isAddress(shaped)) {
    return conventional(subject, { shaped, type, emoji, keys, marks });
  }
  const tagged = tagShape.exec(rest)?.groups;
  const tag = tagged?.['type']?.toLowerCase();
  if (tagged !== undefined && tag !== undefined && isType(tag, extra)) {
    const description = tagged['description'] ?? '';
    return { type: tag, scopes: [], description, keys, findings: [readAs(tag, subject)] };
  }
  const announced = emoji === undefined ? undefined : typeOfEmoji(emoji);
  const area = readAreas(marks === 'area' ? subject : rest);
  return {
    ...(announced === undefined ? {} : { type: announced }),
    ...(emoji !== undefined && announcesBreak(emoji) ? { breaking: 'emoji' } : {}),
    scopes: area.scopes,
    description: area.description,
    keys,
    findings: [],
  };
}

/** `type(scope)!: description`, with every spelling of it that leaves no doubt. */
const headerShape =
  /^(?<type>[A-Za-z][\w-]{0,40})(?<before>[ \t]?)(?<early>!)?(?:\((?<scope>[^()\n]{0,100})\)|\[(?<square>[^[\]\n]{0,100})\])?(?<after>[ \t]?)(?<mark>!)?[ \t]?(?<colon>[:：])(?<space>[ \t]*)(?<description>\S.*)$/u;

/** `[fix] text`, `(fix) text`. */
const tagShape = /^[[(](?<type>[A-Za-z][\w-]{0,40})[\])][ \t]*:?[ \t]*(?<description>\S.*)$/;

interface Parts {
  readonly shaped: Readonly<Record<string, string | undefined>>;
  readonly type: string;
  readonly emoji: string | undefined;
  readonly keys: readonly string[];
  readonly marks: Prefix['marks'];
}

function conventional(subject: string, { shaped, type, emoji, keys, marks }: Parts): Header {
  const scopes = scopesIn(shaped['scope'] ?? shaped['square'] ?? '');
  const written = shaped['description'] ?? '';
  // Some write the emoji after the colon.
  const inner = emojiShape.exec(written);
  const description = inner === null ? written.trim() : written.slice(inner[0].length).trim();
  const marked = shaped['early'] !== undefined || shaped['mark'] !== undefined;
  const announced = [emoji, inner?.[1]].some((one) => one !== undefined && announcesBreak(one));
  const odd =
    shaped['early'] !== undefined ||
    shaped['square'] !== undefined ||
    shaped['before'] !== '' ||
    shaped['after'] !== '' ||
    shaped['colon'] !== ':' ||
    shaped['space'] === '' ||
    marks !== undefined;
  return {
    type,
    scopes: scopes.filter((scope) => !keyOnly.test(scope)),
    ...(marked ? { breaking: 'mark' } : announced ? { breaking: 'emoji' } : {}),
    description: description === '' ? written.trim() : description,
    keys: [...keys, ...scopes.filter((scope) => keyOnly.test(scope))],
    findings: odd ? [readAs(type, subject)] : [],
  };
}

function isType(word: string, extra: ExtraTypes): boolean {
  return meaningOf(word) !== undefined || extra.has(word);
}

/** `https://…` is no type. */
function isAddress(shaped: Readonly<Record<string, string | undefined>>): boolean {
  return shaped['space'] === '' && (shaped['description'] ?? '').startsWith('//');
}

function readAs(type: string, subject: string): MessageFinding {
  return { code: 'headerSpelling', args: { type, written: subject.slice(0, 80) } };
}

export function scopesIn(text: string): readonly string[] {
  return text
    .split(/[,/]/)
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

interface Prefix {
  readonly rest: string;
  readonly emoji?: string;
  readonly keys: readonly string[];
  /** Something that is no emoji stood before the type. */
  readonly marks?: 'key' | 'area';
}

/** Takes emoji, ticket keys and areas in square brackets away, in any order. */
function withoutPrefix(subject: string): Prefix {
  let rest = subject.trim();
  if (smallLetter.test(rest)) {
    return { rest, keys: [] };
  }
  let emoji: string | undefined;
  let marks: Prefix['marks'];
  const keys: string[] = [];
  for (let turn = 0; turn < mostPrefixes; turn++) {
    const found = emojiShape.exec(rest);
    if (found !== null) {
      emoji ??= found[1];
      rest = rest.slice(found[0].length);
      continue;
    }
    const key = keyShape.exec(rest);
    if (key !== null) {
      keys.push(key[1] ?? key[2] ?? '');
      marks = 'key';
      rest = rest.slice(key[0].length);
      continue;
    }
    const area = areaTag.exec(rest);
    if (
      area === null ||
      meaningOf((area[1] ?? '').toLowerCase()) !== undefined ||
      !headerShape.test(rest.slice(area[0].length))
    ) {
      break;
    }
    marks = 'area';
    rest = rest.slice(area[0].length);
  }
  if (rest === '') {
    rest = subject.trim();
  }
  return { rest, keys, ...(emoji === undefined ? {} : { emoji }), ...(marks === undefined ? {} : { marks }) };
}

const mostPrefixes = 4;
/** Nearly all subjects of a convention start so, and have nothing in front. */
const smallLetter = /^[a-z]/;
const emojiShape =
  /^(\p{Extended_Pictographic}[\ufe0e\ufe0f\u200d\p{Emoji_Modifier}\p{Extended_Pictographic}]{0,8}|:[a-z][a-z0-9_+-]{1,40}:)[ \t]*(?=\S)/u;
const keyShape =
  /^(?:\[([A-Z][A-Z0-9]{1,9}-\d{1,7})\]|([A-Z][A-Z0-9]{1,9}-\d{1,7})(?=[\s:]))[ \t]*[:-]?[ \t]*(?=\S)/;
const keyOnly = /^[A-Z][A-Z0-9]{1,9}-\d{1,7}$/;
const areaTag = /^\[([\w ./+-]{1,40})\][ \t]*/;

/** `net: ipv6: fix the leak` and `[core] Fix it`: where it happened, in the order written. */
function readAreas(subject: string): { readonly scopes: readonly string[]; readonly description: string } {
  const scopes: string[] = [];
  let rest = subject;
  for (let turn = 0; turn < mostPrefixes; turn++) {
    const area = areaShape.exec(rest) ?? areaTag.exec(rest);
    if (area === null || area[0].length === rest.length) {
      break;
    }
    scopes.push((area[1] ?? '').trim());
    rest = rest.slice(area[0].length);
  }
  return { scopes, description: rest.trim() };
}

const areaShape = /^([A-Za-z][\w./+-]{0,40}):[ \t]+(?=\S)/;
