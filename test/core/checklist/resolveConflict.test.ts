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
      text: undefined,
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
    'an owner and a due time of one item, without a base',
    {
      ours: '- [x] Build — due T-24h\n- [ ] Test\n',
      theirs: '- [x] Build — @ana\n- [ ] Test — @ben\n',
      text: '- [x] Build — due T-24h · @ana\n- [ ] Test — @ben\n',
      assumed: 2,
    },
  ],
  ...[
    ['a tick', '- [x] Build\n', '- [ ] Build\n'],
    ['a tick, and an owner', '- [x] Build\n', '- [ ] Build — @ana\n'],
    ['a waiver', '- [ ] Build — waived until 2026-12-01 by @cto: old\n', '- [ ] Build\n'],
    ['a reason why it does not apply', '- [ ] ~~Build~~ — N/A: none\n', '- [ ] Build\n'],
    ['a block', '- [x] Build — blocked: CI is red\n', '- [x] Build\n'],
    ['evidence', '- [x] Build — [run](https://a.example)\n', '- [x] Build\n'],
    ['a proof', '- [x] Build — at 1a2b3c4\n', '- [x] Build — at 2b3c4d5\n'],
  ].map(
    ([name = '', ours = '', theirs = '']) =>
      [`${name} on one side, without a base`, { ours, theirs, text: undefined }] as const,
  ),
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

  it('shows no base that nobody knows, and leaves the other items alone', async () => {
    const result = await resolveConflictText(
      marked({ ours: '- [x] A\n- [ ] B — @ana\n', theirs: '- [ ] A\n- [ ] B\n' }),
      file,
    );
    assert.deepEqual(result, {
      ok: true,
      text: '# Release\n\n<<<<<<< ours\n- [x] A\n=======\n- [ ] A\n>>>>>>> theirs\n- [ ] B — @ana\n- [ ] Ship\n',
      conflicts: 1,
      assumed: 1,
    });
  });

  it('takes the text before the merge for the base', async () => {
    const text = marked({ ours: '- [x] A\n- [ ] B\n', theirs: '- [ ] A\n- [x] B\n' });
    const after = (a: string, b: string): string => `# Release\n\n- [${a}] A\n- [${b}] B\n- [ ] Ship\n`;
    for (const [before, expected] of [
      [after(' ', ' '), after('x', 'x')],
      [after('x', 'x'), after(' ', ' ')],
    ] as const) {
      const result = await resolveConflictText(text, file, before);
      assert.deepEqual(result, { ok: true, text: expected, conflicts: 0, assumed: 0 });
    }
  });

  it('takes no answer of one side in YAML either', async () => {
    const text =
      'items:\n<<<<<<< HEAD\n  - { text: A, state: done }\n=======\n  - { text: A, state: open }\n>>>>>>> x\n';
    const result = await resolveConflictText(text, 'releases/1.4.0/checklist.yml');
    assert.ok(result.ok);
    assert.equal(result.conflicts, 1);
  });

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
