import assert from 'node:assert/strict';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import { chartSvg } from '../../../src/core/metrics/picture.ts';
import type { Chart } from '../../../src/core/metrics/picture.ts';
import { metricsView } from '../../../src/core/metrics/view.ts';
import { metricsCsv, metricsJson, metricsSvg } from '../../../src/core/report/metricsReport.ts';
import { metricsMarkdown } from '../../../src/core/report/metricsText.ts';
import { elementsOf } from '../../support/markup.ts';
import {
  day,
  deployed,
  epoch,
  graphOf,
  incident,
  inputOf,
  objectName,
  recorded,
  tagged,
} from '../../support/metrics.ts';

const evil = '<script>alert(1)</script>&"\u202e';
const chart: Chart = {
  id: 'lead',
  title: `Lead ${evil}`,
  description: `From ${evil}`,
  kind: 'line',
  unit: 'duration',
  points: [
    { label: evil, value: 2 * day },
    { label: 'gap' },
    { label: 'v3', value: 4 * day },
    { label: 'v4', value: 3 * day },
  ],
};

const metrics = metricsOf(
  inputOf({
    graph: graphOf([
      { id: 'a', on: 0 },
      { id: 'b', parents: ['a'], on: 40 },
    ]),
    tags: [tagged('v1.0.0', 'a', 10), tagged('v1.1.0', 'b', 50)],
    records: [
      deployed('2.0.0', 60),
      recorded(
        '2.1.0',
        `verified: 2026-03-12T00:00:00Z\nquality:\n  ${JSON.stringify(evil)}: { before: 1, after: 2 }\n  p95_ms: { before: 1, after: 2 }\n`,
      ),
      recorded(
        '2.2.0',
        `verified: 2026-03-22T00:00:00Z\nquality:\n  "=1+1": { before: 1, after: 2 }\n  p95_ms: { before: 1, after: 3 }\n`,
      ),
    ],
    incidents: [incident(`=cmd ${evil}`, { detected: epoch + 61 * day, resolved: epoch + 62 * day })],
  }),
  { now: epoch + 100 * day, since: epoch },
);

