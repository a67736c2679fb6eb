/** One commit in, what it says out. Total: any text is a message, and none is lost. */
import { emptyBody, readBody } from './body.ts';
import type { Body, Child } from './body.ts';
import { readExactHeader, readHeader } from './header.ts';
import type { ExtraTypes, Header } from './header.ts';
import { nestedMessages, unwrap, withoutNested } from './hosts.ts';
import type { Unwrapped } from './hosts.ts';
import { linesOf } from './lines.ts';
import type { MessageLines } from './lines.ts';
import type {
  BreakingNote,
  CommitKind,
  CommitReading,
  Entry,
  Footer,
  LoggedCommit,
  MessageFinding,
  Person,
  Reference,
} from './model.ts';
import { mayRefer, mergeReferences, ownReference, referencesIn } from './references.ts';
import { mayRevert, readRevert } from './reverts.ts';
import type { Revert } from './reverts.ts';
import { dependencySubject, isReleaseSubject, typeOfPaths, typeOfVerb } from './subjects.ts';
import { meaningOf } from './types.ts';

export interface ReadOptions {
  /** Types of the team's own convention, lower case. */
  readonly types?: ExtraTypes;
}

export function readCommit(commit: LoggedCommit, options: ReadOptions = {}): CommitReading {
  return readOrdinary(commit, options) ?? readAny(commit, options);
}

/**
 * A title in the usual spelling, alone or brought by a merge of the most common form, and nothing behind it but
 * prose: most commits of a long history. What `readAny` says, at less cost.
 */
function readOrdinary(commit: LoggedCommit, { types }: ReadOptions): CommitReading | undefined {
  const { message } = commit;
  const pull = message.startsWith(pullWords) ? pullShape.exec(message) : null;
  const start = pull === null ? 0 : pull[0].length;
  const end = message.indexOf('\n', start);
  const title = (end === -1 ? message.slice(start) : message.slice(start, end)).trim();
  const named = ownReference(title);
  const header = readExactHeader(named.rest, types);
  if (header === undefined || !isProse(message, end) || mayRevert(message)) {
    return undefined;
  }
  const { type, scopes, description, breaking } = header;
  const own: readonly Reference[] =
    pull === null ? named.own : [{ kind: 'pull', id: pull[1] ?? '', own: true }, ...named.own];
  const entry: Entry =
    breaking === undefined
      ? { type, scopes, description, confidence: 'high' }
      : {
          type,
          scopes,
          description,
          breaking: { text: description, certainty: 'certain', from: 'mark' },
          confidence: 'high',
        };
  return {
    commit,
    kind: ordinaryKind(header, named.rest, pull !== null),
    entries: [entry],
    footers: emptyBody.footers,
    references:
      own.length < 2 && !mayRefer(named.rest) && !mayRefer(around(message, end, pull))
        ? own
        : mergeReferences(own, withoutOwn(own, message)),
    marks: emptyBody.marks,
    reverts: nothing,
    coAuthors: nobody,
    findings: emptyBody.findings,
  };
}

/** The message without its title and the number of the request. */
function around(message: string, end: number, pull: RegExpExecArray | null): string {
  const behind = end === -1 ? '' : message.slice(end);
  return pull === null ? behind : pull[0].slice(pullWords.length + (pull[1] ?? '').length) + behind;
}

const pullWords = 'Merge pull request #';
/** The title stands alone on its line, behind one empty line. */
const pullShape = /^Merge pull request #(\d{1,9}) from [^\r\n]{1,300}\n\n(?=\S)/;

function ordinaryKind(header: Header, subject: string, merged: boolean): CommitKind {
  if (header.type === 'release' || isReleaseSubject(subject)) return 'release';
  if (isDependency(header, merged)) return 'dependency';
  return merged ? 'merge-pr' : 'conventional';
}

/** Nothing from there on says anything of its own, whatever line it stands on. */
function isProse(message: string, from: number): boolean {
  if (message.includes('\r') || message.length > longestOrdinary) {
    return false;
  }
  if (from === -1 || from === message.length - 1) {
    return true;
  }
  return !message.includes(':', from) && !message.includes('：', from) && !says.test(message.slice(from));
}

