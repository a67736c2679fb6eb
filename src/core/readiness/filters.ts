/** Which items a filter of the tree lets through, and what one drawing of a release carries along. */
import { hour } from '../base/instant.ts';
import type { TreeFilter, TreeOptions } from './display.ts';
import { isOpenItem } from './itemNode.ts';
import type { EvaluatedItem, Readiness, Reason } from './model.ts';
import { sameName } from './people.ts';

/** Items that come due within this time belong to the filter `due`, with those that are overdue. */
export const soon = 24 * hour;

/** Whether an item stays under a filter. */
export function passes(evaluated: EvaluatedItem, filter: TreeFilter, options: TreeOptions): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return isOpenItem(evaluated);
    case 'blocking':
      return evaluated.blocking;
    case 'mine':
      return (
        isOpenItem(evaluated) &&
        evaluated.owners.some((owner) => options.me.some((name) => sameName(name, owner)))
      );
    case 'due':
      return isOpenItem(evaluated) && evaluated.dueAt !== undefined && evaluated.dueAt <= options.now + soon;
  }
}

/** What belongs together while one release is drawn. */
export interface Drawing {
  readonly readiness: Readiness;
  readonly options: TreeOptions;
  readonly reasons: ReadonlyMap<string, readonly Reason[]>;
}
