import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Blocks } from '../../../src/core/checklist/blocks.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { hasBoxes, scanBlocks } from '../../../src/core/checklist/scanBlocks.ts';

/** Texts that the scanner reads itself; what it finds, told in short. */
const read: readonly (readonly [text: string, found: readonly string[]])[] = [
  ['', []],
  ['- [ ] a\n- [x] b\n- [X] c\n', ['1 open a', '2 done b', '3 done c']],
  ['* [ ] a\n+ [x] b\n1. [ ] c\n2) [x] d', ['1 open a', '2 done b', '3 open c 1', '4 done d 2']],
  ['\ufeff- [ ] a\r\n- [ ] b\r- [ ] c', ['1 open a', '2 open b', '3 open c']],
  [
    '- [ ] a\n  - [x] b\n\t- [ ] c\n- d\n  - [ ] e',
    ['1-3 open a', '2-3 done b <0', '3 open c <1', '5 open e'],
  ],
  ['-\t[ ] a\n\n\tmore\n\n', ['1-3 open a']],
  ['-\n  [ ] a', ['2 open a']],
  ['-\n\n  [ ] a', ['boxWithoutBullet 3:3']],
  ['- [ ] a\nlazy\n  b\n- [ ] c', ['1-3 open a +2-3', '4 open c']],
  ['- [ ]\n  a', ['1-2 open  +2-2']],
  ['- [ ]\n- [ ] ', ['boxWithoutText 1:3', 'boxWithoutText 2:3']],
  ['> - [ ] a\n> \n>   b\n>\nc', ['1-3 open a']],
  ['- > - [ ] a', ['1 open a']],
  ['- - [ ] a', ['1 open a']],
  ['text\n- [ ] a\ntext\n2. [ ] b\n1. [ ] c', ['2-3 open a +3-3', '4 open b 2', '5 open c 1']],
  ['text\n2. [ ] b', ['listInterruptsParagraph 2:4']],
  ['    - [ ] a', ['indentedCode 1:7']],
  ['```\n- [ ] a\n```\n- [ ] b', ['4 open b', 'fence 1-3 hides 2']],
  ['- ```\n  - [ ] a\n- [ ] b', ['3 open b', 'fence 1-2 hides 2']],
  ['~~~ md\n```\n- [ ] a', ['fence 1-3 hides 3']],
  ['``` a`b\n- [ ] a', ['2 open a']],
  ['<!--\n- [ ] a\n-->\n- [ ] b', ['4 open b', 'comment 1-3 hides 2']],
  ['<!-- x -->\n- [ ] b', ['2 open b', 'comment 1-1 hides ']],
  ['<details>\n- [ ] a\n\n- [ ] b\n\n</details>', ['4 open b', 'detailsWithoutBlankLine 2:3']],
  ['<summary><h4>More</h4></summary>\n', ['h4 More']],
  ['<b>\n- [ ] a\n', ['detailsWithoutBlankLine 2:3']],
  ['text\n<b>\n- [ ] a', ['3 open a']],
  ['# One ##\n#two\n####### seven\n## Three', ['h1 One', 'h2 Three']],
  ['One\n===\n\nTwo\nlines\n---\n- a\n---', ['h1 One', 'h2 Two lines']],
  ['| a | b |\n|---|---|\n| [ ] | x |\n- [ ] a', ['4 open a', 'boxInTable 3:3']],
  ['a | b\n--- | ---\n[x] | y\n\n[x] y', ['boxInTable 3:1', 'boxWithoutBullet 5:1']],
  ['---\ntitle: x\n- [ ] a\n---\n- [ ] b', ['5 open b', 'front 1-4']],
  ['[a]: /url\n[b]: /url "t"\n\n- [ ] a', ['4 open a']],
  ['<<<<<<< a\n- [ ] x\n=======\n- [x] x\n>>>>>>> b', ['2-3 open x +3-3', '4 done x', 'conflict 1 3 5']],
  [
    '- [ ]a\n-[ ] b\n- [-] c\n- ☐ d\n☑ e',
    [
      'noSpaceAfterBox 1:3',
      'noSpaceBeforeBox 2:2',
      'customMarker 3:3',
      'ballotCharacter 4:3',
      'ballotCharacter 5:1',
    ],
  ],
  ['a <input type="checkbox"> b\n<INPUT TYPE=checkbox>', ['htmlCheckbox 1:3', 'htmlCheckbox 2:1']],
  ['- [ ] \u00a0a\u2003 ', ['1 open a']],
];

/** Texts whose reading takes the reference reader; what they hold stands in its tests. */
const left: readonly string[] = [
  '[^1]: - [ ] a',
  '[a]: /url\n2. [ ] b',
  '[a]: /url\n===',
  '- [ ] a\n  ===',
  '- a | b\n--|--',
  '# a | b\n--|--',
  '1.   a\n    # b',
  '<b>\u2003\n- [ ] a',
  Array.from({ length: 70 }, (_, depth) => `${' '.repeat(2 * depth)}- [ ] a`).join('\n'),
  '> '.repeat(200) + '- [ ] a',
];

