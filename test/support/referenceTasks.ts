/**
 * What two independent implementations of GitHub's Markdown take for tasks:
 * remark with remark-gfm, and the program `cmark-gfm`.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** Tasks by line number, with their state; lines end at LF, CRLF and CR. */
export type TaskLines = ReadonlyMap<number, boolean>;

interface Node {
  readonly type: string;
  readonly checked?: boolean | null;
  readonly position?: { readonly start: { readonly line: number } };
  readonly children?: readonly Node[];
}

export function remarkTasks(text: string): TaskLines {
  const tasks = new Map<number, boolean>();
  const visit = (node: Node) => {
    if (node.type === 'listItem' && typeof node.checked === 'boolean') {
      const first = node.children?.find((child) => child.type !== 'definition');
      tasks.set((first ?? node).position!.start.line, node.checked);
    }
    node.children?.forEach(visit);
  };
  visit(unified().use(remarkParse).use(remarkGfm).parse(text) as Node);
  return tasks;
}

export interface CmarkReading {
  readonly tasks: TaskLines;
  /**
   * Lines where a list item's text begins with a box, task or not, even if the
   * box names a link: cmark-gfm
   * builds the same items as everybody and then asks whether the bullet is the
   * first thing on its line.
   */
  readonly boxes: ReadonlyMap<number, 'paragraph' | 'heading'>;
}

/**
 * One answer a text, in order. A process reads one text only, because nothing
 * ends every block that a text may leave open; one shell starts them all.
 * Throws when the program is missing or fails.
 */
export function cmarkReadings(texts: readonly string[]): readonly CmarkReading[] {
  const folder = mkdtempSync(join(tmpdir(), 'cmark-'));
  try {
    for (const [at, text] of texts.entries()) writeFileSync(join(folder, String(at)), text);
    const run = spawnSync('sh', ['-c', readEach, 'sh', String(texts.length)], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(`${missing}\n${run.error?.message ?? run.stderr}`);
    const answers = run.stdout.split('<?xml ').slice(1);
    assert.equal(answers.length, texts.length, 'one answer a text');
    return answers.map(readXml);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const missing =
  'The program cmark-gfm is needed to compare with. Install it (Debian and Ubuntu: apt-get install cmark-gfm; macOS: brew install cmark-gfm).';

const readEach = `
  at=0
  while [ "$at" -lt "$1" ]; do
    cmark-gfm -e tasklist -e table -e strikethrough -t xml --sourcepos "$at" || exit 1
    at=$((at + 1))
  done`;

function readXml(xml: string): CmarkReading {
  const tasks = xml.matchAll(/<tasklist sourcepos="(\d+):[^"]*" completed="(true|false)"/g);
  const boxes = xml.matchAll(
    /<item sourcepos="[^"]*">\s*<(paragraph|heading) sourcepos="(\d+):[^"]*"[^>]*>\s*(?:<text [^>]*>\[[ \txX]\]|<link [^>]*>\s*<text [^>]*>[xX]<)/g,
  );
  return {
    tasks: new Map(Array.from(tasks, ([, line, done]): [number, boolean] => [Number(line), done === 'true'])),
    boxes: new Map(
      Array.from(boxes, ([, kind, line]): [number, 'paragraph' | 'heading'] => [
        Number(line),
        kind === 'heading' ? kind : 'paragraph',
      ]),
    ),
  };
}
