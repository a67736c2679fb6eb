import assert from 'node:assert/strict';
import { minute } from '../../../src/core/base/instant.ts';
import { declareIncident } from '../../../src/core/incident/declare.ts';
import { nextDue, operationsTree } from '../../../src/core/incident/operationsTree.ts';
import type { OperationsFacts, OperationsNode } from '../../../src/core/incident/operationsTree.ts';
import { readIncident } from '../../../src/core/incident/readIncident.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import { emptyRecord } from '../../../src/core/readiness/record.ts';

const start = Date.UTC(2026, 10, 24, 9, 26);
const severities = guidePolicy.severities.map(({ name }) => name);

function facts(more: Partial<OperationsFacts> = {}): OperationsFacts {
  return {
    releases: [{ key: 'releases/1.4.0', name: '1.4.0' }],
    incidents: [],
    triggers: guidePolicy.triggers,
    policy: guidePolicy,
    now: start + 20 * minute,
    ...more,
  };
}

function outline(nodes: readonly OperationsNode[], depth = 0): readonly string[] {
  return nodes.flatMap(({ label, description, children }) => [
    `${'  '.repeat(depth)}${label}${description === '' ? '' : ` | ${description}`}`,
    ...outline(children, depth + 1),
  ]);
}

const { file, text } = declareIncident(
  { title: 'Checkout $(fails)', severity: 'SEV-1', at: start, by: '@rm', release: '1.4.0' },
  [],
);
const open = readIncident(text, file, severities);
const over = readIncident(
  text
    .replace('status: investigating', 'status: resolved')
    .replace('resolved:\n', 'resolved: 2026-11-24T09:40:00Z\n'),
  'incidents/over.md',
  severities,
);

describe('the tree of operations', () => {
  it('has the five triggers of the guide as quiet alarms', () => {
    const [release] = operationsTree(facts());
    assert.equal(release?.description, 'no trigger raised');
    assert.deepEqual(
      release?.children.map(({ kind }) => kind),
      Array.from({ length: 5 }, () => 'alarm'),
    );
  });

  it('shows a raised one with time and name, and one that no guide names', () => {
    const record = {
      ...emptyRecord,
      alarms: [
        { trigger: 'data corruption or loss is occurring.', raised: start, by: '@rm', line: 3 },
        { trigger: 'Something else', raised: start, line: 4 },
        { trigger: 'Over', raised: start, cleared: start, line: 5 },
      ],
    };
    const release = {
      key: 'releases/1.4.0',
      name: '1.4.0',
      record,
      recordFile: 'releases/1.4.0/release.yml',
    };
    const [node] = operationsTree(facts({ releases: [release] }));
    assert.equal(node?.description, '2 triggers raised');
    assert.deepEqual(
      node?.children
        .filter(({ kind }) => kind === 'alarmRaised')
        .map(({ label, description, where }) => [label, description, where?.line]),
      [
        ['Data corruption or loss is occurring', 'raised since 2026-11-24 09:26 UTC by @rm', 3],
        ['Something else', 'raised since 2026-11-24 09:26 UTC', 4],
      ],
    );
  });

  it('puts open incidents first, with clocks, people, timeline and actions, and hides nothing', () => {
    assert.deepEqual(outline(operationsTree(facts({ incidents: [over, open], releases: [] }))), [
      'SEV-1: Checkout $ (fails) | investigating \u00b7 respond 20 min late',
      '  Respond | 20 min late',
      '  Next update | in 40 min',
      '  Timeline | 1',
      '    Declared as SEV-1: Checkout $ (fails), release 1.4.0 | 2026-11-24 09:26 UTC',
      'Resolved incidents | 1',
      '  SEV-1: Checkout $ (fails) | resolved \u00b7 keep monitoring in 48 h',
      '    Keep monitoring | in 48 h',
      '    Retrospective | in 48 h',
      '    Respond | met',
      '    Timeline | 1',
      '      Declared as SEV-1: Checkout $ (fails), release 1.4.0 | 2026-11-24 09:26 UTC',
    ]);
  });

  it('says what cannot be read', () => {
    const broken = readIncident('---\nstatus: [\n---\n', 'incidents/a.md', severities);
    const [node] = operationsTree(facts({ incidents: [broken], releases: [] }));
    assert.equal(node?.icon, 'problem');
    assert.match(node?.children[0]?.label ?? '', /not valid YAML/);
  });

  it('watches a rollback that names the incident', () => {
    const record = {
      ...emptyRecord,
      rollbacks: [{ verified: start + 15 * minute, to: 'v1.3.2', incident: file, line: 2 }],
    };
    const releases = [{ key: 'releases/1.4.0', name: '1.4.0', record }];
    const lines = outline(operationsTree(facts({ incidents: [open], releases })));
    assert.ok(lines.includes('  Watch after the rollback | in 55 min'), lines.join('\n'));
    assert.ok(lines.includes('  Rolled back to v1.3.2 | 2026-11-24 09:41 UTC'));
  });

  it('tells what happened to a release, the latest first', () => {
    const at = start + 10 * minute;
    const record = {
      ...emptyRecord,
      deployments: [
        { env: 'production', started: start, finished: at, outcome: 'rolled-back', line: 2 },
        { env: 'production', started: at + minute, line: 3 },
        { env: 'staging', finished: start, outcome: 'succeeded', line: 5 },
      ],
      verified: at + 9 * minute,
      rollbacks: [{ decided: at, to: 'v1.3.2', line: 4 }],
    };
    const [release] = operationsTree(
      facts({ incidents: [], releases: [{ key: 'releases/1.4.0', name: '1.4.0', record }] }),
    );
    assert.deepEqual(
      release?.children.slice(-5).map(({ label }) => label),
      [
        'Verified in production',
        'Deployed to production: running',
        'Rolled back to v1.3.2, not verified yet',
        'Deployed to production: rolled back',
        'Deployed to staging: succeeded',
      ],
    );
  });

  it('has ids that are there once', () => {
    const ids: string[] = [];
    const visit = (node: OperationsNode): void => {
      ids.push(node.id);
      node.children.forEach(visit);
    };
    operationsTree(facts({ incidents: [open, over] })).forEach(visit);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('knows what is due next over all of them', () => {
    assert.equal(nextDue(facts({ incidents: [open, over] }))?.clock.kind, 'respond');
    assert.equal(nextDue(facts()), undefined);
  });
});
