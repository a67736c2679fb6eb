import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readChecklist } from '../../../src/core/checklist/read.ts';
import { resolveConflictText } from '../../../src/core/checklist/merge/resolveConflict.ts';

const file = 'releases/1.4.0/checklist.md';

/** Sides between markers, with a base when there is one; `text` is what comes of it. */
interface Case {
  readonly ours: string;
  readonly theirs: string;
  readonly base?: string;
  /** Undefined: a place is left to decide. */
  readonly text: string | undefined;
  readonly assumed?: number;
}

function marked({ ours, theirs, base }: Pick<Case, 'ours' | 'theirs' | 'base'>, end = '\n'): string {
  const before = base === undefined ? '' : `||||||| 1a2b3c4\n${base}`;
  const text = `# Release\n\n<<<<<<< HEAD\n${ours}${before}=======\n${theirs}>>>>>>> other\n- [ ] Ship\n`;
  return text.replaceAll('\n', end);
}

async function check(input: Case, end = '\n'): Promise<void> {
  const result = await resolveConflictText(marked(input, end), file);
  assert.ok(result.ok);
  if (input.text === undefined) {
    assert.ok(result.conflicts > 0);
    const { value } = await readChecklist(result.text, { file, reader: 'full' });
    assert.ok(value.conflictMarkers.length > 0);
    return;
  }
  const text = `# Release\n\n${input.text}- [ ] Ship\n`.replaceAll('\n', end);
  assert.deepEqual(
    { text: result.text, conflicts: result.conflicts, assumed: result.assumed },
    { text, conflicts: 0, assumed: input.assumed ?? 0 },
  );
}

const cases: readonly (readonly [name: string, input: Case])[] = [
  [
    'neighbouring ticks, with a base',
    {
      base: '- [ ] Build\n- [ ] Test\n',
      ours: '- [x] Build\n- [ ] Test\n',
      theirs: '- [ ] Build\n- [x] Test\n',
      text: '- [x] Build\n- [x] Test\n',
    },
  ],
  [
    'neighbouring ticks, without a base',
    {
      ours: '- [x] Build\n- [ ] Test\n',
      theirs: '- [ ] Build\n- [x] Test\n',
      text: '- [x] Build\n- [x] Test\n',
      assumed: 2,
    },
  ],
  [
    'a tick that was taken back, which only a base shows',
    {
      base: '- [x] Build\n- [ ] Test\n',
      ours: '- [ ] Build\n- [ ] Test\n',
      theirs: '- [x] Build\n- [x] Test\n',
      text: '- [ ] Build\n- [x] Test\n',
    },
  ],
  [
    'a tick and a note of one item',
    {
      ours: '- [x] Build\n',
      theirs: '- [ ] Build — @ana\n',
      text: '- [x] Build — @ana\n',
      assumed: 1,
    },
  ],
  ['two owners', { ours: '- [ ] Build — @ana\n', theirs: '- [ ] Build — @ben\n', text: undefined }],
  ['items that both added', { ours: '- [ ] One\n', theirs: '- [ ] Two\n', text: '- [ ] One\n- [ ] Two\n' }],
  [
    'an item that one side took out, with a base',
    {
      base: '- [ ] Build\n- [ ] Old\n',
      ours: '- [x] Build\n',
      theirs: '- [ ] Build\n- [ ] Old\n- [ ] New\n',
      text: '- [x] Build\n- [ ] New\n',
    },
  ],
];

describe('resolving conflict markers item by item', () => {
  for (const [name, input] of cases) {
    it(name, () => check(input));
    it(`${name}, with other line ends`, () => check(input, '\r\n'));
  }

  const refused: readonly (readonly [
    name: string,
    text: string,
    why: 'noMarkers' | 'incomplete',
    line: number,
  ])[] = [
    ['no markers', '- [ ] a\n', 'noMarkers', 1],
    ['an empty text', '', 'noMarkers', 1],
    ['no end', '- [ ] a\n<<<<<<< HEAD\n- [x] b\n=======\n', 'incomplete', 2],
    ['no middle', '<<<<<<< HEAD\n- [x] b\n>>>>>>> other\n', 'incomplete', 3],
    ['an end alone', '- [ ] a\n=======\n>>>>>>> other\n', 'incomplete', 3],
    ['a beginning within', '<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> x\n', 'incomplete', 2],
    ['a sample in a fence', '```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n', 'noMarkers', 1],
  ];
  for (const [name, text, why, line] of refused) {
    it(`leaves ${name} alone`, async () => {
      assert.deepEqual(await resolveConflictText(text, file), { ok: false, why, line });
    });
  }
});
