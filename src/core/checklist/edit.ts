/**
 * One change of one item, as edits of the text. Nothing else of the text moves:
 * a tick replaces one character, a note touches its own characters only.
 *
 * A tick outranks the notes: ticking a blocked item gives `[x]` and leaves the
 * note, as the reader takes `[x]` for done whatever else the line says. To say
 * that a done item is blocked, waived or not applicable clears its box, and
 * such a note takes the place of any other note about the state.
 *
 * This file reaches the YAML parser: load it with `import()` when a person edits.
 */
import { changeProblem } from './changeArguments.ts';
import type { EditResult, ItemAddress, ItemChange, Refusal } from './change.ts';
import { editLine } from './editLine.ts';
import { editYaml } from './editYaml.ts';
import { isLarge } from './largeText.ts';
import { noMark } from './markdownView.ts';
import type { Checklist, Item } from './model.ts';

/**
 * The edits for a change, or a refusal. `checklist` was read from this very
 * `text`; `address` may be older, and the item is found again or refused.
 */
export function edit(text: string, checklist: Checklist, address: ItemAddress, change: ItemChange): EditResult {
  const problem = changeProblem(change);
  if (problem !== undefined) return { ok: false, refusal: 'badArgument', args: problem };
  const [conflict] = checklist.conflictMarkers;
  if (conflict !== undefined) return refuse('conflictMarkers', conflict);
  if (isLarge(text)) return refuse('tooLarge', address.line);

  const found = findItem(checklist, address);
  if ('ok' in found) return found;
  if (checklist.format === 'yaml') return editYaml(text, found, change);
  if (found.markOffset === noMark) return refuse('yamlShape', found.line);
  return editLine(text, found, change);
}

/** Same line and same source; else the only identical line; else a refusal. */
export function findItem(checklist: Checklist, address: ItemAddress): Item | Extract<EditResult, { ok: false }> {
  const { line, source, id } = address;
  const onLine = checklist.items.filter((item) => item.line === line);
  if (source === undefined) {
    const [only] = onLine;
    if (only === undefined) return refuse(whatIsThere(checklist, line) ?? 'noItemOnLine', line);
    return onLine.length === 1 ? only : ambiguous(line, onLine);
  }
  const identical = checklist.items.filter((item) => item.source === source);
  const inPlace = identical.filter((item) => item.line === line && (id === undefined || item.id === id));
  const [candidate] = inPlace.length > 0 ? inPlace : identical;
  if (candidate === undefined) return refuse(whatIsThere(checklist, line) ?? 'lineChanged', line);
  const isOne = inPlace.length === 1 || (inPlace.length === 0 && identical.length === 1);
  return isOne ? candidate : ambiguous(line, identical);
}

function whatIsThere(checklist: Checklist, line: number): 'hidden' | 'nearMiss' | undefined {
  if (checklist.hidden.some((part) => part.line <= line && line <= part.endLine)) return 'hidden';
  return checklist.nearMisses.some((miss) => miss.line === line) ? 'nearMiss' : undefined;
}

function ambiguous(line: number, items: readonly Item[]): Extract<EditResult, { ok: false }> {
  const lines = [...new Set(items.map((item) => item.line))].join(', ');
  return { ok: false, refusal: 'ambiguous', args: { line, lines } };
}

function refuse(refusal: Refusal, line: number): Extract<EditResult, { ok: false }> {
  return { ok: false, refusal, args: { line } };
}
