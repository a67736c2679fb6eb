import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { sameAnswer } from '../../../scripts/readers.ts';

describe('both readers', () => {
  it('give the same for every document of this repository', async () => {
    const root = path.join(import.meta.dirname, '../../..');
    const files = ['README.md', 'CHANGELOG.md', ...below(root, 'docs'), ...below(root, 'test/fixtures')];
    assert.ok(files.length > 50);
    let items = 0;
    for (const file of files) {
      const answer = await sameAnswer(fs.readFileSync(path.join(root, file), 'utf8'));
      assert.ok(answer.same, file);
      items += answer.items;
    }
    assert.ok(items > 50, String(items));
  });
});

function below(root: string, folder: string): readonly string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
}
