/** `check --base` end to end: what changed decides the conditions, and the text says what decided each. */
import assert from 'node:assert/strict';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const checklist = [
  '# Release',
  '',
  '- [ ] Migrations rehearsed on a copy (if there are migrations)',
  '- [ ] Flags set for the first customers (if flags were added)',
  '- [ ] Licences looked through (if dependencies changed)',
  '- [ ] Contrast checked (if UI changes)',
  '- [ ] Plan of Terraform reviewed (if infrastructure changed)',
  '- [x] Unit tests pass',
  '',
].join('\n');

const manifest = (range: string): string =>
  `${JSON.stringify({ name: 'shop', version: '1.0.0', private: true, dependencies: { 'parser-kit': range } }, null, 2)}\n`;

async function linesOf(
  after: Readonly<Record<string, string>>,
  expected: number,
): Promise<readonly string[]> {
  let lines: readonly string[] = [];
  await withFolderAsync(async (folder) => {
    writeFiles(folder, {
      'RELEASE.md': checklist,
      'package.json': manifest('^1.4.0'),
      'config/flags.json': '{}\n',
    });
    commitAll(folder);
    git(folder, 'tag', 'v1.0.0');
    writeFiles(folder, after);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message=Change');
    const { exit, out, err } = await runIn(folder, ['check', '--base', 'v1.0.0', '--type', 'minor']);
    assert.equal(err, '');
    assert.equal(exit, expected, out);
    lines = out.split('\n').filter((line) => /^RELEASE\.md:[3-7]:/.test(line));
  });
  return lines.map((line) => line.replace(/ {2,}/g, ' | '));
}

const aside = (item: string, count: number, what: string): string =>
  `info | Does not apply: ${item} (None of ${count} changed files is ${what}.)`;
const migrations = 'Migrations rehearsed on a copy (if there are migrations)';
const flags = 'Flags set for the first customers (if flags were added)';
const licences = 'Licences looked through (if dependencies changed)';
const contrast = 'Contrast checked (if UI changes)';
const plan = 'Plan of Terraform reviewed (if infrastructure changed)';

