import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryCache, type ResultCache } from '../../src/core/breaking/cache.ts';
import { verdictOf } from '../../src/cli/commands/check.ts';
import { hostIn, runIn, writeFiles } from '../support/commandLine.ts';
import { commitAll, git } from '../support/repository.ts';

const notesFile = 'releases/2.0.0/notes.md';
const title = '# Release 2.0.0\n\n';
const fixes = '## Bug Fixes\n- Links are blue\n\n';
const guided = '## Breaking Changes\n- `helper` is gone\n\n### Migration Steps\n1. Call `other`\n\n';
const answers = '## Known Issues\nNone\n\n## Contributors\n- Test\n\n';

interface Case {
  readonly name: string;
  readonly notes: string | Uint8Array;
  /** Lines of the policy. */
  readonly policy?: string;
  /** `wrong`: lint-notes finds an error; `unsure`: it cannot tell; `fine`: neither. */
  readonly says: 'wrong' | 'unsure' | 'fine';
  /** Without it the repository cannot be asked. */
  readonly git?: false;
  /** The verdict of a checklist that holds nothing else. */
  readonly verdict?: string;
}

const off = (...rules: readonly string[]): string =>
  `notes:\n  rules: { ${rules.map((rule) => `${rule}: off`).join(', ')} }\n`;
const required = 'gates:\n  - { id: all, sections: [Docs], evidence: required }\n';

const cases: readonly Case[] = [
  { name: 'the break with its steps', notes: title + guided + fixes + answers, says: 'fine' },
  {
    name: 'no break, against the code',
    notes: `${title}## Breaking Changes\nNone\n\n${fixes}`,
    says: 'wrong',
  },
  {
    name: 'no break, where nobody may say so',
    notes: `${title}## Breaking Changes\nNone\n\n${fixes}`,
    policy: required,
    says: 'wrong',
    verdict: 'noGo',
  },
  {
    name: 'no break, and the rule switched off',
    notes: `${title}## Breaking Changes\nNone\n\n${fixes}`,
    policy: `${off('breaking-none')}${required}`,
    says: 'fine',
    verdict: 'conditionalGo',
  },
  {
    name: 'no break, and the rule only a warning',
    notes: `${title}## Breaking Changes\nNone\n\n${fixes}`,
    policy: 'notes:\n  rules: { breaking-none: warning }\n',
    says: 'fine',
  },
  { name: 'a place-holder', notes: `${title}${guided}## Bug Fixes\n- [Description]\n`, says: 'wrong' },
  {
    name: 'a place-holder, and the rule switched off',
    notes: `${title}${guided}## Bug Fixes\n- [Description]\n`,
    policy: off('placeholder'),
    says: 'fine',
  },
  {
    name: 'a rule that the policy makes an error',
    notes: `${title}${guided}${fixes}${fixes}`,
    policy: 'notes:\n  rules: { not-mentioned: error, duplicate: error, empty-section: error }\n',
    says: 'wrong',
  },
  { name: 'another version', notes: '# Release 3.0.0\n\n## Bug Fixes\n- Links are blue\n', says: 'wrong' },
  {
    name: 'a byte order mark',
    notes: `\ufeff${title}${guided}## Bug Fixes\n- [Description]\n`,
    says: 'wrong',
  },
  {
    name: 'no migrations, against the code',
    notes: `${title}${guided}## Deployment Notes\n\n**Database Migrations:** No\n`,
    says: 'wrong',
  },
  { name: 'no repository', notes: title + guided + fixes, git: false, says: 'unsure' },
  {
    name: 'no repository, where evidence is required',
    notes: title + guided + fixes,
    policy: required,
    git: false,
    says: 'unsure',
    verdict: 'conditionalGo',
  },
  {
    name: 'no repository, and a place-holder',
    notes: `${title}- [Description]\n`,
    git: false,
    says: 'wrong',
  },
  { name: 'no text', notes: new Uint8Array([0xff, 0xfe, 0x00]), says: 'unsure' },
];

async function check(folder: string, { notes, policy = '', says, verdict }: Case): Promise<void> {
  writeFiles(folder, {
    [notesFile]: notes,
    'releases/2.0.0/checklist.md':
      '# Release 2.0.0\n\n## Docs\n\n- [x] Release notes drafted \u2014 evidence: notes\n',
    'releases/policy.yml': `schema: release-readiness/policy/1\n${policy}`,
  });
  const linted = await runIn(folder, ['lint-notes', notesFile]);
  const checked = await runIn(folder, ['check', '--release', '2.0.0', '--type', 'major', '--format', 'json']);
  const { releases, verdict: said } = JSON.parse(checked.out) as {
    readonly verdict: string;
    readonly releases: readonly {
      readonly reasons: readonly { readonly code: string; readonly weight: string }[];
    }[];
  };
  const codes = releases
    .flatMap(({ reasons }) => reasons.map(({ code }) => code))
    .filter((code) => code.startsWith('notes'));
  const expected = { wrong: ['notesDisagree'], unsure: ['notesUnchecked'], fine: [] }[says];
  assert.deepEqual(codes, expected, checked.out + linted.out);
  assert.equal(linted.exit, { wrong: 1, unsure: 3, fine: 0 }[says], linted.out + linted.err);
  if (verdict !== undefined) assert.equal(said, verdict, checked.out);
}

describe('a checklist and lint-notes agree', () => {
  let repository = '';
  let plain = '';
  before(() => {
    repository = mkdtempSync(join(tmpdir(), 'release-readiness-'));
    plain = mkdtempSync(join(tmpdir(), 'release-readiness-'));
    writeFiles(repository, {
      'package.json':
        '{"name": "a", "version": "1.0.0", "exports": {"./a": "./a.json", "./helper": "./a.json"}}',
      'a.json': '{}',
    });
    commitAll(repository);
    git(repository, 'tag', 'v1.0.0');
    writeFiles(repository, {
      'package.json': '{"name": "a", "version": "1.0.0", "exports": {"./a": "./a.json"}}',
      'migrations/1.sql': 'CREATE TABLE a (b int);\n',
      'releases/2.0.0/release.yml': 'version: 2.0.0\ntype: major\n',
    });
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '--message=fix: links are blue');
  });
  after(() => {
    for (const folder of [repository, plain]) rmSync(folder, { recursive: true, force: true });
  });

  for (const one of cases) it(one.name, () => check(one.git === false ? plain : repository, one));

  it('compares once for both', async () => {
    writeFiles(repository, {
      [notesFile]: title + guided + fixes,
      'releases/2.0.0/checklist.md': '# Release 2.0.0\n\n## Docs\n\n- [x] Release notes drafted\n',
      'releases/policy.yml': 'schema: release-readiness/policy/1\n',
    });
    const kept = memoryCache();
    const stored: string[] = [];
    const taken: string[] = [];
    const cache: ResultCache = {
      get: (key) => {
        const known = kept.get(key);
        if (known !== undefined) taken.push(key);
        return known;
      },
      set: (key, result) => {
        stored.push(key);
        kept.set(key, result);
      },
    };
    const invocation = { command: 'check' as const, operands: [], values: {}, switches: new Set<never>() };
    await verdictOf(repository, invocation, hostIn(repository), { cache });
    assert.ok(stored.length > 0);
    assert.deepEqual(taken.toSorted(), stored.toSorted());
  });
});
