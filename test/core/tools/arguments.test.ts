import assert from 'node:assert/strict';
import { readArguments } from '../../../src/core/tools/arguments.ts';
import type { ToolName } from '../../../src/core/tools/names.ts';

interface Taken {
  readonly texts?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, number>>;
  readonly switches?: readonly string[];
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  readonly values?: Readonly<Record<string, string>>;
}

describe('the arguments of a tool', () => {
  function check(tool: ToolName, given: unknown, expected: Taken | string): void {
    const read = readArguments(tool, given);
    if (typeof expected === 'string') {
      assert.deepEqual(read, { ok: false, message: expected });
      return;
    }
    assert.ok(read.ok, JSON.stringify(read));
    const { switches, ...rest } = read.value;
    const nothing = { texts: {}, numbers: {}, switches: [], lists: {}, values: {} };
    assert.deepEqual({ ...rest, switches: [...switches] }, { ...nothing, ...expected });
  }

  const page = { limit: 20, offset: 0 };
  const item = { file: 'a.md', line: 3, text: 'Tests pass', action: 'tick' };
  const { action: _, ...noAction } = item;
  const long = 'a'.repeat(1001);
  const cases: readonly (readonly [
    name: string,
    tool: ToolName,
    given: unknown,
    expected: Taken | string,
  ])[] = [
    ['none', 'get_release_readiness', undefined, { numbers: page }],
    ['an empty object', 'get_release_readiness', {}, { numbers: page }],
    [
      'all of them',
      'get_release_readiness',
      { release: '1.4.0', files: ['a.md', 'b/c.yml'], explain: true, limit: 5, offset: 10 },
      {
        texts: { release: '1.4.0' },
        numbers: { limit: 5, offset: 10 },
        switches: ['explain'],
        lists: { files: ['a.md', 'b/c.yml'] },
      },
    ],
    ['null for what is left out', 'get_release_readiness', { release: null, files: null }, { numbers: page }],
    ['an empty list', 'get_release_readiness', { files: [] }, { numbers: page }],
    ['a switch that is off', 'get_release_readiness', { explain: false }, { numbers: page }],
    [
      'inner values',
      'set_checklist_item',
      { ...item, action: 'na', values: { reason: 'no screen', by: null } },
      {
        texts: { file: 'a.md', text: 'Tests pass', action: 'na' },
        numbers: { line: 3 },
        values: { reason: 'no screen' },
      },
    ],
    ['a list', 'explain_rule', ['a'], 'explain_rule takes an object of arguments.'],
    ['a text', 'explain_rule', 'a', 'explain_rule takes an object of arguments.'],
    [
      'what is needed, as null',
      'explain_rule',
      { rule: null },
      'explain_rule needs rule. Call it again with all of: rule.',
    ],
    [
      'without what is needed',
      'set_checklist_item',
      noAction,
      'set_checklist_item needs action. Call it again with all of: file, line, text, action.',
    ],
    [
      'a name that is nearly right',
      'get_release_readiness',
      { relase: '1' },
      'get_release_readiness has no argument "relase". Did you mean release?',
    ],
    [
      'a name of nothing',
      'explain_rule',
      { __proto__x: 1 },
      'explain_rule has no argument "__proto__x". It takes rule.',
    ],
    [
      'a name with control characters',
      'explain_rule',
      { 'a\u001b[2J\nb': 1 },
      'explain_rule has no argument "a[2J b". It takes rule.',
    ],
    [
      'a name of every object',
      'explain_rule',
      JSON.parse('{"rule":"a","constructor":1}'),
      'explain_rule has no argument "constructor". It takes rule.',
    ],
    [
      'the prototype',
      'explain_rule',
      JSON.parse('{"rule":"a","__proto__":{"x":1}}'),
      'explain_rule has no argument "__proto__". It takes rule.',
    ],
    [
      'a number for a text',
      'explain_rule',
      { rule: 7 },
      'rule of explain_rule is a text of 1 to 200 characters without control characters. Call it again with that.',
    ],
    [
      'a text with a line break',
      'check_release_notes',
      { file: 'a\nb.md' },
      'file of check_release_notes is a text of 1 to 1000 characters without control characters. Call it again with that.',
    ],
    [
      'half of a surrogate pair',
      'explain_rule',
      { rule: 'a\ud800' },
      'rule of explain_rule is a text of 1 to 200 characters without control characters. Call it again with that.',
    ],
    [
      'a version with a space',
      'draft_release_notes',
      { version: '1 4' },
      'version of draft_release_notes is written in letters, digits and . _ + / @ -. Call it again with that.',
    ],
    [
      'a limit of 0',
      'find_breaking_changes',
      { limit: 0 },
      'limit of find_breaking_changes is a whole number from 1 to 200. Call it again with that.',
    ],
    [
      'a limit with a fraction',
      'find_breaking_changes',
      { limit: 1.5 },
      'limit of find_breaking_changes is a whole number from 1 to 200. Call it again with that.',
    ],
    [
      'a word for a switch',
      'find_breaking_changes',
      { worktree: 'yes' },
      'worktree of find_breaking_changes is true or false. Call it again with that.',
    ],
    [
      'one text for a list',
      'list_checklist_items',
      { files: 'a.md' },
      'files of list_checklist_items is a list of at most 100 texts. Call it again with that.',
    ],
    [
      'a path that is too long',
      'list_checklist_items',
      { files: [long] },
      'files of list_checklist_items is a list of at most 100 texts, each a text of 1 to 1000 characters without control characters. Call it again with that.',
    ],
    [
      'a state that is none',
      'list_checklist_items',
      { state: 'open' },
      'state of list_checklist_items is one of todo, doing, blocked, failed, done, na, waived. Call it again with that.',
    ],
    [
      'an inner value that is none',
      'set_checklist_item',
      { ...item, values: { cause: 'x' } },
      'values of set_checklist_item is an object with reason, by, until, owner, due, file, link, at; "cause" is none of them. Call it again with that.',
    ],
    [
      'an inner value that is too long',
      'set_checklist_item',
      { ...item, values: { until: '2026-12-01T' } },
      'values of set_checklist_item is an object in which until is a text of 1 to 10 characters without control characters. Call it again with that.',
    ],
  ];
  for (const [name, tool, given, expected] of cases) {
    it(`${typeof expected === 'string' ? 'refuses' : 'reads'} ${name}`, () => check(tool, given, expected));
  }
});
