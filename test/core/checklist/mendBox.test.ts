import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/base/text.ts';
import type { NearMissReason } from '../../../src/core/checklist/blocks.ts';
import { mendBox } from '../../../src/core/checklist/mendBox.ts';

/** `|` marks the box; `undefined` for no sure fix. */
function check(why: NearMissReason, marked: string, expected: string | undefined): void {
  const column = marked.indexOf('|') + 1;
  const line = marked.replace('|', '');
  const edit = mendBox(line, { why, column });
  assert.equal(edit && applyEdits(line, [edit]), expected);
}

describe('mending a box that GitHub does not show', () => {
  const cases: readonly (readonly [NearMissReason, string, string | undefined])[] = [
    ['noSpaceAfterBox', '- |[ ]text', '- [ ] text'],
    ['noSpaceAfterBox', '- |[X]text', '- [x] text'],
    ['noSpaceAfterBox', '- |[x]\u00a0text', '- [x] text'],
    ['noSpaceBeforeBox', '-|[ ] text', '- [ ] text'],
    ['emptyBrackets', '  * |[] text', '  * [ ] text'],
    ['extraSpaceInBox', '- |[ x ] text', '- [x] text'],
    ['extraSpaceInBox', '- |[  ] text', '- [ ] text'],
    ['noBreakSpaceInBox', '- |[\u00a0] text', '- [ ] text'],
    ['fullWidthBrackets', '1. |［x］ text', '1. [x] text'],
    ['emojiMarker', '- |[✅] text', '- [x] text'],
    ['emojiMarker', '- |[🚧] text', undefined],
    ['ballotCharacter', '|☐ text', '- [ ] text'],
    ['ballotCharacter', '- |☑ text', '- [x] text'],
    ['ballotCharacter', '- |☒ text', undefined],
    ['ballotCharacter', 'GO |☐ NO-GO', undefined],
    ['escapedBracket', '- |\\[ ] text', '- [ ] text'],
    ['boxWithoutBullet', '|[ ] text', '- [ ] text'],
    ['boxWithoutText', '- |[ ]', undefined],
    ['customMarker', '- |[-] text', undefined],
    ['indentedCode', '    - |[ ] text', undefined],
  ];
  for (const [why, marked, expected] of cases) {
    it(`${why}: ${marked}`, () => check(why, marked, expected));
  }
});
