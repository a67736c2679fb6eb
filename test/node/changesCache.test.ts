import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CachedResult } from '../../src/core/breaking/cache.ts';
import { engineVersion, folderCache } from '../../src/node/changesCache.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const result: CachedResult = {
  dependencies: [
    { side: 'base', path: 'a', id: '1' },
    { side: 'head', path: 'gone' },
  ],
  changes: [],
  notAnalysed: [{ path: 'a', reason: 'syntax', detail: 'head:1:1' }],
};

/** What is read after the one file that was kept has been changed. */
async function check(change: (text: string) => string, expected: readonly string[]): Promise<void> {
  await withFolderAsync(async (folder) => {
    folderCache(folder, '1').set('key', result);
    const [name = ''] = readdirSync(folder);
    const file = join(folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    const cache = folderCache(folder, '1');
    const read = cache.get('key');
    assert.deepEqual(read === undefined ? cache.problems() : ['read', ...cache.problems()], expected);
  });
}

describe('results in a folder', () => {
  const damaged = ['a file is damaged'];
  const cases: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
    ['are read as they were written', (text) => text, ['read']],
    ['are not read when the end is missing', (text) => text.slice(0, -1), damaged],
    ['are not read when the file is empty', () => '', damaged],
    [
      'are not read when they are those of another key',
      (text) => text.replace('"key":"key"', '"key":"b"'),
      damaged,
    ],
    ['are not read when a reason is unknown', (text) => text.replace('syntax', 'other'), damaged],
    ['are not read when a list is none', (text) => text.replace('"changes":[]', '"changes":{}'), damaged],
    ['are not read when a change is none', (text) => text.replace('"changes":[]', '"changes":[{}]'), damaged],
  ];
  for (const [name, change, expected] of cases) {
    it(name, () => check(change, expected));
  }

  it('are those of one version of the engine', () =>
    withFolderAsync(async (folder) => {
      folderCache(folder, '1').set('key', result);
      assert.deepEqual(folderCache(folder, '1').get('key'), result);
      const other = folderCache(folder, '2');
      assert.deepEqual([other.get('key'), other.problems()], [undefined, []]);
      assert.match(engineVersion(), /^[0-9a-f]{64}$/);
      assert.equal(engineVersion(), engineVersion());
    }));

  it('cannot be kept where the folder is a file, which is said once', () =>
    withFolderAsync(async (folder) => {
      const place = join(folder, 'file');
      writeFileSync(place, 'mine');
      const cache = folderCache(place, '1');
      cache.set('key', result);
      cache.set('other', result);
      assert.equal(cache.get('key'), undefined);
      assert.deepEqual(cache.problems(), [
        'the folder cannot be used (EEXIST)',
        'a file cannot be written (ENOTDIR)',
      ]);
      assert.equal(readFileSync(place, 'utf8'), 'mine');
    }));
});
