import type { Blocks, TaskBlock } from './blocks.ts';
import { maxItems } from './assemble.ts';
import { readTextAndNotes, stateOf } from './itemWords.ts';

export interface ItemCounts {
  readonly done: number;
  /** Items that apply; halves of a go / no-go pair are none. */
  readonly total: number;
}

/**
 * Counts the items of a Markdown text without assembling the checklist: the same numbers, at a
 * fraction of the cost. Undefined when only the whole checklist tells, which is rare.
 */
export function countItems(text: string, blocks: Blocks): ItemCounts | undefined {
  const { tasks } = blocks;
  if (tasks.length > maxItems || blocks.conflictMarkers.length > 0) {
    return undefined;
  }
  const mayNotApply = notApplicable.test(text);
  const mayDecide = noGo.test(text);
  let done = 0;
  let total = tasks.length;
  for (const task of tasks) {
    if (mayDecide && noGo.test(sourceOf(text, task))) {
      return undefined;
    }
    if (task.checked) {
      done++;
    } else if (mayNotApply) {
      // Notes may stand on the lines that continue the item; joining them is the assembler's work.
      if (task.continuation !== undefined) {
        return undefined;
      }
      total -= doesNotApply(sourceOf(text, task)) ? 1 : 0;
    }
  }
  return { done, total };
}

/** One half of every go / no-go pair says this. */
const noGo = /no[- ]?go(?!\p{L})/iu;
const notApplicable = /N\/A/i;

function doesNotApply(source: string): boolean {
  return notApplicable.test(source) && stateOf(false, readTextAndNotes(source).notes) === 'notApplicable';
}

function sourceOf(text: string, task: TaskBlock): string {
  return text.slice(task.textStart, task.textEnd);
}
