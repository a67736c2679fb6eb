import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Blocks } from '../../../src/core/checklist/blocks.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { hostileDocument } from '../../support/markdownDocuments.ts';

/** `line:column open|done [depth parent] text` of each task. */
function tasksOf(text: string): readonly string[] {
  return readBlocks(text).tasks.map(
    ({ line, column, checked, depth, parent, textStart, textEnd }) =>
      `${line}:${column} ${checked ? 'done' : 'open'} ${depth}/${parent} ${text.slice(textStart, textEnd)}`,
  );
}

function checkTasks(text: string, expected: readonly string[]): void {
  assert.deepEqual(tasksOf(text), expected, JSON.stringify(text));
}

type Cases = readonly (readonly [text: string, tasks: readonly string[]])[];

const accepted: Cases = [
  ['- [ ] a\n* [x] b\n+ [X] c', ['1:3 open 1/-1 a', '2:3 done 1/-1 b', '3:3 done 1/-1 c']],
  ['1. [ ] a\n2. [x] b\n\n3) [x] c', ['1:4 open 1/-1 a', '2:4 done 1/-1 b', '4:4 done 1/-1 c']],
  ['- [ ] set to [x] here', ['1:3 open 1/-1 set to [x] here']],
  ['> - [ ] a', ['1:5 open 1/-1 a']],
  ['> > 1. - [x] a', ['1:10 done 2/-1 a']],
  ['- - [ ] a', ['1:5 open 2/-1 a']],
  ['- > - [ ] a', ['1:7 open 2/-1 a']],
  ['- [\t] a', ['1:3 open 1/-1 a']],
  ['- [ ]\ta', ['1:3 open 1/-1 a']],
  ['- [x]\n  a', ['1:3 done 1/-1 ']],
  ['- [x]\nlazy', ['1:3 done 1/-1 ']],
  ['-\n  [ ] a', ['2:3 open 1/-1 a']],
  ['-\t[ ] a\n\t- [x] b', ['1:3 open 1/-1 a', '2:4 done 2/0 b']],
  ['>\t- [ ] a\n>\t\t- [x] b', ['1:5 open 1/-1 a', '2:6 done 2/0 b']],
  ['>>\t* [ ] a', ['1:6 open 1/-1 a']],
  ['\ufeff- [ ] a', ['1:3 open 1/-1 a']],
  ['- [ ] a\r- [x] b\r\n- [ ] c', ['1:3 open 1/-1 a', '2:3 done 1/-1 b', '3:3 open 1/-1 c']],
  ['a\u2028b\u0085c\u000bd\n- [ ] e\u0000\ud83d f', ['2:3 open 1/-1 e\u0000\ud83d f']],
  ['- [ ]   a  \t', ['1:3 open 1/-1 a']],
  ['- [ ] <!-- slot -->', ['1:3 open 1/-1 <!-- slot -->']],
  ['- [ ] ~~a~~ — N/A: b', ['1:3 open 1/-1 ~~a~~ — N/A: b']],
  ['- [ ] a | b\n  --- | ---', ['1:3 open 1/-1 a | b']],
  ['- [ ] a\n  ---', ['1:3 open 1/-1 a']],
  [
    '- [ ] a\n\n  - [x] b\n    1. [ ] c\n- [ ] d',
    ['1:3 open 1/-1 a', '3:5 done 2/0 b', '4:8 open 3/1 c', '5:3 open 1/-1 d'],
  ],
  [
    '- plain\n  - [ ] a\n- [x] b\n  - plain\n    - [ ] c',
    ['2:5 open 2/-1 a', '3:3 done 1/-1 b', '5:7 open 3/1 c'],
  ],
  ['text\n- [ ] a', ['2:3 open 1/-1 a']],
  ['[^1]: - [ ] a\n\n    - [x] b', ['1:9 open 1/-1 a', '3:7 done 1/-1 b']],
  ['<details>\n\n- [ ] a\n\n</details>', ['3:3 open 1/-1 a']],
  ['- ```\n  - [ ] no\n  ```\n- [ ] a', ['4:3 open 1/-1 a']],
  ['- ```\n- [ ] a', ['2:3 open 1/-1 a']],
  ['> ```\n- [ ] a', ['2:3 open 1/-1 a']],
  ['---\ntitle: a\nlist:\n- [ ] no\n---\n- [ ] a', ['6:3 open 1/-1 a']],
  ['---\n\n- [ ] a\n\n---', ['3:3 open 1/-1 a']],
  ['---\ntitle: never closed\n- [ ] a', ['3:3 open 1/-1 a']],
];

