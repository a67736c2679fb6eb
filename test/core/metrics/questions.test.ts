import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/base/text.ts';
import { answerQuestion } from '../../../src/core/metrics/answer.ts';
import type { Answer } from '../../../src/core/metrics/answer.ts';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import type { MetricsInput, Question } from '../../../src/core/metrics/model.ts';
import { readRecord } from '../../../src/core/readiness/readRecord.ts';
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

function asked(given: Partial<MetricsInput>): readonly Question[] {
  return metricsOf(inputOf(given), { now, since: epoch }).questions;
}

const graph = graphOf([
  { id: 'a', on: 0 },
  { id: 'b', parents: ['a'], on: 1 },
]);

describe('metrics: questions', () => {
  const cases: readonly {
    readonly name: string;
    readonly given: Partial<MetricsInput>;
    readonly ids: readonly string[];
  }[] = [
    {
      name: 'a patch within 48 hours may be a fix',
      given: { graph, tags: [tagged('v1.4.0', 'a', 10), tagged('v1.4.1', 'b', 12)] },
      ids: ['fix:v1.4.1'],
    },
    {
      name: 'a later patch is not asked about',
      given: { graph, tags: [tagged('v1.4.0', 'a', 10), tagged('v1.4.1', 'b', 12.01)] },
      ids: [],
    },
    {
      name: 'a minor release is not asked about',
      given: { graph, tags: [tagged('v1.4.0', 'a', 10), tagged('v1.5.0', 'b', 11)] },
      ids: [],
    },
    {
      name: 'an answer that stands in the record ends the question',
      given: {
        graph,
        tags: [tagged('v1.4.0', 'a', 10), tagged('v1.4.1', 'b', 11)],
        records: [recorded('1.4.1', 'version: 1.4.1\nplanned: true\n')],
      },
      ids: [],
    },
    {
      name: 'an incident without a cause is asked about',
      given: {
        records: [deployed('1.0.0', 5)],
        incidents: [incident('Slow', { detected: epoch + 6 * day })],
      },
      ids: ['cause:incidents/Slow.md'],
    },
    {
      name: 'an incident with a cause, or with none, is not',
      given: {
        incidents: [
          incident('One', { detected: epoch + 6 * day, causedBy: '1.0.0' }),
          incident('Two', { detected: epoch + 6 * day, causedBy: 'none' }),
        ],
      },
      ids: [],
    },
    {
      name: 'a deployment without an outcome is asked about',
      given: { records: [deployed('1.0.0', 5, ', by: "@ops"')] },
      ids: ['outcome:releases/1.0.0/release.yml:3'],
    },
  ];
  for (const { name, given, ids } of cases) {
    it(name, () => {
      assert.deepEqual(
        asked(given).map(({ id }) => id),
        ids,
      );
    });
  }

  it('suggests the last release before an incident, and assumes nothing', () => {
    const records = [deployed('1.0.0', 5), deployed('1.1.0', 8), deployed('1.2.0', 20)];
    const incidents = [incident('Slow', { detected: epoch + 8 * day + hour })];
    const { figures, questions } = metricsOf(inputOf({ records, incidents }), { now, since: epoch });
    assert.equal(questions[0]?.suggested, '1.1.0');
    assert.equal(
      figures.find(({ id }) => id === 'change-fail-rate')?.rows.some(({ mark }) => mark === 'hit'),
      false,
    );
  });
});

