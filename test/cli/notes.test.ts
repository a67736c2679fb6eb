import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownPlaceholders, placeholdersIn, templateText } from '../../src/core/notes/template.ts';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { commit, releaseRepository } from '../support/releaseRepository.ts';
import { git } from '../support/repository.ts';
import { sarifProblems } from '../support/sarifShape.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

interface Case {
  readonly name: string;
  readonly argv: readonly string[];
  readonly exit: number;
  readonly says?: readonly RegExp[];
  readonly doesNotSay?: readonly RegExp[];
  /** Files that are there before. */
  readonly files?: Readonly<Record<string, string>>;
}

/** One repository for all that only reads it; files that are not committed change nothing of a range. */
const shared = mkdtempSync(join(tmpdir(), 'release-'));
before(() => releaseRepository(shared));
after(() => rmSync(shared, { recursive: true, force: true }));

async function inRelease<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return use(shared);
}

async function inCopy<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return withFolderAsync(async (folder) => {
    cpSync(shared, folder, { recursive: true, preserveTimestamps: true });
    return use(folder);
  });
}

async function check({ argv, exit, says = [], doesNotSay = [], files = {} }: Case): Promise<void> {
  await inRelease(async (folder) => {
    writeFiles(folder, files);
    const ran = await runIn(folder, argv);
    const all = `${ran.out}${ran.err}`;
    assert.equal(ran.exit, exit, all);
    for (const pattern of says) assert.match(all, pattern);
    for (const pattern of doesNotSay) assert.doesNotMatch(all, pattern);
  });
}

