/** Holds release notes against the form, against themselves, and against what the repository says. */
import { lineStarts } from '../../base/text.ts';
import type { Where } from '../../base/text.ts';
import type { NotesFacts } from '../facts.ts';
import { readNotes } from '../read.ts';
import type { NotesView } from '../read.ts';
import * as deployment from './deploymentRules.ts';
import * as facts from './factRules.ts';
import { notesRuleIds } from './model.ts';
import type {
  FactsRule,
  Found,
  LintContext,
  LintOptions,
  NotesFinding,
  NotesLint,
  NotesRuleId,
  TextRule,
} from './model.ts';
import { notesRules } from './rules.ts';
import * as texts from './textRules.ts';

/** Total. Without facts only the rules of the text are applied, and the others are listed as not checked. */
export function lintNotes(text: string, known: NotesFacts | undefined, options: LintOptions = {}): NotesLint {
  const view = readNotes(text, known?.version === undefined ? {} : { version: known.version.text });
  const context: LintContext = { text, view, prose: proseOf(text, view) };
  const starts = lineStarts(text);
  const findings: NotesFinding[] = [];
  for (const rule of notesRuleIds) {
    const severity = options.severities?.[rule] ?? notesRules[rule].severity;
    if (severity === 'off') {
      continue;
    }
    for (const found of apply(rule, context, known)) {
      findings.push({
        rule,
        severity,
        args: found.args ?? {},
        where: whereOf(found, starts, options.file),
        ...fixOf(found, starts, options.file),
      });
    }
  }
  return {
    findings: findings.toSorted((a, b) => a.where.line - b.where.line || a.where.column - b.where.column),
    notChecked: notChecked(known, view).filter(({ rule }) => options.severities?.[rule] !== 'off'),
  };
}

const textRules: Readonly<Partial<Record<NotesRuleId, TextRule>>> = {
  placeholder: texts.placeholder,
  'placeholder-like': texts.placeholderLike,
  'empty-section': texts.emptySection,
  'breaking-bump': texts.breakingBump,
  'breaking-no-migration': texts.breakingNoMigration,
  'deprecation-incomplete': texts.deprecationIncomplete,
  'security-detail': texts.securityDetail,
  'known-and-fixed': texts.knownAndFixed,
  duplicate: texts.duplicate,
};

/** These take the place of the rule of the same name for the text alone. */
const factsRules: Readonly<Partial<Record<NotesRuleId, FactsRule>>> = {
  'breaking-none': facts.breakingNone,
  'breaking-bump': facts.breakingBump,
  'migrations-no': deployment.migrationsNo,
  'config-no': deployment.configNo,
  'flags-missing': deployment.flagsMissing,
  'downtime-no': deployment.downtimeNo,
  'deps-wrong': deployment.depsWrong,
  'deps-missing': deployment.depsMissing,
  'security-missing': facts.securityMissing,
  'reverted-listed': facts.revertedListed,
  'unknown-ref': facts.unknownRef,
  'not-mentioned': facts.notMentioned,
  'tests-stale': deployment.testsStale,
  'rollback-missing': deployment.rollbackMissing,
  'credits-missing': facts.creditsMissing,
  'version-mismatch': facts.versionMismatch,
  'date-mismatch': facts.dateMismatch,
};

function apply(rule: NotesRuleId, context: LintContext, known: NotesFacts | undefined): readonly Found[] {
  const byFacts = known === undefined ? undefined : factsRules[rule];
  return known !== undefined && byFacts !== undefined
    ? byFacts(context, known)
    : (textRules[rule]?.(context) ?? []);
}

/** What nobody looked at is said, so that silence means that it was looked at. */
function notChecked(known: NotesFacts | undefined, view: NotesView): NotesLint['notChecked'] {
  if (known === undefined) {
    return notesRuleIds
      .filter((rule) => textRules[rule] === undefined)
      .map((rule) => ({ rule, why: 'the repository was not read' }));
  }
  const gaps = known.gaps.length === 0 ? undefined : `the comparison is not complete: ${known.gaps[0] ?? ''}`;
  const code = known.changes === undefined ? 'the code was not compared' : gaps;
  const missing: readonly (readonly [NotesRuleId, string | undefined])[] = [
    ['breaking-none', code],
    ['breaking-bump', code],
    ['migrations-no', gaps],
    ['config-no', gaps],
    ['flags-missing', gaps],
    ['downtime-no', gaps],
    ['deps-wrong', gaps],
    ['deps-missing', gaps],
    ['tests-stale', known.tests.length === 0 ? 'no result file was found' : undefined],
    ['credits-missing', known.contributors.length === 0 ? 'no contributors are known' : undefined],
    ['version-mismatch', known.version === undefined ? 'the version of the release is not known' : undefined],
    ['date-mismatch', known.date === undefined ? 'the date of the release is not known' : undefined],
    ['rollback-missing', view.style === 'template' ? gaps : 'these notes have no place for a rollback plan'],
  ];
  return missing.flatMap(([rule, why]) => (why === undefined ? [] : [{ rule, why }]));
}

/** Offsets stay: every character that is not prose becomes a space. */
function proseOf(text: string, view: NotesView): string {
  let prose = '';
  let at = 0;
  for (const { start, end, text: line, kind } of view.lines) {
    prose += blanked(text.slice(at, start));
    const isProse = kind === 'bullet' || kind === 'step' || kind === 'text';
    prose += isProse ? withoutSpans(line) : ' '.repeat(line.length);
    at = end;
  }
  return prose + blanked(text.slice(at));
}

function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Code spans, comments and HTML tags within a line. */
function withoutSpans(line: string): string {
  return line.replace(/(`{1,3})[^`]{1,500}\1(?!`)|<!--.{0,500}?-->/g, (found) => ' '.repeat(found.length));
}

function whereOf(
  { start, end }: Pick<Found, 'start' | 'end'>,
  starts: readonly number[],
  file: string | undefined,
): Where {
  const [line, column] = positionOf(start, starts);
  const [endLine, endColumn] = positionOf(end, starts);
  return { ...(file === undefined ? {} : { file }), line, column, endLine, endColumn };
}

function positionOf(offset: number, starts: readonly number[]): readonly [number, number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return [low + 1, Math.max(1, offset - (starts[low] ?? 0) + 1)];
}

function fixOf(
  { fix }: Found,
  starts: readonly number[],
  file: string | undefined,
): Pick<NotesFinding, 'fix'> {
  if (fix === undefined) {
    return {};
  }
  return 'edits' in fix
    ? { fix: { kind: 'edit', edits: fix.edits } }
    : { fix: { kind: 'jump', where: whereOf({ start: fix.jump, end: fix.jump }, starts, file) } };
}
