import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { commitAll } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

interface Expected {
  readonly exit?: number;
  /** All of it, or what it has to match. */
  readonly out?: string | RegExp;
  readonly err?: string | RegExp;
}

async function check(files: Files, argv: readonly string[], expected: Expected): Promise<void> {
  await withFolderAsync(async (folder) => {
    writeFiles(folder, files);
    const { exit, out, err } = await runIn(folder, ['items', ...argv]);
    assert.equal(exit, expected.exit ?? 0, err);
    matches(out, expected.out);
    matches(err, expected.err ?? '');
  });
}

function matches(actual: string, expected: string | RegExp | undefined): void {
  if (typeof expected === 'string') {
    assert.equal(actual, expected);
  } else if (expected !== undefined) {
    assert.match(actual, expected);
  }
}

const checklist = `# Release

## Testing

- [x] Unit tests pass \u2014 @ana
- [ ] Load test (if applicable) \u2014 @ben \u00b7 due 2026-11-30 14:00 UTC
  - [ ] Graphs are kept
- [ ] ~~Capacity plan~~ \u2014 N/A: no traffic change
- [ ] Accessibility \u2014 waived until 2026-12-01 by @cto: old screen
- [ ] Staging \u2014 blocked: no machine
- [] Near miss

\`\`\`md
- [ ] Example
\`\`\`
`;

describe('items as JSON', () => {
  async function json(files: Files, argv: readonly string[] = []) {
    return withFolderAsync(async (folder) => {
      writeFiles(folder, files);
      const { out } = await runIn(folder, ['items', '--format', 'json', ...argv]);
      return JSON.parse(out);
    });
  }

  it('has every field of an item', async () => {
    const { schema, files } = await json({ 'a.md': checklist });
    assert.equal(schema, 'release-readiness/items/1');
    const section = ['Release', 'Testing'];
    assert.deepEqual(files[0].items, [
      {
        line: 5,
        column: 3,
        state: 'done',
        text: 'Unit tests pass',
        depth: 1,
        section,
        owner: '@ana',
        notes: ['@ana'],
      },
      {
        line: 6,
        column: 3,
        state: 'todo',
        text: 'Load test (if applicable)',
        depth: 1,
        section,
        condition: 'if applicable',
        owner: '@ben',
        due: '2026-11-30 14:00 UTC',
        notes: ['@ben', 'due 2026-11-30 14:00 UTC'],
      },
      { line: 7, column: 5, state: 'todo', text: 'Graphs are kept', depth: 2, section },
      {
        line: 8,
        column: 3,
        state: 'na',
        text: 'Capacity plan',
        depth: 1,
        section,
        reason: 'no traffic change',
        notes: ['N/A: no traffic change'],
      },
      {
        line: 9,
        column: 3,
        state: 'waived',
        text: 'Accessibility',
        depth: 1,
        section,
        waiver: { until: '2026-12-01', by: '@cto', reason: 'old screen' },
        notes: ['waived until 2026-12-01 by @cto: old screen'],
      },
      {
        line: 10,
        column: 3,
        state: 'blocked',
        text: 'Staging',
        depth: 1,
        section,
        reason: 'no machine',
        notes: ['blocked: no machine'],
      },
    ]);
    assert.deepEqual(files[0].near, [{ line: 11, column: 3, why: 'emptyBrackets' }]);
    assert.ok(files[0].findings.some((finding: { readonly code: string }) => finding.code === 'hiddenTasks'));
  });

  it('lists the files of a folder in order, and only those with items', async () => {
    const { files } = await json({
      'b.md': '- [ ] b\n',
      'a/z.md': '- [ ] z\n',
      'c.md': 'no items\n',
      'B.md': '- [x] B\n',
    });
    assert.deepEqual(
      files.map(({ file }: { readonly file: string }) => file),
      ['B.md', 'a/z.md', 'b.md'],
    );
  });

  it('says the same of a file whether it is named or found', async () => {
    const named = await json({ 'a.md': checklist }, ['a.md']);
    assert.deepEqual(named, await json({ 'a.md': checklist }));
  });

  it('is empty for a folder without items', async () => {
    assert.deepEqual(await json({ 'a.md': 'words\n' }), { schema: 'release-readiness/items/1', files: [] });
  });

  it('names what could not be read', async () => {
    const { unreadable } = await json({ 'a.md': '- [ ] a\n' }, ['a.md', 'missing.md']);
    assert.deepEqual(unreadable, [
      { file: 'missing.md', message: 'it is not there', fix: 'Check the path.' },
    ]);
  });

  it('reads issue forms and YAML checklists that nobody named', async () => {
    const form =
      'name: Release\nbody:\n  - type: checkboxes\n    attributes:\n      label: Gates\n      options:\n        - label: Tests pass\n';
    const { files } = await json({
      '.github/ISSUE_TEMPLATE/release.yml': form,
      'ci.yml': 'on: push\njobs: {}\n',
    });
    assert.deepEqual(
      files.map(({ file, items }: { readonly file: string; readonly items: readonly unknown[] }) => [
        file,
        items.length,
      ]),
      [['.github/ISSUE_TEMPLATE/release.yml', 1]],
    );
  });
});

