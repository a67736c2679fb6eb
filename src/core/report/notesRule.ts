/** A rule of release notes as a page of the documentation. */
import type { LintExample, LintPair } from '../notes/lint/examples.ts';
import type { NotesRuleId } from '../notes/lint/model.ts';
import type { NotesRule } from '../notes/lint/rules.ts';
import type { TextStyle } from './text.ts';

/** The page `docs/rules/notes/<rule>.md`. */
export function notesRulePage(id: NotesRuleId, rule: NotesRule, { found, nearMiss }: LintPair): string {
  return [
    `# ${id}`,
    '',
    `Level: ${rule.severity}. ${needs[rule.needs]}`,
    '',
    `> ${rule.sentence}`,
    '',
    rule.why,
    '',
    '## What to do',
    '',
    rule.fix,
    '',
    ...example('Found', found),
    ...example('Not found', nearMiss),
  ].join('\n');
}

/** The same for a terminal. */
export function notesRuleText(
  id: NotesRuleId,
  rule: NotesRule,
  { found, nearMiss }: LintPair,
  style: TextStyle,
): string {
  const shown = (title: string, { notes, knows }: LintExample): readonly string[] => [
    style.bold(knows === undefined ? title : `${title}, where ${knows}`),
    ...notes
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
    '',
  ];
  return [
    `${style.bold(id)}  ${rule.severity}, in release notes`,
    rule.sentence,
    '',
    rule.why,
    needs[rule.needs],
    '',
    `${style.bold('Fix')}  ${rule.fix}`,
    '',
    ...shown('Found', found),
    ...shown('Not found', nearMiss),
  ].join('\n');
}

const needs: Readonly<Record<NotesRule['needs'], string>> = {
  text: 'The notes alone decide.',
  facts: 'The repository decides; without one the rule is listed as not checked.',
};

function example(title: string, { notes, knows }: LintExample): readonly string[] {
  return [
    `## ${title}`,
    '',
    ...(knows === undefined ? [] : [`Where ${knows}:`, '']),
    '````markdown',
    notes.trimEnd(),
    '````',
    '',
  ];
}
