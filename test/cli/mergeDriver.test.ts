import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChecklist } from '../../src/core/checklist/read.ts';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const root = join(import.meta.dirname, '../..');
const files = 12;
const itemsEach = 40;

describe('merge-driver', () => {
  it('merges what git alone cannot, with no item lost and none repeated', async () =>
    withFolderAsync(async (folder) => {
      const names = Array.from({ length: files }, (_, index) => `releases/1.${index}.0/checklist.md`);
      write(folder, names, () => ' ');
      writeFiles(folder, { '.gitattributes': 'releases/*/checklist.md merge=checklist\n' });
      git(folder, 'init', '--quiet');
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=Start');
      git(folder, 'checkout', '--quiet', '-b', 'other');
      // Every second item on one branch, its neighbours on the other: each pair is a conflict by lines.
      write(folder, names, (item) => (item % 2 === 0 ? 'x' : ' '));
      git(folder, 'commit', '--quiet', '--all', '--message=Even');
      git(folder, 'checkout', '--quiet', 'main');
      write(folder, names, (item) => (item % 2 === 1 ? 'x' : ' '));
      git(folder, 'commit', '--quiet', '--all', '--message=Odd');

      assert.throws(() => git(folder, '-c', 'merge.checklist.driver=false', 'merge', 'other'));
      git(folder, 'merge', '--abort');

      const driver = `"${process.execPath}" "${join(root, 'src/cli/main.ts')}" merge-driver %O %A %B %P --marker-size %L`;
      git(folder, '-c', `merge.checklist.driver=${driver}`, 'merge', '--quiet', '--no-edit', 'other');
      for (const name of names) {
        const { value } = await readChecklist(readFileSync(join(folder, name), 'utf8'), {
          file: name,
          reader: 'full',
        });
        assert.equal(value.items.length, itemsEach);
        assert.equal(new Set(value.items.map(({ text }) => text)).size, itemsEach);
        assert.deepEqual(new Set(value.items.map(({ state }) => state)), new Set(['done']));
      }
    }));

  it('leaves a conflict between markers and says so', async () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { base: '- [ ] A\n', ours: '- [ ] A — @ana\n', theirs: '- [ ] A — @ben\n' });
      const ran = await runIn(folder, ['merge-driver', 'base', 'ours', 'theirs', 'checklist.md']);
      assert.deepEqual(ran, {
        exit: 1,
        out: '',
        err: 'checklist.md: one place to decide, between conflict markers.\n',
      });
      assert.match(readFileSync(join(folder, 'ours'), 'utf8'), /^<{7} ours\n- \[ \] A — @ana\n\|{7} base\n/);
    }));

  for (const [name, argv, exit] of [
    ['a file that is not there', ['base', 'ours', 'gone', 'checklist.md'], 3],
    ['a file that is not UTF-8', ['base', 'ours', 'bytes', 'checklist.md'], 3],
    ['a marker size that is no number', ['base', 'ours', 'theirs', '--marker-size', 'many'], 2],
    ['too few files', ['base', 'ours'], 2],
  ] as const) {
    it(`leaves everything as it is for ${name}`, async () =>
      withFolderAsync(async (folder) => {
        writeFiles(folder, {
          base: '- [ ] A\n',
          ours: '- [x] A\n',
          theirs: '- [ ] A\n- [ ] B\n',
          bytes: Buffer.of(0x2d, 0xff, 0xfe),
        });
        const ran = await runIn(folder, ['merge-driver', ...argv]);
        assert.equal(ran.exit, exit);
        assert.notEqual(ran.err, '');
        assert.equal(readFileSync(join(folder, 'ours'), 'utf8'), '- [x] A\n');
      }));
  }

  it('keeps a byte order mark', async () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { base: '- [ ] A\n', ours: '\ufeff- [x] A\n', theirs: '- [ ] A\n- [ ] B\n' });
      const ran = await runIn(folder, ['merge-driver', 'base', 'ours', 'theirs', 'checklist.md']);
      assert.equal(ran.exit, 0);
      assert.equal(readFileSync(join(folder, 'ours'), 'utf8'), '\ufeff- [x] A\n- [ ] B\n');
    }));
});

function write(folder: string, names: readonly string[], mark: (item: number) => string): void {
  const items = Array.from({ length: itemsEach }, (_, item) => `- [${mark(item)}] Step ${item}\n`);
  writeFiles(folder, Object.fromEntries(names.map((name) => [name, `# Release\n\n${items.join('')}`])));
}
