/**
 * `node bench/history.ts [--commits N] [--rounds N] [--repository DIR] [--tools DIR]`: reading a whole history
 * and the range of one release against `git log` in the same rounds. `--tools` names a folder where git-cliff
 * and conventional-changelog are installed, to be raced too. Exits with 1 when a gate is missed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { releaseTag } from '../src/core/breaking/release.ts';
import { historyInRepository } from '../src/node/history.ts';
import { attributeCommits } from '../src/node/git/ancestry.ts';
import { openRepository } from '../src/node/git/repository.ts';
import { historyRepository } from './historyRepository.ts';
import { median, race, table } from './measure.ts';
import type { Contestant } from './measure.ts';

const gates = { rangeMilliseconds: 50, wholeRatio: 3, wholeMebibytes: 150 };

/** Calls in one measurement: the clock of the system is coarse. */
const turns = 10;

const { values } = parseArgs({
  options: {
    commits: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    repository: { type: 'string' },
    tools: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const folder = values.repository ?? historyRepository(Number(values.commits));
const head = git('rev-parse', 'HEAD');

const held = [await attributionHolds(), await rangeHolds(), wholeHolds()];
process.exitCode = held.every(Boolean) ? 0 : 1;

function git(...args: readonly string[]): string {
  return spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30 }).stdout.trim();
}

/** For each release, what it contains and no earlier one does, as git lists it. */
async function attributionHolds(): Promise<boolean> {
  const opened = openRepository(folder);
  if (!opened.ok) {
    throw new Error(opened.problem);
  }
  const started = performance.now();
  const found = await attributeCommits(opened.repository, head, (tag) => releaseTag(tag) !== undefined);
  const milliseconds = performance.now() - started;
  opened.repository.close();
  if (!found.ok) {
    throw new Error(found.detail);
  }
  const { graph, attribution } = found;
  const { releases, owner } = attribution;
  let wrong = 0;
  const places = new Map(graph.ids.map((id, place) => [id, place] as const));
  for (const [index, release] of releases.entries()) {
    const earlier = releases.slice(0, index).map(({ commit }) => `^${commit}`);
    const own = spawnSync('git', ['rev-list', '--stdin'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      input: [release.commit, ...earlier].join('\n'),
    })
      .stdout.split('\n')
      .filter((id) => id !== '');
    wrong += own.filter((id) => owner[places.get(id) ?? -1] !== index).length;
    wrong += owner.reduce((sum, one) => sum + (one === index ? 1 : 0), 0) - own.length;
  }
  // No release stands before one that it contains.
  const contained = releases.filter((release, index) => {
    const place = places.get(release.commit) ?? -1;
    return (owner[place] ?? -1) > index;
  }).length;
  process.stdout.write(
    `Attribution: ${graph.ids.length} commits, ${releases.length} releases, ${wrong + contained} differ from git, ${milliseconds.toFixed(0)} ms\n`,
  );
  return wrong + contained === 0;
}

/** Warm: what an editor that is running pays. Time of the processor, git's included. */
async function rangeHolds(): Promise<boolean> {
  const own: number[] = [];
  const plain: number[] = [];
  let commits = 0;
  const base = git('describe', '--tags', '--abbrev=0', 'HEAD~1');
  for (let round = 0; round < rounds + 3; round++) {
    const before = processorTime();
    for (let turn = 0; turn < turns; turn++) {
      const history = await historyInRepository(folder, { base });
      if (!history.ok) {
        throw new Error(history.detail);
      }
      commits = history.commits.length;
    }
    const between = processorTime();
    for (let turn = 0; turn < turns; turn++) {
      spawnSync('git', ['log', '-z', '--format=%H%x00%B', `${base}..HEAD`], { cwd: folder });
    }
    if (round >= 3) {
      own.push((between - before) / turns);
      plain.push((processorTime() - between) / turns);
    }
  }
  const more = median(own) - median(plain);
  process.stdout.write(
    `Range of ${commits} commits, warm: ${median(own).toFixed(1)} ms CPU, git log ${median(plain).toFixed(1)} ms, ${more.toFixed(1)} ms more (gate ${gates.rangeMilliseconds})\n`,
  );
  return more <= gates.rangeMilliseconds;
}

/** Milliseconds of this process and of its children that have ended; ticks of the system are 10 ms. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  if (!existsSync('/proc/self/stat')) {
    return (user + system) / 1000;
  }
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number);
  return (user + system) / 1000 + ((fields[13] ?? 0) + (fields[14] ?? 0)) * 10;
}

function wholeHolds(): boolean {
  const pass = bundled();
  const format = '--format=%H%x00%P%x00%aN%x00%aE%x00%at%x00%B';
  const contestants: readonly Contestant[] = [
    { name: 'git log', command: ['git', 'log', '-z', format, 'HEAD'] },
    { name: 'whole history, attributed', command: [process.execPath, pass, folder] },
    { name: 'node, which does nothing', command: [process.execPath, '-e', '0'] },
    ...tools(),
  ];
  const [limit, ours, ...others] = race(contestants, { folder, rounds });
  if (limit === undefined || ours === undefined) {
    return false;
  }
  process.stdout.write(`\n${table([limit, ours, ...others])}`);
  const memory = ours.peakMebibytes ?? 0;
  process.stdout.write(
    `\nWhole history: ${ours.cpuRatio.toFixed(2)} x git log (gate ${gates.wholeRatio}), ${memory.toFixed(0)} MiB (gate ${gates.wholeMebibytes})\n`,
  );
  return ours.cpuRatio <= gates.wholeRatio && memory <= gates.wholeMebibytes;
}

/** As the program is shipped: one file, without types to be taken out at every start. */
function bundled(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'release-readiness-pass-')), 'pass.mjs');
  buildSync({
    entryPoints: [fileURLToPath(new URL('historyPass.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['simple-git'],
    logLevel: 'error',
  });
  return file;
}

function tools(): readonly Contestant[] {
  const inside = (path: string) => join(values.tools ?? '', 'node_modules', path);
  const cliff = ['git-cliff-linux-x64/bin/git-cliff', 'git-cliff-linux-arm64/bin/git-cliff']
    .map(inside)
    .find((path) => existsSync(path));
  const changelog = inside('.bin/conventional-changelog');
  return values.tools === undefined
    ? []
    : [
        ...(cliff === undefined
          ? []
          : [{ name: 'git-cliff', command: [cliff, '--offline', '-o', '/dev/null'] }]),
        ...(existsSync(changelog)
          ? [
              {
                name: 'conventional-changelog',
                command: [process.execPath, changelog, '-p', 'conventionalcommits', '-r', '0', '--stdout'],
              },
            ]
          : []),
      ];
}
