/**
 * A task is what remark-gfm or cmark-gfm takes for one. Where the reader
 * differs, the difference belongs to a class of docs/conformance.md; each has
 * its predicate here, and nothing else may differ.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Blocks, TaskBlock } from '../../../src/core/checklist/blocks.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { hostileDocument, ordinaryDocument } from '../../support/markdownDocuments.ts';
import {
  cmarkReadings,
  remarkTasks,
  type CmarkReading,
  type TaskLines,
} from '../../support/referenceTasks.ts';

interface Difference {
  /** The line, without its end. */
  readonly line: string;
  /** The lines above, nearest first. */
  readonly above: readonly string[];
  readonly below: string | undefined;
  /** Lines below that are no tasks of ours, to the end of our task if there is one. */
  readonly inside: readonly string[];
  readonly ours: TaskBlock | undefined;
  readonly remark: boolean | undefined;
  readonly cmark: boolean | undefined;
  /** A list item of cmark-gfm begins with a box here, task or not. */
  readonly boxInCmark: 'paragraph' | 'heading' | undefined;
}

const boxAtEnd = /\[[ \txX]\][ \t]*$/;
/** What cmark-gfm looks for at the beginning of a line, whatever block it is in. */
const boxForCmark = /^\s*(?:[-+*]|\d+.)\s+\[[ xX]\]\s/;
const bareBullet = /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]*$/;
const onlyMarks = /^[ \t>]*$/;
const loneTag = /^[ \t>]*<\/?[A-Za-z][^<>]*>[ \t]*$/;
const orderedNotAtOne = /(?:^|[ \t>])0*(?!0*1[.)])\d+[.)][ \t]/;

/** By the titles of docs/conformance.md. */
const classes: Record<string, (difference: Difference) => boolean> = {
  'The state is in the box': ({ line, ours, remark, cmark }) =>
    ours?.checked === false &&
    remark !== true &&
    cmark === true &&
    /\[[xX]\]/.test(line.slice(ours.column + 2)),
  'A box needs text': ({ line, ours }) => ours === undefined && boxAtEnd.test(line),
  'Text below a box without text': ({ above, ours, remark, cmark }) =>
    ours === undefined && remark === undefined && cmark !== undefined && boxAtEnd.test(above[0] ?? ''),
  'A form feed is no white space': ({ line, ours, remark }) =>
    ours === undefined && remark === undefined && /\[[ xX]\][\f\v]/.test(line),
  'A tab in the box, at any column': ({ line, ours, remark, cmark, boxInCmark }) =>
    ours !== undefined &&
    remark === undefined &&
    cmark === undefined &&
    boxInCmark !== undefined &&
    line[ours.column] === '\t',
  'The box on the line below its bullet': ({ line, above, ours, remark, cmark, boxInCmark }) =>
    ours !== undefined &&
    remark === undefined &&
    cmark === undefined &&
    boxInCmark !== undefined &&
    (onlyMarks.test(line.slice(0, ours.column - 1)) || bareBullet.test(above[0] ?? '')),
  'A task whose text is underlined': ({ ours, remark, cmark, boxInCmark }) =>
    ours !== undefined && remark === undefined && cmark === undefined && boxInCmark === 'heading',
  'A tag where a quoted paragraph might go on': ({ line, above, below, ours, remark, cmark, boxInCmark }) =>
    ours !== undefined &&
    remark === undefined &&
    cmark === undefined &&
    ((boxAtEnd.test(line) && loneTag.test(below ?? '')) ||
      (boxInCmark === undefined && above.slice(0, 12).some((text) => loneTag.test(text)))),
  'Any number may begin a list in a new container': ({ line, above, ours, remark, cmark, boxInCmark }) =>
    ours !== undefined &&
    remark === undefined &&
    cmark === undefined &&
    boxInCmark !== undefined &&
    [line.slice(0, ours.column - 1), ...above.slice(0, ours.depth > 1 ? 4 : 0)].some((text) =>
      orderedNotAtOne.test(text),
    ),
  'cmark-gfm marks the item around a line': ({ line, inside, ours, remark, cmark }) =>
    cmark !== undefined &&
    (remark === undefined || remark === ours?.checked) &&
    (ours === undefined || cmark !== ours.checked || remark === undefined) &&
    (!boxForCmark.test(line) || inside.some((text) => boxForCmark.test(text))),
  'remark-gfm lets any number interrupt a paragraph': ({ line, above, ours, remark, cmark, boxInCmark }) =>
    ours === undefined &&
    remark !== undefined &&
    cmark === undefined &&
    boxInCmark === undefined &&
    orderedNotAtOne.test(line) &&
    (above[0] ?? '').trim() !== '',
  'A footnote ends a paragraph': ({ line, above, ours, remark, cmark, boxInCmark }) =>
    ours !== undefined &&
    remark === undefined &&
    cmark === undefined &&
    boxInCmark === undefined &&
    [line, ...above.slice(0, 4)].some((text) => /\[\^[^\]]+\]:/.test(text)),
  'remark-gfm marks the item around a paragraph': ({ line, ours, remark, cmark, boxInCmark }) =>
    ours === undefined &&
    remark !== undefined &&
    cmark === undefined &&
    boxInCmark === undefined &&
    !/\[[ \txX]\]/.test(line),
  'A link definition before the box': ({ above, ours, remark, cmark, boxInCmark }) =>
    ours === undefined &&
    remark !== undefined &&
    cmark === undefined &&
    boxInCmark === undefined &&
    above.slice(0, 3).some((text) => text.includes(']:')),
};

