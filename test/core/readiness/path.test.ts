import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseInstant } from '../../../src/core/base/instant.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import type { Policy } from '../../../src/core/policy/model.ts';
import { evaluate } from '../../../src/core/readiness/evaluate.ts';
import type { ReleaseFacts } from '../../../src/core/readiness/model.ts';
import { commandLine, pathToGreen } from '../../../src/core/readiness/path.ts';
import { checklist, item, record, release, section, source, type ItemPart } from '../../support/releases.ts';

const now = parseInstant('2026-11-23T09:00:00Z') ?? 0;

interface Case {
  readonly items?: readonly (ItemPart | string)[];
  readonly facts?: Partial<ReleaseFacts>;
  readonly policy?: Partial<Policy>;
  /** `how what @line: command (who) <- answers`. */
  readonly path: readonly string[];
}

function check({ items = ['[x] a'], facts = {}, policy = {}, path }: Case): void {
  const given = release([source(checklist([section('area', 'Legal', items)]))], {
    version: '1.4.0',
    ...facts,
  });
  const steps = pathToGreen(evaluate({ ...guidePolicy, ...policy }, given, now));
  assert.deepEqual(
    steps.map(({ how, what, where, argv, who, answers }) =>
      [
        `${how} ${what}`,
        ...(where === undefined ? [] : [`@${where.line}`]),
        ...(argv === undefined ? [] : [argv.join(' ')]),
        ...(who.length === 0 ? [] : [`(${who.join(', ')})`]),
        `<- ${answers.join(', ')}`,
      ].join(' '),
    ),
    path,
  );
}

const twoOfQa: Partial<Policy> = {
  gates: [
    {
      id: 'g',
      sections: ['Legal'],
      items: [],
      signOff: ['qa'],
      signOffCounts: { qa: 2 },
      evidence: 'required',
    },
  ],
};
const cases: readonly (readonly [name: string, input: Case])[] = [
  ['nothing for a go', { path: [] }],
  [
    'a tick, by who owns it',
    {
      items: ['[x] a', item('[ ] b', { owners: ['@ana'] })],
      path: ['command Do it and tick it: b @3 tick checklist.md:3 (@ana) <- itemOpen'],
    },
  ],
  [
    'one action for two reasons of one item',
    {
      items: ['[x] a', item('[ ] b', { due: { kind: 'unreadable', text: 'due soon' } })],
      path: ['command Do it and tick it: b @3 tick checklist.md:3 <- itemOpen'],
    },
  ],
  [
    'a sign-off once for the line and the gate, evidence beside the tick',
    {
      items: ['[ ] a', item('[ ] Get sign-off from QA', { signOff: ['qa'] })],
      policy: twoOfQa,
      path: [
        'edit Add the evidence behind it: a @2 <- evidenceMissing',
        'command Do it and tick it: a @2 tick checklist.md:2 <- itemOpen',
        'command Get the sign-off by qa, 2 different people. @3 record signoff qa --by @NAME --release 1.4.0 (role:qa) <- signOffTooFew',
      ],
    },
  ],
  [
    'no command for a sign-off of a checklist without a release',
    {
      items: ['[x] a', item('[ ] Get sign-off from QA', { signOff: ['qa'] })],
      facts: { version: undefined as never },
      path: ['edit Get the sign-off by qa and tick it. @3 (role:qa) <- signOffMissing'],
    },
  ],
  [
    'a recorded no-go is decided again',
    {
      facts: { record: record({ decisions: [{ verdict: 'no-go', line: 3 }] }) },
      path: [
        'command The last recorded decision is NO-GO. Record a new decision. record decide go --by @NAME --release 1.4.0 <- recordedNoGo',
      ],
    },
  ],
  [
    'a raised trigger is for a person',
    {
      facts: { record: record({ alarms: [{ trigger: "It's slow", line: 3 }] }) },
      path: [
        "decide Rollback trigger raised: It's slow Roll back or declare an incident; clear the trigger when it no longer holds. incident clear It's slow --reason TEXT --release 1.4.0 <- triggerRaised",
      ],
    },
  ],
  [
    'a freeze is waited for',
    {
      policy: { freezes: [{ name: 'f', from: '2026-11-01', to: '2026-12-01', allow: [] }] },
      path: [
        'decide The freeze "f" holds until 2 Dec 00:00. Wait until it ends, or record an override with a name and a reason. <- freeze',
      ],
    },
  ],
];

describe('path to green', () => {
  for (const [name, input] of cases) it(name, () => check(input));

  it('quotes what a shell would take apart', () => {
    assert.equal(
      commandLine(['incident', 'clear', "It's $(slow)\n", '--reason', 'TEXT']),
      "release-readiness incident clear 'It'\\''s $(slow)?' --reason TEXT",
    );
  });
});
