import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/base/text.ts';
import {
  acknowledgeInComment,
  acknowledgeInList,
  acknowledgePlaces,
} from '../../../src/core/breaking/acknowledge.ts';
import { readAcceptedList } from '../../../src/core/breaking/acceptedList.ts';
import type { Change } from '../../../src/core/breaking/change.ts';
import { acceptancesIn, suppress } from '../../../src/core/breaking/suppress.ts';

function changeAt(path: string, line: number, more: Partial<Change> = {}): Change {
  return {
    rule: 'typescript/export-removed',
    detector: 'typescript',
    level: 'major',
    confidence: 'proven',
    subject: 'connect',
    args: { before: 'string' },
    head: { path, line, column: 1 },
    ...more,
  };
}

/** Writes the comment and reads it again, one line further down. */
function check(path: string, text: string, expected: string, line = 1, reason = 'nobody calls it'): void {
  const change = changeAt(path, line);
  const done = acknowledgeInComment(text, change, reason);
  assert.ok(done.ok);
  const written = applyEdits(text, done.edits);
  assert.equal(written, expected);
  const added = written.split('\n').length - text.split('\n').length;
  const moved = changeAt(path, line + added);
  const other = changeAt(path, line + added, { subject: 'close' });
  const result = suppress([moved, other], acceptancesIn(written, path));
  assert.deepEqual(
    [result.accepted.map(({ change: one }) => one.subject), result.changes.map(({ subject }) => subject)],
    [['connect'], ['close']],
  );
  assert.deepEqual(result.stale, []);
}

const words = 'release-readiness-allow typescript/export-removed[283b57c0]: nobody calls it';

describe('accepting a change', () => {
  it('writes a comment above the line, with its indent', () =>
    check('a.ts', 'class A {\n  b() {}\n}\n', `class A {\n  // ${words}\n  b() {}\n}\n`, 2));
  it('keeps CRLF and a byte order mark', () =>
    check('a.ts', '\ufeffa();\r\n', `\ufeff// ${words}\r\na();\r\n`));
  it('replaces the comment that is there', () =>
    check(
      'a.ts',
      '// release-readiness-allow typescript/export-removed[00000000]: old\na();\n',
      `// ${words}\na();\n`,
      2,
    ));
  it('knows the comments of GraphQL', () => check('a.graphql', 'type A\n', `# ${words}\ntype A\n`));
  it('knows the comments of SQL', () => check('a.sql', 'SELECT 1\n', `-- ${words}\nSELECT 1\n`));
  it('knows the comments of XML', () => check('a.csproj', '<a/>\n', `<!-- ${words} -->\n<a/>\n`));
  it('writes a reason of several lines as one', () =>
    check('a.ts', 'a();\n', `// ${words}\na();\n`, 1, ' nobody\n calls it '));

  it('opens the change again when it has grown', () => {
    const change = changeAt('a.ts', 1);
    const done = acknowledgeInComment('a();\n', change, 'because');
    assert.ok(done.ok);
    const acceptances = acceptancesIn(applyEdits('a();\n', done.edits), 'a.ts');
    const grown = changeAt('a.ts', 2, { args: { before: 'string | number' } });
    const { changes, stale } = suppress([grown], acceptances);
    assert.deepEqual([changes.length, stale.map(({ why }) => why)], [1, ['grew']]);
  });

  for (const [name, path, line, reason, why] of [
    ['without a reason', 'a.ts', 1, ' \n', 'noReason'],
    ['where there are no comments', 'package.json', 1, 'because', 'noComment'],
    ['on a line that is gone', 'a.ts', 9, 'because', 'lineGone'],
  ] as const) {
    it(`is refused ${name}`, () =>
      assert.deepEqual(acknowledgeInComment('a();\n', changeAt(path, line), reason), { ok: false, why }));
  }

  it('offers the list alone where a comment cannot stand', () => {
    assert.deepEqual(acknowledgePlaces(changeAt('package.json', 1)), ['list']);
    assert.deepEqual(acknowledgePlaces({ ...changeAt('a.ts', 1), head: undefined } as never), ['list']);
    assert.deepEqual(acknowledgePlaces(changeAt('a.ts', 1)), ['comment', 'list']);
  });

  it('writes entries into the list, whatever they say, and leaves the rest as it is', () => {
    const anything = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ subject: anything, before: anything, reason: anything }), { maxLength: 4 }),
        fc.constantFrom(undefined, '', '# ours\naccepted:\n', 'accepted:\r\n  # none yet\r\n'),
        (entries, start) => {
          let text: string | undefined = start;
          const wanted: Change[] = [];
          for (const { subject, before, reason } of entries) {
            const change = changeAt('a/b.ts', 1, { subject, args: { before } });
            const done = acknowledgeInList(text, change, reason);
            if (reason.trim() === '') {
              assert.deepEqual(done, { ok: false, why: 'noReason' });
              continue;
            }
            assert.ok(done.ok);
            const next = applyEdits(text ?? '', done.edits);
            assert.ok(next.startsWith(text?.trim() === '' ? '' : (text ?? '')));
            text = next;
            wanted.push(change);
          }
          const list = readAcceptedList(text ?? '', 'releases/breaking-accepted.yml');
          assert.deepEqual(list.problems, []);
          const result = suppress([...wanted, changeAt('other.ts', 1)], list.acceptances);
          assert.deepEqual([result.accepted.length, result.changes.length], [wanted.length, 1], text);
        },
      ),
      { numRuns: 300 },
    );
  });

  for (const text of ['accepted: []\n', 'accepted: [\n', 'other: 1\n', '- a\n']) {
    it(`leaves a list of another shape alone: ${JSON.stringify(text)}`, () =>
      assert.deepEqual(acknowledgeInList(text, changeAt('a.ts', 1), 'because'), {
        ok: false,
        why: 'listUnreadable',
      }));
  }
});
