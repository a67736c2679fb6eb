import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hour, parseInstant } from '../../../src/core/base/instant.ts';
import type { Checklist, ItemState, Waiver } from '../../../src/core/checklist/model.ts';
import type { Predicate } from '../../../src/core/checklist/conditions.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import type { Policy } from '../../../src/core/policy/model.ts';
import { reasonFix, reasonSentence } from '../../../src/core/readiness/catalog.ts';
import { evaluate } from '../../../src/core/readiness/evaluate.ts';
import type { ReasonCode, ReleaseFacts, Verdict } from '../../../src/core/readiness/model.ts';
import {
  changes,
  checklist,
  file,
  item,
  record,
  release,
  section,
  source,
  type ItemPart,
  type SectionPart,
} from '../../support/releases.ts';

const now = at('2026-11-23T09:00:00Z'); // a Monday

interface Case {
  readonly sections?: readonly SectionPart[];
  readonly checklist?: Partial<Checklist>;
  readonly facts?: Partial<ReleaseFacts>;
  readonly policy?: Partial<Policy>;
  readonly now?: number;
}

interface Expected {
  readonly verdict: Verdict;
  /** Codes of the reasons in order, `typeUndeclared` left out. */
  readonly codes: readonly ReasonCode[];
  readonly counts?: string;
}

function check(input: Case, expected: Expected): void {
  const value = checklist(input.sections ?? [], input.checklist);
  const facts = release([source(value)], input.facts);
  const readiness = evaluate({ ...guidePolicy, ...input.policy }, facts, input.now ?? now);
  const codes = readiness.reasons.map(({ code }) => code).filter((code) => code !== 'typeUndeclared');
  assert.deepEqual(
    { verdict: readiness.verdict, codes },
    { verdict: expected.verdict, codes: expected.codes },
  );
  for (const reason of readiness.reasons) {
    assert.doesNotMatch(`${reasonSentence(reason)} ${reasonFix(reason)}`, /\{\w+\}/);
  }
  if (expected.counts !== undefined) {
    assert.equal(`${readiness.done}/${readiness.total} ${readiness.blocking}`, expected.counts);
  }
}

const area = (...items: readonly (ItemPart | string)[]): SectionPart => section('area', 'Legal', items);
const stage = (
  phase: 'before' | 'staging' | 'production' | 'after',
  ...items: readonly (ItemPart | string)[]
): SectionPart => section('stage', `Stage ${phase}`, items, { phase });
const one = (...items: readonly (ItemPart | string)[]): Case => ({ sections: [area(...items)] });
const conditional = (spec: string, predicate: Predicate, more: Partial<ItemPart> = {}): ItemPart =>
  item(spec, { condition: { text: 'if so', predicate }, ...more });
const under = (predicate: Predicate, ...items: readonly (ItemPart | string)[]): SectionPart =>
  section('area', 'Rollout (if so)', items, { condition: { text: 'if so', predicate } });
const waived = (waiver: Waiver, more: Partial<ItemPart> = {}): ItemPart =>
  item('[w] Check licences', { waiver, ...more });
const goodWaiver: Waiver = { until: '2026-12-01', by: '@cto', reason: 'old code' };
const planned = (start: string, more: Partial<ReleaseFacts> = {}): Partial<ReleaseFacts> => ({
  record: record({ plannedStart: at(start) }),
  ...more,
});
const signedBy = (role: string, more: object = {}): Partial<ReleaseFacts> => ({
  record: record({ signOffs: [{ role, by: '@qa-lead', line: 4, ...more }] }),
});
const askedSignOff = item('[ ] Get sign-off from QA', { signOff: ['qa'] });

const signedTwice = (one: string, other: string): Partial<ReleaseFacts> => ({
  record: record({
    signOffs: [
      { role: 'qa', by: one, line: 4 },
      { role: 'qa', by: other, line: 5 },
    ],
  }),
});
const twoOfQa: Partial<Policy> = {
  gates: [{ id: 'g', sections: [], items: [], signOff: [], signOffCounts: { qa: 2 }, evidence: 'optional' }],
};

type Row = readonly [
  name: string,
  input: Case,
  verdict: Verdict,
  codes: readonly ReasonCode[],
  counts?: string,
];

