import assert from 'node:assert/strict';
import type { Section } from '../../../src/core/checklist/model.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { readSections } from '../../../src/core/checklist/sections.ts';

const options = { file: 'release.md', reader: 'full' } as const;

/** Sections of headings, each with one item unless its line ends in `~`. */
function sectionsOf(
  headings: readonly string[],
  kinds: Parameters<typeof readSections>[1]['sectionKinds'] = [],
): readonly Section[] {
  const text = headings
    .map((heading) => (heading.endsWith('~') ? `${heading.slice(0, -1)}\n\n` : `${heading}\n\n- [ ] a\n\n`))
    .join('');
  return readMarkdown(text, { ...options, sectionKinds: kinds }).value.sections;
}

function show(section: Section | undefined): string {
  return [section?.kind, section?.phase].filter((word) => word !== undefined).join(' ');
}

describe('the kind of one heading', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    area: [
      'Code Readiness',
      'Production Readiness',
      'Deployment Readiness',
      'Quality',
      'Security',
      'Monitoring',
      'Rollback Plan',
      'Rollback',
      'Sign-off',
      'Go / No-Go',
      'Pre-Release Checks',
      'Pre-Production Validation criteria',
      'Definition of Done Template',
      'Overview',
      'Release checklist',
      'Deprecated',
      'Was auch immer',
      'After all',
      'Разное',
    ],
    'stage before': [
      'Pre-Deployment',
      'Before the deployment',
      'T-minus 2 days: freeze',
      'Pre-Release (1 week before)',
      'Two weeks before',
    ],
    'stage staging': [
      'Deployment to Staging',
      'Staging deployment',
      'Beta Deployment',
      'Deploy to UAT',
      'Staging',
    ],
    'stage production': [
      'Deployment to Production',
      'Production Release',
      'Go-Live',
      'Release Day',
      'Release Execution',
      'Deployment (T-0)',
      'Cutover',
    ],
    'stage after': [
      'Post-Deployment Verification',
      'Post-Release',
      '13. Post release',
      'After the release',
      'After',
      '3. Afterwards',
      'Production Verification',
      'Follow-up (within 24 hours)',
      'Validation (T+30 minutes)',
      'Nach dem Release',
      'После релиза',
      '发布后',
    ],
    stage: ['Deployment', 'Rollout', 'Deployment Checklist', '3. Release'],
    playbook: [
      'Rollback Procedure',
      'Rollback & Incident Playbook',
      'Incident Response',
      'If something goes wrong',
      'Post-Incident Activities',
    ],
    triggers: ['When to Rollback', 'Rollback Triggers', 'Abort criteria', 'Trigger Conditions'],
    template: [
      'Release Notes Template',
      'Email template',
      'Templates & References',
      'Template: announcement',
    ],
    retired: ['Old steps (retired)', 'Obsolete steps', 'Windows 7 [deprecated]', 'Signing — no longer used'],
    reference: ['Best Practices for Releases', 'Glossary', 'How to use', 'Legend'],
  };
  function check(heading: string, expected: string): void {
    assert.equal(show(sectionsOf(['# Any title~', `## ${heading}`])[1]), expected);
  }
  for (const [expected, headings] of Object.entries(cases)) {
    for (const heading of headings) {
      it(`${heading}: ${expected}`, () => check(heading, expected));
    }
  }
});

describe('what stands above a heading', () => {
  const cases: readonly (readonly [name: string, headings: readonly string[], expected: string])[] = [
    ['the title types nothing', ['# Release & Deployment Guide~', '## Tests'], 'area'],
    ['a title may say that all comes after', ['# Post-Release Checklist'], 'stage after'],
    ['a title with an environment is no stage', ['# Production deployment checklist'], 'area'],
    [
      'a playbook keeps what is in it',
      ['# T~', '## Incident Playbook~', '### Deploy to production'],
      'playbook',
    ],
    ['triggers inside a playbook', ['# T~', '## Incident Playbook~', '### When to roll back'], 'triggers'],
    [
      'a template keeps what is in it',
      ['# T~', '## Release Notes Template~', '### Post-release'],
      'template',
    ],
    [
      'a stage keeps plain headings',
      ['# T~', '## Post-Release~', '### Internal communication'],
      'stage after',
    ],
    [
      'readiness inside a stage is readiness',
      ['# T~', '## Deployment Checklist~', '### Team readiness'],
      'area',
    ],
    ['a weak word inside an area', ['# T~', '## Pre-Release Requirements~', '### Deployment'], 'area'],
    [
      'a strong word inside an area',
      ['# T~', '## Pre-Release Requirements~', '### Deploy to production'],
      'stage production',
    ],
    ['best practices with a list of their own kind', ['# T~', '## Best Practices~', '### Something'], 'area'],
    ['no items', ['# T~', '## Something~'], 'reference'],
  ];
  function check(headings: readonly string[], expected: string): void {
    assert.equal(show(sectionsOf(headings).at(-1)), expected);
  }
  for (const [name, headings, expected] of cases) {
    it(name, () => check(headings, expected));
  }
});

