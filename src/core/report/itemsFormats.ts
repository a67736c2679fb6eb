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

/**
 * The same as `printableJson(JSON.stringify(file))`. Written out for the items, which are most of it:
 * the path of a section is written once, and plain words need no escaping.
 */
export function itemsFileJson(file: ItemsFile): string {
  const items: string[] = [];
  let section: readonly string[] | undefined;
  let path = '';
  for (const item of file.items) {
    if (item.section !== section) {
      section = item.section;
      path = valueJson(section);
    }
    items.push(itemJson(item, path));
  }
  const { near, findings } = file;
  return `{"file":${textJson(file.file)},"items":[${items.join(',')}],"near":${valueJson(near)},"findings":${valueJson(findings)}}`;
}

function itemJson(item: ItemReport, path: string): string {
  const { line, column, state, depth, text, condition, owner, owners, due, waiver, reason, notes, decision } =
    item;
  let json = `{"line":${line},"column":${column},"state":"${state}","text":${textJson(text)},"depth":${depth},"section":${path}`;
  if (condition !== undefined) json += `,"condition":${textJson(condition)}`;
  if (owner !== undefined) json += `,"owner":${textJson(owner)}`;
  if (owners !== undefined) json += `,"owners":${valueJson(owners)}`;
  if (due !== undefined) json += `,"due":${textJson(due)}`;
  if (waiver !== undefined) json += `,"waiver":${valueJson(waiver)}`;
  if (reason !== undefined) json += `,"reason":${textJson(reason)}`;
  if (notes !== undefined) json += `,"notes":${valueJson(notes)}`;
  if (decision !== undefined) json += `,"decision":${decision}`;
  return `${json}}`;
}

function textJson(text: string): string {
  return needsEscape.test(text) ? valueJson(text) : `"${text}"`;
}

/** Anything but printable ASCII, what JSON escapes in it, and beginnings of log commands. */
const needsEscape = /[^ !#-[\]-~]|##/;

function valueJson(value: unknown): string {
  return printableJson(JSON.stringify(value));
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
