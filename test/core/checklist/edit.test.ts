import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/base/text.ts';
import { refusals } from '../../../src/core/checklist/change.ts';
import type { EditResult, ItemAddress, ItemChange } from '../../../src/core/checklist/change.ts';
import { addressOf } from '../../../src/core/checklist/address.ts';
import { edit } from '../../../src/core/checklist/edit.ts';
import type { Checklist, Item } from '../../../src/core/checklist/model.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { readYaml } from '../../../src/core/checklist/readYaml.ts';
import { refusalSentence, refusalSentences } from '../../../src/core/checklist/refusals.ts';
import { scanMarkdownWith } from '../../../src/core/checklist/scanMarkdown.ts';
import { taskRunOf, type TaskRun } from '../../../src/core/checklist/taskRun.ts';
import { seededRandom, taskDocument } from '../../support/taskDocuments.ts';

const options = { file: 'a.md', reader: 'full' } as const;
const readFast = scanMarkdownWith(readMarkdown);

function read(text: string): Checklist {
  return readMarkdown(text, options).value;
}

/** The one item of the text, or the one on the line marked by `address`. */
function apply(text: string, change: ItemChange, address: ItemAddress): string {
  const result = edit(text, read(text), address, change);
  return result.ok ? applyEdits(text, result.edits) : result.refusal;
}

/** Changes the first item of the input; the expected text may be the name of a refusal. */
function check(input: string, change: ItemChange, expected: string): void {
  const [item] = read(input).items;
  assert.equal(apply(input, change, { line: item?.line ?? 1 }), expected);
}

const tick: ItemChange = { kind: 'tick' };
const untick: ItemChange = { kind: 'untick' };
const na = (reason: string): ItemChange => ({ kind: 'notApplicable', reason });
const block = (reason: string): ItemChange => ({ kind: 'block', reason });
const waive: ItemChange = { kind: 'waive', until: '2026-12-01', by: '@cto', reason: 'old screen, #41' };
const assign = (owner: string): ItemChange => ({ kind: 'assign', owner });
const due = (time: string): ItemChange => ({ kind: 'due', due: time });

const ended = Date.UTC(2026, 10, 24, 9, 26, 41);
const ran = (run: Partial<TaskRun> = {}): ItemChange => ({
  kind: 'task',
  run: { name: 'npm: test', exit: 0, at: ended, ...run },
});

const evidence = (target: string, at?: string): ItemChange => ({
  kind: 'evidence',
  target,
  ...(at === undefined ? {} : { at }),
});

