/**
 * What stands on the line of an item besides its words: the note list after a
 * spaced dash, the invisible keys, owners, and the words that make an item a
 * form field or a request for sign-off.
 *
 * A note list begins at the first dash (`—` or `--` between spaces, outside
 * code) that one of the known forms follows; its parts are separated by ` · `.
 * Plain words after the last dash are evidence only when they hold a result
 * that nobody knows beforehand: a full ratio ("392/392"), a ratio or a date with
 * a result word ("41/42 passed", "green on 2026-11-20"), or nothing but links.
 * All else is part of the item's words. A tick never changes which it is.
 */
import { closingParenthesis, plainText } from './plainText.ts';
import { isCalendarDay, parseDue, type Due } from './window.ts';
import type { Evidence, Owner, Waiver } from './model.ts';

export interface NotePart {
  readonly kind:
    | 'owner'
    | 'due'
    | 'evidence'
    | 'provedAt'
    | 'notApplicable'
    | 'waived'
    | 'doing'
    | 'blocked'
    | 'failed'
    | 'done'
    | 'unknown';
  /** Offsets in the source given. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Notes {
  /** Offset in the source where the words of the item end: before the dash of the note list, else after the last word. */
  readonly wordsEnd: number;
  readonly parts: readonly NotePart[];
  readonly owners: readonly Owner[];
  readonly due?: Due;
  readonly evidence: readonly Evidence[];
  readonly provedAt?: string;
  readonly waiver?: Waiver;
  readonly doneStamp?: string;
  /** Reason of not applicable, blocked or failed, whichever `state` says. */
  readonly reason?: string;
  /** State that the notes give an open item; the gravest one wins. */
  readonly state?: 'failed' | 'blocked' | 'waived' | 'notApplicable' | 'doing';
}

/** Reads the note list of a line; `source` has its comments blanked (see `blankComments`). */
export function parseNotes(source: string): Notes {
  const list = noteList(source);
  if (list === undefined) {
    return { wordsEnd: source.trimEnd().length, parts: nothing, owners: nothing, evidence: nothing };
  }
  return meaning(list);
}

/** `<!-- rr: id=sec-scan gate=required -->`: its keys and values; undefined for any other comment. */
export function parseKeys(comment: string): Readonly<Record<string, string>> | undefined {
  if (!/^rr:/i.test(comment)) {
    return undefined;
  }
  const pairs = [...comment.slice(3).matchAll(/([A-Za-z][\w-]*)=(?:"([^"]*)"|([^\s"]+))/g)];
  return Object.fromEntries(pairs.map(([, key = '', quoted, bare]) => [key, quoted ?? bare ?? '']));
}

/** Names and roles in a list of owners (`@a, @b`, `role:qa`); undefined when anything else is there. */
export function parseOwners(words: string): readonly Owner[] | undefined {
  if (ownerShape.test(words)) {
    return [words];
  }
  if (!words.includes('@') && !words.includes('role:')) {
    return undefined;
  }
  const names = words.split(betweenOwners).filter((name) => name !== '');
  return names.length > 0 && names.every((name) => ownerShape.test(name)) ? names : undefined;
}

const ownerShape = /^(?:@[A-Za-z0-9](?:[\w./-]*[\w])?|role:[\p{L}\p{N}][\p{L}\p{N}._-]*)$/u;
const betweenOwners = /\s*(?:[,&+]|\/(?=@|role:)|(?<![\w./-])(?:and|und)(?![\w./-])|\s)\s*/;
const separator = ' \u00b7 ';

const nothing: readonly never[] = [];

interface NoteList {
  readonly wordsEnd: number;
  readonly parts: readonly NotePart[];
}

function noteList(source: string): NoteList | undefined {
  const dashes = spacedDashes(source);
  for (const dash of dashes) {
    if (strictOpening.test(source.slice(dash.end, dash.end + 400))) {
      const parts = splitParts(source, dash.end);
      if (parts.some((part) => part.kind !== 'unknown')) {
        return { wordsEnd: source.slice(0, dash.start).trimEnd().length, parts };
      }
    }
  }
  const last = dashes.at(-1);
  if (last !== undefined && isResult(source.slice(last.end).trim())) {
    const parts = splitParts(source, last.end).map((part) =>
      part.kind === 'unknown' ? ({ ...part, kind: 'evidence' } as const) : part,
    );
    return { wordsEnd: source.slice(0, last.start).trimEnd().length, parts };
  }
  return afterStrike(source);
}

