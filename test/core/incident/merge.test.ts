import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minute } from '../../../src/core/base/instant.ts';
import { applyEdits } from '../../../src/core/base/text.ts';
import { mergeChecklists } from '../../../src/core/checklist/merge/merge.ts';
import { declareIncident } from '../../../src/core/incident/declare.ts';
import { changeIncident } from '../../../src/core/incident/edits.ts';
import type { IncidentChange } from '../../../src/core/incident/edits.ts';
import { readIncident } from '../../../src/core/incident/readIncident.ts';

const start = Date.UTC(2026, 10, 24, 9, 26);
const file = 'incidents/2026-11-24-a.md';
const base = declareIncident({ title: 'A', severity: 'SEV-1', at: start }, []).text;

type Step = readonly [minutes: number, change: IncidentChange];

function after(text: string, steps: readonly Step[]): string {
  return steps.reduce((before, [minutes, change]) => {
    const edit = changeIncident(before, file, change, { at: start + minutes * minute });
    assert.ok(edit.ok);
    return applyEdits(before, edit.edits);
  }, text);
}

const note = (minutes: number, text: string): Step => [minutes, { kind: 'note', text }];

describe('merging an incident', () => {
  it('keeps what two people appended at the same time, and each field that only one of them changed', async () => {
    const ours = after(base, [note(3, 'a'), [4, { kind: 'acknowledge' }]]);
    const theirs = after(base, [note(2, 'b'), [5, { kind: 'mitigate', text: 'flag off' }]]);
    const merged = await mergeChecklists({ base, ours, theirs, file });
    assert.equal(merged.conflicts, 0, merged.text);
    const { value } = readIncident(merged.text, file, ['SEV-1']);
    assert.deepEqual(
      value.timeline.map(({ text }) => text),
      ['Declared as SEV-1: A', 'b', 'a', 'Acknowledged', 'Mitigated: flag off'],
    );
    assert.deepEqual([value.acknowledged, value.status], [start + 4 * minute, 'monitoring']);
  });

  it('leaves a field that both changed to a person', async () => {
    const ours = after(base, [[4, { kind: 'severity', severity: 'SEV-2', reason: 'x' }]]);
    const theirs = after(base, [[4, { kind: 'severity', severity: 'SEV-3', reason: 'y' }]]);
    const merged = await mergeChecklists({ base, ours, theirs, file });
    assert.ok(merged.conflicts > 0);
    assert.ok(readIncident(merged.text, file, ['SEV-1']).unsafe);
  });

  it('loses no entry and doubles none, whoever appends what', async () => {
    const steps = fc.array(
      fc
        .tuple(fc.nat(30), fc.constantFrom('a', 'b', 'c', 'd'))
        .map(([minutes, text]) => note(minutes + 1, text)),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, steps, steps, async (common, mine, other) => {
        const from = after(base, common);
        const [ours, theirs] = [after(from, mine), after(from, other)];
        const merged = await mergeChecklists({ base: from, ours, theirs, file });
        assert.equal(merged.conflicts, 0, merged.text);
        const entries = (text: string): string[] =>
          readIncident(text, file, ['SEV-1']).value.timeline.map(({ at, text: words }) => `${at} ${words}`);
        const added = (text: string): string[] => {
          const left = entries(from);
          return entries(text).filter((entry) => {
            const at = left.indexOf(entry);
            return at === -1 || (left.splice(at, 1), false);
          });
        };
        const expected = [...entries(from), ...new Set([...added(ours), ...added(theirs)])];
        assert.deepEqual(new Set(entries(merged.text)), new Set(expected));
        assert.ok(entries(merged.text).length >= entries(from).length);
      }),
      { numRuns: 200 },
    );
  });
});
