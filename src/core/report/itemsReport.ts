import { fill } from '../base/catalog.ts';
import type { Catalog, Severity } from '../base/catalog.ts';
import type { NearMissReason } from '../checklist/blocks.ts';
import type { ItemCounts } from '../checklist/countItems.ts';
import type { ListedItem, Listing } from '../checklist/list.ts';
import type { ChecklistFindingCode, ItemState, Waiver } from '../checklist/model.ts';

/** One file of `items`. Part of the public contract; lines and columns count from 1. */
export interface ItemsFile {
  readonly file: string;
  readonly items: readonly ItemReport[];
  /** Lines that a person reads as a box and GitHub does not. */
  readonly near: readonly NearReport[];
  readonly findings: readonly FindingReport[];
}

/** States as the contract names them. */
export type StateName = 'todo' | 'doing' | 'blocked' | 'failed' | 'done' | 'na' | 'waived';

export interface ItemReport {
  readonly line: number;
  /** Of the box, or of the value in YAML. */
  readonly column: number;
  readonly state: StateName;
  readonly text: string;
  readonly depth: number;
  /** Titles from the outermost heading to the item's own. */
  readonly section: readonly string[];
  readonly condition?: string;
  /** `@name` or `role:name`; the first one of several. */
  readonly owner?: string;
  /** All owners, when there is more than one. */
  readonly owners?: readonly string[];
  /** As written, without the word "due". */
  readonly due?: string;
  readonly waiver?: Waiver;
  readonly reason?: string;
  /** Notes as written, understood or not. */
  readonly notes?: readonly string[];
  /** One half of a go / no-go pair: shown, never counted. */
  readonly decision?: true;
}

export interface NearReport {
  readonly line: number;
  readonly column: number;
  readonly why: NearMissReason;
}

export interface FindingReport {
  readonly code: ChecklistFindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly line: number;
  readonly column: number;
}

/** A file that could not be read. */
export interface UnreadFile {
  readonly file: string;
  readonly message: string;
  readonly fix: string;
}

const stateNames: Readonly<Record<ItemState, StateName>> = {
  todo: 'todo',
  doing: 'doing',
  blocked: 'blocked',
  failed: 'failed',
  done: 'done',
  notApplicable: 'na',
  waived: 'waived',
};

export function itemsOf(file: string, parsed: Listing, catalog: Catalog<ChecklistFindingCode>): ItemsFile {
  const { items, sections, nearMisses } = parsed.value;
  return {
    file,
    items: items.map((item) => itemReport(item, sections[item.section]?.path ?? noPath)),
    near: nearMisses.map(({ line, column, why }) => ({ line, column, why })),
    findings: parsed.findings.map(({ code, args, where }) => {
      const entry = catalog[code];
      return {
        code,
        severity: entry.severity,
        message: fill(entry.sentence, args),
        fix: fill(entry.fix, args),
        line: where.line,
        column: where.column,
      };
    }),
  };
}

/** Done and all; what is not applicable is neither, nor is a go / no-go pair. */
export function countsOf(file: Pick<ItemsFile, 'items'>): ItemCounts {
  let done = 0;
  let total = 0;
  for (const { state, decision } of file.items) {
    const counts = state !== 'na' && decision === undefined;
    total += counts ? 1 : 0;
    done += counts && state === 'done' ? 1 : 0;
  }
  return { done, total };
}

const noPath: readonly string[] = [];

// Built field by field: a repository has tens of thousands of items, and spreading each costs more than reading it.
function itemReport(item: ListedItem, section: readonly string[]): ItemReport {
  const report: { -readonly [K in keyof ItemReport]: ItemReport[K] } = {
    line: item.line,
    column: item.column,
    state: stateNames[item.state],
    text: item.text,
    depth: item.depth,
    section,
  };
  if (item.condition !== undefined) report.condition = item.condition.text;
  const owner = item.owners[0];
  if (owner !== undefined) report.owner = owner;
  if (item.owners.length > 1) report.owners = item.owners;
  if (item.due !== undefined) report.due = item.due.text.replace(/^due\s+/i, '');
  if (item.waiver !== undefined) report.waiver = item.waiver;
  if (item.reason !== undefined) report.reason = item.reason;
  if (item.notes.length > 0) report.notes = item.notes;
  if (item.decision !== undefined) report.decision = item.decision;
  return report;
}
