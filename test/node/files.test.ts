import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, filePort, isDocument, listDocuments } from '../../src/node/files.ts';
import { writeFiles } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

interface Case {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly arrange?: (folder: string) => void;
  readonly expected: readonly string[];
}

async function check({ files = {}, arrange, expected }: Case, by: 'git' | 'walk'): Promise<void> {
  await withFolderAsync(async (root) => {
    const folder = join(root, 'folder');
    writeFiles(root, { 'outside.md': '- [ ] outside\n' });
    mkdirSync(folder);
    writeFiles(folder, files);
    if (by === 'git') {
      commitAll(folder);
    }
    arrange?.(folder);
    const found: string[] = [];
    const listing = await listDocuments(folder, (file) => void found.push(file));
    assert.equal(listing.by, by);
    assert.deepEqual(found.toSorted(byCodeUnit), expected);
  });
}

describe('documents of a folder', () => {
  const both: readonly Case[] = [
    { name: 'an empty folder', expected: [] },
    {
      name: 'Markdown and YAML at any depth',
      files: { 'a.md': '', 'b/c/d.YML': '', 'e.markdown': '', 'f.yaml': '', 'g.txt': '', 'h.md.bak': '' },
      expected: ['a.md', 'b/c/d.YML', 'e.markdown', 'f.yaml'],
    },
    {
      name: 'hidden folders',
      files: { '.github/release.md': '', '.hidden.md': '' },
      expected: ['.github/release.md', '.hidden.md'],
    },
    {
      name: 'odd names',
      files: {
        ' leading.md': '',
        'caf\u00e9.md': '',
        'a\nb.md': '',
        '-flag.md': '',
        '\u{1F680}.md': '',
        '\uff21.md': '',
      },
      expected: [' leading.md', '-flag.md', 'a\nb.md', 'caf\u00e9.md', '\u{1F680}.md', '\uff21.md'].toSorted(
        byCodeUnit,
      ),
    },
    {
      name: 'links: to a file inside, not outside, not to folders, not to nothing',
      files: { 'docs/a.md': '' },
      arrange: (folder) => {
        symlinkSync('docs/a.md', join(folder, 'inside.md'));
        symlinkSync('../outside.md', join(folder, 'outside.md'));
        symlinkSync('nowhere.md', join(folder, 'broken.md'));
        symlinkSync('docs', join(folder, 'folder.md'));
        symlinkSync('.', join(folder, 'docs/loop'));
        symlinkSync('..', join(folder, 'docs/up'));
      },
      expected: ['docs/a.md', 'inside.md'],
    },
  ];
  for (const one of both) {
    it(`by git: ${one.name}`, () => check(one, 'git'));
    it(`by walking: ${one.name}`, () => check(one, 'walk'));
  }

  it('by git: what is ignored is left out, what is new is there', () =>
    check(
      {
        name: '',
        files: { '.gitignore': 'out/\n*.local.md\n', 'a.md': '' },
        arrange: (folder) => writeFiles(folder, { 'out/b.md': '', 'c.local.md': '', 'new.md': '' }),
        expected: ['a.md', 'new.md'],
      },
      'git',
    ));

  it('by git: a link that is committed', () =>
    check(
      {
        name: '',
        files: { 'a.md': '' },
        arrange: (folder) => {
          symlinkSync('a.md', join(folder, 'inside.md'));
          symlinkSync('../outside.md', join(folder, 'outside.md'));
          git(folder, 'add', '--all');
        },
        expected: ['a.md', 'inside.md'],
      },
      'git',
    ));

  it('by git: a file in conflict is there once', () =>
    check(
      {
        name: '',
        files: { 'a.md': 'one\n' },
        arrange: (folder) => {
          git(folder, 'checkout', '--quiet', '-b', 'other');
          writeFiles(folder, { 'a.md': 'two\n' });
          git(folder, 'commit', '--quiet', '--all', '--message=Two');
          git(folder, 'checkout', '--quiet', 'main');
          writeFiles(folder, { 'a.md': 'three\n' });
          git(folder, 'commit', '--quiet', '--all', '--message=Three');
          assert.throws(() => git(folder, 'merge', 'other'));
        },
        expected: ['a.md'],
      },
      'git',
    ));

  it('by walking: neither node_modules nor .git, at any depth', () =>
    check(
      {
        name: '',
        files: { 'a.md': '', 'node_modules/b.md': '', 'c/node_modules/d.md': '', 'e/.git/f.md': '' },
        expected: ['a.md'],
      },
      'walk',
    ));

  it('by walking when the repository is damaged', () =>
    check(
      {
        name: '',
        files: { 'a.md': '' },
        arrange: (folder) => mkdirSync(join(folder, '.git')),
        expected: ['a.md'],
      },
      'walk',
    ));

  it('by walking when the folder is not trusted', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a.md': '' });
      commitAll(folder);
      const { by } = await listDocuments(folder, () => undefined, { trusted: false });
      assert.equal(by, 'walk');
    }));
});

describe('names of documents', () => {
  const cases: readonly (readonly [file: string, expected: boolean])[] = [
    ['a.md', true],
    ['A.MD', true],
    ['a.mkd', true],
    ['a.yml', true],
    ['a.rst', false],
    ['md', false],
    ['a.md/b', false],
  ];
  for (const [file, expected] of cases) {
    it(file, () => assert.equal(isDocument(file), expected));
  }
});

describe('files of the engine', () => {
  it('are sorted, and filtered by globs when only known ones are wanted', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'b.md': '', 'a.md': '', 'docs/release.md': '', 'docs/other.md': '' });
      const port = filePort(folder);
      assert.deepEqual(await port.find('all', []), ['a.md', 'b.md', 'docs/other.md', 'docs/release.md']);
      assert.deepEqual(await port.find('known', ['docs/*release*.md']), ['docs/release.md']);
    }));

  it('are not those that git still names and nobody has any more', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a.md': '', 'docs/b.md': '' });
      commitAll(folder);
      rmSync(join(folder, 'docs/b.md'));
      const files = filePort(folder);
      assert.deepEqual(await files.find('all', []), ['a.md']);
      assert.deepEqual(await files.find('known', ['**/*.md']), ['a.md']);
    }));

  it('are read inside the folder only, unless the person named them', () =>
    withFolderAsync(async (root) => {
      const folder = join(root, 'folder');
      writeFiles(root, { 'outside.md': 'outside', 'folder/inside.md': 'inside' });
      symlinkSync('../outside.md', join(folder, 'link.md'));
      const statuses = async (port: ReturnType<typeof filePort>) => [
        (await port.read('inside.md')).status,
        (await port.read('../outside.md')).status,
        (await port.read('link.md')).status,
        (await port.read('missing.md')).status,
      ];
      assert.deepEqual(await statuses(filePort(folder)), ['read', 'unreadable', 'unreadable', 'unreadable']);
      assert.deepEqual(await statuses(filePort(folder, { named: ['../outside.md', 'link.md'] })), [
        'read',
        'read',
        'read',
        'unreadable',
      ]);
    }));
});
