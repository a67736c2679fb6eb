import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stringify } from 'yaml';
import { crdDetector } from '../../../../src/core/breaking/crd/index.ts';
import type { Budget } from '../../../../src/core/breaking/detector.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';
import { brief, definitionOf, run } from './run.ts';

const path = 'config/crd/bases/backups.yaml';

describe('CRD rules', () => {
  const side = (file: string, text: string): Files => (text === '' ? {} : { [file]: text });
  for (const [rule, { example, nearMiss, level, sentence, profile }] of Object.entries(crdDetector.rules)) {
    const options = profile === undefined ? {} : { profiles: { crd: profile } };

    it(`${rule} fires on its example, alone, at its level, with its places and words`, async () => {
      const { file, base, head } = example;
      const compared = await run(side(file, base), side(file, head), options);
      const isConvention = 'profiles' in options;
      const changes = compared.changes.filter((one) => !isConvention || one.rule !== 'crd/field-added');
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[rule, level]],
      );
      assert.deepEqual(compared.notAnalysed, []);
      assert.equal(changes[0]?.base === undefined, base === '' || isConvention);
      assert.equal(changes[0]?.head === undefined, head === '');
      const names = [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });

    it(`${rule} does not fire on its near miss`, async () => {
      const { file, base, head } = nearMiss;
      const { changes } = await run(side(file, base), side(file, head), options);
      assert.ok(!changes.some((change) => change.rule === rule));
    });
  }

  it('tell of conventions under their profile alone', async () => {
    const { base, head } = crdDetector.rules['crd/boolean-field']?.example ?? { base: '', head: '' };
    const { changes } = await run({ [path]: base }, { [path]: head });
    assert.deepEqual(brief(changes), ['field-added Backup.spec.keep minor']);
  });

  it('count what readers may notice under the profile crdify', async () => {
    const { base, head } = crdDetector.rules['crd/enum-value-added']?.example ?? { base: '', head: '' };
    const { changes } = await run({ [path]: base }, { [path]: head }, { profiles: { crd: 'crdify' } });
    assert.deepEqual(brief(changes), ['enum-value-added Backup.spec.keep major']);
  });
});

describe('CRD places', () => {
  it('are the field before and the nearest parent after', async () => {
    const text = (fields: string): string =>
      `kind: CustomResourceDefinition\nmetadata: {name: backups.example.com}\nspec:\n  group: example.com\n  names: {kind: Backup}\n  versions:\n  - name: v1\n    schema:\n      openAPIV3Schema:\n        properties:\n          spec:\n            properties:\n${fields}`;
    const { changes } = await run(
      { [path]: text('              days: {type: integer}\n              zone: {type: string}\n') },
      { [path]: `\n${text('              days: {type: integer}\n')}` },
    );
    assert.deepEqual(changes[0]?.base, { path, line: 14, column: 15, endLine: 14, endColumn: 19 });
    assert.deepEqual(changes[0]?.head, { path, line: 12, column: 11, endLine: 12, endColumn: 15 });
  });
});

describe('CRDs beside others that are the same', () => {
  it('keep their places', async () => {
    const of = (type: string): string => stringify(definitionOf({ type }));
    const other = `# Other.\r\n---\n${of('object').replaceAll('backups', 'copies')}--- # next\n`;
    const { changes } = await run({ [path]: other + of('string') }, { [path]: other + of('integer') });
    const before = (other + of('string')).split('\n').findIndex((line) => line.includes('type: string')) + 1;
    assert.deepEqual([changes.length, changes[0]?.base?.line, changes[0]?.head?.line], [1, before, before]);
  });
});

