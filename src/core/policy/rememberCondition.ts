/** A decision about a condition, written into the policy: one entry, and nothing else of the file changes. */
import { isMap, isSeq, parseDocument } from 'yaml';
import type { TextEdit } from '../base/text.ts';
import type { ConditionPolicy } from './model.ts';

export type Remembered =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  /** `unreadable`: no YAML map; `shape`: `conditions` is written in a form that cannot be added to. */
  | { readonly ok: false; readonly refusal: 'unreadable' | 'shape' };

/** An earlier entry for the same item is replaced. The text may be empty: then it becomes a policy. */
export function rememberCondition(text: string, decision: ConditionPolicy): Remembered {
  const document = parseDocument(text, { keepSourceTokens: true, logLevel: 'silent' });
  const root: unknown = document.contents;
  if (document.errors.length > 0 || (root !== null && !isMap(root))) {
    return { ok: false, refusal: 'unreadable' };
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = `- ${flow(decision)}`;
  const list: unknown = isMap(root) ? root.get('conditions', true) : undefined;
  if (list === undefined || list === null) {
    const gap = text === '' || text.endsWith('\n') ? '' : eol;
    return edits(text.length, text.length, `${gap}conditions:${eol}  ${entry}${eol}`);
  }
  if (!isSeq(list) || list.range === undefined || list.range === null) return { ok: false, refusal: 'shape' };
  const same = list.items.find((item) => isMap(item) && item.get('item') === decision.item);
  if (isMap(same) && same.range !== undefined && same.range !== null) {
    const [start, end] = same.range;
    // A block entry ends where the next line begins; the flow form stands on one line.
    const block = text.slice(start, end).replace(/\s+$/, '').length;
    return edits(start, start + block, flow(decision));
  }
  const [start, end] = list.range;
  if (list.flow === true) {
    const close = end - 1;
    const comma = list.items.length === 0 || /,\s*$/.test(text.slice(start, close)) ? '' : ', ';
    return text.charAt(close) === ']'
      ? edits(close, close, `${comma}${flow(decision)}`)
      : { ok: false, refusal: 'shape' };
  }
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const indent = /^[ ]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const used = start + text.slice(start, end).replace(/\s+$/, '').length;
  const lineEnd = text.indexOf('\n', used);
  return lineEnd === -1
    ? edits(text.length, text.length, `${eol}${indent}${entry}${eol}`)
    : edits(lineEnd + 1, lineEnd + 1, `${indent}${entry}${eol}`);
}

function edits(start: number, end: number, newText: string): Remembered {
  return { ok: true, edits: [{ start, end, newText }] };
}

/** Strings as JSON, which YAML reads as they are. */
function flow({ item, applies, reason }: ConditionPolicy): string {
  const why = reason === undefined ? '' : `, reason: ${JSON.stringify(reason)}`;
  return `{ item: ${JSON.stringify(item)}, applies: ${String(applies)}${why} }`;
}
