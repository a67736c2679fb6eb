import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles } from '../../src/node/createFiles.ts';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const template = '# Release vX.Y.Z\n\n## Testing\n\n- [x] Unit tests pass\n- [ ] Start is YYYY-MM-DD\n';
const checklistOf = (folder: string, version = '1.4.0'): string =>
  readFileSync(join(folder, `releases/${version}/checklist.md`), 'utf8');

interface Refusal {
  readonly name: string;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly link?: readonly [target: string, path: string];
  readonly exit: number;
  readonly err: RegExp;
}

const refusals: readonly Refusal[] = [
  { name: 'a version that leaves the folder', argv: ['../x'], exit: 2, err: /no version/ },
  {
    name: 'a version that is an option of another program',
    argv: ['--', '-1.0'],
    exit: 2,
    err: /no version/,
  },
  { name: 'two versions', argv: ['1.0.0', '1.1.0'], exit: 2, err: /one version/ },
  { name: 'a type that differs', argv: ['patch', '--type', 'major'], exit: 2, err: /different types/ },
  { name: 'a date without a zone', argv: ['1.4.0', '--date', '2026-11-24'], exit: 2, err: /UTC/ },
  { name: 'an owner without a sign', argv: ['1.4.0', '--by', 'rm'], exit: 2, err: /@name/ },
  {
    name: 'a template that is not there',
    argv: ['1.4.0', '--template', 'no.md'],
    exit: 3,
    err: /no\.md is not there/,
  },
  {
    name: 'a template outside of the folder',
    argv: ['1.4.0', '--template', '/etc/hostname'],
    exit: 3,
    err: /outside/,
  },
  {
    name: 'a folder as a template',
    argv: ['1.4.0', '--template', 'docs'],
    files: { 'docs/a.md': '' },
    exit: 3,
    err: /not a regular file/,
  },
  {
    name: 'a link that leads out',
    argv: ['1.4.0', '--template', 'l.md'],
    link: ['/etc/hostname', 'l.md'],
    exit: 3,
    err: /outside/,
  },
  {
    name: 'a template that is not UTF-8',
    argv: ['1.4.0', '--template', 'a.md'],
    files: { 'a.md': Uint8Array.of(45, 255) },
    exit: 3,
    err: /not UTF-8 \(byte 1\)/,
  },
  {
    name: 'a huge template',
    argv: ['1.4.0', '--template', 'a.md'],
    files: { 'a.md': '- [ ] a\n'.repeat(140_000) },
    exit: 3,
    err: /too large/,
  },
  {
    name: 'a template without tasks',
    argv: ['1.4.0', '--template', 'a.md'],
    files: { 'a.md': 'a' },
    exit: 3,
    err: /no tasks/,
  },
  {
    name: 'a part that is not there',
    argv: ['1.4.0', '--template', 'a.md#b'],
    files: { 'a.md': template },
    exit: 3,
    err: /no part "b"/,
  },
  {
    name: 'a name with control characters',
    argv: ['1.4.0', '--template', 'a\u001b[31m\n::error::b'],
    exit: 3,
    err: /^a\[31m ::error::b is not there[^\n]*\n$/,
  },
  { name: 'no version outside of a repository', argv: [], exit: 3, err: /Or name the version/ },
  { name: 'a comparison of nothing', argv: ['1.4.0', '--compare'], exit: 3, err: /Start it first/ },
  {
    name: 'a folder for releases that leads out',
    argv: ['1.4.0'],
    link: ['/tmp', 'releases'],
    exit: 3,
    err: /outside the folder/,
  },
];

describe('start', () => {
  for (const { name, argv, files = {}, link, exit, err } of refusals) {
    it(`refuses ${name}, and writes nothing`, () =>
      withFolderAsync(async (folder) => {
        writeFiles(folder, files);
        if (link !== undefined) symlinkSync(link[0], join(folder, link[1]));
        const before = readdirSync(folder);
        const ran = await runIn(folder, ['start', ...argv]);
        assert.equal(ran.exit, exit, ran.out + ran.err);
        assert.match(ran.err, err);
        assert.equal(ran.out, '');
        assert.deepEqual(readdirSync(folder), before);
      }));
  }

  it('writes the built-in checklist and the record, once', () =>
    withFolderAsync(async (folder) => {
      const argv = ['start', 'v1.4.0', '--date', '2026-11-24T09:00:00Z', '--by', '@rm', '--type', 'minor'];
      const ran = await runIn(folder, argv);
      assert.equal(ran.exit, 0, ran.err);
      assert.match(ran.out, /releases\/1\.4\.0\/checklist\.md {2}77 items from the built-in template/);
      assert.match(ran.out, /Next {2}release-readiness check --release 1\.4\.0/);
      assert.match(checklistOf(folder), /^# Release 1\.4\.0\n/);
      const record = readFileSync(join(folder, 'releases/1.4.0/release.yml'), 'utf8');
      assert.match(
        record,
        /^schema: release-readiness\/release\/1\nversion: 1\.4\.0\ntype: minor\ntemplate: \{ path: guide, sha256: "?[0-9a-f]{64}"? \}\nowner: "@rm"\nplanned_start: 2026-11-24T09:00:00Z\n$/,
      );
      const check = await runIn(folder, ['check', '--release', '1.4.0', '--format', 'json']);
      assert.equal(check.exit, 1);
      assert.match(check.out, /"total": 77/);
      const again = await runIn(folder, ['start', '1.4.0']);
      assert.equal(again.exit, 1);
      assert.match(again.err, /there already/);
      assert.equal(readFileSync(join(folder, 'releases/1.4.0/release.yml'), 'utf8'), record);
    }));

  it('keeps line ends, drops a byte order mark, and lists what is left', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'a#b.md': `\ufeff${template.replaceAll('\n', '\r\n')}` });
      const ran = await runIn(folder, ['start', '1.4.0', '--template', 'a#b.md', '--format', 'json']);
      assert.equal(ran.exit, 0, ran.err);
      const text = checklistOf(folder);
      assert.equal(
        text,
        '# Release v1.4.0\r\n\r\n## Testing\r\n\r\n- [ ] Unit tests pass\r\n- [ ] Start is YYYY-MM-DD\r\n',
      );
      assert.match(
        ran.out,
        /"file": "releases\/1\.4\.0\/checklist\.md",\s+"line": 6,\s+"text": "YYYY-MM-DD"/,
      );
      assert.ok(Object.hasOwn(JSON.parse(ran.out) as object, 'schema'));
    }));

  it('writes nothing in a dry run', () =>
    withFolderAsync(async (folder) => {
      const ran = await runIn(folder, ['start', '1.4.0', '--dry-run']);
      assert.equal(ran.exit, 0, ran.err);
      assert.match(ran.out, /Nothing was written/);
      assert.deepEqual(readdirSync(folder), []);
    }));

  it('suggests a version from the history, and says why', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'docs/release.md': template, 'a.txt': 'a' });
      commitAll(folder);
      git(folder, 'tag', 'v1.3.2');
      git(folder, 'commit', '--quiet', '--allow-empty', '--message=feat: b');
      const ran = await runIn(folder, ['start', '--template', 'docs/release.md']);
      assert.equal(ran.exit, 0, ran.err);
      assert.match(
        ran.out,
        /^Release 1\.4\.0, minor, after v1\.3\.2\n {2}The last release is v1\.3\.2\.\n.*minor[^]*1 feat/,
      );
      const same = await runIn(folder, ['start', 'patch', '--dry-run']);
      assert.match(same.out, /^Release 1\.3\.3, patch[^]*too small/);
      const named = await runIn(folder, ['start', '1.3.2', '--dry-run', '--format', 'json']);
      assert.match(named.out, /v1\.3\.2 is tagged already/);
    }));

  it('tells what the template has gained and lost since', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'docs/release.md': template });
      commitAll(folder);
      await runIn(folder, ['start', '1.4.0', '--template', 'docs/release.md']);
      const same = await runIn(folder, ['start', '1.4.0', '--compare']);
      assert.equal(same.exit, 0, same.err);
      assert.match(same.out, /asks for nothing else/);
      writeFiles(folder, {
        'docs/release.md': template.replace('- [x] Unit tests pass', '- [ ] Backups restored'),
      });
      const now = await runIn(folder, ['start', '1.4.0', '--compare']);
      assert.equal(now.exit, 1, now.err);
      assert.match(now.out, /New in the template\n {2}docs\/release\.md:5 {2}Backups restored\n/);
      assert.match(
        now.out,
        /Gone from the template\n {2}releases\/1\.4\.0\/checklist\.md:5 {2}Unit tests pass\n/,
      );
    }));

  it('writes all files of a release or none', () =>
    withFolderAsync(async (folder) => {
      mkdirSync(join(folder, 'r/release.yml'), { recursive: true });
      const created = createFiles(folder, [
        { file: 'r/checklist.md', text: 'a' },
        { file: 'r/release.yml', text: 'b' },
      ]);
      assert.deepEqual(created, { status: 'exists', file: 'r/release.yml' });
      assert.equal(existsSync(join(folder, 'r/checklist.md')), false);
    }));
});