/** `~~text~~ N/A: reason`, the dash forgotten. */
function afterStrike(source: string): NoteList | undefined {
  const match = source.startsWith('~~') ? /^~~.+~~\s+(?=N\/A\b)/i.exec(source) : null;
  return match === null
    ? undefined
    : { wordsEnd: match[0].trimEnd().length, parts: splitParts(source, match[0].length) };
}

/** Dashes between spaces and outside code spans, in order. */
function spacedDashes(source: string): readonly Dash[] {
  if (!source.includes('\u2014') && !source.includes('--')) {
    return nothing;
  }
  const found: Dash[] = [];
  let inCode = false;
  for (let start = 0; start < source.length; start++) {
    const unit = source.charCodeAt(start);
    if (unit === 96) {
      inCode = !inCode;
    } else if (unit === 0x2014 || (unit === 45 && source.charCodeAt(start + 1) === 45)) {
      const after = start + (unit === 45 ? 2 : 1);
      const end = skipSpace(source, after);
      const isSpaced = end > after && (start === 0 || isSpace(source.charCodeAt(start - 1)));
      if (isSpaced && (!inCode || !source.includes('`', start))) {
        found.push({ start, end });
      }
    }
  }
  return found;
}

interface Dash {
  readonly start: number;
  readonly end: number;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  for (let unit = source.charCodeAt(at); isSpace(unit); unit = source.charCodeAt(at)) {
    at++;
  }
  return at;
}

/** As `\s` says. */
function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || (unit > 127 && /\s/.test(String.fromCharCode(unit)));
}

