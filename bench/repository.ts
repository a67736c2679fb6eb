/**
 * Writes repositories for the benchmarks: seeded, so that the same size gives the
 * same files, committed in git, with as many ignored files beside the tracked ones.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Repository {
  readonly folder: string;
  readonly files: number;
  readonly markdown: number;
  readonly checklists: number;
  /** Items that a person can tick; the decoys in fences are not among them. */
  readonly items: number;
}

/** Of `size` tracked files about 22 % are Markdown and 10 % are checklists of some 60 items. */
export function repository(size: number): Repository {
  const folder = join(tmpdir(), `release-readiness-bench-${generation}-${size}`);
  const summary = join(folder, '.git', 'bench.json');
  if (existsSync(summary)) {
    return JSON.parse(readFileSync(summary, 'utf8')) as Repository;
  }
  rmSync(folder, { recursive: true, force: true });
  const counted = writeFiles(folder, size);
  commit(folder);
  writeFileSync(summary, JSON.stringify(counted));
  return counted;
}

const generation = 1;

function writeFiles(folder: string, size: number): Repository {
  const random = randomFrom(size);
  const write = writerInto(folder);
  let checklists = 0;
  let markdown = 0;
  let items = 0;
  for (let index = 0; index < size; index++) {
    const place = `${pick(random, areas)}/${pick(random, areas)}/part${index % 97}`;
    const share = random();
    if (index % 10 === 0) {
      const written = checklistText(random);
      write(`${place}/release-checklist-${index}.md`, written.text);
      items += written.items;
      checklists++;
      markdown++;
    } else if (share < 0.138) {
      write(`${place}/notes-${index}.md`, proseText(random));
      markdown++;
    } else {
      const kind = pick(random, ['ts', 'ts', 'ts', 'json', 'go', 'py', 'css', 'txt', 'yml', 'sql']);
      write(`${place}/module-${index}.${kind}`, sourceText(random, kind));
    }
  }
  for (let index = 0; index < size; index++) {
    const decoy = index % 50 === 0;
    write(
      `node_modules/package-${index % 211}/file-${index}.${decoy ? 'md' : 'js'}`,
      decoy ? checklistText(random).text : sourceText(random, 'js'),
    );
  }
  write('.gitignore', 'node_modules/\n');
  return { folder, files: size + 1, markdown, checklists, items };
}

function commit(folder: string): void {
  const run = (...args: readonly string[]) => {
    const result = spawnSync(
      'git',
      ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'gc.auto=0', ...args],
      { cwd: folder, encoding: 'utf8' },
    );
    if (result.status !== 0) {
      throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
    }
  };
  run('init', '--quiet', '--initial-branch=main');
  run('add', '--all');
  run('commit', '--quiet', '--message=Files for the benchmark');
}

function writerInto(folder: string): (file: string, text: string) => void {
  const made = new Set<string>();
  return (file, text) => {
    const path = join(folder, file);
    const parent = dirname(path);
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    writeFileSync(path, text);
  };
}

type Random = () => number;

/** A small generator (mulberry32): enough for files that only have to look different. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(random: Random, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) {
    throw new RangeError('nothing to pick from');
  }
  return chosen;
}

function words(random: Random, count: number): string {
  return Array.from({ length: count }, () => pick(random, vocabulary)).join(' ');
}

function checklistText(random: Random): { readonly text: string; readonly items: number } {
  const lines = [`# Release checklist: ${words(random, 3)} \u{1F680}`, ''];
  const sections = 8 + Math.floor(random() * 5);
  let items = 0;
  for (let section = 0; section < sections; section++) {
    lines.push(`## ${pick(random, headings)}${random() < 0.2 ? ' (T-24h)' : ''}`, '');
    lines.push(`${words(random, 24)}.`, '');
    for (let count = 4 + Math.floor(random() * 5); count > 0; count--) {
      const indent = random() < 0.15 && lines.at(-1)?.startsWith('- [') ? '  ' : '';
      lines.push(`${indent}- [${random() < 0.5 ? 'x' : ' '}] ${itemText(random)}`);
      items++;
    }
    lines.push('');
  }
  lines.push('```markdown', '- [ ] an example, never counted', '- [x] another example', '```', '');
  return { text: lines.join('\n'), items };
}

function itemText(random: Random): string {
  const text = words(random, 5 + Math.floor(random() * 6));
  const share = random();
  if (share < 0.06) {
    return `${text} (if applicable)`;
  }
  if (share < 0.14) {
    return `${text} \u2014 ${pick(random, ['@ana', '@ben', 'role:qa'])} \u00b7 due T-48h`;
  }
  if (share < 0.17) {
    return `${text} \u2014 [run ${Math.floor(random() * 900)}](https://ci.example/run)`;
  }
  if (share < 0.18) {
    return `~~${text}~~ \u2014 N/A: no change`;
  }
  return share < 0.26 ? `**${words(random, 2)}**: ${text} \`${words(random, 1)}\`` : text;
}

function proseText(random: Random): string {
  const lines = [`# ${words(random, 4)}`, ''];
  for (let count = 9 + Math.floor(random() * 16); count > 0; count--) {
    const share = random();
    if (share < 0.2) {
      lines.push(`## ${words(random, 3)}`, '');
    } else if (share < 0.35) {
      lines.push('```ts', `const ${words(random, 1)} = list[0];`, `call(${words(random, 1)});`, '```', '');
    } else if (share < 0.5) {
      lines.push(
        ...Array.from({ length: 5 }, () => `- [${words(random, 2)}](docs/page.md) ${words(random, 6)}`),
        '',
      );
    } else {
      lines.push(`${words(random, 60)}.`, '');
    }
  }
  return lines.join('\n');
}

function sourceText(random: Random, kind: string): string {
  if (kind === 'yml') {
    return `name: ${words(random, 2)}\non: push\njobs:\n  build:\n    steps:\n      - run: ${words(random, 4)}\n`;
  }
  return Array.from({ length: 30 + Math.floor(random() * 80) }, () => `  ${words(random, 8)};`).join('\n');
}

const areas = ['api', 'app', 'docs', 'infra', 'library', 'mobile', 'services', 'shared', 'tools', 'web'];
const headings = [
  'Code readiness', 'Documentation', 'Testing', 'Operations', 'Communication', 'Deployment to staging',
  'Deployment to production', 'After the release', 'Rollback plan', 'Security review',
]; // prettier-ignore
const vocabulary = (
  'release build deploy verify check service database migration rollback metric alert owner review merge ' +
  'branch version tag note customer support window freeze approve sign test suite smoke staging production ' +
  'backup restore capacity traffic monitor dashboard incident change log feature flag config secret token ' +
  'schema index queue worker cache region cluster node limit quota budget error rate latency threshold'
).split(' ');
