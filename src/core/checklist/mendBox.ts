import type { TextEdit } from '../base/text.ts';
import type { NearMissReason } from './blocks.ts';

/**
 * The one edit that turns a near miss into a box that GitHub shows, with
 * offsets into the line; nothing where only a person knows what was meant.
 * `column` counts from 1 and names the box, as `NearMiss` does.
 */
export function mendBox(
  line: string,
  { why, column }: { readonly why: NearMissReason; readonly column: number },
): TextEdit | undefined {
  const start = column - 1;
  const before = line.slice(0, start);
  const found = forms[why]?.exec(line.slice(start));
  if (found === null || found === undefined) return undefined;
  const box = boxOf(found[0]);
  if (why === 'boxWithoutBullet') return { start, end: start, newText: '- ' };
  if (why === 'noSpaceBeforeBox') return { start, end: start, newText: ' ' };
  const bullet = /(?:[-*+]|\d{1,9}[.)])[ \t]+$/.test(before) ? '' : '- ';
  if (bullet !== '' && before.trim() !== '') return undefined;
  const rest = line.slice(start + found[0].length);
  const space = /^[ \t]/.test(rest) || rest === '' ? '' : ' ';
  if (rest.trim() === '') return undefined;
  return { start, end: start + found[0].length, newText: `${bullet}${box}${space}` };
}

/** What is taken away, by reason. A reason without an entry has no sure fix. */
const forms: Readonly<Partial<Record<NearMissReason, RegExp>>> = {
  noSpaceAfterBox: /^\[[ \txX]\][\p{Z}]*/u,
  noSpaceBeforeBox: /^\[[ \txX]\]/,
  emptyBrackets: /^\[\]/,
  extraSpaceInBox: /^\[[ \t]*[xX]?[ \t]*\]/,
  noBreakSpaceInBox: /^\[[\p{Z}\t\u200b-\u200d\u2060\ufeff]*[xX]?[\p{Z}\t\u200b-\u200d\u2060\ufeff]*\]/u,
  fullWidthBrackets: /^[［【〔[][ \txXｘＸ✓\u3000]?[］】〕\]]/u,
  emojiMarker: /^\[[ \t]*[✅✓✔☑☐⬜]\ufe0f?[ \t]*\]/u,
  ballotCharacter: /^[☐☑⬜□]\ufe0f?/u,
  escapedBracket: /^\\?\[[ \txX]?\\?\]/,
  boxWithoutBullet: /^\[[ \txX]\]/,
};

function boxOf(written: string): '[ ]' | '[x]' {
  return /[xXｘＸ✅✓✔☑]/u.test(written) ? '[x]' : '[ ]';
}