describe('edit', () => {
  const cases: readonly (readonly [string, ItemChange, string])[] = [
    ['- [ ] a', tick, '- [x] a'],
    ['- [x] a', untick, '- [ ] a'],
    ['- [X] a', untick, '- [ ] a'],
    ['- [x] a', tick, 'alreadySo'],
    ['- [ ] a', untick, 'alreadySo'],
    ['# T\r\n\r\n1) [ ] a \t\r\n', tick, '# T\r\n\r\n1) [x] a \t\r\n'],
    ['\ufeff* [ ] a\r', tick, '\ufeff* [x] a\r'],
    ['- [ ] a \u2014 blocked: x', tick, '- [x] a \u2014 blocked: x'],
    [
      '- [ ] a',
      { kind: 'tick', stamp: '2026-11-22T14:05Z @ana' },
      '- [x] a \u2014 done 2026-11-22T14:05Z @ana',
    ],
    [
      '- [ ] a \u2014 done 2026-01-01 \u00b7 @ana',
      { kind: 'tick', stamp: '2026-11-22T14:05Z' },
      '- [x] a \u2014 done 2026-11-22T14:05Z \u00b7 @ana',
    ],

    [
      '- [ ] Capacity planned',
      na('no traffic change'),
      '- [ ] ~~Capacity planned~~ \u2014 N/A: no traffic change',
    ],
    ['- [x] a  \n', na('r'), '- [ ] ~~a~~ \u2014 N/A: r  \n'],
    ['- [ ] ~~a~~ \u2014 N/A: old \u00b7 @ben', na('new'), '- [ ] ~~a~~ \u2014 N/A: new \u00b7 @ben'],
    ['- [ ] ~~a~~ \u2014 N/A: r', na('r'), 'alreadySo'],
    ['- [ ] a ~~b~~ c', na('r'), '- [ ] a ~~b~~ c \u2014 N/A: r'],
    [
      '- [ ] a \u2014 @ana \u00b7 blocked: x \u00b7 due T-2h',
      na('r'),
      '- [ ] ~~a~~ \u2014 @ana \u00b7 N/A: r \u00b7 due T-2h',
    ],
    ['- [ ] a <!-- rr: id=k -->', na('r'), '- [ ] ~~a~~ \u2014 N/A: r <!-- rr: id=k -->'],

    ['- [ ] a \u2014 @ana', block('staging down'), '- [ ] a \u2014 @ana \u00b7 blocked: staging down'],
    ['- [ ] a \u2014 failed: x \u00b7 doing', block('y'), '- [ ] a \u2014 blocked: y'],
    ['- [ ] ~~a~~ \u2014 N/A: x', block('y'), '- [ ] a \u2014 blocked: y'],
    ['- [x] a', block('y'), '- [ ] a \u2014 blocked: y'],

    ['- [ ] a', waive, '- [ ] a \u2014 waived until 2026-12-01 by @cto: old screen, #41'],
    ['- [ ] a \u2014 waived: x', waive, '- [ ] a \u2014 waived until 2026-12-01 by @cto: old screen, #41'],

    ['- [ ] a', assign('@ana'), '- [ ] a \u2014 @ana'],
    [
      '- [ ] a \u2014 due T-2h \u00b7 @ben \u00b7 @eve\r\n- [ ] b',
      assign('role:qa'),
      '- [ ] a \u2014 due T-2h \u00b7 role:qa\r\n- [ ] b',
    ],
    ['- [ ] a (@ops) -- @ben', assign('@ana'), '- [ ] a (@ops) -- @ana'],
    ['- [ ] a \u2014 @ana', assign('@ana'), 'alreadySo'],
    ['- [ ] a \u2014 b', assign('@ana'), '- [ ] a \u2014 b \u2014 @ana'],
    ['- [ ] `a \u2014 b', assign('@ana'), '- [ ] `a \u2014 b \u2014 @ana'],

    ['- [ ] a', due('T-24h'), '- [ ] a \u2014 due T-24h'],
    [
      '- [ ] a \u2014 @ana \u00b7 within 30m',
      due('2026-11-30 14:00 UTC'),
      '- [ ] a \u2014 @ana \u00b7 due 2026-11-30 14:00 UTC',
    ],
    ['- [ ] a', due('within 30m'), '- [ ] a \u2014 within 30m'],
    ['- [x] a', evidence('out/a.xml'), '- [x] a \u2014 [a.xml](out/a.xml)'],
    [
      '- [x] a \u2014 @ana \u00b7 evidence: by hand',
      evidence('https://example.com/1', '1a2b3c4'),
      '- [x] a \u2014 @ana \u00b7 evidence: by hand \u00b7 https://example.com/1 \u00b7 at 1a2b3c4',
    ],
    [
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4',
      evidence('out/a.xml', '2b3c4d5'),
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 2b3c4d5',
    ],
    ['- [x] a \u2014 [a.xml](out/a.xml)', evidence('out/a.xml'), 'alreadySo'],
    ['- [x] a', evidence('out/a b.xml'), 'badArgument'],
    ['- [x] a', evidence('javascript:x'), 'badArgument'],
    ['- [x] a', evidence('https://example.com/a)'), 'badArgument'],
    ['- [x] a', evidence('out/a.xml', 'HEAD'), 'badArgument'],
    [
      '- [ ] a \u2014 @ana',
      ran({ commit: '1a2b3c4' }),
      '- [ ] a \u2014 @ana \u00b7 task npm: test, exit 0, 2026-11-24T09:26Z \u00b7 at 1a2b3c4',
    ],
    [
      '- [x] a \u2014 task npm: test, exit 0, 2026-11-20T08:00Z \u00b7 at 1a2b3c4 \u00b7 @ana',
      ran({ exit: 1, commit: '2b3c4d5' }),
      '- [x] a \u2014 task npm: test, exit 1, 2026-11-24T09:26Z \u00b7 at 2b3c4d5 \u00b7 @ana',
    ],
    [
      '- [x] a \u2014 task npm: test, exit 0, 2026-11-20T08:00Z \u00b7 at 1a2b3c4',
      ran({ doubt: 'uncommitted' }),
      '- [x] a \u2014 task npm: test, exit 0, 2026-11-24T09:26Z, over uncommitted changes',
    ],
    [
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4',
      ran({ doubt: 'moved' }),
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4 \u00b7 task npm: test, exit 0, 2026-11-24T09:26Z, while the commit changed',
    ],
    [
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4',
      ran({ commit: '2b3c4d5' }),
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4 \u00b7 task npm: test, exit 0, 2026-11-24T09:26Z, commit 2b3c4d5',
    ],
    [
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4',
      ran({ commit: '1a2b3c4d5e' }),
      '- [x] a \u2014 [a.xml](out/a.xml) \u00b7 at 1a2b3c4 \u00b7 task npm: test, exit 0, 2026-11-24T09:26Z',
    ],
    [
      '- [x] a \u2014 task lint, exit 0, 2026-11-20T08:00Z, commit 1a2b3c4 \u00b7 at 2b3c4d5',
      ran({ commit: '3c4d5e6' }),
      '- [x] a \u2014 task lint, exit 0, 2026-11-20T08:00Z, commit 1a2b3c4 \u00b7 task npm: test, exit 0, 2026-11-24T09:26Z \u00b7 at 3c4d5e6',
    ],
    ['- [x] a \u2014 task npm: test, exit 0, 2026-11-24T09:26Z', ran(), 'alreadySo'],
    ['- [x] a', ran({ name: 'a\nb' }), 'badArgument'],
    ['- [x] a', ran({ name: '' }), 'badArgument'],
    ['- [x] a', ran({ exit: 0.5 }), 'badArgument'],
    ['- [x] a', ran({ commit: 'HEAD' }), 'badArgument'],
    ['- [x] a', ran({ commit: '1a2b3c4', doubt: 'moved' }), 'badArgument'],
    ['- [ ] a\n  goes on \u2014 @ana', assign('@ben'), 'notesBelow'],
    [`- [ ] ${'a '.repeat(2500)}`, assign('@ben'), 'tooLarge'],
    [`- [ ] ${'a '.repeat(2500)}\n`, tick, `- [x] ${'a '.repeat(2500)}\n`],
    ['<<<<<<< a\n- [ ] a\n=======\n- [x] a\n>>>>>>> b\n', tick, 'conflictMarkers'],
  ];
  for (const [input, change, expected] of cases) {
    it(`${change.kind}: ${JSON.stringify(input.slice(0, 60))}`, () => check(input, change, expected));
  }

  describe('arguments', () => {
    const bad: readonly ItemChange[] = [
      ...[
        '',
        ' ',
        'a\nb',
        'a\r',
        'a \u00b7 b',
        'a \u2014 @eve',
        'a -- b',
        '<!-- x',
        'a\u0000',
        '\ud83d',
        'x'.repeat(501),
        '\u00b7 @eve',
        '...',
        '`a',
      ].map(block),
      ...['', 'a b', 'ana', '@', '@a, @b', '@a \u00b7 @b', '@a\n'].map(assign),
      ...['', 'some day', '2026-02-30', 'T-24h \u00b7 @eve', '2026-11-30\n'].map(due),
      ...['2026-13-01', '2026-02-30', 'tomorrow', ''].map((until) => ({ ...waive, until })),
      { ...waive, by: 'boss' },
      { ...waive, reason: '' },
      { kind: 'tick', stamp: 'now' },
      { kind: 'tick', stamp: '2026-01-01 \u00b7 @eve' },
    ];
    for (const change of bad)
      it(`refuses ${JSON.stringify(change).slice(0, 90)}`, () => check('- [ ] a', change, 'badArgument'));
    it('takes punctuation in a reason', () =>
      check(
        '- [ ] a',
        block("it's 50/50: see #3 (a-b)"),
        "- [ ] a \u2014 blocked: it's 50/50: see #3 (a-b)",
      ));
  });

  describe('finding the item again', () => {
    const text = '- [ ] a\n- [ ] b\n- [ ] a\n```\n- [ ] c\n```\n\n- [-] d\n';
    const at = (address: ItemAddress) => apply(text, tick, address);
    const places: readonly (readonly [string, ItemAddress, string])[] = [
      ['the line and its source', { line: 3, source: 'a' }, text.replace('b\n- [ ]', 'b\n- [x]')],
      ['a line alone', { line: 2 }, text.replace('- [ ] b', '- [x] b')],
      ['the only identical line', { line: 7, source: 'b' }, text.replace('- [ ] b', '- [x] b')],
      ['two identical lines elsewhere', { line: 2, source: 'a' }, 'ambiguous'],
      ['another text', { line: 2, source: 'z' }, 'lineChanged'],
      ['no item', { line: 7 }, 'noItemOnLine'],
      ['no such line', { line: 99 }, 'noItemOnLine'],
      ['a line in a fence', { line: 5 }, 'hidden'],
      ['a line that went into a fence', { line: 5, source: 'c' }, 'hidden'],
      ['a near miss', { line: 8 }, 'nearMiss'],
      ['a twin that is gone', { line: 2, source: 'b', twins: 2 }, 'ambiguous'],
      ['a twin that is new', { line: 1, source: 'a', twins: 1 }, 'ambiguous'],
      ['a twin at the place', { line: 1, source: 'a', id: 'a-2' }, 'ambiguous'],
    ];
    for (const [title, address, expected] of places) it(title, () => assert.equal(at(address), expected));

    it('refuses a checklist that was read from another text', () => {
      const stale = read('- [ ] a\n- [ ] b\n');
      for (const other of ['- [ ] aa\n- [ ] b\n', '* [ ] a\n', 'x\n- [ ] a\n', '']) {
        const result = edit(other, stale, { line: 1 }, assign('@ana'));
        assert.equal(
          result.ok ? applyEdits(other, result.edits) : result.refusal,
          other.startsWith('* ') ? '* [ ] a \u2014 @ana\n' : 'lineChanged',
        );
      }
    });

    it('finds the right line or refuses, whatever happened to the file', () => {
      const random = seededRandom(7);
      const seen = { edited: 0, refused: 0 };
      for (let round = 0; round < 1500; round++) seen[staleRound(round, random)]++;
      assert.ok(seen.edited > 500 && seen.refused > 150, JSON.stringify(seen));
    });
  });

  it('ticks one character and no other item, a hundred thousand times', function () {
    this.timeout(300_000);
    const random = seededRandom(1);
    let toggles = 0;
    while (toggles < 100_000) {
      const text = taskDocument(random);
      const before = readFast(text, options).value;
      for (let index = 0; index < before.items.length; index++) {
        toggleTwice(text, before, index);
        toggles += 2;
      }
    }
  });

  it('writes notes that read as asked and leave all other items alone', function () {
    this.timeout(300_000);
    const random = seededRandom(3);
    const changes = [
      tick,
      untick,
      na('not here'),
      block('no disk'),
      waive,
      assign('@zoe'),
      assign('role:qa'),
      due('T-3h'),
      ran({ commit: '1a2b3c4' }),
      ran({ exit: 2, doubt: 'uncommitted' }),
    ];
    let edited = 0;
    for (let round = 0; round < 1500; round++) {
      const text = taskDocument(random);
      const before = readFast(text, options).value;
      for (const [index, item] of before.items.entries()) {
        const change = random.pick(changes);
        const result = edit(text, before, { line: item.line, source: item.source }, change);
        if (!result.ok) continue;
        edited++;
        const after = readFast(applyEdits(text, result.edits), options).value;
        checkSaid(after.items[index], item, change);
        assert.deepEqual(others(after, index), others(before, index), `${text}\n${JSON.stringify(change)}`);
      }
    }
    assert.ok(edited > 3000, String(edited));
  });

  describe('issue forms', () => {
    const form =
      'body:\r\n- type: markdown\r\n  attributes:\r\n    value: |\r\n      - [ ] a\r\n- type: checkboxes\r\n  attributes:\r\n    options:\r\n    - label: b\r\n- type: textarea\r\n  attributes: {label: l, value: "- [ ] c"}\r\n';
    const at = (line: number, change: ItemChange) => {
      const result = edit(form, readYaml(form, options).value, { line }, change);
      return result.ok ? applyEdits(form, result.edits) : result.refusal;
    };
    it('ticks Markdown in a block', () => assert.equal(at(5, tick), form.replace('[ ] a', '[x] a')));
    it('adds notes to Markdown in a block', () =>
      assert.equal(at(5, assign('@ana')), form.replace('[ ] a', '[ ] a \u2014 @ana')));
    it('refuses options, which have no state', () => assert.equal(at(9, tick), 'yamlShape'));
    it('refuses Markdown in quotes', () => assert.equal(at(11, tick), 'yamlShape'));
  });

  it('has a sentence for every refusal, and fills it', () => {
    for (const refusal of refusals) assert.ok(refusalSentences[refusal].length > 10);
    assert.equal(refusalSentence('alreadySo', { line: 3 }), 'Line 3 already says so.');
  });
});

