import assert from 'node:assert/strict';
import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Rule } from '../../../../src/core/breaking/detector.ts';
import { typescriptDetector } from '../../../../src/core/breaking/typescript/index.ts';
import { changesBetween, type Files } from './changesBetween.ts';

function sides(
  file: string,
  pair: { readonly base: string; readonly head: string },
): readonly [Files, Files] {
  return [{ [file]: pair.base }, pair.head === '' ? {} : { [file]: pair.head }];
}

async function fired(pair: Rule['example']): Promise<readonly Change[]> {
  return changesBetween(...sides(pair.file, pair));
}

describe('every rule of the TypeScript detector', () => {
  for (const [id, rule] of Object.entries(typescriptDetector.rules)) {
    it(`${id}: its example fires it alone, at its level, with places`, async () => {
      const changes = await fired(rule.example);
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      const change = changes[0];
      if (id !== 'typescript/export-added') assert.equal(change?.base?.path, rule.example.file);
      if (rule.example.head !== '') assert.equal(change?.head?.path, rule.example.file);
    });
    it(`${id}: its near miss does not fire it`, async () => {
      const changes = await fired(rule.nearMiss);
      assert.deepEqual(
        changes.filter((change) => change.rule === id),
        [],
      );
    });
    it(`${id}: its texts are sentences with known arguments`, () => {
      for (const text of [rule.sentence, rule.fix, rule.why]) {
        assert.match(text, /^[A-Z{`].*\.$/);
        const named = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
        assert.deepEqual(
          named.filter((name) => !['subject', 'before', 'after'].includes(name)),
          [],
        );
      }
    });
  }
});
