import assert from 'node:assert/strict';
import type { Change } from '../../../src/core/breaking/change.ts';
import { changeTree, levelCounts } from '../../../src/core/breaking/tree.ts';
import type { ChangeGrouping, ChangeNode, ChangeTreeInput } from '../../../src/core/breaking/tree.ts';

const rule = {
  level: 'major',
  sentence: '{subject} is gone.',
  fix: 'Bring {subject} back.',
  why: '',
  aliases: [],
  example: { file: '', base: '', head: '' },
  nearMiss: { file: '', base: '', head: '' },
} as const;
const catalogue = { rule: (id: string) => (id.startsWith('typescript/') ? rule : undefined) };

function change(path: string, subject: string, more: Partial<Change> = {}): Change {
  return {
    rule: 'typescript/export-removed',
    detector: 'typescript',
    level: 'major',
    confidence: 'proven',
    subject,
    args: {},
    base: { path, line: 3, column: 1 },
    head: { path, line: 5, column: 1 },
    ...more,
  };
}

const nothing: ChangeTreeInput = {
  detection: { notAnalysed: [] },
  suppressed: { changes: [], accepted: [], stale: [] },
  packages: [''],
  undeclared: [],
  notes: [],
};

/** One line a node, two spaces for each level. */
function drawn(nodes: readonly ChangeNode[], depth = 0): readonly string[] {
  return nodes.flatMap(({ icon, label, description, children }) => [
    `${'  '.repeat(depth)}${icon}: ${[label, description].filter((part) => part !== '').join(' | ')}`,
    ...drawn(children, depth + 1),
  ]);
}

function check(input: Partial<ChangeTreeInput>, grouping: ChangeGrouping, expected: readonly string[]): void {
  assert.deepEqual(drawn(changeTree({ ...nothing, ...input }, catalogue, grouping)), expected);
}

const changes = [
  change('packages/a/one.ts', 'first', { commit: '1234567890abcdef' }),
  change('packages/a/one.ts', 'second', { level: 'minor' }),
  change('packages/b/two.ts', 'third', { level: 'review', rule: 'other/rule' }),
];

describe('the tree of changes', () => {
  it('goes by package, file and change, the gravest first', () =>
    check(
      { suppressed: { ...nothing.suppressed, changes }, packages: ['', 'packages/a', 'packages/b'] },
      'file',
      [
        'package: packages/a | 1 breaking, 1 added',
        '  file: one.ts | 1 breaking, 1 added',
        '    major: first is gone. | line 5',
        '    minor: second is gone. | line 5',
        'package: packages/b | 1 to review',
        '  file: two.ts | 1 to review',
        '    review: other/rule | line 5',
      ],
    ));

  it('leaves packages out when there is one', () =>
    check({ suppressed: { ...nothing.suppressed, changes: changes.slice(0, 1) } }, 'file', [
      'file: packages/a/one.ts | 1 breaking',
      '  major: first is gone. | line 5',
    ]));

  it('goes by rule', () =>
    check({ suppressed: { ...nothing.suppressed, changes: changes.slice(1) } }, 'rule', [
      'rule: other/rule | 1 to review',
      '  review: other/rule | line 5',
      'rule: typescript/export-removed | 1 added',
      '  minor: second is gone. | line 5',
    ]));

  it('goes by commit', () =>
    check({ suppressed: { ...nothing.suppressed, changes: changes.slice(0, 2) } }, 'commit', [
      'commit: 1234567890 | 1 breaking',
      '  major: first is gone. | line 5',
      'commit: No commit known | 1 added',
      '  minor: second is gone. | line 5',
    ]));

  it('names what no message declares, beside the groups and under the commit that should have said it', () => {
    const [one, two] = [change('a.ts', 'first'), change('b.ts', 'second')];
    const input = {
      suppressed: { ...nothing.suppressed, changes: [one, two] },
      undeclared: [{ change: one, by: '1234567890abcdef' }, { change: two }],
    };
    const section = [
      'commit: Declared by no commit message | 2',
      '  major: first is gone. | line 5, commit 1234567890',
      '  major: second is gone. | line 5, no single commit',
    ];
    check(input, 'commit', [
      'commit: No commit known | 1 breaking',
      '  major: second is gone. | line 5',
      'commit: 1234567890 | 1 breaking, not declared in its message',
      '  major: first is gone. | line 5',
      ...section,
    ]);
    check(input, 'file', [
      'file: a.ts | 1 breaking',
      '  major: first is gone. | line 5',
      'file: b.ts | 1 breaking',
      '  major: second is gone. | line 5',
      ...section,
    ]);
  });

  it('says where something was that is gone with its file', () => {
    const { head: _, ...gone } = change('a.ts', 'first');
    check({ suppressed: { ...nothing.suppressed, changes: [gone] } }, 'file', [
      'file: a.ts | 1 breaking',
      '  major: first is gone. | line 3 before',
    ]);
  });

  it('hides nothing: accepted changes, stale acceptances, files nobody looked at, notes', () =>
    check(
      {
        notes: ['The clone is shallow.'],
        detection: { notAnalysed: [{ path: 'big.ts', reason: 'tooLarge', detail: '12 MB' }] },
        suppressed: {
          changes: [],
          accepted: [
            {
              change: change('a.ts', 'first'),
              reason: 'on purpose',
              where: { path: 'a.ts', line: 4, column: 1 },
            },
          ],
          stale: [
            {
              acceptance: { rule: 'a/b', reason: 'old', where: { path: 'c.ts', line: 1, column: 1 } },
              why: 'gone',
            },
          ],
        },
      },
      'file',
      [
        'note: The clone is shallow.',
        'accepted: Accepted | 1',
        '  accepted: first is gone. | on purpose',
        'note: Acceptances that hold for nothing | 1',
        '  note: a/b | no such change any more',
        'unknown: Not analysed | 1',
        '  unknown: big.ts | too large: 12 MB',
      ],
    ));

  it('gives every node an id of its own, the same after lines have moved', () => {
    const twice = [change('a.ts', 'same'), change('a.ts', 'same'), change('b.ts', 'same')];
    const ids = (lines: number): readonly string[] => {
      const moved = twice.map((one) => ({ ...one, head: { path: one.head!.path, line: lines, column: 1 } }));
      const flat = (nodes: readonly ChangeNode[]): readonly string[] =>
        nodes.flatMap(({ id, children }) => [id, ...flat(children)]);
      return flat(
        changeTree({ ...nothing, suppressed: { ...nothing.suppressed, changes: moved } }, catalogue, 'file'),
      );
    };
    assert.equal(new Set(ids(1)).size, 5);
    assert.deepEqual(ids(1), ids(9));
  });

  it('counts by level', () => {
    assert.equal(levelCounts(changes), '1 breaking, 1 to review, 1 added');
    assert.equal(levelCounts([]), '');
  });
});