/** About a megabyte each, so that work beyond one pass over the text would not end in time. */
const long: readonly (readonly [name: string, text: string, by?: 'left'])[] = [
  ['bullets in bullets', '- '.repeat(500_000)],
  ['comments in one block', '<!-- a --> '.repeat(90_000)],
  ['bullets in bullets, then words', `${'- '.repeat(500_000)}a`, 'left'],
  ['numbers in numbers', '1. '.repeat(300_000), 'left'],
  [
    'items that go deeper',
    Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}- a`).join('\n'),
    'left',
  ],
  ['quotes in quotes', '> '.repeat(500_000), 'left'],
  ['lines of quotes', '> > > > a\n'.repeat(100_000)],
  ['opening brackets', '['.repeat(1_000_000)],
  ['lines of opening brackets', `${'['.repeat(99)}\n`.repeat(10_000)],
  ['boxes on one line', '[ ] '.repeat(250_000)],
  ['boxes without text', '- [ ]\n'.repeat(150_000)],
  ['comments that never close', '- <!--\n'.repeat(140_000)],
  ['fences that never close', '- ```\n'.repeat(170_000)],
  ['backquotes', '`'.repeat(1_000_000)],
  ['one long paragraph that may define', `[a\n${'2. [ ] b\n'.repeat(100_000)}`],
  ['paragraphs that may define', '[a\n2. b\n\n'.repeat(90_000)],
  ['tables', '| a |\n|---|\n'.repeat(80_000)],
  ['bars and dashes', '|-'.repeat(500_000), 'left'],
  ['rules', '- - -\n'.repeat(160_000)],
  ['blank lines in a quote in an item', `- > a\n${'\n'.repeat(900_000)}b`],
  ['tabs', '\t'.repeat(1_000_000)],
  ['blanks behind words', `a${' '.repeat(1_000_000)}b`],
  ['tags', '<a '.repeat(300_000)],
  ['attributes', `<a${' b=c'.repeat(250_000)}`],
  ['angle brackets', '<'.repeat(1_000_000)],
  ['carriage returns', '\r'.repeat(1_000_000)],
  ['digits', '1'.repeat(1_000_000)],
  ['marks of headings', `# ${'# '.repeat(500_000)}`],
  ['underlines', `a\n${'='.repeat(999_000)}`],
];

/** Whether a text can hold a task or something that looks like one. */
const boxes: readonly (readonly [text: string, expected: boolean])[] = [
  ['', false],
  ['Words and [a link](/url), ![an image](x.png), [ref][1], [[wiki]] and [^1].', false],
  ['[ссылка](/url) [链接](/url) [x-ray](/url) [Xcode](/url)', false],
  ['- [ ] a', true],
  ['> 1. [x] a', true],
  ['- [X] a', true],
  ['- [\t] a', true],
  ['- [] a', true],
  ['- [ x ] a', true],
  ['- [-] a', true],
  ['- [х] a', true],
  ['- [✅] a', true],
  ['- [\u00a0] a', true],
  ['☐ a', true],
  ['- 🔲 a', true],
  ['- ［ ］ a', true],
  ['- \\[ ] a', true],
  ['- [\\] a', true],
  ['<INPUT type="checkbox">', true],
];

describe('the block scanner', () => {
  for (const [text, expected] of read) {
    it(`reads ${JSON.stringify(text)}`, () => check(text, expected));
  }
  for (const text of left) {
    it(`leaves ${JSON.stringify(text).slice(0, 60)} to the reference reader`, () => {
      assert.equal(scanBlocks(text), undefined);
    });
  }
  for (const [name, text, by] of long) {
    it(`gets through a megabyte of ${name}`, () => {
      assert.equal(scanBlocks(text) === undefined, by === 'left');
    });
  }
});

describe('the look for boxes', () => {
  for (const [text, expected] of boxes) {
    it(`${expected ? 'sees one' : 'sees none'} in ${JSON.stringify(text)}`, () => {
      assert.equal(hasBoxes(text), expected);
    });
  }
});

function check(text: string, expected: readonly string[]): void {
  const blocks = scanBlocks(text);
  assert.ok(blocks !== undefined, 'the scanner is not sure');
  assert.deepEqual(told(text, blocks), expected);
  assert.deepEqual(blocks, readBlocks(text));
}

function told(text: string, blocks: Blocks): readonly string[] {
  return [
    ...blocks.tasks.map((task) =>
      [
        task.endLine === task.line ? task.line : `${task.line}-${task.endLine}`,
        task.checked ? 'done' : 'open',
        text.slice(task.textStart, task.textEnd),
        ...(task.ordinal === undefined ? [] : [task.ordinal]),
        ...(task.continuation === undefined ? [] : [`+${task.continuation.join('-')}`]),
        ...(task.parent < 0 ? [] : [`<${task.parent}`]),
      ].join(' '),
    ),
    ...blocks.headings.map(({ level, text: words }) => `h${level} ${words}`),
    ...blocks.fences.map(
      ({ line, endLine, hiddenTasks }) => `fence ${line}-${endLine} hides ${hiddenTasks.join()}`,
    ),
    ...blocks.comments.map(
      ({ line, endLine, hiddenTasks }) => `comment ${line}-${endLine} hides ${hiddenTasks.join()}`,
    ),
    ...blocks.nearMisses.map(({ why, line, column }) => `${why} ${line}:${column}`),
    ...(blocks.frontMatter === undefined ? [] : [`front ${blocks.frontMatter.join('-')}`]),
    ...(blocks.conflictMarkers.length === 0 ? [] : [`conflict ${blocks.conflictMarkers.join(' ')}`]),
  ];
}
