import type { NotesFacts } from '../notes/facts.ts';
import type { NotesDocument } from '../notes/model.ts';
import { notesMarkdown } from '../notes/render.ts';
import { placeholdersIn } from '../notes/template.ts';
import type { NotesLintReport } from '../report/notesLintReport.ts';
import { answer, counted, longestDraft, onPage, pageSentence, tally } from './answer.ts';
import type { Page, ToolResult } from './answer.ts';

/** The draft as Markdown, and what is left for a person to write. */
export function draftAnswer(facts: NotesFacts, draft: NotesDocument): ToolResult {
  const { commits, counts, version, date } = draft;
  const text = notesMarkdown(draft);
  const open = draft.sections.flatMap(({ lines }) => lines.filter(({ state }) => state === 'open'));
  const toPlace = commits.filter(({ placement }) => placement.outcome === 'toPlace');
  const { gaps } = facts;
  return answer(
    [
      `A draft from ${counted(commits.length, 'commit')}: ${counts.placed} placed, ${counts.hidden} left out by a rule, ${counts.toPlace} to place by a person. Nothing was written.`,
      open.length === 0
        ? ''
        : `${counted(open.length, 'line has', 'lines have')} placeholders: ask the person, and invent nothing.`,
      gaps.length === 0 ? '' : 'Not everything could be read, so the draft may lack something: see gaps.',
      text.length > longestDraft
        ? 'The draft is cut at its end; the command release-readiness notes prints all of it.'
        : '',
    ],
    {
      base: facts.base.name,
      head: facts.head.name,
      version,
      date,
      commits: counts,
      toPlace: toPlace.slice(0, mostBeside).map(({ id, subject }) => ({ commit: id.slice(0, 12), subject })),
      placeholders: [...new Set(placeholdersIn(text))].slice(0, mostBeside),
      gaps: gaps.slice(0, mostBeside),
    },
    { draft: text },
  );
}

/** What is wrong with notes, and what was not looked at. */
export function lintAnswer(
  { file, base, head, findings, notChecked }: NotesLintReport,
  options: Page & { /** Why the repository was not read. */ readonly textOnly?: string },
): ToolResult {
  return answer(
    [
      findings.length === 0 ? 'Nothing found.' : `${counted(findings.length, 'finding')}.`,
      pageSentence('findings', findings.length, options),
      options.textOnly === undefined ? '' : 'Only the text was checked, not what changed: see limit.',
      notChecked.length === 0
        ? ''
        : `${counted(new Set(notChecked.map(({ rule }) => rule)).size, 'rule was', 'rules were')} not applied, or only in part: see notChecked.`,
    ],
    {
      file,
      base: base?.name,
      head: head?.name,
      limit: options.textOnly,
      severities: tally(findings.map(({ severity }) => severity)),
      findings: onPage(findings, options).map(({ rule, severity, message, fix, line, column }) => ({
        rule,
        severity,
        message,
        fix,
        line,
        column,
      })),
      notChecked: notChecked.slice(0, 2 * mostBeside),
    },
  );
}

const mostBeside = 20;
