import { resolve } from 'node:path';
import type { Severity } from '../../core/base/catalog.ts';
import { checklistCatalog, nearMissCatalog } from '../../core/checklist/catalog.ts';
import type { Listing } from '../../core/checklist/list.ts';
import { loadReader } from '../../core/checklist/read.ts';
import {
  itemsFileCount,
  itemsFileJson,
  itemsFileText,
  itemsJsonFrame,
  itemsTextFrame,
} from '../../core/report/itemsFormats.ts';
import type { ItemsFrame } from '../../core/report/itemsFormats.ts';
import { countsOf, itemsOf } from '../../core/report/itemsReport.ts';
import type { ItemsFile, UnreadFile } from '../../core/report/itemsReport.ts';
import { incompleteFile } from '../../core/report/incompleteFile.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { unreadFile } from '../../core/report/unreadable.ts';
import { byCodeUnit, listDocuments } from '../../node/files.ts';
import { readText } from '../../node/readText.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, shownName, workingFolder } from '../folder.ts';
import { formatOf, unsupportedFile } from '../format.ts';
import { styleFor } from '../output.ts';
import { progressOn } from '../progress.ts';
import type { Command, Host } from '../run.ts';
import { mayHoldYamlItems, scanCounts, scanItems } from './scanItems.ts';

/** `items`: every checklist item of the files that are named, or of the whole folder. */
export const items: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const collected: Collected = {
    writer: writerFor(invocation, host),
    rendered: new Map(),
    unread: [],
    warnings: [],
    severities: new Set(),
  };
  await (invocation.operands.length === 0
    ? collectFolder(folder, invocation, collected, host)
    : collectNamed(folder, invocation.operands, collected));
  report(invocation, host, collected);
  return exitOf(invocation, collected);
};

/** Turns a file into what is printed, at once: thousands of checklists would not fit into memory otherwise. */
interface Writer {
  readonly file: (file: ItemsFile) => string;
  readonly frame: ItemsFrame;
}

/** What a run has found so far. */
interface Collected {
  readonly writer: Writer;
  /** File to what is printed of it. */
  readonly rendered: Map<string, string>;
  readonly unread: UnreadFile[];
  readonly warnings: string[];
  readonly severities: Set<Severity>;
}

function writerFor(invocation: Invocation, host: Host): Writer {
  if (invocation.values.format === 'json') {
    return { file: itemsFileJson, frame: itemsJsonFrame };
  }
  if (invocation.switches.has('count')) {
    return { file: (file) => itemsFileCount(file.file, countsOf(file)), frame: itemsTextFrame('') };
  }
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  return { file: (file) => itemsFileText(file, style, nearMissCatalog), frame: itemsTextFrame('\n') };
}

/** The named files, each read in full; what cannot be read is said and holds up none of the others. */
async function collectNamed(
  folder: string,
  operands: readonly string[],
  collected: Collected,
): Promise<void> {
  for (const typed of operands) {
    const read = await readNamed(folder, typed);
    if (read.ok) {
      addNamed(read.file, read.parsed, collected);
    } else {
      noteUnread(read.unread, collected);
    }
  }
}

export type ReadNamed =
  | { readonly ok: true; readonly file: string; readonly parsed: Listing }
  | { readonly ok: false; readonly unread: UnreadFile };

/** One file that somebody named, read in full. */
export async function readNamed(folder: string, typed: string): Promise<ReadNamed> {
  const file = shownName(folder, typed);
  const format = formatOf(file);
  if (format === undefined) {
    return { ok: false, unread: unsupportedFile(folder, file) };
  }
  const source = readText(resolve(folder, typed));
  if (source.status !== 'read') {
    return { ok: false, unread: unreadFile(file, source.reason, source.detail) };
  }
  const read = await loadReader(format);
  return { ok: true, file, parsed: read(source.text, { file, reader: 'full' }) };
}

/** A person asked for this file, so the answer that it holds no item is one too. */
function addNamed(file: string, parsed: Listing, collected: Collected): void {
  const incomplete = incompleteFile(file, parsed);
  if (incomplete !== undefined) {
    noteUnread(incomplete, collected);
  } else if (parsed.value.items.length === 0) {
    collected.warnings.push(
      `${printable(file)}: no checklist items. An item is a line such as "- [ ] text".\n`,
    );
  }
  add(file, parsed, collected);
}

