/** Reads what follows the subject: trailers, breaks, marks, and the commits that a squash holds. */
import { readHeader } from './header.ts';
import type { ExtraTypes, Header } from './header.ts';
import { breakingLine, childLine, isKnownTrailer, markLine, saysNothing, trailerLine } from './keywords.ts';
import type { MarkName } from './keywords.ts';
import { fencesOf, proseOf } from './lines.ts';
import type { BreakingNote, Footer, MessageFinding } from './model.ts';

export interface Body {
  readonly footers: readonly Footer[];
  /** Notes about breaks that belong to the commit itself. */
  readonly breaking: readonly BreakingNote[];
  /** True when a keyword stands there with `none` behind it. */
  readonly deniesBreak: boolean;
  readonly children: readonly Child[];
  readonly marks: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly MessageFinding[];
}

export interface Child {
  readonly header: Header;
  readonly bullet: boolean;
  readonly breaking: readonly BreakingNote[];
}

interface Open {
  readonly header: Header;
  readonly bullet: boolean;
  readonly breaking: BreakingNote[];
}

interface State {
  readonly lines: readonly string[];
  /** From here on there are only trailers. */
  readonly trailersFrom: number;
  /** False: no line speaks of breaking anything. */
  readonly mayBreak: boolean;
  readonly footers: Footer[];
  readonly breaking: BreakingNote[];
  readonly children: Open[];
  readonly marks: Map<MarkName, string[]>;
  readonly findings: MessageFinding[];
  deniesBreak: boolean;
}

/** What a body says that says nothing of its own. */
export const emptyBody: Body = {
  footers: [],
  breaking: [],
  deniesBreak: false,
  children: [],
  marks: {},
  findings: [],
};

export function readBody(body: readonly string[], extra?: ExtraTypes): Body {
  if (!body.some(mayMatter)) {
    return emptyBody;
  }
  const lines = proseOf(body);
  const state: State = {
    lines,
    trailersFrom: trailersStart(lines),
    mayBreak: lines.some((line) => breakingWord.test(line)),
    footers: [],
    breaking: [],
    children: [],
    marks: new Map(),
    findings: [],
    deniesBreak: false,
  };
  for (let at = 0; at < lines.length;) {
    at = mayMatter(lines[at] ?? '') ? readLine(state, at, extra) : at + 1;
  }
  addFences(state, body);
  const { footers, breaking, deniesBreak, children, findings } = state;
  return { footers, breaking, deniesBreak, children, findings, marks: Object.fromEntries(state.marks) };
}

/** False for prose: whatever says something of its own has a colon or a mark, or speaks of breaking. */
function mayMatter(line: string): boolean {
  return (
    line.includes(':') ||
    line.includes('：') ||
    line.includes('release-note') ||
    breakingWord.test(line) ||
    (line.includes('#') && hashShape.test(line))
  );
}

