import assert from 'node:assert/strict';
import { listBreaks } from '../../../src/core/authoring/breaks.ts';
import { applyEdits } from '../../../src/core/base/text.ts';
import { lintNotes } from '../../../src/core/notes/lint/lint.ts';
import { commitsOf, noFacts } from '../../support/notesFacts.ts';

const facts = { ...noFacts, commits: commitsOf('feat!: drop the old client (#4)') };

describe('breaks that notes deny', () => {
  const cases: readonly (readonly [name: string, text: string, becomes: RegExp | undefined])[] = [
    [
      'take the place of "None"',
      '# 2.0.0\n\n## Breaking Changes\nNone\n\n## Credits\nx\n',
      /Changes\n- Drop the old client.*\n\n## Credits\nx\n$/,
    ],
    [
      'of a bullet that says so',
      '# 2.0.0\r\n\r\n## Breaking Changes\r\n- None\r\n',
      /Changes\r\n- Drop the old client.*\r\n$/,
    ],
    [
      'come in a section of their own',
      '# 2.0.0\n\n## Credits\nx\n',
      /## Credits\nx\n\n## Breaking Changes\n- Drop the old client.*\n$/,
    ],
    ['leave other words alone', '# 2.0.0\n\n## Breaking Changes\nThe old client is gone\n', undefined],
  ];
  for (const [name, text, becomes] of cases) {
    it(name, () => {
      const listed = listBreaks(text, facts);
      if (becomes === undefined) {
        assert.equal(listed, undefined);
        return;
      }
      assert.ok(listed);
      const after = applyEdits(text, listed.edits);
      assert.match(after, becomes);
      assert.ok(!lintNotes(after, facts).findings.some(({ rule }) => rule === 'breaking-none'));
    });
  }

  it('are none where nothing breaks', () => {
    assert.equal(listBreaks('## Breaking Changes\nNone\n', noFacts), undefined);
  });
});
