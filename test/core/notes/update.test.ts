import assert from 'node:assert/strict';
import fc from 'fast-check';
import { draftNotes } from '../../../src/core/notes/draft.ts';
import type { NotesDocument } from '../../../src/core/notes/model.ts';
import { templateText } from '../../../src/core/notes/template.ts';
import { newNotes, readSidecar, sidecarText, updateNotes } from '../../../src/core/notes/update.ts';
import type { Updated } from '../../../src/core/notes/update.ts';
import { commitsOf, github, noFacts, seen } from '../../support/notesFacts.ts';

function draft(messages: readonly string[], breaks: readonly string[] = []): NotesDocument {
  return draftNotes({
    ...noFacts,
    links: github,
    version: { text: '1.3.0', why: '' },
    date: '2026-11-23',
    commits: commitsOf(...messages),
    changes: breaks.map((subject) => seen(subject)),
  });
}

const first = draft(['fix: crash in the export (#2)', 'feat: add themes (#1)']);
const second = draft([
  'fix: hang in the import (#3)',
  'fix: crash in the export (#2)',
  'feat: add themes (#1)',
]);

interface Case {
  readonly name: string;
  readonly edit: (text: string) => string;
  readonly has?: readonly RegExp[];
  readonly hasNot?: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: 'adds a new line at the end of its section',
    edit: (text) => text,
    has: [
      /### Bug Fixes\n- Resolved problem with crash .*\n- Resolved problem with hang/,
      /1 new feature and 2 bug fixes/,
    ],
  },
  {
    name: 'keeps a line that was rewritten, and does not write it again',
    edit: (text) => text.replace(/- Resolved problem with crash.*/, '- No more crashes'),
    has: [/\n- No more crashes\n- Resolved problem with hang/],
    hasNot: [/crash in the export/],
  },
  {
    name: 'does not bring back what was taken out',
    edit: (text) => text.replace(/- Resolved problem with crash.*\n/, ''),
    hasNot: [/crash in the export/],
  },
  {
    name: 'keeps prose, also where it stands between our lines',
    edit: (text) => text.replace('### Bug Fixes\n', '### Bug Fixes\nA quiet month.\n\n'),
    has: [/### Bug Fixes\nA quiet month\.\n\n- Resolved problem with crash.*\n- Resolved problem with hang/],
  },
  {
    name: 'leaves an answer alone that a person has given',
    edit: (text) => text.replace('- Manual QA: [scope and results]', '- Manual QA: the editor, two days'),
    has: [/\n- Manual QA: the editor, two days\n/],
    hasNot: [/scope and results/],
  },
  {
    name: 'leaves a summary alone that a person has written',
    edit: (text) => text.replace(/This release has .*/, 'Themes are here.'),
    has: [/## Summary\nThemes are here\.\n\n## What's New/],
  },
  {
    name: 'keeps line breaks and a byte order mark',
    edit: (text) => `\ufeff${text.replaceAll('\n', '\r\n')}`,
    has: [/^\ufeff# Release/, /hang in the import.*\r\n\r\n## Breaking/],
    hasNot: [/[^\r]\n/],
  },
  {
    name: 'does not read headings in code',
    edit: (text) => text.replace('## Credits\n', '```\n## Bug Fixes\n```\n\n## Credits\n'),
    has: [/```\n## Bug Fixes\n```\n\n## Credits/],
  },
  {
    name: 'puts a heading back when something new belongs under it',
    edit: (text) => text.replace(/### Bug Fixes\n[^#]*/, ''),
    has: [/### Bug Fixes\n- Resolved problem with hang.*\n\n## Breaking Changes/],
    hasNot: [/crash in the export/],
  },
];

function check({ edit, has = [], hasNot = [] }: Case): void {
  const before = newNotes(first);
  const after = updateNotes(edit(before.text), before.sidecar, second);
  for (const pattern of has) assert.match(after.text, pattern);
  for (const pattern of hasNot) assert.doesNotMatch(after.text, pattern);
  assert.equal(updateNotes(after.text, after.sidecar, second).text, after.text);
}

describe('updating release notes', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('fills in a form that was copied by hand', () => {
    const { text, counts } = updateNotes(templateText(), undefined, second);
    assert.match(
      text,
      /^# Release 1\.3\.0 - 2026-11-23\n\n## Summary\nThis release has 1 new feature and 2 bug fixes/,
    );
    assert.match(text, /### Bug Fixes\n- Resolved problem with hang.*\n- Resolved problem with crash/);
    assert.doesNotMatch(text, /\[Feature Name\]|\[description of bug\]/);
    assert.equal(counts.kept, 0);
  });

  it('claims nothing in a file without a sidecar', () => {
    const mine =
      '# Release 1.3.0\n\n## Bug Fixes\n- Resolved problem with crash in the export ([#2](https://github.com/example/product/pull/2))\n- Mine\n';
    const once = updateNotes(mine, undefined, first);
    const later = updateNotes(once.text, once.sidecar, draft(['feat: add themes (#1)']));
    for (const line of mine.split('\n')) assert.ok(later.text.split('\n').includes(line), line);
  });

  it('numbers new steps after those that are there', () => {
    const before = newNotes(draft(['feat: x'], ['alpha', 'beta']));
    const after = updateNotes(
      before.text.replace('1. Stop using', '1. First of all, stop using'),
      before.sidecar,
      draft(['feat: x'], ['aaa', 'alpha', 'beta']),
    );
    assert.match(after.text, /1\. First of all, stop using `alpha`.*\n2\. Stop using `beta`.*\n/);
    assert.match(after.text, /\n3\. Stop using `aaa`/);
  });

  it('reads a sidecar back, and nothing else', () => {
    const { sidecar } = newNotes(first);
    assert.deepEqual(readSidecar(sidecarText(sidecar)), sidecar);
    for (const text of ['', '{', '[]', '{"schema":"other","lines":[]}'])
      assert.equal(readSidecar(text), undefined);
  });

  it('never loses a line of a person, never writes one twice, and settles at once', () => {
    fc.assert(
      fc.property(
        fc.array(draftInput, { minLength: 2, maxLength: 5 }),
        fc.array(fc.array(humanEdit, { maxLength: 6 }), { minLength: 5, maxLength: 5 }),
        (inputs, edits) => {
          const [start, ...later] = inputs;
          if (start === undefined) return;
          let state: Updated = newNotes(draft(start.messages, start.breaks));
          let human: readonly string[] = [];
          for (const [round, input] of later.entries()) {
            const edited = applyHuman(state.text, edits[round] ?? [], human, round);
            human = edited.human;
            const next = draft(input.messages, input.breaks);
            state = updateNotes(edited.text, state.sidecar, next);
            const lines = state.text.split('\n');
            for (const line of human) assert.ok(lines.includes(line), `lost: ${line}`);
            const own = lines.filter(
              (line) =>
                /\(\[#\d+\]/.test(line) && !line.includes('human') && !line.startsWith('This release'),
            );
            assert.equal(new Set(own).size, own.length, state.text);
            const again = updateNotes(state.text, state.sidecar, next);
            assert.equal(again.text, state.text);
            assert.deepEqual(again.sidecar, state.sidecar);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

const messages = [
  'feat: add themes (#1)',
  'fix: crash in the export (#2)',
  'fix: hang in the import (#3)',
  'perf: read twice as fast (#4)',
  'feat!: drop the client (#5)',
  'refactor: one parser (#6)',
  'deprecate connect, use open (#7)',
];
const draftInput = fc.record({
  messages: fc.subarray(messages),
  breaks: fc.subarray(['alpha', 'beta', 'gamma']),
});
const humanEdit = fc.record({
  kind: fc.constantFrom('insert', 'change', 'delete', 'append'),
  at: fc.nat(200),
});
type HumanEdit = typeof humanEdit extends fc.Arbitrary<infer Value> ? Value : never;

/** Lines that a person writes are marked, so that they are known again; a person may delete those as well. */
function applyHuman(
  text: string,
  edits: readonly HumanEdit[],
  before: readonly string[],
  round: number,
): { readonly text: string; readonly human: readonly string[] } {
  const lines = text.split('\n');
  for (const [index, { kind, at }] of edits.entries()) {
    const place = at % lines.length;
    const mark = `human ${round}.${index}`;
    const old = lines[place] ?? '';
    if (kind === 'insert') lines.splice(place, 0, `- ${mark}`);
    else if (kind === 'append') lines.push(`${mark} text`);
    else if (kind === 'delete') lines.splice(place, 1);
    else if (!old.startsWith('#') && old !== '') lines[place] = `${old} ${mark}`;
  }
  const human = lines.filter((line) => line.includes('human'));
  return {
    text: lines.join('\n'),
    human: [...new Set([...human, ...before.filter((line) => lines.includes(line))])],
  };
}
