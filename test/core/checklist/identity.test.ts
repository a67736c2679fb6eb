import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchItems } from '../../../src/core/checklist/identity.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';

const options = { file: 'release.md', reader: 'full' } as const;

function read(text: string) {
  return readMarkdown(text, options).value;
}

describe('item ids', () => {
  function check(text: string, expected: readonly string[]): void {
    assert.deepEqual(
      read(text).items.map((item) => item.id),
      expected,
    );
  }
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['path and words', '# Release 1.4\n\n## Code\n\n- [ ] All **tests** pass!', ['code/all-tests-pass']],
    ['no heading', '- [ ] Deploy', ['deploy']],
    ['below the title', '# Release\n\n- [ ] Deploy', ['release/deploy']],
    ['true duplicates', '## A\n- [ ] b\n- [ ] b\n- [ ] b', ['a/b', 'a/b~2', 'a/b~3']],
    ['notes do not count', '## A\n- [ ] b — @ana · due T-24h', ['a/b']],
    [
      'letters of any script',
      '## Тесты\n- [ ] Проверить релиз\n- [ ] 发布说明\n- [ ] Überprüft',
      ['тесты/проверить-релиз', 'тесты/发布说明', 'тесты/überprüft'],
    ],
    ['no letters at all', '- [ ] ???', ['item']],
    ['explicit ids', '- [ ] a <!-- rr: id=b -->\n- [ ] b', ['b', 'b~2']],
    ['an explicit id further down is kept free', '- [ ] b\n- [ ] a <!-- rr: id=b -->', ['b~2', 'b']],
    ['same explicit id twice', '- [ ] a <!-- rr: id=x -->\n- [ ] b <!-- rr: id=x -->', ['x', 'x~2']],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => check(text, expected));
  }
});

const words = fc.stringMatching(/^[a-zA-Z\u00e4\u0436\u4e2d ()@:.-]{0,12}$/);
const line = fc.oneof(
  words.map((text) => `- [ ] ${text}`),
  words.map((text) => `- [x] ${text} — @ana`),
  words.map((text) => `## ${text}`),
  words,
);
const document = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n\n'));

describe('laws of ids', () => {
  it('ids are unique', () =>
    fc.assert(
      fc.property(document, (text) => {
        const { items, sections } = read(text);
        assert.equal(new Set(items.map((item) => item.id)).size, items.length);
        assert.equal(new Set(sections.map((section) => section.id)).size, sections.length);
      }),
    ));

  it('a line of prose between others changes no id', () =>
    fc.assert(
      fc.property(document, fc.nat(), (text, seed) => {
        const lines = text.split('\n\n');
        const at = seed % (lines.length + 1);
        const changed = [...lines.slice(0, at), 'Plain prose', ...lines.slice(at)].join('\n\n');
        assert.deepEqual(ids(changed), ids(text));
      }),
    ));

  it('a tick changes no id', () =>
    fc.assert(
      fc.property(document, (text) => assert.deepEqual(ids(text.replaceAll('- [ ] ', '- [x] ')), ids(text))),
    ));
});

function ids(text: string): readonly string[] {
  return read(text).items.map((item) => item.id);
}

describe('the same items in another version', () => {
  function check(before: string, after: string, expected: Readonly<Record<string, string>>): void {
    assert.deepEqual(Object.fromEntries(matchItems(read(before), read(after))), expected);
  }
  const cases: readonly (readonly [string, string, string, Readonly<Record<string, string>>])[] = [
    ['unchanged', '- [ ] a\n- [ ] b', '- [ ] b\n- [ ] a', { a: 'a', b: 'b' }],
    [
      'renamed',
      '- [ ] Run all smoke tests',
      '- [ ] Run the smoke tests',
      { 'run-all-smoke-tests': 'run-the-smoke-tests' },
    ],
    ['replaced', '- [ ] Run all smoke tests', '- [ ] Tell support', {}],
    [
      'moved',
      '## A\n- [ ] Tell support\n## B\n- [ ] x',
      '## A\n- [ ] y\n## B\n- [ ] x\n- [ ] Tell support',
      { 'b/x': 'b/x', 'a/tell-support': 'b/tell-support' },
    ],
    [
      'the most alike is taken',
      '- [ ] Run smoke tests in staging',
      '- [ ] Run unit tests\n- [ ] Run smoke tests on staging',
      { 'run-smoke-tests-in-staging': 'run-smoke-tests-on-staging' },
    ],
    [
      'one partner each',
      '- [ ] Run test one\n- [ ] Run test two',
      '- [ ] Run test ones',
      { 'run-test-one': 'run-test-ones' },
    ],
  ];
  for (const [name, before, after, expected] of cases) {
    it(name, () => check(before, after, expected));
  }
});