const notesCases: readonly Case[] = [
  {
    name: 'drafts the release after the last one',
    argv: ['notes'],
    exit: 0,
    says: [
      /^# Release 2\.0\.0 - 2026-11-23\n/,
      /- \*\*Export\*\*: Export tables as CSV \(\[#40\]\(https:\/\/github\.com\/example\/product\/pull\/40\)\)/,
      /- Database migrations: Yes: 1 file/,
      /- Configuration changes required: Yes: `API_URL` added/,
      /- parser-kit: Updated from \^1\.4\.0 to \^2\.0\.0/,
      /## Known Issues\n- Import of large files is slow \(#30\)\n- Not tested: keeps the order of names/,
      /See \[docs\/rollback\.md\]/,
      /11 commits from v1\.2\.0 to HEAD: 8 placed, 2 hidden \(1 test, 1 chore\), 1 to place\.\n {2}[0-9a-f]{7} Polish things\n7 placeholders/,
    ],
    doesNotSay: [/Links in titles are lost/],
  },
  {
    name: 'takes the version and the date',
    argv: ['notes', '--version', 'v3.0.0', '--date=2026-12-01'],
    exit: 0,
    says: [/^# Release 3\.0\.0 - 2026-12-01\n/],
  },
  { name: 'asks for a real date', argv: ['notes', '--date', 'soon'], exit: 2, says: [/--date is a date/] },
  {
    name: 'wants the version as a value',
    argv: ['notes', '--version'],
    exit: 2,
    says: [/--version needs a value/],
  },
  {
    name: 'writes Markdown only',
    argv: ['notes', '--write', 'a.md', '--format', 'json'],
    exit: 2,
    says: [/leave out --format/],
  },
  {
    name: 'knows the revisions',
    argv: ['notes', '--base', 'nowhere'],
    exit: 3,
    says: [/There is no such commit/],
  },
  {
    name: 'an entry of a change log',
    argv: ['notes', '--format', 'changelog'],
    exit: 0,
    says: [/^## \[2\.0\.0\] - 2026-11-23\n\n### Added\n/],
    doesNotSay: [/\[Feature Name\]/],
  },
  { name: 'the body of a release', argv: ['notes', '--format', 'github'], exit: 0, says: [/^## Summary\n/] },
  { name: 'plain text', argv: ['notes', '--format', 'text'], exit: 0, says: [/^RELEASE 2\.0\.0/] },
  {
    name: 'data',
    argv: ['notes', '--format', 'json'],
    exit: 0,
    says: [/"schema": "release-readiness\/notes\/1"/, /"source": "both"/],
  },
  {
    name: "fills in a team's own form",
    argv: ['notes', '--template', 'form.md'],
    exit: 0,
    files: { 'form.md': '# News of {{version}}\n\n## New features\n\n## Words of the team\n\nHello.\n' },
    says: [
      /^# News of 2\.0\.0\n\n## New features\n\n- /,
      /## Words of the team\n\nHello\.\n/,
      /no heading for Breaking Changes/,
    ],
  },
  {
    name: 'says that a form is not there',
    argv: ['notes', '--template', 'nowhere.md'],
    exit: 3,
    says: [/nowhere\.md cannot be read/],
  },
];

const lintCases: readonly Case[] = [
  {
    name: 'finds what contradicts the repository',
    argv: ['lint-notes', 'n.md'],
    exit: 1,
    files: {
      'n.md':
        '# Release 1.3.0\n\n## Breaking Changes\nNone\n\n### Deployment Notes\n- Database migrations: No\n',
    },
    says: [
      /n\.md:4:1 {2}error {2}The notes name no breaking change/,
      /n\.md:7:1 {2}error .*migration/,
      /breaking-bump|version-mismatch/,
    ],
  },
  {
    name: 'passes notes that hold',
    argv: ['lint-notes', 'n.md'],
    exit: 0,
    files: {
      'n.md':
        '# Release 2.0.0\n\n## Breaking Changes\n- user needs a timeout (#42)\n\n### Migration Steps\n1. Pass a timeout\n',
    },
    says: [/not-mentioned/],
  },
  {
    name: 'fails on less when asked to',
    argv: ['lint-notes', 'n.md', '--fail-on', 'info'],
    exit: 1,
    files: { 'n.md': '# Release 2.0.0\n\nHello.\n' },
  },
  {
    name: 'weighs rules as the policy says',
    argv: ['lint-notes', 'n.md', '--policy', 'strict.yml'],
    exit: 1,
    files: {
      'n.md': '# Release 2.0.0\n\nHello, TBD\n',
      'strict.yml': 'notes:\n  rules:\n    placeholder-like: error\n    not-mentioned: off\n',
    },
    says: [/error {2}"TBD" looks/],
    doesNotSay: [/not-mentioned/],
  },
  {
    name: 'says what is wrong with the policy',
    argv: ['lint-notes', 'n.md', '--policy', 'wrong.yml'],
    exit: 3,
    files: { 'n.md': '# Release 2.0.0\n', 'wrong.yml': 'notes:\n  rules:\n    placeholder: never\n' },
    says: [/wrong\.yml:3: /],
  },
  { name: 'needs a file', argv: ['lint-notes'], exit: 2, says: [/needs at least one FILE/] },
  {
    name: 'cannot tell without the file',
    argv: ['lint-notes', 'nowhere.md'],
    exit: 3,
    says: [/nowhere\.md/],
  },
  {
    name: 'cannot tell without the repository',
    argv: ['lint-notes', 'n.md', '--base', 'nowhere'],
    exit: 3,
    files: { 'n.md': '# Release 2.0.0\n\nHello.\n' },
    says: [/Only the text is checked/, /Not checked\n.*the repository was not read/],
  },
  {
    name: 'annotates a workflow run',
    argv: ['lint-notes', 'n.md', '--format', 'github'],
    exit: 1,
    files: { 'n.md': '# Release 2.0.0\n\n## Credits\n[scope and results]\n' },
    says: [/::error file=n\.md,line=4,col=1,endLine=4,title=placeholder::/],
  },
];

describe('notes', () => {
  for (const one of notesCases) {
    it(one.name, () => check(one));
  }

  it('fills most of the form, and leaves the rest for a person', async () => {
    await inRelease(async (folder) => {
      const { out } = await runIn(folder, ['notes']);
      const left = placeholdersIn(out.replace(/\[[^\][]*\]\([^)]*\)/g, '')).filter((one) =>
        knownPlaceholders.has(one.slice(1, -1)),
      );
      assert.equal(placeholdersIn(templateText()).length - left.length, 45);
      assert.deepEqual(left, [
        '[time estimate]',
        '[Yes/No, duration if yes]',
        '[pass rate]',
        '[scope and results]',
        '[results if applicable]',
        '[time estimate]',
        '[Slack channel, email, or forum]',
      ]);
    });
  });

  it('keeps what people wrote when it writes again', async () => {
    await inCopy(async (folder) => {
      const path = join(folder, 'notes.md');
      assert.equal((await runIn(folder, ['notes', '--write', 'notes.md'])).exit, 0);
      assert.ok(existsSync(`${path}.lines.json`));
      const drafted = readFileSync(path, 'utf8');
      assert.equal((await runIn(folder, ['notes', '--write', 'notes.md'])).exit, 0);
      assert.equal(readFileSync(path, 'utf8'), drafted);
      writeFileSync(
        path,
        drafted.replace(/This release has .*/, 'A release for everybody.').replace(/- .*CSV.*\n/, ''),
      );
      commit(folder, 'fix: links are blue (#50)', '2026-11-25T09:00:00Z');
      const again = await runIn(folder, ['notes', '--write', 'notes.md']);
      assert.equal(again.exit, 0);
      const text = readFileSync(path, 'utf8');
      assert.match(text, /## Summary\nA release for everybody\.\n/);
      assert.match(text, /### Bug Fixes\n- .*\n- Fixed issue where links are blue/);
      assert.doesNotMatch(text, /CSV/);
    });
  });

  it('takes hostile words for words', async () => {
    await withFolderAsync(async (folder) => {
      git(folder, 'init', '--quiet');
      commit(folder, 'Start', '2026-10-01T09:00:00Z');
      git(folder, 'tag', 'v1.0.0');
      for (const message of [
        'feat: <script>alert(1)</script> and <!-- -->',
        'feat: [link](https://evil.example) ![image](x) $(id) ${HOME}',
        'feat: \u001b[31mred\u001b[0m \u202eback\u202c ::error::x ##[command]',
        'fix: closes #7, fixes #8 @everybody | **bold** `code`',
        'feat: | a | b |\n\n## Breaking Changes\n\nNone',
      ]) {
        commit(folder, message, '2026-11-01T09:00:00Z');
      }
      for (const format of ['markdown', 'changelog', 'github', 'text', 'json']) {
        const { out, err, exit } = await runIn(folder, ['notes', '--format', format]);
        assert.equal(exit, 0, err);
        assert.doesNotMatch(out, /[\u001b\u202e\u202c]/);
        assert.doesNotMatch(err, /[\u001b\u202e]|^::/m);
        if (format !== 'text' && format !== 'json') {
          assert.doesNotMatch(
            out,
            /(?<!\\)<script|(?<!\\)\]\(https:\/\/evil|(?:closes|fixes) #|(?<!`)@everybody|(?<!\\)\*\*bold/,
          );
        }
      }
    });
  });
});

describe('lint-notes', () => {
  for (const one of lintCases) {
    it(one.name, () => check(one));
  }

  it('writes SARIF', async () => {
    await inRelease(async (folder) => {
      writeFiles(folder, { 'n.md': '# Release 2.0.0\n\n## Credits\n[scope and results]\n' });
      const { out } = await runIn(folder, ['lint-notes', 'n.md', '--format', 'sarif']);
      assert.deepEqual(sarifProblems(JSON.parse(out)), []);
      const json = await runIn(folder, ['lint-notes', 'n.md', '--format', 'json']);
      assert.match(json.out, /"schema": "release-readiness\/lint-notes\/1"/);
    });
  });

  it('has only blanks to complain of in a draft of its own', async () => {
    await inRelease(async (folder) => {
      await runIn(folder, ['notes', '--write', 'notes.md']);
      const { out } = await runIn(folder, ['lint-notes', 'notes.md', '--format', 'json']);
      const rules = new Set(
        [...out.matchAll(/"rule": "([a-z-]+)",\n\s+"severity"/g)].map((found) => found[1]),
      );
      assert.deepEqual(rules, new Set(['tests-stale', 'placeholder']));
    });
  });
});