const strictOpening =
  /^(?:@|role:|due\b|within\b|evidence:|\[|<?https?:|at [0-9a-f]{7,}|N\/A\b|waived\b|doing\b|blocked\b|failed\b|done \d|task \S[^\u00b7]{0,200}?, exit -?\d)/i;

/** Notes of one item that are told apart; the rest is one unknown note. */
const maxParts = 32;

function splitParts(source: string, from: number): NotePart[] {
  const parts: NotePart[] = [];
  const end = source.trimEnd().length;
  let start = from;
  while (start < end) {
    const next = parts.length < maxParts ? nextBreak(source, start, end) : { at: end, length: 0 };
    const text = source.slice(start, next.at).trim();
    if (text !== '') {
      const at = source.indexOf(text, start);
      parts.push({ kind: kindOf(text), start: at, end: at + text.length, text });
    }
    start = next.at + next.length;
  }
  return parts;
}

/** The next ` · `, or a further dash when a known form follows it. */
function nextBreak(
  source: string,
  from: number,
  end: number,
): { readonly at: number; readonly length: number } {
  const dot = source.indexOf(separator, from);
  const limit = dot === -1 ? end : dot;
  const dash = source.indexOf('\u2014', from);
  if ((dash === -1 || dash >= limit) && !source.includes('--', from)) {
    return { at: limit, length: separator.length };
  }
  for (const match of source.slice(from, limit).matchAll(/\s(?:\u2014|--)\s+/g)) {
    const after = from + match.index + match[0].length;
    if (strictOpening.test(source.slice(after, after + 20))) {
      return { at: from + match.index, length: match[0].length };
    }
  }
  return { at: limit, length: separator.length };
}

const links = /\[[^\][]*\]\((?:[^()\s]|\([^()\s]*\))*\)|<https?:[^<>\s]+>|https?:\/\/[^\s<>]+/gi;

/** Links, what stands between links, and nothing else. */
function isOnlyLinks(text: string): boolean {
  const rest = text.replace(/^evidence:/i, '').replace(links, '');
  return rest.length < text.length && /^(?:[\s,;/&.]|\band\b)*$/i.test(rest) && /https?:|\]\(/i.test(text);
}

function kindOf(text: string): NotePart['kind'] {
  if (parseOwners(text) !== undefined) {
    return 'owner';
  }
  if (/^(?:due\b|within\s+\S*\d)/i.test(text)) {
    return 'due';
  }
  if (/^evidence:\s*\S/i.test(text) || isOnlyLinks(text) || (startsWithLink.test(text) && isResult(text))) {
    return 'evidence';
  }
  if (taskResult.test(text)) {
    return 'evidence';
  }
  if (/^at [0-9a-f]{7,64}$/i.test(text)) {
    return 'provedAt';
  }
  if (/^N\/A(?:$|\s*[:,(\u2013-])/i.test(text)) {
    return 'notApplicable';
  }
  if (/^waived(?:$|:|\s+(?:until|by)\b)/i.test(text)) {
    return 'waived';
  }
  const state = /^(doing|blocked|failed)(?:$|\s*:)/i.exec(text)?.[1]?.toLowerCase();
  if (state === 'doing' || state === 'blocked' || state === 'failed') {
    return state;
  }
  return /^done \d{4}-\d{2}-\d{2}/i.test(text) ? 'done' : 'unknown';
}

/** See `taskRun.ts`. */
const taskResult = /^task \S.*, exit -?\d{1,10}(?:,|$)/i;
const startsWithLink = /^(?:\[[^\][]*\]\(|<?https?:)/i;
const resultWords =
  /\b(?:passed|passing|pass|green|ok|verified|approved|signed off|succeeded|successful|clean|bestanden|grün|vert|réussi|aprobado)\b|зел[её]н|пройден|прош[её]?л|успешн|通过|合格|\u2705/iu;

/** Whether plain words after a dash can only have been written after the work was done. */
function isResult(tail: string): boolean {
  const ratio = /(?<![\d/.])(\d{1,6})\s?\/\s?(\d{1,6})(?![\d/.]*\d)/.exec(tail);
  if (ratio !== null && (ratio[1] === ratio[2] || resultWords.test(tail))) {
    return true;
  }
  return (
    isOnlyLinks(tail) ||
    (/\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b/.test(tail) && resultWords.test(tail))
  );
}

function meaning({ wordsEnd, parts }: NoteList): Notes {
  const owners: Owner[] = [];
  const evidence: Evidence[] = [];
  const notes: { -readonly [K in keyof Notes]: Notes[K] } = { wordsEnd, parts, owners, evidence };
  let gravest = statesByGravity.length;
  for (const { kind, text } of parts) {
    if (kind === 'owner') {
      owners.push(...(parseOwners(text) ?? nothing));
    } else if (kind === 'evidence') {
      evidence.push(...readEvidence(text));
    } else if (kind === 'due') {
      const due = notes.due ?? parseDue(text);
      if (due !== undefined) notes.due = due;
    } else if (kind === 'provedAt') {
      notes.provedAt ??= text.slice(3);
    } else if (kind === 'done') {
      notes.doneStamp ??= text;
    } else if (kind !== 'unknown') {
      if (kind === 'waived') notes.waiver ??= readWaiver(text);
      const gravity = statesByGravity.indexOf(kind);
      if (gravity < gravest) {
        gravest = gravity;
        notes.state = kind;
        const reason = kind === 'waived' ? undefined : reasonOf(text);
        if (reason === undefined) delete notes.reason;
        else notes.reason = reason;
      }
    }
  }
  return notes;
}

/** The gravest first. */
const statesByGravity: readonly NonNullable<Notes['state']>[] = [
  'failed',
  'blocked',
  'waived',
  'notApplicable',
  'doing',
];

function reasonOf(note: string): string | undefined {
  const reason = note
    .replace(/^(?:N\/A|doing|blocked|failed)\s*[:,\u2013-]?\s*/i, '')
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  return reason === '' ? undefined : plainText(reason);
}

function readWaiver(note: string): Waiver {
  const colon = note.search(/:(?:\s|$)/);
  const head = colon === -1 ? note : note.slice(0, colon);
  const reason = colon === -1 ? '' : plainText(note.slice(colon + 1)).trim();
  const until = /\buntil\s+(\d{4})-(\d{2})-(\d{2})(?!\d)/i.exec(head);
  const by = /\bby\s+(\S+)/i.exec(head)?.[1];
  const day = until !== null && isCalendarDay(Number(until[1]), Number(until[2]), Number(until[3]));
  return {
    ...(day && { until: `${until[1]}-${until[2]}-${until[3]}` }),
    ...(by !== undefined && ownerShape.test(by) && { by }),
    ...(reason !== '' && { reason }),
  };
}

function readEvidence(note: string): Evidence[] {
  const text = note.replace(/^evidence:\s*/i, '').trim();
  const links: Evidence[] = [];
  for (let at = text.indexOf(']('); at !== -1; at = text.indexOf('](', at + 1)) {
    const close = closingParenthesis(text, at + 1);
    const open = text.lastIndexOf('[', at);
    if (close !== -1 && open !== -1) {
      const target = text.slice(at + 2, close).trim();
      links.push({ label: plainText(text.slice(open + 1, at)) || target, target });
    }
  }
  if (links.length > 0) {
    return links;
  }
  const addresses = [...text.matchAll(/https?:\/\/[^\s<>]+/gi)].map(([address]) =>
    address.replace(/[.,;]$/, ''),
  );
  return addresses.length > 0
    ? addresses.map((target) => ({ label: target, target }))
    : [{ label: plainText(text) }];
}
