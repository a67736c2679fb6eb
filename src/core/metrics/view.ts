/** What a page of metrics shows: cards, tables, pictures and questions, in words. Whoever shows it decides nothing. */
import { formatInstant } from '../base/instant.ts';
import {
  answerSentence,
  groupNames,
  metricWords,
  noteSentence,
  partName,
  questionSentence,
  sourceWords,
} from './catalog.ts';
import type { MetricWords } from './catalog.ts';
import type { Figure, MetricId, Metrics, PlanningHints, Point, Question, Row, Series } from './model.ts';
import { chartSvg } from './picture.ts';
import type { Chart } from './picture.ts';
import { countOf, dateWords, industryWords, rounded, stepWords, valueWords, windowWords } from './words.ts';

export interface MetricsView {
  readonly title: string;
  readonly groups: readonly { readonly title: string; readonly cards: readonly Card[] }[];
  readonly pictures: readonly Picture[];
  readonly questions: readonly QuestionView[];
  /** Planning practice, a sentence each. */
  readonly hints: readonly string[];
  readonly notes: readonly string[];
}

export interface Card {
  readonly id: MetricId;
  readonly title: string;
  readonly group: MetricWords['group'];
  readonly state: Figure['state'];
  readonly formerly?: string;
  /** The value, or a dash where there is none. */
  readonly value: string;
  /** Why there is no value. */
  readonly why?: string;
  readonly parts: readonly { readonly name: string; readonly value: string }[];
  readonly count: string;
  readonly window: string;
  readonly source: string;
  readonly definition: string;
  /** Where the value stands in the Quick Check, and the mean of all industries. */
  readonly context: readonly string[];
  readonly notes: readonly string[];
  /** The list behind the figure. */
  readonly list: Table;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows that were not taken in, because there are too many. */
  readonly more: number;
}

export interface TableRow {
  readonly cells: readonly string[];
  readonly place?: { readonly file: string; readonly line?: number };
}

export interface Picture {
  readonly id: string;
  readonly metric: MetricId;
  readonly title: string;
  readonly chart: Chart;
  readonly svg: string;
  /** The same values in words. */
  readonly table: Table;
}

export interface QuestionView {
  readonly question: Question;
  readonly text: string;
  /** Where the answer is written. */
  readonly how: string;
}

export interface ViewOptions {
  /** Only these metrics; absent: all. */
  readonly only?: readonly MetricId[];
  /** Rows of a list behind a figure; the newest are kept. */
  readonly mostRows?: number;
}

export function metricsView(metrics: Metrics, options: ViewOptions = {}): MetricsView {
  const { only, mostRows = 50 } = options;
  const figures = metrics.figures.filter(({ id }) => only === undefined || only.includes(id));
  const cards = figures.map((figure) => cardOf(figure, mostRows));
  return {
    title: 'Delivery metrics',
    groups: (['dora', 'release', 'quality'] as const).flatMap((group) => {
      const own = cards.filter((card) => card.group === group);
      return own.length === 0 ? [] : [{ title: groupNames[group], cards: own }];
    }),
    pictures: figures.flatMap(picturesOf),
    questions: metrics.questions.map((question) => ({
      question,
      text: questionSentence(question),
      how: answerSentence(question),
    })),
    hints: hintWords(metrics.hints),
    notes: metrics.notes.map(noteSentence),
  };
}

function cardOf(figure: Figure, mostRows: number): Card {
  const { id, value, unit, why, parts, source, window, check, notes } = figure;
  const { name, formerly, definition, group } = metricWords[id];
  return {
    id,
    title: name,
    group,
    state: figure.state,
    ...(formerly === undefined ? {} : { formerly }),
    value: value === undefined ? '\u2013' : valueWords(value, unit),
    ...(why === undefined ? {} : { why: noteSentence(why) }),
    parts: parts.map((part) => ({ name: partName(part.name), value: valueWords(part.value, part.unit) })),
    count: countOf(figure),
    window: windowWords(window),
    source: sourceWords[source],
    definition,
    context: check === undefined ? [] : [stepWords(check), industryWords(check)],
    notes: notes.filter(({ code }) => code !== why?.code).map(noteSentence),
    list: listOf(figure, mostRows),
  };
}

/** Newest first. Only columns that hold something. */
function listOf(figure: Figure, mostRows: number): Table {
  const shown = figure.rows.toReversed().slice(0, mostRows);
  const columns = listColumns(figure).filter(
    ({ always, cell }) => always || shown.some((row) => cell(row) !== ''),
  );
  return {
    title: `${metricWords[figure.id].name}: the list behind it`,
    columns: columns.map(({ title }) => title),
    rows: shown.map((row) => ({
      cells: columns.map(({ cell }) => cell(row)),
      ...(row.file === undefined
        ? {}
        : { place: { file: row.file, ...(row.line === undefined ? {} : { line: row.line }) } }),
    })),
    more: figure.rows.length - shown.length,
  };
}