function toggleTwice(text: string, before: Checklist, index: number): void {
  const item = before.items[index];
  assert.ok(item !== undefined);
  const once = toggled(text, before, item);
  assert.equal(once.length, text.length);
  assert.equal(once.slice(0, item.markOffset), text.slice(0, item.markOffset));
  assert.equal(once.slice(item.markOffset + 1), text.slice(item.markOffset + 1));
  const between = readFast(once, options).value;
  const changedItem = between.items[index];
  assert.ok(changedItem?.checked === !item.checked && between.items.length === before.items.length, text);
  for (let other = 0; other < before.items.length; other++) {
    if (other === index) continue;
    const [now, then] = [between.items[other], before.items[other]];
    const isSame =
      now?.state === then?.state &&
      now?.line === then?.line &&
      now?.id === then?.id &&
      now?.source === then?.source;
    assert.ok(isSame, `${text}\n${index} ${other}`);
  }
  // `X` comes back as `x`: the one mark that a second tick cannot remember.
  assert.equal(
    toggled(once, between, changedItem),
    text.slice(0, item.markOffset) + mark(text, item) + text.slice(item.markOffset + 1),
  );
}

function mark(text: string, item: Item): string {
  const written = text.charAt(item.markOffset);
  return written === 'X' ? 'x' : written;
}