const breakingWord = /breaking/i;
const hashShape = /^\s{0,8}(?:#|[A-Za-z][\w-]{0,60}(?:\([^()\n]{0,60}\))?!? #)/;

/** Reads what starts at the line; gives the line after it. */
function readLine(state: State, at: number, extra: ExtraTypes | undefined): number {
  const { lines, trailersFrom, children } = state;
  const line = lines[at] ?? '';
  const opens = at === 0 ? false : opensParagraph(lines, at);
  const child = childLine(line, { opens: opens || followsChild(state, at) });
  if (child !== undefined) {
    children.push({ header: readHeader(child.header, extra), bullet: child.bullet, breaking: [] });
    return at + 1;
  }
  const brk = state.mayBreak
    ? breakingLine(line, {
        opens: opens || at === 0 || /^\s*[-*+] /.test(line) || at >= trailersFrom,
      })
    : undefined;
  if (brk !== undefined) {
    const { text, next } =
      brk.from === 'heading' ? underHeading(state, at + 1) : noteFrom(state, at + 1, brk.text);
    addBreak(state, { ...brk, text });
    return next;
  }
  const mark = markLine(line, { trailing: at >= trailersFrom });
  if (mark !== undefined) {
    const { text, next } = mark.heading ? underHeading(state, at + 1) : noteFrom(state, at + 1, mark.text);
    state.footers.push({ token: mark.written, value: text });
    state.marks.set(mark.name, [...(state.marks.get(mark.name) ?? []), ...(saysNothing(text) ? [] : [text])]);
    return next;
  }
  // A header right below the subject is a footer by the letter of the convention, and a commit by its meaning.
  const trailer = trailerLine(line);
  const second = at === 0 && trailer !== undefined ? childLine(line, { opens: true }) : undefined;
  if (second !== undefined) {
    children.push({ header: readHeader(second.header, extra), bullet: true, breaking: [] });
  }
  const indented = children.length > 0 && /^\s/.test(line);
  if (
    trailer === undefined ||
    (at < trailersFrom && !isKnownTrailer(trailer.token) && !indented && second === undefined)
  ) {
    return at + 1;
  }
  const { text, next } = continued(lines, at + 1, trailer.value);
  state.footers.push({ token: trailer.token, value: text });
  return next;
}

function addBreak(
  state: State,
  note: {
    readonly written: string;
    readonly certain: boolean;
    readonly from: 'footer' | 'heading';
    readonly text: string;
  },
): void {
  state.footers.push({ token: note.written, value: note.text });
  if (saysNothing(note.text) && (note.text !== '' || note.from === 'heading')) {
    state.deniesBreak = true;
    return;
  }
  const certainty = note.certain ? 'certain' : 'likely';
  const holder = state.children.at(-1)?.breaking ?? state.breaking;
  holder.push({ text: note.text, certainty, from: note.from });
  if (!note.certain) {
    state.findings.push({ code: 'breakingSpelling', args: { written: note.written.slice(0, 80) } });
  }
}

function opensParagraph(lines: readonly string[], at: number): boolean {
  return (lines[at - 1] ?? '').trim() === '' || /^-{3,}$/.test((lines[at - 1] ?? '').trim());
}

/** The line before is a header inside the body too. */
function followsChild({ lines, children }: State, at: number): boolean {
  return children.length > 0 && childLine(lines[at - 1] ?? '', { opens: true }) !== undefined;
}

interface Text {
  readonly text: string;
  readonly next: number;
}

/** First paragraph of a note. It ends where something else starts. */
function noteFrom(state: State, from: number, first: string): Text {
  const { lines, trailersFrom } = state;
  const text = first === '' ? [] : [first];
  let next = from;
  while (text.length === 0 && next < lines.length && lines[next]?.trim() === '') {
    next++;
  }
  for (; next < lines.length; next++) {
    const line = lines[next] ?? '';
    if (line.trim() === '' || startsAnother(line, next >= trailersFrom)) {
      break;
    }
    text.push(line.trim());
  }
  return { text: text.join('\n').trim(), next };
}

/** All that stands under a heading, up to the next one or the trailers. Boxes that are not ticked say nothing. */
function underHeading({ lines, trailersFrom }: State, from: number): Text {
  const text: string[] = [];
  let next = from;
  for (; next < lines.length && next - from < 200; next++) {
    const line = lines[next] ?? '';
    if (
      /^\s{0,3}#{1,6}[ \t]/.test(line) ||
      (line.trim() !== '' && startsAnother(line, next >= trailersFrom))
    ) {
      break;
    }
    if (!/^\s*[-*+][ \t]+\[ \]/.test(line)) {
      text.push(line.trim());
    }
  }
  return { text: text.join('\n').trim(), next };
}

function startsAnother(line: string, trailing: boolean): boolean {
  const trailer = trailerLine(line);
  return (
    (trailer !== undefined && (trailing || isKnownTrailer(trailer.token))) ||
    breakingLine(line, { opens: false }) !== undefined ||
    markLine(line, { trailing }) !== undefined ||
    childLine(line, { opens: false }) !== undefined
  );
}

/** A trailer goes on as long as lines are indented. */
function continued(lines: readonly string[], from: number, first: string): Text {
  const text = [first];
  let next = from;
  while (
    next < lines.length &&
    /^\s+\S/.test(lines[next] ?? '') &&
    trailerLine(lines[next] ?? '') === undefined
  ) {
    text.push((lines[next] ?? '').trim());
    next++;
  }
  return { text: text.join('\n'), next };
}

/** First of the lines at the end that are trailers, the lines that continue one, or empty. */
function trailersStart(lines: readonly string[]): number {
  let start = lines.length;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (!mayMatter(line)) {
      if (line.trim() !== '' && !/^\s/.test(line)) {
        break;
      }
    } else if (trailerLine(line) !== undefined && childLine(line, { opens: true }) === undefined) {
      start = at;
    } else if (line.trim() !== '' && !/^\s/.test(line) && breakingLine(line, { opens: true }) === undefined) {
      break;
    }
  }
  return start;
}

function addFences(state: State, body: readonly string[]): void {
  if (!body.some((line) => line.includes('release-note'))) {
    return;
  }
  const texts = fencesOf(body, 'release-note');
  if (texts.length > 0) {
    const said = texts.filter((text) => !saysNothing(text));
    state.marks.set('release-note', [...(state.marks.get('release-note') ?? []), ...said]);
  }
}
