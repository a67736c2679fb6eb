import type { NearMissReason } from '../checklist/blocks.ts';
import type { ItemCounts } from '../checklist/countItems.ts';
import type { NearMissEntry } from '../checklist/catalog.ts';
import { countsOf } from './itemsReport.ts';
import type { ItemReport, ItemsFile, StateName, UnreadFile } from './itemsReport.ts';
import { printable, printableJson, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

/** What stands around the files of an output. */
export interface ItemsFrame {
  readonly start: string;
  readonly between: string;
  readonly end: (unread: readonly UnreadFile[]) => string;
}

/** JSON with one file a line. */
export const itemsJsonFrame: ItemsFrame = {
  start: '{"schema":"release-readiness/items/1","files":[\n',
  between: ',\n',
  end: (unread) => {
    const tail = unread.length === 0 ? '' : `,"unreadable":${printableJson(JSON.stringify(unread))}`;
    return `\n]${tail}}\n`;
  },
};

/** Files one after the other, or with an empty line between them. */
export function itemsTextFrame(between: '' | '\n'): ItemsFrame {
  return { start: '', between, end: () => '' };
}

export function itemsFileJson(file: ItemsFile): string {
  return printableJson(JSON.stringify(file));
}

/** For people: the file with its count, then a line for each item, section by section. */
export function itemsFileText(
  file: ItemsFile,
  style: TextStyle,
  nearMisses: Readonly<Record<NearMissReason, NearMissEntry>>,
): string {
  const { done, total } = countsOf(file);
  const lines = [
    `${style.bold(printable(file.file))}  ${total === 0 ? 'no items' : `${done}/${total} done`}`,
  ];
  let section: readonly string[] | undefined;
  for (const item of file.items) {
    if (item.section !== section) {
      section = item.section;
      if (section.length > 0) {
        lines.push(`  ${style.faint(printable(section.join(' > ')))}`);
      }
    }
    lines.push(itemLine(item, style));
  }
  for (const { line, column, why } of file.near) {
    lines.push(
      `  ${place(line, column)}  ${style.doubtful('no box ')}  ${nearMisses[why].why} ${nearMisses[why].fix}`,
    );
  }
  for (const { line, column, code, severity, message } of file.findings) {
    if (code !== 'nearMiss' && code !== 'noItems') {
      lines.push(`  ${place(line, column)}  ${style.doubtful(severity)}  ${printable(message)}`);
    }
  }
  return withoutLogCommands(`${lines.join('\n')}\n`);
}

/** `file: done/total`. */
export function itemsFileCount(file: string, { done, total }: ItemCounts): string {
  return withoutLogCommands(`${printable(file)}: ${done}/${total}\n`);
}

function itemLine(item: ItemReport, style: TextStyle): string {
  const { state, waiver } = item;
  const extras = [
    item.owners?.join(' ') ?? item.owner ?? '',
    item.due === undefined ? '' : `due ${item.due}`,
    waiver === undefined ? '' : `until ${waiver.until ?? '?'} by ${waiver.by ?? '?'}`,
    item.reason ?? waiver?.reason ?? '',
  ].filter((part) => part !== '');
  const indent = '  '.repeat(Math.min(item.depth, 8) - 1);
  const words = printable([item.text, ...extras].join('  '));
  return `  ${place(item.line, item.column)}  ${colour(state, style)(state.padEnd(7))}  ${indent}${words}`;
}

function place(line: number, column: number): string {
  return `${line}:${column}`.padEnd(7);
}

function colour(state: StateName, style: TextStyle): (text: string) => string {
  if (state === 'done') {
    return style.good;
  }
  return state === 'blocked' || state === 'failed'
    ? style.bad
    : state === 'na'
      ? style.faint
      : style.doubtful;
}