/** States that must never be a plain GO, by the step that stops them. */
const stopped: readonly Row[] = [
  ['no source at all', { facts: { sources: [] } }, 'unknown', ['noChecklist'], '0/0 0'],
  ['a file without items', {}, 'unknown', ['noItems']],
  [
    'a file that cannot be read',
    {
      facts: {
        sources: [
          { file, status: 'unreadable', reason: 'denied', detail: '', why: { by: 'named', args: {} } },
        ],
      },
    },
    'unknown',
    ['unreadable'],
  ],
  [
    'conflict markers',
    { ...one('[x] a'), checklist: { conflictMarkers: [1, 2, 3] } },
    'unknown',
    ['conflictMarkers'],
  ],
  [
    'an invalid policy',
    { ...one('[x] a'), facts: { unsafe: [unsafe('policyInvalid')] } },
    'unknown',
    ['policyInvalid'],
  ],
  [
    'an invalid record',
    { ...one('[x] a'), facts: { unsafe: [unsafe('recordInvalid')] } },
    'unknown',
    ['recordInvalid'],
  ],
  ['an unknown zone', { ...one('[x] a'), policy: { timezone: 'Mars/Base' } }, 'unknown', ['zoneUnknown']],
  [
    'only reference items',
    { sections: [section('reference', 'Notes', ['[x] a'])] },
    'unknown',
    ['noItems'],
    '0/0 0',
  ],
  ['only playbook items', { sections: [section('playbook', 'Rollback', ['[ ] a'])] }, 'unknown', ['noItems']],
  ['only retired items', { sections: [section('retired', 'Old', ['[x] a'])] }, 'unknown', ['noItems']],
  ['only template items', { sections: [section('template', 'Template', ['[x] a'])] }, 'unknown', ['noItems']],
  ['everything not applicable', one('[-] a', '[-] b'), 'unknown', ['nothingApplies'], '0/0 0'],
  [
    'an open incident beats nothing unreadable',
    { ...one('[ ] a'), checklist: { conflictMarkers: [1] } },
    'unknown',
    ['conflictMarkers', 'itemOpen'],
  ],
  [
    'a raised trigger',
    { sections: [area('[x] a'), section('triggers', 'When', [item('[x] Data loss', { alarm: true })])] },
    'noGo',
    ['triggerRaised'],
  ],
  [
    'a raised trigger that no reader marked',
    { sections: [area('[x] a'), section('triggers', 'When', ['[x] Data loss'])] },
    'noGo',
    ['triggerRaised'],
  ],
  [
    'an alarm in an area',
    one('[x] a', item('[x] Error rate up', { alarm: true })),
    'noGo',
    ['triggerRaised'],
  ],
  [
    'a NO-GO decision',
    { ...one('[x] a'), checklist: { decisions: [{ line: 9, section: 0, value: 'noGo' }] } },
    'noGo',
    ['decisionNoGo'],
  ],
  [
    'both decisions',
    { ...one('[x] a'), checklist: { decisions: [{ line: 9, section: 0, value: 'both' }] } },
    'noGo',
    ['decisionUnclear'],
  ],
  [
    'a rollback that goes on',
    { ...one('[x] a'), facts: { record: record({ rollbacks: [{ decided: now, line: 3 }] }) } },
    'noGo',
    ['rollbackOpen'],
  ],
  [
    'a dated freeze',
    { ...one('[x] a'), policy: { freezes: [frozen({ from: '2026-11-20', to: '2026-11-23' })] } },
    'noGo',
    ['freeze'],
  ],
  [
    'a weekly freeze',
    { ...one('[x] a'), policy: { freezes: [frozen({ weekly: week(1, 8, 1, 10) })] } },
    'noGo',
    ['freeze'],
  ],
  [
    'a weekly freeze across the weekend',
    { ...one('[x] a'), policy: { freezes: [frozen({ weekly: week(5, 12, 1, 10) })] } },
    'noGo',
    ['freeze'],
  ],
  [
    'a freeze for other types',
    {
      ...one('[x] a'),
      facts: { type: 'minor' },
      policy: { freezes: [frozen({ from: '2026-11-20', to: '2026-11-30', allow: ['hotfix'] })] },
    },
    'noGo',
    ['freeze'],
  ],
  [
    'a planned start in a freeze',
    {
      ...one('[x] a'),
      facts: planned('2026-12-20T09:00:00Z'),
      policy: { freezes: [frozen({ from: '2026-12-18', to: '2027-01-04' })] },
    },
    'noGo',
    ['plannedInFreeze'],
  ],
  [
    'a freeze with an override that names nobody',
    {
      ...one('[x] a'),
      facts: { record: record({ overrides: [{ freeze: 'f', reason: 'r', line: 1 }] }) },
      policy: { freezes: [frozen({ from: '2026-11-20', to: '2026-11-30' })] },
    },
    'noGo',
    ['freeze'],
  ],
  [
    'a freeze with an override without a reason',
    {
      ...one('[x] a'),
      facts: { record: record({ overrides: [{ freeze: 'f', by: '@a', line: 1 }] }) },
      policy: { freezes: [frozen({ from: '2026-11-20', to: '2026-11-30' })] },
    },
    'noGo',
    ['freeze'],
  ],
  ['an open item', one('[x] a', '[ ] b'), 'noGo', ['itemOpen'], '1/2 1'],
  ['an item in progress', one('[/] a'), 'noGo', ['itemOpen'], '0/1 1'],
  ['a blocked item', one('[!] a'), 'noGo', ['itemBlocked'], '0/1 1'],
  ['a failed item', one('[?] a'), 'noGo', ['itemFailed'], '0/1 1'],
  [
    'an item before any heading',
    { sections: [section('area', 'A', ['[x] a'])], checklist: orphan() },
    'noGo',
    ['itemOpen'],
  ],
  [
    'an open child of a done parent',
    one(item('[x] a', { below: [item('[ ] b')] })),
    'noGo',
    ['itemOpen'],
    '1/2 1',
  ],
  [
    'a stage before production',
    { sections: [area('[x] a'), stage('before', '[ ] b')] },
    'noGo',
    ['itemOpen'],
  ],
  ['a staging stage', { sections: [area('[x] a'), stage('staging', '[ ] b')] }, 'noGo', ['itemOpen']],
  ['a stage without a phase', { sections: [section('stage', 'Freeze', ['[ ] b'])] }, 'noGo', ['itemOpen']],
  [
    'a list of production steps alone',
    { sections: [stage('production', '[x] a', '[ ] b')] },
    'noGo',
    ['itemOpen'],
    '1/2 1',
  ],
  ['a list of steps after production alone', { sections: [stage('after', '[ ] b')] }, 'noGo', ['itemOpen']],
  [
    'an open item that is due later',
    { ...one('[ ] a'), facts: planned('2026-11-30T09:00:00Z') },
    'noGo',
    ['itemDueLater'],
    '0/1 1',
  ],
  [
    'an open item past its time',
    { ...one('[ ] a'), facts: planned('2026-11-24T08:00:00Z') },
    'noGo',
    ['itemOverdue'],
  ],
  [
    'an item past its own date',
    one(item('[ ] a', { due: { kind: 'date', text: '2026-11-20', date: '2026-11-20' } })),
    'noGo',
    ['itemOverdue'],
  ],
  [
    'a ticked field without a value',
    one(item('[x] Owner:', { field: { filled: false } })),
    'noGo',
    ['fieldEmpty'],
    '0/1 1',
  ],
  ['an open field', one(item('[ ] Owner:', { field: { filled: true } })), 'noGo', ['itemOpen']],
  [
    'a condition of the heading that nobody decided',
    { sections: [area('[x] b'), under({ kind: 'manual' }, '[ ] a')] },
    'noGo',
    ['conditionUndecided'],
  ],
  [
    'a heading for the declared type',
    {
      sections: [area('[x] b'), under({ kind: 'releaseType', types: ['major'] }, '[ ] a')],
      facts: { type: 'major' },
    },
    'noGo',
    ['itemOpen', 'requirementMissing', 'requirementMissing'],
  ],
  [
    'a condition that nobody decided',
    one('[x] b', conditional('[ ] a', { kind: 'manual' })),
    'noGo',
    ['conditionUndecided'],
  ],
  [
    'a change that nobody analysed',
    one('[x] b', conditional('[ ] a', { kind: 'change', what: 'ui' })),
    'noGo',
    ['conditionUndecided'],
  ],
  [
    'a policy fact that is not stated',
    one('[x] b', conditional('[ ] a', { kind: 'policyFact', fact: 'customerFacing' })),
    'noGo',
    ['conditionUndecided'],
  ],
  [
    'a release type that is not known',
    one('[x] b', conditional('[ ] a', { kind: 'releaseType', types: ['major'] })),
    'noGo',
    ['conditionUndecided'],
  ],
  [
    'a condition not decided, its time ahead',
    { ...one('[x] b', conditional('[ ] a', { kind: 'manual' })), facts: planned('2026-11-30T09:00:00Z') },
    'conditionalGo',
    ['conditionUndecided'],
  ],
  [
    'a condition not decided after the start',
    {
      ...one('[x] b', conditional('[ ] a', { kind: 'manual' })),
      facts: { record: record({ plannedStart: at('2026-11-30T09:00:00Z'), started: now - hour }) },
    },
    'noGo',
    ['conditionUndecided'],
  ],
  [
    'a blocked item with a condition',
    one('[x] b', conditional('[!] a', { kind: 'manual' })),
    'noGo',
    ['itemBlocked'],
  ],
  [
    'not applicable without a reason',
    one('[x] b', item('[-] a', { reason: ' ' })),
    'noGo',
    ['notApplicableWithoutReason'],
    '1/2 1',
  ],
  [
    'a tick without a value beside a waiver',
    one(item('[x] Owner:', { field: { filled: false }, waiver: goodWaiver })),
    'conditionalGo',
    ['waived'],
    '0/1 0',
  ],
  [
    'a tick without a value beside a waiver that has ended',
    one(item('[x] Owner:', { field: { filled: false }, waiver: { ...goodWaiver, until: '2026-11-22' } })),
    'noGo',
    ['fieldEmpty'],
    '0/1 1',
  ],
  [
    'a tick that a sign-off for another commit outweighs, beside a waiver',
    {
      ...one(item('[x] Sign-off', { signOff: ['qa'], waiver: goodWaiver })),
      facts: { commit: 'b'.repeat(40), ...signedBy('qa', { commit: 'aaaaaaa' }) },
    },
    'conditionalGo',
    ['waived'],
  ],
  ['a waiver without a date', one(waived({ by: '@cto', reason: 'r' })), 'noGo', ['waiverIncomplete']],
  [
    'a waiver without an approver',
    one(waived({ until: '2026-12-01', reason: 'r' })),
    'noGo',
    ['waiverIncomplete'],
  ],
  [
    'a waiver without a reason',
    one(waived({ until: '2026-12-01', by: '@cto' })),
    'noGo',
    ['waiverIncomplete'],
  ],
  ['a waiver without anything', one(item('[w] a')), 'noGo', ['waiverIncomplete']],
  [
    'a waiver until a day that does not exist',
    one(waived({ ...goodWaiver, until: '2026-11-31' })),
    'noGo',
    ['waiverIncomplete'],
  ],
  ['a waiver that has ended', one(waived({ ...goodWaiver, until: '2026-11-22' })), 'noGo', ['waiverExpired']],
  [
    'a waiver that runs too long',
    one(waived({ ...goodWaiver, until: '2027-06-01' })),
    'noGo',
    ['waiverTooLong'],
  ],
  ['a waiver by the owner', one(waived(goodWaiver, { owners: ['@CTO'] })), 'noGo', ['waiverSelfApproved']],
  [
    'a waiver by a member of the owning role',
    { ...one(waived(goodWaiver, { owners: ['role:qa'] })), policy: { roles: { qa: ['@cto'] } } },
    'noGo',
    ['waiverSelfApproved'],
  ],
  [
    'a waiver by somebody who may not',
    { ...one(waived(goodWaiver)), policy: { roles: { 'release-manager': ['@rm'] } } },
    'noGo',
    ['waiverNotApprover'],
  ],
  [
    'a waiver by a role',
    one(waived({ ...goodWaiver, by: 'role:release-manager' })),
    'noGo',
    ['waiverNotApprover'],
  ],
  [
    'a waiver for the code review',
    one(item('[w] Code review approval', { waiver: goodWaiver })),
    'noGo',
    ['waiverForbidden'],
  ],
  [
    'a waiver for automated tests',
    one(item('[w] All automated tests passing', { waiver: goodWaiver })),
    'noGo',
    ['waiverForbidden'],
  ],
  [
    'a hotfix without its minimum',
    { ...one('[x] a'), facts: { type: 'hotfix' } },
    'noGo',
    ['minimumIncomplete', 'minimumIncomplete', 'minimumIncomplete', 'requirementMissing'],
  ],
  [
    'a hotfix that leaves out staging',
    {
      ...one(
        '[x] Code review done',
        '[x] Automated tests pass',
        '[x] Retrospective planned',
        '[-] Deploy to staging',
      ),
      facts: { type: 'hotfix' },
    },
    'noGo',
    ['itemOpen', 'minimumIncomplete'],
  ],
  [
    'a refused sign-off',
    { ...one('[x] a'), checklist: { signOffs: [{ line: 9, section: 0, role: 'QA', value: 'refused' }] } },
    'noGo',
    ['signOffRefused'],
  ],
  [
    'a sign-off row that is open',
    { ...one('[x] a'), checklist: { signOffs: [{ line: 9, section: 0, role: 'QA', value: 'open' }] } },
    'noGo',
    ['signOffMissing'],
  ],
  ['a sign-off item that is open', one(askedSignOff), 'noGo', ['signOffMissing']],
  [
    'a sign-off for another commit',
    { ...one(askedSignOff), facts: { commit: 'b'.repeat(40), ...signedBy('qa', { commit: 'aaaaaaa' }) } },
    'noGo',
    ['signOffStale'],
  ],
  [
    'a tick and a sign-off for another commit',
    {
      ...one(item('[x] Sign-off', { signOff: ['qa'] })),
      facts: { commit: 'b'.repeat(40), ...signedBy('qa', { commit: 'aaaaaaa' }) },
    },
    'noGo',
    ['signOffStale'],
  ],
  [
    'a sign-off that cannot be compared',
    { ...one(askedSignOff), facts: signedBy('qa', { commit: 'aaaaaaa' }) },
    'conditionalGo',
    ['signOffUnchecked'],
  ],
  [
    'a sign-off by somebody else',
    { ...one(askedSignOff), facts: signedBy('qa'), policy: { roles: { qa: ['@other'] } } },
    'noGo',
    ['signOffWrongPerson'],
  ],
  [
    'one of two people who have to sign',
    { ...one(askedSignOff), facts: signedBy('qa'), policy: twoOfQa },
    'noGo',
    ['signOffTooFew'],
  ],
  [
    'the same person twice',
    {
      ...one(askedSignOff),
      facts: signedTwice('@qa-lead', '@QA-lead'),
      policy: twoOfQa,
    },
    'noGo',
    ['signOffTooFew'],
  ],
  [
    'a tick where two people have to sign',
    { ...one(item('[x] Get sign-off from QA', { signOff: ['qa'] })), policy: twoOfQa },
    'noGo',
    ['signOffTooFew'],
  ],
  [
    'a sign-off by whoever prepares the release',
    {
      ...one(askedSignOff),
      facts: { record: record({ owner: '@QA-Lead', signOffs: [{ role: 'qa', by: '@qa-lead', line: 4 }] }) },
    },
    'noGo',
    ['signOffSelf'],
  ],
  [
    'a sign-off by nobody',
    { ...one(askedSignOff), facts: signedBy('qa', { by: '' }) },
    'noGo',
    ['signOffMissing'],
  ],
  [
    'a sign-off dated tomorrow',
    { ...one(askedSignOff), facts: signedBy('qa', { at: now + 24 * hour }) },
    'noGo',
    ['signOffMissing'],
  ],
  [
    'a sign-off that the type asks for',
    {
      ...one('[x] a'),
      facts: { type: 'minor' },
      policy: { types: { ...guidePolicy.types, minor: { ...guidePolicy.types.minor, signOff: ['qa'] } } },
    },
    'noGo',
    ['signOffMissing'],
  ],
  [
    'sign-offs that a gate asks for',
    { sections: [area('[x] a'), section('stage', 'Deployment to Staging', ['[x] b'], { phase: 'staging' })] },
    'noGo',
    ['signOffMissing', 'signOffMissing'],
  ],
  [
    'evidence that a gate requires',
    { ...one('[x] a'), policy: gate('required') },
    'noGo',
    ['evidenceMissing'],
  ],
  [
    'evidence that a gate expects',
    { ...one('[x] a'), policy: gate('expected') },
    'conditionalGo',
    ['evidenceMissing'],
  ],
  [
    'evidence for another commit',
    { ...one(item('[x] a', { provedAt: 'aaaaaaa' })), facts: { commit: 'b'.repeat(40) } },
    'conditionalGo',
    ['evidenceStale'],
  ],
  ['a waiver that holds', one('[x] a', waived(goodWaiver)), 'conditionalGo', ['waived'], '1/2 0'],
  [
    'a waiver on its last day',
    one('[x] a', waived({ ...goodWaiver, until: '2026-11-23' })),
    'conditionalGo',
    ['waived'],
  ],
  [
    'a freeze that is overridden',
    {
      ...one('[x] a'),
      facts: { record: record({ overrides: [{ freeze: 'F', by: '@a', reason: 'r', line: 1 }] }) },
      policy: { freezes: [frozen({ from: '2026-11-20', to: '2026-11-30' })] },
    },
    'conditionalGo',
    ['freezeOverridden'],
  ],
  [
    'a near miss where it counts',
    { ...one('[x] a'), checklist: { nearMisses: [{ line: 2, column: 1, why: 'noSpaceAfterBox' }] } },
    'conditionalGo',
    ['nearMiss'],
  ],
  [
    'a custom marker where it counts',
    { ...one('[x] a'), checklist: { nearMisses: [{ line: 2, column: 1, why: 'customMarker' }] } },
    'conditionalGo',
    ['nearMiss'],
  ],
  [
    'a recorded NO-GO',
    { ...one('[x] a'), facts: { record: record({ decisions: [{ verdict: 'no-go', line: 1 }] }) } },
    'conditionalGo',
    ['recordedNoGo'],
  ],
  [
    'a major release without a migration guide',
    { ...one('[x] Communication plan'), facts: { type: 'major' } },
    'conditionalGo',
    ['requirementMissing'],
  ],
  [
    'a due time that nobody can read',
    one('[x] b', item('[ ] a', { due: { kind: 'unreadable', text: 'soonish' } })),
    'noGo',
    ['itemOpen', 'dueUnreadable'],
  ],
  [
    'an overdue step after the deployment',
    { sections: [area('[x] a'), afterStage('[ ] b')], facts: deployed('2026-11-23T07:00:00Z') },
    'conditionalGo',
    ['itemOverdue'],
    '1/2 0',
  ],
  [
    'a step that failed after the deployment',
    { sections: [area('[x] a'), stage('after', '[?] b')] },
    'noGo',
    ['itemFailed'],
  ],
  [
    'a blocked step in production',
    { sections: [area('[x] a'), stage('production', '[!] b')] },
    'conditionalGo',
    ['itemBlocked'],
  ],
  [
    'an N/A without a reason after production',
    { sections: [area('[x] a'), stage('after', item('[-] b', { reason: '' }))] },
    'conditionalGo',
    ['notApplicableWithoutReason'],
  ],
  [
    'production begun too early',
    { sections: [area('[ ] a'), stage('production', '[x] b')] },
    'noGo',
    ['itemOpen', 'stageOutOfOrder'],
  ],
  [
    'ticked "all requirements met" too early',
    { sections: [area('[ ] a'), stage('before', item('[x] All met', { derived: 'allReadiness' }))] },
    'noGo',
    ['itemOpen', 'derivedEarly'],
  ],
  [
    'two that follow from all requirements, and no other',
    one(
      item('[ ] All met', { derived: 'allReadiness' }),
      item('[ ] All is met', { derived: 'allReadiness' }),
    ),
    'noGo',
    ['itemOpen', 'itemOpen'],
  ],
  [
    '"all requirements met" where the others are optional',
    one(item('[ ] All met', { derived: 'allReadiness' }), conditional('[ ] a', { kind: 'optional' })),
    'noGo',
    ['itemOpen'],
  ],
  [
    'a sign-off that all requirements are met',
    one('[x] a', item('[ ] All met', { derived: 'allReadiness', signOff: ['qa'] })),
    'noGo',
    ['signOffMissing'],
  ],
];
const losses = [
  'partial',
  'tooLarge',
  'tooManyItems',
  'tooDeep',
  'notUtf8',
  'yamlSyntax',
  'yamlDuplicateKey',
  'yamlBadValue',
] as const;

