import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { instantiate } from '../../../src/core/release/instantiate.ts';
import type { InstantiateOptions } from '../../../src/core/release/instantiate.ts';

const values = {
  version: '1.4.0',
  tag: 'v1.4.0',
  type: 'minor',
  previous: 'v1.3.2',
  date: '2026-11-24',
  owner: '@rm',
};

interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: string;
  readonly from?: InstantiateOptions['from'];
  readonly left?: readonly string[];
}

function check({ text, expected, from = 'template', left = [] }: Case): void {
  const instance = instantiate(text, { values, from });
  assert.equal(instance.text, expected);
  assert.deepEqual(
    instance.leftOver.map((one) => `${one.line} ${one.text}`),
    left,
  );
}

const cases: readonly Case[] = [
  { name: 'braces', text: '# {{version}} {{ version }} {{tag}}', expected: '# 1.4.0 1.4.0 v1.4.0' },
  {
    name: 'letters',
    text: 'vX.Y.Z, X.Y.Z, x.y.z, release-X.Y',
    expected: 'v1.4.0, 1.4.0, 1.4.0, release-1.4',
  },
  {
    name: 'a kind of version',
    text: '### Patch (x.y.Z), minor (x.Y.z)',
    expected: '### Patch (x.y.Z), minor (x.Y.z)',
  },
  {
    name: 'other brackets',
    text: '[[ version ]] <version> v<new-version> ${version}',
    expected: '1.4.0 1.4.0 v1.4.0 1.4.0',
  },
  { name: 'the release before', text: '<previous_version>...{{tag}}', expected: 'v1.3.2...v1.4.0' },
  { name: 'type and owner', text: '{{type}} by {{owner}}', expected: 'minor by @rm' },
  { name: 'the day', text: 'Start: YYYY-MM-DD', expected: 'Start: 2026-11-24' },
  {
    name: 'another day',
    text: 'Support until YYYY-MM-DD',
    expected: 'Support until YYYY-MM-DD',
    left: ['1 YYYY-MM-DD'],
  },
  {
    name: 'a name that is not known',
    text: '# A\n\n<pilot> {{region}}',
    expected: '# A\n\n<pilot> {{region}}',
    left: ['3 {{region}}'],
  },
  {
    name: 'a span of code',
    text: '`git tag vX.Y.Z` `npm i a@<version>`',
    expected: '`git tag v1.4.0` `npm i a@1.4.0`',
  },
  {
    name: 'a variable in code',
    text: '`${version}` `[[ version ]]`',
    expected: '`${version}` `[[ version ]]`',
  },
  { name: 'an element in code', text: '`<version>1</version>`', expected: '`<version>1</version>`' },
  {
    name: 'an expression of a workflow',
    text: 'run ${{ version }}',
    expected: 'run ${{ version }}',
    left: ['1 {{ version }}'],
  },
  {
    name: 'a fence',
    text: '```sh\ngit tag vX.Y.Z\necho ${version} YYYY-MM-DD\n```\n',
    expected: '```sh\ngit tag v1.4.0\necho ${version} YYYY-MM-DD\n```\n',
  },
  { name: 'a comment', text: '<!-- put X.Y.Z here -->X.Y.Z', expected: '<!-- put X.Y.Z here -->1.4.0' },
  {
    name: 'ticks, in the line ends of the file',
    text: '- [x] a\r\n  - [X] b\r\n- [ ] c\r\n',
    expected: '- [ ] a\r\n  - [ ] b\r\n- [ ] c\r\n',
  },
  {
    name: 'notes of a template',
    text: '- [x] a \u2014 @qa \u00b7 [run](https://ci/1)',
    expected: '- [ ] a \u2014 @qa \u00b7 [run](https://ci/1)',
  },
  {
    name: 'notes of an earlier run',
    from: 'release',
    text: '- [x] a \u2014 @qa \u00b7 [run](https://ci/1) \u00b7 at 1a2b3c4 \u00b7 done 2026-01-01T00:00Z @qa',
    expected: '- [ ] a \u2014 @qa',
  },
  {
    name: 'what did not apply to an earlier run',
    from: 'release',
    text: '- [ ] ~~a~~ \u2014 N/A: no UI <!-- rr: id=a -->',
    expected: '- [ ] a <!-- rr: id=a -->',
  },
  {
    name: 'a waiver of an earlier run',
    from: 'release',
    text: '- [ ] a \u2014 waived until 2026-01-01 by @cto: late \u00b7 due T-24h',
    expected: '- [ ] a \u2014 due T-24h',
  },
  {
    name: 'words after a dash',
    from: 'release',
    text: '- [x] a \u2014 and b',
    expected: '- [ ] a \u2014 and b',
  },
];

describe('instantiate', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  const word = fc.constantFrom(
    'Tests pass',
    'vX.Y.Z',
    '{{version}}',
    '[[ version ]]',
    '<version>',
    '${version}',
    'YYYY-MM-DD',
    '`a`',
    '`',
    '<!--',
    '-->',
    '~~x~~',
    '\u2014 @qa',
    '\u2014 N/A: no',
    '\u00b7',
    '(if applicable)',
    '$',
    'until',
  );
  const line = fc.tuple(
    fc.constantFrom('- [ ] ', '- [x] ', '  - [X] ', '1. [ ] ', '# ', '## ', 'See ', '```', '> - [x] '),
    fc.array(word, { maxLength: 5 }),
  );
  const template = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
    .map(([lines, end]) => lines.map(([start, words]) => start + words.join(' ')).join(end));

  it('keeps every item in its order, opens all, and leaves no place-holder that it knows', () => {
    fc.assert(
      fc.property(template, fc.constantFrom('template', 'release'), (text, from) => {
        const before = readMarkdown(text, { file: 'a.md', reader: 'full' }).value;
        const { checklist, text: filled } = instantiate(text, { values, from });
        const after = checklist.items.map(({ line: at }) => at);
        assert.ok(before.items.every(({ line: at }) => after.includes(at)));
        assert.deepEqual(
          after,
          after.toSorted((a, b) => a - b),
        );
        assert.ok(checklist.items.every(({ checked }) => !checked));
        assert.equal(filled.split('\n').length, text.split('\n').length);
        // Twice changes nothing more: all that is known is filled in.
        assert.equal(instantiate(filled, { values, from: 'template' }).text, filled);
      }),
      { numRuns: 500 },
    );
  });
});
