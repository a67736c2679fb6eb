import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readYaml } from '../../../src/core/checklist/readYaml.ts';
import type { Checklist, ChecklistFinding, Item } from '../../../src/core/checklist/model.ts';

function read(text: string): { readonly value: Checklist; readonly findings: readonly ChecklistFinding[] } {
  return readYaml(text, { file: 'a.yml', reader: 'full' });
}

interface Expected {
  readonly format: Checklist['format'];
  /** One line an item: `line:column state text | section | …`. */
  readonly items: readonly string[];
  /** `code line:column`, in order. */
  readonly findings?: readonly string[];
}

function check(input: string, expected: Expected): void {
  const { value, findings } = read(input);
  const items = value.items.map((item) => {
    const section = value.sections[item.section];
    return `${item.line}:${item.column} ${item.state} ${item.text}${section ? ` | ${section.title}` : ''}`;
  });
  const found = findings.map(({ code, where }) => `${code} ${where.line}:${where.column}`);
  assert.deepEqual({ format: value.format, items, findings: found }, { findings: [], ...expected });
  for (const item of value.items) checkMark(input, item);
}

/** A mark offset is -1, or stands on the character between the brackets of its own line and column. */
function checkMark(text: string, item: Item): void {
  if (item.markOffset === -1) return;
  assert.match(text.slice(item.markOffset - 1, item.markOffset + 2), /^\[[ xX]\]$/);
  const before = text.slice(0, item.markOffset - 1).split(/\r\n|\r|\n/);
  assert.deepEqual(
    [before.length, (before.at(-1) ?? '').replace('\ufeff', '').length + 1],
    [item.line, item.column],
  );
}

const form = `name: Release
description: What we do
body:
  - type: markdown
    attributes:
      value: |
        ## Before
        - [ ] one \u2014 @ana
          - [X] two

        \`\`\`
        - [ ] an example
  - type: checkboxes
    attributes:
      label: Checks
      options:
        - label: "Tests **pass**"
          required: true
        - label: Docs (if UI changes)
  - type: textarea
    attributes:
      label: More
      value: >-
        - [ ] folded
        - [x] folded too
  - type: input
    attributes:
      label: Version
  - type: dropdown
    attributes:
      label: Kind
      options: [patch, minor]
`;

