import assert from 'node:assert/strict';
import { join } from 'node:path';
import { memoryCache } from '../../../src/core/breaking/cache.ts';
import { detect } from '../../../src/core/breaking/detect.ts';
import type { DetectOptions, Detection } from '../../../src/core/breaking/detect.ts';
import type { UnitRunner } from '../../../src/core/breaking/runner.ts';
import { workerPool } from '../../../src/node/workers/pool.ts';
import type { PoolOptions } from '../../../src/node/workers/pool.ts';
import { memoryComparison } from '../../support/memoryTrees.ts';
import type { Files, MemoryOptions } from '../../support/memoryTrees.ts';
import { unitDetector } from '../../support/unitDetectors.ts';

const entry = join(import.meta.dirname, '../../support/unitWorker.ts');

/** The files name the detectors that get them: `a.loops` is a unit of `loops`. */
async function detection(
  files: Files,
  options: Partial<DetectOptions> & { readonly trees?: MemoryOptions } = {},
): Promise<Detection> {
  const ids = [...new Set(Object.keys(files).map((path) => path.slice(path.indexOf('.') + 1)))];
  const before = Object.fromEntries(Object.keys(files).map((path) => [path, 'before']));
  return detect(memoryComparison(before, files, options.trees), {
    elapsed: () => performance.now(),
    detectors: ids.map(unitDetector),
    ...options,
  });
}

async function inPool<T>(use: (pool: UnitRunner) => Promise<T>, options: PoolOptions = {}): Promise<T> {
  const pool = workerPool({ entry, size: 2, grace: 100, ...options });
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

function summary({ changes, notAnalysed }: Detection): readonly string[] {
  return [
    ...changes.map(({ subject }) => `read ${subject}`),
    ...notAnalysed.map(({ path, reason, detail }) => `${path} ${reason} ${detail}`),
  ];
}

interface Case {
  readonly name: string;
  readonly files: readonly string[];
  /** Milliseconds for a unit. */
  readonly unit?: number;
  readonly pool?: PoolOptions;
  readonly expected: readonly string[];
}

async function check({ files, unit = 60_000, pool, expected }: Case): Promise<void> {
  const given = Object.fromEntries(files.map((path) => [path, 'after']));
  const budget = { unit, all: 60_000 };
  const found = await inPool((runner) => detection(given, { runner, budget }), pool);
  assert.deepEqual(summary(found), expected);
}

describe('units in threads', function () {
  this.timeout(60_000);

  const cases: readonly Case[] = [
    { name: 'are compared', files: ['a.reads', 'b.reads'], expected: ['read a.reads', 'read b.reads'] },
    {
      name: 'that never end are ended, and the rest goes on',
      files: ['a.loops', 'a.reads', 'b.loops', 'c.loops', 'z.reads'],
      unit: 50,
      expected: [
        'read a.reads',
        'read z.reads',
        'a.loops timeBudget loops',
        'b.loops timeBudget loops',
        'c.loops timeBudget loops',
      ],
    },
    {
      name: 'that fill the memory are ended, and the rest goes on',
      files: ['a.fills', 'a.reads', 'b.fills', 'z.reads'],
      pool: { memory: 32 },
      expected: ['read a.reads', 'read z.reads', 'a.fills memoryBudget fills', 'b.fills memoryBudget fills'],
    },
    {
      name: 'that throw say so',
      files: ['a.throws', 'b.reads'],
      expected: ['read b.reads', 'a.throws failed throws: on purpose'],
    },
    {
      name: 'that throw where nobody looks say so',
      files: ['a.throwsLater', 'b.reads'],
      pool: { size: 1 },
      expected: ['read b.reads', 'a.throwsLater failed throwsLater: where nobody looks'],
    },
    {
      name: 'that end the thread say so',
      files: ['a.exits', 'b.reads'],
      pool: { size: 1 },
      expected: ['read b.reads', 'a.exits failed exits: its thread has ended'],
    },
    {
      name: 'that look at the clock speak for themselves',
      files: ['a.listens'],
      unit: 1,
      pool: { grace: 60_000 },
      expected: ['a.listens timeBudget said by itself'],
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('fail when a thread has nowhere to begin', async () => {
    const nowhere = { entry: join(import.meta.dirname, 'nothing.ts') };
    const found = await inPool((runner) => detection({ 'a.reads': '' }, { runner }), nowhere);
    assert.deepEqual(
      found.notAnalysed.map(({ path, reason }) => `${path} ${reason}`),
      ['a.reads failed'],
    );
  });

  it('find what they find in this thread, whatever the trees hold', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`${n}.reads`, `text ${n} \u{1f680}\0\ud800`]),
    );
    const trees: MemoryOptions = {
      profiles: { reads: 'other' },
      unreadable: { '3.reads': { ok: false, reason: 'binary', detail: '' } },
    };
    const here = await detection(files, { trees });
    const there = await inPool((runner) => detection(files, { trees, runner }), { size: 3 });
    assert.equal(here.changes.length, 20);
    assert.deepEqual(there, here);
  });

  /** A run that is cancelled once its first units are under way. */
  function cancelledSoon(): () => boolean {
    let looks = 0;
    return () => ++looks > 4;
  }

  it('that listen stop by themselves when the run is cancelled', async () => {
    const files = { 'a.listens': '', 'b.listens': '', 'c.listens': '' };
    const found = await inPool((runner) => detection(files, { runner, cancelled: cancelledSoon() }), {
      grace: 60_000,
    });
    assert.deepEqual(summary(found), [
      'a.listens cancelled said by itself',
      'b.listens cancelled said by itself',
      'c.listens cancelled listens',
    ]);
  });

  it('that do not listen are ended when the run is cancelled', async () => {
    const files = { 'a.loops': '', 'b.loops': '', 'c.loops': '' };
    const found = await inPool((runner) => detection(files, { runner, cancelled: cancelledSoon() }));
    assert.deepEqual(summary(found), [
      'a.loops cancelled loops',
      'b.loops cancelled loops',
      'c.loops cancelled loops',
    ]);
  });

  it('are cancelled when the pool is closed, then and later', async () => {
    const pool = workerPool({ entry, size: 1 });
    const started = detection(
      { 'a.reads': '', 'b.loops': '' },
      {
        runner: pool,
        progress: (done) => {
          if (done === 1) void pool.close();
        },
      },
    );
    assert.deepEqual(summary(await started), ['read a.reads', 'b.loops cancelled loops']);
    const later = await detection({ 'a.reads': '' }, { runner: pool });
    assert.deepEqual(summary(later), ['a.reads cancelled reads']);
  });

  it('are not worked out again while everything that they read is the same', async () => {
    const cache = memoryCache();
    const files = { 'a.reads': 'one', 'b.reads': 'two' };
    const first = await inPool((runner) => detection(files, { runner, cache }));
    const ran: string[] = [];
    const counting: UnitRunner = {
      lanes: 1,
      run: ({ unit }) => {
        ran.push(unit.path);
        return Promise.resolve({ changes: [], notAnalysed: [] });
      },
    };
    assert.deepEqual(await detection(files, { runner: counting, cache }), first);
    await detection({ ...files, 'b.reads': 'three' }, { runner: counting, cache });
    assert.deepEqual(ran, ['b.reads']);
  });

  it('are counted as they end', async () => {
    const seen: string[] = [];
    const files = { 'a.reads': '', 'b.reads': '', 'c.throws': '' };
    const progress = (done: number, total: number) => seen.push(`${done}/${total}`);
    await inPool((runner) => detection(files, { runner, progress }));
    assert.deepEqual(seen, ['0/3', '1/3', '2/3', '3/3']);
  });
});
