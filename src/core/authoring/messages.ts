/** Drafts of what the release tells people beside its notes: only facts, and blanks for the rest. */
import { counted } from '../notes/lines.ts';
import { breakingItems, migrationLines, breakingLines } from '../notes/breakingLines.ts';
import { draftNotes } from '../notes/draft.ts';
import { oneLine, plainMarkdown } from '../notes/escape.ts';
import type { NotesFacts } from '../notes/facts.ts';
import { itemTitle } from '../notes/itemText.ts';
import { placeCommits } from '../notes/place.ts';
import { spaced } from '../notes/render.ts';

export const audiences = ['stakeholders', 'support', 'statusPage', 'team'] as const;
export type Audience = (typeof audiences)[number];

/** Plain text for mail, chat or a page. `when` is the window as people read it. */
export function releaseMessage(
  audience: Audience,
  facts: NotesFacts,
  options: { readonly when?: string } = {},
): string {
  const version = facts.version?.text ?? '[Name/Number]';
  const name = facts.name === undefined ? 'Release' : oneLine(facts.name);
  const when = options.when ?? facts.date ?? '[Date]';
  const lines = bodies[audience]({ title: `${name} ${version}`, when, facts });
  return `${lines.map(plainMarkdown).join('\n')}\n`;
}

interface Given {
  readonly title: string;
  readonly when: string;
  readonly facts: NotesFacts;
}

const bodies: Readonly<Record<Audience, (given: Given) => readonly string[]>> = {
  stakeholders: ({ title, when, facts }) => [
    `${title} goes out on ${when}.`,
    '',
    ...itemsOf(facts, ['features', 'performance', 'improvements'], 'What is new'),
    ...breaks(facts),
    'What it means for you: [What changes for the readers]',
    'Questions: [Contact]',
  ],
  support: ({ title, when, facts }) => [
    `${title} goes out on ${when}. For those who answer questions:`,
    '',
    ...itemsOf(facts, ['fixes'], 'Fixed'),
    ...itemsOf(facts, ['features'], 'New'),
    ...breaks(facts),
    ...section(facts, 'knownIssues', 'Known issues'),
    ...section(facts, 'deprecations', 'Deprecated'),
    'Where to send what is not here: [Contact]',
  ],
  statusPage: ({ title, when, facts }) => [
    `Scheduled maintenance: ${title}`,
    '',
    `When: ${when}`,
    `Expected effect: ${facts.deployment.migrations.some(({ locking }) => locking !== undefined) ? '[Duration]; a step of the update may hold up writing' : '[Effect on users]'}`,
    'We will say so here when it is done.',
  ],
  team: ({ title, when, facts }) => [
    `${title} on ${when}: ${counted(facts.commits.length, 'commit')} since ${facts.base.name}.`,
    '',
    ...section(facts, 'deployment', 'Deployment'),
    `Way back: ${facts.runbook === undefined ? '[Link to runbook]' : facts.runbook.path}`,
    'On call: [Name]',
  ],
};

function itemsOf(facts: NotesFacts, sections: readonly string[], title: string): readonly string[] {
  const own = placeCommits(facts).items.filter((item) => sections.includes(item.section));
  return own.length === 0 ? [] : [`${title}:`, ...own.map((item) => `- ${itemTitle(item)}`), ''];
}

function breaks(facts: NotesFacts): readonly string[] {
  const count = breakingItems(facts).length;
  return count === 0
    ? []
    : ['What users have to change:', ...breakingLines(facts).map(({ text }) => text), ''];
}

function section(
  facts: NotesFacts,
  id: 'knownIssues' | 'deprecations' | 'deployment',
  title: string,
): readonly string[] {
  const own = draftNotes(facts).sections.find((one) => one.id === id)?.lines ?? [];
  const said = own.filter(({ source, text }) => source !== 'form' && text !== 'None');
  return said.length === 0 ? [] : [`${title}:`, ...said.map(({ text }) => text), ''];
}

/** A guide for users of a major release; undefined when nothing is known to break. */
export function migrationGuide(facts: NotesFacts): string | undefined {
  const items = breakingItems(facts);
  if (items.length === 0) {
    return undefined;
  }
  const from = facts.base.version ?? facts.base.name;
  const to = facts.version?.text ?? '[Name/Number]';
  return [
    `# Migrating from ${from} to ${to}`,
    '',
    `For everybody who uses what changed: ${counted(items.length, 'breaking change')}.`,
    '',
    '## What breaks',
    '',
    ...spaced(breakingLines(facts)),
    '',
    '## Before you begin',
    '',
    '- [What to back up and to check]',
    '',
    '## Steps',
    '',
    ...spaced(migrationLines(facts)),
    '',
    '## How to check that it worked',
    '',
    '- [What to run, and what it should say]',
    '',
    '## Going back',
    '',
    facts.runbook === undefined
      ? '[How to return to the last version]'
      : `See [${facts.runbook.path}](${facts.runbook.path}).`,
    '',
  ].join('\n');
}
