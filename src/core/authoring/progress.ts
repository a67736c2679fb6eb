/** How far notes have come, and where their answers disagree with what changed. */
import type { TextEdit } from '../base/text.ts';
import { deploymentAnswers } from '../notes/deploymentLines.ts';
import { plainMarkdown } from '../notes/escape.ts';
import type { NotesFacts } from '../notes/facts.ts';
import { itemText } from '../notes/itemText.ts';
import { sourceLink } from '../notes/lines.ts';
import { isForm, saysNone } from '../notes/lint/sections.ts';
import { mentionedLines, mentionOf } from '../notes/mentions.ts';
import { placeCommits } from '../notes/place.ts';
import type { NotesItem } from '../notes/place.ts';
import { readNotes, sectionNamed } from '../notes/read.ts';
import { evidenceText, questionOf } from './completion.ts';
import type { Question } from './completion.ts';

export interface SectionProgress {
  readonly section: NotesItem['section'];
  /** Of the heading. */
  readonly line: number;
  readonly mentioned: number;
  readonly all: number;
  /** `5 of 7 fixes mentioned`. */
  readonly words: string;
  /** Adds a line for each that is missing. */
  readonly insertMissing: readonly TextEdit[];
}

/** For each section with a heading, how much of the range it speaks of. */
export function sectionProgress(text: string, facts: NotesFacts): readonly SectionProgress[] {
  const view = readNotes(text);
  const lines = mentionedLines(view);
  const { items } = placeCommits(facts);
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  return progressNames.flatMap(([section, one, many]) => {
    const heading = sectionNamed(view, section);
    const own = items.filter((item) => item.section === section);
    if (heading === undefined || own.length === 0) {
      return [];
    }
    const missing = own.filter((item) => mentionOf(item, lines) === undefined);
    const mentioned = own.length - missing.length;
    const last = heading.body.findLast(({ kind }) => kind !== 'blank') ?? heading.line;
    const newText = missing
      .map((item) => `${ending}${itemText(item)} ${sourceLink(item.commit, facts)}`)
      .join('');
    return [
      {
        section,
        line: heading.line.number,
        mentioned,
        all: own.length,
        words: `${mentioned} of ${own.length} ${own.length === 1 ? one : many} mentioned`,
        insertMissing: missing.length === 0 ? [] : [{ start: last.end, end: last.end, newText }],
      },
    ];
  });
}

const progressNames: readonly (readonly [NotesItem['section'], string, string])[] = [
  ['features', 'feature', 'features'],
  ['improvements', 'improvement', 'improvements'],
  ['fixes', 'fix', 'fixes'],
  ['security', 'security update', 'security updates'],
  ['performance', 'improvement of performance', 'improvements of performance'],
  ['deprecations', 'deprecation', 'deprecations'],
];

export interface NotesHint {
  /** Counts from 1; the hint stands behind the line. */
  readonly line: number;
  readonly offset: number;
  readonly words: string;
  readonly documentation: string;
}

/** Answers that the comparison contradicts. */
export function hintsFor(text: string, facts: NotesFacts): readonly NotesHint[] {
  const view = readNotes(text);
  const answers = deploymentAnswers(facts);
  return view.lines.flatMap((line) => {
    const question = line.kind === 'bullet' || line.kind === 'text' ? questionOf(line.text) : undefined;
    if (question === undefined || isForm(line.text)) {
      return [];
    }
    const content = plainMarkdown(line.text);
    const said = content.slice(content.indexOf(':') + 1).trim();
    const own = answers[question];
    const words = disagreement(question, said, own.text, facts);
    return words === undefined
      ? []
      : [
          {
            line: line.number,
            offset: line.end,
            words,
            documentation: own.evidence.map(evidenceText).join('\n'),
          },
        ];
  });
}

function disagreement(
  question: Question,
  said: string,
  own: string,
  { deployment }: NotesFacts,
): string | undefined {
  const saysNo = saysNone(said) || /^no\b/i.test(said);
  if (question === 'downtime') {
    const locking = deployment.migrations.find((migration) => migration.locking !== undefined);
    return saysNo && locking?.locking !== undefined
      ? `${locking.path}:${locking.locking.line} locks a table`
      : undefined;
  }
  if (own.startsWith('[')) {
    return undefined;
  }
  const ownNo = /^(?:No|None)\b/.test(own);
  if (saysNo === ownNo) {
    return undefined;
  }
  if (ownNo) {
    return /^yes\b/i.test(said) ? 'the comparison shows none' : undefined;
  }
  return `the comparison says ${plainMarkdown(own)}`;
}
