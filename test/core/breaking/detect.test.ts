import assert from 'node:assert/strict';
import { memoryCache } from '../../../src/core/breaking/cache.ts';
import type { Change } from '../../../src/core/breaking/change.ts';
import { detect } from '../../../src/core/breaking/detect.ts';
import type { DetectOptions, Detection } from '../../../src/core/breaking/detect.ts';
import type { Compared, Comparison, Detector, Unit } from '../../../src/core/breaking/detector.ts';
import type { DetectorEntry } from '../../../src/core/breaking/table.ts';
import { memoryComparison } from '../../support/memoryTrees.ts';

const rule = {
  level: 'major',
  sentence: '{subject} is gone.',
  fix: 'Keep it.',
  why: 'Somebody uses it.',
  aliases: ['other:LINE_GONE'],
  example: { file: 'a.txt', base: 'a', head: '' },
  nearMiss: { file: 'a.txt', base: 'a', head: 'a b' },
} as const;

/** Reports each line that is gone; a file that says `throw` makes it fail. */
function lineDetector(
  id: string,
  parts: Partial<Detector> = {},
): DetectorEntry & { readonly compared: string[] } {
  const compared: string[] = [];
  const detector: Detector = {
    id,
    profiles: ['default', 'strict'],
    rules: { [`${id}/line-gone`]: rule, [`${id}/other`]: { ...rule, aliases: [] } },
    units: ({ changed }) =>
      changed.map((file): Unit => ({ detector: id, path: file.head ?? file.base ?? '', files: [file] })),
    compare: async (unit, comparison) => {
      compared.push(unit.path);
      return compareLines(id, unit, comparison);
    },
    ...parts,
  };
  return { id, load: () => Promise.resolve(detector), compared };
}

async function compareLines(id: string, unit: Unit, { base, head }: Comparison): Promise<Compared> {
  const [file] = unit.files;
  const [before, after] = await Promise.all([base.read(file?.base ?? ''), head.read(file?.head ?? '')]);
  if (!before.ok) {
    return { changes: [], notAnalysed: [{ path: unit.path, reason: before.reason, detail: before.detail }] };
  }
  if (before.text.includes('throw')) {
    throw new Error('cannot');
  }
  const left = new Set(after.ok ? after.text.split('\n') : []);
  const changes = before.text.split('\n').flatMap((line, index): readonly Change[] =>
    left.has(line)
      ? []
      : [
          {
            rule: `${id}/line-gone`,
            detector: id,
            level: 'major',
            confidence: 'proven',
            subject: line,
            args: {},
            base: { path: file?.base ?? '', line: index + 1, column: 1 },
          },
        ],
  );
  return { changes: changes.toReversed(), notAnalysed: [] };
}

/** A clock that takes a step at each look. */
function clock(step = 0): () => number {
  let now = 0;
  return () => (now += step);
}

function summary({ changes, analysed, notAnalysed }: Detection): readonly string[] {
  return [
    ...changes.map(
      (change) => `${change.base?.path}:${change.base?.line} ${change.detector} ${change.subject}`,
    ),
    ...analysed.map(({ path, detector }) => `read ${path} ${detector}`),
    ...notAnalysed.map(({ path, reason }) => `not ${path} ${reason}`),
  ];
}

interface Case {
  readonly name: string;
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  readonly options?: Partial<DetectOptions>;
  readonly expected: readonly string[];
}

async function check({ base, head, options, expected }: Case): Promise<void> {
  const detection = await detect(memoryComparison(base, head), {
    elapsed: clock(),
    detectors: [lineDetector('lines')],
    ...options,
  });
  assert.deepEqual(summary(detection), expected);
}

