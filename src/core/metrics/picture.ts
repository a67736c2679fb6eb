/**
 * Line and bar pictures as SVG: no script, no font and no file from elsewhere. Colours come from
 * variables of the page that shows it, with own ones for light, dark and paper.
 */
import { day, hour, minute } from '../base/instant.ts';
import { plainText } from '../base/plainText.ts';
import { escapeMarkup } from '../report/markup.ts';
import type { Unit } from './model.ts';
import { valueWords } from './words.ts';

export interface Chart {
  /** Unique on the page: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly kind: 'line' | 'bar';
  readonly unit: Unit;
  /** In order; a point without a value is a gap. */
  readonly points: readonly { readonly label: string; readonly value?: number }[];
}

export const chartSize = { width: 640, height: 240 } as const;
const box = { left: 76, right: 16, top: 36, bottom: 40 } as const;

/** A file of its own. */
export function chartSvg(chart: Chart): string {
  return svgOf(partsOf(chart), chartStyle);
}

/** For a page that brings `chartStyle` itself: a strict policy of contents lets no inline style pass. */
export function chartSvgForPage(chart: Chart): string {
  return svgOf(partsOf(chart), undefined);
}

function partsOf(chart: Chart): SvgParts {
  const { width, height } = chartSize;
  return {
    id: chart.id,
    title: chart.title,
    description: chart.description,
    width,
    height,
    body: chartBody(chart),
  };
}

/** Several charts below each other in one file. */
export function chartSheet(
  charts: readonly Chart[],
  words: { readonly title: string; readonly description: string },
): string {
  const body = charts.flatMap((chart, index) => [
    `<g transform="translate(0 ${index * chartSize.height})" role="img" aria-labelledby="${chart.id}-title ${chart.id}-desc">`,
    ...titled(chart.id, chart),
    ...chartBody(chart),
    '</g>',
  ]);
  const height = Math.max(1, charts.length) * chartSize.height;
  return svgOf({ id: 'metrics', ...words, width: chartSize.width, height, body }, chartStyle);
}

interface SvgParts {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: readonly string[];
}

function svgOf({ id, title, description, width, height, body }: SvgParts, style: string | undefined): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" class="rr-chart">`,
    ...titled(id, { title, description }),
    ...(style === undefined ? [] : [`<style>${style}</style>`]),
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function titled(
  id: string,
  words: { readonly title: string; readonly description: string },
): readonly string[] {
  return [
    `<title id="${id}-title">${escapeMarkup(words.title)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(words.description)}</desc>`,
  ];
}

// A page that has a theme sets the variables; a file of its own follows the system, and paper is light.
export const chartStyle = [
  '.rr-chart{--rr-text:var(--vscode-foreground,#1f2328);--rr-faint:var(--vscode-descriptionForeground,#59636e);--rr-line:var(--vscode-charts-blue,#0969da);--rr-grid:var(--vscode-charts-lines,#d1d9e0);font:12px system-ui,sans-serif}',
  '@media (prefers-color-scheme:dark){.rr-chart{--rr-text:var(--vscode-foreground,#e6edf3);--rr-faint:var(--vscode-descriptionForeground,#9198a1);--rr-line:var(--vscode-charts-blue,#4493f8);--rr-grid:var(--vscode-charts-lines,#3d444d)}}',
  '@media print{.rr-chart{--rr-text:#000;--rr-faint:#333;--rr-line:#000;--rr-grid:#999}}',
  '.rr-chart .t{fill:var(--rr-text);font-weight:600}.rr-chart .l{fill:var(--rr-faint)}',
  '.rr-chart .g{stroke:var(--rr-grid);stroke-width:1}.rr-chart .p{stroke:var(--rr-line);stroke-width:2;fill:none}.rr-chart .f{fill:var(--rr-line)}',
].join('');

