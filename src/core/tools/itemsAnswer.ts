import { nearMissCatalog } from '../checklist/catalog.ts';
import type { ItemReport, ItemsFile, UnreadFile } from '../report/itemsReport.ts';
import { answer, counted, onPage, pageSentence, tally } from './answer.ts';
import type { Page, ToolResult } from './answer.ts';

export interface ListedFiles {
  readonly files: readonly ItemsFile[];
  /** Files that were not read, or not in full. */
  readonly unread: readonly UnreadFile[];
}

/** Items of checklists in the order of the files, and what is wrong with these files. */
export function itemsAnswer(
  { files, unread }: ListedFiles,
  options: Page & { readonly state?: string },
): ToolResult {
  const { state } = options;
  const all = files.flatMap(({ file, items }) => items.map((item) => ({ file, ...item })));
  const wanted = state === undefined ? all : all.filter((item) => item.state === state);
  const near = files.flatMap((one) => one.near.map((place) => ({ file: one.file, ...place })));
  const findings = files
    .flatMap((one) => one.findings.map((finding) => ({ file: one.file, ...finding })))
    .filter(({ code, severity }) => code !== 'nearMiss' && (severity === 'error' || severity === 'warning'));
  return answer(
    [
      `${counted(wanted.length, 'item')}${state === undefined ? '' : ` in state ${state}, of ${all.length}`} in ${counted(files.length, 'file')}.`,
      pageSentence('items', wanted.length, options),
      near.length === 0
        ? ''
        : `${counted(near.length, 'line')} look like a box and count for nothing: see noBox.`,
      unread.length === 0
        ? ''
        : `${counted(unread.length, 'file')} could not be read in full, so the list is not complete: see unread.`,
    ],
    {
      states: tally(all.map((item) => item.state)),
      items: onPage(wanted, options).map(itemData),
      noBox: {
        count: near.length,
        lines: near
          .slice(0, mostBeside)
          .map(({ file, line, why }) => ({ file, line, ...nearMissCatalog[why] })),
      },
      findings: {
        count: findings.length,
        list: findings
          .slice(0, mostBeside)
          .map(({ file, line, message, fix }) => ({ file, line, message, fix })),
      },
      unread,
    },
  );
}

const mostBeside = 20;

function itemData({
  file,
  line,
  state,
  text,
  section,
  ...item
}: ItemReport & { readonly file: string }): Readonly<Record<string, unknown>> {
  const { owner, owners, due, condition, waiver, reason, notes, decision } = item;
  const path = section.join(' > ');
  return {
    file,
    line,
    state,
    text,
    section: path,
    owner,
    owners,
    due,
    condition,
    waiver,
    reason,
    notes,
    decision,
  };
}
