import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseInstant } from '../../../src/core/base/instant.ts';
import { assess } from '../../../src/core/engine.ts';
import { stageSchedule } from '../../../src/core/readiness/stageSchedule.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';

const text = [
  '# Release 1.4.0',
  '## Pre-Deployment (T-minus 24 hours)',
  '- [x] Window booked',
  '- [ ] Team briefed',
  '## Post-Deployment Verification (Within 30 minutes)',
  '- [ ] Health checked',
  '- [ ] Errors looked at — within 10m',
  '## Post-Deployment Monitoring (24-48 hours)',
  '- [ ] Trends looked at',
  '',
].join('\n\n');
const done = text.replaceAll('[ ]', '[x]');

interface Case {
  readonly at: string;
  readonly record: string;
  readonly text?: string;
  /** `state anchor overdue/due next` of each stage. */
  readonly says: readonly string[];
}

async function check({ at, record, text: given = text, says }: Case): Promise<void> {
  const now = parseInstant(at) ?? 0;
  const files = { 'releases/1.4.0/checklist.md': given, 'releases/1.4.0/release.yml': record };
  const [readiness] = (await assess(memoryPorts({ files, now }))).readiness;
  assert.ok(readiness !== undefined);
  const told = stageSchedule(readiness, now).map(({ state, anchor, anchorAt, overdue, due, next }) =>
    [
      state,
      `${anchor}${anchorAt === undefined ? '?' : ''}`,
      `${overdue.length}/${due.length}`,
      ...(next === undefined ? [] : [next.text]),
    ].join(' '),
  );
  assert.deepEqual(told, says);
}

const plain = [
  '# Release 1.4.0',
  '## Production Deployment',
  '- [ ] Tag created',
  '## Post-Deployment Tasks',
  '- [ ] Result announced',
  '',
].join('\n\n');

const planned = 'planned_start: 2026-11-24T09:00:00Z\n';
const deployed = `${planned}deployments: [{ env: production, finished: 2026-11-24T09:30:00Z, outcome: succeeded }]\n`;
const cases: readonly (readonly [name: string, input: Case])[] = [
  [
    'without a planned start nobody can say when',
    {
      at: '2026-11-20T09:00:00Z',
      record: 'version: 1.4.0\n',
      says: [
        'waiting T? 0/0 Team briefed',
        'waiting D? 0/0 Health checked',
        'waiting D? 0/0 Trends looked at',
      ],
    },
  ],
  [
    'before the window of the first stage ends',
    {
      at: '2026-11-23T08:59:00Z',
      record: planned,
      says: ['due T 0/1', 'waiting D? 0/0 Health checked', 'waiting D? 0/0 Trends looked at'],
    },
  ],
  [
    'after it',
    {
      at: '2026-11-23T09:01:00Z',
      record: planned,
      says: ['overdue T 1/0', 'waiting D? 0/0 Health checked', 'waiting D? 0/0 Trends looked at'],
    },
  ],
  [
    'ten minutes after the deployment: one item is late, one is due, monitoring is ahead',
    {
      at: '2026-11-24T09:41:00Z',
      record: deployed,
      says: ['overdue T 1/0', 'overdue D 1/1', 'ahead D 0/0 Trends looked at'],
    },
  ],
  [
    'a day after it monitoring is due',
    {
      at: '2026-11-25T10:00:00Z',
      record: deployed,
      says: ['overdue T 1/0', 'overdue D 2/0', 'due D 0/1'],
    },
  ],
  [
    'stages without a window, and nobody knows the planned start',
    {
      at: '2026-11-20T09:00:00Z',
      record: 'version: 1.4.0\n',
      text: plain,
      says: ['waiting T? 0/0 Tag created', 'waiting D? 0/0 Result announced'],
    },
  ],
  [
    'stages without a window, before the planned start',
    {
      at: '2026-11-24T08:59:00Z',
      record: planned,
      text: plain,
      says: ['ahead T 0/0 Tag created', 'waiting D? 0/0 Result announced'],
    },
  ],
  [
    'stages without a window, from the planned start on',
    {
      at: '2026-11-24T09:00:00Z',
      record: planned,
      text: plain,
      says: ['due T 0/1', 'waiting D? 0/0 Result announced'],
    },
  ],
  [
    'stages without a window, when the deployment began early',
    {
      at: '2026-11-24T08:59:00Z',
      record: `${planned}deployments: [{ env: production, started: 2026-11-24T08:30:00Z }]\n`,
      text: plain,
      says: ['due T 0/1', 'waiting D? 0/0 Result announced'],
    },
  ],
  [
    'stages without a window, after the deployment',
    {
      at: '2026-11-24T09:41:00Z',
      record: deployed,
      text: plain,
      says: ['overdue T 1/0', 'overdue D 1/0'],
    },
  ],
  [
    'all done',
    {
      at: '2026-11-25T10:00:00Z',
      record: deployed,
      text: done,
      says: ['complete T 0/0', 'complete D 0/0', 'complete D 0/0'],
    },
  ],
];

describe('stages against the clock', () => {
  for (const [name, input] of cases) it(name, () => check(input));
});
