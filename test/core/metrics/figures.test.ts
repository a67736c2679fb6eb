import assert from 'node:assert/strict';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import type { Figure, MetricId, MetricsInput, MetricsOptions } from '../../../src/core/metrics/model.ts';
import { quickCheck } from '../../../src/core/metrics/quickCheck.ts';
import {
  day,
  deployed,
  epoch,
  graphOf,
  hour,
  incident,
  inputOf,
  recorded,
  tagged,
} from '../../support/metrics.ts';

const now = epoch + 100 * day;
const at = (on: number, hours = 0): number => epoch + on * day + hours * hour;
const iso = (on: number, hours = 0): string => new Date(at(on, hours)).toISOString();

interface Case {
  readonly name: string;
  readonly metric: MetricId;
  readonly given: Partial<MetricsInput>;
  readonly options?: Partial<MetricsOptions>;
  readonly expect: Partial<Pick<Figure, 'value' | 'n' | 'state' | 'source'>> & {
    readonly why?: string;
    /** Codes of the notes. */
    readonly notes?: readonly string[];
    /** `subject mark`. */
    readonly rows?: readonly string[];
    readonly parts?: Readonly<Record<string, number>>;
  };
}

function check({ metric, given, options, expect }: Case): void {
  const { figures } = metricsOf(inputOf(given), { now, since: epoch, ...options });
  const figure = figures.find(({ id }) => id === metric);
  assert.ok(figure !== undefined);
  const { why, notes, rows, parts, ...plain } = expect;
  for (const [key, value] of Object.entries(plain)) {
    assert.deepEqual(figure[key as keyof Figure], value, key);
  }
  if (why !== undefined) assert.equal(figure.why?.code, why);
  if (notes !== undefined)
    assert.deepEqual(
      figure.notes.map(({ code }) => code),
      notes,
    );
  if (rows !== undefined)
    assert.deepEqual(
      figure.rows.map(({ subject, mark }) => `${subject} ${mark}`),
      rows,
    );
  for (const [name, value] of Object.entries(parts ?? {})) {
    assert.equal(figure.parts.find((part) => part.name === name)?.value, value, name);
  }
}

const five = [1, 2, 3, 4, 5].map((count) => deployed(`1.${count}.0`, count * 10));
const rolledBack = (more: string) =>
  recorded(
    '1.9.0',
    `version: 1.9.0\ndeployments:\n  - { env: production, finished: ${iso(60)}, outcome: succeeded }\nrollbacks:\n  - ${more}\n`,
  );

