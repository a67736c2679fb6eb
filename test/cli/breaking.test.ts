import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIn, writeFiles } from '../support/commandLine.ts';
import type { Ran } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { sarifProblems } from '../support/sarifShape.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const before = 'type Query {\n  a: Int\n  b: Int\n}\n';
const after = 'type Query {\n  a: Int\n}\n';
const more = 'type Query {\n  a: Int\n  b: Int\n  c: Int\n}\n';

interface Case {
  readonly name: string;
  readonly base?: Readonly<Record<string, string>>;
  readonly head?: Readonly<Record<string, string>>;
  readonly message?: string;
  readonly argv: readonly string[];
  readonly exit: number;
  readonly says?: readonly RegExp[];
}

/** A repository: the base is released as v1.2.0, the head is committed after it. */
async function check(given: Case): Promise<void> {
  await withFolderAsync(async (folder) => {
    const ran = await inRepository(folder, given);
    const { exit, out, err } = ran;
    assert.equal(exit, given.exit, `${out}${err}`);
    for (const pattern of given.says ?? []) {
      assert.match(`${out}${err}`, pattern);
    }
  });
}

async function inRepository(folder: string, given: Case): Promise<Ran> {
  const { base = { 'schema.graphql': before }, head = { 'schema.graphql': after }, message = 'Next' } = given;
  writeFiles(folder, base);
  commitAll(folder);
  git(folder, 'tag', 'v1.2.0');
  writeFiles(folder, head);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
  return runIn(folder, given.argv);
}

