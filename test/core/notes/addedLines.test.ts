import assert from 'node:assert/strict';
import { noticesIn } from '../../../src/core/notes/addedLines.ts';
import type { Notices } from '../../../src/core/notes/addedLines.ts';

interface Case {
  readonly name: string;
  readonly path?: string;
  readonly base?: string;
  readonly head: string;
  readonly expect: Partial<{ readonly [Key in keyof Notices]: readonly object[] }>;
}

const cases: readonly Case[] = [
  {
    name: 'a comment above a function',
    head: '/**\n * @deprecated use {@link open} instead, removed in 3.0.0\n */\nexport function connect() {}\n',
    expect: {
      deprecations: [
        { subject: 'connect', alternative: 'open', removal: '3.0.0', where: { path: 'src/a.ts', line: 2 } },
      ],
    },
  },
  {
    name: 'a mark that was there before',
    base: '/** @deprecated */\nexport function connect() {}\n',
    head: 'const x = 1;\n/** @deprecated */\nexport function connect() {}\n',
    expect: {},
  },
  {
    name: 'an attribute of Rust',
    path: 'src/a.rs',
    head: '#[deprecated(note = "use open")]\npub fn connect() {}\n',
    expect: {
      deprecations: [{ subject: 'connect', alternative: 'open', where: { path: 'src/a.rs', line: 1 } }],
    },
  },
  {
    name: 'a warning of Python',
    path: 'a.py',
    head: 'warnings.warn("connect is deprecated", DeprecationWarning)\n',
    expect: { deprecations: [{ subject: 'connect', where: { path: 'a.py', line: 1 } }] },
  },
  {
    name: 'a test that is skipped from now on',
    path: 'test/a.test.ts',
    head: "it.skip('keeps the order of large files', () => {});\n",
    expect: {
      knownIssues: [
        {
          text: 'Not tested: keeps the order of large files',
          from: 'skipped-test',
          where: { path: 'test/a.test.ts', line: 1 },
        },
      ],
    },
  },
  {
    name: 'a skipped test in a text of a test',
    path: 'test/a.test.ts',
    head: `const head = "it.skip('is only text', () => {});";\n`,
    expect: {},
  },
  { name: 'a test that runs', path: 'test/a.test.ts', head: "it('skips nothing', () => {});\n", expect: {} },
  {
    name: 'a mark with a number',
    head: '// TODO(#41): names longer than 64 letters are cut\n',
    expect: {
      knownIssues: [
        {
          text: '#41: names longer than 64 letters are cut',
          from: 'todo',
          where: { path: 'src/a.ts', line: 1 },
        },
      ],
    },
  },
  { name: 'a mark without a number', head: '// TODO tidy this up\n', expect: {} },
  { name: 'words in a document', path: 'README.md', head: '// TODO(#41): x\n', expect: {} },
];

function check({ path = 'src/a.ts', base, head, expect }: Case): void {
  const found = noticesIn({ path, head, ...(base === undefined ? {} : { base }) });
  assert.deepEqual(found, { deprecations: [], knownIssues: [], ...expect });
}

describe('added lines that users are told of', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }
});
