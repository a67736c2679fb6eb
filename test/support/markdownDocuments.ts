/**
 * Markdown texts to read: `hostileDocument` mixes every shape that makes two
 * Markdown readers disagree; `ordinaryDocument` looks like checklists that
 * people write. Both are arbitraries, so a failure shrinks to a few lines.
 */
import fc from 'fast-check';
import { boxes, bullets, oddBoxes, structure, things, words } from './markdownShapes.ts';

/** Up to about 24 lines that are hard to read: anything may stand next to anything. */
export const hostileDocument: fc.Arbitrary<string> = fc
  .record({
    pieces: fc.array(
      fc.oneof({ weight: 10, arbitrary: hostileLine() }, { weight: 1, arbitrary: wrapped() }),
      {
        minLength: 1,
        maxLength: 14,
      },
    ),
    ...frame(),
  })
  .map(render);

/** One hundred lines or fewer with headings, lists of tasks, notes, tables, comments and folded parts. */
export const ordinaryDocument: fc.Arbitrary<string> = fc
  .record({
    pieces: fc.array(section(), { minLength: 1, maxLength: 5 }),
    ...frame(),
  })
  .map(render);

interface Frame {
  readonly pieces: readonly (readonly string[])[];
  readonly start: readonly string[];
  readonly ends: readonly string[];
  readonly byteOrderMark: string;
  readonly finalEnd: boolean;
}

function frame() {
  return {
    start: often<readonly string[]>(
      [],
      [
        ['---', 'title: Release', '- [ ] not a task', '---'],
        ['---', 'name: release', 'labels: [a]', '---', ''],
        ['---', '- [ ] never closed'],
        ['---', '', '- [ ] after a rule', '---'],
      ],
    ),
    ends: fc.oneof(
      { weight: 8, arbitrary: fc.constant(['\n']) },
      { weight: 3, arbitrary: fc.constant(['\r\n']) },
      { weight: 1, arbitrary: fc.constant(['\r']) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 7 }) },
    ),
    byteOrderMark: often('', ['\ufeff']),
    finalEnd: fc.boolean(),
  };
}

function render({ pieces, start, ends, byteOrderMark, finalEnd }: Frame): string {
  const lines = [...start, ...pieces.flat()];
  const last = lines.length - 1;
  return (
    byteOrderMark +
    lines.map((line, at) => line + (at < last || finalEnd ? ends[at % ends.length] : '')).join('')
  );
}

/** The first value nine times out of ten. */
function often<T>(usual: T, others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

function joined(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

function indent() {
  return fc.constantFrom(
    ...[
      '',
      '',
      '',
      '',
      '  ',
      '  ',
      '   ',
      '    ',
      '    ',
      '     ',
      '      ',
      ' ',
      '\t',
      '\t',
      ' \t',
      '\t\t',
      '        ',
    ],
  );
}

function container() {
  return fc.constantFrom(
    ...[
      '',
      '',
      '',
      '',
      '',
      '',
      '',
      '> ',
      '>',
      '> > ',
      '>>',
      '>\t',
      '- ',
      '1. ',
      '  > ',
      '   >',
      '- > ',
      '> - ',
      '    > ',
    ],
  );
}

function gap() {
  return fc.constantFrom(
    ...[' ', ' ', ' ', ' ', ' ', '  ', '   ', '    ', '     ', '      ', '\t', '\t\t', ' \t', ''],
  );
}

function afterBox() {
  return fc.constantFrom(
    ...[' ', ' ', ' ', ' ', ' ', '  ', '\t', '      ', '', '\u00a0', '\u2003', '\f', '\v', ' \u00a0'],
  );
}

function text() {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: joined(fc.constantFrom(...words), fc.constant(' '), fc.constantFrom(...words)) },
  );
}

function anyBox() {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...boxes) },
    { weight: 2, arbitrary: fc.constantFrom(...oddBoxes) },
  );
}

function taskLine(): fc.Arbitrary<readonly string[]> {
  const bullet = fc.constantFrom(...bullets);
  const one = joined(container(), indent(), bullet, gap(), anyBox(), afterBox(), text());
  const twoBullets = joined(
    container(),
    indent(),
    bullet,
    gap(),
    bullet,
    gap(),
    anyBox(),
    afterBox(),
    text(),
  );
  const bare = joined(container(), indent(), anyBox(), afterBox(), text());
  const split = fc
    .tuple(joined(container(), indent(), bullet, gap(), anyBox()), joined(container(), indent(), text()))
    .map((lines): readonly string[] => lines);
  const late = fc
    .tuple(joined(container(), indent(), bullet), joined(container(), indent(), anyBox(), afterBox(), text()))
    .map((lines): readonly string[] => lines);
  return fc.oneof(
    { weight: 12, arbitrary: one.map((line) => [line]) },
    { weight: 2, arbitrary: twoBullets.map((line) => [line]) },
    { weight: 2, arbitrary: bare.map((line) => [line]) },
    { weight: 1, arbitrary: split },
    { weight: 1, arbitrary: late },
  );
}

