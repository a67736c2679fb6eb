/** What can be written at a place of release notes, from what the repository knows. Offsets count from 0. */
import type { TextEdit } from '../base/text.ts';
import { parseVersion, raiseVersion, formatVersion } from '../base/semver.ts';
import { deploymentAnswers } from '../notes/deploymentLines.ts';
import { draftNotes } from '../notes/draft.ts';
import { escapeMarkdown, oneLine, plainMarkdown } from '../notes/escape.ts';
import type { NotesFacts } from '../notes/facts.ts';
import { sectionOfHeading } from '../notes/headings.ts';
import { itemText, itemTitle } from '../notes/itemText.ts';
import { sourceLink } from '../notes/lines.ts';
import { issuesUrl, referenceText } from '../notes/links.ts';
import { contentOf, questions } from '../notes/lint/sections.ts';
import { mentionedLines, mentionOf } from '../notes/mentions.ts';
import type { Evidence } from '../notes/model.ts';
import { keyOf, placeCommits, subjectOf } from '../notes/place.ts';
import type { NotesItem } from '../notes/place.ts';
import { readNotes, sectionNamed } from '../notes/read.ts';
import type { NotesView, ReadLine } from '../notes/read.ts';
import { notesTemplate, sectionIds } from '../notes/template.ts';
import { sectionText } from '../notes/update.ts';

export interface NotesCompletion {
  readonly kind: 'item' | 'reference' | 'person' | 'answer' | 'value' | 'section';
  /** One line for a list. */
  readonly label: string;
  readonly detail: string;
  /** Plain text: the whole message, or the files that say so. */
  readonly documentation: string;
  /** What is typed so far is replaced. Never a snippet: commit text may hold its marks. */
  readonly edit: TextEdit;
  /** Order of the list. */
  readonly rank: number;
  /** True: the next item can follow at once. */
  readonly again: boolean;
}

export function completionsAt(text: string, offset: number, facts: NotesFacts): readonly NotesCompletion[] {
  const view = readNotes(text);
  const line = view.lines.findLast((one) => one.start <= offset && offset <= one.end);
  if (line === undefined || line.kind === 'code' || line.kind === 'comment') {
    return [];
  }
  const before = line.text.slice(0, offset - line.start);
  return (
    valuesAt(line, offset, facts) ??
    referencesAt(before, offset, facts) ??
    peopleAt(before, offset, facts) ??
    answersAt(before, line, offset, facts) ??
    itemsAt(before, { view, line, offset, text }, facts) ??
    sectionsAt(before, { view, line, offset, text }, facts) ??
    []
  );
}

