import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConflictText } from '../../../src/core/checklist/merge/resolveConflict.ts';
import { beforeMerge } from '../../../src/node/git/beforeMerge.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { commitAll, git } from '../../support/repository.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

const file = 'releases/1.4.0/checklist.md';
const list = (a: string, b: string, c: string): string =>
  `# Release\n\n- [${a}] Build\n- [${b}] Test\n- [${c}] Scan\n- [ ] Ship\n`;

/** What both branches made of `before`, left in the file by git in one style of markers. */
async function check(
  style: string,
  merged: { readonly plain: number; readonly text: string },
): Promise<void> {
  await withFolderAsync(async (folder) => {
    const commit = (text: string): void => {
      writeFiles(folder, { [file]: text });
      git(folder, 'commit', '--quiet', '--all', '--message=Tick');
    };
    const before = list('x', ' ', ' ');
    writeFiles(folder, { [file]: before });
    commitAll(folder);
    git(folder, 'checkout', '--quiet', '-b', 'other');
    commit(list('x', 'x', 'x'));
    git(folder, 'checkout', '--quiet', 'main');
    // A tick taken back, one on both sides, and one on the other side only.
    commit(list(' ', 'x', ' '));
    assert.throws(() => git(folder, '-c', `merge.conflictStyle=${style}`, 'merge', '--quiet', 'other'));
    const text = readFileSync(join(folder, file), 'utf8');
    const plain = await resolveConflictText(text, file);
    assert.equal(plain.ok && plain.conflicts, merged.plain, text);
    if (merged.plain === 0) assert.equal(plain.ok && plain.text, merged.text);
    for (const [at, name] of [
      [folder, file],
      [join(folder, 'releases'), '1.4.0/checklist.md'],
    ] as const) {
      const base = await beforeMerge({ folder: at, environment: process.env }, name);
      assert.equal(base, before);
      const exact = await resolveConflictText(text, file, base);
      assert.deepEqual(exact, { ok: true, text: merged.text, conflicts: 0, assumed: 0 });
    }
    assert.equal(await beforeMerge({ folder, environment: process.env }, 'other.md'), undefined);
  });
}

describe('conflict markers that git wrote', () => {
  const text = list(' ', 'x', 'x');
  it('without a base, from which no tick is taken', () => check('merge', { plain: 2, text }));
  it('with a base', () => check('diff3', { plain: 0, text }));
  it('with a base, and less between the markers', () => check('zdiff3', { plain: 0, text }));
});