function chartBody(chart: Chart): readonly string[] {
  const { width, height } = chartSize;
  const values = chart.points.flatMap(({ value }) => value ?? []);
  const heading = `<text x="${box.left}" y="20" class="t">${escapeMarkup(plainText(chart.title, 72))}</text>`;
  if (values.length === 0) {
    return [
      heading,
      `<text x="${width / 2}" y="${height / 2}" text-anchor="middle" class="l">No values</text>`,
    ];
  }
  const low = Math.min(0, ...extremes(values));
  const high = niceCeiling({ low, high: Math.max(...extremes(values)), unit: chart.unit });
  const plotHeight = height - box.top - box.bottom;
  const slot = (width - box.left - box.right) / chart.points.length;
  const x = (index: number): number => box.left + slot * (index + 0.5);
  const y = (value: number): number => box.top + plotHeight * (1 - (value - low) / (high - low));
  return [
    heading,
    ...[low, (low + high) / 2, high].flatMap((value) => [
      `<line x1="${box.left}" x2="${width - box.right}" y1="${at(y(value))}" y2="${at(y(value))}" class="g"/>`,
      `<text x="${box.left - 6}" y="${at(y(value) + 4)}" text-anchor="end" class="l">${escapeMarkup(valueWords(value, chart.unit))}</text>`,
    ]),
    ...(chart.kind === 'bar' ? bars(chart, { x, y, slot }) : lines(chart, { x, y })),
    ...labels(chart, x),
  ];
}

interface Scale {
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
}

function bars(chart: Chart, { x, y, slot }: Scale & { readonly slot: number }): readonly string[] {
  const wide = Math.max(1, Math.min(40, slot * 0.7));
  return chart.points.flatMap((point, index) => {
    if (point.value === undefined) return [];
    const [top, bottom] = [y(Math.max(0, point.value)), y(Math.min(0, point.value))];
    return [
      `<rect x="${at(x(index) - wide / 2)}" y="${at(top)}" width="${at(wide)}" height="${at(Math.max(1, bottom - top))}" class="f">${tip(chart, point)}</rect>`,
    ];
  });
}

/** A point without a value ends the line, so that nobody reads a value into the gap. */
function lines(chart: Chart, { x, y }: Scale): readonly string[] {
  const runs: string[][] = [[]];
  for (const [index, { value }] of chart.points.entries()) {
    if (value === undefined) runs.push([]);
    else runs.at(-1)?.push(`${at(x(index))},${at(y(value))}`);
  }
  return [
    ...runs.flatMap((run) => (run.length > 1 ? [`<polyline points="${run.join(' ')}" class="p"/>`] : [])),
    ...chart.points.flatMap((point, index) =>
      point.value === undefined
        ? []
        : [
            `<circle cx="${at(x(index))}" cy="${at(y(point.value))}" r="3" class="f">${tip(chart, point)}</circle>`,
          ],
    ),
  ];
}

function tip({ unit }: Chart, { label, value = 0 }: Chart['points'][number]): string {
  return `<title>${escapeMarkup(`${label}: ${valueWords(value, unit)}`)}</title>`;
}

/** As many as have room: always the first and the last. */
function labels({ points }: Chart, x: (index: number) => number): readonly string[] {
  const step = Math.max(1, Math.ceil(points.length / mostLabels));
  const last = points.length - 1;
  return points.flatMap(({ label }, index) => {
    const isShown = index === last || (index % step === 0 && last - index >= step);
    return isShown
      ? [
          `<text x="${at(x(index))}" y="${chartSize.height - 16}" text-anchor="${x(index) > chartSize.width - 40 ? 'end' : 'middle'}" class="l">${escapeMarkup(plainText(label, 12))}</text>`,
        ]
      : [];
  });
}

const mostLabels = 7;

function extremes(values: readonly number[]): readonly [number, number] {
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
}

/** The axis ends a little above the highest value, at a number that is short in the unit it is shown in. */
function niceCeiling({
  low,
  high,
  unit,
}: {
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
}): number {
  const size = unit === 'duration' ? ([day, hour, minute].find((length) => high >= length) ?? 1000) : 1;
  const whole = unit === 'count' ? 2 : 0;
  if (high <= low) return low + Math.max(size, whole);
  const step = (10 ** Math.floor(Math.log10((high - low) / size)) / 2) * size;
  return Math.max(whole, Math.ceil(high / step) * step);
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