describe('kinds by policy', () => {
  const cases: readonly (readonly [pattern: string, heading: string, expected: string])[] = [
    ['Deploy', 'deploy', 'reference policy'],
    ['Deploy', 'Deploy (T-1h)', 'reference policy'],
    ['Deploy', 'Deployment', 'stage deployment'],
    ['*steps', 'All the steps', 'reference policy'],
    ['a*b*c', 'a x b x c', 'reference policy'],
    ['a*b*c', 'a x c', 'area default'],
    ['*', 'Anything', 'reference policy'],
  ];
  function check(pattern: string, heading: string, expected: string): void {
    const section = sectionsOf(['# T~', `## ${heading}`], [{ title: pattern, kind: 'reference' }])[1];
    assert.equal(`${section?.kind} ${section?.kindWhy}`, expected);
  }
  for (const [pattern, heading, expected] of cases) {
    it(`${pattern} on ${heading}`, () => check(pattern, heading, expected));
  }

  it('a stage by policy has the phase of its words', () =>
    assert.equal(
      show(sectionsOf(['# T~', '## Ship to production'], [{ title: 'Ship*', kind: 'stage' }])[1]),
      'stage production',
    ));
});

describe('the shape of sections', () => {
  const text = '# T\n\n## A\n\n- [ ] a\n\n### B (if needed)\n\n- [ ] b\n\n## A\n\nOwner: @ana\n\n- [ ] c\n';
  const sections = readMarkdown(text, options).value.sections;

  it('parents, paths and ends', () =>
    assert.deepEqual(
      sections.map(({ parent, path, endLine }) => ({ parent, path: path.join(' > '), endLine })),
      [
        { parent: -1, path: 'T', endLine: 16 },
        { parent: 0, path: 'T > A', endLine: 10 },
        { parent: 1, path: 'T > A > B (if needed)', endLine: 10 },
        { parent: 0, path: 'T > A', endLine: 16 },
      ],
    ));

  it('ids without the title, unique', () =>
    assert.deepEqual(
      sections.map((section) => section.id),
      ['t', 'a', 'a/b-if-needed', 'a~2'],
    ));

  it('a condition on a heading', () => assert.equal(sections[2]?.condition?.text, 'if needed'));

  it('an empty document has none', () =>
    assert.deepEqual(readSections(readBlocks('').headings, { lineCount: 1, taskLines: [] }), []));
});

describe('owners of sections', () => {
  const cases: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ['## Tests\n\n**Owner: QA / Testing**\n\n- [ ] a', ['role:qa', 'role:testing']],
    ['## Tests\n\n**Owner**: @ana, @ben\n\n- [ ] a', ['@ana', '@ben']],
    ['## Tests\n\n- Owner: Release Manager\n\n- [ ] a', ['role:release-manager']],
    ['## Windows via @ana\n\n- [ ] a', ['@ana']],
    ['## Windows via ???\n\n- [ ] a', []],
    ['## Release Readiness (DevOps Engineer)\n\n- [ ] a', ['role:devops-engineer']],
    ['## Tests\n\n**Owner**: whoever is in that day\n\n- [ ] a', []],
    ['## Tests\n\n```\nOwner: @ana\n```\n\n- [ ] a', []],
  ];
  function check(text: string, expected: readonly string[]): void {
    assert.deepEqual(readMarkdown(text, options).value.sections[0]?.owners, expected);
  }
  for (const [text, expected] of cases) {
    it(text.replaceAll('\n', ' '), () => check(text, expected));
  }
});
