import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFiles } from './commandLine.ts';
import { git } from './repository.ts';

/** A small product with one of everything that notes speak of: released as v1.2.0, and worked on since. */
export function releaseRepository(folder: string): void {
  git(folder, 'init', '--quiet');
  git(folder, 'remote', 'add', 'origin', 'git@github.com:example/product.git');
  writeFiles(folder, {
    'package.json': manifest('1.2.0', '^1.4.0'),
    'schema.graphql': 'type Query {\n  user(id: ID!): String\n}\n',
    'src/lib.rs': 'pub fn open() {}\n',
    '.env.example': 'PORT=80\n',
    'docs/rollback.md': '# Rollback\n\nDeploy the last version.\n',
    'releases/1.2.0/release-notes.md':
      '# Release 1.2.0 - 2026-10-01\n\n## Known Issues\n- Import of large files is slow (#30)\n- Links in titles are lost (#31)\n',
    '.gitignore': 'reports/\n',
  });
  commit(folder, 'Start', '2026-10-01T09:00:00Z');
  git(folder, 'tag', 'v1.2.0');
  const steps: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['feat(export): export tables as CSV (#40)', { 'src/csv.rs': 'pub const X: u8 = 1;\n' }],
    ['fix: crash when the config is empty (#41)\n\nFixes #31', { 'src/config.rs': 'pub const X: u8 = 1;\n' }],
    [
      'feat(api)!: require a timeout for user (#42)\n\nBREAKING CHANGE: user needs a timeout.\nMIGRATION: pass 5000 as timeout for the old behaviour',
      {
        'schema.graphql': 'type Query {\n  user(id: ID!, timeout: Int!): String\n}\n',
        'src/lib.rs': '#[deprecated(note = "use connect, removed in 3.0.0")]\npub fn open() {}\n',
      },
    ],
    ['perf: read large files 3x faster (#43)', { 'src/read.rs': 'pub const X: u8 = 1;\n' }],
    ['refactor: one parser for all inputs (#44)', { 'src/parse.rs': 'pub const X: u8 = 1;\n' }],
    [
      'fix(security): check the length of names, CVE-2026-10001 (#45)',
      { 'src/names.rs': 'pub const X: u8 = 1;\n' },
    ],
    [
      'feat: store the age of users (#46)',
      { 'db/migrate/7_age.sql': 'ALTER TABLE users ADD COLUMN age int;\n' },
    ],
    ['chore: raise parser-kit', { 'package.json': manifest('1.2.0', '^2.0.0') }],
    [
      'feat: read the address of the service from the environment (#47)',
      { '.env.example': 'PORT=80\nAPI_URL=\n' },
    ],
    ['test: cover names', { 'test/names.test.js': "it.skip('keeps the order of names', () => {});\n" }],
    ['Polish things', { 'src/polish.rs': 'pub const X: u8 = 1;\n' }],
  ];
  for (const [index, [message, files]] of steps.entries()) {
    writeFiles(folder, files);
    commit(folder, message, `2026-11-${String(index + 10)}T09:00:00Z`);
  }
  const results = join(folder, 'reports/junit.xml');
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(
    results,
    `<testsuites><testsuite>${'<testcase name="a"/>'.repeat(119)}<testcase name="b"><skipped/></testcase></testsuite></testsuites>`,
  );
  const written = new Date('2026-11-22T09:00:00Z');
  utimesSync(results, written, written);
}

export function commit(folder: string, message: string, when: string): void {
  git(folder, 'add', '--all');
  git(
    folder,
    '-c',
    `user.name=Ana`,
    'commit',
    '--quiet',
    '--allow-empty',
    '--cleanup=verbatim',
    `--date=${when}`,
    `--message=${message}`,
  );
}

function manifest(version: string, parserKit: string): string {
  return `${JSON.stringify(
    {
      name: 'product',
      version,
      bugs: 'https://github.com/example/product/issues',
      dependencies: { 'parser-kit': parserKit },
    },
    null,
    2,
  )}\n`;
}
