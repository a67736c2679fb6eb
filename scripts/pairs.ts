/**
 * `node scripts/pairs.ts FILE.json [--packages DIR] [--out FILE] [--witnesses]`: compares releases of packages as
 * `breaking --dirs` does, each pair in a process of its own, and holds the answers against labels.
 *
 * FILE is `{"pairs": [{name, from, to, expect: {breaking, named?: [symbol...]}}]}`. What DIR does not hold yet
 * is fetched with `npm pack`; no script of a package runs. A symbol counts as found when the subject of a
 * change of level major or review names it. `--witnesses` compiles the witness of each proven change against both
 * packages as an installed dependency: it has to compile before and not after. Exits with 1 when a gate is missed: every breaking release found, 98 % of
 * the named symbols, no proven false alarm and at most one in all, a median below 2 s, none above 20 s or 1.5 GB.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../bench/measure.ts';
import type { BreakingReport, ChangeReport } from '../src/core/report/breakingReport.ts';
import { build } from './build.mjs';
import { checkWitnesses, none, type Witnesses } from './witnesses.ts';

interface Pair {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly expect: { readonly breaking: boolean; readonly named?: readonly string[] };
}

interface Outcome {
  readonly pair: Pair;
  readonly alarms: readonly ChangeReport[];
  readonly missing: readonly string[];
  readonly witnesses: Witnesses;
  readonly milliseconds: number;
  readonly mebibytes: number;
  readonly failure?: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { packages: { type: 'string' }, out: { type: 'string' }, witnesses: { type: 'boolean' } },
});
const packages = path.resolve(values.packages ?? path.join(os.tmpdir(), 'release-readiness-packages'));
fs.mkdirSync(packages, { recursive: true });
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'release-readiness-pairs-'));
await build({ outdir });
const pairs = positionals.flatMap(
  (file) => (JSON.parse(fs.readFileSync(file, 'utf8')) as { readonly pairs: readonly Pair[] }).pairs,
);
const outcomes = pairs.map((pair) => {
  const outcome = measured(pair);
  process.stdout.write(`${row(outcome)}\n`);
  return outcome;
});
fs.rmSync(outdir, { recursive: true, force: true });
if (values.out !== undefined) fs.writeFileSync(values.out, JSON.stringify(outcomes, undefined, 1));
process.exitCode = summary(outcomes) ? 0 : 1;

function measured(pair: Pair): Outcome {
  const folders = [unpacked(pair.name, pair.from), unpacked(pair.name, pair.to)];
  const started = performance.now();
  const ran = spawnSync(
    '/usr/bin/time',
    [
      '-f',
      '%M',
      process.execPath,
      path.join(outdir, 'cli.cjs'),
      'breaking',
      '--dirs',
      ...folders,
      '--format',
      'json',
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const milliseconds = performance.now() - started;
  const mebibytes = Number(ran.stderr.trim().split('\n').at(-1)) / 1024;
  let report: BreakingReport;
  try {
    report = JSON.parse(ran.stdout) as BreakingReport;
  } catch {
    return { pair, alarms: [], missing: [], witnesses: none, milliseconds, mebibytes, failure: ran.stderr };
  }
  const seen = report.changes.filter(({ level }) => level === 'major' || level === 'review');
  const missing = (pair.expect.named ?? []).filter(
    (symbol) => !seen.some(({ subject }) => names(subject, symbol)),
  );
  const alarms = seen.filter(({ level }) => level === 'major');
  const witnesses = values.witnesses === true ? checkWitnesses(alarms, folders[0]!, folders[1]!) : none;
  return { pair, alarms, missing, witnesses, milliseconds, mebibytes };
}

/** The parts of the symbol stand one after the other in the subject: `errors.JOSEError.code` names `JOSEError.code`. */
function names(subject: string, symbol: string): boolean {
  const [all, wanted] = [subject, symbol].map((text) => text.split(/[^\w$=]+/).filter((part) => part !== ''));
  return all!.some((_, at) => wanted!.every((part, index) => all![at + index] === part));
}

function unpacked(name: string, version: string): string {
  const folder = path.join(packages, `${name.replaceAll(/[@/]/g, '_')}-${version}`);
  if (!fs.existsSync(path.join(folder, 'package.json'))) {
    const scratch = fs.mkdtempSync(path.join(packages, 'pack-'));
    execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], {
      cwd: scratch,
      stdio: 'pipe',
    });
    const [archive = ''] = fs.readdirSync(scratch);
    fs.mkdirSync(folder, { recursive: true });
    execFileSync('tar', ['xzf', path.join(scratch, archive), '--strip-components=1', '-C', folder]);
    fs.rmSync(scratch, { recursive: true });
  }
  return folder;
}

function row({ pair, alarms, missing, witnesses, milliseconds, mebibytes, failure }: Outcome): string {
  const { breaking } = pair.expect;
  const verdict =
    failure !== undefined
      ? 'FAILED'
      : breaking === alarms.length > 0
        ? 'right'
        : breaking
          ? 'MISSED'
          : 'FALSE ALARM';
  const details = breaking
    ? missing.map((symbol) => `missing ${symbol}`)
    : alarms.slice(0, 3).map((alarm) => `${alarm.confidence} ${alarm.rule} ${alarm.subject}`);
  return [
    verdict.padEnd(11),
    `${pair.name} ${pair.from} > ${pair.to}`.padEnd(48),
    `${milliseconds.toFixed(0)} ms`.padStart(9),
    `${mebibytes.toFixed(0)} MiB`.padStart(9),
    ` ${alarms.length} major`,
    ...details,
    ...witnesses.failing.map((failing) => `witness ${failing}`),
  ].join(' ');
}

/** Prints the totals; true when every gate is met. */
function summary(all: readonly Outcome[]): boolean {
  const broken = all.filter(({ pair }) => pair.expect.breaking);
  const compatible = all.filter(({ pair }) => !pair.expect.breaking);
  const found = broken.filter(({ alarms }) => alarms.length > 0);
  const named = broken.flatMap(({ pair }) => pair.expect.named ?? []).length;
  const missing = broken.flatMap((outcome) => outcome.missing).length;
  const alarmed = compatible.filter(({ alarms }) => alarms.length > 0);
  const proven = alarmed.filter(({ alarms }) => alarms.some(({ confidence }) => confidence === 'proven'));
  const times = all.map(({ milliseconds }) => milliseconds);
  const memory = Math.max(...all.map(({ mebibytes }) => mebibytes));
  const checked = all.reduce((sum, { witnesses }) => sum + witnesses.checked, 0);
  const failing = all.flatMap(({ witnesses }) => witnesses.failing);
  const gates = [
    [`breaking releases found ${found.length} of ${broken.length}`, found.length === broken.length],
    [`named symbols found ${named - missing} of ${named}`, missing <= 0.02 * named],
    [`proven false alarms ${proven.length} of ${compatible.length} compatible`, proven.length === 0],
    [`false alarms ${alarmed.length}`, alarmed.length <= 1],
    [`median ${median(times).toFixed(0)} ms`, median(times) < 2000],
    [`slowest ${Math.max(...times).toFixed(0)} ms`, Math.max(...times) < 20_000],
    [`largest ${memory.toFixed(0)} MiB`, memory < 1536],
    [`witnesses that do not hold ${failing.length} of ${checked} compiled`, failing.length === 0],
    ['no failure', all.every(({ failure }) => failure === undefined)],
  ] as const;
  for (const [text, met] of gates) process.stdout.write(`${met ? 'met   ' : 'MISSED'} ${text}\n`);
  return gates.every(([, met]) => met);
}
