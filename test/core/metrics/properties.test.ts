import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Incident } from '../../../src/core/incident/model.ts';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import type { DatedTag, MetricId, MetricsInput } from '../../../src/core/metrics/model.ts';
import { metricsCsv, metricsJson, metricsSvg } from '../../../src/core/report/metricsReport.ts';
import {
  day,
  deployed,
  epoch,
  graphOf,
  incident,
  inputOf,
  objectName,
  tagged,
} from '../../support/metrics.ts';
import type { ToldCommit } from '../../support/metrics.ts';

/** Every commit may have any earlier commits as parents: merges, maintenance branches and several roots. */
const histories: fc.Arbitrary<readonly ToldCommit[]> = fc
  .array(
    fc.record({
      parents: fc.uniqueArray(fc.nat(30), { maxLength: 3 }),
      on: fc.nat(60),
      bot: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((commits) =>
    commits.map(({ parents, on, bot }, index) => ({
      id: `c${index}`,
      on,
      bot,
      parents: [...new Set(parents.filter((parent) => parent < index))].map((parent) => `c${parent}`),
    })),
  );

/** Tags at any commits, several at one, in an order of dates that need not be that of the history. */
function tagsOf(commits: readonly ToldCommit[]): fc.Arbitrary<readonly DatedTag[]> {
  return fc
    .array(fc.record({ commit: fc.nat(commits.length - 1), on: fc.integer({ min: 60, max: 90 }) }), {
      maxLength: 10,
    })
    .map((tags) => tags.map(({ commit, on }, index) => tagged(`v1.${index}.0`, `c${commit}`, on)));
}

const told = histories.chain((commits) =>
  fc.record({ commits: fc.constant(commits), tags: tagsOf(commits) }),
);

const now = epoch + 100 * day;
const options = { now, since: epoch - day };

function figure(input: MetricsInput, id: MetricId) {
  const found = metricsOf(input, options).figures.find((one) => one.id === id);
  assert.ok(found !== undefined);
  return found;
}

/** Whether one commit contains another, by following every path. Slow, and shares nothing with the walk. */
function contains(commits: readonly ToldCommit[], whole: string, part: string): boolean {
  if (whole === part) return true;
  const { parents = [] } = commits.find(({ id }) => objectName(id) === whole) ?? {};
  return parents.some((parent) => contains(commits, objectName(parent), part));
}

/** Commit by commit: of all tags that contain it, the one that came first. */
function slowLeadTimes(commits: readonly ToldCommit[], tags: readonly DatedTag[]): readonly number[] {
  return commits.flatMap(({ id, on, parents = [] }) => {
    const containing = tags.filter(({ commit }) => contains(commits, commit, objectName(id)));
    if (parents.length > 1 || containing.length === 0) return [];
    return [Math.min(...containing.map(({ at }) => at)) - (epoch + on * day)];
  });
}

function byNumber(a: number, b: number): number {
  return a - b;
}

describe('metrics: laws', () => {
  it('gives every commit to the first deployment that contains it, and to no other', () => {
    fc.assert(
      fc.property(told, ({ commits, tags }) => {
        const { rows } = figure(inputOf({ graph: graphOf(commits), tags }), 'change-lead-time');
        assert.deepEqual(
          rows.map(({ value = NaN }) => value).toSorted(byNumber),
          slowLeadTimes(commits, tags).toSorted(byNumber),
        );
        assert.equal(new Set(rows.map(({ subject }) => subject)).size, rows.length);
      }),
      { numRuns: 300 },
    );
  });

  it('counts a tag as a deployment exactly when it brings a commit', () => {
    fc.assert(
      fc.property(told, ({ commits, tags }) => {
        const { rows } = figure(inputOf({ graph: graphOf(commits), tags }), 'deployment-frequency');
        const version = ({ name }: DatedTag) => Number(name.split('.')[1]);
        // Of one commit the earliest tag counts, of one instant the lower version goes first, except at one commit.
        const ordered = tags.toSorted((a, b) => a.at - b.at || version(a) - version(b));
        const bringing = new Set<string>();
        const known = new Set<string>();
        for (const { commit } of ordered) {
          const reached = commits.filter(({ id }) => contains(commits, commit, objectName(id)));
          if (reached.some(({ id }) => !known.has(id))) bringing.add(commit);
          for (const { id } of reached) known.add(id);
        }
        const sameInstant = new Set(tags.map(({ at }) => at)).size < tags.length;
        if (!sameInstant) assert.equal(rows.length, bringing.size);
        assert.ok(rows.length <= new Set(tags.map(({ commit }) => commit)).size);
      }),
    );
  });

  const incidents: fc.Arbitrary<readonly Incident[]> = fc.array(
    fc
      .record({
        release: fc.option(fc.nat(8)),
        detected: fc.option(fc.nat(80)),
        resolved: fc.option(fc.nat(80)),
      })
      .map(({ release, detected, resolved }) =>
        incident('Outage', {
          ...(release === null ? {} : { causedBy: `1.${release}.0` }),
          ...(detected === null ? {} : { detected: epoch + detected * day }),
          ...(resolved === null ? {} : { resolved: epoch + resolved * day, status: 'resolved' }),
        }),
      ),
    { maxLength: 12 },
  );
  const outcomes = fc.array(
    fc.record({
      outcome: fc.constantFrom(
        ', outcome: succeeded',
        ', outcome: failed',
        ', outcome: rolled-back',
        ', by: "@ops"',
      ),
      again: fc.boolean(),
      on: fc.nat(70),
    }),
    { maxLength: 8 },
  );
  const records = outcomes.map((all) =>
    all.flatMap(({ outcome, again, on }, index) => {
      const release = deployed(`1.${index}.0`, on, outcome);
      const [only] = release.record.deployments;
      assert.ok(only !== undefined);
      const deployments = again ? [only, { ...only, finished: epoch + (on + 1) * day, line: 9 }] : [only];
      return [{ ...release, record: { ...release.record, deployments } }];
    }),
  );

  it('never says that more than all deployments failed, however many incidents name one', () => {
    fc.assert(
      fc.property(records, incidents, (given, outages) => {
        const input = inputOf({ records: given, incidents: outages });
        const { rows, value, n, state } = figure(input, 'change-fail-rate');
        const hits = rows.filter(({ mark }) => mark === 'hit');
        const counted = rows.filter(({ mark }) => mark !== 'leftOut');
        assert.ok(value === undefined || (value >= 0 && value <= 1));
        assert.equal(n, counted.length);
        assert.equal(value === undefined, n < 5);
        assert.equal(state === 'told', n >= 5);
        if (value !== undefined) assert.equal(value, hits.length / n);
        const places = hits.map(({ subject, line }) => `${subject}:${line}`);
        assert.equal(new Set(places).size, places.length);
        // Told apart from scratch: a release is named by an incident, or one of its entries did not go well.
        const named = new Set(outages.flatMap(({ causedBy }) => causedBy ?? []));
        for (const { subject } of hits) {
          const release = given.find(({ version }) => version === subject);
          const failed = release?.record.deployments.some(({ outcome = '' }) =>
            /failed|rolled/.test(outcome),
          );
          assert.ok(failed === true || named.has(subject));
        }
        for (const { version, record } of given) {
          if (named.has(version) && record.deployments.length > 0) {
            assert.ok(hits.some(({ subject }) => subject === version));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same bytes for the same input in any order', () => {
    fc.assert(
      fc.property(told, records, incidents, ({ commits, tags }, given, outages) => {
        const one = inputOf({ graph: graphOf(commits), tags, records: given });
        const other = inputOf({
          graph: graphOf(commits.toReversed()),
          tags: tags.toReversed(),
          records: given.toReversed(),
        });
        for (const report of [metricsCsv, metricsJson, metricsSvg]) {
          const text = report(metricsOf({ ...one, incidents: outages }, options));
          assert.equal(text, report(metricsOf({ ...one, incidents: outages }, options)));
        }
        const values = (input: MetricsInput) =>
          metricsOf(input, options).figures.map(({ id, value, n }) => [id, value, n]);
        assert.deepEqual(values(one), values(other));
      }),
      { numRuns: 50 },
    );
  });
});
