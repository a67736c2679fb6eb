/** `metrics` for programs: JSON, CSV and SVG. Times are ISO, durations milliseconds, shares 0 to 1. */
import { formatInstant } from '../base/instant.ts';
import { answerSentence, metricWords, noteSentence, questionSentence } from '../metrics/catalog.ts';
import type { Figure, MetricId, Metrics, Note, PlanningHints, Row, Window } from '../metrics/model.ts';
import { chartSheet } from '../metrics/picture.ts';
import { metricsView } from '../metrics/view.ts';
import { printable, printableJson, withoutLogCommands } from './printable.ts';

export const metricsSchemaId = 'release-readiness/metrics/1';

/** Whether anything was told: a list counts, an empty one does not. */
export function tellsSomething(metrics: Metrics, only?: readonly MetricId[]): boolean {
  return chosen(metrics, only).some(({ state }) => state !== 'none');
}

export function metricsJson(metrics: Metrics, only?: readonly MetricId[]): string {
  return printableJson(`${JSON.stringify(metricsReport(metrics, only), null, 2)}\n`);
}

/** Keys keep this order in JSON. */
export function metricsReport(metrics: Metrics, only?: readonly MetricId[]) {
  return {
    schema: metricsSchemaId,
    leadTimeFrom: metrics.leadTimeFrom,
    metrics: chosen(metrics, only).map(figureJson),
    questions: metrics.questions.map((question) => ({
      ...question,
      text: questionSentence(question),
      how: answerSentence(question),
    })),
    planning: planningJson(metrics.hints),
    notes: metrics.notes.map(noteJson),
  };
}

function figureJson(figure: Figure) {
  const { id, state, why, value, unit, parts, n, of, window, source, rows, notes, check, series } = figure;
  const { name, formerly, definition } = metricWords[id];
  return {
    id,
    name,
    ...(formerly === undefined ? {} : { formerly }),
    state,
    ...(why === undefined ? {} : { why: noteJson(why) }),
    ...(value === undefined ? {} : { value }),
    unit,
    n,
    of,
    window: windowJson(window),
    source,
    definition,
    parts,
    ...(check === undefined ? {} : { quickCheck: check }),
    notes: notes.map(noteJson),
    list: rows.map(rowJson),
    series: series.map(({ points, ...rest }) => ({
      ...rest,
      points: points.map(({ at, ...point }) => ({ ...point, at: formatInstant(at) })),
    })),
  };
}

function noteJson(note: Note) {
  return { code: note.code, message: noteSentence(note) };
}

function windowJson({ since, until, ...rest }: Window) {
  return { since: formatInstant(since), until: formatInstant(until), ...rest };
}

function rowJson({ at, ...row }: Row) {
  const { subject, release, ...rest } = row;
  return {
    subject,
    ...(release === undefined ? {} : { release }),
    ...(at === undefined ? {} : { at: formatInstant(at) }),
    ...rest,
  };
}

function planningJson({ batches, ...rest }: PlanningHints) {
  return { ...rest, batches: batches.map((batch) => ({ ...batch, at: formatInstant(batch.at) })) };
}

/** One line a figure, a second number of it, a row of its list and a point of its trend. */
export function metricsCsv(metrics: Metrics, only?: readonly MetricId[]): string {
  const lines = chosen(metrics, only).flatMap((figure) => {
    const { id, unit, source, window } = figure;
    const until = formatInstant(window.until);
    return [
      [id, 'value', '', until, figure.value, unit, figure.n, figure.state, source],
      ...figure.parts.map(({ name, value, unit: own, n }) => [
        id,
        'part',
        name,
        until,
        value,
        own,
        n,
        '',
        source,
      ]),
      ...figure.rows.map((row) => [
        id,
        'list',
        [row.release, row.subject, row.part].filter((word) => word !== undefined).join(' '),
        row.at === undefined ? '' : formatInstant(row.at),
        row.value,
        unit,
        '',
        row.mark,
        row.source,
      ]),
      ...figure.series.flatMap((series) =>
        series.points.map(({ label, at, value, n }) => [
          id,
          series.by,
          series.part === undefined ? label : `${label} ${series.part}`,
          formatInstant(at),
          value,
          series.unit,
          n,
          '',
          '',
        ]),
      ),
    ];
  });
  const head = ['metric', 'kind', 'subject', 'at', 'value', 'unit', 'n', 'state', 'source'];
  return withoutLogCommands([head, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\n`).join(''));
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvCell(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const text = printable(value);
  const harmless = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The pictures of all metrics that have a trend, below each other. */
export function metricsSvg(metrics: Metrics, only?: readonly MetricId[]): string {
  const { pictures, title } = metricsView(metrics, { ...(only === undefined ? {} : { only }), mostRows: 0 });
  const charts = pictures.map(({ chart }) => chart);
  const description =
    charts.length === 0 ? 'There is no trend yet.' : `${charts.map((chart) => chart.title).join('; ')}.`;
  return chartSheet(charts, { title, description });
}

function chosen({ figures }: Metrics, only: readonly MetricId[] | undefined): readonly Figure[] {
  return figures.filter(({ id }) => only === undefined || only.includes(id));
}
