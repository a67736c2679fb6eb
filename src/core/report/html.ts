import { placeOf, stageWords, summaryOf, timedStages, weightLabels } from './checkReport.ts';
import type {
  CheckReport,
  FileReport,
  PathReport,
  ReasonReport,
  ReleaseReport,
  SectionReport,
  StageReport,
} from './checkReport.ts';
import { verdictWords } from '../readiness/catalog.ts';
import type { Verdict } from '../readiness/model.ts';
import { escapeMarkup } from './markup.ts';

/** One page that needs nothing else: no script, no request, readable on paper, in light and in dark. */
export function htmlReport(report: CheckReport): string {
  const title = `Release readiness: ${verdictWords[report.verdict]}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>Release readiness: ${badge(report.verdict)}</h1>`,
    '</header>',
    '<main>',
    ...reasonTable(report.problems, {
      title: 'What stands in the way of an answer',
      level: 'h2',
      id: 'problems',
    }),
    ...report.releases.flatMap(releaseSection),
    ...fileTable(report.leftOut, { title: 'Files that were left out', level: 'h2', id: 'left-out' }),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function releaseSection(release: ReleaseReport, index: number): readonly string[] {
  const id = `release-${index + 1}`;
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${escapeMarkup(release.name)}: ${badge(release.verdict)}</h2>`,
    `<p>${escapeMarkup(summaryOf(release))}.</p>`,
    ...reasonTable(release.reasons, { title: 'Reasons', level: 'h3', id: `${id}-reasons` }),
    ...pathTable(release.path, `${id}-path`),
    ...sectionTable(release.sections, `${id}-sections`),
    ...stageTable(timedStages(release), `${id}-stages`),
    ...fileTable(release.files, { title: 'Files', level: 'h3', id: `${id}-files` }),
    '</section>',
  ];
}

interface Heading {
  readonly title: string;
  readonly level: 'h2' | 'h3';
  /** Unique on the page; the table is named by it. */
  readonly id: string;
}

function reasonTable(reasons: readonly ReasonReport[], heading: Heading): readonly string[] {
  const rows = reasons.map((reason) => [
    escapeMarkup(weightLabels[reason.weight]),
    escapeMarkup(reason.message) +
      (reason.fix === '' ? '' : `<br><span class="fix">${escapeMarkup(reason.fix)}</span>`),
    `<code>${escapeMarkup(placeOf(reason))}</code>`,
  ]);
  return table(heading, ['Weight', 'Reason', 'Where'], rows);
}

function pathTable(path: readonly PathReport[], id: string): readonly string[] {
  const rows = path.map(({ what, command = '', who, ...where }, index) => [
    String(index + 1),
    escapeMarkup(what) + (command === '' ? '' : `<br><code>${escapeMarkup(command)}</code>`),
    `<code>${escapeMarkup(placeOf(where))}</code>`,
    escapeMarkup(who.join(', ')),
  ]);
  const heading = { title: 'What would turn it green', level: 'h3', id } as const;
  return table(heading, ['Step', 'What', 'Where', 'Who'], rows);
}

function stageTable(stages: readonly StageReport[], id: string): readonly string[] {
  const rows = stages.map((stage) => [
    escapeMarkup(stage.title),
    escapeMarkup(stageWords(stage)),
    escapeMarkup([...stage.overdue, ...stage.due][0]?.text ?? stage.next?.text ?? ''),
  ]);
  return table({ title: 'Stages', level: 'h3', id }, ['Stage', 'Stands', 'First item'], rows);
}

function sectionTable(sections: readonly SectionReport[], id: string): readonly string[] {
  const counted = sections.filter((section) => section.total > 0);
  const rows = counted.map((section) => [
    escapeMarkup(section.title === '' ? 'Before the first heading' : section.title),
    `${section.done} of ${section.total}`,
    String(section.blocking),
    escapeMarkup(section.due ?? ''),
  ]);
  return table({ title: 'Sections', level: 'h3', id }, ['Section', 'Done', 'Blocking', 'Due'], rows);
}

function fileTable(files: readonly FileReport[], heading: Heading): readonly string[] {
  const rows = files.map(({ file, why }) => [`<code>${escapeMarkup(file)}</code>`, escapeMarkup(why)]);
  return table(heading, ['File', 'Why'], rows);
}

/** Cells are markup already; the first of a row names it. */
function table(
  { title, level, id }: Heading,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) {
    return [];
  }
  return [
    `<${level} id="${id}">${title}</${level}>`,
    `<table aria-labelledby="${id}">`,
    `<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(
      ([first, ...others]) =>
        `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
    ),
    '</tbody>',
    '</table>',
  ];
}

function badge(verdict: Verdict): string {
  return `<strong class="${verdict}">${verdictWords[verdict]}</strong>`;
}

// Each pair of colours has a contrast of at least 4.5 to 1.
const style = `
:root { --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --go: #116329; --doubt: #7d4e00; --stop: #a40e26; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --line: #3d444d; --go: #56d364; --doubt: #e3b341; --stop: #ff938a; }
}
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
main, header { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tbody th { font-weight: normal; }
.fix { color: var(--faint); }
.go { color: var(--go); }
.conditionalGo, .unknown { color: var(--doubt); }
.noGo { color: var(--stop); }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --faint: #333333; --line: #999999; --go: #116329; --doubt: #7d4e00; --stop: #a40e26; }
  @page { margin: 15mm; }
  main, header { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
