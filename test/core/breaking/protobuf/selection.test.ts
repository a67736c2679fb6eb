import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detect } from '../../../../src/core/breaking/detect.ts';
import { detectorTable } from '../../../../src/core/breaking/table.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';
import type { RunOptions } from './run.ts';
import { brief, run } from './run.ts';

const before = 'syntax = "proto3";\npackage shop.v1;\nmessage A { string a = 1; int32 b = 2; }\n';
const after = 'syntax = "proto3";\npackage shop.v1;\nmessage A { reserved 2; string c = 1; }\n';

async function check(
  configuration: string,
  expected: readonly string[],
  options: RunOptions = {},
): Promise<void> {
  const files = (text: string) => ({ 'proto/buf.yaml': configuration, 'proto/a/s.proto': text });
  const { changes } = await run(files(before), files(after), options);
  assert.deepEqual(brief(changes), expected);
}

const removed = 'field-removed shop.v1.A.b';
const renamed = 'field-renamed shop.v1.A.a';

describe('the configuration beside a schema', () => {
  it('without anything to say', () => check('version: v2\n', [renamed, removed]));
  it('names a category', () =>
    check('breaking:\n  use: [WIRE_JSON]\n', [renamed, 'field-name-not-reserved shop.v1.A.b']));
  it('names rules, in words of other tools or ours', () =>
    check('breaking:\n  use:\n    - FIELD_NO_DELETE\n    - protobuf/field-name-not-reserved\n', [
      removed,
      'field-name-not-reserved shop.v1.A.b',
    ]));
  it('takes rules out', () =>
    check('breaking:\n  except: [FIELD_SAME_NAME, FIELD_SAME_JSON_NAME]\n', [removed]));
  it('leaves the name in JSON when it takes that in code out', () =>
    check('breaking:\n  except: [FIELD_SAME_NAME]\n', ['field-json-name-changed shop.v1.A.a', removed]));
  it('leaves files out', () => check('breaking:\n  ignore: [a]\n', []));
  it('leaves a folder in whose name only begins alike', () =>
    check('breaking:\n  ignore: [a/s, ./b]\n', [renamed, removed]));
  it('leaves files out for single rules', () =>
    check('breaking:\n  ignore_only:\n    FIELD_NO_DELETE: [a/s.proto]\n', [renamed]));
  it('that cannot be read says nothing', () => check('breaking: [', [renamed, removed]));
  it('gives way to a profile that is asked for', () =>
    check('breaking:\n  use: [FILE]\n', [], { profile: 'WIRE' }));
  it('gives way to rules that are asked for', () =>
    check('breaking:\n  use: [FILE]\n  except: [FIELD_NO_DELETE]\n', [removed], {
      named: ['buf:FIELD_NO_DELETE'],
    }));
  it('is not asked when the detector is meant as a whole', () =>
    check('version: v2\n', [renamed, removed], { named: ['protobuf', 'protobuf/field-removed'] }));

  it('leaves packages out that promise nothing', async () => {
    const configuration = 'breaking:\n  ignore_unstable_packages: true\n';
    for (const [name, expected] of [
      ['shop.v1beta1', []],
      ['shop.v1p2alpha', []],
      ['shop.beta', ['message-removed shop.beta.A']],
    ] as const) {
      const start = `syntax = "proto3";\npackage ${name};\nmessage B {}\n`;
      const { changes } = await run(
        { 'buf.yaml': configuration, 's.proto': `${start}message A {}` },
        { 'buf.yaml': configuration, 's.proto': start },
      );
      assert.deepEqual(brief(changes), expected);
    }
  });
});

describe('a configuration of several modules', () => {
  const configuration =
    'version: v2\nmodules:\n  - path: ./one\n    breaking:\n      use: [WIRE]\n  - path: two\nbreaking:\n  use: [FILE]\n';

  it('holds for the files of each', async () => {
    const files = (field: string) => ({
      'buf.yaml': configuration,
      'one/a.proto': `syntax = "proto3"; package one; message A { int32 ${field} = 1; }`,
      'two/b.proto': `syntax = "proto3"; package two; message B { int32 ${field} = 1; }`,
    });
    const { changes, notAnalysed } = await run(files('a'), files('b'));
    assert.deepEqual([brief(changes), notAnalysed], [['field-renamed two.B.a'], []]);
  });

  it('that asks for a rule nobody knows says so', async () => {
    const files = (field: string) => ({
      'buf.yaml': 'breaking:\n  use: [FIELD_SAME_NAME, FIELD_SAME_SMELL]\n',
      'a.proto': `syntax = "proto3"; message A { int32 ${field} = 1; }`,
    });
    const { changes, notAnalysed } = await run(files('a'), files('b'));
    assert.deepEqual(brief(changes), ['field-renamed A.a']);
    assert.deepEqual(notAnalysed, [
      { path: 'buf.yaml', reason: 'unsupported', detail: 'breaking.use: FIELD_SAME_SMELL' },
    ]);
  });
});

describe('rules that are asked for one by one', () => {
  const base = {
    's.proto': 'syntax = "proto3"; message A { message B {} int32 a_b = 1; }\nmessage C { int32 a = 1; }',
  };
  const head = { 's.proto': 'syntax = "proto3"; message D { int32 a = 1; }' };

  it('each tell all that they see', async () => {
    const { changes } = await run(base, head, { named: ['MESSAGE_NO_DELETE'] });
    assert.deepEqual(brief(changes), ['message-removed A', 'message-removed A.B', 'message-removed C']);
  });

  it('are looked for by a detection that keeps only them', async () => {
    const detection = await detect(memoryComparison(base, head), {
      elapsed: () => 0,
      only: ['buf:PACKAGE_MESSAGE_NO_DELETE'],
      detectors: detectorTable.filter(({ id }) => id === 'protobuf'),
    });
    assert.deepEqual(brief(detection.changes), [
      'package-message-removed A',
      'package-message-removed A.B',
      'package-message-removed C',
    ]);
  });

  it('find a rename by its own name', async () => {
    const { changes } = await run(base, head, { named: ['protobuf/message-renamed'] });
    assert.deepEqual(brief(changes), ['message-renamed C']);
  });
});