function toggled(text: string, checklist: Checklist, item: Item): string {
  const result: EditResult = edit(text, checklist, addressOf(checklist, item), item.checked ? untick : tick);
  assert.ok(result.ok, `${text}\n${JSON.stringify(result)}`);
  return applyEdits(text, result.edits);
}

function others(checklist: Checklist, index: number): readonly unknown[] {
  return checklist.items
    .filter((_, at) => at !== index)
    .map((item) => ({ ...item, id: undefined, markOffset: undefined }));
}

function checkSaid(now: Item | undefined, then: Item, change: ItemChange): void {
  const said = {
    tick: () => now?.state === 'done',
    untick: () => now?.checked === false,
    notApplicable: () => now?.state === 'notApplicable' && now.reason === 'not here',
    block: () => now?.state === 'blocked' && now.reason === 'no disk',
    waive: () => now?.state === 'waived' && now.waiver?.until === '2026-12-01' && now.waiver.by === '@cto',
    assign: () => change.kind === 'assign' && now?.owners.at(-1) === change.owner && now.state === then.state,
    due: () => now?.due?.text === 'due T-3h' && now.state === then.state,
    evidence: () =>
      change.kind === 'evidence' &&
      now?.evidence.at(-1)?.target === change.target &&
      now.provedAt === change.at &&
      now.state === then.state,
    task: () =>
      change.kind === 'task' &&
      now?.evidence.some((one) => taskRunOf(one)?.exit === change.run.exit) === true &&
      now.state === then.state,
  }[change.kind]();
  assert.ok(said && now?.text === then.text, JSON.stringify([then, change, now]));
}