const passing: readonly Row[] = [
  [
    'a tick and a sign-off for another commit, where the item is optional',
    {
      ...one('[x] a', item('[x] Sign-off', { signOff: ['qa'], keys: { gate: 'optional' } })),
      facts: { commit: 'b'.repeat(40), ...signedBy('qa', { commit: 'aaaaaaa' }) },
    },
    'go',
    ['signOffStale'],
  ],
  ['everything done', one('[x] a', '[x] b'), 'go', [], '2/2 0'],
  [
    'production and after are still to come',
    { sections: [area('[x] a'), stage('production', '[ ] b'), stage('after', '[ ] c')] },
    'go',
    [],
    '1/3 0',
  ],
  ['not applicable with a reason', one('[x] a', '[-] b'), 'go', [], '1/1 0'],
  [
    'children of a step that is not applicable',
    one('[x] b', item('[-] a', { below: [item('[ ] c')] })),
    'go',
    [],
    '1/1 0',
  ],
  ['an optional item', one('[x] a', conditional('[ ] b', { kind: 'optional' })), 'go', [], '1/2 0'],
  [
    'children of an optional item',
    one('[x] a', conditional('[ ] b', { kind: 'optional' }, { below: [item('[ ] c')] })),
    'go',
    [],
  ],
  [
    'an item with the key gate=optional',
    one('[x] a', item('[ ] b', { keys: { gate: 'optional' } })),
    'go',
    [],
  ],
  [
    'an item with the key gate=none',
    one('[x] a', item('[ ] b', { keys: { gate: 'none' } })),
    'go',
    [],
    '1/1 0',
  ],
  ['a ticked item with a condition', one(conditional('[x] a', { kind: 'manual' })), 'go', []],
  [
    'another release type',
    {
      ...one('[x] a', conditional('[ ] b', { kind: 'releaseType', types: ['major'] })),
      facts: { type: 'minor' },
    },
    'go',
    [],
    '1/1 0',
  ],
  [
    'another release type by key',
    { ...one('[x] a', item('[ ] b', { keys: { on: 'major,patch' } })), facts: { type: 'minor' } },
    'go',
    [],
  ],
  [
    'a policy fact that says no',
    {
      ...one('[x] a', conditional('[ ] b', { kind: 'policyFact', fact: 'usesFeatureFlags' })),
      policy: { facts: { ...guidePolicy.facts, usesFeatureFlags: false } },
    },
    'go',
    ['doesNotApply'],
  ],
  [
    'an analysis that says no',
    {
      ...one('[x] a', conditional('[ ] b', { kind: 'change', what: 'ui' }, { below: [item('[ ] c')] })),
      facts: { change: changes({ ui: false }) },
    },
    'go',
    ['doesNotApply'],
    '1/1 0',
  ],
  [
    'an analysis that says yes to "unless"',
    {
      ...one(
        '[x] a',
        item('[ ] b', {
          condition: { text: 'unless', negated: true, predicate: { kind: 'change', what: 'ui' } },
        }),
      ),
      facts: { change: changes({ ui: true }) },
    },
    'go',
    ['doesNotApply'],
  ],
  [
    'triggers that nobody raised',
    { sections: [area('[x] a'), section('triggers', 'When', ['[ ] Data loss'])] },
    'go',
    [],
    '1/1 0',
  ],
  [
    'a playbook with open items',
    { sections: [area('[x] a'), section('playbook', 'Rollback', ['[ ] b'])] },
    'go',
    [],
    '1/1 0',
  ],
  [
    'a GO decision',
    { ...one('[x] a'), checklist: { decisions: [{ line: 9, section: 0, value: 'go' }] } },
    'go',
    [],
  ],
  [
    'an open decision',
    { ...one('[x] a'), checklist: { decisions: [{ line: 9, section: 0, value: 'open' }] } },
    'go',
    ['decisionOpen'],
  ],
  [
    'the two boxes of a decision are no items',
    { ...one('[x] a', '[ ] GO'), checklist: { decisions: [{ line: 3, section: 0, value: 'open' }] } },
    'go',
    ['decisionOpen'],
    '1/1 0',
  ],
  [
    'a newer decision after a NO-GO',
    {
      ...one('[x] a'),
      facts: {
        record: record({
          decisions: [
            { at: 2, verdict: 'go', line: 2 },
            { at: 1, verdict: 'no-go', line: 1 },
          ],
        }),
      },
    },
    'go',
    [],
  ],
  [
    'a freeze that is over',
    { ...one('[x] a'), policy: { freezes: [frozen({ from: '2026-11-01', to: '2026-11-22' })] } },
    'go',
    [],
  ],
  [
    'a weekly freeze that is over',
    { ...one('[x] a'), policy: { freezes: [frozen({ weekly: week(5, 12, 1, 6) })] } },
    'go',
    [],
  ],
  [
    'a freeze that allows the type',
    {
      ...one('[x] a'),
      facts: { type: 'minor' },
      policy: { freezes: [frozen({ from: '2026-11-20', to: '2026-11-30', allow: ['minor'] })] },
    },
    'go',
    [],
  ],
  ['a field with a value', one(item('[x] Owner: Ana', { field: { filled: true } })), 'go', []],
  ['a sign-off in the record', { ...one('[x] a', askedSignOff), facts: signedBy('QA') }, 'go', [], '2/2 0'],
  [
    'a sign-off for this commit',
    {
      ...one(askedSignOff),
      facts: { commit: 'aaaaaaa'.padEnd(40, 'b'), ...signedBy('qa', { commit: 'aaaaaaa' }) },
    },
    'go',
    [],
  ],
  [
    'a sign-off by a member of the role',
    { ...one(askedSignOff), facts: signedBy('qa'), policy: { roles: { qa: ['@QA-Lead'] } } },
    'go',
    [],
  ],
  ['a ticked sign-off item', one(item('[x] Sign-off', { signOff: ['qa'] })), 'go', []],
  [
    'a sign-off row that is given',
    { ...one('[x] a'), checklist: { signOffs: [{ line: 9, section: 0, role: 'QA', value: 'given' }] } },
    'go',
    [],
  ],
  [
    'an open row that the record answers',
    {
      ...one('[x] a'),
      facts: signedBy('qa'),
      checklist: { signOffs: [{ line: 9, section: 0, role: 'QA', value: 'open' }] },
    },
    'go',
    [],
  ],
  [
    'gate sign-offs given by ticked items',
    {
      sections: [
        area('[x] a'),
        section('stage', 'Deployment to Staging', [item('[x] b', { signOff: ['qa', 'pm'] })], {
          phase: 'staging',
        }),
      ],
    },
    'go',
    [],
  ],
  [
    'a heading for another type',
    {
      sections: [area('[x] b'), under({ kind: 'releaseType', types: ['major'] }, '[ ] a')],
      facts: { type: 'minor' },
    },
    'go',
    [],
    '1/1 0',
  ],
  ['an optional heading', { sections: [area('[x] b'), under({ kind: 'optional' }, '[ ] a')] }, 'go', []],
  [
    'evidence that is there',
    { ...one(item('[x] a', { evidence: [{ label: 'run' }] })), policy: gate('required') },
    'go',
    [],
  ],
  [
    'evidence for this commit',
    { ...one(item('[x] a', { provedAt: 'BBBBBBB' })), facts: { commit: 'b'.repeat(40) } },
    'go',
    [],
  ],
  [
    'a near miss in a reference section',
    {
      sections: [area('[x] a'), section('reference', 'Notes', ['[ ] b'])],
      checklist: { nearMisses: [{ line: 4, column: 1, why: 'emptyBrackets' }] },
    },
    'go',
    [],
  ],
  [
    'a near miss that is a sign-off row',
    {
      ...one('[x] a'),
      checklist: {
        nearMisses: [{ line: 2, column: 1, why: 'boxInTable' }],
        signOffs: [{ line: 2, section: 0, role: 'QA', value: 'given' }],
      },
    },
    'go',
    [],
  ],
  [
    'a hotfix with its minimum',
    {
      ...one(
        '[x] Code review done',
        '[x] Automated tests pass',
        '[x] Retrospective planned',
        '[x] Deploy to staging',
      ),
      facts: { type: 'hotfix' },
    },
    'go',
    [],
  ],
  [
    'a stage that the type skips',
    {
      sections: [area('[x] a'), stage('before', '[ ] b')],
      facts: { type: 'minor' },
      policy: {
        types: { ...guidePolicy.types, minor: { ...guidePolicy.types.minor, skipStages: ['Stage before'] } },
      },
    },
    'go',
    [],
    '1/1 0',
  ],
  [
    'a sign-off in the record for a line that was waived',
    { ...one(item('[w] Sign-off', { signOff: ['qa'], waiver: goodWaiver })), facts: signedBy('qa') },
    'go',
    [],
    '1/1 0',
  ],
  [
    'a waiver that has ended, on what may stay open',
    one(
      '[x] a',
      conditional('[w] b', { kind: 'optional' }, { waiver: { ...goodWaiver, until: '2026-11-22' } }),
    ),
    'go',
    [],
  ],
  [
    '"all requirements met" follows from the others',
    { sections: [area('[x] a'), stage('before', item('[ ] All met', { derived: 'allReadiness' }))] },
    'go',
    [],
    '2/2 0',
  ],
  [
    'a rollback that is verified',
    { ...one('[x] a'), facts: { record: record({ rollbacks: [{ decided: 1, verified: 2, line: 3 }] }) } },
    'go',
    [],
  ],
  [
    'steps after the deployment, their time ahead',
    { sections: [area('[x] a'), afterStage('[ ] b')], facts: deployed('2026-11-23T08:45:00Z') },
    'go',
    [],
    '1/2 0',
  ],
  [
    'a step after a deployment that a rollback took back',
    {
      sections: [area('[x] a'), afterStage('[ ] b')],
      facts: {
        record: record({
          deployments: [
            { env: 'production', finished: at('2026-11-23T07:00:00Z'), outcome: 'succeeded', line: 1 },
          ],
          rollbacks: [{ decided: at('2026-11-23T07:10:00Z'), verified: at('2026-11-23T07:20:00Z'), line: 2 }],
        }),
      },
    },
    'go',
    [],
    '1/2 0',
  ],
  [
    'an unreadable due time of a done item',
    one(item('[x] a', { due: { kind: 'unreadable', text: 'soonish' } })),
    'go',
    [],
  ],
];