/** Every document of the folder that holds items. Markdown is scanned; what the scanner is not sure of is read in full. */
async function collectFolder(
  folder: string,
  invocation: Invocation,
  collected: Collected,
  host: Host,
): Promise<void> {
  const onlyCounts = wantsOnlyCounts(invocation);
  const unsure: { readonly file: string; readonly text: string }[] = [];
  const progress = progressOn(host, (count) => `Reading file ${count}`);
  const visit = (file: string) => {
    progress.step();
    const source = readText(`${folder}/${file}`);
    if (source.status !== 'read') {
      // Listed but gone: deleted in the work tree and not yet in the index. A name that is not UTF-8 looks the same.
      if (source.reason !== 'missing' || file.includes('\ufffd')) {
        noteUnread(unreadFile(file, source.reason, source.detail), collected);
      }
      return;
    }
    const { text } = source;
    if (formatOf(file) === 'yaml') {
      if (mayHoldYamlItems(file, text)) {
        unsure.push({ file, text });
      }
      return;
    }
    const counts = onlyCounts ? scanCounts(text) : 'unsure';
    if (counts === 'none') {
      return;
    }
    if (counts !== 'unsure') {
      collected.rendered.set(file, itemsFileCount(file, counts));
      return;
    }
    const scanned = scanItems(text, file);
    if (scanned === 'unsure') {
      unsure.push({ file, text });
    } else if (scanned !== 'none') {
      addListed(file, scanned, collected);
    }
  };
  const listing = await listDocuments(folder, visit, { environment: host.environment });
  progress.end();
  for (const { file, text } of unsure) {
    const read = await loadReader(formatOf(file) ?? 'markdown');
    addListed(file, read(text, { file, reader: 'full' }), collected);
  }
  for (const warning of listing.warnings) {
    noteUnread({ file: '.', message: warning, fix: 'Make the folder readable, or name files.' }, collected);
  }
}

/** Nothing is asked that only the words of the items could answer. */
function wantsOnlyCounts({ values, switches }: Invocation): boolean {
  return switches.has('count') && values.format !== 'json' && values['fail-on'] === undefined;
}

/** Nobody named this file: one without items is no news. */
function addListed(file: string, parsed: Listing, collected: Collected): void {
  if (parsed.value.items.length > 0 || parsed.value.conflictMarkers.length > 0) {
    addNamed(file, parsed, collected);
  }
}

function add(file: string, parsed: Listing, collected: Collected): void {
  const report = itemsOf(file, parsed, checklistCatalog);
  for (const { severity } of report.findings) {
    collected.severities.add(severity);
  }
  collected.rendered.set(file, collected.writer.file(report));
}

function noteUnread(unread: UnreadFile, { unread: all, warnings }: Collected): void {
  all.push(unread);
  const message = unread.message.endsWith('.') ? unread.message : `${unread.message}.`;
  warnings.push(`${printable(`${unread.file}: ${message} ${unread.fix}`)}\n`);
}

function report(invocation: Invocation, host: Host, collected: Collected): void {
  for (const warning of collected.warnings) {
    host.output.err(withoutLogCommands(warning));
  }
  if (collected.rendered.size === 0 && collected.unread.length === 0 && invocation.values.format !== 'json') {
    host.output.err(
      'No checklist items were found below this folder. An item is a line such as "- [ ] text".\n',
    );
  }
  write(collected, host);
}

/** Writes what was found in the order of the names, in few large pieces. */
function write({ writer: { frame }, rendered, unread }: Collected, host: Host): void {
  let piece = frame.start;
  let between = '';
  for (const [, text] of [...rendered].toSorted(([a], [b]) => byCodeUnit(a, b))) {
    piece += between + text;
    between = frame.between;
    if (piece.length > largePiece) {
      host.output.out(piece);
      piece = '';
    }
  }
  host.output.out(piece + frame.end(unread));
}

const largePiece = 1 << 20;

function exitOf({ values }: Invocation, collected: Collected): ExitCode {
  if (collected.unread.length > 0) {
    return exitCodes.unknown;
  }
  const levels: readonly Severity[] = ['error', 'warning', 'info'];
  const failing = levels.slice(0, levels.findIndex((level) => level === values['fail-on']) + 1);
  return failing.some((level) => collected.severities.has(level)) ? exitCodes.noGo : exitCodes.ok;
}
