/** Requests for one edit of one item. `edit` answers with text edits or a refusal. */
import type { TextEdit } from '../base/text.ts';
import type { TaskRun } from './taskRun.ts';

/** Finds an item again: the line it was seen on and its source text there. `addressOf` makes one. */
export interface ItemAddress {
  readonly line: number;
  /** `Item.source` when it was read; absent when the caller only names a line. */
  readonly source?: string;
  /** `Item.id` when it was read: tells one of several identical lines from another that moved to its place. */
  readonly id?: string;
  /** Items with this very source when it was read, itself included. */
  readonly twins?: number;
}

export type ItemChange =
  | { readonly kind: 'tick'; /** Written as `done … @by` when given. */ readonly stamp?: string }
  | { readonly kind: 'untick' }
  | { readonly kind: 'notApplicable'; readonly reason: string }
  | { readonly kind: 'waive'; readonly until: string; readonly by: string; readonly reason: string }
  | { readonly kind: 'block'; readonly reason: string }
  | { readonly kind: 'assign'; readonly owner: string }
  | { readonly kind: 'due'; readonly due: string }
  | {
      readonly kind: 'evidence';
      /** A link, or a path relative to the folder of the checklist. Added to what is there. */
      readonly target: string;
      /** Commit for which it holds; takes the place of an earlier one. */
      readonly at?: string;
    }
  | {
      readonly kind: 'task';
      /**
       * Takes the place of an earlier result of the same task. Its commit becomes that of the item, unless
       * other evidence there was proved at another one: then it stands in the result.
       */
      readonly run: TaskRun;
    };

export type EditResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[]; readonly line: number }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      readonly args: Readonly<Record<string, string | number>>;
    };

export const refusals = [
  'noItemOnLine', // args: line
  'lineChanged', // args: line; and no identical line
  'ambiguous', // args: line, lines; several identical lines, now or when it was read
  'alreadySo', // args: line; ticked already, and so on: nothing to change
  'hidden', // args: line; inside a fence or comment
  'nearMiss', // args: line
  'conflictMarkers', // args: line
  'badArgument', // args: name, expected
  'tooLarge', // args: line
  'notesBelow', // args: line; the notes stand on lines that continue the item
  'yamlShape', // args: line; the value is not one that can be edited in place
] as const;
export type Refusal = (typeof refusals)[number];
