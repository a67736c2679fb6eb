/** The draft of release notes: what the repository knows, in the order of the form, and a placeholder for the rest. */
import { breakingItems, breakingLines, migrationLines } from './breakingLines.ts';
import {
  creditLines,
  dependencyLines,
  deploymentLines,
  feedbackLines,
  rollbackLines,
  testingLines,
} from './deploymentLines.ts';
import { deprecationLines, knownIssueLines } from './noticeLines.ts';
import type { NotesFacts } from './facts.ts';
import { itemText, itemTitle } from './itemText.ts';
import { commitEvidence, counted, formLines, line, listed, sourceLink } from './lines.ts';
import { compareLink } from '../history/links.ts';
import { safeUrl } from './links.ts';
import type { NotesDocument, NotesLine } from './model.ts';
import { placeCommits, subjectOf } from './place.ts';
import type { ItemSection, Placed } from './place.ts';
import { notesTemplate, sectionIds } from './template.ts';
import type { SectionId } from './template.ts';

export interface DraftOptions {
  /** Instead of the version of the facts. */
  readonly version?: string;
  /** `YYYY-MM-DD`, instead of the date of the facts. */
  readonly date?: string;
}

/** Total: facts that are missing leave the placeholders of the form. */
export function draftNotes(facts: NotesFacts, options: DraftOptions = {}): NotesDocument {
  const placed = placeCommits(facts);
  const version = options.version ?? facts.version?.text;
  const date = options.date ?? facts.date;
  const commits = facts.commits.map((commit) => ({
    id: commit.commit.id,
    subject: subjectOf(commit),
    placement: placed.placements.get(commit.commit.id) ?? ({ outcome: 'toPlace', why: '' } as const),
  }));
  const count = (outcome: string) => commits.filter(({ placement }) => placement.outcome === outcome).length;
  const next = version === undefined ? facts.head.name : tagLike(facts.base.name, version);
  const compare =
    facts.links === undefined ? undefined : safeUrl(compareLink(facts.links, facts.base.name, next));
  return {
    sections: sectionIds.map((id) => ({
      id,
      level: notesTemplate[id].level,
      heading:
        id === 'title'
          ? `Release ${version ?? '[Name/Number]'} - ${date ?? '[Date]'}`
          : notesTemplate[id].heading,
      lines: unique(linesOf(id, facts, placed)),
    })),
    ...(version === undefined ? {} : { version }),
    ...(date === undefined ? {} : { date }),
    commits,
    counts: { placed: count('placed'), hidden: count('hidden'), toPlace: count('toPlace') },
    ...(compare === undefined ? {} : { compare }),
  };
}

function linesOf(section: SectionId, facts: NotesFacts, placed: Placed): readonly NotesLine[] {
  switch (section) {
    case 'title':
    case 'whatsNew':
    case 'technical':
      return [];
    case 'summary':
      return summaryLines(facts, placed);
    case 'features':
    case 'improvements':
    case 'fixes':
    case 'performance':
      return itemLines(section, facts, placed);
    case 'security': {
      const lines = itemsIn(section, facts, placed);
      return lines.length === 0 ? formLines(section) : lines;
    }
    case 'breaking':
      return breakingLines(facts);
    case 'migration':
      return migrationLines(facts);
    case 'deprecations':
      return deprecationLines(facts, placed);
    case 'knownIssues':
      return knownIssueLines(facts);
    case 'deployment':
      return deploymentLines(facts);
    case 'dependencies':
      return dependencyLines(facts);
    case 'testing':
      return testingLines(facts);
    case 'rollback':
      return rollbackLines(facts);
    case 'credits':
      return creditLines(facts);
    case 'feedback':
      return feedbackLines(facts);
  }
}

/** Counts and the first three by weight; what it means for anybody is for a person to say. */
function summaryLines(facts: NotesFacts, { items }: Placed): readonly NotesLine[] {
  const of = (section: ItemSection) => items.filter((item) => item.section === section);
  const breaks = breakingItems(facts);
  const counts = [
    ...countOf(breaks.length, 'breaking change'),
    ...countOf(of('features').length, 'new feature'),
    ...countOf(of('improvements').length + of('performance').length, 'improvement'),
    ...countOf(of('fixes').length, 'bug fix', 'bug fixes'),
    ...countOf(of('security').length, 'security update'),
  ];
  if (counts.length === 0) {
    return formLines('summary');
  }
  const top = ordered.flatMap(of).slice(0, 3);
  const highlights = top.length === 0 ? '' : ` Highlights: ${top.map(itemTitle).join('; ')}.`;
  return [
    line('form/summary/0', `This release has ${listed(counts)}.${highlights}`, {
      source: 'message',
      evidence: top.flatMap(({ commit }) => commitEvidence(commit, facts)),
    }),
  ];
}

const ordered: readonly ItemSection[] = ['features', 'performance', 'improvements', 'fixes'];

function countOf(count: number, one: string, many?: string): readonly string[] {
  return count === 0 ? [] : [counted(count, one, many)];
}

/** "None" only when every commit has found its place. */
function itemLines(section: ItemSection, facts: NotesFacts, placed: Placed): readonly NotesLine[] {
  const lines = itemsIn(section, facts, placed);
  if (lines.length > 0) {
    return lines;
  }
  const isKnown = [...placed.placements.values()].every(({ outcome }) => outcome !== 'toPlace');
  return isKnown && facts.commits.length > 0 && facts.gaps.length === 0
    ? [
        line(`form/${section}/0`, 'None', {
          source: 'message',
          evidence: [{ kind: 'searched', note: `${facts.commits.length} messages` }],
        }),
      ]
    : formLines(section);
}

function itemsIn(section: ItemSection, facts: NotesFacts, { items }: Placed): readonly NotesLine[] {
  return items
    .filter((item) => item.section === section)
    .map((item) =>
      line(`${item.key}/${section}`, `${itemText(item)} ${sourceLink(item.commit, facts)}`, {
        source: 'message',
        evidence: commitEvidence(item.commit, facts),
      }),
    );
}

/** The same words twice in a section say nothing more. */
function unique(lines: readonly NotesLine[]): readonly NotesLine[] {
  const keys = new Set<string>();
  const texts = new Set<string>();
  return lines.filter(({ key, text, form }) => {
    const isNew = !keys.has(key) && (form === 'nested' || !texts.has(text));
    keys.add(key);
    texts.add(text);
    return isNew;
  });
}

/** The name of the next tag, written as the last one was. */
function tagLike(last: string, version: string): string {
  return /^v\d/.test(last) ? `v${version}` : version;
}
