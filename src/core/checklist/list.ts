/** Items of a text without sections' kinds, ids, conditions and findings: for listings of many files. */
import { readTextAndNotes, stateOf } from './itemWords.ts';
import { plainText } from './plainText.ts';
import type { Blocks } from './blocks.ts';
import type { ItemState } from './model.ts';

export interface ListedItem {
  readonly line: number;
  /** Column of the box. */
  readonly column: number;
  readonly checked: boolean;
  readonly state: ItemState;
  /** Words on the item's own line, without notes and formatting. */
  readonly text: string;
  /** Title of the nearest heading above; absent before the first. */
  readonly section?: string;
  readonly depth: number;
}

/** Items in document order. */
export function listItems(text: string, blocks: Blocks): readonly ListedItem[] {
  let next = 0;
  let section: string | undefined;
  return blocks.tasks.map((task) => {
    for (; (blocks.headings[next]?.line ?? Infinity) <= task.line; next++) {
      section = blocks.headings[next]?.text;
    }
    const words = readTextAndNotes(text.slice(task.textStart, task.textEnd));
    return {
      line: task.line,
      column: task.column,
      checked: task.checked,
      state: stateOf(task.checked, words.notes),
      text: words.text,
      ...(section !== undefined && { section: plainText(section) }),
      depth: task.depth,
    };
  });
}
