import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reasonCatalog, reasonSentence } from '../../../src/core/readiness/catalog.ts';
import { reasonCodes, type Reason, type Verdict } from '../../../src/core/readiness/model.ts';
import { stepOf, worstVerdict } from '../../../src/core/readiness/order.ts';

describe('the catalogue of reasons', () => {
  it('has a sentence, a fix and a step for each code', () => {
    assert.deepEqual(Object.keys(reasonCatalog).toSorted(), [...reasonCodes].toSorted());
    assert.deepEqual(Object.keys(stepOf).toSorted(), [...reasonCodes].toSorted());
  });

  it('shows text from files as plain text', () => {
    const text = '\u202e$(x)\u0007';
    const said = reasonSentence({ code: 'itemOpen', weight: 'noGo', args: { text } });
    assert.equal(said, 'Open: <U+202E>$ (x)<U+0007>');
  });

  it('has words for an item without text', () => {
    assert.equal(reasonSentence({ code: 'itemOpen', weight: 'noGo', args: { text: '' } }), 'Open: (no text)');
  });

  const counted: readonly (readonly [Pick<Reason, 'code' | 'args'>, string])[] = [
    [
      { code: 'resultFailed', args: { path: 'a.xml', failed: 1, text: 'Tests' } },
      'a.xml has 1 failure: Tests',
    ],
    [
      { code: 'resultFailed', args: { path: 'a.xml', failed: 2, text: 'Tests' } },
      'a.xml has 2 failures: Tests',
    ],
    [
      { code: 'afterCodeFreeze', args: { count: 1, first: 'Fix' } },
      '1 commit was made after the code freeze, Fix first.',
    ],
    [
      { code: 'afterCodeFreeze', args: { count: 3, first: 'Fix' } },
      '3 commits were made after the code freeze, Fix first.',
    ],
    [
      { code: 'scopeTooWide', args: { type: 'patch', features: 1, files: 1 } },
      'A patch release should be small; this one has 1 feature commit and 1 changed file.',
    ],
    [
      { code: 'scopeTooWide', args: { type: 'patch', features: 0, files: 60 } },
      'A patch release should be small; this one has 0 feature commits and 60 changed files.',
    ],
    [
      {
        code: 'reviewTrailers',
        args: {
          text: 'Code review',
          commits: 14,
          reviewed: 12,
          owned: 5,
          covered: 3,
          unknown: 1,
          first: 'a.ts',
        },
      },
      '12 of 14 commits carry a review trailer; 3 of 5 changed files with owners were reviewed by one, ' +
        'a.ts was not, nobody can tell for 1: Code review',
    ],
    [
      {
        code: 'reviewTrailers',
        args: { text: 'Code review', commits: 1, reviewed: 1, owned: 0, covered: 0, unknown: 0, first: '' },
      },
      '1 of 1 commit carries a review trailer: Code review',
    ],
  ];
  for (const [reason, expected] of counted) {
    it(expected, () => {
      assert.equal(reasonSentence({ ...reason, weight: 'info' }), expected);
    });
  }

  const worst: readonly (readonly [readonly Verdict[], Verdict | undefined])[] = [
    [[], undefined],
    [['go', 'conditionalGo'], 'conditionalGo'],
    [['conditionalGo', 'noGo', 'go'], 'noGo'],
    [['noGo', 'unknown'], 'unknown'],
  ];
  for (const [verdicts, expected] of worst) {
    it(`the worst of ${verdicts.join(', ') || 'nothing'} is ${expected ?? 'nothing'}`, () => {
      assert.equal(worstVerdict(verdicts), expected);
    });
  }
});