/** Inside a blank of the form: values for exactly that blank, in place of the brackets too. */
function valuesAt(line: ReadLine, offset: number, facts: NotesFacts): readonly NotesCompletion[] | undefined {
  const at = offset - line.start;
  const found = [...line.text.matchAll(/\[([^\][]{1,200})\](?![([])/g)].find(
    ({ index, 0: whole }) => index < at && at < index + whole.length,
  );
  if (found?.[1] === undefined) {
    return undefined;
  }
  const start = line.start + found.index;
  return valuesFor(found[1].replace(/\s+/g, ' '), line, facts).map(({ value, detail }, rank) => ({
    kind: 'value',
    label: oneLine(value),
    detail,
    documentation: '',
    edit: { start, end: start + found[0].length, newText: value },
    rank,
    again: false,
  }));
}

interface Value {
  readonly value: string;
  readonly detail: string;
}

function valuesFor(blank: string, line: ReadLine, facts: NotesFacts): readonly Value[] {
  const version = parseVersion(facts.version?.text ?? '');
  const known = (value: string | undefined, detail: string): readonly Value[] =>
    value === undefined ? [] : [{ value, detail }];
  switch (blank) {
    case 'Name/Number':
      return known(facts.version?.text, facts.version?.why ?? '');
    case 'Date':
      return known(facts.date, 'the date of the release');
    case 'date':
      return known(facts.date, 'the date of the release');
    case 'future version': {
      if (version === undefined) {
        return [];
      }
      const next = raiseVersion(version, 'major');
      return [next, raiseVersion(next, 'major')].map((one) => ({
        value: formatVersion(one),
        detail: 'a major version',
      }));
    }
    case 'link to issue tracker':
      return known(facts.feedback?.url ?? issuesUrl(facts.links), 'where issues are reported');
    case 'Brief description or link to runbook':
      return known(
        facts.runbook === undefined ? undefined : `See [${facts.runbook.path}](${facts.runbook.path})`,
        'the runbook',
      );
    case 'Step 1':
    case 'Step 2':
    case 'Step 3':
      return drafted(facts, 'migration')
        .filter((words) => /^\d+\. /.test(words))
        .map((words) => ({ value: words.replace(/^\d+\. /, ''), detail: 'a step from the changes' }));
    default:
      return answerValues(blank, line, facts);
  }
}

function answerValues(blank: string, line: ReadLine, facts: NotesFacts): readonly Value[] {
  const section = line.section;
  const question = questionOf(line.text);
  if (question !== undefined && /^(?:Yes\/No|List any feature)/.test(blank)) {
    return choices(question, facts).map(({ text, detail }) => ({ value: text, detail }));
  }
  if (section === undefined || !/^[A-Z]|^pass rate$/.test(blank)) {
    return [];
  }
  const index = notesTemplate[section].lines.findIndex((words) => contentOf(words) === contentOf(line.text));
  const own = draftNotes(facts)
    .sections.find(({ id }) => id === section)
    ?.lines.find(({ key }) => key === `form/${section}/${index}`);
  const label = /^(?:\s*[-*] )?[\w ]{1,40}: |^\*\*[\w ]{1,40}\*\*: /;
  return own === undefined || own.state === 'open'
    ? []
    : [{ value: own.text.replace(label, ''), detail: 'from the repository' }];
}

function drafted(facts: NotesFacts, section: 'migration'): readonly string[] {
  return (
    draftNotes(facts)
      .sections.find(({ id }) => id === section)
      ?.lines.filter(({ state }) => state === 'filled')
      .map(({ text }) => text) ?? []
  );
}

/** `#` begins a number; only those of the range are offered. */
function referencesAt(
  before: string,
  offset: number,
  facts: NotesFacts,
): readonly NotesCompletion[] | undefined {
  const typed = /(?:^|[\s(])([#!]\d{0,9})$/.exec(before)?.[1];
  if (typed === undefined || /^[#!]$/.test(before.trim())) {
    return undefined;
  }
  const seen = new Set<string>();
  const found: NotesCompletion[] = [];
  for (const commit of facts.commits) {
    for (const reference of commit.references) {
      const mark = `${reference.kind === 'merge-request' ? '!' : '#'}${reference.id}`;
      if (
        reference.kind === 'key' ||
        reference.repository !== undefined ||
        seen.has(mark) ||
        !mark.startsWith(typed)
      ) {
        continue;
      }
      seen.add(mark);
      found.push({
        kind: 'reference',
        label: `${mark} ${oneLine(commit.entries[0]?.description ?? subjectOf(commit))}`,
        detail: reference.own ? 'pull request' : 'named by a commit',
        documentation: commit.commit.message,
        edit: { start: offset - typed.length, end: offset, newText: referenceText(reference, facts.links) },
        rank: found.length,
        again: false,
      });
    }
  }
  return found;
}

function peopleAt(before: string, offset: number, facts: NotesFacts): readonly NotesCompletion[] | undefined {
  const typed = /(?:^|[\s(,])@([\w-]{0,39})$/.exec(before)?.[1];
  if (typed === undefined) {
    return undefined;
  }
  const wanted = typed.toLowerCase();
  return facts.contributors
    .filter(({ bot, login, person }) => !bot && (login ?? person.name).toLowerCase().includes(wanted))
    .map(({ login, person, commits, first }, rank) => ({
      kind: 'person',
      label: login === undefined ? oneLine(person.name) : `@${login}`,
      detail: `${oneLine(person.name)}, ${commits} ${commits === 1 ? 'commit' : 'commits'}${first === true ? ', for the first time' : ''}`,
      documentation: '',
      edit: {
        start: offset - typed.length - 1,
        end: offset,
        newText: login === undefined ? escapeMarkdown(person.name) : `@${login}`,
      },
      rank,
      again: false,
    }));
}

export type Question = keyof typeof questions;

/** After `Database migrations: `. */
function answersAt(
  before: string,
  line: ReadLine,
  offset: number,
  facts: NotesFacts,
): readonly NotesCompletion[] | undefined {
  const question = questionOf(before);
  const typed = /: ?([A-Za-z]{0,10})$/.exec(before);
  if (question === undefined || typed === null) {
    return undefined;
  }
  const start = offset - (typed[1]?.length ?? 0);
  const gap = typed[0].startsWith(': ') ? '' : ' ';
  return choices(question, facts).map(({ text, detail, documentation }, rank) => ({
    kind: 'answer',
    label: plainMarkdown(text),
    detail,
    documentation,
    edit: { start, end: line.end, newText: `${gap}${text}` },
    rank,
    again: false,
  }));
}

export function questionOf(text: string): Question | undefined {
  const content = plainMarkdown(text).replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+/, '');
  const label = content.slice(0, Math.max(0, content.indexOf(':'))).trim();
  return (['migrations', 'configuration', 'downtime', 'flags'] as const).find((one) =>
    questions[one].test(label),
  );
}

/** What the comparison says comes first; a person may know better. */
function choices(
  question: Question,
  facts: NotesFacts,
): readonly { readonly text: string; readonly detail: string; readonly documentation: string }[] {
  const own = deploymentAnswers(facts)[question];
  const documentation = own.evidence.map(evidenceText).join('\n');
  const isKnown = own.source === 'diff' && !own.text.startsWith('[');
  const first = isKnown ? [{ text: own.text, detail: 'from the comparison', documentation }] : [];
  const others = question === 'flags' ? ['None'] : ['No', 'Yes: '];
  return [
    ...first,
    ...others
      .filter((text) => !isKnown || text.slice(0, 2) !== own.text.slice(0, 2))
      .map((text) => ({
        text,
        detail: isKnown ? 'against the comparison' : 'not known from the comparison',
        documentation,
      })),
  ];
}

export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'commit':
      return `${evidence.id.slice(0, 7)} ${oneLine(evidence.subject)}`;
    case 'pull':
      return `#${evidence.id}`;
    case 'change':
      return `${oneLine(evidence.message)}${evidence.path === undefined ? '' : ` ${evidence.path}:${evidence.line ?? 1}`}`;
    case 'file':
      return `${evidence.path}${evidence.line === undefined ? '' : `:${evidence.line}`}${evidence.note === undefined ? '' : ` (${evidence.note})`}`;
    case 'searched':
      return evidence.note;
  }
}

interface Position {
  readonly view: NotesView;
  readonly line: ReadLine;
  readonly offset: number;
  readonly text: string;
}

/** At a new bullet: what the section should mention and no line does, newest first. */
function itemsAt(
  before: string,
  { view, line, offset }: Position,
  facts: NotesFacts,
): readonly NotesCompletion[] | undefined {
  const typed = /^\s{0,3}[-*+] ([^[\]]{0,60})$/.exec(before)?.[1];
  if (typed === undefined || line.section === undefined) {
    return undefined;
  }
  const others = mentionedLines(view).filter((one) => one.line.number !== line.number);
  const wanted = typed.trim().toLowerCase();
  const bullet = /^\s*[-*+] /.exec(line.text)?.[0] ?? '- ';
  return placeCommits(facts)
    .items.filter(({ section }) => section === line.section)
    .filter((item) => mentionOf(item, others) === undefined)
    .filter(
      (item) => wanted === '' || itemLabel(item).toLowerCase().includes(wanted) || wanted.startsWith('fixed'),
    )
    .map((item, rank) => ({
      kind: 'item',
      label: `${itemLabel(item)} (${keyOf(item.commit)})`,
      detail: detailOf(item),
      documentation: item.commit.commit.message,
      edit: {
        start: line.start + bullet.length,
        end: Math.max(offset, line.end),
        newText: `${itemText(item).replace(/^- /, '')} ${sourceLink(item.commit, facts)}`,
      },
      rank,
      again: true,
    }));
}

function itemLabel(item: NotesItem): string {
  return plainMarkdown(item.section === 'security' ? subjectOf(item.commit) : itemTitle(item));
}

function detailOf({ commit }: NotesItem): string {
  const files = commit.commit.paths?.length;
  return [
    ...(files === undefined ? [] : [`${files} ${files === 1 ? 'file' : 'files'}`]),
    oneLine(commit.commit.author.name),
  ].join(', ');
}

/** On an empty line or at the start of a heading: the sections that are not there. */
function sectionsAt(
  before: string,
  { view, line, offset, text }: Position,
  facts: NotesFacts,
): readonly NotesCompletion[] | undefined {
  if (!/^\s{0,3}#{0,3} ?$/.test(before) || line.end > offset) {
    return undefined;
  }
  const draft = draftNotes(facts);
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  return sectionIds
    .filter((id) => id !== 'title' && sectionNamed(view, id) === undefined)
    .map((id, rank) => ({
      kind: 'section',
      label: notesTemplate[id].heading,
      detail: 'a section that is missing',
      documentation: sectionText(draft, id),
      edit: {
        start: line.start,
        end: offset,
        newText: sectionText(draft, id).trimEnd().replaceAll('\n', ending),
      },
      rank,
      again: false,
    }));
}

/** Whether a heading opens a section of notes: editors ask only in such files. */
export function looksLikeNotes(headings: readonly string[]): boolean {
  return new Set(headings.map(sectionOfHeading).filter((id) => id !== undefined)).size >= 4;
}
