/** What release notes say about the checklist items that ask for them. The verdict is joined elsewhere. */
import type { NotesFacts } from './facts.ts';
import { lintNotes } from './lint/lint.ts';
import type { NotesFinding, NotesRuleId, NotesSeverities } from './lint/model.ts';
import { hasMigrationGuide, saidIn, saysNone } from './lint/sections.ts';
import { breakingSaid } from './lint/textRules.ts';
import { bodyOf, readNotes } from './read.ts';

export const notesItems = ['drafted', 'migrationGuide', 'knownIssues'] as const;
export type NotesItemId = (typeof notesItems)[number];

export interface NotesEvidence {
  /** `unknown` when the repository could not be asked, `notNeeded` when nothing calls for it. */
  readonly state: 'done' | 'open' | 'unknown' | 'notNeeded';
  /** What stands against it, as lint findings; places are those of the notes. */
  readonly findings: readonly NotesFinding[];
  /** Rules that bear on it and could not be applied. */
  readonly notChecked: readonly { readonly rule: NotesRuleId; readonly why: string }[];
}

/** Never done on silence: what could not be checked makes an answer unknown. */
export function notesEvidence(
  text: string,
  facts: NotesFacts | undefined,
  severities: NotesSeverities = {},
): Readonly<Record<NotesItemId, NotesEvidence>> {
  const lint = lintNotes(text, facts, { severities });
  const view = readNotes(text, facts?.version === undefined ? {} : { version: facts.version.text });
  const about = (rules: readonly NotesRuleId[]) => ({
    findings: lint.findings.filter(({ rule }) => rules.includes(rule)),
    notChecked: lint.notChecked.filter(({ rule }) => rules.includes(rule)),
  });
  const errors = { findings: lint.findings.filter(({ severity }) => severity === 'error') };
  // The same that makes `lint-notes` say that it cannot tell.
  const complete = facts?.changes !== undefined && facts.gaps.length === 0;
  const drafted = { ...errors, notChecked: complete ? [] : lint.notChecked };
  const guide = about(['breaking-no-migration', 'breaking-none']);
  const breaks = breakingSaid(view).length > 0 || guide.findings.length > 0;
  const answered =
    saidIn(view, 'knownIssues').length > 0 || bodyOf(view, 'knownIssues').some((line) => saysNone(line.text));
  const known = about(['known-and-fixed']);
  return {
    drafted: {
      ...drafted,
      state: stateOf(
        view.lines.some(({ kind }) => kind === 'bullet' || kind === 'text'),
        drafted,
      ),
    },
    migrationGuide: {
      ...guide,
      state:
        !breaks && guide.notChecked.length === 0
          ? 'notNeeded'
          : stateOf(breaks ? guide.findings.length === 0 || hasMigrationGuide(view) : true, guide),
    },
    knownIssues: { ...known, state: stateOf(answered, known) },
  };
}

function stateOf(
  isThere: boolean,
  { findings, notChecked }: Omit<NotesEvidence, 'state'>,
): NotesEvidence['state'] {
  if (!isThere || findings.length > 0) {
    return 'open';
  }
  return notChecked.length > 0 ? 'unknown' : 'done';
}