describe('items as text', () => {
  it('has a line for each item, with its place', () =>
    check({ 'a.md': checklist }, ['a.md'], {
      out: /^a\.md {2}1\/5 done\n {2}Release > Testing\n {2}5:3 {6}done {5}Unit tests pass {2}@ana\n/,
    }));

  it('says why a line is no box', () =>
    check({ 'a.md': checklist }, ['a.md'], { out: /^ {2}11:3 +no box +nothing is between the brackets/m }));

  it('prints one line a file with --count, what does not apply left out', () =>
    check({ 'a.md': checklist, 'b.md': '- [x] b\n' }, ['--count'], { out: 'a.md: 1/5\nb.md: 1/1\n' }));

  it('prints nothing that acts', () =>
    check({ 'a.md': '- [ ] \u001b[31mred ##[error]x\n\n# ::error::y\n\n- [ ] z\n' }, ['a.md'], {
      out: /^(?![^]*(?:\u001b|##\[|^\s*::))/m,
    }));
});

describe('items that cannot be listed', () => {
  const cases: readonly (readonly [
    name: string,
    files: Files,
    argv: readonly string[],
    expected: Expected,
  ])[] = [
    [
      'a file that is not there: the others are listed',
      { 'a.md': '- [ ] a\n' },
      ['missing.md', 'a.md', '--count'],
      { exit: 3, out: 'a.md: 0/1\n', err: 'missing.md: it is not there. Check the path.\n' },
    ],
    [
      'a format that is not read',
      { 'a.rst': '- [ ] a\n' },
      ['a.rst'],
      {
        exit: 3,
        out: '',
        err: 'a.rst: .rst files are not read. Name a Markdown (.md) or YAML (.yml) file.\n',
      },
    ],
    [
      'a file that is not UTF-8',
      { 'a.md': Buffer.from([0x2d, 0x20, 0xff]) },
      ['a.md'],
      { exit: 3, err: /^a\.md: it is not UTF-8 text \(byte 2\)\. Save it as UTF-8\.\n$/ },
    ],
    [
      'a named file without items',
      { 'a.md': 'words\n' },
      ['a.md'],
      { out: /^a\.md {2}no items\n/, err: /^a\.md: no checklist items\./ },
    ],
    ['a folder without items', { 'a.md': 'words\n' }, [], { out: '', err: /^No checklist items were found/ }],
    ['YAML that cannot be parsed', { 'a.yml': 'a: [\n' }, ['a.yml'], { exit: 3, err: /^a\.yml: / }],
    [
      'a folder that is not there',
      {},
      ['--cwd', 'gone'],
      { exit: 2, err: '--cwd gone is not a folder. Name one that exists.\n' },
    ],
    [
      'findings at the level of --fail-on',
      { 'a.md': '- [ ] a\n- [] b\n' },
      ['a.md', '--fail-on', 'warning', '--count'],
      { exit: 1, out: 'a.md: 0/1\n' },
    ],
    [
      'no findings at the level of --fail-on',
      { 'a.md': '- [ ] a\n' },
      ['a.md', '--fail-on', 'info', '--count'],
      { out: 'a.md: 0/1\n' },
    ],
  ];
  for (const [name, files, argv, expected] of cases) {
    it(name, () => check(files, argv, expected));
  }
});

describe('items of a repository', () => {
  it('leaves out what git ignores, follows links inside, and reads what is new', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { '.gitignore': 'out/\n', 'a.md': '- [ ] a\n', 'out/b.md': '- [ ] b\n' });
      commitAll(folder);
      writeFiles(folder, { 'new.md': '- [x] new\n' });
      symlinkSync('a.md', join(folder, 'link.md'));
      const { out } = await runIn(folder, ['items', '--count']);
      assert.equal(out, 'a.md: 0/1\nlink.md: 0/1\nnew.md: 1/1\n');
    }));
});
