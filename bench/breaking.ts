/**
 * `node bench/breaking.ts [--files N] [--rounds N]`: two releases between which every file of 100 packages
 * differs. Reading is raced against plain git in the same rounds; a comparison is timed cold, then after one
 * file was edited. Exits with 1 when a gate is missed.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { memoryCache } from '../src/core/breaking/cache.ts';
import { changesInRepository } from '../src/node/changes.ts';
import type { Changes, ChangesRequest } from '../src/node/changes.ts';
import { compareRange } from '../src/node/git/compare.ts';
import { resolveRange } from '../src/node/git/range.ts';
import { openRepository } from '../src/node/git/repository.ts';
import { workerPool } from '../src/node/workers/pool.ts';
import { changedRepository } from './changedRepository.ts';
import { median } from './measure.ts';

const gates = { processes: 5, readingRatio: 1.5, againMilliseconds: 200 };

const { values } = parseArgs({
  options: { files: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '7' } },
});
const rounds = Number(values.rounds);
const folder = changedRepository(Number(values.files));
const edited = join(folder, 'packages/part-3/src/module-4.ts');
const original = readFileSync(edited, 'utf8');
const runner = workerPool();

try {
  process.exitCode = (await gatesHold()) ? 0 : 1;
} finally {
  writeFileSync(edited, original);
  await runner.close();
}

async function gatesHold(): Promise<boolean> {
  const reading = await raceReading();
  const comparing = await timeComparing();
  const processes = await countProcesses();
  const lines = [
    `reading both sides of ${values.files} files: git ${reading.git.toFixed(0)} ms, here ${reading.own.toFixed(0)} ms, ratio ${reading.ratio.toFixed(2)} (limit ${gates.readingRatio})`,
    `comparing: ${comparing.cold.toFixed(0)} ms, first unit after ${comparing.first.toFixed(0)} ms, ${comparing.changes} changes, peak ${comparing.peak.toFixed(0)} MiB`,
    `again after one edit: ${comparing.again.toFixed(0)} ms (limit ${gates.againMilliseconds})`,
    `processes of git: ${processes} (limit ${gates.processes})`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return (
    reading.ratio <= gates.readingRatio &&
    comparing.again <= gates.againMilliseconds &&
    processes <= gates.processes
  );
}

/** The list of what differs and both sides of it, by plain git and as a comparison reads them. */
async function raceReading(): Promise<{
  readonly git: number;
  readonly own: number;
  readonly ratio: number;
}> {
  const times: { readonly git: number; readonly own: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    readByGit();
    const between = performance.now();
    await readHere();
    times.push({ git: between - started, own: performance.now() - between });
  }
  return {
    git: median(times.map(({ git }) => git)),
    own: median(times.map(({ own }) => own)),
    ratio: median(times.map(({ git, own }) => own / git)),
  };
}

function readByGit(): void {
  const options = { cwd: folder, maxBuffer: 2 ** 30 };
  const { stdout } = spawnSync('git', ['diff', '--raw', '-z', '--no-abbrev', 'v1.0.0', 'v2.0.0'], options);
  const ids = stdout.toString('latin1').match(/\b[0-9a-f]{40}\b/g) ?? [];
  const read = spawnSync('git', ['cat-file', '--batch'], { ...options, input: `${ids.join('\n')}\n` });
  if (read.status !== 0 || ids.length === 0) throw new Error(String(read.stderr));
}

async function readHere(): Promise<void> {
  const opened = openRepository(folder);
  if (!opened.ok) throw new Error(opened.problem);
  try {
    const resolved = await resolveRange(opened.repository, { base: 'v1.0.0', head: 'v2.0.0' });
    if (!resolved.ok) throw new Error(resolved.problem);
    const compared = await compareRange(opened.repository, resolved.range);
    if (!compared.ok) throw new Error(compared.problem);
    const { base, head, changed } = compared.comparison;
    await Promise.all(
      changed.flatMap((file) => [
        ...(file.base === undefined ? [] : [base.read(file.base)]),
        ...(file.head === undefined ? [] : [head.read(file.head)]),
      ]),
    );
  } finally {
    opened.repository.close();
  }
}

async function timeComparing() {
  const cache = memoryCache(4096);
  let first: number | undefined;
  const started = performance.now();
  const { detection } = await compare({
    cache,
    progress: (done) => {
      if (done === 1) first ??= performance.now() - started;
    },
  });
  const cold = performance.now() - started;
  const again: number[] = [];
  for (let round = 0; round < rounds; round++) {
    writeFileSync(edited, `${original}// ${round}\n`);
    const before = performance.now();
    await compare({ cache });
    again.push(performance.now() - before);
  }
  const peak = process.resourceUsage().maxRSS / 1024;
  return { cold, first: first ?? cold, again: median(again), changes: detection.changes.length, peak };
}

async function compare(request: ChangesRequest): Promise<Changes> {
  const changes = await changesInRepository(folder, {
    base: 'v1.0.0',
    against: 'worktree',
    runner,
    ...request,
  });
  if (!changes.ok) throw new Error(changes.problem);
  return changes;
}

/** Counts the calls of a program that hands every one on to git. */
async function countProcesses(): Promise<number> {
  const bin = mkdtempSync(join(tmpdir(), 'release-readiness-count-'));
  try {
    const real = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
    const log = join(bin, 'calls');
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho call >> '${log}'\nexec '${real}' "$@"\n`);
    chmodSync(join(bin, 'git'), 0o755);
    // All detectors read through the one process for objects, so the quickest one will do.
    const environment = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
    await compare({ environment, only: ['config'] });
    return readFileSync(log, 'utf8').trim().split('\n').length;
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
}
