import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeFacts } from '../../../src/core/checklist/conditions.ts';
import { assess, withChange } from '../../../src/core/engine.ts';
import type { Assessment } from '../../../src/core/engine.ts';
import type { ReviewFacts } from '../../../src/core/facts/review.ts';
import { reasonSentence } from '../../../src/core/readiness/catalog.ts';
import type { Answer, ChangeFacts } from '../../../src/core/readiness/model.ts';
import { asksForReview } from '../../../src/core/readiness/reviewItems.ts';
import { readinessTree } from '../../../src/core/readiness/tree.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';

describe('items that ask for a review of the code', () => {
  const cases: readonly (readonly [text: string, asks: boolean])[] = [
    ['Code review approval from required reviewers', true],
    ['All pull requests reviewed', true],
    ['Peer review completed', true],
    ['Approved by code owners', true],
    ['All changes have been reviewed', true],
    ['Code-Review abgeschlossen', true],
    ['Codeprüfung erledigt', true],
    ['Revue de code terminée', true],
    ['Revisión de código aprobada', true],
    ['Revisão de código concluída', true],
    ['Revisione del codice completata', true],
    ['コードレビュー完了', true],
    ['代码审查完成', true],
    ['Release notes reviewed', false],
    ['Security review completed', false],
    ['Rollback plan reviewed and approved', false],
    ['Code review guidelines updated', false],
    ['Code freeze announced', false],
    ['Reviewed by legal', false],
  ];
  for (const [text, asks] of cases) {
    it(`${asks ? 'yes' : 'no'}: ${text}`, () => {
      assert.equal(asksForReview({ text }), asks);
    });
  }
});

const no: Answer = { known: true, holds: false, evidence: 'nothing of it changed' };
const noChanges = Object.fromEntries(changeFacts.map((fact) => [fact, no])) as ChangeFacts;
const now = Date.UTC(2026, 10, 23, 9);
const review: ReviewFacts = { commits: 3, reviewed: 3, owned: 2, covered: 2, unknown: 0 };

interface Given {
  readonly box: string;
  readonly review?: ReviewFacts;
  readonly stale?: boolean;
  readonly evidence?: string;
}

async function assessed({ box, review: given, stale = false, evidence }: Given): Promise<Assessment> {
  const files = {
    'RELEASE.md': `# Release\n\n## Code Readiness\n\n- [${box}] Code review approval\n- [x] Tests pass\n`,
    ...(evidence === undefined
      ? {}
      : {
          'releases/policy.yml': `gates: [{id: code, sections: [Code Readiness], evidence: ${evidence}}]\n`,
        }),
  };
  const read = await assess(memoryPorts({ files, now }), { type: 'minor' });
  const comparison = {
    base: 'v1.0.0',
    head: 'HEAD',
    bump: 'none',
    because: 0,
    undecided: 0,
    unread: 0,
    stale,
    ...(given === undefined ? {} : { review: given }),
  } as const;
  return withChange(read, { outcome: 'compared', facts: noChanges, comparison }, now);
}

function said({ readiness }: Assessment): readonly string[] {
  const reasons = readiness.flatMap((one) => one.reasons);
  return reasons.flatMap((reason) => (reason.code === 'reviewTrailers' ? [reasonSentence(reason)] : []));
}

describe('what commits say of their review', () => {
  const sentence =
    '3 of 3 commits carry a review trailer; 2 of 2 changed files with owners were reviewed by one: ' +
    'Code review approval';
  const cases: readonly (readonly [name: string, given: Given, expected: readonly string[]])[] = [
    ['stands beside a tick', { box: 'x', review }, [sentence]],
    ['stands beside an open item', { box: ' ', review }, [sentence]],
    ['is silent without a trailer', { box: 'x', review: { ...review, reviewed: 0 } }, []],
    ['is silent when files have changed since', { box: 'x', review, stale: true }, []],
    ['is silent without history', { box: 'x' }, []],
  ];
  for (const [name, given, expected] of cases) {
    it(name, async () => {
      assert.deepEqual(said(await assessed(given)), expected);
    });
  }

  it('is in the tooltip of the item', async () => {
    const { readiness } = await assessed({ box: ' ', review });
    const tree = readinessTree(readiness, {
      filter: 'all',
      grouping: 'section',
      me: [],
      now,
      timezone: 'UTC',
    });
    assert.ok(JSON.stringify(tree).includes(sentence));
  });

  it('is no evidence where the gate requires some', async () => {
    const { readiness } = await assessed({ box: 'x', review, evidence: 'required' });
    assert.deepEqual(
      readiness.map(({ verdict, reasons }) => [verdict, reasons[0]?.code]),
      [['noGo', 'evidenceMissing']],
    );
  });

  it('never changes a verdict', async () => {
    const count = fc.nat({ max: 20 });
    const facts = fc.record({
      commits: count,
      reviewed: count,
      owned: count,
      covered: count,
      unknown: count,
    });
    const given = fc.record({
      box: fc.constantFrom(' ', 'x', '~'),
      evidence: fc.option(fc.constantFrom('required', 'expected', 'optional'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(given, facts, async ({ box, evidence }, found) => {
        const of = { box, ...(evidence === undefined ? {} : { evidence }) };
        const [plain, told] = [await assessed(of), await assessed({ ...of, review: found })];
        const others = ({ readiness }: Assessment): unknown =>
          readiness.map(({ verdict, reasons }) => [
            verdict,
            reasons.filter(({ code }) => code !== 'reviewTrailers'),
          ]);
        assert.deepEqual(others(told), others(plain));
      }),
      { numRuns: 60 },
    );
  });
});
