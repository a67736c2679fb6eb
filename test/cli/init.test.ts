import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { gitAttributesEdits, shellRecipe } from '../../src/core/release/setUp.ts';
import { applyEdits } from '../../src/core/base/text.ts';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const root = resolve(import.meta.dirname, '../..');
const lines = 'releases/*/checklist.md merge=checklist\nincidents/*.md merge=checklist\n';

const attributes: readonly (readonly [name: string, before: string, after: string])[] = [
  ['an empty file', '', lines],
  ['other line ends', '*.png binary\r\n', `*.png binary\r\n${lines.replaceAll('\n', '\r\n')}`],
  ['no line end at the end', '*.png binary', `*.png binary\n${lines}`],
  [
    'a driver of their own',
    'releases/*/checklist.md text merge=ours\n',
    'releases/*/checklist.md text merge=ours\nincidents/*.md merge=checklist\n',
  ],
  [
    'an attribute that only looks like one',
    'incidents/*.md mergeable\n',
    `incidents/*.md mergeable\n${lines}`,
  ],
  ['both lines', lines, lines],
];

/** A folder with a program called release-readiness, which is this one. */
function withProgram(folder: string): NodeJS.ProcessEnv {
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  const program = join(bin, 'release-readiness');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'src/cli/main.ts')}" "$@"\n`);
  chmodSync(program, 0o755);
  const npx = join(bin, 'npx');
  writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${program}" "$@"\n`);
  chmodSync(npx, 0o755);
  return { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
}

const repositories: readonly (readonly [name: string, checklist: string | undefined, exit: number])[] = [
  ['a release that is ready', '# Release 1.4.0\n\n## Testing\n\n- [x] Unit tests pass\n', 0],
  ['an open item', '# Release 1.4.0\n\n## Testing\n\n- [ ] Unit tests pass\n', 1],
  ['no items at all', '# Release 1.4.0\n\n## Testing\n', 3],
  ['no checklist at all', undefined, 3],
];
const verdicts = ['go', 'noGo', 'unknown', 'unknown'];
/** No gate asks for sign-off or more items than there are. */
const policy = 'schema: release-readiness/policy/1\ngates: []\n';

describe('init', () => {
  for (const [name, before, after] of attributes) {
    it(`adds to .gitattributes with ${name}`, () => {
      assert.equal(applyEdits(before, gitAttributesEdits(before)), after);
    });
  }

  it('sets a repository up once, and changes nothing the second time', () =>
    withFolderAsync(async (folder) => {
      const dry = await runIn(folder, ['init', '--dry-run']);
      assert.equal(dry.exit, 0, dry.err);
      assert.deepEqual(readdirSync(folder), []);
      const first = await runIn(folder, ['init']);
      assert.equal(first.exit, 0, first.err);
      assert.match(first.out, /git config merge\.checklist\.driver/);
      const files = [
        'releases/policy.yml',
        'docs/release-checklist.md',
        '.github/workflows/release-readiness.yml',
        '.gitattributes',
      ];
      const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
      assert.doesNotThrow(() => parse(texts[2] ?? '') as unknown);
      const second = await runIn(folder, ['init', '--format', 'json']);
      assert.equal(second.exit, 0, second.err);
      assert.deepEqual(
        second.out.match(/"status": "\w+"/g),
        files.map(() => '"status": "kept"'),
      );
      assert.deepEqual(
        files.map((file) => readFileSync(join(folder, file), 'utf8')),
        texts,
      );
      // A template alone is no release: nothing is ready, and nothing is a no-go.
      assert.equal((await runIn(folder, ['check'])).exit, 3);
      const started = await runIn(folder, ['start', '1.4.0']);
      assert.match(started.out, /77 items from docs\/release-checklist\.md/);
    }));

  it('keeps what is there, byte for byte', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'releases/policy.yml': 'mine', '.gitattributes': '\ufeff*.png binary\r\n' });
      const ran = await runIn(folder, ['init', '--ci', 'shell']);
      assert.equal(ran.exit, 0, ran.err);
      assert.equal(readFileSync(join(folder, 'releases/policy.yml'), 'utf8'), 'mine');
      assert.equal(
        readFileSync(join(folder, '.gitattributes'), 'utf8'),
        `\ufeff*.png binary\r\n${lines.replaceAll('\n', '\r\n')}`,
      );
      assert.ok(!existsSync(join(folder, '.github')));
    }));

  it('says what it could not write, and follows no link', () =>
    withFolderAsync(async (folder) => {
      symlinkSync('/etc/hosts', join(folder, '.gitattributes'));
      const ran = await runIn(folder, ['init']);
      assert.equal(ran.exit, 3);
      assert.match(ran.err, /\.gitattributes was not written: it is a link/);
    }));
});

describe('recipes for CI', () => {
  it('are the same in the documentation', () => {
    const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
    assert.ok(page.includes(`\`\`\`sh\n${shellRecipe(manifest.version)}\`\`\``));
  });

  for (const [index, [name, checklist, exit]] of repositories.entries()) {
    it(`give ${exit} for ${name}`, function () {
      this.timeout(60_000);
      return withFolderAsync(async (folder) => {
        const env = withProgram(folder);
        writeFiles(folder, {
          'releases/policy.yml': policy,
          'releases/check.sh': shellRecipe(manifest.version),
          ...(checklist === undefined ? {} : { 'releases/1.4.0/checklist.md': checklist }),
        });
        const shell = spawnSync('sh', ['releases/check.sh', 'v1.4.0'], {
          cwd: folder,
          env,
          encoding: 'utf8',
        });
        assert.equal(shell.status, exit, shell.stdout + shell.stderr);
        const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
          readonly runs: { readonly steps: readonly { readonly run: string }[] };
        };
        const ran = spawnSync('bash', ['-c', action.runs.steps[0]?.run ?? 'exit 9'], {
          cwd: folder,
          encoding: 'utf8',
          env: {
            ...env,
            INPUT_RELEASE: 'v1.4.0',
            INPUT_BASE: '',
            INPUT_FAIL_ON: '',
            INPUT_ALLOW_CONDITIONAL: 'false',
            ACTION_FOLDER: folder,
            GITHUB_OUTPUT: join(folder, 'output'),
            GITHUB_STEP_SUMMARY: join(folder, 'summary.txt'),
          },
        });
        assert.equal(ran.status, exit, ran.stdout + ran.stderr);
        const output = readFileSync(join(folder, 'output'), 'utf8');
        assert.match(output, new RegExp(`^verdict=${verdicts[index]}\nexit-code=${exit}\n$`));
        assert.match(ran.stdout, /^::(?:error|warning|notice) /m);
      });
    });
  }
});
