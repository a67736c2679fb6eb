/** States that must never be a plain GO, each with what says so, and states that must be one. */
import { parseInstant } from '../../src/core/base/instant.ts';
import type { Scope } from '../../src/core/engine.ts';
import type { FileText, GitState } from '../../src/core/ports.ts';
import type { ChangeInput } from '../../src/core/readiness/comparison.ts';
import { changes } from './releases.ts';
import type { World } from './memoryPorts.ts';

/** What the states count from. */
export const now = parseInstant('2026-11-23T09:00:00Z') ?? 0;

export interface State {
  readonly files: World['files'];
  readonly scope?: Scope;
  readonly git?: GitState;
  readonly history?: World['history'];
  readonly changedSince?: World['changedSince'];
  /** A comparison with the last release. */
  readonly change?: ChangeInput;
}

const ready = '# Release\n\n## Readiness\n\n- [x] Tests pass\n';
/** A checklist that is ready but for what follows. */
const but = (more: string): State => ({ files: { 'RELEASE.md': `${ready}${more}` } });
const only = (text: string): State => ({ files: { 'RELEASE.md': `# Release\n\n${text}` } });
const inFolder = (record: string, list = ready): State => ({
  files: { 'releases/1.4.0/checklist.md': list, 'releases/1.4.0/release.yml': record },
});
const policy = (text: string, list = ready): State => ({
  files: { 'RELEASE.md': list, 'releases/policy.yml': text },
});
const yaml = (items: string): State => ({
  files: { 'releases/1.4.0/checklist.yml': `schema: release-readiness/checklist/1\nitems:\n${items}` },
});
const incident = 'incidents/2026-11-22-a.md';
const during = (front: string, record = ''): State => ({
  files: { ...inFolder(record).files, [incident]: `---\n${front}\n---\n\n## Timeline\n` },
});
const cannotRead = (reason: Extract<FileText, { status: 'unreadable' }>['reason']): State => ({
  files: { 'RELEASE.md': { status: 'unreadable', reason, detail: '' } },
});
const list = 'RELEASE.md';

const failing = '<testsuites><testsuite><testcase name="a"><failure/></testcase></testsuite></testsuites>';
const passing = '<testsuites><testsuite><testcase name="a"/></testsuite></testsuites>';
/** A ticked item that names a file of results, and that file. */
const proved = (results: string | FileText | undefined, more: Partial<State> = {}): State => ({
  files: {
    'RELEASE.md': `${ready}- [x] Regression tests \u2014 [report](out/junit.xml)\n`,
    ...(results === undefined ? {} : { 'out/junit.xml': results }),
  },
  ...more,
});
const required = 'gates: [{id: pre-release, sections: [Readiness], evidence: required}]';
const head = 'a'.repeat(40);
const frozen = inFolder('code_freeze: 2026-11-22T12:00:00Z');
const planned = policy('planned_branches: ["release/*"]');
const compared = (
  answers: Parameters<typeof changes>[0],
  more: Partial<Extract<ChangeInput, { outcome: 'compared' }>['comparison']> = {},
): ChangeInput => ({
  outcome: 'compared',
  facts: changes(answers),
  comparison: {
    base: 'v1.3.0',
    head: 'HEAD',
    bump: 'none',
    because: 0,
    undecided: 0,
    unread: 0,
    stale: false,
    ...more,
  },
});
const migrations = '- [ ] Migrations tested (if applicable)\n';

