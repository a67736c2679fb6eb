import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
}

/** One run of a whole process, its children included, start-up included. */
export interface Run {
  readonly wallMilliseconds: number;
  /** User and system. */
  readonly cpuMilliseconds: number;
  /** Largest resident set of any one process; absent where the system has no `time` program. */
  readonly peakMebibytes?: number;
}

export interface Median extends Run {
  readonly name: string;
  /** Median of the ratios of each round to the first contestant in the same round. */
  readonly wallRatio: number;
  readonly cpuRatio: number;
}

/** Runs all contestants in turn, round after round, so that whatever disturbs the machine disturbs all of them. */
export function race(
  contestants: readonly Contestant[],
  options: { readonly folder: string; readonly rounds: number },
): readonly Median[] {
  const runs = contestants.map(({ command }): Run[] => [measured(command, options.folder)].slice(1));
  for (let round = 0; round < options.rounds; round++) {
    for (const [index, { command }] of contestants.entries()) {
      runs[index]?.push(measured(command, options.folder));
    }
  }
  const yardstick = runs[0] ?? [];
  return contestants.map(({ name }, index) => {
    const own = runs[index] ?? [];
    const ratios = (pick: (run: Run) => number) =>
      median(own.map((run, round) => pick(run) / pick(yardstick[round] ?? run)));
    const peaks = own.flatMap((run) => run.peakMebibytes ?? []);
    return {
      name,
      wallMilliseconds: median(own.map((run) => run.wallMilliseconds)),
      cpuMilliseconds: median(own.map((run) => run.cpuMilliseconds)),
      ...(peaks.length === 0 ? {} : { peakMebibytes: Math.max(...peaks) }),
      wallRatio: ratios((run) => run.wallMilliseconds),
      cpuRatio: ratios((run) => run.cpuMilliseconds),
    };
  });
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

export function table(rows: readonly Median[]): string {
  const head = '| | wall ms | x | CPU ms | x | peak MiB |\n| --- | ---: | ---: | ---: | ---: | ---: |\n';
  return head + rows.map(row).join('');
}

function row(one: Median): string {
  const { name, wallMilliseconds, wallRatio, cpuMilliseconds, cpuRatio, peakMebibytes } = one;
  const cells = [
    name,
    wallMilliseconds.toFixed(0),
    wallRatio.toFixed(2),
    cpuMilliseconds.toFixed(0),
    cpuRatio.toFixed(2),
    peakMebibytes?.toFixed(0) ?? '',
  ];
  return `| ${cells.join(' | ')} |\n`;
}

/**
 * Wall time is taken around the plain command. Processor time and memory come from a second run,
 * because Node does not report them for children: the shell counts the time, `time` the memory.
 */
function measured(command: readonly string[], folder: string): Run {
  const [program = '', ...args] = command;
  const started = performance.now();
  const result = spawnSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const wallMilliseconds = performance.now() - started;
  if (result.error !== undefined || result.status !== 0) {
    throw new Error(`${command.join(' ')}: ${result.error?.message ?? String(result.stderr)}`);
  }
  return { wallMilliseconds, ...usage(command, folder) };
}

function usage(command: readonly string[], folder: string): Omit<Run, 'wallMilliseconds'> {
  const scratch = mkdtempSync(join(tmpdir(), 'release-readiness-usage-'));
  try {
    const memory = join(scratch, 'memory');
    const script = `TIMEFORMAT='%3U %3S'; if [ -x /usr/bin/time ]; then time /usr/bin/time -f %M -o "$0" "$@"; else time "$@"; fi`;
    const { stderr } = spawnSync('bash', ['-c', script, memory, ...command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    return { cpuMilliseconds: (user + system) * 1000, ...peak(memory) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function peak(file: string): Pick<Run, 'peakMebibytes'> {
  try {
    return { peakMebibytes: Number(readFileSync(file, 'utf8').trim()) / 1024 };
  } catch {
    return {};
  }
}
