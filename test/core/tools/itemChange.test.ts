import assert from 'node:assert/strict';
import { readChecklist } from '../../../src/core/checklist/read.ts';
import type { ItemChange } from '../../../src/core/checklist/change.ts';
import { askedChange, expectedItem } from '../../../src/core/tools/itemChange.ts';
import { itemActions } from '../../../src/core/tools/table.ts';

describe('a change that a model asks for', () => {
  function check(
    action: string,
    values: Readonly<Record<string, string>>,
    expected: ItemChange | RegExp,
  ): void {
    const asked = askedChange({ file: 'releases/1.4.0/checklist.md', action, values });
    if (expected instanceof RegExp) {
      assert.ok(!asked.ok);
      assert.match(asked.message, expected);
    } else {
      assert.deepEqual(asked, { ok: true, change: expected });
    }
  }

  const waiver = { until: '2026-12-01', by: '@ana', reason: 'no screen changed' };
  it('tick', () => check('tick', {}, { kind: 'tick' }));
  it('untick', () => check('untick', {}, { kind: 'untick' }));
  it('na', () => check('na', { reason: 'x' }, { kind: 'notApplicable', reason: 'x' }));
  it('waive', () => check('waive', waiver, { kind: 'waive', ...waiver }));
  it('block', () => check('block', { reason: 'x' }, { kind: 'block', reason: 'x' }));
  it('assign', () => check('assign', { owner: 'role:qa' }, { kind: 'assign', owner: 'role:qa' }));
  it('due', () => check('due', { due: 'T-24h' }, { kind: 'due', due: 'T-24h' }));
  it('evidence that is a link', () =>
    check(
      'evidence',
      { link: 'https://ci.example.invalid/1' },
      {
        kind: 'evidence',
        target: 'https://ci.example.invalid/1',
      },
    ));
  it('evidence that is a file, as seen from the checklist', () =>
    check(
      'evidence',
      { file: 'out/junit.xml', at: '1234567' },
      {
        kind: 'evidence',
        target: '../../out/junit.xml',
        at: '1234567',
      },
    ));
  it('evidence beside the checklist', () =>
    check('evidence', { file: 'releases/1.4.0/junit.xml' }, { kind: 'evidence', target: 'junit.xml' }));

  for (const [action, needed] of Object.entries(itemActions)) {
    if (needed.length === 0) continue;
    it(`${action} without its values`, () =>
      check(action, {}, new RegExp(`needs values with ${needed.join(', ')}\\.`)));
  }
  it('waive with a day that does not exist', () =>
    check('waive', { ...waiver, until: '2026-02-30' }, /^until of values is a date of the calendar/));
  it('a reason that would end its note', () =>
    check('na', { reason: 'a \u2014 done' }, /^reason of values is/));
  it('a reason that opens a comment', () => check('block', { reason: '<!-- x' }, /^reason of values is/));
  it('evidence of nothing', () => check('evidence', {}, /either file or link/));
  it('evidence of both', () =>
    check('evidence', { file: 'a.xml', link: 'https://a.example.invalid/b' }, /either file or link/));
  it('a link that is no address', () =>
    check('evidence', { link: 'javascript:alert(1)' }, /of values is a path|of values is an address/));
  it('an action that is none', () => check('constructor', {}, /^action is one of tick, untick/));
});

describe('the item that a model means', () => {
  async function check(text: string, line: number, says: string, expected: string | RegExp): Promise<void> {
    const { value } = await readChecklist(text, { file: 'a.md', reader: 'full' });
    const found = expectedItem(value, { line, text: says });
    if (typeof expected === 'string') {
      assert.ok(found.ok, JSON.stringify(found));
      assert.equal(found.item.text, expected);
    } else {
      assert.ok(!found.ok);
      assert.match(found.message, expected);
    }
  }

  const list = '# Release\n\n- [ ] Tests pass \u2014 @ana\n- [ ] Scan done\n\nText\n';
  const long = 'word '.repeat(200).trim();
  it('stands on its line and says its text', () => check(list, 3, 'Tests pass', 'Tests pass'));
  it('may be told with other spaces', () => check(list, 3, ' Tests  pass ', 'Tests pass'));
  it('may be told as an answer cuts it', () =>
    check(`- [ ] ${long}\n`, 1, `${long.slice(0, 499)}\u2026`, long));
  it('is not the one on the next line', () => check(list, 4, 'Tests pass', /does not say that/));
  it('is not one that begins alike', () => check(list, 3, 'Tests', /does not say that/));
  it('is not on a line of prose', () => check(list, 6, 'Text', /no checklist item/));
  it('is not behind the end', () => check(list, 60, 'Tests pass', /no checklist item/));
  it('is not in a file with a conflict', () =>
    check(
      `<<<<<<< ours\n- [ ] a\n=======\n- [ ] b\n>>>>>>> theirs\n`,
      2,
      'a',
      /merge conflict markers at line 1/,
    ));
});