const longestOrdinary = 10_000;
const says =
  /[Bb][Rr][Ee][Aa][Kk]|release-note|\n(?:BEGIN_|commit [0-9a-f]|\s{0,8}(?:#|[A-Za-z][\w-]{0,60}(?:\([^()\n]{0,60}\))?!? #))/;

const nothing: readonly string[] = [];
const nobody: readonly Person[] = [];

function readAny(commit: LoggedCommit, options: ReadOptions): CommitReading {
  const unwrapped = unwrap(linesOf(commit.message));
  const { rest, own } = ownReference(unwrapped.subject);
  const fixup = rest.includes('! ') ? fixupShape.exec(rest) : null;
  const subject = fixup === null ? rest : rest.slice(fixup[0].length);
  const revert = mayRevert(commit.message) ? readRevert({ subject, body: unwrapped.body }) : undefined;
  const header = headerOf(subject, revert, options);
  const dependency = isDependency(header, unwrapped.merge !== undefined);
  const nested = unwrapped.body.length === 0 ? [] : nestedMessages(unwrapped.body);
  const ownBody = nested.length > 0 ? withoutNested(unwrapped.body) : unwrapped.body;
  const body = readBody(dependency ? withoutBotText(ownBody) : ownBody, options.types);
  const parts = nested.map((lines) => nestedEntry(lines, options));
  const findings = [...header.findings, ...body.findings, ...parts.flatMap((part) => part.findings)];
  const children = [...body.children.map(childEntry), ...parts.map(({ entry }) => entry)];
  const promoted = promotedFrom(header, body, children);
  const kind = kindOf({ unwrapped, fixup: fixup !== null, revert, header, dependency, subject, promoted });
  const entries = entriesOf({ commit, header, body, children, promoted, kind, findings });
  return {
    commit,
    kind,
    entries,
    footers: body.footers,
    references: referencesOf(unwrapped, own, header, commit.message),
    marks: body.marks,
    reverts: revert?.targets ?? [],
    coAuthors: body.footers.flatMap(coAuthor),
    findings,
  };
}

const fixupShape = /^(?:(?:fixup|squash|amend)! ?)+/;

function headerOf(subject: string, revert: Revert | undefined, { types }: ReadOptions): Header {
  if (revert === undefined) {
    return readHeader(subject, types);
  }
  const inner = readHeader(ownReference(revert.inner).rest, types);
  // What is taken back no longer breaks anybody; taking it back may, and then its own header says so.
  const outer = /^reverts?(?:\([^()\n]{0,100}\))?!:/i.test(subject);
  const scopes =
    inner.scopes.length > 0
      ? inner.scopes
      : (/^reverts?\(([^()\n]{0,100})\)/i.exec(subject)?.[1]?.split(',') ?? []);
  const { breaking: _, ...said } = inner;
  return {
    ...said,
    scopes: scopes.map((scope) => scope.trim()),
    type: revert.depth % 2 === 0 && inner.type !== undefined ? inner.type : 'revert',
    ...(outer
      ? { breaking: 'mark' }
      : revert.depth % 2 === 0 && inner.breaking !== undefined
        ? { breaking: inner.breaking }
        : {}),
  };
}

function isDependency({ type, scopes, description }: Header, merged: boolean): boolean {
  const meaning = type === undefined ? undefined : meaningOf(type);
  if (meaning === 'dependency' || scopes.some((scope) => dependencyScope.test(scope))) {
    return meaning !== 'documentation' && meaning !== 'revert';
  }
  return (
    (merged || meaning === undefined || mayCarry.has(meaning)) && dependencySubject(description) !== undefined
  );
}

const dependencyScope = /^(?:dev-?)?dep(?:s|endenc(?:y|ies))?(?:-dev)?$/i;
const mayCarry: ReadonlySet<string> = new Set([
  'chore',
  'build',
  'ci',
  'fix',
  'dependency',
  'security',
  'feature',
]);

/** The notes of another project are not about this one. */
function withoutBotText(body: readonly string[]): readonly string[] {
  const at = body.findIndex((line) => botText.test(line));
  if (at === -1) {
    return body;
  }
  const trailers = body.findLastIndex((line) => line.trim() === '');
  return trailers > at ? [...body.slice(0, at), ...body.slice(trailers)] : body.slice(0, at);
}

const botText =
  /^(?:<details>|#{1,4} (?:Release Notes|Changelog|What's Changed)|Release notes$|<summary>|---$|>)/i;

function promotedFrom(header: Header, body: Body, children: readonly Entry[]): 'all' | 'paragraphs' | 'none' {
  if (children.length === 0) {
    return 'none';
  }
  if (header.type === undefined) {
    return 'all';
  }
  return children.length > body.children.length || body.children.some(({ bullet }) => !bullet)
    ? 'paragraphs'
    : 'none';
}

interface Kinded {
  readonly unwrapped: Unwrapped;
  readonly fixup: boolean;
  readonly revert: Revert | undefined;
  readonly header: Header;
  readonly dependency: boolean;
  readonly subject: string;
  readonly promoted: 'all' | 'paragraphs' | 'none';
}

function kindOf(from: Kinded): CommitKind {
  const { unwrapped, header } = from;
  if (from.fixup) return 'fixup';
  if (from.revert !== undefined) return 'revert';
  if (unwrapped.merge === 'plain') return 'merge';
  if (isReleaseSubject(from.subject) || header.type === 'release') return 'release';
  if (from.dependency) return 'dependency';
  if (unwrapped.merge === 'pull') return 'merge-pr';
  if (from.promoted !== 'none') return 'squash';
  return header.type === undefined ? 'plain' : 'conventional';
}

interface Said {
  readonly commit: LoggedCommit;
  readonly header: Header;
  readonly body: Body;
  readonly children: readonly Entry[];
  readonly promoted: 'all' | 'paragraphs' | 'none';
  readonly kind: CommitKind;
  readonly findings: MessageFinding[];
}

function entriesOf({ commit, header, body, children, promoted, kind, findings }: Said): readonly Entry[] {
  if (promoted === 'all') {
    const note = noteOf(header, body, []);
    return note === undefined
      ? children
      : [withNote(children[0], note), ...children.slice(1)].filter((entry) => entry !== undefined);
  }
  const details = body.children.filter(({ bullet }) => bullet || promoted === 'none');
  const climbing = promoted === 'none' ? details.flatMap(childNotes) : [];
  const note = noteOf(header, body, climbing);
  if (header.breaking === 'mark' && body.deniesBreak && body.breaking.length === 0) {
    findings.push({ code: 'breakingDenied', args: {} });
  }
  if (header.breaking === 'emoji' && note?.from === 'mark') {
    findings.push({ code: 'breakingEmoji', args: { written: '💥' } });
  }
  const guessed =
    header.type === undefined && kind !== 'merge' ? guess(commit, header, body, findings) : undefined;
  const own: Entry = {
    ...(header.type === undefined ? (guessed === undefined ? {} : { type: guessed }) : { type: header.type }),
    scopes: header.scopes,
    description: header.description,
    ...(note === undefined ? {} : { breaking: note }),
    confidence: header.type === undefined && body.marks['changelog'] === undefined ? 'low' : 'high',
  };
  return promoted === 'none'
    ? [own]
    : [own, ...children.filter((_, index) => body.children[index]?.bullet !== true)];
}

/** What the footer, the paths or the first word stand for. */
function guess(
  commit: LoggedCommit,
  header: Header,
  body: Body,
  findings: MessageFinding[],
): string | undefined {
  const footer = body.marks['changelog']?.[0]?.toLowerCase();
  if (footer !== undefined && meaningOf(footer) !== undefined) {
    return footer;
  }
  const byPaths = commit.paths === undefined ? undefined : typeOfPaths(commit.paths);
  const type = byPaths ?? typeOfVerb(header.description)?.type;
  if (type !== undefined) {
    findings.push({ code: byPaths === undefined ? 'fromVerb' : 'fromPaths', args: { type } });
  }
  return type;
}

function noteOf(header: Header, body: Body, climbing: readonly BreakingNote[]): BreakingNote | undefined {
  const written = body.breaking.map((note) =>
    note.text === '' ? { ...note, text: header.description } : note,
  );
  const said = joined(written);
  if (said !== undefined) {
    return header.breaking === 'mark' ? { ...said, certainty: 'certain' } : said;
  }
  if (header.breaking === 'mark') {
    return { text: header.description, certainty: 'certain', from: 'mark' };
  }
  if (climbing.length > 0) {
    return joined(climbing);
  }
  return header.breaking === 'emoji' && !body.deniesBreak
    ? { text: header.description, certainty: 'likely', from: 'mark' }
    : undefined;
}

function joined(notes: readonly BreakingNote[]): BreakingNote | undefined {
  const [first] = notes;
  if (first === undefined || notes.length === 1) {
    return first;
  }
  const certain = notes.some(({ certainty }) => certainty === 'certain');
  return {
    ...first,
    text: notes.map(({ text }) => text).join('\n'),
    certainty: certain ? 'certain' : 'likely',
  };
}

function childNotes(child: Child): readonly BreakingNote[] {
  const { breaking } = childEntry(child);
  return breaking === undefined ? [] : [breaking];
}

function childEntry({ header, breaking }: Child): Entry {
  const note = noteOf(header, { ...emptyBody, breaking }, []);
  return {
    ...(header.type === undefined ? {} : { type: header.type }),
    scopes: header.scopes,
    description: ownReference(header.description).rest,
    ...(note === undefined ? {} : { breaking: note }),
    confidence: 'high',
  };
}

function nestedEntry(
  lines: MessageLines,
  { types }: ReadOptions,
): { readonly entry: Entry; readonly findings: readonly MessageFinding[] } {
  const header = readHeader(ownReference(lines.subject).rest, types);
  const body = readBody(lines.body, types);
  const type = header.type ?? typeOfVerb(header.description)?.type;
  const note = noteOf(header, body, body.children.flatMap(childNotes));
  return {
    entry: {
      ...(type === undefined ? {} : { type }),
      scopes: header.scopes,
      description: header.description,
      ...(note === undefined ? {} : { breaking: note }),
      confidence: header.type === undefined ? 'low' : 'high',
    },
    findings: [...header.findings, ...body.findings],
  };
}

function withNote(entry: Entry | undefined, note: BreakingNote): Entry | undefined {
  return entry === undefined
    ? undefined
    : {
        ...entry,
        breaking: joined([note, ...(entry.breaking === undefined ? [] : [entry.breaking])]) ?? note,
      };
}

function referencesOf(
  unwrapped: Unwrapped,
  own: readonly Reference[],
  header: Header,
  message: string,
): readonly Reference[] {
  const keys = header.keys.map((id): Reference => ({ kind: 'key', id, own: false }));
  const brought = [...unwrapped.own, ...own];
  const named = withoutOwn(brought, message);
  return brought.length + keys.length === 0 ? named : mergeReferences(brought, keys, named);
}

/** The merge request is named again at the end of its message, with its project. */
function withoutOwn(own: readonly Reference[], message: string): readonly Reference[] {
  const named = referencesIn(message);
  return own.length === 0
    ? named
    : named.filter(({ kind, id }) => !own.some((one) => one.kind === kind && one.id === id));
}

function coAuthor({ token, value }: Footer): readonly Person[] {
  if (!/^co-authored-by$/i.test(token)) {
    return [];
  }
  const shaped = /^([^<]{0,200})<([^<>]{0,200})>/.exec(value);
  const name = (shaped?.[1] ?? value).trim();
  return name === '' && shaped === null ? [] : [{ name, email: shaped?.[2]?.trim() ?? '' }];
}
