/** Run sheets: steps of a procedure as tasks, from the policy or from the team's own guide. */
import type { Playbook } from '../checklist/playbook.ts';
import type { Policy } from '../policy/model.ts';

export interface RunSheet {
  readonly steps: readonly RunStep[];
  /** Release to go back to, when it is known. */
  readonly to?: string;
  /** Where the steps come from. */
  readonly from: 'policy' | 'guide';
}

export interface RunStep {
  readonly title: string;
  readonly tasks: readonly string[];
}

/** The team's own procedure where its guide has one, else that of the policy. */
export function rollbackSheet(policy: Policy, playbooks: readonly Playbook[], to?: string): RunSheet {
  const own = playbooks.find(({ rollback }) => rollback.length > 0)?.rollback;
  const target = to === undefined ? {} : { to };
  if (own === undefined) {
    return {
      steps: policy.rollback.map(({ title, steps }) => ({ title, tasks: steps })),
      from: 'policy',
      ...target,
    };
  }
  return {
    steps: own.map(({ text, steps }) => ({ title: text, tasks: steps.map((step) => step.text) })),
    from: 'guide',
    ...target,
  };
}

/** A numbered list of a document, under the heading that it stands below. */
export interface NamedSheet {
  readonly title: string;
  readonly line: number;
  readonly sheet: RunSheet;
}

/** Markdown lines, numbered headings with tasks below. */
export function runSheetLines({ steps, to }: RunSheet): readonly string[] {
  const target = to === undefined ? [] : [`Last release known to be good: ${to}`, ''];
  const lines = steps.flatMap(({ title, tasks }, index) => {
    const own = tasks.length === 0 ? [title] : tasks;
    return [`### ${index + 1}. ${title}`, '', ...own.map((task) => `- [ ] ${task}`), ''];
  });
  return [...target, ...lines.slice(0, -1)];
}