describe('CRD changes', () => {
  const object = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });
  const string = { type: 'string' };
  const cases: readonly (readonly [string, object, object, readonly string[]])[] = [
    [
      'order, descriptions and examples do not count',
      object({ a: string, b: string }),
      object({ b: { ...string, description: 'B.', example: 'x' }, a: string }),
      [],
    ],
    [
      'a required field of a new object harms nobody',
      object({}),
      object({ a: object({ b: string }, { required: ['b'] }) }),
      ['field-added Backup.spec.a minor'],
    ],
    [
      'a new field that is required is one change',
      object({}),
      object({ a: string }, { required: ['a'] }),
      ['required-added Backup.spec.a major'],
    ],
    [
      'a default makes a required field optional',
      object({ a: { ...string, default: 'x' } }),
      object({ a: { ...string, default: 'x' } }, { required: ['a'] }),
      [],
    ],
    [
      'a default that goes from a required field',
      object({ a: { ...string, default: 'x' } }, { required: ['a'] }),
      object({ a: string }, { required: ['a'] }),
      ['default-removed Backup.spec.a major', 'required-added Backup.spec.a major'],
    ],
    [
      'another type is judged alone',
      object({ a: { type: 'integer', minimum: 1 } }),
      object({ a: { type: 'string', pattern: '^a' } }),
      ['type-changed Backup.spec.a major'],
    ],
    [
      'a number may have been an integer',
      object({ a: { type: 'integer' } }),
      object({ a: { type: 'number', maximum: 9 } }),
      ['limit-tightened Backup.spec.a major', 'type-widened Backup.spec.a minor'],
    ],
    [
      'items and values have subjects',
      object({ a: { type: 'array', items: { type: 'object', additionalProperties: { type: 'integer' } } } }),
      object({ a: { type: 'array', items: { type: 'object', additionalProperties: string } } }),
      ['type-changed Backup.spec.a[]{} major'],
    ],
    [
      'named fields may become values of a map',
      object({ a: string }),
      { type: 'object', additionalProperties: string },
      ['unknown-fields-kept Backup.spec minor'],
    ],
    [
      'a field that is kept without its schema',
      object({ a: string }),
      { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      ['field-removed Backup.spec.a minor', 'unknown-fields-kept Backup.spec minor'],
    ],
    [
      'a map of anything gets a type',
      { type: 'object', additionalProperties: true },
      { type: 'object', additionalProperties: string },
      ['type-changed Backup.spec{} major'],
    ],
    [
      'more bits',
      object({ a: { type: 'integer', format: 'int32' } }),
      object({ a: { type: 'integer', format: 'int64' } }),
      ['limit-loosened Backup.spec.a minor'],
    ],
    [
      'fewer bits',
      object({ a: { type: 'integer', format: 'int64' } }),
      object({ a: { type: 'integer', format: 'int32' } }),
      ['format-changed Backup.spec.a major'],
    ],
    [
      'a limit that is new',
      object({ a: string }),
      object({ a: { ...string, maxLength: 9 } }),
      ['limit-tightened Backup.spec.a major'],
    ],
    [
      'a divisor of the old step',
      object({ a: { type: 'integer', multipleOf: 6 } }),
      object({ a: { type: 'integer', multipleOf: 3 } }),
      ['limit-loosened Backup.spec.a minor'],
    ],
    [
      'a set becomes a plain list',
      object({ a: { type: 'array', items: string, 'x-kubernetes-list-type': 'set' } }),
      object({ a: { type: 'array', items: string } }),
      ['list-type-changed Backup.spec.a review'],
    ],
    [
      'words for people count within a default value',
      object({ a: { type: 'object', default: { title: 'A' }, not: { title: 'A' } } }),
      object({ a: { type: 'object', default: { title: 'B' }, not: { title: 'B' } } }),
      ['default-changed Backup.spec.a major'],
    ],
    [
      'an int-or-string',
      object({ a: { 'x-kubernetes-int-or-string': true } }),
      object({ a: { type: 'integer' } }),
      ['type-changed Backup.spec.a major'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes } = await run(
        { [path]: JSON.stringify(definitionOf(base)) },
        { [path]: stringify(definitionOf(head)) },
      );
      assert.deepEqual(brief(changes).toSorted(), expected);
    });
  }

  it('the same in two versions is one change that names both', async () => {
    const of = (type: string): string => {
      const schema = { openAPIV3Schema: object({ spec: object({ a: { type } }) }) };
      const version = (name: string): object => ({ name, served: true, storage: name === 'v1', schema });
      return stringify(definitionOf({}, { versions: [version('v1'), version('v2')] }));
    };
    const { changes } = await run({ [path]: of('string') }, { [path]: of('integer') });
    assert.deepEqual([changes.length, changes[0]?.args['versions']], [1, 'v1, v2']);
  });

  it('a version that nobody is served may change', async () => {
    const of = (type: string): string => {
      const schema = { openAPIV3Schema: object({ spec: object({ a: { type } }) }) };
      return stringify(
        definitionOf({}, { versions: [{ name: 'v1', served: false, storage: true, schema }] }),
      );
    };
    assert.deepEqual((await run({ [path]: of('string') }, { [path]: of('integer') })).changes, []);
  });

  it('a version may go when it is neither served nor stored', async () => {
    const of = (served: boolean, storedVersions: readonly string[]): string => {
      const version = (name: string): object => ({
        name,
        served: name === 'v1' || served,
        storage: name === 'v1',
      });
      return stringify({
        ...definitionOf({}, { versions: [version('v1'), version('v0')] }),
        status: { storedVersions },
      });
    };
    const head = {
      [path]: stringify(definitionOf({}, { versions: [{ name: 'v1', served: true, storage: true }] })),
    };
    const levelOf = async (text: string): Promise<string | undefined> =>
      (await run({ [path]: text }, head)).changes[0]?.level;
    assert.equal(await levelOf(of(true, [])), 'major');
    assert.equal(await levelOf(of(false, ['v0', 'v1'])), 'major');
    assert.equal(await levelOf(of(false, ['v1'])), 'review');
  });

  it('the former form with one schema for all versions is read', async () => {
    const of = (type: string): string =>
      stringify({
        ...definitionOf(
          {},
          {
            versions: undefined,
            version: 'v1',
            validation: { openAPIV3Schema: object({ spec: object({ a: { type } }) }) },
          },
        ),
        apiVersion: 'apiextensions.k8s.io/v1beta1',
      });
    const { changes } = await run({ [path]: of('string') }, { [path]: of('integer') });
    assert.deepEqual(brief(changes), ['type-changed Backup.spec.a major']);
  });
});