describe('breaking', () => {
  const cases: readonly Case[] = [
    {
      name: 'says what breaks since the last release',
      argv: ['breaking'],
      exit: 1,
      says: [
        /^1 breaking {2}v1\.2\.0 \(.{7}\) to HEAD/,
        /\nschema\.graphql\n {2}BREAKING/,
        /graphql\/field-removed/,
      ],
    },
    { name: 'finds nothing', head: {}, argv: ['breaking'], exit: 0, says: [/No breaking changes/] },
    {
      name: 'does not mind what is added, and counts it',
      head: { 'schema.graphql': more },
      argv: ['breaking'],
      exit: 0,
      says: [/^No breaking changes/, /1 added, not listed/],
    },
    {
      name: 'minds what is added when asked to',
      head: { 'schema.graphql': more },
      argv: ['breaking', '--fail-on', 'minor'],
      exit: 1,
      says: [/ADDED/],
    },
    {
      name: 'cannot tell when a file cannot be read',
      head: { 'schema.graphql': 'type Query {' },
      argv: ['breaking'],
      exit: 3,
      says: [/Not analysed\n.*schema\.graphql/],
    },
    { name: 'leaves other files out', argv: ['breaking', '--paths', 'src/**'], exit: 0 },
    { name: 'takes several globs', argv: ['breaking', '--paths', 'src/**,*.{graphql,json}'], exit: 1 },
    {
      name: 'takes globs one by one',
      argv: ['breaking', '--paths', 'src/**', '--paths', '*.graphql'],
      exit: 1,
    },
    {
      name: 'says which glob cannot be used',
      argv: ['breaking', '--paths', 'src/**,../*'],
      exit: 2,
      says: [/"\.\.\/\*" cannot be used/],
    },
    { name: 'leaves other rules out', argv: ['breaking', '--only', 'graphql/type-removed'], exit: 0 },
    { name: 'knows the rules of other tools', argv: ['breaking', '--only', 'FIELD_REMOVED'], exit: 1 },
    { name: 'takes a base', argv: ['breaking', '--base', 'HEAD'], exit: 0 },
    { name: 'takes a head', argv: ['breaking', '--base', 'v1.2.0', '--head', 'v1.2.0'], exit: 0 },
    {
      name: 'believes what a commit declares',
      head: {},
      message: 'feat!: other defaults',
      argv: ['breaking'],
      exit: 1,
      says: [/declares a breaking change.*other defaults/],
    },
    {
      name: 'reads no messages when told so',
      head: {},
      message: 'feat!: other defaults',
      argv: ['breaking', '--no-commits'],
      exit: 0,
    },
    {
      name: 'says what nobody declared',
      message: 'fix: a detail',
      argv: ['breaking'],
      exit: 1,
      says: [
        /Declared by no commit message\n {4}Query\.\S+  graphql\/\S+, schema\.graphql:\d+, commit [0-9a-f]{7}\n/,
      ],
    },
    {
      name: 'says what nobody declared, for a pull request',
      message: 'fix: a detail',
      argv: ['breaking', '--format', 'markdown'],
      exit: 1,
      says: [/### Declared by no commit message\n\n- <code>graphql\/\S+<\/code> <code>Query\./],
    },
    {
      name: 'says what nobody declared, for a program',
      message: 'fix: a detail',
      argv: ['breaking', '--format', 'json'],
      exit: 1,
      says: [
        /"undeclared": \[\s+\{\s+"rule": "graphql\/[^"]+",\s+"subject": "Query\.[^]*?"by": "[0-9a-f]{40}"/,
      ],
    },
    {
      name: 'says nothing of that when a message declares it',
      message: 'fix!: a detail',
      argv: ['breaking'],
      exit: 1,
      says: [/^(?![^]*Declared by no commit message)/],
    },
    {
      name: 'accepts what somebody accepted',
      head: {
        'schema.graphql': `# release-readiness-allow graphql/field-removed: nobody asks for it\n${after}`,
      },
      argv: ['breaking'],
      exit: 0,
      says: [/Accepted\n.*nobody asks for it/, /Least release type: major/],
    },
    { name: 'needs two folders', argv: ['breaking', '--dirs', 'a'], exit: 2, says: [/OLD and NEW/] },
    {
      name: 'needs folders that exist',
      argv: ['breaking', '--dirs', 'a', 'b'],
      exit: 2,
      says: [/a is not a folder/],
    },
    { name: 'takes one head', argv: ['breaking', '--worktree', '--staged'], exit: 2 },
    { name: 'takes no operands', argv: ['breaking', 'src'], exit: 2, says: [/--dirs/] },
    { name: 'knows no such rule', argv: ['breaking', '--only', 'nothing'], exit: 2, says: [/"nothing"/] },
    {
      name: 'knows no such profile',
      argv: ['breaking', '--profile', 'graphql=odd'],
      exit: 2,
      says: [/Profiles: /],
    },
    {
      name: 'knows no such level',
      argv: ['breaking', '--fail-on', 'error'],
      exit: 2,
      says: [/major, review/],
    },
    {
      name: 'cannot tell without the base',
      argv: ['breaking', '--base', 'nothing'],
      exit: 3,
      says: [/no such commit/],
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('compares two folders without git', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, {
        'old/schema.graphql': before,
        'new/schema.graphql': after,
        'new/node_modules/x.graphql': before,
      });
      const { exit, out } = await runIn(folder, ['breaking', '--dirs', 'old', 'new']);
      assert.equal(exit, 1);
      assert.match(out, /^1 breaking {2}old to new\n/);
    }));

  it('keeps results where it is told to, and minds no damage there', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'old/schema.graphql': before, 'new/schema.graphql': after });
      const argv = ['breaking', '--dirs', 'old', 'new', '--format', 'json'];
      const plain = await runIn(folder, argv);
      const keeping = () => runIn(folder, [...argv, '--cache', 'kept']);
      const kept = () => readdirSync(join(folder, 'kept'));
      assert.deepEqual(await keeping(), plain);
      assert.equal(kept().length, 1);
      assert.deepEqual(await keeping(), plain);
      const [name = ''] = kept();
      const file = join(folder, 'kept', name);
      const good = readFileSync(file, 'utf8');
      // What is kept is what is used, as long as both contents are the same.
      writeFileSync(file, good.replaceAll('Query.b', 'Query.kept'));
      assert.match((await keeping()).out, /Query\.kept/);
      writeFileSync(file, good.slice(0, -9));
      const damaged = await keeping();
      assert.deepEqual(JSON.parse(damaged.out).changes, JSON.parse(plain.out).changes);
      assert.match(damaged.out, /Kept results are not used: a file is damaged/);
      assert.equal(readFileSync(file, 'utf8'), good);
      writeFiles(folder, { 'new/schema.graphql': more });
      assert.equal((await keeping()).exit, 0);
      assert.equal(kept().length, 2);
    }));

  it('sees the working tree and the index', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'schema.graphql': before });
      commitAll(folder);
      git(folder, 'tag', 'v1.2.0');
      writeFileSync(join(folder, 'schema.graphql'), after);
      const exits = async () =>
        Promise.all(
          [['--worktree'], ['--staged'], []].map(
            async (argv) => (await runIn(folder, ['breaking', ...argv])).exit,
          ),
        );
      assert.deepEqual(await exits(), [1, 0, 0]);
      git(folder, 'add', '--all');
      assert.deepEqual(await exits(), [1, 1, 0]);
    }));

  it('cannot tell outside of a repository', () =>
    withFolderAsync(async (folder) => {
      const { exit, err } = await runIn(folder, ['breaking']);
      assert.equal(exit, 3);
      assert.match(err, /No git repository/);
    }));

  it('gives json that programs can rely on', () =>
    withFolderAsync(async (folder) => {
      const given: Case = { name: '', argv: ['breaking', '--format', 'json'], exit: 1 };
      const first = await inRepository(folder, given);
      const report = JSON.parse(first.out);
      assert.equal(report.schema, 'release-readiness/breaking/1');
      assert.deepEqual([report.base.name, report.head.name, report.bump], ['v1.2.0', 'HEAD', 'major']);
      assert.deepEqual(Object.keys(report.changes[0]).slice(0, 7), [
        'rule',
        'detector',
        'level',
        'confidence',
        'subject',
        'message',
        'fix',
      ]);
      assert.deepEqual([report.changes[0].base.line, report.changes[0].head.path], [3, 'schema.graphql']);
      assert.ok(report.analysed.some((file: { detector: string }) => file.detector === 'graphql'));
      assert.equal((await runIn(folder, given.argv)).out, first.out);
    }));

  it('gives sarif of the right shape', () =>
    withFolderAsync(async (folder) => {
      const { out } = await inRepository(folder, {
        name: '',
        argv: ['breaking', '--format', 'sarif'],
        exit: 1,
      });
      assert.deepEqual(sarifProblems(JSON.parse(out)), []);
    }));

  it('lets no name and no message do anything in a log or in a pull request', () =>
    withFolderAsync(async (folder) => {
      const name = 'a,b:c%::error::x\u202e\u001b[31m.graphql';
      const given: Case = {
        name: '',
        base: { [name]: before },
        head: { [name]: after },
        message:
          'feat!: <img src=x> [a](https://example.invalid) @ana `x`\n\nBREAKING CHANGE: ::set-output name=a::b\n',
        argv: ['breaking'],
        exit: 1,
      };
      await inRepository(folder, given);
      for (const format of ['text', 'markdown', 'github', 'json', 'sarif']) {
        const { out } = await runIn(folder, ['breaking', '--format', format]);
        assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/, format);
        const commands = out.split('\n').filter((line) => /^\s*::/.test(line));
        assert.ok(
          commands.every((line) => format === 'github' && /^::(?:error|warning|notice) [^:]*::/.test(line)),
          out,
        );
        assert.ok(format !== 'markdown' || !/<img|\]\(|https:\/\/|@ana/.test(out), out);
      }
    }));
});

