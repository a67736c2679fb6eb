/** The words of an item: text, condition, owners in the text, form fields, sign-off, strike. */
import { parseCondition, type Condition } from './conditions.ts';
import { parseKeys, parseNotes, parseOwners, type Notes } from './notes.ts';
import { blankComments, plainText } from './plainText.ts';
import { roleNames, roleOwners } from './roles.ts';
import type { ItemState, Owner } from './model.ts';

export interface ItemWords {
  readonly text: string;
  readonly struck: boolean;
  readonly notes?: Notes;
  readonly condition?: Condition;
  /** Owners in the words themselves: `(@ops)`, `…: @ana`, `(QA Lead)`. */
  readonly owners: readonly Owner[];
  readonly field?: { readonly filled: boolean };
  readonly signOff?: readonly string[];
  readonly derived?: 'allReadiness';
  readonly keys?: Readonly<Record<string, string>>;
}

export interface WordsOptions {
  /** Nothing belongs to the item below its first line: a colon at the end asks for a value. */
  readonly single: boolean;
  /** Source of the lines that continue the item's paragraph, joined by spaces. */
  readonly continuation?: string;
  /** Whether `[label]` is a link that the document defines elsewhere. */
  readonly isReference?: (label: string) => boolean;
}

/** More of an item than this is not read for meaning; the text is cut there. */
export const maxItemLength = 4096;

/** Reads the source of an item after its box. Most items are plain words: they cost one look at each character. */
export function readWords(source: string, options: WordsOptions): ItemWords {
  const marks = marksOf(source);
  if (marks === 0 && options.continuation === undefined) {
    return addMeaning({ text: source, struck: false, owners: none });
  }
  if (marks === markOfParenthesis && options.continuation === undefined && !source.includes('role:')) {
    return addMeaning({ text: source, struck: false, owners: rolesAtEnd(source) });
  }
  return markedWords(source.slice(0, maxItemLength), options);
}

/** Words and notes alone, for listings: the same text and notes as `readWords` gives for one line. */
export function readTextAndNotes(source: string): { readonly text: string; readonly notes?: Notes } {
  return (marksOf(source) & markOfOther) === 0 ? { text: source } : readWords(source, { single: false });
}

/** State of an item; only an open one takes its state from its notes. */
export function stateOf(checked: boolean, notes: Notes | undefined): ItemState {
  if (checked) {
    return 'done';
  }
  const state = notes?.state;
  return state === undefined || (state === 'notApplicable' && notes?.reason === undefined) ? 'todo' : state;
}

export const markOfParenthesis = 1;
export const markOfOther = 2;
/** ASCII characters that can start a note, formatting, a comment, a name or a slot; and the parenthesis, which is common. */
export const itemMarks = new Uint8Array(128);
for (const char of '\\`*_~[]<&@:?{') {
  itemMarks[char.charCodeAt(0)] = markOfOther;
}
itemMarks['('.charCodeAt(0)] = markOfParenthesis;

function marksOf(source: string): number {
  if (source.length > maxItemLength) {
    return markOfOther;
  }
  let marks = 0;
  for (let at = 0; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (unit > 127 || (unit === 45 && source.charCodeAt(at + 1) === 45)) {
      return markOfOther;
    }
    marks |= itemMarks[unit] ?? 0;
  }
  return marks;
}

const none: readonly Owner[] = [];
const never = () => false;

function markedWords(source: string, options: WordsOptions): ItemWords {
  const { text: blanked, comments } = source.includes('<!--') ? blankComments(source) : uncommented(source);
  const first = parseNotes(blanked);
  const rest = options.continuation === undefined ? undefined : continued(options.continuation);
  const notes = rest === undefined ? first : merge(first, rest.notes);
  const ownHead = blanked.slice(0, first.wordsEnd).trim();
  const head = rest === undefined ? ownHead : `${ownHead} ${rest.head}`.trim();
  const keys = comments.map((comment) => parseKeys(comment.text)).find((found) => found !== undefined);
  const slot = comments.some(
    (comment) => parseKeys(comment.text) === undefined && slotWords.test(comment.text),
  );
  const words = plainText(head);
  const field = fieldOf(words, {
    single: options.single,
    slot,
    hasEvidence: notes.evidence.length > 0,
    isReference: options.isReference ?? never,
  });
  const { text, owners } = ownersIn(words, field !== undefined);
  const read: Draft = { text, struck: isStruck(head), owners };
  if (notes.parts.length > 0) read.notes = notes;
  if (field !== undefined) read.field = field;
  if (keys !== undefined) read.keys = keys;
  return addMeaning(read);
}

function uncommented(text: string): ReturnType<typeof blankComments> {
  return { text, comments: [] };
}

function continued(source: string): { readonly head: string; readonly notes: Notes } {
  const { text } = blankComments(source.slice(0, maxItemLength));
  const notes = parseNotes(text);
  return { head: text.slice(0, notes.wordsEnd).trim(), notes };
}

function merge(first: Notes, second: Notes): Notes {
  return {
    ...second,
    ...first,
    parts: [...first.parts, ...second.parts],
    owners: [...first.owners, ...second.owners],
    evidence: [...first.evidence, ...second.evidence],
  };
}

/** A request for sign-off or for "all requirements" is one sentence; a longer text is prose. */
const longestRequest = 300;

// Filled field by field: an item costs little more than its words, and a copy for each field would double that.
type Draft = { -readonly [K in keyof ItemWords]: ItemWords[K] };

