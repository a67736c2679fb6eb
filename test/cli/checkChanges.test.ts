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
});