/** Shown when asked for: `CONFORMANCE_COUNTS=1`. */
function report(byClass: ReadonlyMap<string, number>): void {
  if (process.env['CONFORMANCE_COUNTS'] === undefined) return;
  const lines = Array.from(byClass, ([title, count]) => `${String(count).padStart(6)} ${title}\n`);
  process.stdout.write(lines.join(''));
}

interface Compared {
  readonly documents: number;
  readonly tasks: number;
  readonly byClass: ReadonlyMap<string, number>;
  readonly unexplained: readonly string[];
}

/** `CONFORMANCE_SEED` tries other documents. */
const seed = Number(process.env['CONFORMANCE_SEED'] ?? 20_260_101);

describe('conformance of the Markdown reader', function () {
  this.timeout(300_000);

  it('reads 10,000 hostile documents like remark-gfm or cmark-gfm, but for the classes that are documented', () => {
    const { tasks, unexplained, byClass } = compare(fc.sample(hostileDocument, { numRuns: 10_000, seed }));
    report(byClass);
    assert.deepEqual(unexplained, []);
    assert.ok(tasks > 3_000, `enough tasks to compare: ${tasks}`);
  });

  it('reads 500 ordinary checklists like remark-gfm or cmark-gfm', () => {
    const { tasks, unexplained, byClass } = compare(fc.sample(ordinaryDocument, { numRuns: 500, seed }));
    report(byClass);
    assert.deepEqual(unexplained, []);
    assert.ok(tasks > 3_000, `enough tasks to compare: ${tasks}`);
  });
});

function compare(texts: readonly string[]): Compared {
  const blocks = texts.map(readBlocks);
  const bodies = texts.map((text, at) => withoutFrontMatter(text, blocks[at]!));
  const cmark = cmarkReadings(bodies);
  const byClass = new Map<string, number>();
  const unexplained: string[] = [];
  for (const [at, body] of bodies.entries()) {
    for (const difference of differences(body, blocks[at]!.tasks, remarkTasks(body), cmark[at]!)) {
      const name = Object.keys(classes).find((title) => classes[title]!(difference));
      if (name === undefined) unexplained.push(JSON.stringify({ ...difference, above: undefined, body }));
      else byClass.set(name, (byClass.get(name) ?? 0) + 1);
    }
  }
  const tasks = blocks.reduce((sum, { tasks: found }) => sum + found.length, 0);
  return { documents: texts.length, tasks, byClass, unexplained };
}

/** Neither reference knows front matter; blanks leave every line where it is. */
function withoutFrontMatter(text: string, { frontMatter }: Blocks): string {
  if (frontMatter === undefined) return text;
  let line = 0;
  return text.replace(/[^\r\n]*(\r\n?|\n|$)/g, (whole, end: string) =>
    line++ < frontMatter[1] ? ` ${end}` : whole,
  );
}

function differences(
  body: string,
  tasks: readonly TaskBlock[],
  remark: TaskLines,
  cmark: CmarkReading,
): Difference[] {
  const lines = body.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  const ours = new Map(tasks.map((task) => [task.line, task]));
  const numbers = new Set([...ours.keys(), ...remark.keys(), ...cmark.tasks.keys()]);
  return [...numbers]
    .map((number) => ({
      line: lines[number - 1]!,
      above: lines.slice(0, number - 1).toReversed(),
      below: lines[number],
      inside: lines
        .slice(number, ours.get(number)?.endLine ?? number + 6)
        .filter((_, at) => !ours.has(number + at + 1)),
      ours: ours.get(number),
      remark: remark.get(number),
      cmark: cmark.tasks.get(number),
      boxInCmark: cmark.boxes.get(number),
    }))
    .filter((one) => {
      const accepted = one.remark !== undefined || one.cmark !== undefined;
      return (
        accepted !== (one.ours !== undefined) ||
        [one.remark, one.cmark].some((state) => state !== undefined && state !== one.ours?.checked)
      );
    });
}