describe('detection', () => {
  const two = { base: { b: 'x\ny', a: 'z' }, head: { b: '', a: '' } } as const;
  const cases: readonly Case[] = [
    { name: 'nothing changed', base: { a: 'x' }, head: { a: 'x' }, expected: [] },
    {
      name: 'changes by file and line, whatever the order in which they are found',
      ...two,
      expected: ['a:1 lines z', 'b:1 lines x', 'b:2 lines y', 'read a lines', 'read b lines'],
    },
    {
      name: 'a unit that fails, and the others all the same',
      base: { a: 'throw', b: 'x' },
      head: { a: '', b: '' },
      expected: ['b:1 lines x', 'read b lines', 'not a failed'],
    },
    {
      name: 'a detector that cannot be loaded, and the others all the same',
      base: { a: 'x' },
      head: { a: '' },
      options: {
        detectors: [
          { id: 'gone', load: () => Promise.reject(new Error('no module')) },
          lineDetector('lines'),
        ],
      },
      expected: ['a:1 lines x', 'read a lines', 'not  failed'],
    },
    {
      name: 'a detector that cannot group files',
      base: { a: 'x' },
      head: { a: '' },
      options: {
        detectors: [
          lineDetector('bad', {
            units: () => {
              throw new Error('cannot');
            },
          }),
          lineDetector('lines'),
        ],
      },
      expected: ['a:1 lines x', 'read a lines', 'not  failed'],
    },
    {
      name: 'one change for one cause, however often it is reported',
      base: { a: 'x' },
      head: { a: '' },
      options: {
        detectors: [
          lineDetector('lines', {
            compare: async (unit, comparison) => {
              const once = await compareLines('lines', unit, comparison);
              return { ...once, changes: [...once.changes, ...once.changes] };
            },
          }),
        ],
      },
      expected: ['a:1 lines x', 'read a lines'],
    },
    {
      name: 'units after the end of all time are said to be left out',
      ...two,
      options: { elapsed: clock(10), budget: { unit: 10, all: 25 } },
      expected: ['a:1 lines z', 'read a lines', 'not b timeBudget'],
    },
    {
      name: 'units after a cancellation are said to be left out',
      ...two,
      options: { cancelled: () => true },
      expected: ['not a cancelled', 'not b cancelled'],
    },
    {
      name: 'only the files that are asked for',
      ...two,
      options: { paths: (path) => path === 'a' },
      expected: ['a:1 lines z', 'read a lines'],
    },
    {
      name: 'only the rule that another tool calls so',
      base: { a: 'x' },
      head: { a: '' },
      options: { only: ['LINE_GONE'] },
      expected: ['a:1 lines x', 'read a lines'],
    },
    {
      name: 'only another rule',
      base: { a: 'x' },
      head: { a: '' },
      options: { only: ['lines/other'] },
      expected: ['read a lines'],
    },
    {
      name: 'only another detector, which alone is run',
      base: { a: 'throw' },
      head: { a: '' },
      options: {
        detectors: [lineDetector('lines'), lineDetector('others', { units: () => [] })],
        only: ['others'],
      },
      expected: [],
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('uses the first profile, or the one that is chosen', async () => {
    const options = { elapsed: clock(), detectors: [lineDetector('lines')] };
    const used = async (profiles: Readonly<Record<string, string>>) =>
      (await detect(memoryComparison({ a: 'x' }, { a: '' }, { profiles }), options)).profiles;
    assert.deepEqual(await used({}), { lines: 'default' });
    assert.deepEqual(await used({ lines: 'strict' }), { lines: 'strict' });
  });
});

describe('a rule that needs a profile', () => {
  const rules = {
    'lines/line-gone': rule,
    'lines/strict': { ...rule, aliases: ['other:STRICT'], profile: 'strict' },
  };
  const asked = async (only?: readonly string[], profiles = {}): Promise<string | undefined> => {
    let seen: string | undefined;
    const entry = lineDetector('lines', {
      rules,
      compare: async (unit, comparison) => {
        seen = comparison.profiles['lines'];
        return compareLines('lines', unit, comparison);
      },
    });
    const detection = await detect(memoryComparison({ 'a.txt': 'a' }, { 'a.txt': 'b' }, { profiles }), {
      elapsed: clock(),
      detectors: [entry],
      ...(only === undefined ? {} : { only }),
    });
    return `${seen ?? 'usual'} ${detection.profiles['lines'] ?? ''}`;
  };

  it('gets it when it is named', async () => assert.equal(await asked(['lines/strict']), 'strict strict'));
  it('gets it by the name of another tool', async () =>
    assert.equal(await asked(['other:strict']), 'strict strict'));
  it('gets it among others', async () =>
    assert.equal(await asked(['lines/line-gone', 'lines/strict']), 'strict strict'));
  it('not when others are named', async () =>
    assert.equal(await asked(['lines/line-gone']), 'usual default'));
  it('not when its detector is named', async () => assert.equal(await asked(['lines']), 'usual default'));
  it('not without a name', async () => assert.equal(await asked(), 'usual default'));
  it('not against a choice', async () =>
    assert.equal(await asked(['lines/strict'], { lines: 'default' }), 'default default'));
});

describe('results that are kept', () => {
  async function run(
    cache: DetectOptions['cache'] & {},
    detector: ReturnType<typeof lineDetector>,
    base: Readonly<Record<string, string>>,
    head: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    return summary(
      await detect(memoryComparison(base, head), { elapsed: clock(), detectors: [detector], cache }),
    );
  }

  /** Also reads a file that did not change. */
  function nosy() {
    const detector = lineDetector('lines', {
      compare: async (unit, comparison) => {
        detector.compared.push(unit.path);
        const other = await comparison.head.read('other');
        const compared = await compareLines('lines', unit, comparison);
        return other.ok ? compared : { ...compared, changes: [] };
      },
    });
    return detector;
  }

  it('are the same, and are not worked out again', async () => {
    const cache = memoryCache();
    const detector = lineDetector('lines');
    const first = await run(cache, detector, { a: 'x' }, { a: '' });
    const again = await run(cache, detector, { a: 'x', z: '' }, { a: '', z: '' });
    assert.deepEqual([again, detector.compared], [first, ['a']]);
  });

  it('are worked out again when a file that was read on the way is another one', async () => {
    const cache = memoryCache();
    const detector = nosy();
    await run(cache, detector, { a: 'x', other: '1' }, { a: '', other: '1' });
    await run(cache, detector, { a: 'x', other: '1', b: '' }, { a: '', other: '1', b: '' });
    assert.deepEqual(detector.compared, ['a']);
    assert.deepEqual(await run(cache, detector, { a: 'x' }, { a: '' }), ['read a lines']);
    assert.deepEqual(detector.compared, ['a', 'a']);
  });

  it('are not kept when something failed', async () => {
    const cache = memoryCache();
    const detector = lineDetector('lines', {
      compare: (unit) => {
        detector.compared.push(unit.path);
        return Promise.resolve({
          changes: [],
          notAnalysed: [{ path: unit.path, reason: 'timeBudget', detail: '' }],
        });
      },
    });
    await run(cache, detector, { a: 'x' }, { a: '' });
    await run(cache, detector, { a: 'x' }, { a: '' });
    assert.deepEqual(detector.compared, ['a', 'a']);
  });

  it('are forgotten when there are too many', () => {
    const cache = memoryCache(2);
    const result = { dependencies: [], changes: [], notAnalysed: [] };
    cache.set('a', result);
    cache.set('b', result);
    cache.get('a');
    cache.set('c', result);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => cache.get(key) !== undefined),
      [true, false, true],
    );
  });
});
