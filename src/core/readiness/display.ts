/** Nodes of the readiness tree: what every surface shows, before any surface's own types. */
import type { Where } from '../base/text.ts';
import type { ItemState } from '../checklist/model.ts';
import type { ItemRef, Verdict } from './model.ts';

/** Icons by meaning; the adapter maps them to theme icons. */
export type IconName =
  | 'go'
  | 'conditionalGo'
  | 'noGo'
  | 'unknown'
  | 'area'
  | 'stage'
  | 'section'
  | 'file'
  | 'todo'
  | 'doing'
  | 'blocked'
  | 'failed'
  | 'done'
  | 'notApplicable'
  | 'waived'
  | 'undecided'
  | 'overdue'
  | 'alarm'
  | 'reason'
  | 'detail'
  | 'problem';

export interface DisplayNode {
  /** Unique in the tree and stable from one evaluation to the next. */
  readonly id: string;
  readonly kind: 'release' | 'group' | 'item' | 'reasons' | 'reason' | 'detail' | 'file' | 'problem';
  readonly label: string;
  /** `5/7 · 2 blocking · due Tue 14:00`. */
  readonly description: string;
  readonly icon: IconName;
  /** Lines of the tooltip, plain text; the adapter escapes them. */
  readonly tooltip: readonly string[];
  /** One sentence for a screen reader. */
  readonly accessibleLabel: string;
  readonly check?: 'checked' | 'unchecked';
  /** Items below a parent's own box are toggled one by one; a group's box is only shown. */
  readonly item?: {
    readonly ref: ItemRef;
    readonly state: ItemState;
    readonly line: number;
    readonly source: string;
  };
  readonly where?: Where;
  readonly children: readonly DisplayNode[];
  readonly verdict?: Verdict;
}

export const treeFilters = ['all', 'open', 'blocking', 'mine', 'due'] as const;
export type TreeFilter = (typeof treeFilters)[number];
export const treeGroupings = ['section', 'owner', 'state'] as const;
export type TreeGrouping = (typeof treeGroupings)[number];

export interface TreeOptions {
  readonly filter: TreeFilter;
  readonly grouping: TreeGrouping;
  /** Names that count as "mine": `@ana`, `role:qa`. */
  readonly me: readonly string[];
  readonly now: number;
  /** Zone that times are shown in. */
  readonly timezone: string;
  /** Files that look like checklists and are not used, each with a sentence that says why. */
  readonly leftOut?: readonly { readonly file: string; readonly why: string }[];
}