/** Whatever the sentences of the findings ask for. */
const argsOfLosses = {
  size: 9,
  limit: 8,
  count: 7,
  offset: 6,
  key: 'done',
  expected: 'yes or no',
  message: 'a word',
  format: 'rst',
};

describe('evaluate', () => {
  describe('never gives a plain GO for', () => {
    for (const [name, input, verdict, codes, counts] of stopped) {
      it(name, () => check(input, { verdict, codes, ...(counts === undefined ? {} : { counts }) }));
    }
    for (const code of losses) {
      it(`a file after whose reading items may be missing: ${code}`, () => {
        const where = { line: 1, column: 1 };
        const findings = [{ code, args: argsOfLosses, where }];
        const value = source(checklist([area('[x] a')]), { findings });
        check({ facts: { sources: [value] } }, { verdict: 'unknown', codes: ['partlyRead'] });
      });
    }
    it('any of these (they are more than forty)', () => {
      assert.ok(stopped.length >= 40);
      assert.ok(stopped.every(([, , verdict]) => verdict !== 'go'));
    });
  });

  describe('gives a plain GO for', () => {
    for (const [name, input, verdict, codes, counts] of passing) {
      it(name, () => check(input, { verdict, codes, ...(counts === undefined ? {} : { counts }) }));
    }
  });

  describe('says when an item is due', () => {
    const start = '2026-11-26T12:00:00Z';
    const rows: readonly (readonly [string, SectionPart, Partial<Policy>, string | undefined])[] = [
      ['an area: a day before', area('[ ] a'), {}, '2026-11-25T12:00:00Z'],
      [
        'what people are told: two days before',
        area('[ ] Stakeholders notified of it'),
        {},
        '2026-11-24T12:00:00Z',
      ],
      ['a stage without a window: at the start', stage('before', '[ ] a'), {}, start],
      [
        'a stage with a window',
        section('stage', 'S', ['[ ] a'], {
          phase: 'before',
          window: { text: 'T-1h', anchor: 'start', to: -hour },
        }),
        {},
        '2026-11-26T11:00:00Z',
      ],
      [
        'an own date with the zone of the policy',
        area(item('[ ] a', { due: { kind: 'date', text: '', date: '2026-11-24', time: '14:00' } })),
        { timezone: 'Europe/Prague' },
        '2026-11-24T13:00:00Z',
      ],
      [
        'an own date to the end of the day',
        area(item('[ ] a', { due: { kind: 'date', text: '', date: '2026-11-24' } })),
        {},
        '2026-11-25T00:00:00Z',
      ],
      [
        'an own window',
        area(
          item('[ ] a', {
            due: { kind: 'window', text: '', window: { text: '', anchor: 'start', to: -2 * hour } },
          }),
        ),
        {},
        '2026-11-26T10:00:00Z',
      ],
      [
        'a bare T-24 in hours',
        area(
          item('[ ] a', {
            due: { kind: 'window', text: '', window: { text: 'T-24', anchor: 'start', withoutUnit: 24 } },
          }),
        ),
        { tminusUnit: 'hours' },
        '2026-11-25T12:00:00Z',
      ],
      [
        'a bare T-2 in days',
        area(
          item('[ ] a', {
            due: { kind: 'window', text: '', window: { text: 'T-2', anchor: 'start', withoutUnit: 2 } },
          }),
        ),
        { tminusUnit: 'days' },
        '2026-11-24T12:00:00Z',
      ],
      ['a step after production: not before the deployment', afterStage('[ ] a'), {}, undefined],
    ];
    for (const [name, part, policy, expected] of rows) {
      it(name, () => {
        const facts = release([source(checklist([area('[ ] other'), part]))], planned(start));
        const readiness = evaluate({ ...guidePolicy, ...policy }, facts, now);
        const due = readiness.sections[1]?.items[0]?.dueAt;
        assert.equal(due, expected === undefined ? undefined : at(expected));
      });
    }
  });

  it('names the item that is due first', () => {
    const parts = [area('[x] a', '[ ] b'), section('area', 'Communication', ['[ ] Stakeholders notified'])];
    const facts = release([source(checklist(parts))], planned('2026-11-26T12:00:00Z'));
    const { next } = evaluate(guidePolicy, facts, now);
    assert.deepEqual([next?.text, next?.dueAt], ['Stakeholders notified', at('2026-11-24T12:00:00Z')]);
  });

  it('forces the conditional item that the release type needs', () => {
    const parts = [
      area(
        '[x] a',
        '[x] Communication plan',
        conditional('[ ] Migration guide created', { kind: 'change', what: 'breaking' }),
      ),
    ];
    check(
      { sections: parts, facts: { type: 'major', change: changes({ breaking: false }) } },
      { verdict: 'noGo', codes: ['itemOpen'] },
    );
    check(
      { sections: parts, facts: { type: 'minor', change: changes({ breaking: false }) } },
      { verdict: 'go', codes: ['doesNotApply'] },
    );
  });

  it('orders reasons by weight, step and place', () => {
    const parts = [
      area(item('[w] a', { waiver: goodWaiver }), conditional('[ ] b', { kind: 'manual' }), '[ ] c', '[?] d'),
    ];
    check(
      { sections: parts, checklist: { conflictMarkers: [1] } },
      {
        verdict: 'unknown',
        codes: ['conflictMarkers', 'itemOpen', 'itemFailed', 'conditionUndecided', 'waived'],
      },
    );
  });
});

