import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { TextEdit } from '../../core/base/text.ts';
import { fill } from '../../core/base/catalog.ts';
import type { EditResult, ItemAddress, ItemChange } from '../../core/checklist/change.ts';
import { edit } from '../../core/checklist/edit.ts';
import { loadReader } from '../../core/checklist/read.ts';
import type { ReadChecklist } from '../../core/checklist/read.ts';
import { refusalSentence } from '../../core/checklist/refusals.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { editFile } from '../../node/editFile.ts';
import { readText } from '../../node/readText.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, shownName, workingFolder } from '../folder.ts';
import { formatOf, unsupportedFile } from '../format.ts';
import { holdInterrupts } from '../interrupts.ts';
import type { Command } from '../run.ts';

/** `tick`, `untick`, `waive`, `na`, `block`, `assign`, `due`, `evidence`: one change, made to every item that is named. */
export const editItems: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const targets = targetsOf(invocation.operands);
  if (typeof targets === 'string') {
    host.output.err(targets);
    return exitCodes.usage;
  }
  const mistake = mistakeOf(invocation, folder);
  if (mistake !== undefined) {
    host.output.err(`${printable(mistake)}\n`);
    return exitCodes.usage;
  }
  let worst: ExitCode = exitCodes.ok;
  const release = holdInterrupts();
  for (const [file, lines] of targets) {
    const name = shownName(folder, file);
    const places = lines.map((line) => ({ line }));
    const outcome = await editOne(folder, name, places, changeOf(invocation, folder, name));
    host.output.out(withoutLogCommands(outcome.said));
    host.output.err(withoutLogCommands(outcome.complaint));
    worst = worst === exitCodes.ok || outcome.exit === exitCodes.unknown ? outcome.exit : worst;
  }
  release();
  return worst;
};

/** Lines to edit, file by file, in the order they were named; a sentence when an operand is no `FILE:LINE`. */
function targetsOf(operands: readonly string[]): ReadonlyMap<string, readonly number[]> | string {
  const targets = new Map<string, number[]>();
  for (const operand of operands) {
    // A column may follow, as editors and other tools print it.
    const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/s.exec(operand) ?? [];
    if (file === undefined || Number(line) < 1) {
      return `"${printable(operand)}" names no line. Write FILE:LINE, for example docs/release.md:12.\n`;
    }
    const lines = targets.get(file) ?? [];
    targets.set(file, lines.includes(Number(line)) ? lines : [...lines, Number(line)]);
  }
  return targets;
}

/** What the options of `evidence` lack; the other commands say themselves what they need. */
function mistakeOf({ command, values: { file, link } }: Invocation, folder: string): string | undefined {
  if (command !== 'evidence') return undefined;
  if ((file === undefined) === (link === undefined)) return 'Give either --file or --link.';
  if (file === undefined) {
    return /^https?:\/\//i.test(link ?? '') ? undefined : '--link is an address that begins with https://.';
  }
  const inside = relative(folder, resolve(folder, file));
  return inside === '' || inside.startsWith('..') || !existsSync(resolve(folder, file))
    ? `${file} is not there, or lies outside of the folder. --file is a path below ${folder}.`
    : undefined;
}

/** A path in a checklist begins where the checklist stands, as hosts show links. */
function targetOf(folder: string, checklist: string, { file, link = '' }: Invocation['values']): string {
  if (file === undefined) return link;
  return relative(dirname(resolve(folder, checklist)), resolve(folder, file)).replaceAll(sep, '/');
}

function changeOf({ command, values }: Invocation, folder: string, checklist: string): ItemChange {
  const { reason = '', until = '', by = '', owner = '', due = '', at } = values;
  const changes: Readonly<Record<EditCommand, ItemChange>> = {
    tick: { kind: 'tick' },
    untick: { kind: 'untick' },
    waive: { kind: 'waive', until, by, reason },
    na: { kind: 'notApplicable', reason },
    block: { kind: 'block', reason },
    assign: { kind: 'assign', owner },
    due: { kind: 'due', due },
    evidence: {
      kind: 'evidence',
      target: targetOf(folder, checklist, values),
      ...(at === undefined ? {} : { at }),
    },
  };
  return changes[command as EditCommand];
}

type EditCommand = 'tick' | 'untick' | 'waive' | 'na' | 'block' | 'assign' | 'due' | 'evidence';

export interface EditOutcome {
  readonly exit: ExitCode;
  readonly said: string;
  readonly complaint: string;
}

/** All lines of a file or none: a script that edits half of what it was asked to is worse than one that stops. */
export async function editOne(
  folder: string,
  file: string,
  places: readonly ItemAddress[],
  change: ItemChange,
): Promise<EditOutcome> {
  const format = formatOf(file);
  if (format === undefined) {
    const { message, fix } = unsupportedFile(folder, file);
    return { exit: exitCodes.unknown, said: '', complaint: `${printable(`${file}: ${message}. ${fix}`)}\n` };
  }
  const read = await loadReader(format);
  const path = resolve(folder, file);
  const replacement = editFile(path, (text) => editAll(text, { file, places, change, read }));
  if (replacement.status === 'refused') {
    const sentence = fill(writeRefusalSentences[replacement.refusal], { file, detail: replacement.detail });
    return { exit: exitCodes.unknown, said: '', complaint: `${printable(sentence)}\n` };
  }
  const { answer } = replacement;
  if (!answer.ok) {
    if (answer.refusal === 'badArgument') {
      // A value that cannot be written is a slip of the command line, not of the file.
      const { name = '', expected = '' } = answer.args;
      return { exit: exitCodes.usage, said: '', complaint: `--${name} needs ${expected}.\n` };
    }
    const sentence = printable(refusalSentence(answer.refusal, answer.args));
    const complaint = `${printable(file)}:${answer.line}  ${sentence}\n`;
    return { exit: exitCodes.noGo, said: '', complaint };
  }
  const lines = places.map(({ line }) => line);
  return { exit: exitCodes.ok, said: changedLines(path, file, lines), complaint: '' };
}

type EditedAll = EditResult & { readonly line: number };

interface Wanted {
  readonly file: string;
  readonly places: readonly ItemAddress[];
  readonly change: ItemChange;
  readonly read: ReadChecklist;
}

function editAll(text: string, { file, places, change, read }: Wanted): EditedAll {
  const checklist = read(text, { file, reader: 'full' }).value;
  const edits: TextEdit[] = [];
  for (const place of places) {
    const result = edit(text, checklist, place, change);
    if (!result.ok) {
      return { ...result, line: place.line };
    }
    edits.push(...result.edits);
  }
  return { ok: true, edits, line: places[0]?.line ?? 1 };
}

/** The lines as they stand in the file now. */
function changedLines(path: string, file: string, lines: readonly number[]): string {
  const now = readText(path);
  const source = now.status === 'read' ? now.text.split(/\r\n|\r|\n/) : [];
  return lines.map((line) => `${printable(`${file}:${line}: ${source[line - 1] ?? ''}`)}\n`).join('');
}