/** Adds what the plain words of an item say. */
function addMeaning(words: Draft): ItemWords {
  const { text } = words;
  const condition = parseCondition(text);
  if (condition !== undefined) words.condition = condition;
  if (text.length <= longestRequest) {
    const signOff = signOffOf(text);
    if (signOff !== undefined) words.signOff = signOff;
    if (text.includes('all ') && derivedShape.test(text)) words.derived = 'allReadiness';
  }
  return words;
}

const derivedShape =
  /\ball\b[^.]*\b(?:pre-?release|readiness)\b[^.]*\b(?:requirements?|items|checks|checklists?|criteria|gates)\b[^.]*\b(?:met|complete[d]?|done|satisfied|passed|fulfilled|closed)\b/i;

function signOffOf(text: string): readonly string[] | undefined {
  if (!text.includes('ign')) {
    return undefined;
  }
  const match =
    /\b(?:get|obtain|receive|collect|request|secure)\w*\s+(?:the\s+|final\s+)*sign-?\s?offs?\s+(?:from|by)\s+(.+)$/i.exec(
      text,
    ) ??
    /^(?:final\s+)?sign-?\s?offs?(?:\s+(?:is|are|was|were|has been|been))?(?:\s+(?:obtained|received|given|collected))?\s+(?:from|by)\s+(.+)$/i.exec(
      text,
    ) ??
    /\bsigned\s+off\s+by\s+(.+)$/i.exec(text);
  const words = match?.[1]
    ?.split(
      /\s+(?:before|prior|for|on|in|after|to|once|when|with|via|at|if|obtained|received|given|collected|recorded|documented|complete|is|are|was)\b|[.;:(]/i,
    )[0]
    ?.trim();
  return words === undefined ? undefined : roleNames(words);
}

/** The whole head is struck; a parenthesis after the strike may stay. */
function isStruck(head: string): boolean {
  if (!head.startsWith('~~') && !head.startsWith('<')) {
    return false;
  }
  const body = head.replace(/\s*\([^()]*\)\s*$/, '');
  if (body.startsWith('~~') && body.length > 4) {
    return body.indexOf('~~', 2) === body.length - 2;
  }
  return /^<(del|s|strike)>[^<]*<\/\1>$/i.test(body);
}

/** A comment that asks for a value, not one that explains the step. */
const slotWords = /^(?:paste|insert|fill in|enter|provide|put)\b|^(?:add )?(?:a |the )?(?:link|url)\b/i;
/** A label is a few words; a longer text that ends in a colon is a sentence with something below it. */
const longestLabel = 8;
const emptyValue =
  /^(?:\[[^\][]*\]|<[^<>]*>|[_.\u2026-]+|\?{2,}|tbd|tba|todo|xxx+|yyyy-mm-dd|dd[/.]mm[/.]yyyy|yes\s*\/\s*no|y\/n)$/i;
const fieldLabels =
  /^(?:(?:release|due|target|start|end|planned|rollback|deployment|build|jira|github|launch|go-live|code freeze) )?(?:owner|assignee|approver|reviewer|date|deadline|version|link|url|pr|ticket|issue|tag|commit|sha|branch|build|name|contact|tool|environment|duration|milestone)$/i;

/** A line that asks for a value: "Owner: ____", "Release date:", "PR: <!-- paste link -->". */
function fieldOf(
  words: string,
  around: {
    readonly single: boolean;
    readonly slot: boolean;
    readonly hasEvidence: boolean;
    readonly isReference: (label: string) => boolean;
  },
): { readonly filled: boolean } | undefined {
  const hasColon = words.includes(':') || words.includes('\uff1a');
  if (hasColon && /[:\uff1a]$/.test(words)) {
    const label = around.single && words.split(' ', longestLabel + 1).length <= longestLabel;
    return label || around.slot ? { filled: around.hasEvidence } : undefined;
  }
  const labelled = hasColon ? /^([^:\uff1a]{1,60})[:\uff1a]\s*(\S.*)$/.exec(words) : null;
  const value = labelled?.[2]?.trim();
  if (value !== undefined && emptyValue.test(value) && !around.isReference(value.slice(1, -1))) {
    return { filled: around.hasEvidence };
  }
  if (labelled?.[1] !== undefined && fieldLabels.test(labelled[1])) {
    return { filled: true };
  }
  if (around.slot || /_{3,}\s*\)?\.?$|(?:^|\s)\?{3,}$/.test(words)) {
    return { filled: around.hasEvidence };
  }
  return undefined;
}

/** Owners in a parenthesis at the end: `(QA Lead)`. */
export function rolesAtEnd(words: string): readonly Owner[] {
  const inner = words.endsWith(')') ? words.slice(words.lastIndexOf('(') + 1, -1) : '';
  return inner === '' ? none : (roleOwners(inner) ?? none);
}

/** Owners at the end of the words: names leave the text, roles stay in it. */
function ownersIn(
  words: string,
  isField: boolean,
): { readonly text: string; readonly owners: readonly Owner[] } {
  const inner = words.includes(')') ? /\s*\(([^()]+)\)[.]?$/.exec(words) : null;
  if (inner?.[1] !== undefined) {
    const named = parseOwners(inner[1]);
    return named !== undefined
      ? { text: words.slice(0, inner.index), owners: named }
      : { text: words, owners: roleOwners(inner[1]) ?? none };
  }
  const after = words.includes('@') ? /\s*[:\uff1a]\s*(@\S*(?:[\s,&]+@\S+)*)$/.exec(words) : null;
  if (after?.[1] === undefined) {
    return { text: words, owners: none };
  }
  const owners = after[1] === '@' ? none : parseOwners(after[1]);
  return owners === undefined
    ? { text: words, owners: none }
    : { text: isField ? words : words.slice(0, after.index), owners };
}
