import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Checklist, Item } from '../../../src/core/checklist/model.ts';
import { evaluate } from '../../../src/core/readiness/evaluate.ts';
import type { ReleaseFacts, Verdict } from '../../../src/core/readiness/model.ts';
import { facts, now, policy } from '../../support/arbitraryReleases.ts';

const rank: Readonly<Record<Verdict, number>> = { unknown: 0, noGo: 1, conditionalGo: 2, go: 3 };
const runs = { numRuns: 1000 };

/** A tick means "done" for these; an alarm, half a decision or a parent set aside means something else. */
function isPlainStep(item: Item, items: readonly Item[]): boolean {
  const setAside = item.state === 'notApplicable' && items.some(({ parent }) => items[parent] === item);
  return item.alarm === undefined && item.decision === undefined && !setAside;
}

function withItem(given: ReleaseFacts, index: number, change: (item: Item) => Item): ReleaseFacts {
  return {
    ...given,
    sources: given.sources.map((source) => {
      if (source.status !== 'read') return source;
      const items = source.checklist.items.map((item, at) => (at === index ? change(item) : item));
      return { ...source, checklist: { ...source.checklist, items } };
    }),
  };
}

function checklistOf(given: ReleaseFacts): Checklist {
  const [source] = given.sources;
  assert.ok(source?.status === 'read');
  return source.checklist;
}

const tick = (item: Item): Item => ({ ...item, state: 'done', checked: true });
/** What was waived before its tick is waived again. */
const untick = (item: Item): Item => ({
  ...item,
  state: item.waiver === undefined ? 'todo' : 'waived',
  checked: false,
});

/** Asks for a plain step of the release and compares the verdicts before and after a change of it. */
function check(change: {
  readonly before: (item: Item) => Item;
  readonly after: (item: Item) => Item;
  readonly allowed: (before: number, after: number) => boolean;
}): void {
  fc.assert(
    fc.property(facts, fc.nat(), policy, (given, pick, rules) => {
      const { items, sections } = checklistOf(given);
      const steps = [...items.keys()].filter((index) => {
        const item = items[index];
        return item !== undefined && isPlainStep(item, items) && sections[item.section]?.kind !== 'triggers';
      });
      const at = steps[pick % Math.max(1, steps.length)];
      if (at === undefined) return;
      const before = evaluate(rules, withItem(given, at, change.before), now);
      const after = evaluate(rules, withItem(given, at, change.after), now);
      const fine = change.allowed(rank[before.verdict], rank[after.verdict]);
      assert.ok(fine, `${before.verdict} to ${after.verdict}`);
    }),
    runs,
  );
}

describe('laws of the verdict', () => {
  it('ticking an item never makes it worse', () => {
    check({ before: (item) => item, after: tick, allowed: (before, after) => after >= before });
  });

  it('taking a tick away never makes it better', () => {
    check({ before: tick, after: untick, allowed: (before, after) => after <= before });
  });

  it('counts stay within bounds and agree with the verdict', () => {
    fc.assert(
      fc.property(facts, policy, (given, rules) => {
        const readiness = evaluate(rules, given, now);
        const { done, total, percent, blocking, decision, verdict, reasons } = readiness;
        assert.ok(done <= total && percent >= 0 && percent <= 100);
        assert.ok(decision.done <= decision.total && decision.total <= total);
        if (verdict === 'go') {
          assert.equal(blocking, 0);
          assert.ok(decision.total > 0 && reasons.every(({ weight }) => weight === 'info'));
        }
        if (blocking > 0) assert.ok(verdict === 'noGo' || verdict === 'unknown');
      }),
      runs,
    );
  });

  it('no plain GO while an item that is required is open', () => {
    fc.assert(
      fc.property(facts, policy, (given, rules) => {
        const { verdict, sections } = evaluate(rules, given, now);
        const open = sections
          .flatMap((section) => section.items)
          .filter(
            ({ gating, optional, applies, state }) =>
              gating &&
              !optional &&
              applies.outcome !== 'doesNotApply' &&
              state !== 'done' &&
              state !== 'waived',
          );
        assert.ok(verdict !== 'go' || open.length === 0);
      }),
      runs,
    );
  });

  it('the same facts give the same answer', () => {
    fc.assert(
      fc.property(facts, policy, (given, rules) => {
        const copy = JSON.parse(JSON.stringify(given)) as ReleaseFacts;
        const once = JSON.stringify(evaluate(rules, given, now));
        assert.equal(JSON.stringify(evaluate(rules, copy, now)), once);
      }),
      { numRuns: 100 },
    );
  });
});
