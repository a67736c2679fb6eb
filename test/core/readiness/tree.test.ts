import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import {
  treeFilters,
  treeGroupings,
  type DisplayNode,
  type TreeOptions,
} from '../../../src/core/readiness/display.ts';
import { evaluate } from '../../../src/core/readiness/evaluate.ts';
import { readinessTree } from '../../../src/core/readiness/tree.ts';
import { facts, now, policy } from '../../support/arbitraryReleases.ts';
import { checklist, item, record, release, section, source } from '../../support/releases.ts';

const all: TreeOptions = { filter: 'all', grouping: 'section', me: [], now, timezone: 'UTC' };
const hour = 3_600_000;

const parts = [
  section('area', 'Pre-release', [], { level: 2 }),
  section(
    'area',
    'Code',
    ['[x] Reviewed', item('[ ] Merged', { owners: ['@ana'], below: [item('[x] One'), item('[ ] Two')] })],
    { level: 3 },
  ),
  section(
    'area',
    'Operations',
    [
      item('[ ] Migrations (if any)', { condition: { text: 'if any', predicate: { kind: 'manual' } } }),
      '[-] Flags',
    ],
    { level: 3 },
  ),
  section('stage', 'After', ['[ ] Announced'], { phase: 'after' }),
  section('playbook', 'Rollback', ['[ ] Revert']),
];
const start = now + 30 * hour;

/** Draws the tree as indented lines: label | description. Reasons and details are left out. */
function check(options: Partial<TreeOptions>, expected: readonly string[]): void {
  const facts1 = release([source(checklist(parts))], { record: record({ plannedStart: start }) });
  const nodes = readinessTree([evaluate(guidePolicy, facts1, now)], { ...all, ...options });
  assert.deepEqual(drawn(nodes, ''), expected);
}

function drawn(nodes: readonly DisplayNode[], indent: string): readonly string[] {
  return nodes
    .filter((node) => node.kind !== 'reasons' && !(node.kind === 'detail' && node.id.includes('~detail')))
    .flatMap((node) => [
      `${indent}${node.label} | ${node.description}`,
      ...drawn(node.children, `${indent}  `),
    ]);
}

function flat(nodes: readonly DisplayNode[]): readonly DisplayNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

const summary = '1.4.0 | NO-GO \u00b7 2/6 \u00b7 2 blocking \u00b7 due Mon 15:00';