const refused: readonly string[] = [
  ...['[]', '[ x ]', '[  ]', '[\u00a0]', '［ ］', '[-]', '[/]', '[~]', '[✅]'].map((box) => `- ${box} a`),
  ...[
    '☐ a',
    '- ☐ a',
    '-[ ] a',
    '- [ ]a',
    '- [ ]',
    '- [x]  ',
    '- [ ](url)',
    '- [x](url)',
    '- [x][ref] a',
    '- [x]: /url',
  ],
  ...['- \\[ ] a', '[ ] a', '| [ ] a |\n|---|', '- a [ ] b', '- `[ ]` a', '- # [ ] a', '-\n\n  [ ] a'],
  ...[
    '```\n- [ ] a\n```',
    '~~~\n- [ ] a',
    '<!--\n- [ ] a\n-->',
    '<!-- - [ ] a',
    '<details>\n- [ ] a\n</details>',
  ],
  ...[
    '<pre>\n\n- [ ] a\n</pre>',
    '    - [ ] a',
    '-      [ ] a',
    'text\n2. [ ] a',
    'text\n    - [ ] a',
    '1234567890. [ ] a',
  ],
];

describe('tasks', () => {
  it('takes what remark-gfm or cmark-gfm takes', () => {
    for (const [text, expected] of accepted) checkTasks(text, expected);
  });

  it('takes nothing else', () => {
    for (const text of refused) checkTasks(text, []);
  });

  it('knows the mark, the number, the lines below and the end', () => {
    const text = '\ufeff# T\r\n\r\n7. [x] a\r\n   more\r\n   - b\r\n\r\n\r\ntext';
    assert.deepEqual(readBlocks(text).tasks, [
      {
        line: 3,
        column: 4,
        markOffset: text.indexOf('x]'),
        checked: true,
        depth: 1,
        parent: -1,
        ordinal: '7',
        textStart: text.indexOf('a\r'),
        textEnd: text.indexOf('a\r') + 1,
        endLine: 5,
        continuation: [4, 4],
      },
    ]);
  });
});

/** Everything but tasks, told in short. */
function surroundings(blocks: Blocks): readonly string[] {
  return [
    ...blocks.headings.map(({ line, level, text, form }) => `${form} ${line} h${level} ${text}`),
    ...blocks.fences.map(
      ({ line, endLine, info, hiddenTasks, closed }) =>
        `${closed ? 'fence' : 'open fence'} ${line}-${endLine} ${info}(${hiddenTasks.join()})`,
    ),
    ...blocks.comments.map(
      ({ line, endLine, hiddenTasks }) => `comment ${line}-${endLine} (${hiddenTasks.join()})`,
    ),
    ...(blocks.frontMatter === undefined ? [] : [`front matter ${blocks.frontMatter.join('-')}`]),
    ...(blocks.conflictMarkers.length === 0 ? [] : [`conflict ${blocks.conflictMarkers.join()}`]),
  ];
}