interface Column {
  readonly title: string;
  readonly always: boolean;
  readonly cell: (row: Row) => string;
}

function listColumns({ unit, of }: Figure): readonly Column[] {
  const isCommit = of === 'commits';
  return [
    {
      title: isCommit ? 'Commit' : 'What',
      always: true,
      cell: ({ subject }) => (isCommit && /^[0-9a-f]{40,64}$/.test(subject) ? subject.slice(0, 10) : subject),
    },
    { title: 'Release', always: false, cell: ({ release = '' }) => release },
    { title: 'When', always: true, cell: ({ at }) => (at === undefined ? '' : formatInstant(at)) },
    { title: 'Measure', always: false, cell: ({ part = '' }) => part },
    {
      title: 'Value',
      always: false,
      cell: ({ value }) => (value === undefined ? '' : valueWords(value, unit)),
    },
    { title: 'Counts', always: true, cell: countsWords },
    { title: 'Detail', always: false, cell: ({ detail = '' }) => detail },
    { title: 'Source', always: true, cell: ({ source }) => sourceWords[source] },
  ];
}

function countsWords({ mark, why }: Row): string {
  switch (mark) {
    case 'hit':
      return 'yes, as one of these';
    case 'counted':
      return 'yes';
    case 'leftOut':
      return why === undefined ? 'no' : `no: ${noteSentence({ code: why, args: {} })}`;
  }
}

function picturesOf(figure: Figure): readonly Picture[] {
  return figure.series.filter(({ points }) => points.length > 1).map((series) => pictureOf(figure, series));
}

function pictureOf(figure: Figure, series: Series): Picture {
  const { name } = metricWords[figure.id];
  const measure = series.part === undefined || series.part === '' ? '' : ` (${series.part})`;
  const title = `${name}${measure} by ${series.by}`;
  const chart: Chart = {
    id: pictureId(figure, series),
    title,
    description: describe(title, series),
    kind: series.unit === 'count' || series.unit === 'share' ? 'bar' : 'line',
    unit: series.unit,
    points: series.points.map(({ label, value }) => ({ label, ...(value === undefined ? {} : { value }) })),
  };
  return {
    id: chart.id,
    metric: figure.id,
    title,
    chart,
    svg: chartSvg(chart),
    table: {
      title,
      columns: [series.by === 'month' ? 'Month' : 'Release', 'Value', 'Of'],
      rows: series.points.map((point) => ({
        cells: [point.label, pointWords(point, series), ofWords(point)],
      })),
      more: 0,
    },
  };
}

/** A measure of a record has any name: its place in the list makes the id. */
function pictureId(figure: Figure, series: Series): string {
  return series.part === undefined
    ? `${figure.id}-${series.by}`
    : `${figure.id}-${figure.series.indexOf(series) + 1}`;
}

function pointWords({ value }: Point, { unit }: Series): string {
  return value === undefined ? '\u2013' : valueWords(value, unit);
}

function ofWords({ n, hits }: Point): string {
  return hits === undefined ? String(n) : `${hits} of ${n}`;
}

function describe(title: string, series: Series): string {
  const known = series.points.filter(({ value }) => value !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return `${title}: too few in each ${series.by} for a value.`;
  const from = `${first.label} (${pointWords(first, series)})`;
  const to = `${last.label} (${pointWords(last, series)})`;
  return `${title}: ${known.length} values from ${from} to ${to}.`;
}

export function hintWords({ cadence, batches, medianCommits, waiting }: PlanningHints): readonly string[] {
  const last = batches.at(-1);
  return [
    ...(cadence === undefined
      ? []
      : [
          `Cadence: a release every ${rounded(cadence.medianDays)} days (median of ${cadence.n} intervals; nine of ten within ${rounded(cadence.p90Days)} days).`,
        ]),
    ...(medianCommits === undefined || last === undefined
      ? []
      : [
          `Batch size: ${rounded(medianCommits)} ${medianCommits === 1 ? 'commit' : 'commits'} a release (median of ${batches.length}); ${last.release} of ${dateWords(last.at)} had ${last.commits}.`,
        ]),
    ...(waiting === undefined ? [] : [waitingWords(waiting)]),
  ];
}

function waitingWords({ since, commits, lines }: NonNullable<PlanningHints['waiting']>): string {
  const size =
    lines === undefined
      ? ''
      : `, ${lines.files} files, ${lines.added} lines added and ${lines.removed} removed`;
  const from = since === undefined ? '' : ` since ${since}`;
  return `Waiting${from}: ${commits} ${commits === 1 ? 'commit' : 'commits'}${size}.`;
}