describe('check with the changes', () => {
  it('requires what a migration, a flag and a dependency call for, and sets the rest aside', async () => {
    const lines = await linesOf(
      {
        'migrations/0002_add_orders.up.sql': 'CREATE TABLE orders (id int);\n',
        'migrations/0002_add_orders.down.sql': 'DROP TABLE orders;\n',
        'config/flags.json': '{ "new-checkout": true }\n',
        'package.json': manifest('^2.0.0'),
      },
      1,
    );
    assert.deepEqual(lines, [
      `RELEASE.md:3:3 | no-go | Open: ${migrations} (required: 2 files under migrations/)`,
      `RELEASE.md:4:3 | no-go | Open: ${flags} (required: config/flags.json)`,
      `RELEASE.md:5:3 | no-go | Open: ${licences} (required: package.json:6)`,
      `RELEASE.md:6:3 | ${aside(contrast, 4, 'part of the user interface')}`,
      `RELEASE.md:7:3 | ${aside(plan, 4, 'infrastructure')}`,
    ]);
  });

  it('sets all of them aside when only a text differs', async () => {
    assert.deepEqual(await linesOf({ 'README.md': '# Shop\n' }, 0), [
      `RELEASE.md:3:3 | ${aside(migrations, 1, 'a migration')}`,
      `RELEASE.md:4:3 | ${aside(flags, 1, 'about feature flags')}`,
      `RELEASE.md:5:3 | ${aside(licences, 1, 'a lock file or a manifest of dependencies')}`,
      `RELEASE.md:6:3 | ${aside(contrast, 1, 'part of the user interface')}`,
      `RELEASE.md:7:3 | ${aside(plan, 1, 'infrastructure')}`,
    ]);
  });

  it('says what the commits say of their review, and changes no verdict for it', async () => {
    await withFolderAsync(async (folder) => {
      writeFiles(folder, {
        'RELEASE.md': '# Release\n\n- [x] Code review approval from required reviewers\n',
        '.github/CODEOWNERS': '/docs/ @rita\n',
      });
      commitAll(folder);
      git(folder, 'tag', 'v1.0.0');
      const commit = (file: string, message: string): void => {
        writeFiles(folder, { [file]: `${message}\n` });
        git(folder, 'add', '--all');
        git(folder, 'commit', '--quiet', `--message=${message}`);
      };
      commit('docs/a.md', 'Say a\n\nReviewed-by: Rita <1+rita@users.noreply.github.com>');
      commit('docs/b.md', 'Say b');
      const { exit, out, err } = await runIn(folder, ['check', '--base', 'v1.0.0', '--type', 'minor']);
      assert.equal(err, '');
      assert.equal(exit, 0, out);
      assert.match(
        out,
        /RELEASE\.md:3:3 +info +1 of 2 commits carries a review trailer; 1 of 2 changed files with owners was reviewed by one, docs\/b\.md was not: Code review/,
      );
    });
  });

  describe('without being asked', () => {
    const released = (folder: string): void => {
      writeFiles(folder, { 'RELEASE.md': checklist });
      commitAll(folder);
      git(folder, 'tag', 'v1.0.0');
      writeFiles(folder, { 'migrations/0002_add_orders.sql': 'CREATE TABLE orders (id int);\n' });
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=Change');
    };
    const json = ['check', '--type', 'minor', '--now', '2026-11-24T09:00:00Z', '--format', 'json'];
    const reasonsOf = (out: string): string[] => {
      const { releases } = JSON.parse(out) as {
        releases: { reasons: { code: string; weight: string; message: string }[] }[];
      };
      return releases.flatMap(({ reasons }) =>
        reasons.map(({ code, weight, message }) => `${code}/${weight} ${message}`),
      );
    };
    const notCompared = (out: string): string[] =>
      reasonsOf(out).filter((reason) => reason.startsWith('notCompared'));

    it('compares with the last release', async () => {
      await withFolderAsync(async (folder) => {
        released(folder);
        const unasked = await runIn(folder, json);
        assert.deepEqual(unasked, await runIn(folder, [...json, '--base', 'v1.0.0']));
        assert.match(reasonsOf(unasked.out).join('\n'), /required: migrations\/0002_add_orders\.sql/);
      });
    });

    it('leaves the changes out when somebody says so', async () => {
      await withFolderAsync(async (folder) => {
        released(folder);
        const { out } = await runIn(folder, [...json, '--no-changes']);
        assert.match(reasonsOf(out).join('\n'), /Migrations rehearsed.*the changes were not analysed/);
        assert.deepEqual(notCompared(out), []);
        const both = await runIn(folder, ['check', '--no-changes', '--base', 'v1.0.0']);
        assert.equal(both.exit, 2);
        assert.match(both.err, /Leave out --no-changes/);
      });
    });

    it('says so when there is no release to compare with, and changes no verdict for it', async () => {
      await withFolderAsync(async (folder) => {
        writeFiles(folder, { 'RELEASE.md': '- [x] Tests pass\n' });
        commitAll(folder);
        const { exit, out } = await runIn(folder, json);
        assert.equal(exit, 0, out);
        assert.deepEqual(notCompared(out), [
          'notCompared/info What changed is not part of this verdict: No release tag such as v1.2.0 is part of the head. Name a base with --base REF.',
        ]);
      });
    });

    it('warns when the clone is too shallow for it', async () => {
      await withFolderAsync(async (folder) => {
        released(folder);
        await withFolderAsync(async (clone) => {
          git(clone, 'clone', '--quiet', '--depth=1', '--no-tags', `file://${folder}`, '.');
          const { out } = await runIn(clone, json);
          assert.deepEqual(notCompared(out), [
            'notCompared/warning What changed is not part of this verdict: The clone is shallow and holds no base. Fetch the whole history and all tags, or name a base with --base REF.',
          ]);
        });
      });
    });

    it('says nothing of changes where there is no repository', async () => {
      await withFolderAsync(async (folder) => {
        writeFiles(folder, { 'RELEASE.md': '- [x] Tests pass\n' });
        const { exit, out } = await runIn(folder, json);
        assert.equal(exit, 0, out);
        assert.deepEqual(notCompared(out), []);
      });
    });
  });
});
