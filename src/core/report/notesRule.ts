/** A rule of release notes as a page of the documentation. */
import type { LintExample, LintPair } from '../notes/lint/examples.ts';
import type { NotesRuleId } from '../notes/lint/model.ts';
import type { NotesRule } from '../notes/lint/rules.ts';

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
