/**
 * Writes a repository in which a release changes files of every kind: `git fast-import`, seeded by its size alone. A
 * tenth of the files differ between v1.0.0 and v2.0.0, each twentieth commit of the history touches one of them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Size {
  /** Commits before v1.0.0. */
  readonly commits: number;
  /** Files that differ between the two releases. */
  readonly changed: number;
}

export function factsRepository({ commits, changed }: Size): string {
  const folder = join(tmpdir(), `release-readiness-facts-${generation}-${commits}-${changed}`);
  const done = join(folder, '.git', 'bench-done');
  if (existsSync(done)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  git(folder, ['fast-import', '--quiet', '--force'], stream({ commits, changed }).join(''));
  git(folder, ['gc', '--quiet']);
  writeFileSync(done, '');
  return folder;
}

const generation = 1;

function git(folder: string, args: readonly string[], input?: string): void {
  const { status, stderr } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  if (status !== 0) throw new Error(stderr);
}

function stream({ commits, changed }: Size): readonly string[] {
  const out: string[] = [];
  let mark = 0;
  const commit = (message: string, files: readonly (readonly [path: string, text: string])[]): void => {
    mark++;
    const who = `bench <bench@localhost> ${1_600_000_000 + mark * 600} +0000`;
    out.push(`commit refs/heads/main\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n`);
    out.push(`data ${message.length}\n${message}\n`, ...(mark === 1 ? [] : [`from :${mark - 1}\n`]));
    for (const [path, text] of files)
      out.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  };
  const total = changed * 10;
  commit(
    'feat: begin',
    Array.from({ length: total }, (_, at) => file(at, 1)),
  );
  for (let step = 0; step < commits; step++) {
    commit(`fix: step ${step}`, [[`services/s${step % 40}/src/log.ts`, `export const step = ${step};\n`]]);
  }
  out.push(`reset refs/tags/v1.0.0\nfrom :${mark}\n\n`);
  // Ten files a commit, as a pull request has them.
  for (let at = 0; at < changed; at += 10) {
    const part = Array.from({ length: Math.min(10, changed - at) }, (_, next) => file((at + next) * 10, 2));
    commit(`feat(s${at % 40}): change ${at}`, part);
  }
  out.push(`reset refs/tags/v2.0.0\nfrom :${mark}\n\n`);
  return out;
}

/** Half of the files are programs, a tenth tests, the rest is spread over the other kinds. */
function file(at: number, release: number): readonly [path: string, text: string] {
  const service = `services/s${at % 40}`;
  const number = Math.floor(at / 10);
  switch (number % 20) {
    case 0:
      return [`${service}/migrations/${number}_change.up.sql`, sql(number, release)];
    case 1:
      return [`${service}/config/app-${number}.yaml`, settings(number, release)];
    case 2:
      return [`${service}/p${number}/package.json`, manifest(number, release)];
    case 3:
      return [`${service}/web/page-${number}.tsx`, program(number, release)];
    case 4:
      return [
        `deploy/k8s/${service}/d${number}.yaml`,
        `apiVersion: apps/v1\nkind: Deployment\n${settings(number, release)}`,
      ];
    case 5:
      return [`docs/page-${number}.md`, `# Page ${number} of ${release}\n${'Words.\n'.repeat(60)}`];
    case 6:
      return [
        `${service}/src/auth/check-${number}.py`,
        `import os\nKEY_${number} = os.environ["KEY_${number}_${release}"]\n`,
      ];
    case 7:
      return [
        `${service}/data/list-${number}.json`,
        JSON.stringify({ release, list: Array.from({ length: 60 }, (_, one) => one) }, null, 1),
      ];
    case 8:
    case 9:
      return [`${service}/test/unit-${number}.test.ts`, program(number, release)];
    default:
      return [`${service}/src/module-${number}.ts`, program(number, release)];
  }
}

function program(number: number, release: number): string {
  const functions = Array.from(
    { length: 15 },
    (_, at) =>
      `/** Step ${at}. */\nexport function step${number}x${at}(first: string): string {\n  return first + process.env.STEP_${at} + '${release}';\n}\n`,
  );
  return `import { a } from './a.ts';\n\n${functions.join('\n')}`;
}

function settings(number: number, release: number): string {
  return Array.from({ length: 40 }, (_, at) => `key${at}:\n  value: ${at === 7 ? release : number}\n`).join(
    '',
  );
}

function manifest(number: number, release: number): string {
  const dependencies = Object.fromEntries(
    Array.from({ length: 25 }, (_, at) => [`part-${at}`, `^${at === 3 ? release : 1}.0.0`]),
  );
  return `${JSON.stringify({ name: `p${number}`, version: '1.0.0', dependencies }, null, 2)}\n`;
}

function sql(number: number, release: number): string {
  return `CREATE TABLE t${number} (id int);\nALTER TABLE t${number} ADD COLUMN c${release} text;\nCREATE INDEX i${number} ON t${number} (id);\n`;
}
