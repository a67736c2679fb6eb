/**
 * Text that a person reads as a check box and GitHub does not show as one.
 * Pure functions over one piece of one line; who calls them knows the block
 * around it. `at` is the offset of the box in the given text.
 */
import type { NearMissReason } from './blocks.ts';

export interface BoxAt {
  readonly why: NearMissReason;
  readonly at: number;
}

/** A list item, its marker and white space taken off, that is no task. */
export function nearMissInItem(content: string): BoxAt | undefined {
  if (!mayHoldBox.test(content)) return undefined;
  return oddBox(content) ?? unspacedBullet(content) ?? emphasisedBox(content);
}

/** A line of a paragraph, or a heading's text, its indentation taken off. */
export function nearMissInProse(content: string): BoxAt | undefined {
  if (!mayHoldBox.test(content)) return undefined;
  const unspaced = unspacedBullet(content);
  if (unspaced !== undefined) return unspaced;
  const bare = bareBox.exec(content);
  if (bare !== null) return { why: 'boxWithoutBullet', at: bare[1]!.length };
  const odd = oddBox(content) ?? emphasisedBox(content);
  return odd !== undefined && oddWithoutBullet.has(odd.why) ? odd : undefined;
}

/** A line that would be a task if it stood somewhere else: in code, in HTML, too far to the right. */
export function strayTask(line: string): { readonly at: number; readonly ordinal: string } | undefined {
  const found = strayTaskLine.exec(line);
  return found === null ? undefined : { at: found[1]!.length, ordinal: found[2] ?? '' };
}

/** Offsets of the boxes that begin a cell of a table row. A cell with `[X]` alone is a place-holder. */
export function boxesInRow(row: string): readonly number[] {
  if (!row.includes('[')) return [];
  return [...row.matchAll(boxInCell)].map((found) => found.index + found[1]!.length);
}

/** Offset of an HTML check box outside code spans; -1 for none. */
export function htmlCheckbox(line: string): number {
  if (!checkbox.test(line)) return -1;
  return withoutCode(line).search(checkbox);
}

const mayHoldBox = /[[\]［］【】〔〕☐☑☒🗹🗷⬜🔲🔳□▢]/u;
const strayTaskLine = /^([ \t>]*(?:[-*+]|(\d{1,9})[.)])[ \t]+)\[[ \txX]\][ \t]+[^ \t]/;
const boxInCell = /((?:^|\|)[ \t>]*(?:[-*+][ \t]+)?)(?:\[[ \tx]\](?=[ \t|]|$)|\[X\](?=[ \t]+[^ \t|]))/g;
const checkbox = /<input\b[^<>]*\btype\s*=\s*["']?checkbox\b/i;

/** The line with its code spans blanked: a run of back quotes reaches to the next of the same length. */
function withoutCode(line: string): string {
  const runs = Array.from(line.matchAll(/`+/g), ({ 0: run, index }) => ({ index, length: run.length }));
  const closing = new Map<number, number>();
  const nextOfLength = new Map<number, number>();
  for (const [at, { length }] of [...runs.entries()].toReversed()) {
    const next = nextOfLength.get(length);
    if (next !== undefined) closing.set(at, next);
    nextOfLength.set(length, at);
  }

  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < runs.length; at++) {
    const close = closing.get(at);
    if (close === undefined) continue;
    const start = runs[at]!.index;
    const end = runs[close]!.index + runs[close]!.length;
    parts.push(line.slice(from, start), ' '.repeat(end - start));
    from = end;
    at = close;
  }
  return parts.join('') + line.slice(from);
}

/** A box without bullet, or behind a sign that only looks like a bullet. */
const bareBox = /^((?:[•‣◦●○▪▫–—−·][ \t\u00a0]*)?)\[[ \txX]\][ \t]+[^ \t]/u;
/** Without a bullet only these are boxes beyond doubt. */
const oddWithoutBullet: ReadonlySet<NearMissReason> = new Set<NearMissReason>([
  'ballotCharacter',
  'fullWidthBrackets',
  'escapedBracket',
  'boxInEmphasis',
]);

/** `**[ ] text**`: signs of emphasis take the place where a box would begin. */
function emphasisedBox(content: string): BoxAt | undefined {
  const found = /^(?:\*{2,3}|_{1,3}|~~)(?=\[[ \txX]\][ \t*_~\p{L}\p{N}])/u.exec(content);
  return found === null ? undefined : { why: 'boxInEmphasis', at: found[0].length };
}

function unspacedBullet(content: string): BoxAt | undefined {
  const found = /^(?:[-*+]|\d{1,9}[.)])(?=\[[ \txX]\][ \t]+[^ \t])/.exec(content);
  return found === null ? undefined : { why: 'noSpaceBeforeBox', at: found[0].length };
}

/** In this order; the first that fits names the reason. All are followed by white space or the end of the line. */
const oddBoxes: readonly (readonly [NearMissReason, RegExp])[] = [
  ['boxWithoutText', /^\[[ \txX]\][ \t]*$/],
  ['noSpaceAfterBox', /^\[[ \txX]\](?=[\p{L}\p{N}\p{Extended_Pictographic}\p{Z}\f\v*_~`<@#&"'“„«])/u],
  ['emptyBrackets', /^\[\](?=[ \t]|$|[\p{L}\p{N}])/u],
  ['extraSpaceInBox', /^\[[ \t]*[xX]?[ \t]*\](?=[ \t]|$)/],
  [
    'noBreakSpaceInBox',
    /^\[[ \txX]*[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff][\p{Z}\u200b-\u200d\u2060\ufeffxX]*\](?=[ \t]|$)/u,
  ],
  ['customMarker', /^\[[-/~!?<>*+=.|_\u0445\u0425\u03c7\u03a7\u00d7]\](?=[ \t]|$)/],
  ['emojiMarker', /^\[[ \t]*(?:\p{Extended_Pictographic}|[✓✗✘√☐☑☒])\ufe0f?[ \t]*\](?=[ \t]|$)/u],
  ['fullWidthBrackets', /^(?:[［【〔][ \txXｘＸ✓\u3000]?[］】〕\]]|\[[ \txXｘＸ\u3000]?[］】〕])/u],
  ['ballotCharacter', /^(?:[☐☑☒🗹🗷⬜🔲🔳□▢]\ufe0f?)+/u],
  ['escapedBracket', /^(?:\\\[[ \txX]?\\?\]|\[[ \txX]?\\\])(?=[ \t]|$)/],
];

function oddBox(content: string): BoxAt | undefined {
  const found = oddBoxes.find(([, pattern]) => pattern.test(content));
  return found === undefined ? undefined : { why: found[0], at: 0 };
}
