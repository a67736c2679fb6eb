/** Playbooks of the team's own guides. This file reaches the Markdown parser: load it with `import()`. */
import { numberedLists, readPlaybook } from '../checklist/playbook.ts';
import type { Playbook } from '../checklist/playbook.ts';
import { readBlocks } from '../checklist/readBlocks.ts';
import { readMarkdown } from '../checklist/readMarkdown.ts';
import type { Policy } from '../policy/model.ts';
import type { FilePort } from '../ports.ts';
import type { NamedSheet } from './runSheet.ts';

export interface TeamPlaybook {
  readonly file: string;
  readonly playbook: Playbook;
}

/** Guides are few, and each is parsed in full. */
const mostGuides = 20;

/** Files with triggers or a rollback procedure, in order of their names. */
export async function teamPlaybooks(
  files: FilePort,
  candidates: readonly string[],
): Promise<readonly TeamPlaybook[]> {
  const found: TeamPlaybook[] = [];
  for (const file of [...new Set(candidates)].filter((name) => /\.md$/i.test(name)).slice(0, mostGuides)) {
    const text = await files.read(file);
    if (text.status !== 'read' || !/roll ?-?back/i.test(text.text)) continue;
    const { sections } = readMarkdown(text.text, { file, reader: 'full' }).value;
    const playbook = readPlaybook(text.text, readBlocks(text.text), sections);
    if (playbook.triggers.length > 0 || playbook.rollback.length > 0) found.push({ file, playbook });
  }
  return found;
}

/** Run sheets that a document offers: each of its numbered lists. */
export function runSheetsIn(text: string, file: string): readonly NamedSheet[] {
  const { sections } = readMarkdown(text, { file, reader: 'full' }).value;
  return numberedLists(text, readBlocks(text), sections).map(({ section, steps }) => ({
    title: section.title,
    line: section.line,
    sheet: {
      steps: steps.map((step) => ({ title: step.text, tasks: step.steps.map((task) => task.text) })),
      from: 'guide',
    },
  }));
}

/** Triggers of the team where it has any, else those of the policy. */
export function triggersOf(policy: Policy, playbooks: readonly TeamPlaybook[]): readonly string[] {
  const own = playbooks.find(({ playbook }) => playbook.triggers.length > 0)?.playbook.triggers;
  return own === undefined ? policy.triggers : own.map(({ text }) => text);
}
