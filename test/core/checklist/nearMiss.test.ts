import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { nearMissReasons, type NearMissReason } from '../../../src/core/checklist/blocks.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';

/** `reason line:column` of each near miss. */
function check(text: string, expected: readonly string[]): void {
  const found = readBlocks(text).nearMisses.map(({ why, line, column }) => `${why} ${line}:${column}`);
  assert.deepEqual(found, expected, JSON.stringify(text));
}

const deep = (depth: number) => `${'- '.repeat(depth)}[ ] deep`;

/** For each reason: texts that have it, with its place, and texts that only come close. */
const cases: Record<NearMissReason, readonly (readonly [text: string, at: string | undefined])[]> = {
  noSpaceAfterBox: [
    ['- [ ]text', '1:3'],
    ['- [x]**bold**', '1:3'],
    ['> 1. [X]\u00a0text', '1:6'],
    ['- [ ]\ftext', '1:3'],
    ['- [x](https://example.com) text', undefined],
    ['- [x][ref] text', undefined],
    ['- [x]: /url', undefined],
    ['- [x], then [y]', undefined],
  ],
  noSpaceBeforeBox: [
    ['-[ ] text', '1:2'],
    ['1.[x] text', '1:3'],
    ['words\n  *[ ] text', '2:4'],
    ['-[x](url) text', undefined],
    ['*[x]* text', undefined],
    ['a-[x] text', undefined],
  ],
  emptyBrackets: [
    ['- [] text', '1:3'],
    ['- []text', '1:3'],
    ['- [](url) text', undefined],
    ['- call f([]) first', undefined],
    ['- `[]` is empty', undefined],
  ],
  extraSpaceInBox: [
    ['- [ x ] text', '1:3'],
    ['- [  ] text', '1:3'],
    ['- [x ]', '1:3'],
    ['- [ x ](url)', undefined],
    ['- [ x y ] text', undefined],
  ],
  noBreakSpaceInBox: [
    ['- [\u00a0] text', '1:3'],
    ['- [\u3000] text', '1:3'],
    ['- [\u200b] text', '1:3'],
    ['- [ ] \u00a0text', undefined],
  ],
  fullWidthBrackets: [
    ['- ［ ］ text', '1:3'],
    ['- 【x】 text', '1:3'],
    ['［　］ text', '1:1'],
    ['- 【重要】 text', undefined],
  ],
  customMarker: [
    ['- [-] text', '1:3'],
    ['- [/] text', '1:3'],
    ['- [~] text', '1:3'],
    ['  1. [!] text', '1:6'],
    ['- [\u0445] a letter that looks like an x', '1:3'],
    ['- [-](url)', undefined],
    ['- [1] text', undefined],
    ['- [^1] text', undefined],
    ['[-] text', undefined],
  ],
  emojiMarker: [
    ['- [✅] text', '1:3'],
    ['- [ ✔️ ] text', '1:3'],
    ['- [🚀](url) text', undefined],
    ['- 🚀 text', undefined],
  ],
  boxInEmphasis: [
    ['- **[ ] text**', '1:5'],
    ['- _[x] text_', '1:4'],
    ['**[ ]** text', '1:3'],
    ['- ~~[x] text~~', '1:5'],
    ['- **[x](url)**', undefined],
    ['- *words* [ ] more', undefined],
  ],
  ballotCharacter: [
    ['☐ text', '1:1'],
    ['- ☑ text', '1:3'],
    ['> words\n> ☐ text', '2:3'],
    ['- ☑️☐☐ text', '1:3'],
    ['- ✅ text', undefined],
    ['- text ☐ text', undefined],
  ],
  boxWithoutBullet: [
    ['[ ] text', '1:1'],
    ['words\n[x] text', '2:1'],
    ['• [ ] text', '1:3'],
    ['### [ ] text', '1:5'],
    ['- a\n\n  [ ] text', '3:3'],
    ['Type: [ ] patch [ ] minor', undefined],
    ['[x](url) text', undefined],
    ['set it to [x] there', undefined],
    ['`[ ] text`', undefined],
  ],
  boxWithoutText: [
    ['- [ ]', '1:3'],
    ['> 1. [x]  ', '1:6'],
    ['- [ ]\n\n  text', '1:3'],
    ['- [ ]\n  text', undefined],
    ['- [ ] <!-- slot -->', undefined],
  ],
  escapedBracket: [
    ['- \\[ ] text', '1:3'],
    ['- \\[x\\] text', '1:3'],
    ['\\[ \\] text', '1:1'],
    ['- \\[ref] text', undefined],
    ['- a \\[ ] text', undefined],
  ],
  htmlCheckbox: [
    ['<input type="checkbox"> text', '1:1'],
    ['- a <INPUT disabled type=checkbox>', '1:5'],
    ['<p>\n  <input type="checkbox">', '2:3'],
    ['- `<input type="checkbox">`', undefined],
    ['<input type="text">', undefined],
    ['<!-- <input type="checkbox"> -->', undefined],
  ],
  boxInTable: [
    ['| a | b |\n|---|---|\n| QA | [ ] |', '3:8'],
    ['| a | b |\n|---|---|\n| [x] done | QA |', '3:3'],
    ['a | b\n--|--\n- [ ] x | y', undefined],
    ['| a | b |\n|---|---|\n| [X] | [Name] |', undefined],
    ['| a | b |\n|---|---|\n| [x](url) | set [ ] |', undefined],
  ],
  listInterruptsParagraph: [
    ['words\n2. [ ] text', '2:4'],
    ['> words\n> 3) [x] text', '2:6'],
    ['words\n1. [ ] text', undefined],
    ['words\n\n2. [ ] text', undefined],
    ['words\n2. text', undefined],
  ],
  indentedCode: [
    ['    - [ ] text', '1:7'],
    ['words\n\n\t- [x] text', '3:4'],
    ['words\n    - [ ] text', '2:7'],
    ['- a\n\n    - [ ] text', undefined],
    ['    array[ ] text', undefined],
  ],
  detailsWithoutBlankLine: [
    ['<details>\n- [ ] text\n</details>', '2:3'],
    ['<div>\n  1. [x] text\n</div>', '2:6'],
    ['<details>\n\n- [ ] text\n\n</details>', undefined],
    ['<pre>\n- [ ] text\n</pre>', undefined],
    ['<!--\n- [ ] text\n-->', undefined],
  ],
  tooDeep: [
    [deep(65), '1:131'],
    [`${deep(64)}\n${' '.repeat(128)}- [ ] deeper`, '2:131'],
    [`${'> '.repeat(1100)}- [ ] quoted`, '1:2203'],
    [deep(64), undefined],
    [`${'> '.repeat(200)}- [ ] quoted`, undefined],
  ],
};

describe('near misses', () => {
  for (const why of nearMissReasons) {
    it(why, () => {
      for (const [text, at] of cases[why]) check(text, at === undefined ? [] : [`${why} ${at}`]);
    });
  }

  it('leaves prose, links, footnotes, code and place-holders alone', () => {
    const quiet = [
      'See [x] and [ ] in a sentence.',
      '- [text](https://example.com)',
      '- [ref]\n\n[ref]: /url',
      '- [^1]: note',
      '- `- [ ] code`',
      '- [Owner] to decide',
      '- [2026-01-01] released',
      '* * *\n- - -',
      'const a = [ ];',
      '```\n[ ] text\n-[ ] text\n☐\n```',
      '<!--\n[ ] text\n-->',
      '---\nkey: [ ]\nlist:\n- [] \n---\n',
    ];
    for (const text of quiet) check(text, []);
  });

  it('finds several in one text, in order', () => {
    check('- []  a\n- [ ]b\n\n☐ c\n\n> - [-] d', [
      'emptyBrackets 1:3',
      'noSpaceAfterBox 2:3',
      'ballotCharacter 4:1',
      'customMarker 6:5',
    ]);
  });
});