describe('metrics: answers', () => {
  const fix: Question = {
    id: 'fix:v1.4.1',
    kind: 'fix',
    subject: 'v1.4.1',
    suggested: 'v1.4.0',
    place: { file: 'releases/1.4.1/release.yml', key: 'planned' },
  };
  const cause: Question = {
    id: 'cause:incidents/slow.md',
    kind: 'cause',
    subject: 'Slow',
    place: { file: 'incidents/slow.md', key: 'caused_by' },
  };
  const outcome = (line: number): Question => ({
    id: 'outcome',
    kind: 'outcome',
    subject: '1.0.0',
    place: { file: 'releases/1.0.0/release.yml', key: 'outcome', line },
  });
  const yes: Answer = { kind: 'fix', wasFix: 'yes' };
  const failed: Answer = { kind: 'outcome', outcome: 'failed' };

  const cases: readonly {
    readonly name: string;
    readonly question: Question;
    readonly answer: Answer;
    readonly text: string;
    /** The text afterwards, or the refusal. */
    readonly gives: string;
  }[] = [
    {
      name: 'begins a record that is not there',
      question: fix,
      answer: yes,
      text: '',
      gives: 'schema: release-readiness/release/1\nversion: 1.4.1\nprevious: v1.4.0\nplanned: false\n',
    },
    {
      name: 'keeps comments, lists and line ends',
      question: fix,
      answer: { kind: 'fix', wasFix: 'no' },
      text: '# ours\r\nversion: 1.4.1 # patch\r\ndeployments: []\r\n',
      gives: '# ours\r\nversion: 1.4.1 # patch\r\nplanned: true\r\ndeployments: []\r\n',
    },
    {
      name: 'does not name what is named already',
      question: fix,
      answer: yes,
      text: 'previous: v1.3.9\ndeployments: []\n',
      gives: 'previous: v1.3.9\nplanned: false\ndeployments: []\n',
    },
    { name: 'is given once', question: fix, answer: yes, text: 'planned: true\n', gives: 'answered' },
    {
      name: 'refuses a record that cannot be read',
      question: fix,
      answer: yes,
      text: 'version: [\n',
      gives: 'shape',
    },
    {
      name: 'refuses an answer to something else',
      question: fix,
      answer: failed,
      text: '',
      gives: 'otherQuestion',
    },
    {
      name: 'names the cause in the front matter',
      question: cause,
      answer: { kind: 'cause', release: '1.4.0' },
      text: '---\ntitle: Slow\n---\n\ncaused_by: in the body\n',
      gives: '---\ncaused_by: 1.4.0\ntitle: Slow\n---\n\ncaused_by: in the body\n',
    },
    {
      name: 'fills a key without a value, and quotes what YAML would take for a number',
      question: cause,
      answer: { kind: 'cause', release: '1.40' },
      text: '---\r\ntitle: Slow\r\ncaused_by:\r\n---\r\n',
      gives: '---\r\ntitle: Slow\r\ncaused_by: "1.40"\r\n---\r\n',
    },
    {
      name: 'says that nothing caused it',
      question: cause,
      answer: { kind: 'cause', release: undefined },
      text: '---\n---\nText\n',
      gives: '---\ncaused_by: none\n---\nText\n',
    },
    {
      name: 'does not change a cause',
      question: cause,
      answer: { kind: 'cause', release: '1.4.0' },
      text: '---\ncaused_by: 1.3.0\n---\n',
      gives: 'answered',
    },
    {
      name: 'needs front matter',
      question: cause,
      answer: { kind: 'cause', release: '1.4.0' },
      text: '# Slow\n',
      gives: 'shape',
    },
    {
      name: 'ends an entry of one line',
      question: outcome(2),
      answer: failed,
      text: 'deployments:\n  - { env: production, ref: v1.0.0 }\n  - { env: staging }\n',
      gives: 'deployments:\n  - { env: production, ref: v1.0.0, outcome: failed }\n  - { env: staging }\n',
    },
    {
      name: 'adds a line to an entry of several',
      question: outcome(2),
      answer: failed,
      text: 'deployments:\n  - env: production\n    ref: v1.0.0\n',
      gives: 'deployments:\n  - env: production\n    outcome: failed\n    ref: v1.0.0\n',
    },
    {
      name: 'leaves an outcome alone',
      question: outcome(2),
      answer: failed,
      text: 'deployments:\n  - { env: production, outcome: succeeded }\n',
      gives: 'answered',
    },
    {
      name: 'refuses an entry that has moved',
      question: outcome(2),
      answer: failed,
      text: '# new\ndeployments:\n  - { env: production }\n',
      gives: 'shape',
    },
  ];
  for (const { name, question, answer, text, gives } of cases) {
    it(name, () => {
      const result = answerQuestion(question, answer, text);
      assert.equal(result.ok ? applyEdits(text, result.edits) : result.refusal, gives);
      if (result.ok && question.kind !== 'cause') {
        assert.deepEqual(readRecord(gives, question.place.file).findings, []);
      }
    });
  }
});