describe('explain', () => {
  const cases: readonly Case[] = [
    {
      name: 'says what a rule means',
      argv: ['explain', 'graphql/field-removed'],
      exit: 0,
      says: [/Fix/, /Not found/],
    },
    {
      name: 'finds it by its name elsewhere',
      argv: ['explain', 'FIELD_REMOVED'],
      exit: 0,
      says: [/graphql\/field-removed/],
    },
    { name: 'lists all', argv: ['explain'], exit: 0, says: [/commits\/declared-break/] },
    {
      name: 'suggests',
      argv: ['explain', 'graphql/field-remove'],
      exit: 2,
      says: [/Did you mean graphql\/field-removed/],
    },
    {
      name: 'gives a page',
      argv: ['explain', 'graphql/field-removed', '--format', 'markdown'],
      exit: 0,
      says: [/^# graphql/],
    },
    {
      name: 'knows the rules of release notes',
      argv: ['explain', 'breaking-none'],
      exit: 0,
      says: [/^breaking-none {2}error, in release notes/, /Fix {2}List them/, /Found, where a commit says/],
    },
    {
      name: 'gives their page',
      argv: ['explain', 'notes/duplicate', '--format', 'markdown'],
      exit: 0,
      says: [/^# duplicate\n/],
    },
    {
      name: 'suggests them too',
      argv: ['explain', 'breaking-non'],
      exit: 2,
      says: [/Did you mean breaking-none/],
    },
    {
      name: 'gives json',
      argv: ['explain', '--format', 'json'],
      exit: 0,
      says: [/release-readiness\/rules\/1/],
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }
});

describe('bump', () => {
  const manifest = (version: string) => JSON.stringify({ name: 'x', version, private: true });
  const cases: readonly Case[] = [
    {
      name: 'says the least version and why',
      argv: ['bump'],
      exit: 0,
      says: [/^At least major: 1\.2\.0 to 2\.0\.0/, /Because\n.*Query\.b/],
    },
    {
      name: 'says what nobody declared',
      message: 'fix: a detail',
      argv: ['bump'],
      exit: 0,
      says: [
        /Declared by no commit message\n  Query\.\S+  graphql\/\S+, schema\.graphql:1, commit [0-9a-f]{7}\n/,
      ],
    },
    { name: 'asks for nothing', head: {}, argv: ['bump'], exit: 0, says: [/No release needed/] },
    {
      name: 'counts a feature',
      head: {},
      message: 'feat: more',
      argv: ['bump'],
      exit: 0,
      says: [/minor: 1\.2\.0 to 1\.3\.0/],
    },
    {
      name: 'counts a fix',
      head: {},
      message: 'fix: less',
      argv: ['bump'],
      exit: 0,
      says: [/patch: 1\.2\.0 to 1\.2\.1/],
    },
    {
      name: 'says that package.json is too low',
      base: { 'schema.graphql': before, 'package.json': manifest('1.2.0') },
      head: { 'schema.graphql': after, 'package.json': manifest('1.3.0') },
      argv: ['bump'],
      exit: 1,
      says: [/1\.3\.0, which is too low/],
    },
    {
      name: 'says that package.json is high enough',
      base: { 'schema.graphql': before, 'package.json': manifest('1.2.0') },
      head: { 'schema.graphql': after, 'package.json': manifest('2.0.0-rc.1') },
      argv: ['bump', '--format', 'json'],
      exit: 0,
      says: [/"enough": true/, /"least": "2\.0\.0"/],
    },
  ];
  for (const one of cases) {
    it(one.name, () => check(one));
  }
});