/** Of each group its states: name, state, and what is expected, as `check` of the readiness tests spells it. */
export const unreadyStates: Readonly<Record<string, readonly (readonly [string, State, string])[]>> = {
  'nothing was asked': [
    ['no files', { files: {} }, 'none'],
    ['an empty file', { files: { [list]: '' } }, 'none noTasks RELEASE.md'],
    [
      'an empty file that is named',
      { files: { [list]: '' }, scope: { files: [list] } },
      'unknown noItems RELEASE.md:1',
    ],
    ['prose', only('We release with care.\n'), 'none noTasks RELEASE.md'],
    ['only near misses', only('## Readiness\n\n- [] Tests\n-[ ] Notes\n'), 'unknown noItems RELEASE.md:1'],
    [
      'only boxes that do not apply',
      only('- [ ] ~~Load test~~ — N/A: no load\n'),
      'unknown nothingApplies RELEASE.md:1',
    ],
    [
      'only optional boxes, open',
      only('- [ ] Load test (optional)\n'),
      'unknown nothingApplies RELEASE.md:1',
    ],
    ['only a box without words', only('- [x] <!-- say what -->\n'), 'unknown nothingApplies RELEASE.md:1'],
    ['only references', only('## References\n\n- [x] Handbook\n'), 'unknown noItems RELEASE.md:1'],
    ['only a playbook', only('## Incident playbook\n\n- [x] Call\n'), 'unknown noItems RELEASE.md:1'],
    ['only retired steps', only('## Retired items\n\n- [x] Burn the CD\n'), 'unknown noItems RELEASE.md:1'],
    ['only a decision', only('- [x] GO\n- [ ] NO-GO\n'), 'unknown noItems RELEASE.md:1'],
    ['only boxes in a fence', only('```\n- [x] Tests\n```\n'), 'none noTasks RELEASE.md'],
    ['only boxes in a comment', only('<!--\n- [x] Tests\n-->\n'), 'none noTasks RELEASE.md'],
    [
      'only boxes in <details> without an empty line',
      only('<details>\n- [x] Tests\n</details>\n'),
      'unknown noItems RELEASE.md:1',
    ],
    [
      'only boxes in the front matter',
      { files: { [list]: '---\na: |\n  - [x] b\n---\nText.\n' } },
      'none noTasks RELEASE.md',
    ],
    ['a policy that excludes the only file', policy('exclude: [RELEASE.md]'), 'none excluded RELEASE.md'],
    [
      'a policy that calls every section a reference',
      policy('sections: [{title: Readiness, kind: reference}]'),
      'unknown noItems RELEASE.md:1',
    ],
    [
      'a record without a checklist',
      { files: { 'releases/1.4.0/release.yml': 'type: minor' } },
      'none recordAlone releases/1.4.0/release.yml',
    ],
    [
      'a release that is not there',
      { ...inFolder('type: minor'), scope: { release: '9.9.9' } },
      'unknown noChecklist',
    ],
    [
      'a release without a folder, where others have one and a list stands outside',
      {
        files: { ...inFolder('type: minor').files, [list]: ready },
        scope: { release: '9.9.9' },
      },
      'unknown noChecklist',
    ],
    [
      'a file that is not there',
      { files: {}, scope: { files: ['gone.md'] } },
      'unknown unreadable gone.md:1',
    ],
    [
      'an issue form without options',
      {
        files: {
          '.github/ISSUE_TEMPLATE/release.yml':
            'name: Release\nbody:\n  - type: checkboxes\n    attributes: {label: a}\n',
        },
      },
      'none noTasks .github/ISSUE_TEMPLATE/release.yml',
    ],
  ],
  'something cannot be read': [
    ['no permission', cannotRead('denied'), 'unknown unreadable RELEASE.md:1'],
    ['a folder', cannotRead('notAFile'), 'unknown unreadable RELEASE.md:1'],
    ['another encoding', cannotRead('notUtf8'), 'unknown unreadable RELEASE.md:1'],
    ['too many bytes', cannotRead('tooLarge'), 'unknown unreadable RELEASE.md:1'],
    [
      'one of two files of a release',
      {
        files: {
          'releases/1.4.0/checklist.md': ready,
          'releases/1.4.0/qa-checklist.md': { status: 'unreadable', reason: 'denied', detail: '' },
        },
      },
      'unknown unreadable releases/1.4.0/qa-checklist.md:1',
    ],
    [
      'more than a million characters',
      but(`${'word '.repeat(210_000)}\n- [x] a\n`),
      'unknown partlyRead RELEASE.md:1',
    ],
    [
      'more candidates than are read',
      {
        files: Object.fromEntries(
          Array.from({ length: 2001 }, (_, at) => [`a/${at}/release-checklist.md`, at === 0 ? ready : '']),
        ),
      },
      'unknown tooManyFiles undefined:1',
    ],
    ['more than 10000 items', only('- [x] a\n'.repeat(10_001)), 'unknown partlyRead RELEASE.md:10003'],
    [
      'a list that is nested too deep',
      only(`${'- '.repeat(70)}[ ] deep\n\n- [x] a\n`),
      'unknown partlyRead RELEASE.md:3',
    ],
    [
      'a merge conflict',
      but('<<<<<<< a\n- [x] b\n=======\n- [ ] b\n>>>>>>> c\n'),
      'unknown conflictMarkers RELEASE.md:6',
    ],
    [
      'a conflict that is half resolved',
      but('\n=======\n- [x] b\n>>>>>>> c\n'),
      'unknown conflictMarkers RELEASE.md:7',
    ],
    ['only the first line of a conflict', but('<<<<<<< HEAD\n'), 'unknown conflictMarkers RELEASE.md:6'],
    ['a policy that is no YAML', policy('a: [b\n'), 'unknown policyInvalid releases/policy.yml:2'],
    ['a policy that is a list', policy('- a\n'), 'unknown policyInvalid releases/policy.yml:1'],
    [
      'a policy with a zone that does not exist',
      policy('timezone: Mars/Base'),
      'unknown policyInvalid releases/policy.yml:1',
    ],
    [
      'a policy with a key twice',
      policy('timezone: UTC\ntimezone: UTC\n'),
      'unknown policyInvalid releases/policy.yml:2',
    ],
    [
      'a policy that was named and is not there',
      { ...but(''), scope: { policyFile: 'gone.yml' } },
      'unknown policyInvalid gone.yml:1',
    ],
    [
      'a policy with a mistyped key',
      policy('freezes: [{name: f, from: 2026-11-01, to: 2026-12-01}]'),
      'conditionalGo policyKeyUnused releases/policy.yml:1',
    ],
    ['a record that is no YAML', inFolder('a: ['), 'unknown recordInvalid releases/1.4.0/release.yml:1'],
    [
      'a record of an unknown type',
      inFolder('type: huge'),
      'unknown recordInvalid releases/1.4.0/release.yml:1',
    ],
    [
      'a record with a mistyped key',
      inFolder('rollback: [{decided: 2026-11-23T08:00:00Z}]'),
      'conditionalGo recordKeyUnused releases/1.4.0/release.yml:1',
    ],
    [
      'a YAML checklist with a syntax error',
      yaml('  - [\n'),
      'unknown partlyRead releases/1.4.0/checklist.yml:4',
    ],
    [
      'a YAML checklist with a key twice',
      yaml('  - {text: a, done: true}\n  - {text: b, done: true, done: true}\n'),
      'unknown partlyRead releases/1.4.0/checklist.yml:4',
    ],
    [
      'a YAML checklist with an alias',
      yaml('  - &a {text: a, done: true}\n  - *a\n'),
      'unknown partlyRead releases/1.4.0/checklist.yml:4',
    ],
    [
      'a YAML checklist with a value that is no answer',
      yaml('  - {text: a, done: maybe}\n'),
      'unknown partlyRead releases/1.4.0/checklist.yml:3',
    ],
    [
      'a YAML item without words',
      yaml('  - {text: a, done: true}\n  - {done: true}\n'),
      'unknown partlyRead releases/1.4.0/checklist.yml:4',
    ],
    [
      'two YAML documents',
      yaml('  - {text: a, done: true}\n---\nitems: []\n'),
      'unknown partlyRead releases/1.4.0/checklist.yml:4',
    ],
  ],
  'something is open': [
    ['an open box', but('- [ ] Notes\n'), 'noGo itemOpen RELEASE.md:6'],
    ['an open box with the words of a ticked one', but('- [ ] Tests pass\n'), 'noGo itemOpen RELEASE.md:6'],
    ['below a ticked one', but('  - [ ] On every system\n'), 'noGo itemOpen RELEASE.md:6'],
    ['below a plain list item', only('- Gate\n  - [ ] Tests\n'), 'noGo itemOpen RELEASE.md:4'],
    ['in a quote', but('\n> - [ ] Notes\n'), 'noGo itemOpen RELEASE.md:7'],
    ['in a numbered list', but('\n1. [ ] Notes\n'), 'noGo itemOpen RELEASE.md:7'],
    ['before any heading', { files: { [list]: '- [x] a\n- [ ] b\n' } }, 'noGo itemOpen RELEASE.md:2'],
    [
      'after front matter',
      { files: { [list]: '---\ntitle: Release\n---\n- [ ] a\n' } },
      'noGo itemOpen RELEASE.md:4',
    ],
    [
      'behind mixed line ends',
      { files: { [list]: '# Release\r\n\r- [x] a\r- [ ] b\n' } },
      'noGo itemOpen RELEASE.md:4',
    ],
    [
      'in another script',
      { files: { [list]: '# リリース\n\n- [x] テスト\n- [ ] 告知\n' } },
      'noGo itemOpen RELEASE.md:4',
    ],
    ['without words', but('- [ ] <!-- say what -->\n'), 'noGo itemOpen RELEASE.md:6'],
    ['struck without a reason', but('- [ ] ~~Notes~~\n'), 'noGo itemOpen RELEASE.md:6'],
    ['N/A without a reason', but('- [ ] ~~Notes~~ — N/A\n'), 'noGo itemOpen RELEASE.md:6'],
    ['being done', but('- [ ] Notes — doing\n'), 'noGo itemOpen RELEASE.md:6'],
    ['blocked', but('- [ ] Notes — blocked: staging is down\n'), 'noGo itemBlocked RELEASE.md:6'],
    ['failed', but('- [ ] Tests on Windows — failed: two crash\n'), 'noGo itemFailed RELEASE.md:6'],
    [
      'a condition that nobody has decided',
      but('- [ ] Load test (if applicable)\n'),
      'noGo conditionUndecided RELEASE.md:6',
    ],
    ['a field without its value', but('- [x] Version: ____\n'), 'noGo fieldEmpty RELEASE.md:6'],
    ['a field whose value is a place-holder', but('- [x] Owner: TBD\n'), 'noGo fieldEmpty RELEASE.md:6'],
    [
      'only lines that follow from all others',
      only('- [ ] Verify all pre-release requirements met\n- [ ] Confirm all readiness requirements met\n'),
      'noGo itemOpen RELEASE.md:3',
    ],
    [
      'a line that follows from others, which are all optional',
      only('- [ ] Verify all pre-release requirements met\n- [ ] Load test (optional)\n'),
      'noGo itemOpen RELEASE.md:3',
    ],
    [
      'under a heading after production, and nothing before it',
      only('## Post-deployment\n\n- [x] a\n- [ ] b\n'),
      'noGo itemOpen RELEASE.md:6',
    ],
    [
      'in a second release',
      { files: { 'RELEASE.md': but('- [ ] Notes\n').files[list] ?? '', 'docs/release-checklist.md': ready } },
      'noGo itemOpen RELEASE.md:6',
    ],
    [
      'in an issue form',
      {
        files: {
          '.github/ISSUE_TEMPLATE/release.yml':
            'name: Release\nbody:\n  - type: checkboxes\n    attributes:\n      label: Steps\n      options:\n        - label: Tag\n',
        },
      },
      'noGo itemOpen .github/ISSUE_TEMPLATE/release.yml:7',
    ],
  ],
  'a box is there for people alone': [
    ['nothing between the brackets', but('- [] Notes\n'), 'conditionalGo nearMiss RELEASE.md:6'],
    ['a custom mark', but('- [-] Notes\n'), 'conditionalGo nearMiss RELEASE.md:6'],
    ['a ballot character', but('- ☐ Notes\n'), 'conditionalGo nearMiss RELEASE.md:6'],
    ['no space behind it', but('- [ ]Notes\n'), 'conditionalGo nearMiss RELEASE.md:6'],
    ['in bold text', but('- **[ ] Notes**\n'), 'conditionalGo nearMiss RELEASE.md:6'],
    ['no bullet', but('\n[ ] Notes\n'), 'conditionalGo nearMiss RELEASE.md:7'],
    [
      'in a table',
      but('\n| Step | Done |\n|---|---|\n| Notes | [ ] |\n'),
      'conditionalGo nearMiss RELEASE.md:9',
    ],
    ['an HTML input', but('\n<input type="checkbox"> Notes\n'), 'conditionalGo nearMiss RELEASE.md:7'],
    ['four spaces in front', but('\nText.\n\n    - [ ] Notes\n'), 'conditionalGo nearMiss RELEASE.md:9'],
    [
      '<details> without an empty line',
      but('\n<details>\n- [ ] Notes\n</details>\n'),
      'conditionalGo nearMiss RELEASE.md:8',
    ],
    [
      'a fence that nobody closed',
      but('\n```sh\nmake\n\n- [ ] Notes\n'),
      'conditionalGo boxesSwallowed RELEASE.md:7',
    ],
    [
      'a comment that nobody closed',
      but('\n<!-- for later\n- [ ] Notes\n'),
      'conditionalGo boxesSwallowed RELEASE.md:7',
    ],
  ],
  'somebody says no': [
    [
      'a rollback trigger is ticked',
      but('\n## Rollback triggers\n\n- [x] Errors above 5 %\n'),
      'noGo triggerRaised RELEASE.md:9',
    ],
    ['NO-GO is ticked', but('\n## Decision\n\n- [ ] GO\n- [x] NO-GO\n'), 'noGo decisionNoGo RELEASE.md:9'],
    [
      'NO-GO of three answers',
      but('\n- [ ] GO\n- [ ] Conditional GO\n- [x] NO-GO\n'),
      'noGo decisionNoGo RELEASE.md:7',
    ],
    ['a lone NO-GO', but('\n## Decision\n\n- [x] NO-GO\n'), 'noGo decisionNoGo RELEASE.md:9'],
    [
      'NO-GO on one line',
      but('\nDecision: ☐ GO ☐ CONDITIONAL GO ☒ NO-GO\n'),
      'noGo decisionNoGo RELEASE.md:7',
    ],
    ['the release is held', but('\n- [ ] GO\n- [ ] NO-GO\n- [x] Hold\n'), 'noGo decisionNoGo RELEASE.md:7'],
    [
      'a conditional GO',
      but('\nDecision: ☐ GO ☑ CONDITIONAL GO ☐ NO-GO\n'),
      'conditionalGo decisionConditional RELEASE.md:7',
    ],
    ['both GO and NO-GO', but('\n- [x] GO\n- [x] NO-GO\n'), 'noGo decisionUnclear RELEASE.md:7'],
    [
      'a sign-off refused in words',
      but('\n| Role | Approved |\n|---|---|\n| QA | No |\n'),
      'noGo signOffRefused RELEASE.md:9',
    ],
    [
      'a sign-off refused by a mark',
      but('\n| Role | Approved |\n|---|---|\n| QA | ❌ |\n'),
      'noGo signOffRefused RELEASE.md:9',
    ],
    [
      'a signature that is missing',
      but('\n| Role | Name | Signature |\n|---|---|---|\n| QA | | |\n'),
      'noGo signOffMissing RELEASE.md:9',
    ],
    [
      'a recorded NO-GO',
      inFolder('decisions: [{verdict: no-go, by: "@rm"}]'),
      'conditionalGo recordedNoGo releases/1.4.0/release.yml:1',
    ],
    [
      'a rollback that is not verified',
      inFolder('rollbacks: [{decided: 2026-11-23T08:00:00Z}]'),
      'noGo rollbackOpen releases/1.4.0/release.yml:1',
    ],
    [
      'a sign-off for another commit',
      {
        ...inFolder(
          'signoffs: [{role: qa, by: "@q", commit: bbbbbbb}]',
          `${ready}- [ ] Get sign-off from QA\n`,
        ),
        git: { state: 'ready', commit: 'a'.repeat(40) },
      },
      'noGo signOffStale releases/1.4.0/checklist.md:6',
    ],
    [
      'a commit was proved, and the repository is damaged',
      { ...but('- [x] Scan — at 1a2b3c4\n'), git: { state: 'damaged', detail: '' } },
      'conditionalGo repositoryUnreadable',
    ],
    ['a freeze', policy('freeze: [{name: winter, from: 2026-11-20, to: 2026-12-01}]'), 'noGo freeze'],
  ],
  'a proof does not hold': [
    ['a file of results with a failure', proved(failing), 'noGo resultFailed RELEASE.md:6'],
    [
      'a file of results that ends too early',
      proved('<testsuites><testsuite>'),
      'noGo resultUnread RELEASE.md:6',
    ],
    ['a file of results that is empty', proved(''), 'noGo resultUnread RELEASE.md:6'],
    ['a file that is not there', proved(undefined), 'conditionalGo evidenceNotThere RELEASE.md:6'],
    [
      'a file that is not there where evidence is required',
      {
        files: {
          'RELEASE.md': '# Release\n\n## Readiness\n\n- [x] Scan \u2014 [report](out/a.sarif)\n',
          'releases/policy.yml': required,
        },
      },
      'noGo evidenceNotThere RELEASE.md:5',
    ],
    [
      'a file that lies elsewhere',
      proved({ status: 'unreadable', reason: 'denied', detail: '' }),
      'conditionalGo evidenceUnchecked RELEASE.md:6',
    ],
    [
      'results that are older than the head',
      proved(
        { status: 'read', text: passing, hasByteOrderMark: false, size: 1, written: now - 10 },
        { history: { headCommitted: () => Promise.resolve(now) } },
      ),
      'conditionalGo resultOld RELEASE.md:6',
    ],
    [
      'results that say themselves that they are older, after a checkout',
      proved(
        {
          status: 'read',
          text: passing.replace('<testsuite>', '<testsuite timestamp="2026-11-01T00:00:00Z">'),
          hasByteOrderMark: false,
          size: 1,
          written: now + 10,
        },
        { history: { headCommitted: () => Promise.resolve(now) } },
      ),
      'conditionalGo resultOld RELEASE.md:6',
    ],
    [
      'results that were committed before the head',
      proved(
        { status: 'read', text: passing, hasByteOrderMark: false, size: 1, written: now + 10 },
        {
          history: {
            headCommitted: () => Promise.resolve(now),
            fileCommitted: () => Promise.resolve(now - 10),
          },
        },
      ),
      'conditionalGo resultOld RELEASE.md:6',
    ],
    [
      'a file outside of the folder',
      but('- [x] Scan \u2014 [report](../other/a.xml)\n'),
      'conditionalGo evidenceOutside RELEASE.md:6',
    ],
    [
      'notes that were never written, though ticked',
      {
        files: {
          'releases/1.4.0/checklist.md': `${ready}- [x] Release notes drafted and reviewed\n`,
          'releases/1.4.0/notes.md': '# Release 1.4.0\n\n### Bug Fixes\n- [Description]\n',
        },
      },
      'conditionalGo notesDisagree releases/1.4.0/checklist.md:6',
    ],
    [
      'notes with an error where evidence is required',
      {
        files: {
          'releases/1.4.0/checklist.md':
            '# Release\n\n## Readiness\n\n- [x] Release notes drafted \u2014 evidence: by hand\n',
          'releases/1.4.0/notes.md': '# Release 1.4.0\n\n### Bug Fixes\n- [Description]\n',
          'releases/policy.yml': required,
        },
      },
      'noGo notesDisagree releases/1.4.0/checklist.md:5',
    ],
    [
      'a pipeline that says failure',
      {
        files: {
          'RELEASE.md': `${ready}- [x] Pipeline \u2014 [status](out/ci.json)\n`,
          'out/ci.json': '{"name": "build", "conclusion": "failure"}',
        },
      },
      'noGo resultFailed RELEASE.md:6',
    ],
    [
      'a task that failed',
      but('- [x] Tests \u2014 task npm: test, exit 1, 2026-11-22T09:26Z \u00b7 at 1a2b3c4\n'),
      'noGo taskFailed RELEASE.md:6',
    ],
    [
      'a task that failed after it had succeeded',
      but('- [x] Tests \u2014 task t, exit 0, 2026-11-22T09:26Z \u00b7 task t, exit 2, 2026-11-22T09:27Z\n'),
      'noGo taskFailed RELEASE.md:6',
    ],
    [
      'a task that ran over uncommitted changes',
      but('- [x] Tests \u2014 task t, exit 0, 2026-11-22T09:26Z, over uncommitted changes\n'),
      'conditionalGo taskUnproved RELEASE.md:6',
    ],
    [
      'a task that ran while the commit changed, where evidence is required',
      {
        files: {
          'RELEASE.md':
            '# Release\n\n## Readiness\n\n- [x] Tests \u2014 task t, exit 0, while the commit changed\n',
          'releases/policy.yml': required,
        },
      },
      'noGo taskUnproved RELEASE.md:5',
    ],
    [
      'a task that names no commit in a repository',
      {
        ...but('- [x] Tests \u2014 task t, exit 0, 2026-11-22T09:26Z\n'),
        git: { state: 'ready', commit: head },
      },
      'conditionalGo taskUnproved RELEASE.md:6',
    ],
    [
      'a task that ran too long ago',
      policy(
        'evidence: {max_age: 2d}',
        `${ready}- [x] Tests \u2014 task t, exit 0, 2026-11-01T09:26Z \u00b7 at aaaaaaa\n`,
      ),
      'conditionalGo taskOld RELEASE.md:6',
    ],
    [
      'a task of an earlier commit beside a proof of this one',
      {
        ...but('- [x] Tests \u2014 at aaaaaaa \u00b7 task t, exit 0, 2026-11-22T09:26Z, commit 1a2b3c4\n'),
        git: { state: 'ready', commit: head },
      },
      'conditionalGo evidenceStale RELEASE.md:6',
    ],
    [
      'a proof of an earlier commit',
      { ...but('- [x] Scan \u2014 at 1a2b3c4\n'), git: { state: 'ready', commit: head } },
      'conditionalGo evidenceStale RELEASE.md:6',
    ],
    [
      'more commits since than the policy allows',
      {
        ...policy('evidence: {commits: 1}', `${ready}- [x] Scan \u2014 at 1a2b3c4\n`),
        git: { state: 'ready', commit: head },
        changedSince: { '1a2b3c4': { files: ['src/a.ts'], commits: 2 } },
      },
      'conditionalGo evidenceStale RELEASE.md:6',
    ],
  ],
  'the range is not what was planned': [
    [
      'a commit after the code freeze',
      { ...frozen, history: { commitsAfter: () => Promise.resolve([{ id: head, committed: now }]) } },
      'noGo afterCodeFreeze',
    ],
    ['a code freeze that nobody can check', frozen, 'conditionalGo codeFreezeUnchecked'],
    [
      'a planned branch that is not merged',
      { ...planned, history: { unmergedBranches: () => Promise.resolve(['release/a']) } },
      'noGo plannedBranchMissing',
    ],
    ['planned branches that nobody can check', planned, 'conditionalGo plannedBranchesUnchecked'],
    [
      'a hotfix with a feature',
      { ...but(''), scope: { type: 'patch' }, change: compared({}, { features: 1 }) },
      'conditionalGo scopeTooWide',
    ],
    [
      'a patch with more files than the policy allows',
      {
        ...policy('types: {patch: {max_files: 3, requires: []}}'),
        scope: { type: 'patch' },
        change: compared({}, { files: 4 }),
      },
      'conditionalGo scopeTooWide',
    ],
    [
      'an open item that the changes ask for',
      { ...but(migrations), change: compared({ migrations: true }) },
      'noGo itemOpen RELEASE.md:6',
    ],
    [
      'a condition that the changes leave open',
      { ...but(migrations), change: compared({}) },
      'noGo conditionUndecided RELEASE.md:6',
    ],
    [
      'an open item that the policy asks for',
      policy('conditions: [{item: "Migrations*", applies: true}]', `${ready}${migrations}`),
      'noGo itemOpen RELEASE.md:6',
    ],
    [
      'an open item that the policy makes depend on something unknown',
      policy('conditions: [{item: "Migrations*", applies: api}]', `${ready}${migrations}`),
      'noGo conditionUndecided RELEASE.md:6',
    ],
    [
      'a licence that changes',
      {
        ...but(''),
        change: compared(
          {},
          { noted: [{ code: 'licenceChanged', args: { name: 'a', from: 'MIT', to: 'GPL-3.0-only' } }] },
        ),
      },
      'conditionalGo licenceChanged',
    ],
  ],
  'an exception does not hold': [
    [
      'a waiver that holds',
      but('- [ ] Notes — waived until 2026-12-01 by @cto: small\n'),
      'conditionalGo waived RELEASE.md:6',
    ],
    [
      'nothing but waivers',
      only('- [ ] Notes — waived until 2026-12-01 by @cto: small\n'),
      'conditionalGo waived RELEASE.md:3',
    ],
    [
      'a waiver that has ended',
      but('- [ ] Notes — waived until 2026-11-22 by @cto: small\n'),
      'noGo waiverExpired RELEASE.md:6',
    ],
    [
      'a waiver of nobody',
      but('- [ ] Notes — waived until 2026-12-01: small\n'),
      'noGo waiverIncomplete RELEASE.md:6',
    ],
    [
      'a waiver without an end',
      but('- [ ] Notes — waived by @cto: small\n'),
      'noGo waiverIncomplete RELEASE.md:6',
    ],
    [
      'a waiver without a reason',
      but('- [ ] Notes — waived until 2026-12-01 by @cto\n'),
      'noGo waiverIncomplete RELEASE.md:6',
    ],
    [
      'a waiver by the owner',
      but('- [ ] Notes — @ana · waived until 2026-12-01 by @ana: small\n'),
      'noGo waiverSelfApproved RELEASE.md:6',
    ],
    ['a hotfix without its minimum', { ...but(''), scope: { type: 'hotfix' } }, 'noGo minimumIncomplete'],
  ],
  'operations stand in the way': [
    ['an incident is open', during('severity: SEV-1\nstatus: identified'), `noGo openIncident ${incident}:1`],
    [
      'an incident of this release is open',
      during('severity: SEV-3\nstatus: monitoring\nrelease: v1.4.0'),
      `noGo openIncident ${incident}:1`,
    ],
    [
      'an incident that this release caused is open',
      during('severity: SEV-3\nstatus: monitoring\nrelease: 1.3.0\ncaused_by: 1.4.0'),
      `noGo openIncident ${incident}:1`,
    ],
    [
      'an incident of another release is open',
      during('severity: SEV-1\nstatus: identified\nrelease: 1.3.0'),
      `conditionalGo openIncident ${incident}:1`,
    ],
    [
      'an incident is open, and this is the hotfix',
      during('severity: SEV-1\nstatus: identified', 'type: hotfix'),
      'noGo minimumIncomplete',
    ],
    [
      'an incident was resolved, and its status says otherwise',
      during('severity: SEV-1\nstatus: monitoring\nresolved: 2026-11-22T09:00:00Z'),
      `noGo openIncident ${incident}:1`,
    ],
    [
      'an incident whose status nobody knows',
      during('severity: SEV-1\nstatus: over\nresolved: 2026-11-22T09:00:00Z'),
      `unknown incidentUnreadable ${incident}:3`,
    ],
    ['an incident that is no YAML', during('severity: ['), `unknown incidentUnreadable ${incident}:3`],
    [
      'an incident with conflict markers',
      during('severity: SEV-1\nstatus: resolved\n---\n\n<<<<<<< a\n=======\n>>>>>>> b\n'),
      `unknown incidentUnreadable ${incident}:6`,
    ],
    [
      'an incident that cannot be read',
      {
        files: {
          ...inFolder('').files,
          [incident]: { status: 'unreadable', reason: 'notUtf8', detail: 'byte 4' },
        },
      },
      `unknown incidentUnreadable ${incident}:1`,
    ],
    [
      'a trigger is raised in the record',
      inFolder('alarms: [{ trigger: Errors above 5 %, raised: 2026-11-23T08:00:00Z }]'),
      'noGo triggerRaised releases/1.4.0/release.yml:1',
    ],
  ],
  'it is the checklist of something else': [
    [
      'of another release',
      {
        ...only('- [x] a\n'),
        files: { [list]: '# Release 1.3.0\n\n- [x] a\n' },
        scope: { release: '1.4.0' },
      },
      'conditionalGo otherVersion RELEASE.md:1',
    ],
    [
      'of another release, in its folder',
      inFolder('type: minor', '# Release 1.3.0\n\n- [x] a\n'),
      'conditionalGo otherVersion releases/1.4.0/checklist.md:1',
    ],
    [
      'of a release that the record calls by another version',
      inFolder('version: 1.5.0'),
      'conditionalGo otherVersion releases/1.4.0/release.yml:1',
    ],
    ['a template that was ticked', only('- [x] Tag vX.Y.Z\n'), 'conditionalGo placeholderLeft RELEASE.md:3'],
    [
      'a template by its title',
      { files: { [list]: '# Release {{version}}\n\n- [x] Tag it\n' } },
      'conditionalGo placeholderLeft RELEASE.md:1',
    ],
  ],
};

