/** Releases of any shape for properties: nested items, all states, odd notes, odd records. */
import fc from 'fast-check';
import { itemStates, sectionKinds, type ItemState } from '../../src/core/checklist/model.ts';
import { changeFacts } from '../../src/core/checklist/conditions.ts';
import { nearMissReasons } from '../../src/core/checklist/blocks.ts';
import { guidePolicy } from '../../src/core/policy/guide.ts';
import { releaseTypes, type Policy } from '../../src/core/policy/model.ts';
import type { ReleaseFacts } from '../../src/core/readiness/model.ts';
import { emptyRecord } from '../../src/core/readiness/record.ts';
import { changes, checklist, release, source, type ItemPart, type SectionPart } from './releases.ts';

export const now = 1_795_424_400_000;

const hostile = fc.constantFrom(
  '',
  'Deploy to staging',
  'Code review approval',
  'Stakeholders notified',
  '$(trash) click',
  '\u202Eevil\u0000\u001B[31m',
  '<b>bold</b> [x](command:x)',
  'a/b%2F#~why',
  'why',
  '\ud800',
  'x'.repeat(600),
  '__proto__',
);
const text = fc.oneof(hostile, fc.string({ maxLength: 20 }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 4 });
const instant = fc.integer({ min: now - 9e9, max: now + 9e9 });
const name = fc.constantFrom('@ana', '@ben', 'role:qa', 'QA', 'pm', '', '@');

const predicate = fc.oneof(
  fc.record({ kind: fc.constant('releaseType' as const), types: fc.subarray([...releaseTypes]) }),
  fc.record({ kind: fc.constant('change' as const), what: fc.constantFrom(...changeFacts) }),
  fc.constant({ kind: 'policyFact' as const, fact: 'customerFacing' as const }),
  fc.constant({ kind: 'optional' as const }),
  fc.constant({ kind: 'manual' as const }),
);
const window = fc.record(
  {
    text,
    anchor: fc.constantFrom('start' as const, 'finish' as const, 'rollback' as const, 'declared' as const),
    to: fc.integer({ min: -9e8, max: 9e8 }),
    withoutUnit: fc.integer({ min: -99, max: 99 }),
  },
  { requiredKeys: ['text', 'anchor'] },
);
const due = fc.oneof(
  fc.record({ kind: fc.constant('unreadable' as const), text }),
  fc.record({ kind: fc.constant('window' as const), text, window }),
  fc.record({
    kind: fc.constant('date' as const),
    text,
    date: fc.constantFrom('2026-11-20', '2026-11-31', '2026-12-24', 'x'),
    time: fc.constantFrom('00:00', '25:99', '02:30'),
    zone: fc.constantFrom('UTC', 'Europe/Prague', 'Nowhere/At', '+02:00'),
  }),
);

function itemPart(deeper: fc.Arbitrary<readonly ItemPart[]>): fc.Arbitrary<ItemPart> {
  return fc
    .record({
      text,
      id: maybe(text),
      state: fc.constantFrom(...itemStates),
      condition: maybe(
        fc.record(
          { text, predicate, negated: fc.constant(true as const) },
          { requiredKeys: ['text', 'predicate'] },
        ),
      ),
      owners: fc.array(name, { maxLength: 2 }),
      due: maybe(due),
      evidence: fc.array(fc.record({ label: text }), { maxLength: 1 }),
      provedAt: maybe(fc.constantFrom('aaaa', 'bbbbbbb', '')),
      waiver: maybe(
        fc.record(
          { until: fc.constantFrom('2026-12-01', '2026-01-01', 'never'), by: name, reason: text },
          { requiredKeys: [] },
        ),
      ),
      reason: maybe(text),
      field: maybe(fc.record({ filled: fc.boolean() })),
      alarm: maybe(fc.constant(true as const)),
      signOff: maybe(fc.array(fc.constantFrom('qa', 'pm', 'QA'), { maxLength: 2 })),
      derived: maybe(fc.constant('allReadiness' as const)),
      keys: maybe(
        fc.constantFrom({ gate: 'optional' }, { gate: 'none' }, { gate: 'required' }, { on: 'major' }),
      ),
      below: deeper,
    })
    .map((fields) => {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const state = besideWaiver(fields);
      return { ...given, text: fields.text, state, checked: state === 'done' };
    });
}