describe('metrics: pictures', () => {
  it('are well-formed, named, described and still', () => {
    for (const kind of ['line', 'bar'] as const) {
      const svg = chartSvg({ ...chart, kind });
      assert.equal(elementsOf(svg)[0], '<svg>');
      assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="lead-title lead-desc"/);
      assert.match(svg, /<title id="lead-title">Lead /);
      assert.match(svg, /<desc id="lead-desc">From /);
      assert.doesNotMatch(svg, /<script|\son\w+=|href|url\(|@import|@font-face|<foreignObject|\u202e/i);
      assert.match(svg, /prefers-color-scheme:dark/);
      assert.match(svg, /@media print/);
      assert.match(svg, /var\(--vscode-foreground,#/);
      assert.equal(svg, chartSvg({ ...chart, kind }));
    }
  });

  it('leave a gap where there is no value', () => {
    const lines = [...chartSvg(chart).matchAll(/<polyline points="([^"]*)"/g)].map(
      ([, points = '']) => points.split(' ').length,
    );
    assert.deepEqual(lines, [2]);
    assert.equal([...chartSvg(chart).matchAll(/<circle/g)].length, 3);
  });

  const shapes: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[] = [
    { name: 'no points', values: [] },
    { name: 'no values', values: [undefined, undefined] },
    { name: 'zeros', values: [0, 0] },
    { name: 'negative values', values: [-3, 2, -1] },
    { name: 'one huge value', values: [1e15] },
    { name: 'hundreds of points', values: Array.from({ length: 300 }, (_, index) => index) },
  ];
  for (const { name, values } of shapes) {
    it(`are drawn inside their frame: ${name}`, () => {
      for (const unit of ['duration', 'share', 'count'] as const) {
        const points = values.map((value, index) => ({
          label: `v${index}`,
          ...(value === undefined ? {} : { value }),
        }));
        const svg = chartSvg({ ...chart, kind: 'bar', unit, points });
        assert.equal(elementsOf(svg)[0], '<svg>');
        assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
        for (const [, y = '', height = ''] of svg.matchAll(
          /<rect x="[^"]*" y="([^"]*)" width="[^"]*" height="([^"]*)"/g,
        )) {
          assert.ok(Number(y) >= 0 && Number(y) + Number(height) <= 240, `${y} ${height}`);
        }
      }
    });
  }

  it('stand beside a table of the same values', () => {
    const { pictures } = metricsView(metrics);
    assert.ok(pictures.length >= 3, String(pictures.length));
    assert.equal(new Set(pictures.map(({ id }) => id)).size, pictures.length);
    for (const { id, chart: drawn, table, svg } of pictures) {
      assert.match(id, /^[a-z0-9-]+$/);
      assert.equal(elementsOf(svg)[0], '<svg>');
      assert.deepEqual(
        table.rows.map(({ cells }) => cells[0]),
        drawn.points.map(({ label }) => label),
      );
    }
  });
});

describe('metrics: reports', () => {
  it('are one well-formed picture sheet', () => {
    const svg = metricsSvg(metrics);
    assert.equal(elementsOf(svg)[0], '<svg>');
    assert.ok(svg.split('role="img"').length > 3);
    assert.doesNotMatch(svg, /<script|\u202e/);
  });

  it('are JSON with every figure, its n, window, source, unit, definition and list', () => {
    const report = JSON.parse(metricsJson(metrics)) as {
      readonly schema: string;
      readonly metrics: readonly Readonly<Record<string, unknown>>[];
    };
    assert.equal(report.schema, 'release-readiness/metrics/1');
    assert.equal(report.metrics.length, 14);
    for (const one of report.metrics) {
      for (const key of ['id', 'state', 'n', 'window', 'source', 'unit', 'definition', 'list']) {
        assert.ok(key in one, `${String(one['id'])} ${key}`);
      }
    }
  });

  it('are CSV that no spreadsheet runs', () => {
    const lines = metricsCsv(metrics).trimEnd().split('\n');
    assert.equal(lines[0], 'metric,kind,subject,at,value,unit,n,state,source');
    assert.ok(lines.some((line) => line.includes("'=cmd")));
    assert.doesNotMatch(metricsCsv(metrics), /(?:^|,)"?[=+@]/m);
    assert.doesNotMatch(metricsCsv(metrics), /\u202e/);
  });

  it('are Markdown in which nothing from a file is markup', () => {
    const markdown = metricsMarkdown(metricsView(metrics));
    assert.doesNotMatch(markdown, /<script|\u202e/);
    assert.match(markdown, /## DORA metrics/);
    assert.match(markdown, /Context, not a target/);
  });

  it('name what has another name in the guide, and give no medals', () => {
    const cards = metricsView(metrics).groups.flatMap((group) => group.cards);
    assert.deepEqual(
      cards.flatMap(({ formerly }) => formerly ?? []),
      ['Lead time for changes', 'Change failure rate', 'MTTR'],
    );
    assert.doesNotMatch(JSON.stringify(cards), /elite|high performer|low performer/i);
  });
});

describe('metrics: planning', () => {
  it('says how regular releases are and how much comes at once', () => {
    const { hints } = metricsOf(
      inputOf({
        graph: graphOf([
          { id: 'a', on: 0 },
          { id: 'b', parents: ['a'], on: 1 },
          { id: 'c', parents: ['b'], on: 2 },
          { id: 'd', parents: ['c'], on: 3 },
        ]),
        tags: [tagged('v1.0.0', 'a', 10), tagged('v1.1.0', 'c', 14)],
        head: objectName('d'),
      }),
      { now: epoch + 100 * day },
    );
    assert.deepEqual(hints.cadence, { medianDays: 4, p90Days: 4, n: 1 });
    assert.deepEqual(
      hints.batches.map(({ release, commits }) => [release, commits]),
      [
        ['v1.0.0', 1],
        ['v1.1.0', 2],
      ],
    );
    assert.deepEqual(hints.waiting, { since: 'v1.1.0', commits: 1 });
  });

  it('goes on from the last release in the commit, and not from a later one of a maintenance branch', () => {
    const { hints } = metricsOf(
      inputOf({
        graph: graphOf([
          { id: 'a', on: 0 },
          { id: 'b', parents: ['a'], on: 1 },
          { id: 'm', parents: ['a'], on: 2 },
          { id: 'd', parents: ['b'], on: 3 },
        ]),
        tags: [tagged('v1.0.0', 'a', 10), tagged('v1.1.0', 'b', 14), tagged('v1.0.1', 'm', 15)],
        head: objectName('d'),
      }),
      { now: epoch + 100 * day },
    );
    assert.deepEqual(hints.waiting, { since: 'v1.1.0', commits: 1 });
  });
});