describe('readinessTree', () => {
  it('nests sections and items, with counts and times', () => {
    check({}, [
      summary,
      '  Pre-release | 2/5 \u00b7 2 blocking \u00b7 due Mon 15:00',
      '    Code | 2/4 \u00b7 2 blocking \u00b7 due Mon 15:00',
      '      Reviewed | ',
      '      Merged | @ana \u00b7 due Mon 15:00',
      '        One | ',
      '        Two | due Mon 15:00',
      '    Operations | 0/1 \u00b7 due Mon 15:00',
      '      Migrations (if any) | not decided \u00b7 due Mon 15:00',
      '      Flags | not applicable',
      '  After | 0/1',
      '    Announced | ',
      '  Rollback | not counted',
      '    Revert | ',
    ]);
  });

  it('keeps the parents of what a filter lets through', () => {
    const blocking = [
      summary,
      '  Pre-release | 2/5 \u00b7 2 blocking \u00b7 due Mon 15:00',
      '    Code | 2/4 \u00b7 2 blocking \u00b7 due Mon 15:00',
      '      Merged | @ana \u00b7 due Mon 15:00',
    ];
    check({ filter: 'blocking' }, [...blocking, '        Two | due Mon 15:00']);
    check({ filter: 'mine', me: ['@Ana'] }, blocking);
  });

  it('says so when a filter leaves nothing', () => {
    const nothing = 'Nothing open is yours | Choose another filter to see more.';
    check({ filter: 'mine', me: ['@nobody'] }, [summary, `  ${nothing}`]);
  });

  it('groups by owner and by state', () => {
    check({ grouping: 'owner', filter: 'open' }, [
      summary,
      '  @ana | 0/1 \u00b7 1 blocking',
      '    Merged | @ana \u00b7 due Mon 15:00',
      '  No owner | 0/3 \u00b7 1 blocking',
      '    Two | due Mon 15:00',
      '    Migrations (if any) | not decided \u00b7 due Mon 15:00',
      '    Announced | ',
    ]);
    check({ grouping: 'state', filter: 'due' }, [
      summary,
      '  not decided | 1',
      '    Migrations (if any) | not decided \u00b7 due Mon 15:00',
      '  open | 2 \u00b7 2 blocking',
      '    Merged | @ana \u00b7 due Mon 15:00',
      '    Two | due Mon 15:00',
    ]);
  });

  it('speaks in sentences', () => {
    const facts1 = release([source(checklist(parts))], { record: record({ plannedStart: start }) });
    const nodes = flat(readinessTree([evaluate(guidePolicy, facts1, now)], all));
    const spoken = nodes.find((node) => node.label === 'Merged')?.accessibleLabel;
    assert.equal(spoken, 'Merged, open, blocks the release, due Monday 15:00, owner @ana');
  });

  it('says why an item with an empty box counts as done', () => {
    const signOffs = [{ role: 'qa', by: '@ana', line: 1 }];
    const items = [
      '[x] a',
      item('[ ] All met', { derived: 'allReadiness' }),
      item('[ ] QA', { signOff: ['qa'] }),
    ];
    const facts1 = release([source(checklist([section('area', 'A', items)]))], {
      record: record({ signOffs }),
    });
    const nodes = readinessTree([evaluate(guidePolicy, facts1, now)], all);
    assert.deepEqual(drawn(nodes, ''), [
      '1.4.0 | GO \u00b7 3/3',
      '  A | 3/3',
      '    a | ',
      '    All met | follows from the others',
      '    QA | signed off \u00b7 role:qa',
    ]);
  });

  it('shows files that cannot be read and files that are not used', () => {
    const broken = {
      file: 'b.md',
      status: 'unreadable',
      reason: 'denied',
      detail: 'EACCES',
      why: { by: 'named', args: {} },
    } as const;
    const facts1 = release([source(checklist([section('area', 'A', ['[x] a'])])), broken]);
    const leftOut = [{ file: 'old.md', why: 'It has no check boxes.' }];
    const nodes = readinessTree([evaluate(guidePolicy, facts1, now)], { ...all, leftOut });
    assert.deepEqual(drawn(nodes, ''), [
      '1.4.0 | UNKNOWN \u00b7 1/1',
      '  b.md | access is denied',
      '  A | 1/1',
      '    a | ',
      'Not used | 1',
      '  old.md | It has no check boxes.',
    ]);
  });

  it('is safe to show and has unique ids, whatever the checklist says', () => {
    const options = fc.record({
      filter: fc.constantFrom(...treeFilters),
      grouping: fc.constantFrom(...treeGroupings),
    });
    fc.assert(
      fc.property(facts, policy, options, (given, rules, choice) => {
        const readiness = evaluate(rules, given, now);
        const nodes = flat(readinessTree([readiness, { ...readiness, key: 'b.md' }], { ...all, ...choice }));
        assert.equal(new Set(nodes.map((node) => node.id)).size, nodes.length);
        for (const node of nodes) {
          assert.ok(node.label.length > 0 && node.label.length <= 256, node.label);
          for (const shown of [node.label, node.description, node.accessibleLabel, ...node.tooltip]) {
            assert.doesNotMatch(
              shown,
              /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\$\(|\p{Surrogate}/u,
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps ids from one evaluation to the next', () => {
    const ids = (state: string): readonly string[] => {
      const list = checklist([section('area', 'A', [item(`[${state}] a`), item('[ ] b')])]);
      return flat(readinessTree([evaluate(guidePolicy, release([source(list)]), now)], all))
        .filter((node) => node.kind === 'item' || node.kind === 'group')
        .map((node) => node.id);
    };
    assert.deepEqual(ids('x'), ids(' '));
  });
});