describe('CRD files', () => {
  const of = (type: string, name = 'Backup'): string => {
    const plural = `${name.toLowerCase()}s`;
    return stringify({
      ...definitionOf({ type: 'object', properties: { a: { type } } }, { names: { kind: name, plural } }),
      metadata: { name: `${plural}.example.com` },
    });
  };
  const changed = ['type-changed Backup.spec.a major'];
  const service = 'kind: Service\nmetadata: {name: a}\n';
  const cases: readonly (readonly [string, Files, Files, readonly string[]])[] = [
    [
      'several documents in a file',
      { 'deploy/all.yaml': `${service}---\n${of('string')}` },
      { 'deploy/all.yaml': `${of('integer')}---\n${service}` },
      changed,
    ],
    [
      'a list',
      { 'crds.json': JSON.stringify({ kind: 'List', items: [definitionOf({ type: 'object' })] }) },
      { 'crds.json': JSON.stringify({ kind: 'List', items: [definitionOf({ type: 'string' })] }) },
      ['type-changed Backup.spec major'],
    ],
    [
      'a definition may move to another file',
      { 'deploy/all.yaml': of('string') },
      { 'charts/x/crds/b.yaml': of('integer') },
      changed,
    ],
    [
      'a file may be split',
      { 'crds/all.yaml': `${of('string')}---\n${of('string', 'Restore')}` },
      { 'crds/b.yaml': of('string'), 'crds/r.yaml': of('string', 'Restore') },
      [],
    ],
    [
      'copies are told once',
      { 'config/crd/b.yaml': of('string'), 'charts/x/crds/b.yaml': of('string') },
      { 'config/crd/b.yaml': of('integer'), 'charts/x/crds/b.yaml': of('integer') },
      changed,
    ],
    [
      'the same kind of two groups is no copy',
      { 'crds/a.yaml': of('string'), 'crds/b.yaml': of('string').replaceAll('example.com', 'example.org') },
      { 'crds/a.yaml': of('integer'), 'crds/b.yaml': of('integer').replaceAll('example.com', 'example.org') },
      [...changed, ...changed],
    ],
    [
      'one copy of two goes',
      { 'config/crd/b.yaml': of('string'), 'charts/x/crds/b.yaml': of('string') },
      { 'config/crd/b.yaml': of('string') },
      [],
    ],
    [
      'one definition of two goes',
      { 'crds/all.yaml': `${of('string')}---\n${of('string', 'Restore')}` },
      { 'crds/all.yaml': of('string') },
      ['removed Restore major'],
    ],
    [
      'a copy in a file whose other documents changed',
      { 'crds/a.yaml': `${of('string')}---\n${of('string', 'Restore')}`, 'crds/b.yaml': of('string') },
      { 'crds/a.yaml': `${of('string')}---\n${of('integer', 'Restore')}` },
      ['type-changed Restore.spec.a major'],
    ],
    [
      'a patch is no definition',
      {
        'config/crd/bases/b.yaml': of('string'),
        'config/crd/patches/b.yaml':
          'kind: CustomResourceDefinition\nmetadata: {name: backups.example.com}\nspec: {conversion: {strategy: Webhook}}\n',
      },
      { 'config/crd/bases/b.yaml': of('string') },
      [],
    ],
    [
      'directives of a chart around it',
      { 'chart/crds/b.yaml': `{{- if .Values.crds }}\n${of('string')}{{- end }}\n` },
      { 'chart/crds/b.yaml': `{{- if .Values.crds }}\n${of('integer')}{{- end }}\n` },
      changed,
    ],
    [
      'tests hold no interface',
      { 'test/crds/b.yaml': of('string') },
      { 'test/crds/b.yaml': of('integer') },
      [],
    ],
    ['other resources', { 'deploy/s.yaml': service }, { 'deploy/s.yaml': 'kind: Service\n' }, []],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run(base, head);
      assert.deepEqual(brief(changes), expected);
      assert.deepEqual(notAnalysed, []);
    });
  }

  it('count as analysed where their path says what they are', () => {
    const files = {
      'config/crd/bases/a.yaml': 'a',
      'deploy/all.yaml': 'a',
      'package.json': 'a',
      'src/a.ts': 'a',
    };
    const other = Object.fromEntries(Object.keys(files).map((one) => [one, 'b']));
    const units = crdDetector.units(memoryComparison(files, other));
    assert.deepEqual(
      units.map((unit) => [unit.path, unit.only]),
      [
        ['config/crd/bases/a.yaml', undefined],
        ['deploy/all.yaml', 'a part'],
      ],
    );
  });
});

