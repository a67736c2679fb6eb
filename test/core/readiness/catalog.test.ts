import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { reasonCatalog, reasonSentence } from '../../../src/core/readiness/catalog.ts';
import { reasonCodes, type Verdict } from '../../../src/core/readiness/model.ts';
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