function at(text: string): number {
  const instant = parseInstant(text);
  assert.ok(instant !== undefined, text);
  return instant;
}

function unsafe(code: 'policyInvalid' | 'recordInvalid'): ReleaseFacts['unsafe'][number] {
  return { code, args: { message: 'm' }, where: { file: 'releases/policy.yml', line: 1, column: 1 } };
}

function frozen(more: Partial<Policy['freezes'][number]>): Policy['freezes'][number] {
  return { name: 'f', allow: [], ...more };
}

function week(fromDay: number, fromHour: number, toDay: number, toHour: number) {
  return { fromDay, fromMinute: fromHour * 60, toDay, toMinute: toHour * 60 };
}

function gate(evidence: 'required' | 'expected'): Partial<Policy> {
  return { gates: [{ id: 'legal', sections: ['Legal'], items: [], signOff: [], evidence }] };
}

function afterStage(...items: readonly string[]): SectionPart {
  return section('stage', 'After', items, {
    phase: 'after',
    window: { text: 'within 30 minutes', anchor: 'finish', to: hour / 2 },
  });
}

function deployed(finished: string): Partial<ReleaseFacts> {
  return { record: record({ deployments: [{ env: 'production', finished: at(finished), line: 1 }] }) };
}

/** An open item that stands before the first heading. */
function orphan(): Partial<Checklist> {
  const [first] = checklist([area('[ ] a')]).items;
  assert.ok(first !== undefined);
  const state: ItemState = 'todo';
  return { items: [{ ...first, section: -1, state }] };
}