describe('CRDs that cannot be read', () => {
  const good = stringify(definitionOf({ type: 'object' }));
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['no YAML', 'kind: CustomResourceDefinition\nspec: [\n', 'syntax', 'head:3:1'],
    ['a template', `${good}extra: {{ .Values.a }}{{ .Values.b }}\n`, 'unsupported', 'head:21:23: a template'],
  ];
  for (const [name, head, reason, detail] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run({ [path]: good }, { [path]: head });
      assert.deepEqual(changes, []);
      assert.deepEqual(notAnalysed, [{ path, reason, detail }]);
    });
  }

  it('say nothing of what may be in a file that was not read', async () => {
    const refusal = { ok: false, reason: 'tooLarge', detail: '' } as const;
    const { changes, notAnalysed } = await run(
      { 'crds/a.yaml': good, 'crds/b.yaml': 'b' },
      { 'crds/b.yaml': good },
      { unreadable: { 'crds/b.yaml': refusal } },
    );
    assert.deepEqual([changes, notAnalysed[0]?.reason], [[], 'tooLarge']);
  });

  it('say when the time is over', async () => {
    let clock = 0;
    const budget: Budget = { milliseconds: 5, cancelled: () => false, elapsed: () => (clock += 10) };
    const { changes, notAnalysed } = await run({ [path]: good }, { [path]: 'a: 1' }, {}, budget);
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'timeBudget']);
  });
});
