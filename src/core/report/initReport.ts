/** What `init` says: each file and what became of it. */
import { printable, printableJson, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

export interface InitReport {
  readonly schema: 'release-readiness/init/1';
  /** False for a dry run: the outcomes are what would happen. */
  readonly written: boolean;
  readonly files: readonly {
    readonly file: string;
    /** `kept`: it was there and stays. `completed`: lines were added. */
    readonly status: 'created' | 'kept' | 'completed' | 'refused';
    readonly detail?: string;
  }[];
  /** Commands for a person: nothing outside of the files is set up. */
  readonly run: readonly string[];
}

export function initJson(report: InitReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

export function initText({ written, files, run }: InitReport, style: TextStyle): string {
  const width = Math.max(...files.map(({ file }) => file.length));
  const lines = [
    style.bold(written ? 'Set up' : 'Would be set up'),
    ...files.map(({ file, status }) => `  ${printable(file.padEnd(width))}  ${statusWords[status]}`),
    '',
    style.bold('Run once in each clone, so that git merges checklists item by item'),
    ...run.map((command) => `  ${command}`),
    '',
    written ? 'Next  release-readiness start' : 'Nothing was written.',
  ];
  return withoutLogCommands(`${lines.join('\n')}\n`);
}

const statusWords: Readonly<Record<InitReport['files'][number]['status'], string>> = {
  created: 'new',
  kept: 'is there, and stays as it is',
  completed: 'lines added',
  refused: 'not written',
};
