import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeChecklists } from '../../../src/core/checklist/merge/merge.ts';
import type { Merged } from '../../../src/core/checklist/merge/merge.ts';
import { readChecklist } from '../../../src/core/checklist/read.ts';

interface Texts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

function merge(texts: Texts, file = 'releases/1.0.0/checklist.md'): Promise<Merged> {
  return mergeChecklists({ ...texts, file });
}

async function check(texts: Texts, expected: string, file?: string): Promise<void> {
  assert.deepEqual(await merge(texts, file), { text: expected, conflicts: 0 });
  const swapped = await merge({ base: texts.base, ours: texts.theirs, theirs: texts.ours }, file);
  assert.equal(swapped.conflicts, 0, 'the other way round');
}

/** A conflict shows both sides and is read as one. */
async function checkConflict(texts: Texts): Promise<void> {
  const merged = await merge(texts);
  assert.ok(merged.conflicts > 0, merged.text);
  const { value } = await readChecklist(merged.text, { file: 'checklist.md', reader: 'full' });
  assert.ok(value.conflictMarkers.length > 0);
  for (const side of [texts.ours, texts.theirs]) {
    for (const line of side.split('\n')) {
      assert.ok(merged.text.includes(line), line);
    }
  }
}

const three = '# Release\n\n- [ ] Build\n- [ ] Test\n- [ ] Ship\n';

