/**
 * Writes a history for the benchmarks with `git fast-import`: seeded, so that the same size gives the same
 * commits. Pull requests are merged, some are squashed; every hundredth step is a release, and three
 * maintenance branches have releases of their own, which are merged back now and then.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function historyRepository(size: number): string {
  const folder = join(tmpdir(), `release-readiness-history-${generation}-${size}`);
  const done = join(folder, '.git', 'bench-done');
  if (existsSync(done)) {
    return folder;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  git(folder, ['fast-import', '--quiet', '--force'], commits(size).join(''));
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
  if (status !== 0) {
    throw new Error(stderr);
  }
}

interface Branch {
  readonly name: string;
  head: number;
  version: readonly [number, number, number];
}

/** The stream: a mark for each commit, newest last. */
function commits(size: number): readonly string[] {
  const random = randomFrom(size);
  const stream: string[] = [];
  const main: Branch = { name: 'main', head: 0, version: [1, 0, 0] };
  const kept: Branch[] = [];
  let mark = 0;
  let time = 1_400_000_000;
  const commit = (branch: string, message: string, parents: readonly number[]): number => {
    mark++;
    time += Math.floor(random() * 7200);
    const person = people[Math.floor(random() * random() * people.length)] ?? 'Ana';
    const data = Buffer.byteLength(message);
    const text = `${mark}\n`;
    stream.push(
      `commit refs/heads/${branch}\nmark :${mark}\n`,
      `author ${person} <${person.toLowerCase()}@example.com> ${time} +0000\n`,
      `committer ${person} <${person.toLowerCase()}@example.com> ${time} +0000\n`,
      `data ${data}\n${message}\n`,
      ...parents
        .filter((parent) => parent > 0)
        .map((parent, index) => `${index === 0 ? 'from' : 'merge'} :${parent}\n`),
      `M 100644 inline src/part-${Math.floor(random() * 20)}/file-${Math.floor(random() * 20)}.ts\ndata ${text.length}\n${text}\n`,
    );
    return mark;
  };
  const release = (branch: Branch) => {
    const name = branch.version.join('.');
    branch.head = commit(branch.name, `chore(release): ${name}`, [branch.head]);
    stream.push(`reset refs/tags/v${name}\nfrom :${branch.head}\n\n`);
  };
  const written = () => mark;
  for (let step = 1; written() < size; step++) {
    const draw = random();
    if (draw < 0.25) {
      let inner = main.head;
      for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
        inner = commit('topic', messageFrom(random, mark), [inner]);
      }
      main.head = commit(
        'main',
        `Merge pull request #${step} from someone/topic-${step}\n\n${messageFrom(random, mark)}`,
        [main.head, inner],
      );
    } else {
      main.head = commit(
        'main',
        draw < 0.6 ? squash(messageFrom(random, mark), step) : messageFrom(random, mark),
        [main.head],
      );
    }
    const branch = kept[Math.floor(random() * kept.length)];
    if (branch !== undefined && random() < 0.08) {
      branch.head = commit(branch.name, messageFrom(random, mark), [branch.head]);
      if (random() < 0.3) {
        branch.version = [branch.version[0], branch.version[1], branch.version[2] + 1];
        release(branch);
      }
      if (random() < 0.15) {
        main.head = commit('main', `Merge branch '${branch.name}'`, [main.head, branch.head]);
      }
    }
    if (step % 60 === 0) {
      release(main);
      const [major, minor] = main.version;
      if (step % 2400 === 0) {
        if (kept.length < 3) {
          kept.push({ name: `release-${major}`, head: main.head, version: main.version });
        }
        main.version = [major + 1, 0, 0];
      } else {
        main.version = [major, minor + 1, 0];
      }
    }
  }
  return stream;
}

const people = Array.from({ length: 120 }, (_, index) => `Person${index}`);

function squash(message: string, number: number): string {
  const end = message.indexOf('\n');
  return end === -1
    ? `${message} (#${number})`
    : `${message.slice(0, end)} (#${number})${message.slice(end)}`;
}

const subjects = [
  'feat(core): allow lists of several kinds',
  'fix: do not crash when the file is empty',
  'fix(server): close the socket when the request ends early',
  'docs: say what the option is for',
  'chore: tidy the scripts',
  'refactor(parser): read the header once',
  'perf: keep the table between runs',
  'test: cover lists without items',
  'chore(deps): update dependency left to v2.1.0',
  'Add support for several folders',
  'Fix the order of items',
  'build: newer compiler',
  'feat(api)!: drop the old entry point',
  'ci: run on three systems',
];

const paragraphs = [
  'The old way looked at every file twice, which was slow for large folders and gave another order on some systems.',
  'This keeps what people have written, and says where it came from. See #12 and #340 for the cases that led to it.',
  '* handles an empty list\n* handles a list of one\n* leaves the order as it is',
  'BREAKING CHANGE: the option `--all` is gone, call the command once for each folder.',
];

function messageFrom(random: () => number, mark: number): string {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const parts = [`${pick(subjects)} ${mark}`];
  while (random() < 0.35 && parts.length < 5) {
    parts.push(pick(paragraphs) ?? '');
  }
  if (random() < 0.15) {
    parts.push(`Co-authored-by: ${pick(people)} <someone@example.com>`);
  }
  return parts.join('\n\n');
}

/** A small generator of the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