export const readyStates: readonly (readonly [string, State])[] = [
  ['all ticked', but('')],
  ['a capital X and other bullets', only('* [X] a\n+ [x] b\n1) [x] c\n')],
  ['a condition that was met', but('- [x] Load test (if applicable)\n')],
  [
    'a condition that does not apply, with the reason',
    but('- [ ] ~~Load test (if applicable)~~ — N/A: no traffic\n'),
  ],
  ['what is optional is open', but('- [ ] Write a blog post (optional)\n')],
  ['what follows the deployment is open', but('\n## Post-deployment\n\n- [ ] Watch the logs\n')],
  ['references with boxes', but('\n## References\n\n- [ ] Read the handbook\n')],
  [
    'boxes in an example and in a comment',
    but('\n```md\n- [ ] text\n```\n\n<!--\n- [ ] only for majors\n-->\n'),
  ],
  ['GO is ticked', but('\n- [x] GO\n- [ ] NO-GO\n')],
  ['all have signed', but('\n| Role | Name | Signature |\n|---|---|---|\n| QA | Ana | AB |\n')],
  ['no trigger is raised', but('\n## Rollback triggers\n\n- [ ] Errors above 5 %\n')],
  ['the checklist of this release', inFolder('version: 1.4.0', '# Release v1.4\n\n- [x] a\n')],
  ['links and versions in ticked steps', but('- [x] Drop Node 18.2 [notes](https://example.com/a)\n')],
  ['a failed step that was done after all', but('- [x] Load test — failed: 12 % errors\n')],
  ['a waived step that was done after all', but('- [x] Notes — waived until 2026-11-01 by @cto: small\n')],
  ['a record with keys of other programs', inFolder('ticket: R-41\ntrain: winter')],
  ['an incident that is over', during('severity: SEV-1\nstatus: resolved\nresolved: 2026-11-22T09:00:00Z')],
  [
    'a page about incidents',
    { files: { ...inFolder('').files, 'incidents/how-we-work.md': '# How we work\n' } },
  ],
  [
    'a trigger that was cleared',
    inFolder('alarms: [{ trigger: Errors, raised: 2026-11-23T08:00:00Z, cleared: 2026-11-23T08:30:00Z }]'),
  ],
  [
    'results that came in with the head',
    proved(
      { status: 'read', text: passing, hasByteOrderMark: false, size: 1, written: now + 10 },
      {
        history: { headCommitted: () => Promise.resolve(now), fileCommitted: () => Promise.resolve(now) },
      },
    ),
  ],
  [
    'notes that are written',
    {
      files: {
        'releases/1.4.0/checklist.md': `${ready}- [x] Release notes drafted\n- [x] Known issues documented\n`,
        'releases/1.4.0/notes.md':
          '# Release 1.4.0\n\n### Bug Fixes\n- Fixed the empty export\n\n## Known Issues\nNone\n',
      },
    },
  ],
  [
    'notes of another release',
    {
      files: {
        'releases/1.4.0/checklist.md': `${ready}- [x] Release notes drafted\n`,
        'CHANGELOG.md': '# Changes\n\n## 1.3.0\n\n- [Description]\n',
      },
    },
  ],
  ['results without a failure', proved(passing)],
  [
    'a proof that is as old as the policy allows',
    {
      ...policy('evidence: {commits: 2}', `${ready}- [x] Scan \u2014 at 1a2b3c4\n`),
      git: { state: 'ready', commit: head },
      changedSince: { '1a2b3c4': { files: ['src/a.ts'], commits: 2 } },
    },
  ],
  [
    'a proof after which documents alone have changed',
    {
      ...policy('evidence: {ignore: ["docs/**"]}', `${ready}- [x] Scan \u2014 at 1a2b3c4\n`),
      git: { state: 'ready', commit: head },
      changedSince: { '1a2b3c4': { files: ['docs/a.md'] } },
    },
  ],
  [
    'a task that succeeded at this commit after it had failed',
    {
      ...policy(
        'evidence: {max_age: 2d}',
        `${ready}- [x] Tests \u2014 task t, exit 1, 2026-11-22T09:26Z \u00b7 task t, exit 0, 2026-11-22T09:27Z \u00b7 at aaaaaaa\n`,
      ),
      git: { state: 'ready', commit: head },
    },
  ],
  [
    'a task that names no commit where there is no repository',
    but('- [x] Tests \u2014 task t, exit 0, 2026-11-22T09:26Z\n'),
  ],
  ['no commit after the code freeze', { ...frozen, history: { commitsAfter: () => Promise.resolve([]) } }],
  ['a code freeze that is still to come', inFolder('code_freeze: 2026-11-30T12:00:00Z')],
  [
    'planned branches that are merged',
    { ...planned, history: { unmergedBranches: () => Promise.resolve([]) } },
  ],
  ['a change that is not there', { ...but(migrations), change: compared({ migrations: false }) }],
  [
    'what the policy has set aside',
    policy(
      'conditions: [{item: "Migrations*", applies: false, reason: no database}]',
      `${ready}${migrations}`,
    ),
  ],
  [
    'a minor release with features',
    { ...but(''), scope: { type: 'minor' }, change: compared({}, { features: 3 }) },
  ],
  ['a freeze that has ended', policy('freeze: [{name: autumn, from: 2026-10-20, to: 2026-11-01}]')],
];