describe('merging checklists', () => {
  it('takes ticks of neighbouring items from both sides', () =>
    check(
      {
        base: three,
        ours: three.replace('[ ] Build', '[x] Build'),
        theirs: three.replace('[ ] Test', '[x] Test'),
      },
      '# Release\n\n- [x] Build\n- [x] Test\n- [ ] Ship\n',
    ));

  it('takes a tick and the note that the other side gave the same item', () =>
    check(
      {
        base: three,
        ours: three.replace('[ ] Build', '[x] Build'),
        theirs: three.replace('Build', 'Build — @ana'),
      },
      '# Release\n\n- [x] Build — @ana\n- [ ] Test\n- [ ] Ship\n',
    ));

  it('keeps the first of two stamps when both sides ticked', () =>
    check(
      {
        base: three,
        ours: three.replace('[ ] Build', '[x] Build — done 2026-11-22T14:05Z @ana'),
        theirs: three.replace('[ ] Build', '[x] Build — done 2026-11-22T13:00Z @ben'),
      },
      '# Release\n\n- [x] Build — done 2026-11-22T13:00Z @ben\n- [ ] Test\n- [ ] Ship\n',
    ));

  it('puts items that both sides added one after the other, and the same one once', () =>
    check(
      {
        base: three,
        ours: `${three}- [ ] Announce\n- [ ] Tag\n`,
        theirs: `${three}- [ ] Announce\n- [ ] Thank\n`,
      },
      `${three}- [ ] Announce\n- [ ] Tag\n- [ ] Thank\n`,
    ));

  it('takes away what one side removed beside a tick of the other', () =>
    check(
      {
        base: three,
        ours: three.replace('- [ ] Test\n', ''),
        theirs: three.replace('[ ] Ship', '[x] Ship'),
      },
      '# Release\n\n- [ ] Build\n- [x] Ship\n',
    ));

  it('keeps CRLF and a missing end of the last line', () =>
    check(
      {
        base: '- [ ] One\r\n- [ ] Two',
        ours: '- [x] One\r\n- [ ] Two',
        theirs: '- [ ] One\r\n- [x] Two\r\n- [ ] Three',
      },
      '- [x] One\r\n- [x] Two\r\n- [ ] Three',
    ));

  it('merges states of neighbours in YAML', () =>
    check(
      {
        base: 'items:\n  - { text: Build, done: false }\n  - { text: Test, done: false }\n',
        ours: 'items:\n  - { text: Build, done: true }\n  - { text: Test, done: false }\n',
        theirs: 'items:\n  - { text: Build, done: false }\n  - { text: Test, done: true }\n',
      },
      'items:\n  - { text: Build, done: true }\n  - { text: Test, done: true }\n',
      'checklist.yml',
    ));

  it('takes notes of different kinds from both sides, and the removal of one', () =>
    check(
      {
        base: '- [ ] Build — @ana · soon\n',
        ours: '- [ ] Build — @ana · soon · due T-24h\n',
        theirs: '- [x] Build — @ana <!-- rr: id=b -->\n',
      },
      '- [x] Build — @ana · due T-24h <!-- rr: id=b -->\n',
    ));

  it('does not take a line of a code fence for an item', async () => {
    const merged = await merge({
      base: '```\n- [ ] Build\n```\n',
      ours: '```\n- [x] Build\n```\n',
      theirs: '```\n- [ ] Build — @ana\n```\n',
    });
    assert.equal(merged.conflicts, 1);
  });

  for (const [name, ours, theirs] of [
    ['a tick and a block of one item', '- [x] Test', '- [ ] Test — blocked: no account'],
    ['two owners', '- [ ] Test — @ana', '- [ ] Test — @ben'],
    ['two due dates', '- [ ] Test — due 2026-12-01', '- [ ] Test — due 2026-12-02'],
    ['a new wording of an item that the other side ticked', '- [ ] Test twice', '- [x] Test'],
    ['a removed item that the other side ticked', '', '- [x] Test'],
    ['a removed item that got a child', '', '- [ ] Test\n  - [ ] On Linux'],
    ['two wordings', '- [ ] Test once', '- [ ] Test twice'],
    ['prose that both sides changed', 'Testing is done.', 'Nobody tests.'],
  ] as const) {
    it(`leaves ${name} to a person`, () =>
      checkConflict({
        base: three,
        ours: three.replace('- [ ] Test\n', ours === '' ? '' : `${ours}\n`),
        theirs: three.replace('- [ ] Test\n', `${theirs}\n`),
      }));
  }

  it('uses markers of the size that git asks for', async () => {
    const merged = await mergeChecklists({
      base: 'a\n',
      ours: 'b\n',
      theirs: 'c\n',
      file: 'a.md',
      markerSize: 9,
    });
    assert.equal(merged.text, '<<<<<<<<< ours\nb\n||||||||| base\na\n=========\nc\n>>>>>>>>> theirs\n');
  });

  it('loses, repeats and ticks nothing by itself, whatever two sides did', async () => {
    await fc.assert(
      fc.asyncProperty(edits, edits, async (one, other) => {
        const texts = {
          base: written(start),
          ours: written(applied(one, 'a')),
          theirs: written(applied(other, 'b')),
        };
        const merged = await merge(texts);
        if (merged.conflicts > 0) {
          return;
        }
        const [base, ours, theirs, result] = await Promise.all(
          [texts.base, texts.ours, texts.theirs, merged.text].map(statesOf),
        );
        for (const text of new Set([
          ...base!.keys(),
          ...ours!.keys(),
          ...theirs!.keys(),
          ...result!.keys(),
        ])) {
          const sides = { base: base!.get(text), ours: ours!.get(text), theirs: theirs!.get(text) };
          const expected = sides.ours === sides.base ? sides.theirs : sides.ours;
          assert.equal(result!.get(text), expected, `${text}\n${merged.text}`);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

type Edit =
  | { readonly kind: 'tick' | 'remove' | 'block'; readonly at: number }
  | { readonly kind: 'add'; readonly at: number; readonly name: number };

const start: readonly string[] = Array.from({ length: 6 }, (_, index) => `- [ ] Step ${index}`);

const edits = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('tick' as const), at: fc.nat(5) }) },
    fc.record({ kind: fc.constantFrom('remove' as const, 'block' as const), at: fc.nat(5) }),
    fc.record({ kind: fc.constant('add' as const), at: fc.nat(6), name: fc.nat(2) }),
  ),
  { maxLength: 4 },
);

function applied(list: readonly Edit[], side: string): readonly string[] {
  const added = new Set<string>();
  const lines = [...start];
  for (const edit of list) {
    const at = lines.findIndex((line) => line.includes(`Step ${edit.at}`));
    if (edit.kind === 'add') {
      // Both sides may add an item of the same name; number 0 is the same on both.
      const name = edit.name === 0 ? 'Extra' : `Extra ${side}${edit.name}`;
      if (!added.has(name)) {
        lines.splice(Math.max(0, at), 0, `- [ ] ${name}`);
        added.add(name);
      }
    } else if (at >= 0) {
      const line = lines[at]!;
      if (edit.kind === 'remove') lines.splice(at, 1);
      else if (edit.kind === 'tick') lines[at] = line.replace('[ ]', '[x]');
      else if (!line.includes('blocked')) lines[at] = `${line.replace('[x]', '[ ]')} — blocked: waiting`;
    }
  }
  return lines;
}

function written(lines: readonly string[]): string {
  return `# Release\n\n${lines.map((line) => `${line}\n`).join('')}\nThe end.\n`;
}

/** Words to states; an item that is there twice says so. */
async function statesOf(text: string): Promise<ReadonlyMap<string, string>> {
  const { value } = await readChecklist(text, { file: 'checklist.md', reader: 'full' });
  const states = new Map<string, string>();
  for (const item of value.items) {
    states.set(item.text, states.has(item.text) ? 'twice' : item.state);
  }
  return states;
}
