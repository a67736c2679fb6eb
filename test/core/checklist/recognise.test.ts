import assert from 'node:assert/strict';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { recognise, type PathRules } from '../../../src/core/checklist/recognise.ts';

const rules: PathRules = {
  checklists: ['**/*.md'],
  checklistsFrom: 'default',
  exclude: ['vendor/**'],
  matches: (glob, path) => (glob === 'vendor/**' ? path.startsWith('vendor/') : glob === '**/*.md'),
};
const task = '# Words\n\n- [ ] Do it\n';

function check(path: string, text: string, expected: string, use: PathRules = rules): void {
  const { value } = readMarkdown(text, { file: path, reader: 'full' });
  const found = recognise(path, value, use);
  assert.equal(found.recognised ? found.why.by : found.reason, expected);
}

describe('files by their names', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    fileName: [
      'RELEASE.md',
      'RELEASING.md',
      'RELEASE_CHECKLIST.md',
      'docs/release-process.md',
      'docs/release_checklist_template.md',
      'docs/acme-release-and-deployment.md',
      'docs/operations/runbooks/deployment-runbook.md',
      'docs/go-no-go.md',
      'launch-checklist.md',
      'docs/production-readiness.md',
      'docs/checklist-release.md',
      'docs/hotfix.md',
      'docs/deployment-checklist.md',
      '.github/ISSUE_TEMPLATE/release-checklist.md',
      '.github/ISSUE_TEMPLATE/new_release.md',
      '.github/PULL_REQUEST_TEMPLATE/release.md',
    ],
    releaseFolder: [
      'releases/1.4.0/checklist.md',
      'releases/v2/go-no-go.md',
      'services/api/releases/2026-11/checklist.md',
    ],
    releaseNotes: ['CHANGELOG.md', 'RELEASE_NOTES.md', 'docs/release-notes/1.4.md', 'HISTORY.md'],
    testData: [
      'test/fixtures/release-checklist.md',
      'tests/testthat/_snaps/release.md',
      'pkg/testdata/releases/1.0.0/checklist.md',
    ],
    todoList: ['TODO.md', 'docs/ROADMAP.md', 'BACKLOG.md'],
    excluded: ['vendor/release-checklist.md'],
    codeReview: ['.github/PULL_REQUEST_TEMPLATE.md', 'docs/pull_request_template.md'],
    tooFewTasks: ['README.md', 'docs/bugs.md', 'docs/press-kit.md'],
  };
  for (const [expected, paths] of Object.entries(cases)) {
    for (const path of paths) {
      it(`${path}: ${expected}`, () => check(path, task, expected));
    }
  }

  it('a name without tasks is left out', () => check('RELEASE.md', '# Release\n\nHow we do it.', 'noTasks'));
  it('globs of people are the answer', () =>
    check('docs/anything.md', '# Words', 'policy', { ...rules, checklistsFrom: 'team' }));
});

describe('files by their content', () => {
  const list = (items: readonly string[]) => items.map((item) => `- [ ] ${item}\n`).join('');
  const plain = ['Buy milk', 'Water plants', 'Call Ana', 'Read'];
  const telling = ['Create the release tag', 'Publish to npm', 'Deploy to staging', 'Tell support'];
  const cases: readonly (readonly [name: string, path: string, text: string, expected: string])[] = [
    ['title', 'docs/steps.md', `# Release steps\n\n${list(plain)}`, 'heading'],
    ['heading over enough items', 'docs/qa.md', `# QA\n\n## Post-release\n\n${list(plain)}`, 'heading'],
    [
      'heading over a small share',
      'docs/qa.md',
      `# QA\n\n${list([...plain, ...plain, ...plain, ...plain])}\n## Release\n\n${list(plain.slice(1))}`,
      'noReleaseWords',
    ],
    ['words of the items', 'docs/steps.md', `# Steps\n\n${list(telling)}`, 'content'],
    ['Russian title', 'docs/steps.md', `# Чек-лист релиза\n\n${list(plain)}`, 'heading'],
    ['Chinese title', 'docs/steps.md', `# 发布清单\n\n${list(plain)}`, 'heading'],
    ['no such words', 'docs/steps.md', `# Steps\n\n${list(plain)}`, 'noReleaseWords'],
    ['two items', 'docs/steps.md', `# Release\n\n${list(plain.slice(2))}`, 'tooFewTasks'],
    ['page of the project', 'README.md', `# Release tool\n\n## Features\n\n${list(plain)}`, 'noReleaseWords'],
    [
      'page of the project with a release section',
      'README.md',
      `# Tool\n\n## Release checklist\n\n${list(plain)}`,
      'heading',
    ],
    [
      'review of a change',
      'docs/x.md',
      `# PR Checklist\n\n${list(['Deploy preview works', 'Tests', 'Docs'])}`,
      'codeReview',
    ],
    [
      'review template with a release part',
      '.github/PULL_REQUEST_TEMPLATE.md',
      `## Release checklist\n\n${list(plain)}`,
      'codeReview',
    ],
    [
      'review template with a release part below',
      '.github/PULL_REQUEST_TEMPLATE.md',
      `## Why\n\n## Release checklist\n\n${list(plain)}`,
      'heading',
    ],
    [
      'sign-off table alone',
      'docs/x.md',
      '# Go / No-Go\n\n| Role | Status |\n|---|---|\n| QA | ☐ Approved |\n',
      'heading',
    ],
  ];
  for (const [name, path, text, expected] of cases) {
    it(name, () => check(path, text, expected));
  }
});