describe('what stands around tasks', () => {
  function check(text: string, expected: readonly string[]): void {
    assert.deepEqual(surroundings(readBlocks(text)), expected, JSON.stringify(text));
  }
  const cases: readonly (readonly [text: string, found: readonly string[]])[] = [
    ['# One\n## Two ##\n###Three\n', ['atx 1 h1 One', 'atx 2 h2 Two']],
    ['One\n===\nTwo\n  words\n---', ['setext 1 h1 One', 'setext 3 h2 Two words']],
    ['> ## Quoted\n- ### In item', ['atx 1 h2 Quoted', 'atx 2 h3 In item']],
    ['- [ ] a\n  ---', []],
    [
      '# A\n<details><summary><h4>More <b>words</b></h4></summary>',
      ['atx 1 h1 A', 'summary 2 h4 More words'],
    ],
    ['## A\n<details>\n<summary>\n  More\n</summary>', ['atx 1 h2 A', 'summary 3 h3 More']],
    ['<summary></summary>\n<!-- <summary>no</summary> -->', ['comment 2-2 ()']],
    ['``` md\n# no\n- [ ] a\n> - [x] b\ntext\n```', ['fence 1-6 md(3,4)']],
    ['- ~~~\n  1. [ ] a\n- ```js\n  x', ['open fence 1-2 (2)', 'open fence 3-4 js()']],
    ['```\n```', ['fence 1-2 ()']],
    ['```', ['open fence 1-1 ()']],
    ['<!-- a\n- [ ] b\n\n* [x] c\n-->\n<!-- - [ ] d -->', ['comment 1-5 (2,4)', 'comment 6-6 (6)']],
    ['<div>\n<!--\n- [ ] a\n-->\n</div>', ['comment 2-4 (3)']],
    ['<!-- never closed\n- [ ] a', ['comment 1-2 (2)']],
    ['<!-->\n- [ ] a', []],
    ['---\na: 1\n---', ['front matter 1-3']],
    ['---\n# note\na: 1\n...\ntext', ['front matter 1-4']],
    ['---\nWords that are no key.\n---', ['setext 2 h2 Words that are no key.']],
    ['<<<<<<< HEAD\n- [ ] a\n=======\n- [x] a\n>>>>>>> b', ['conflict 1,3,5']],
    ['<<<<<<< HEAD\n- [ ] a\n>>>>>>> b', ['conflict 1,3']],
    ['- [x] a\n=======\n- [ ] a\n>>>>>>> b', ['conflict 2,4']],
    ['>>>>>>> quoted by seven people', []],
    ['```\n<<<<<<< HEAD\n=======\n>>>>>>> b\n```', ['fence 1-5 ()']],
  ];
  it('is found with its lines', () => {
    for (const [text, expected] of cases) check(text, expected);
  });
});

describe('any text', () => {
  it('is read, and the places that come back are the places of boxes', () => {
    fc.assert(
      fc.property(hostileDocument, (text) => {
        const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
        for (const { line, column, markOffset, checked, textStart, textEnd, endLine } of readBlocks(text)
          .tasks) {
          assert.match(lines[line - 1]!.slice(column - 1), /^\[[ \txX]\]/);
          assert.match(text.slice(markOffset - 1, markOffset + 2), /^\[[ \txX]\]$/);
          assert.equal(checked, /[xX]/.test(text[markOffset]!));
          assert.ok(markOffset + 2 <= textStart && textStart <= textEnd && endLine >= line);
          assert.ok(
            lines[line - 1]!.endsWith(
              text.slice(textStart, textEnd) + lines[line - 1]!.slice(column - 1 + textEnd - markOffset + 1),
            ),
          );
        }
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it('is read when it nests without end', () => {
    for (const opener of ['- ', '> ', '1. ', '* > ', '[^1]: ']) {
      assert.ok(readBlocks(`${opener.repeat(5_000)}[ ] a`).tasks.length <= 1);
    }
  });

  /** A reader whose time grows with the square of the length does not get through any of these. */
  const repeated = [
    '<input ',
    '<div>\n<summary>',
    '<!-- -->',
    '<div>\n<!-- ',
    ' `',
    '- [ ] a\n',
    '> ',
    '[a]: ',
    '| [ ] ',
    '>>\n- \n',
  ];
  for (const part of repeated) {
    it(`is read when it is a megabyte of ${JSON.stringify(part)}`, () => {
      const text = part.repeat(Math.ceil(1_000_000 / part.length));
      assert.ok(readBlocks(text).tasks.length <= text.length);
    });
  }
});
