/**
 * `node bench/metrics.ts [commits] [tags] [rounds]`: `metrics`, bundled as it ships, over a whole generated history
 * with merges and maintenance branches, against one `git log` of the same fields. Exits with 1 when a gate is missed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import { race, table } from './measure.ts';
import type { Contestant } from './measure.ts';

const [commits = 100_000, tags = 2000, rounds = 5] = process.argv.slice(2).map(Number);
const gates = { cpuRatio: 3, mebibytes: 200 };
const start = Date.UTC(2015, 0, 1) / 1000;
/** Seconds between commits. */
const step = 3600;

const outdir = join(tmpdir(), 'release-readiness-bench-build');
await build({ outdir });
const folder = await history();
const program = join(outdir, 'cli.cjs');
const own = [process.execPath, program, 'metrics', '--now', '2027-01-01T00:00:00Z'];
const contestants: readonly Contestant[] = [
  { name: 'git log', command: ['git', 'log', '--all', '--format=%H %P %at %ct %an %ae %ce'] },
  { name: 'metrics', command: own },
  { name: 'metrics --format json', command: [...own, '--format', 'json'] },
  { name: 'metrics --since, the whole history', command: [...own, '--since', '2015-01-01'] },
];

console.log(`${commits} commits, ${tags} tags; ${rounds} rounds\n`);
const results = race(contestants, { folder, rounds });
console.log(table(results));
for (const { name, cpuRatio, peakMebibytes = NaN } of results.slice(1)) {
  const met = cpuRatio <= gates.cpuRatio && peakMebibytes <= gates.mebibytes;
  console.log(
    `${name}: ${cpuRatio.toFixed(2)} x the CPU of git log (at most ${gates.cpuRatio}), ` +
      `${peakMebibytes.toFixed(0)} MiB (at most ${gates.mebibytes}): ${met ? 'met' : 'missed'}`,
  );
  process.exitCode ||= met ? 0 : 1;
}

/** Generated once for each size: fast-import writes it as one stream. */
async function history(): Promise<string> {
  const made = join(tmpdir(), `release-readiness-bench-history-${commits}-${tags}`);
  if (existsSync(join(made, 'complete'))) return made;
  mkdirSync(made, { recursive: true });
  spawnSync('git', ['-c', 'init.defaultBranch=main', 'init', '--quiet'], { cwd: made });
  const child = spawn('git', ['fast-import', '--quiet', '--force'], {
    cwd: made,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  for (const chunk of stream()) {
    if (!child.stdin.write(chunk)) await new Promise((resume) => child.stdin.once('drain', resume));
  }
  child.stdin.end();
  await new Promise((resume) => child.on('close', resume));
  spawnSync('git', ['reset', '--quiet', '--hard', 'main'], { cwd: made });
  mkdirSync(join(made, 'complete'));
  return made;
}

/** Every fifth commit ends a branch of two in a merge; every tenth tag is a patch on a maintenance branch. */
function* stream(): Generator<string> {
  const between = Math.max(1, Math.floor(commits / tags));
  let mark = 0;
  let main = 0;
  let minor = 0;
  let released = 0;
  for (let count = 0; mark < commits; count++) {
    if (count % 5 === 4) {
      const side = ++mark;
      yield commit({ mark: side, parents: [main] });
      yield commit({ mark: ++mark, parents: [main, side] });
    } else {
      yield commit({ mark: ++mark, parents: main === 0 ? [] : [main] });
    }
    main = mark;
    if (main >= (released + 1) * between) {
      released++;
      if (released % 10 === 0 && minor > 0) {
        const patch = ++mark;
        yield commit({ mark: patch, parents: [main - 2], branch: `maintenance-${minor}` });
        yield tag(`v1.${minor}.1`, patch, mark);
      } else {
        yield tag(`v1.${++minor}.0`, main, mark);
      }
    }
  }
  yield `reset refs/heads/main\nfrom :${main}\n\n`;
}

function commit(given: {
  readonly mark: number;
  readonly parents: readonly number[];
  readonly branch?: string;
}): string {
  const { mark, parents, branch = 'work' } = given;
  const committed = start + mark * step;
  const [from, merged] = parents;
  return [
    // A new branch begins at its first parent, whatever fast-import remembers of its name.
    `commit refs/heads/${branch}`,
    `mark :${mark}`,
    `author Author ${mark % 50} <author${mark % 50}@example.com> ${committed - (mark % 9) * step} +0000`,
    `committer Committer <committer@example.com> ${committed} +0000`,
    `data 8\nChange ${mark % 10}`,
    ...(from === undefined ? [] : [`from :${from}`]),
    ...(merged === undefined ? [] : [`merge :${merged}`]),
    `M 100644 inline file-${mark % 20}.txt`,
    `data ${String(mark).length}\n${mark}`,
    '',
    '',
  ].join('\n');
}

function tag(name: string, mark: number, at: number): string {
  const tagged = start + at * step + 60;
  return at % 2 === 0
    ? `reset refs/tags/${name}\nfrom :${mark}\n\n`
    : `tag ${name}\nfrom :${mark}\ntagger Tagger <tagger@example.com> ${tagged} +0000\ndata 7\nRelease\n`;
}