/** As every reader gives it: what is waived and neither ticked nor known to be in the way is waived. */
function besideWaiver({ waiver, state }: { waiver: unknown; state: ItemState }): ItemState {
  return waiver === undefined || state === 'done' || state === 'failed' || state === 'blocked'
    ? state
    : 'waived';
}

const leaves = fc.constant<readonly ItemPart[]>([]);
const items = fc.array(itemPart(fc.array(itemPart(leaves), { maxLength: 2 })), { maxLength: 5 });

const sectionPart: fc.Arbitrary<SectionPart> = fc
  .record({
    title: fc.oneof(text, fc.constantFrom('Code Readiness', 'Deployment to Staging', 'Legal')),
    kind: fc.constantFrom('area' as const, 'stage' as const, ...sectionKinds),
    level: fc.integer({ min: 1, max: 4 }),
    phase: maybe(
      fc.constantFrom('before' as const, 'staging' as const, 'production' as const, 'after' as const),
    ),
    window: maybe(window),
    items,
  })
  .map(({ phase, window: given, ...rest }) => ({
    ...rest,
    ...(phase === undefined ? {} : { phase }),
    ...(given === undefined ? {} : { window: given }),
  }));

const record = fc.record({
  plannedStart: instant,
  signOffs: fc.array(
    fc.record({
      role: fc.constantFrom('qa', 'pm'),
      by: name,
      commit: fc.constantFrom('aaaa', 'bbbb'),
      line: fc.constant(1),
    }),
    { maxLength: 2 },
  ),
  decisions: fc.array(
    fc.record({ verdict: fc.constantFrom('go', 'no-go', 'NO GO', 'maybe'), line: fc.constant(1) }),
    { maxLength: 1 },
  ),
});

export const parts: fc.Arbitrary<readonly SectionPart[]> = fc.array(sectionPart, { maxLength: 4 });

export const facts: fc.Arbitrary<ReleaseFacts> = fc
  .record({
    parts,
    type: maybe(fc.constantFrom(...releaseTypes)),
    record: maybe(record),
    ui: maybe(fc.boolean()),
    commit: maybe(fc.constant('a'.repeat(40))),
    nearMisses: fc.array(
      fc.record({
        line: fc.integer({ min: 0, max: 30 }),
        column: fc.constant(1),
        why: fc.constantFrom(...nearMissReasons),
      }),
      { maxLength: 1 },
    ),
    unreadable: fc.boolean(),
  })
  .map(({ parts: given, type, record: recorded, ui, commit, nearMisses, unreadable }) =>
    release(
      [
        source(checklist(given, { nearMisses })),
        ...(unreadable
          ? [
              {
                file: 'b.md',
                status: 'unreadable' as const,
                reason: 'denied' as const,
                detail: '',
                why: { by: 'named' as const, args: {} },
              },
            ]
          : []),
      ],
      {
        change: changes(ui === undefined ? {} : { ui }),
        ...(type === undefined ? {} : { type }),
        ...(recorded === undefined ? {} : { record: { ...emptyRecord, ...recorded } }),
        ...(commit === undefined ? {} : { commit }),
      },
    ),
  );

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    timezone: fc.constantFrom('UTC', 'Europe/Prague', 'America/New_York', 'Not/AZone'),
    legal: maybe(fc.constantFrom('expected' as const, 'required' as const)),
    frozen: fc.boolean(),
    tminus: fc.boolean(),
  })
  .map(({ timezone, legal, frozen, tminus }) => ({
    ...guidePolicy,
    timezone,
    ...(tminus ? { tminusUnit: 'hours' as const } : {}),
    gates:
      legal === undefined
        ? guidePolicy.gates
        : [
            ...guidePolicy.gates,
            { id: 'legal', sections: ['Legal'], items: [], signOff: ['qa'], evidence: legal },
          ],
    freezes: frozen ? [{ name: 'f', from: '2026-11-01', to: '2026-12-01', allow: ['patch' as const] }] : [],
  }));