function hostileLine(): fc.Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 5, arbitrary: taskLine() },
    {
      weight: 4,
      arbitrary: joined(container(), indent(), fc.constantFrom(...structure)).map((line) => [line]),
    },
    { weight: 1, arbitrary: fc.constantFrom(...structure).map((line) => [line]) },
    { weight: 1, arbitrary: fc.constant(['']) },
  );
}

/** Task lines inside something that opens and closes, each line behind the same prefix. */
function wrapped(): fc.Arbitrary<readonly string[]> {
  const around = fc.constantFrom<readonly [string, string]>(
    ['```', '```'],
    ['~~~~ md', '~~~~'],
    ['- ```', '  ```'],
    ['<!--', '-->'],
    ['<!-- only for patches', 'end -->'],
    ['<details>', '</details>'],
    ['<details><summary>More</summary>', '</details>'],
    ['<details>\n', '\n</details>'],
    ['<div>', '</div>\n'],
    ['<pre>', '</pre>'],
    ['> quote', ''],
    ['paragraph', '==='],
    ['<<<<<<< HEAD', '>>>>>>> other'],
    ['| a | b |', '| - | - |'],
  );
  const prefix = fc.constantFrom('', '', '', '  ', '> ', '    ', '\t', '- ');
  return fc
    .tuple(around, prefix, fc.array(taskLine(), { minLength: 1, maxLength: 3 }))
    .map(([[open, close], before, inside]) =>
      [...open.split('\n'), ...inside.flat(), ...close.split('\n')].map((line) => before + line),
    );
}

function ordinaryItems(): fc.Arbitrary<readonly string[]> {
  const item = fc.record({
    depth: fc.constantFrom(0, 0, 0, 0, 1, 1, 2),
    boxed: fc.constantFrom('[ ] ', '[ ] ', '[ ] ', '[x] ', '[X] ', ''),
    thing: fc.constantFrom(...things),
    detail: often<readonly string[]>(
      [],
      [
        ['continues here'],
        ['', 'second paragraph'],
        ['```sh', 'npm test', '- [ ] not one', '```'],
        ['- plain detail'],
        ['> a note'],
      ],
    ),
  });
  return fc
    .tuple(
      fc.constantFrom('-', '-', '-', '*', '+', '1.', '1)'),
      fc.constantFrom('  ', '  ', '    ', '\t'),
      fc.constantFrom(false, false, true),
      fc.array(item, { minLength: 1, maxLength: 7 }),
    )
    .map(([marker, step, loose, items]) => {
      const width = /\d/.test(marker) ? 3 : 2;
      const unit = step === '\t' || step.length >= width ? step : ' '.repeat(width);
      return items.flatMap(({ depth, boxed, thing, detail }) => {
        const before = unit.repeat(depth);
        const lines = [`${before}${marker} ${boxed}${thing}`];
        lines.push(...detail.map((line) => (line === '' ? '' : before + ' '.repeat(width) + line)));
        return loose ? [...lines, ''] : lines;
      });
    });
}

function section(): fc.Arbitrary<readonly string[]> {
  const heading = fc.constantFrom<readonly string[]>(
    ['# Release checklist', ''],
    ['## Pre-release', ''],
    ['### T-minus 24 hours'],
    ['## Deployment to Staging ##', ''],
    ['Rollback procedure', '------------------', ''],
    ['Release', '=======', ''],
    ['**Owner: QA**', ''],
    [],
  );
  const aside = fc.constantFrom<readonly string[]>(
    [],
    [],
    [],
    ['', 'Some words about the part above.', ''],
    ['', '<!-- Uncomment for minor releases', '- [ ] hidden task', '-->', ''],
    ['', '<details>', '<summary><h4>More</h4></summary>', '', '- [ ] Folded task', '', '</details>', ''],
    ['', '<details>', '<summary>More</summary>', '- [ ] lost task', '</details>', ''],
    ['', '```markdown', '## Template', '- [ ] in a fence', '```', ''],
    ['', '| Role | Status |', '| --- | --- |', '| QA | ☐ Approved |', '| PM | [ ] |', ''],
    ['', '> **Note**', '> - [ ] quoted task', ''],
    ['', '---', ''],
    ['', '[notes]: https://example.com/notes', ''],
    ['', 'Release Type: [ ] Patch [ ] Minor [ ] Major', ''],
    ['- []  almost', '- [ ]almost', '-[ ] almost', '- [-] dropped', '- ☐ ballot', ''],
  );
  return fc.tuple(heading, ordinaryItems(), aside).map((parts) => [...parts.flat(), '']);
}
