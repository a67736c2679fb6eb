import assert from 'node:assert/strict';
import { assess, withChange } from '../../../src/core/engine.ts';
import type { Assessment } from '../../../src/core/engine.ts';
import { changeFacts } from '../../../src/core/checklist/conditions.ts';
import type { ChangeInput } from '../../../src/core/readiness/comparison.ts';
import type { Answer, ChangeFacts, Comparison } from '../../../src/core/readiness/model.ts';
import { readinessTree } from '../../../src/core/readiness/tree.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';

const no: Answer = { known: true, holds: false, evidence: 'nothing of it changed' };
const yes: Answer = { known: true, holds: true, evidence: '3 files under migrations/' };
const unknown: Answer = { known: false, why: 'notAnalysed' };
const noChanges = Object.fromEntries(changeFacts.map((fact) => [fact, no])) as ChangeFacts;

interface Given {
  readonly comparison?: Partial<Comparison>;
  readonly facts?: Partial<ChangeFacts>;
  readonly failed?: string;
  /** Nothing was compared. */
  readonly none?: true;
  readonly record?: string;
  readonly checklist?: string;
}

const now = Date.UTC(2026, 10, 23, 9);
const folder = 'releases/1.4.0';

async function assessed({
  comparison,
  facts,
  failed,
  none,
  record = 'type: minor\n',
  checklist,
}: Given): Promise<Assessment> {
  const files = {
    [`${folder}/checklist.md`]: checklist ?? '# 1.4.0\n\n## Code Readiness\n\n- [x] Tests pass\n',
    [`${folder}/release.yml`]: record,
  };
  const read = await assess(memoryPorts({ files, now }), { release: '1.4.0' });
  const input: ChangeInput =
    failed === undefined
      ? {
          outcome: 'compared',
          facts: { ...noChanges, ...facts },
          comparison: {
            base: 'v1.3.2',
            head: 'HEAD',
            baseVersion: '1.3.2',
            bump: 'none',
            because: 0,
            undecided: 0,
            unread: 0,
            stale: false,
            ...comparison,
          },
        }
      : { outcome: 'failed', message: failed };
  return none === true ? read : withChange(read, input, now);
}

const mine = new Set(['bumpTooLow', 'bumpUnsure', 'changesUnread', 'comparisonFailed', 'comparisonOld']);

/** Verdict, then what the comparison has to say. */
async function check(given: Given, expected: string): Promise<void> {
  const { readiness } = await assessed(given);
  const [release] = readiness;
  assert.ok(release);
  const own = release.reasons
    .filter(({ code }) => mine.has(code))
    .map(({ code, weight }) => `${code}/${weight}`);
  assert.equal([release.verdict, ...own].join(' '), expected);
}

const major = {
  bump: 'major',
  because: 2,
  first: { message: 'connect is gone.', where: { file: 'a.ts', line: 3, column: 1 } },
} as const;

describe('the verdict and the changes', () => {
  const cases: readonly (readonly [name: string, given: Given, expected: string])[] = [
    ['nothing was compared', { none: true }, 'go'],
    ['nothing changed', {}, 'go'],
    ['a minor release that needs no more', { comparison: { bump: 'minor', because: 1 } }, 'go'],
    ['a minor release that needs a major one', { comparison: major }, 'noGo bumpTooLow/noGo'],
    [
      'a patch release that needs a minor one',
      { comparison: { bump: 'minor', because: 1, baseVersion: '1.4.0-rc.1' }, record: 'type: patch\n' },
      'conditionalGo',
    ],
    [
      'a type without a base release',
      { comparison: { ...major, baseVersion: undefined as never } },
      'noGo bumpTooLow/noGo',
    ],
    [
      'below 1.0.0 a minor release may break',
      { comparison: { ...major, baseVersion: '0.3.0' }, record: 'version: 0.4.0\ntype: minor\n' },
      'conditionalGo',
    ],
    [
      'below 1.0.0 a patch release may not',
      { comparison: { ...major, baseVersion: '0.3.0' }, record: 'version: 0.3.1\ntype: patch\n' },
      'noGo bumpTooLow/noGo',
    ],
    ['a release that is out already', { comparison: { ...major, baseVersion: '1.4.0' } }, 'go'],
    [
      'changes that a person has to look at',
      { comparison: { undecided: 2 } },
      'conditionalGo bumpUnsure/conditional',
    ],
    [
      'the same in a major release',
      { comparison: { undecided: 2 }, record: 'version: 2.0.0\ntype: major\n' },
      'conditionalGo',
    ],
    ['files that nobody could look at', { comparison: { unread: 1 } }, 'conditionalGo changesUnread/warning'],
    ['a comparison that is old', { comparison: { stale: true } }, 'conditionalGo comparisonOld/warning'],
    [
      'an old comparison that found a break',
      { comparison: { ...major, stale: true } },
      'noGo bumpTooLow/noGo comparisonOld/warning',
    ],
    ['a comparison that failed', { failed: 'git failed.' }, 'unknown comparisonFailed/unknown'],
  ];
  for (const [name, given, expected] of cases) {
    it(name, () => check(given, expected));
  }

  it('says what was declared, what is needed and where', async () => {
    const assessment = await assessed({ comparison: major });
    const [node] = readinessTree(assessment.readiness, {
      filter: 'all',
      grouping: 'section',
      me: [],
      now,
      timezone: 'UTC',
    });
    assert.match(node?.description ?? '', /^NO-GO \u00b7 declared minor, needs major \u00b7 /);
    const why = node?.children[0]?.children.find(({ label }) => label.startsWith('Declared'));
    assert.deepEqual(
      [why?.label, why?.description],
      ['Declared minor (1.4.0), needs major (2.0.0) since v1.3.2: connect is gone. (and 1 more)', 'a.ts:3'],
    );
  });

  const checklist =
    '# 1.4.0\n\n## Code Readiness\n\n- [x] Tests pass\n- [ ] Database migrations tested (if database changes)\n';
  const itemOutcome = async (given: Given): Promise<string> => {
    const { readiness } = await assessed({ checklist, ...given });
    const item = readiness[0]?.sections
      .flatMap(({ items }) => items)
      .find(({ item: { text } }) => text.startsWith('Database'));
    return `${item?.applies.outcome}: ${item?.applies.why}`;
  };
  it('requires an item because of what changed', async () =>
    assert.equal(await itemOutcome({ facts: { migrations: yes } }), 'applies: 3 files under migrations/'));
  it('lets an item go because nothing of it changed', async () =>
    assert.equal(await itemOutcome({}), 'doesNotApply: nothing of it changed'));
  it('decides nothing without an answer', async () =>
    assert.match(await itemOutcome({ facts: { migrations: unknown } }), /^undecided/));
  it('lets nothing go on an old comparison', async () =>
    assert.match(await itemOutcome({ comparison: { stale: true } }), /^undecided/));
  it('still requires what an old comparison has seen', async () =>
    assert.match(await itemOutcome({ comparison: { stale: true }, facts: { migrations: yes } }), /^applies/));
});
