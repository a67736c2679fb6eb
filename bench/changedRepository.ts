/** Writes a repository with two releases between which every file of many packages differs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const packages = 100;

/** `size` files in 100 packages: seven of ten are TypeScript, two are JSON, one is text; tagged v1.0.0 and v2.0.0. */
export function changedRepository(size: number): string {
  const folder = join(tmpdir(), `release-readiness-changed-${generation}-${size}`);
  const finished = join(folder, '.git', 'bench-finished');
  if (existsSync(finished)) {
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  for (const release of [1, 2]) {
    writeRelease(folder, size, release);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', `--message=feat: release ${release}`);
    git(folder, 'tag', `v${release}.0.0`);
  }
  writeFileSync(finished, '');
  return folder;
}

const generation = 2;

/** One function of every fiftieth module loses a parameter. */
function writeRelease(folder: string, size: number, release: number): void {
  for (let index = 0; index < size; index++) {
    const root = `packages/part-${index % packages}`;
    const number = Math.floor(index / packages);
    write(folder, `${root}/${fileOf(number)}`, textOf(index, number, release, size));
  }
}

function fileOf(number: number): string {
  if (number === 0) return 'package.json';
  if (number === 1) return 'src/index.ts';
  return (
    ['src/module-N.ts', 'data/list-N.json', 'docs/page-N.txt'][kindOf(number)]?.replace('N', `${number}`) ??
    ''
  );
}

function kindOf(number: number): number {
  return [0, 0, 0, 1, 0, 0, 0, 1, 0, 2][number % 10] ?? 0;
}

function textOf(index: number, number: number, release: number, size: number): string {
  if (number === 0) {
    return `${JSON.stringify({ name: `part-${index % packages}`, version: `${release}.0.0`, types: 'src/index.ts' }, null, 2)}\n`;
  }
  const numbers = Array.from({ length: Math.ceil(size / packages) - 2 }, (_, at) => at + 2);
  if (number === 1) {
    const lines = numbers.filter((at) => kindOf(at) === 0).map((at) => `export * from './module-${at}.js';`);
    return `// Release ${release}\n${lines.join('\n')}\n`;
  }
  switch (kindOf(number)) {
    case 0:
      return moduleText(index, number, release);
    case 1:
      return `${JSON.stringify({ release, values: numbers.map((at) => `${at} of ${index}`) }, null, 2)}\n`;
    default:
      return `Page ${number} of release ${release}.\n${'Words that nobody compares.\n'.repeat(40)}`;
  }
}

function moduleText(index: number, number: number, release: number): string {
  const functions = Array.from({ length: 12 }, (_, at) => {
    const last = release === 1 && at === 0 && index % 50 === 0 ? ', last: boolean' : '';
    return [
      `/** Step ${at} of ${number}. */`,
      `export function step${number}x${at}(first: string, options?: Options${number}${last}): Promise<readonly string[]> {`,
      `  return Promise.resolve([first, String(options?.deep), '${release}']);`,
      '}',
    ].join('\n');
  });
  return `export interface Options${number} {\n  readonly deep?: boolean;\n}\n\n${functions.join('\n\n')}\n`;
}

function write(folder: string, file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function git(folder: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'gc.auto=0', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
}
