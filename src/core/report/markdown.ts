import { placeOf, stageWords, summaryOf, timedStages, weightLabels } from './checkReport.ts';
import type { CheckReport, FileReport, ReasonReport, ReleaseReport, SectionReport } from './checkReport.ts';
import { verdictWords } from '../readiness/catalog.ts';
import { printable, withoutLogCommands } from './printable.ts';

/** For pull requests and job summaries. Everything that comes from a file is escaped. */
export function markdownReport(report: CheckReport): string {
  const lines = [
    `# Release readiness: ${verdictWords[report.verdict]}`,
    '',
    ...reasonLines(report.problems),
    ...report.releases.flatMap(releaseLines),
    ...fileLines('Left out', '##', report.leftOut),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

/** Words that mean nothing to Markdown, HTML and mentions any more. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]<>#|~&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('@', '@<!-- -->')
    .replaceAll('://', ':&#47;/')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}&#46;`);
}

function releaseLines(release: ReleaseReport): readonly string[] {
  return [
    `## ${escapeMarkdown(release.name)}: ${verdictWords[release.verdict]}`,
    '',
    `${escapeMarkdown(summaryOf(release))}.`,
    '',
    ...reasonLines(release.reasons),
    ...pathLines(release),
    ...sectionLines(release.sections),
    ...stageLines(release),
    ...fileLines('Files', '###', release.files),
  ];
}

function reasonLines(reasons: readonly ReasonReport[]): readonly string[] {
  const rows = reasons.map((reason) => [
    weightLabels[reason.weight],
    escapeMarkdown(reason.message) + (reason.fix === '' ? '' : `<br>${escapeMarkdown(reason.fix)}`),
    escapeMarkdown(placeOf(reason)),
  ]);
  return table(['Weight', 'Reason', 'Where'], rows);
}

function sectionLines(sections: readonly SectionReport[]): readonly string[] {
  const counted = sections.filter((section) => section.total > 0);
  const rows = counted.map((section) => [
    escapeMarkdown(section.title === '' ? 'Before the first heading' : section.title),
    `${section.done}/${section.total}`,
    String(section.blocking),
    section.due ?? '',
  ]);
  return table(['Section', 'Done', 'Blocking', 'Due'], rows);
}

function pathLines({ path }: ReleaseReport): readonly string[] {
  const rows = path.map(({ what, command = '', who, ...where }, index) => [
    String(index + 1),
    escapeMarkdown(what),
    escapeMarkdown(placeOf(where)),
    escapeMarkdown(who.join(', ')),
    escapeMarkdown(command),
  ]);
  const lines = table(['Step', 'What', 'Where', 'Who', 'Command'], rows);
  return lines.length === 0 ? [] : ['### What would turn it green', '', ...lines];
}

function stageLines(release: ReleaseReport): readonly string[] {
  const rows = timedStages(release).map((stage) => [
    escapeMarkdown(stage.title),
    escapeMarkdown(stageWords(stage)),
    escapeMarkdown([...stage.overdue, ...stage.due][0]?.text ?? stage.next?.text ?? ''),
  ]);
  const lines = table(['Stage', 'Stands', 'First item'], rows);
  return lines.length === 0 ? [] : ['### Stages', '', ...lines];
}

function fileLines(title: string, level: string, files: readonly FileReport[]): readonly string[] {
  const rows = files.map(({ file, why }) => [escapeMarkdown(file), escapeMarkdown(why)]);
  return rows.length === 0 ? [] : [`${level} ${title}`, '', ...table(['File', 'Why'], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) {
    return [];
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}
