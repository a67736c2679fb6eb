import { placeOf, stageWords, summaryOf, timedStages, weightLabels } from './checkReport.ts';
import type {
  CheckReport,
  FileReport,
  ReasonReport,
  ReleaseReport,
  SectionReport,
  StageReport,
} from './checkReport.ts';
import { verdictWords } from '../readiness/catalog.ts';
import type { Verdict, Weight } from '../readiness/model.ts';
import { printable, withoutLogCommands } from './printable.ts';

/** How words are set off on a terminal; each function returns its text unchanged where there are no colours. */
export interface TextStyle {
  readonly bold: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
}

/** For people: the verdict first, then each reason with a place that an editor can open. */
export function textReport(report: CheckReport, style: TextStyle): string {
  return written(report, style, () => []);
}

/** The same, and for each release what would turn it green. */
export function explainedReport(report: CheckReport, style: TextStyle): string {
  return written(report, style, (release) => pathLines(release, style));
}

type MoreLines = (release: ReleaseReport) => readonly string[];

function written(report: CheckReport, style: TextStyle, more: MoreLines): string {
  const lines = [
    ...(report.releases.length === 1 && report.problems.length === 0
      ? []
      : [headline(report.verdict, style), '']),
    ...(report.problems.length === 0 ? [] : [...reasonLines(report.problems, style), '']),
    ...report.releases.flatMap((release) => [...releaseLines(release, style), ...block(more(release)), '']),
    ...fileLines('Left out', report.leftOut, style),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

function releaseLines(release: ReleaseReport, style: TextStyle): readonly string[] {
  const title = `${headline(release.verdict, style)}  ${style.bold(printable(release.name))}  ${summaryOf(release)}`;
  return [
    title,
    ...block(reasonLines(release.reasons, style)),
    ...block(sectionLines(release.sections, style)),
    ...block(stageLines(timedStages(release), style)),
    ...block(fileLines('Files', release.files, style)),
    ...block(nextLines(release, style)),
  ];
}

function headline(verdict: Verdict, style: TextStyle): string {
  const colour: Readonly<Record<Verdict, (text: string) => string>> = {
    go: style.good,
    conditionalGo: style.doubtful,
    noGo: style.bad,
    unknown: style.doubtful,
  };
  return style.bold(colour[verdict](verdictWords[verdict]));
}

function reasonLines(reasons: readonly ReasonReport[], style: TextStyle): readonly string[] {
  const colour: Readonly<Record<Weight, (text: string) => string>> = {
    unknown: style.doubtful,
    noGo: style.bad,
    conditional: style.doubtful,
    warning: style.doubtful,
    info: style.faint,
  };
  const widths = {
    place: Math.max(0, ...reasons.map((reason) => placeOf(reason).length)),
    weight: Math.max(0, ...reasons.map((reason) => weightLabels[reason.weight].length)),
  };
  const placeWidth = widths.place > widestPlace ? 0 : widths.place;
  return reasons.flatMap((reason, index) => {
    const place = printable(placeOf(reason)).padEnd(placeWidth);
    const weight = colour[reason.weight](weightLabels[reason.weight].padEnd(widths.weight));
    // The same advice for a run of reasons is given once, below the last of them.
    const advice = reasons[index + 1]?.fix === reason.fix ? '' : reason.fix;
    return [
      `${place}${place === '' ? '' : '  '}${weight}  ${printable(reason.message)}`,
      ...(advice === '' ? [] : [`    ${style.faint(printable(advice))}`]),
    ];
  });
}

/** Places are lined up as long as the longest one leaves room for the words. */
const widestPlace = 60;

function sectionLines(sections: readonly SectionReport[], style: TextStyle): readonly string[] {
  const counted = sections.filter((section) => section.total > 0);
  const rows = counted.map((section) => [
    `  ${printable(section.title === '' ? 'Before the first heading' : section.title)}`,
    `${section.done}/${section.total}`,
    section.blocking === 0 ? standings[section.stands] : `${section.blocking} blocking`,
    section.due === undefined ? '' : `due ${section.due}`,
  ]);
  return rows.length === 0 ? [] : [style.bold('Sections'), ...aligned(rows)];
}

/** Only what the clock says something about. */
function stageLines(stages: readonly StageReport[], style: TextStyle): readonly string[] {
  const rows = stages.map((stage) => [
    `  ${printable(stage.title)}`,
    stageWords(stage),
    printable([...stage.overdue, ...stage.due][0]?.text ?? stage.next?.text ?? ''),
  ]);
  return rows.length === 0 ? [] : [style.bold('Stages'), ...aligned(rows)];
}

function pathLines({ verdict, path }: ReleaseReport, style: TextStyle): readonly string[] {
  const steps = path.flatMap((action, index) => {
    const place = placeOf(action);
    const who = action.who.length === 0 ? '' : `  (${action.who.join(', ')})`;
    return [
      `  ${index + 1}. ${printable(`${action.what}${who}`)}`,
      ...(place === '' ? [] : [`     ${printable(place)}`]),
      ...(action.command === undefined ? [] : [`     ${style.faint(printable(action.command))}`]),
    ];
  });
  if (verdict === 'go') return [];
  const none = ['  Nothing that can be named: see the reasons.'];
  return [style.bold('What would turn it green'), ...(steps.length === 0 ? none : steps)];
}

const standings: Readonly<Record<SectionReport['stands'], string>> = {
  before: '',
  after: 'after the decision',
  aside: 'not counted',
};

function fileLines(title: string, files: readonly FileReport[], style: TextStyle): readonly string[] {
  const rows = files.map(({ file, why }) => [`  ${printable(file)}`, printable(why)]);
  return rows.length === 0 ? [] : [style.bold(title), ...aligned(rows)];
}

function nextLines(release: ReleaseReport, style: TextStyle): readonly string[] {
  const { next } = release;
  if (next === undefined) {
    return [];
  }
  return [
    `${style.bold('Next')}  ${printable(next.text)}${next.due === undefined ? '' : `, due ${next.due}`}`,
  ];
}

/** A block with the blank line before it, when it has lines at all. */
function block(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
