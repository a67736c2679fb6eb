import type { Level } from '../breaking/change.ts';
import {
  byFile,
  countSentence,
  levelWords,
  notAnalysedWords,
  undeclaredDetails,
  undeclaredTitle,
} from './breakingReport.ts';
import type { BreakingReport, ChangeReport, SideReport, UndeclaredReport } from './breakingReport.ts';
import { printable, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

/** For people: by file, each change with its level, its sentence and the fix; what was not looked at comes last. */
export function breakingText(report: BreakingReport, style: TextStyle): string {
  const lines = [
    `${style.bold(countSentence(report.changes))}  ${style.faint(`${side(report.base)} to ${side(report.head)}`)}`,
    ...[...byFile(report.changes)].flatMap(([path, changes]) => [
      '',
      style.bold(path === '' ? 'Commits' : printable(path)),
      ...changes.flatMap((change, index) => changeLines(change, changes[index + 1], style)),
    ]),
    ...section(
      'Accepted',
      report.accepted.map((change) => `  ${change.rule}  ${change.subject}: ${change.reason}`),
      style,
    ),
    ...section(
      undeclaredTitle,
      undeclaredLines(report.undeclared).map((line) => `  ${line}`),
      style,
    ),
    ...section(
      'Not analysed',
      report.notAnalysed.map(
        ({ path, reason, detail }) =>
          `  ${path === '' ? '(all files)' : path}  ${notAnalysedWords[reason]}${detail === '' ? '' : `: ${detail}`}`,
      ),
      style,
    ),
    ...section(
      'Notes',
      report.notes.map((note) => `  ${note}`),
      style,
    ),
    '',
    leastSentence(report),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

/** `v1.2.0 (4a54ae2)`. */
export function side({ name, commit }: SideReport): string {
  return printable(commit === undefined ? name : `${name} (${commit.slice(0, 7)})`);
}

/** One line for what breaks nobody. The same advice for a run of changes is given once, below the last of them. */
function changeLines(
  change: ChangeReport,
  next: ChangeReport | undefined,
  style: TextStyle,
): readonly string[] {
  const colour: Readonly<Record<Level, (text: string) => string>> = {
    major: style.bad,
    review: style.doubtful,
    minor: style.good,
    patch: style.faint,
  };
  const where = style.faint(
    printable([change.rule, whereIn(change)].filter((part) => part !== '').join(', ')),
  );
  const first = `  ${colour[change.level](levelWords[change.level].padEnd(8))}  ${printable(change.message)}`;
  if (change.level === 'minor' || change.level === 'patch') {
    return [`${first}  ${where}`];
  }
  const fix = next?.fix === change.fix && next.level === change.level ? '' : change.fix;
  return [
    first,
    `    ${where}`,
    ...(change.witness ?? '')
      .split('\n')
      .flatMap((code) => (code.trim() === '' ? [] : [`    | ${printable(code)}`])),
    ...(fix === '' ? [] : [`    ${style.faint(printable(fix))}`]),
  ];
}

export function undeclaredLines(undeclared: readonly UndeclaredReport[]): readonly string[] {
  return undeclared.map((one) => `${one.subject}  ${one.rule}, ${undeclaredDetails(one)}`);
}

function whereIn({ base, head, commit }: ChangeReport): string {
  if (head !== undefined) {
    return `line ${head.line}`;
  }
  return base === undefined ? (commit?.slice(0, 7) ?? '') : `was line ${base.line}`;
}

function section(title: string, lines: readonly string[], style: TextStyle): readonly string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines.map((line) => `  ${printable(line)}`)];
}

function leastSentence({ bump }: BreakingReport): string {
  return bump === 'none' ? 'Nothing here asks for a new version.' : `Least release type: ${bump}.`;
}