/** Changes a file under an address, and ticks: the very item, or a refusal. */
function staleRound(round: number, random: ReturnType<typeof seededRandom>): 'edited' | 'refused' {
  const lines = Array.from({ length: 8 }, (_, index) => ({
    born: index,
    text: `- [ ] ${random.pick(['Tests', 'Tag', 'Docs', 'Ship', `Step ${index}`, `Step ${index}`, `Step ${index}`])}`,
  }));
  const old = read(lines.map((line) => line.text).join('\n'));
  const aim = random.next(8);
  const target = old.items[aim];
  assert.ok(target !== undefined);

  const now = [...lines];
  const hasTwin = lines.filter((line) => line.text === lines[aim]?.text).length > 1;
  const count = 1 + random.next(2);
  // A twin that moved past another, or two steps that make up for each other, can leave lines that no reader tells apart.
  let blurred = hasTwin && count > 1;
  for (let steps = count; steps > 0; steps--) {
    const at = random.next(now.length);
    const change = random.next(5);
    if (change === 0)
      now.splice(at, 0, { born: 100 + steps, text: random.pick(['', 'words', '- [ ] Step new', '# Part']) });
    if (change === 1 && now[at]?.text === lines[aim]?.text) blurred ||= hasTwin;
    if (change === 1) now.splice(random.next(now.length), 0, ...now.splice(at, 1));
    if (change === 2) now[at] = { born: now[at]?.born ?? -1, text: `${now[at]?.text} now` };
    if (change === 3 && now[at]) now.splice(at, 0, { born: 200 + steps, text: now[at].text });
    if (change === 4) now.splice(at, 1);
  }
  const text = now.map((line) => line.text).join('\n');
  const result = edit(text, read(text), addressOf(old, target), tick);
  if (!result.ok) return 'refused';
  const hit = now[result.line - 1];
  assert.equal(hit?.text, lines[aim]?.text, `round ${round}`);
  assert.ok(hit?.born === aim || blurred, `round ${round}\n${text}`);
  return 'edited';
}
