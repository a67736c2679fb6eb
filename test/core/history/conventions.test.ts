import assert from 'node:assert/strict';
import type { ConventionFile } from '../../../src/core/history/conventionFiles.ts';
import { sectionOfTitle } from '../../../src/core/history/conventions.ts';
import { importConventions } from '../../../src/core/history/importConventions.ts';
import { placementOf } from '../../../src/core/history/placement.ts';
import { readCommit } from '../../../src/core/history/readCommit.ts';
import { loggedCommit } from '../../support/loggedCommit.ts';

interface Case {
  readonly name: string;
  readonly file: ConventionFile;
  readonly text: string;
  readonly places: Readonly<Record<string, string>>;
  readonly notRead?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'git-cliff, inline',
    file: 'cliff.toml',
    text: `[git]
commit_parsers = [
  { message = "^feat", group = "<!-- 0 -->🚀 Features" },
  { message = "^fix", group = "<!-- 1 -->🐛 Bug Fixes" },
  { message = "^doc", group = "Documentation" },
  { message = "^chore\\\\(release\\\\): prepare for", skip = true },
  { body = ".*security", group = "🛡️ Security" },
  { message = "^x(?=y)", group = "Odd" },
  { message = "^chore|^ci", group = "Misc" },
]
`,
    places: {
      'feat: a': 'features',
      'fix: a': 'fixes',
      'docs: a': 'Documentation',
      'chore: a\n\nabout security': 'security',
      'perf: a': 'improvements',
    },
    notRead: ['^x(?=y)', '^chore|^ci'],
  },
  {
    name: 'git-cliff, tables',
    file: 'cliff.toml',
    text: '[[git.commit_parsers]]\nmessage = "^perf"\nskip = true\n[[git.commit_parsers]]\nmessage = "^refactor"\ngroup = "Inside"\n',
    places: { 'perf: a': '-convention', 'refactor: a': 'Inside' },
  },
  {
    name: 'release-please',
    file: 'release-please-config.json',
    text: '{"packages":{".":{"changelog-sections":[{"type":"docs","section":"Documentation"},{"type":"fix","hidden":true},{"type":"ops","section":"Operations"}]}}}',
    places: {
      'docs: a': 'Documentation',
      'fix: a': '-convention',
      'ops: a': 'Operations',
      'fix!: a': 'breaking',
    },
  },
  {
    name: 'standard-version in package.json',
    file: 'package.json',
    text: '{"name":"x","version":"1.0.0","dependencies":{"types":"1"},"standard-version":{"types":[{"type":"chore","section":"Chores"},{"type":"feat","scope":"ui","section":"Improvements"}]}}',
    places: { 'chore: a': 'Chores', 'feat(ui): a': 'improvements', 'feat: a': 'features' },
  },
  {
    name: 'package.json without any',
    file: 'package.json',
    text: '{"name":"x","version":"1.0.0","types":"index.d.ts"}',
    places: { 'chore: a': '-chore' },
  },
  {
    name: 'labels of GitHub',
    file: '.github/release.yml',
    text: 'changelog:\n  exclude:\n    labels: [chore, ignore]\n    authors: [Ana]\n  categories:\n    - title: Docs\n      labels: ["type: documentation"]\n    - title: Rest\n      labels: ["*"]\n',
    places: { 'docs: a': '-convention' },
    notRead: ['ignore'],
  },
  { name: 'what cannot be read', file: '.versionrc', text: '{"types":', places: { 'feat: a': 'features' } },
];

describe('conventions of a team', () => {
  for (const { name, file, text, places, notRead } of cases) {
    it(name, () => {
      const conventions = importConventions(file, text);
      for (const [message, expected] of Object.entries(places)) {
        const reading = readCommit(loggedCommit(message), { types: conventions.types });
        const placement = placementOf(reading, { conventions });
        const found =
          placement.outcome === 'placed'
            ? placement.section
            : placement.outcome === 'hidden'
              ? `-${placement.rule}`
              : `?${placement.why}`;
        assert.equal(found, expected, message);
      }
      assert.deepEqual(conventions.notRead, notRead ?? []);
    });
  }

  it('name the built-in sections in many ways', () => {
    const titles: readonly (readonly [string, string])[] = [
      ['### 🐛 Bug Fixes', 'fixes'],
      [':bug: Fixed', 'fixes'],
      ['Added', 'features'],
      ['⚠ BREAKING CHANGES', 'breaking'],
      ['Performance Improvements', 'performance'],
      ['Code Refactoring', 'improvements'],
      ['Operations', 'Operations'],
    ];
    for (const [title, section] of titles) {
      assert.equal(sectionOfTitle(title), section, title);
    }
  });
});
