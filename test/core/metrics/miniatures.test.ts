/** Histories in miniature in which a plausible shortcut gives another median. */
import assert from 'node:assert/strict';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import type { Figure, MetricsInput, MetricsOptions } from '../../../src/core/metrics/model.ts';
import { median } from '../../../src/core/metrics/statistics.ts';
import { day, epoch, graphOf, inputOf, tagged } from '../../support/metrics.ts';

const now = epoch + 400 * day;

function leadTime(input: Partial<MetricsInput>, options: Partial<MetricsOptions> = {}): Figure {
  const [, figure] = metricsOf(inputOf(input), { now, ...options }).figures;
  assert.equal(figure?.id, 'change-lead-time');
  return figure;
}

function days(figure: Figure): readonly string[] {
  return figure.rows.map(({ release, value = NaN }) => `${release} ${value / day}`).toSorted();
}

describe('metrics: two tag schemes', () => {
  const graph = graphOf([
    { id: 'a', on: 0 },
    { id: 'b', parents: ['a'], on: 10 },
    { id: 'c', parents: ['b'], on: 20 },
  ]);
  const one = [tagged('v3.0.0', 'a', 4), tagged('v3.1.0', 'c', 30)];
  const other = [tagged('v0.300.0', 'a', 4), tagged('v0.301.0', 'c', 30)];

  it('counts each commit once', () => {
    const both = leadTime({ graph, tags: [...one, ...other] });
    assert.deepEqual(days(both), days(leadTime({ graph, tags: one })));
    assert.deepEqual(days(both), ['v3.0.0 4', 'v3.1.0 10', 'v3.1.0 20']);
    assert.equal(both.n, 3);
    assert.equal(both.value, 10 * day);
  });

  it('counts a tag whose commits were all released before as no deployment', () => {
    const { figures, notes } = metricsOf(
      inputOf({ graph, tags: [...one, tagged('v3.0.1', 'a', 40), tagged('v3.0.2', 'b', 41)] }),
      { now, since: epoch },
    );
    assert.deepEqual(
      figures[0]?.rows.map(({ subject }) => subject),
      ['v3.0.0', 'v3.1.0'],
    );
    assert.deepEqual(
      notes.map(({ code, args }) => [code, args['count']]),
      [['sameCommits', 2]],
    );
  });

  it('counts a tag with a commit of its own', () => {
    const more = graphOf([
      { id: 'a', on: 0 },
      { id: 'b', parents: ['a'], on: 10 },
    ]);
    const { n } = leadTime({ graph: more, tags: [tagged('v1.0.0', 'a', 1), tagged('v1.0.1', 'b', 11)] });
    assert.equal(n, 2);
  });
});

describe('metrics: a maintenance branch', () => {
  // main:  a(0) - b(100) - c(110) - d(200)      v1.0.0 at a, v2.0.0 at c, v2.1.0 at d
  // old:   a - m(205)                            v1.0.1 at m, after v2.1.0 by date
  // main goes on: d - e(208)                     v2.2.0 at e; previous by date is v1.0.1
  const graph = graphOf([
    { id: 'a', on: 0 },
    { id: 'b', parents: ['a'], on: 100 },
    { id: 'c', parents: ['b'], on: 110 },
    { id: 'd', parents: ['c'], on: 200 },
    { id: 'm', parents: ['a'], on: 205 },
    { id: 'e', parents: ['d'], on: 208 },
  ]);
  const tags = [
    tagged('v1.0.0', 'a', 1),
    tagged('v2.0.0', 'c', 120),
    tagged('v2.1.0', 'd', 203),
    tagged('v1.0.1', 'm', 206),
    tagged('v2.2.0', 'e', 210),
  ];

  it('looks for the first release that contains a commit', () => {
    const figure = leadTime({ graph, tags });
    assert.deepEqual(days(figure), [
      'v1.0.0 1',
      'v1.0.1 1',
      'v2.0.0 10',
      'v2.0.0 20',
      'v2.1.0 3',
      'v2.2.0 2',
    ]);
    assert.equal(figure.value, 2.5 * day);
  });

  it('would say something else with the previous tag by date', () => {
    // v2.2.0 after v1.0.1 by date: b, c and d count again, as old as they are by then.
    const byDate = [1, 20, 10, 3, 1, 210 - 100, 210 - 110, 210 - 200, 2];
    assert.equal(median(byDate), 10);
    assert.notEqual(leadTime({ graph, tags }).value, 10 * day);
  });
});

describe('metrics: dates', () => {
  const graph = graphOf([
    { id: 'a', on: 0, committed: 5 },
    { id: 'b', parents: ['a'], on: 2, committed: 6 },
    { id: 'c', parents: ['b'], on: 4, committed: 7 },
  ]);
  /** Tag date of a tag with a message, and that of a tag without, which is the date of its commit. */
  const cases = [
    { name: 'author date, annotated', at: 10, from: 'author', median: 8 },
    { name: 'author date, lightweight', at: 7, from: 'author', median: 5 },
    { name: 'committer date, annotated', at: 10, from: 'committer', median: 4 },
    { name: 'committer date, lightweight', at: 7, from: 'committer', median: 1 },
  ] as const;
  for (const { name, at, from, median: expected } of cases) {
    it(name, () => {
      const figure = leadTime({ graph, tags: [tagged('v1.0.0', 'c', at)] }, { leadTimeFrom: from });
      assert.equal(figure.value, expected * day);
      assert.equal(figure.source, 'estimated');
    });
  }

  it('gives the 90th percentile beside the median', () => {
    const { parts } = leadTime({ graph, tags: [tagged('v1.0.0', 'c', 10)] });
    assert.deepEqual(parts, [{ name: 'p90', value: 9.6 * day, unit: 'duration', n: 3 }]);
  });
});

describe('metrics: commits that are left out', () => {
  const graph = graphOf([
    { id: 'a', on: 0 },
    { id: 'b', parents: ['a'], on: 1, bot: true },
    { id: 's', parents: ['a'], on: 2 },
    { id: 'm', parents: ['b', 's'], on: 3 },
  ]);
  const tags = [tagged('v1.0.0', 'm', 10)];

  it('never counts a merge, and bots only when asked', () => {
    assert.deepEqual(days(leadTime({ graph, tags })), ['v1.0.0 10', 'v1.0.0 8', 'v1.0.0 9']);
    assert.deepEqual(days(leadTime({ graph, tags }, { bots: 'leftOut' })), ['v1.0.0 10', 'v1.0.0 8']);
  });

  const squashCases = [
    { name: 'no merges, a host as committer', webFlow: true, merge: false, says: true },
    { name: 'no merges, people as committers', webFlow: false, merge: false, says: false },
    { name: 'merges, a host as committer', webFlow: true, merge: true, says: false },
  ];
  for (const { name, webFlow, merge, says } of squashCases) {
    it(`${says ? 'speaks' : 'does not speak'} of squashed commits: ${name}`, () => {
      const commits = graphOf([
        { id: 'a', on: 0, webFlow },
        { id: 'b', parents: ['a'], on: 1, webFlow },
        { id: 'c', parents: merge ? ['b', 'a'] : ['b'], on: 2, webFlow },
      ]);
      const { notes } = leadTime({ graph: commits, tags: [tagged('v1.0.0', 'c', 3)] });
      assert.equal(
        notes.some(({ code }) => code === 'squash'),
        says,
      );
    });
  }
});
