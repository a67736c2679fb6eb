import assert from 'node:assert/strict';
import { completionsAt, looksLikeNotes } from '../../../src/core/authoring/completion.ts';
import { hintsFor, sectionProgress } from '../../../src/core/authoring/progress.ts';
import { applyEdits } from '../../../src/core/base/text.ts';
import type { NotesFacts } from '../../../src/core/notes/facts.ts';
import { commitsOf, github, noFacts } from '../../support/notesFacts.ts';

const facts: NotesFacts = {
  ...noFacts,
  links: github,
  version: { text: '2.0.0', why: 'asked for' },
  date: '2026-11-23',
  commits: commitsOf(
    'fix: hang in the import (#3)',
    'fix: crash when config is empty (#2)\n\nCloses #9',
    'feat: themes for $HOME (#1)',
  ),
  contributors: [
    {
      person: { name: 'Ana Day', email: 'ana@example.com' },
      login: 'ana',
      bot: false,
      commits: 2,
      first: true,
    },
    { person: { name: 'Bo', email: 'bo@example.com' }, bot: false, commits: 1 },
    { person: { name: 'robot', email: 'robot@example.com' }, login: 'robot[bot]', bot: true, commits: 1 },
  ],
  deployment: { migrations: [{ path: 'db/1.sql', reversible: 'yes' }], configuration: [], flags: [] },
};

interface Case {
  readonly name: string;
  /** `‸` marks the cursor. */
  readonly text: string;
  readonly labels: readonly RegExp[] | 'none';
  /** The text after the first completion is taken. */
  readonly becomes?: string;
}

const cases: readonly Case[] = [
  {
    name: 'the fixes that are not mentioned, newest first',
    text: '## Bug Fixes\n- ‸\n',
    labels: [/^Hang in the import \(#3\)$/, /^Crash when config is empty \(#2\)$/],
    becomes:
      '## Bug Fixes\n- Resolved problem with hang in the import ([#3](https://github.com/example/product/pull/3))\n',
  },
  {
    name: 'not what a line mentions already',
    text: '## Bug Fixes\n- No more hangs (#3)\n- ‸\n',
    labels: [/^Crash/],
  },
  { name: 'what fits what is typed', text: '## Bug Fixes\n- cras‸\n', labels: [/^Crash/] },
  { name: 'nothing at the bullets of other sections', text: '## Credits\n- ‸\n', labels: 'none' },
  { name: 'nothing in code', text: '## Bug Fixes\n```\n- ‸\n```\n', labels: 'none' },
  {
    name: 'numbers of the range only',
    text: '## Summary\nSee #‸\n',
    labels: [/^#3 /, /^#2 /, /^#9 /, /^#1 /],
    becomes: '## Summary\nSee [#3](https://github.com/example/product/pull/3)\n',
  },
  { name: 'no number within a word', text: '## Summary\nC#‸\n', labels: 'none' },
  {
    name: 'people of the range without bots',
    text: '## Credits\nThanks to @‸\n',
    labels: [/^@ana$/, /^Bo$/],
    becomes: '## Credits\nThanks to @ana\n',
  },
  { name: 'no people in an address', text: '## Credits\nmail@‸\n', labels: 'none' },
  {
    name: 'an answer with what speaks for it',
    text: '### Deployment Notes\n- Database migrations: ‸[Yes/No, details if yes]\n',
    labels: [/^Yes: 1 file, reversible/, /^No$/],
    becomes: '### Deployment Notes\n- Database migrations: Yes: 1 file, reversible (`db/1.sql`)\n',
  },
  {
    name: 'an answer right behind the colon',
    text: '### Deployment Notes\n- Configuration changes required:‸\n',
    labels: [/^No$/, /^Yes:/],
    becomes: '### Deployment Notes\n- Configuration changes required: No\n',
  },
  {
    name: 'versions for a removal',
    text: '## Deprecations\n- **x**: will be removed in [future ‸version]\n',
    labels: [/^3\.0\.0$/, /^4\.0\.0$/],
    becomes: '## Deprecations\n- **x**: will be removed in 3.0.0\n',
  },
  {
    name: 'the tracker of the remote',
    text: '## Feedback\n- Report issues: [link‸ to issue tracker]\n',
    labels: [/issues$/],
    becomes: '## Feedback\n- Report issues: https://github.com/example/product/issues\n',
  },
  { name: 'nothing inside a link', text: '## Feedback\n[gui‸de](x.md)\n', labels: 'none' },
  {
    name: 'the date of the title',
    text: '# Release 2.0.0 - [Da‸te]\n',
    labels: [/^2026-11-23$/],
    becomes: '# Release 2.0.0 - 2026-11-23\n',
  },
  {
    name: 'commit text as it is',
    text: '## New Features\n- ‸\n',
    labels: [/^Themes for \$HOME/],
    becomes: '## New Features\n- Themes for \\$HOME ([#1](https://github.com/example/product/pull/1))\n',
  },
];

function check({ text, labels, becomes }: Case): void {
  const offset = text.indexOf('‸');
  const plain = text.replace('‸', '');
  const found = completionsAt(plain, offset, facts);
  if (labels === 'none') {
    assert.deepEqual(found, []);
    return;
  }
  assert.equal(found.length, labels.length, found.map(({ label }) => label).join('\n'));
  for (const [index, pattern] of labels.entries()) assert.match(found[index]?.label ?? '', pattern);
  if (becomes !== undefined)
    assert.equal(applyEdits(plain, found[0] === undefined ? [] : [found[0].edit]), becomes);
}

describe('completion in release notes', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('offers the sections that are missing, filled in', () => {
    const text = '# Release 2.0.0\n\n## Summary\nHello.\n\n';
    const found = completionsAt(text, text.length - 1, facts);
    assert.equal(found.length, 17);
    assert.match(
      found.find(({ label }) => label === 'Bug Fixes')?.edit.newText ?? '',
      /^### Bug Fixes\n- Resolved problem with hang/,
    );
  });

  it('counts what is mentioned, and adds the rest', () => {
    const text = '## Bug Fixes\n- No more hangs (#3)\n\n## Credits\n';
    const [fixes] = sectionProgress(text, facts);
    assert.equal(fixes?.words, '1 of 2 fixes mentioned');
    const after = applyEdits(text, fixes?.insertMissing ?? []);
    assert.equal(sectionProgress(after, facts)[0]?.words, '2 of 2 fixes mentioned');
    assert.match(after, /\(#3\)\n- Resolved problem with crash .*\n\n## Credits/);
  });

  it('speaks up where an answer disagrees with the comparison', () => {
    const hints = (text: string) => hintsFor(text, facts).map(({ line, words }) => `${line} ${words}`);
    assert.deepEqual(hints('- Database migrations: No\n'), [
      '1 the comparison says Yes: 1 file, reversible (db/1.sql)',
    ]);
    assert.deepEqual(hints('- Database migrations: Yes, one table\n'), []);
    assert.deepEqual(hints('- Configuration changes required: Yes, a new key\n'), [
      '1 the comparison shows none',
    ]);
    assert.deepEqual(hints('- Database migrations: [Yes/No, details if yes]\n'), []);
  });

  it('knows notes by their headings', () => {
    assert.ok(looksLikeNotes(['Summary', 'New Features', 'Bug Fixes', 'Known Issues']));
    assert.ok(!looksLikeNotes(['Installation', 'Usage', 'Known Issues']));
  });
});
