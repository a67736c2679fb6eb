import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { jsonSchemaDetector } from '../../../../src/core/breaking/jsonschema/index.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { run } from './run.ts';

const asFiles = (file: string, text: string): Files => (text === '' ? {} : { [file]: text });

describe('JSON Schema rules', () => {
  for (const [id, rule] of Object.entries(jsonSchemaDetector.rules)) {
    it(`${id} fires on its example, alone, at its level, with its places`, async () => {
      const { file, base, head } = rule.example;
      const { changes, notAnalysed } = await run(asFiles(file, base), asFiles(file, head));
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      assert.deepEqual(notAnalysed, []);
      assert.equal(changes[0]?.base === undefined, base === '');
      assert.equal(changes[0]?.head === undefined, head === '');
      const names = [...rule.sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });

    it(`${id} says nothing about its near miss`, async () => {
      const { file, base, head } = rule.nearMiss;
      const { changes } = await run(asFiles(file, base), asFiles(file, head));
      assert.deepEqual(
        changes.map((change) => change.rule),
        [],
      );
    });
  }
});