describe('readYaml', () => {
  describe('issue forms', () => {
    const expected: Expected = {
      format: 'issueForm',
      items: [
        '8:11 todo one | Before',
        '9:13 done two | Before',
        '17:18 todo Tests pass | Checks',
        '19:18 todo Docs (if UI changes) | Checks',
        '24:11 todo folded | More',
        '25:11 done folded too | More',
      ],
      findings: ['hiddenTasks 11:9'],
    };
    it('reads check boxes and Markdown values with their places', () => check(form, expected));
    for (const [name, lineEnd] of [
      ['CRLF', '\r\n'],
      ['CR', '\r'],
    ] as const) {
      it(`reads ${name} the same`, () => check(form.replaceAll('\n', lineEnd), expected));
    }
    it('reads a byte order mark the same', () => check(`\ufeff${form}`, expected));

    it('takes the name for the title and keeps the path of sections', () => {
      const { value } = read(form);
      assert.equal(value.title, 'Release');
      assert.deepEqual(
        value.sections.map((section) => section.path.join(' / ')),
        ['Release', 'Release / Before', 'Release / Before / Checks', 'Release / Before / More'],
      );
    });

    it('does not let a fence of one value hide the next', () =>
      check(
        'body:\n- type: markdown\n  attributes:\n    value: |\n      ```\n- type: markdown\n  attributes:\n    value: "- [ ] a"\n',
        { format: 'issueForm', items: ['8:12 todo a'] },
      ));
    it('reads rules at the start of a value as rules', () =>
      check('body:\n- type: markdown\n  attributes:\n    value: |\n      ---\n      - [ ] a\n      ---\n', {
        format: 'issueForm',
        items: ['6:9 todo a'],
      }));
    it('heeds an indentation that the header names', () =>
      check('body:\n- type: markdown\n  attributes:\n    value: |2\n        - [ ] a\n\n      - [ ] b\n', {
        format: 'issueForm',
        items: ['5:11 todo a', '7:9 todo b'],
      }));
    it('keeps several lines of a quoted value at the value', () =>
      check('body:\n- type: textarea\n  attributes:\n    label: L\n    value: "- [ ] a\\n- [x] b"\n', {
        format: 'issueForm',
        items: ['5:12 todo a | L', '5:12 done b | L'],
      }));
    it('has no items without check boxes', () =>
      check('name: Bug\nbody:\n- type: input\n  attributes: {label: L}\n', {
        format: 'issueForm',
        items: [],
        findings: ['noItems 1:7'],
      }));
    it('reads a form without attributes or with strange ones', () =>
      check(
        'body:\n- type: checkboxes\n- type: checkboxes\n  attributes: {options: [a, {label: b}, [], null, {label: []}]}\n',
        {
          format: 'issueForm',
          items: ['4:26 todo a', '4:37 todo b', '4:45 todo '],
          findings: ['emptyItem 4:45'],
        },
      ));
  });

  describe('our own schema', () => {
    const own = (body: string) => `schema: release-readiness/checklist/1\n${body}`;

    it('reads text, maps, sections and steps below items', () =>
      check(
        own(`title: Release 2
items:
  - Tag it
sections:
  - title: Testing
    items:
      - Unit tests
      - text: All suites
        done: true
        items: [one, {text: two, state: doing}]
`),
        {
          format: 'yaml',
          items: [
            '4:5 todo Tag it | Release 2',
            '8:9 todo Unit tests | Testing',
            '9:15 done All suites | Testing',
            '11:17 todo one | Testing',
            '11:29 doing two | Testing',
          ],
          findings: ['doneWithOpenChildren 9:15'],
        },
      ));

    const states: readonly (readonly [string, string, string?])[] = [
      ['state: todo', 'todo'],
      ['state: doing', 'doing'],
      ['{state: blocked, reason: r}', 'blocked', 'r'],
      ['{state: failed, reason: r}', 'failed', 'r'],
      ['state: done', 'done'],
      ['{state: na, reason: r}', 'notApplicable', 'r'],
      ['{waived: {until: 2026-12-01, by: "@cto", reason: r}}', 'waived'],
      ['done: true', 'done'],
      ['done: false', 'todo'],
      ['blocked: database down', 'blocked', 'database down'],
      ['failed: two tests', 'failed', 'two tests'],
      ['na: no UI', 'notApplicable', 'no UI'],
      ['{done: true, blocked: r}', 'done'],
      ['{done: false, blocked: r}', 'blocked', 'r'],
      ['{state: doing, blocked: r}', 'blocked', 'r'],
      ['{blocked: a, failed: b}', 'failed', 'b'],
    ];
    for (const [fields, state, reason] of states) {
      it(`reads ${fields}`, () => {
        const keys = fields.startsWith('{') ? fields.slice(1, -1) : fields;
        const { value, findings } = read(own(`items: [{text: a, ${keys}}]`));
        assert.deepEqual([value.items[0]?.state, value.items[0]?.reason, findings], [state, reason, []]);
      });
    }

    const open: readonly (readonly [string, string])[] = [
      ['state: Done', 'yamlBadValue'],
      ['done: yes', 'yamlBadValue'],
      ['done: true, done: false', 'yamlDuplicateKey'],
      ['state: na', 'notApplicableWithoutReason'],
    ];
    for (const [fields, code] of open) {
      it(`leaves an item open for ${fields}`, () => {
        const { value, findings } = read(own(`items: [{text: a, ${fields}}]`));
        assert.equal(value.items[0]?.state, 'todo');
        assert.ok(
          findings.some((finding) => finding.code === code),
          JSON.stringify(findings),
        );
      });
    }

    it('reads every field of an item', () => {
      const { value, findings } = read(
        own(`items:
  - text: Scan passes
    owner: ["@ana", role:qa]
    due: T-24h
    evidence: [https://example.org/1, "report of today"]
    at: "1a2b3c4"
    condition: UI changes
    id: scan
`),
      );
      const [item] = value.items;
      assert.deepEqual(findings, []);
      assert.deepEqual(
        [
          item?.owners,
          item?.due?.kind,
          item?.evidence.length,
          item?.provedAt,
          item?.condition?.text,
          item?.id,
        ],
        [['@ana', 'role:qa'], 'window', 2, '1a2b3c4', 'if UI changes', 'scan'],
      );
    });
    it('reads notes in the text, and lets fields replace the same notes', () => {
      const { value } = read(
        own(
          'items:\n  - {text: "Scan \u2014 @ana \u00b7 due T-2h \u00b7 blocked: x", owner: "@ben", state: doing}\n',
        ),
      );
      const [item] = value.items;
      assert.deepEqual(
        [item?.text, item?.owners, item?.due?.text, item?.state, item?.reason],
        ['Scan', ['@ben'], 'due T-2h', 'doing', undefined],
      );
    });
    it('does not let a reason become another note', () => {
      const { value } = read(own('items:\n  - {text: a, blocked: "x \u00b7 @eve \u2014 done 2026-01-01"}\n'));
      assert.deepEqual(
        [value.items[0]?.state, value.items[0]?.owners, value.items[0]?.doneStamp],
        ['blocked', [], undefined],
      );
    });
    it('reads kind, window and owner of a section', () => {
      const { value } = read(
        own('sections:\n- {title: Odds, kind: triggers, window: T-24h, owner: "@ops", items: [a]}\n'),
      );
      const [section] = value.sections;
      assert.deepEqual(
        [section?.kind, section?.window?.text, section?.owners],
        ['triggers', 'T-24h', ['@ops']],
      );
      assert.equal(value.items[0]?.alarm, true);
    });
    it('loses no item to a mistake', () =>
      check(own('colour: red\nitems:\n- 42\n- {done: true}\n- [a]\n- a\nitems: [b]\n'), {
        format: 'yaml',
        items: ['4:3 todo 42', '5:3 done ', '7:3 todo a', '8:9 todo b'],
        findings: [
          'yamlDuplicateKey 8:1',
          'yamlUnknownKey 2:1',
          'yamlBadValue 4:3',
          'yamlBadValue 5:3',
          'yamlBadValue 6:3',
          'emptyItem 5:3',
        ],
      }));
    it('says that it does not know a later version', () => {
      const { findings } = read('schema: release-readiness/checklist/2\nitems: [a]\n');
      assert.deepEqual(
        findings.map(({ code, args }) => [code, args['expected']]),
        [['yamlBadValue', 'release-readiness/checklist/1']],
      );
    });
  });

  describe('lists of teams', () => {
    it('reads a list of tasks', () =>
      check('- task: Tag\n  done: true\n- task: Ship\n  status: In progress\n- name: Tell\n  checked: no\n', {
        format: 'yaml',
        items: ['1:9 done Tag', '3:9 doing Ship', '5:9 todo Tell'],
      }));
    it('reads sections from keys and from a list of sections', () => {
      check('title: R\nbefore:\n- {task: a, done: yes}\nafter:\n- {task: b, done: no}\n', {
        format: 'yaml',
        items: ['3:10 done a | before', '5:10 todo b | after'],
      });
      check(
        'phases:\n- name: Before\n  tasks:\n  - {title: a, status: open, assignee: ana}\n- name: After\n  tasks: []\n',
        {
          format: 'yaml',
          items: ['4:13 todo a | Before'],
        },
      );
    });
    it('reads boxes in quotes', () =>
      check('tasks:\n- "[x] a"\n- \'[ ] b\'\n', { format: 'yaml', items: ['2:3 done a', '3:3 todo b'] }));
    it('takes a state that nobody knows for open', () =>
      check('- {task: a, status: done}\n- {task: b, status: teal}\n', {
        format: 'yaml',
        items: ['1:10 done a', '2:10 todo b'],
        findings: ['yamlBadValue 2:21'],
      }));

    const others = {
      'a workflow': 'on: push\njobs:\n  test:\n    steps:\n    - name: Test\n      run: npm test\n',
      'a list of words': '- a\n- b\n',
      'a list of names': '- name: a\n- name: b\n',
      services: 'services:\n  web: {image: a, ports: ["80:80"]}\n',
      'a list with one state in three': '- {name: a, status: done}\n- {name: b}\n- {name: c}\n',
      nothing: '',
      'a comment': '# nothing\n',
      words: 'just words',
      'an issue form without known elements': 'name: a\nbody: [{type: fancy}]\n',
    };
    for (const [title, text] of Object.entries(others)) {
      it(`does not take ${title} for a checklist`, () =>
        check(text, { format: 'yaml', items: [], findings: ['yamlNotAChecklist 1:1'] }));
    }
  });

  describe('what cannot be read', () => {
    const broken: Readonly<Record<string, readonly [string, string]>> = {
      'boxes that YAML takes for lists': ['- [ ] a\n', 'yamlSyntax 1:7'],
      'an alias': ['a: &x [1]\nb: *x\n', 'yamlSyntax 2:4'],
      'two documents': ['a: 1\n---\nb: 1\n', 'yamlSyntax 2:1'],
      'a tab as indentation': ['a:\n\t- b\n', 'yamlSyntax 2:1'],
      'deep brackets': ['['.repeat(100_000), 'yamlSyntax 1:256'],
      'deep dashes': ['- '.repeat(100), 'yamlSyntax 1:'],
      'a conflict': ['a:\n<<<<<<< ours\n- b\n=======\n- c\n>>>>>>> theirs\n', 'conflictMarker 2:1'],
      'too much': [`a: ${'x'.repeat(262_144)}`, 'tooLarge 1:1'],
      'too many values': ['[],'.repeat(80_000), 'yamlSyntax 1:'],
    };
    for (const [title, [text, finding]] of Object.entries(broken)) {
      it(`says so: ${title}`, () => {
        const { value, findings } = read(text);
        const [first] = findings;
        assert.ok(
          `${first?.code} ${first?.where.line}:${first?.where.column}`.startsWith(finding),
          JSON.stringify(findings),
        );
        assert.deepEqual([value.items, findings.length], [[], 1]);
      });
    }
    it('gives the lines of a conflict', () =>
      assert.deepEqual(read('<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> c\n').value.conflictMarkers, [1, 3, 5]));
    it('takes keys of objects for keys', () => {
      const text =
        'schema: release-readiness/checklist/1\n__proto__: {polluted: 1}\nconstructor: 1\nitems: [{text: a, state: constructor}]\n';
      const { findings } = read(text);
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['yamlUnknownKey', 'yamlUnknownKey', 'yamlBadValue'],
      );
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    });

    it('never throws, and never gives items that stand nowhere', () => {
      const piece = fc.constantFrom(
        ...[
          '- ',
          ': ',
          '\n',
          '\n  ',
          '\n    ',
          '"',
          "'",
          '[',
          ']',
          '{',
          '}',
          ', ',
          '|\n',
          '>-\n',
          '#',
          '&a',
          '*a',
          '!t ',
          '---\n',
          '...\n',
          '\t',
          '\r',
          '\ufeff',
          '? ',
        ],
        ...[
          'body',
          'type',
          'checkboxes',
          'attributes',
          'options',
          'label',
          'value',
          'markdown',
          'textarea',
          'schema',
        ],
        ...[
          'release-readiness/checklist/1',
          'items',
          'sections',
          'title',
          'text',
          'done',
          'true',
          'state',
          '- [ ] a',
          '- [x] b',
          '<!--',
          '```',
        ],
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
          const text = pieces.join('');
          const { value, findings } = read(text);
          const lines = text.split(/\r\n|\r|\n/).length;
          for (const item of value.items) {
            checkMark(text, item);
            assert.ok(
              item.line >= 1 && item.line <= item.endLine && item.endLine <= lines,
              JSON.stringify(item),
            );
          }
          if (value.items.length === 0) assert.ok(findings.length > 0);
        }),
        { numRuns: 3000 },
      );
    });
  });
});
