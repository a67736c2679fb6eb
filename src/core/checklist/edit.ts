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
import { findItem } from './address.ts';
import { changeProblem } from './changeArguments.ts';
import type { EditResult, ItemAddress, ItemChange, Refusal } from './change.ts';
import { editLine } from './editLine.ts';
import { editYaml } from './editYaml.ts';
import { isLarge } from './largeText.ts';
import { noMark } from './markdownView.ts';
import type { Checklist } from './model.ts';

/**
 * The edits for a change, or a refusal. `checklist` was read from this very
 * `text`; `address` may be older, and the item is found again or refused.
 */
export function edit(
  text: string,
  checklist: Checklist,
  address: ItemAddress,
  change: ItemChange,
): EditResult {
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

function refuse(refusal: Refusal, line: number): Extract<EditResult, { ok: false }> {
  return { ok: false, refusal, args: { line } };
}
