import {
  byFile,
  countSentence,
  levelWords,
  notAnalysedWords,
  undeclaredDetails,
  undeclaredTitle,
} from './breakingReport.ts';
import type { BreakingReport, ChangeReport } from './breakingReport.ts';
import { side } from './breakingText.ts';
import { printable, withoutLogCommands } from './printable.ts';

/** For a pull request: a list by file. Text from the repository cannot become markup. */
export function breakingMarkdown(report: BreakingReport): string {
  const lines = [
    `## ${countSentence(report.changes)}`,
    '',
    `${code(side(report.base))} to ${code(side(report.head))}. Least release type: ${report.bump}.`,
    ...[...byFile(report.changes)].flatMap(([path, changes]) => [
      '',
      `### ${path === '' ? 'Commits' : code(path)}`,
      '',
      ...changes.map(item),
    ]),
    ...section(
      'Accepted',
      report.accepted.map(
        (change) => `- ${code(change.rule)} ${code(change.subject)}: ${plain(change.reason)}`,
      ),
    ),
    ...section(
      undeclaredTitle,
      report.undeclared.map(
        (one) => `- ${code(one.rule)} ${code(one.subject)}: ${plain(undeclaredDetails(one))}`,
      ),
    ),
    ...section(
      'Not analysed',
      report.notAnalysed.map(
        ({ path, reason, detail }) =>
          `- ${path === '' ? 'All files' : code(path)}: ${notAnalysedWords[reason]}${detail === '' ? '' : ` (${plain(detail)})`}`,
      ),
    ),
    ...section(
      'Notes',
      report.notes.map((note) => `- ${plain(note)}`),
    ),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

function item(change: ChangeReport): string {
  const line = (change.head ?? change.base)?.line;
  const where = line === undefined ? '' : ` (${change.head === undefined ? 'was ' : ''}line ${line})`;
  const first = `- **${levelWords[change.level]}** ${plain(change.message)}${where} ${code(change.rule)}`;
  return change.fix === '' ? first : `${first}\n  ${plain(change.fix)}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}

/** Words of strangers: no element, no link, no mention, no emphasis, no image. */
function plain(text: string): string {
  return printable(text).replace(/[&<>"'\\`*_[\]()|!~@#]|:(?=\/\/)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}