describe('metrics: figures', () => {
  const cases: readonly Case[] = [
    {
      name: 'five deployments make a frequency',
      metric: 'deployment-frequency',
      given: { records: five },
      options: { until: at(70) },
      expect: { state: 'told', value: 0.5, n: 5, source: 'recorded', parts: { deploymentDays: 0.5 } },
    },
    {
      name: 'four deployments make a list',
      metric: 'deployment-frequency',
      given: { records: five.slice(1) },
      expect: {
        state: 'few',
        n: 4,
        why: 'fewDeployments',
        rows: ['1.2.0 counted', '1.3.0 counted', '1.4.0 counted', '1.5.0 counted'],
      },
    },
    {
      name: 'a failed deployment is not frequent, and neither is one that nobody judged',
      metric: 'deployment-frequency',
      given: {
        records: [...five, deployed('2.0.0', 60, ', outcome: failed'), deployed('2.1.0', 61, ', by: "@ops"')],
      },
      expect: { n: 5, notes: ['notSuccessful', 'outcomeMissing'] },
    },
    {
      name: 'staging is not production',
      metric: 'deployment-frequency',
      given: {
        records: [
          recorded('1.0.0', `deployments:\n  - { env: staging, finished: ${iso(3)}, outcome: succeeded }\n`),
        ],
      },
      expect: { state: 'none', n: 0, rows: [] },
    },
    {
      name: 'an entry without a time is shown and not counted',
      metric: 'deployment-frequency',
      given: {
        records: [...five, recorded('2.0.0', 'deployments:\n  - { env: production, outcome: succeeded }\n')],
      },
      expect: { n: 5, notes: ['dateMissing'] },
    },
    {
      name: 'a tag of a recorded release is no second deployment, wherever it stands',
      metric: 'deployment-frequency',
      given: {
        records: [deployed('1.0.0', 5)],
        graph: graphOf([
          { id: 'a', on: 0 },
          { id: 'b', parents: ['a'], on: 6 },
        ]),
        tags: [tagged('v1.0.0', 'a', 4), tagged('0.100.0', 'a', 4), tagged('v1.1.0', 'b', 7)],
      },
      expect: { source: 'mixed', rows: ['1.0.0 counted', 'v1.1.0 counted'] },
    },
    {
      name: 'a pre-release is no deployment',
      metric: 'deployment-frequency',
      given: {
        graph: graphOf([
          { id: 'a', on: 0 },
          { id: 'b', parents: ['a'], on: 1 },
        ]),
        tags: [tagged('v1.0.0-rc.1', 'a', 1), tagged('v1.0.0', 'b', 2)],
      },
      expect: { source: 'estimated', rows: ['v1.0.0 counted'] },
    },
    {
      name: 'only releases of the package count',
      metric: 'deployment-frequency',
      given: {
        graph: graphOf([
          { id: 'a', on: 0 },
          { id: 'b', parents: ['a'], on: 1 },
        ]),
        tags: [tagged('client@1.0.0', 'a', 1), tagged('server@1.0.0', 'b', 2)],
      },
      options: { package: 'server' },
      expect: { rows: ['server@1.0.0 counted'] },
    },
    {
      name: 'lead time ends with the deployment and not with the tag',
      metric: 'change-lead-time',
      given: {
        records: [deployed('1.0.0', 5)],
        graph: graphOf([{ id: 'a', on: 1 }]),
        tags: [tagged('v1.0.0', 'a', 2)],
      },
      expect: { value: 4 * day, n: 1, source: 'recorded' },
    },
    {
      name: 'tags alone do not say what failed',
      metric: 'change-fail-rate',
      given: { graph: graphOf([{ id: 'a', on: 0 }]), tags: [tagged('v1.0.0', 'a', 1)] },
      expect: { state: 'none', why: 'tagsDoNotSay', rows: ['v1.0.0 leftOut'] },
    },
    {
      name: 'two incidents and a rollback of one deployment count once',
      metric: 'change-fail-rate',
      given: {
        records: [...five, rolledBack(`{ decided: ${iso(60, 1)}, verified: ${iso(60, 2)} }`)],
        incidents: [
          incident('One', { causedBy: 'v1.9.0', detected: at(60, 1) }),
          incident('Two', { causedBy: '1.9.0', detected: at(60, 2) }),
        ],
      },
      expect: { value: 1 / 6, n: 6 },
    },
    {
      name: 'an incident without a cause is no failed deployment',
      metric: 'change-fail-rate',
      given: { records: five, incidents: [incident('Data centre', { detected: at(50, 1) })] },
      expect: { value: 0, n: 5 },
    },
    {
      name: 'what an unplanned release names as the one before it was hot-fixed',
      metric: 'change-fail-rate',
      given: {
        records: [
          ...five,
          recorded(
            '1.5.1',
            `version: 1.5.1\nprevious: v1.5.0\nplanned: false\ndeployments:\n  - { env: production, finished: ${iso(51)}, outcome: succeeded }\n`,
          ),
        ],
      },
      expect: { value: 1 / 6 },
    },
    {
      name: 'a planned release fixes nothing',
      metric: 'change-fail-rate',
      given: {
        records: [
          ...five,
          recorded(
            '1.5.1',
            `version: 1.5.1\nprevious: v1.5.0\nplanned: true\ndeployments:\n  - { env: production, finished: ${iso(51)}, outcome: succeeded }\n`,
          ),
        ],
      },
      expect: { value: 0 },
    },
    {
      name: 'recovery runs from the deployment, and beside it from detection',
      metric: 'recovery-time',
      given: {
        records: five,
        incidents: [
          incident('One', {
            causedBy: '1.3.0',
            detected: at(30, 2),
            resolved: at(30, 5),
            status: 'resolved',
          }),
        ],
      },
      expect: { value: 5 * hour, n: 1, parts: { fromDetection: 3 * hour } },
    },
    {
      name: 'an open incident has no recovery, and no cause is no failure',
      metric: 'recovery-time',
      given: {
        records: five,
        incidents: [
          incident('One', { causedBy: '1.3.0', detected: at(30, 2) }),
          incident('Two', { detected: at(31), resolved: at(32) }),
          incident('Three', { causedBy: 'none', detected: at(33) }),
        ],
      },
      expect: { state: 'none', why: 'notRecovered', notes: ['notRecovered', 'causeMissing', 'notCaused'] },
    },
    {
      name: 'without an incident a verified rollback is the recovery',
      metric: 'recovery-time',
      given: { records: [rolledBack(`{ decided: ${iso(60, 1)}, verified: ${iso(60, 2)} }`)] },
      expect: { value: 2 * hour, n: 1 },
    },
    {
      name: 'rework is what was not planned',
      metric: 'rework-rate',
      given: {
        records: [
          ...five.slice(1),
          recorded(
            '2.0.0',
            `version: 2.0.0\nplanned: false\ndeployments:\n  - { env: production, finished: ${iso(70)}, outcome: succeeded }\n`,
          ),
        ],
      },
      expect: { value: 0.2, n: 5 },
    },
    {
      name: 'a tag without a record is neither planned nor unplanned',
      metric: 'rework-rate',
      given: { records: five, graph: graphOf([{ id: 'a', on: 70 }]), tags: [tagged('v2.0.0', 'a', 71)] },
      expect: { value: 0, n: 5, notes: ['withoutRecord'] },
    },
    {
      name: 'restoring service counts every incident, whatever caused it',
      metric: 'restore-time',
      given: {
        incidents: [
          incident('One', { detected: at(30), resolved: at(30, 4) }),
          incident('Two', { detected: at(40), resolved: at(40, 2), causedBy: 'none' }),
          incident('Open', { detected: at(41) }),
        ],
      },
      expect: { value: 3 * hour, n: 2, notes: ['notRecovered'] },
    },
    {
      name: 'a release lasts from its start until it is verified',
      metric: 'release-duration',
      given: {
        records: [
          recorded('1.0.0', `started: ${iso(3)}\nverified: ${iso(3, 2)}\n`),
          recorded('1.1.0', `verified: ${iso(4)}\n`),
        ],
      },
      expect: { value: 2 * hour, n: 1, notes: ['timesMissing'] },
    },
    {
      name: 'two rollbacks of one release are one release with a rollback',
      metric: 'rollback-rate',
      given: {
        records: [...five.slice(1), rolledBack(`{ decided: ${iso(60, 1)} }\n  - { decided: ${iso(60, 3)} }`)],
      },
      expect: { value: 0.2, n: 5 },
    },
    {
      name: 'a rollback is timed from the decision, and beside it from detection',
      metric: 'time-to-rollback',
      given: {
        records: [
          rolledBack(`{ decided: ${iso(60, 3)}, verified: ${iso(60, 4)}, incident: 2026-03-02-search }`),
        ],
        incidents: [incident('2026-03-02-search', { detected: at(60, 1) })],
      },
      expect: { value: hour, n: 1, parts: { detectionToDecision: 2 * hour } },
    },
    {
      name: 'issues count within 48 hours, the last minute included',
      metric: 'post-release-issues',
      given: {
        records: [
          recorded(
            '1.0.0',
            `deployments:\n  - { env: production, finished: ${iso(10)}, outcome: succeeded }\nissues_found:\n  - { at: ${iso(12)}, id: "#1", phase: production }\n  - { at: ${iso(12, 0.001)}, id: "#2", phase: production }\n  - { at: ${iso(9)}, id: "#3", phase: staging }\n`,
          ),
        ],
      },
      expect: { value: 1, n: 1 },
    },
    {
      name: 'a release is not judged before its 48 hours are over',
      metric: 'post-release-issues',
      given: {
        records: [
          recorded(
            '1.0.0',
            `deployments:\n  - { env: production, finished: ${iso(99)}, outcome: succeeded }\nissues_found:\n  - { at: ${iso(99, 1)}, id: "#1" }\n`,
          ),
        ],
      },
      expect: { state: 'none', notes: ['watchOpen'] },
    },
    {
      name: 'no list of issues is not no issues',
      metric: 'post-release-issues',
      given: { records: five },
      expect: { state: 'none', why: 'noIssues' },
    },
    {
      name: 'coverage is the last value, with its change',
      metric: 'test-coverage',
      given: {
        records: [
          recorded('1.0.0', `verified: ${iso(3)}\nquality: { coverage: 80 }\n`),
          recorded('1.1.0', `verified: ${iso(4)}\nquality: { coverage: "84.5%" }\n`),
          recorded('1.2.0', `verified: ${iso(5)}\nquality: { coverage: good }\n`),
        ],
      },
      expect: { value: 84.5, n: 2, parts: { sinceFirst: 4.5 }, notes: ['valueUnreadable'] },
    },
    {
      name: 'escaped defects are those of production',
      metric: 'escaped-defects',
      given: {
        records: [
          recorded(
            '1.0.0',
            `verified: ${iso(3)}\nissues_found:\n${['production', 'staging', 'testing', 'testing', 'prod'].map((phase, index) => `  - { id: "#${index}", phase: ${phase} }\n`).join('')}  - { id: "#9" }\n`,
          ),
        ],
      },
      expect: { value: 0.4, n: 5, notes: ['phaseMissing'] },
    },
    {
      name: 'scans pass or not, by name or for all',
      metric: 'security-scan-pass-rate',
      given: {
        records: [
          recorded(
            '1.0.0',
            `verified: ${iso(3)}\nquality:\n  scans: { code: passed, images: failed, secrets: clean, licences: soon }\n`,
          ),
          recorded('1.1.0', `verified: ${iso(4)}\nquality: { scans: passed }\n`),
          recorded('1.2.0', `verified: ${iso(5)}\nquality: { scans: [passed] }\n`),
        ],
      },
      expect: { value: 0.8, n: 5, notes: ['valueUnreadable'] },
    },
    {
      name: 'performance is the change of each measure',
      metric: 'performance-impact',
      given: {
        records: [
          recorded(
            '1.0.0',
            `verified: ${iso(3)}\nquality:\n  p95_ms: { before: 200, after: 210 }\n  error_rate: { before: 2, after: 1 }\n  throughput: { before: 0, after: 5 }\n`,
          ),
        ],
      },
      expect: { n: 2, parts: { p95_ms: 5, error_rate: -50 }, notes: ['valueUnreadable'] },
    },
    {
      name: 'a record of another package is left out',
      metric: 'deployment-frequency',
      given: { records: [deployed('client@1.0.0', 5), deployed('server@1.0.0', 6), deployed('1.1.0', 7)] },
      options: { package: 'server' },
      expect: { rows: ['server@1.0.0 counted', '1.1.0 counted'] },
    },
  ];
  for (const one of cases) {
    it(`${one.metric}: ${one.name}`, () => check(one));
  }

  it('looks at 90 days and at 20 releases when nobody says otherwise', () => {
    const records = Array.from({ length: 25 }, (_, count) => deployed(`1.${count}.0`, count * 4));
    const [frequency, , failRate] = metricsOf(inputOf({ records }), { now }).figures;
    assert.deepEqual([frequency?.window.since, frequency?.n], [now - 90 * day, 22]);
    assert.deepEqual([failRate?.window.since, failRate?.window.count, failRate?.n], [at(20), 20, 20]);
  });

  const steps: readonly (readonly [MetricId, number, number | undefined, number])[] = [
    ['change-lead-time', 59 * 60_000, 6, 10],
    ['change-lead-time', hour, 5, 8],
    ['change-lead-time', 6 * day, 4, 6],
    ['recovery-time', 8 * day, 3, 4],
    ['recovery-time', 31 * day, 2, 2],
    ['change-lead-time', 200 * day, 1, 0],
    ['deployment-frequency', 2, 4, 6],
    ['deployment-frequency', 8, 5, 8],
    ['change-fail-rate', 0.19, undefined, 8.1],
    ['rework-rate', 1, undefined, 0],
  ];
  for (const [id, value, step, score] of steps) {
    it(`places ${id} of ${value} at step ${step ?? 'none'}, score ${score}`, () => {
      const found = quickCheck(id, value);
      assert.deepEqual([found?.step, found?.score, found?.industry.edition], [step, score, 2025]);
    });
  }
  it('has no step for what the check does not ask', () => {
    assert.equal(quickCheck('restore-time', hour), undefined);
  });
});
