/** A checklist with the conflict markers of a merge by lines, merged again item by item. */
import { readChecklist } from '../read.ts';
import { mergeLines, withoutEnd, type ItemLine, type MergeLine } from './lines.ts';
import { mergeChecklists } from './merge.ts';

export type Resolution =
  | {
      readonly ok: true;
      readonly text: string;
      /** Places that are left for a person, between markers in the text. */
      readonly conflicts: number;
      /** Items whose owner or due time was taken from one side, although nothing shows who changed it. */
      readonly assumed: number;
    }
  /** `line`, from 1: where a marker has no partner. */
  | { readonly ok: false; readonly why: 'noMarkers' | 'incomplete'; readonly line: number };

/**
 * All styles of markers. With a base (`|||||||`, or `base`: the whole text before, as the index of git has it) the
 * merge is exact. Without one nobody knows which side changed an answer: an item that is ticked on one side only, or
 * has other evidence there, stays a conflict of its own. What only one side has is kept.
 */
export async function resolveConflictText(text: string, file: string, before?: string): Promise<Resolution> {
  const lines = text === '' ? [] : text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const { value } = await readChecklist(text, { file, reader: 'full' });
  // A sample of markers in a fence is text. In YAML the markers are what keeps the file from being read.
  const real = value.format === 'markdown' ? new Set(value.conflictMarkers) : undefined;
  const parts = partsOf(lines, (line) => real === undefined || real.has(line));
  if (typeof parts === 'number') return { ok: false, why: 'incomplete', line: parts };
  if (parts.every((part) => 'same' in part)) return { ok: false, why: 'noMarkers', line: 1 };

  const [ours, theirs] = [sideOf(parts, 'ours'), sideOf(parts, 'theirs')];
  const [oursLines, theirsLines] = [await linesOf(ours, file), await linesOf(theirs, file)];
  if (before !== undefined) {
    const exact = await mergeChecklists({ base: before, ours, theirs, file });
    return { ok: true, ...exact, assumed: 0 };
  }
  const base: string[] = [];
  let assumed = 0;
  let known = true;
  const at = { ours: 0, theirs: 0 };
  for (const part of parts) {
    if ('same' in part) {
      base.push(...part.same);
      at.ours += part.same.length;
      at.theirs += part.same.length;
      continue;
    }
    const own = oursLines.slice(at.ours, (at.ours += part.ours.length));
    const other = theirsLines.slice(at.theirs, (at.theirs += part.theirs.length));
    if (part.base === undefined) {
      const found = commonBase(own, other);
      base.push(...found.lines);
      assumed += found.assumed;
      known = false;
    } else {
      base.push(...part.base);
    }
  }
  const merged = await mergeChecklists({
    base: base.join(''),
    ours,
    theirs,
    file,
    ...(known ? {} : { withoutBase: true }),
  });
  return { ok: true, ...merged, assumed };
}

type Part =
  | { readonly same: readonly string[] }
  | {
      readonly ours: readonly string[];
      readonly base: readonly string[] | undefined;
      readonly theirs: readonly string[];
    };

/** The line of a marker without a partner instead, from 1. */
function partsOf(lines: readonly string[], isReal: (line: number) => boolean): readonly Part[] | number {
  const parts: Part[] = [];
  let same: string[] = [];
  let open:
    | { line: number; ours: string[]; base: string[] | undefined; theirs: string[] | undefined }
    | undefined;
  for (const [index, source] of lines.entries()) {
    const sign = /^(?:([<>|])\1{6,}(?:[ \t\r\n]|$)|(=)={6,}[ \t]*[\r\n]*$)/.exec(source);
    const kind = sign?.[1] ?? sign?.[2];
    if (open === undefined) {
      if (kind === '<' && isReal(index + 1)) {
        parts.push({ same });
        same = [];
        open = { line: index + 1, ours: [], base: undefined, theirs: undefined };
      } else if (kind === '>' && isReal(index + 1)) return index + 1;
      else same.push(source);
    } else if (kind === '<') return index + 1;
    else if (kind === '|' && open.base === undefined && open.theirs === undefined) open.base = [];
    else if (kind === '=' && open.theirs === undefined) open.theirs = [];
    else if (kind === '>') {
      if (open.theirs === undefined) return index + 1;
      parts.push({ ours: open.ours, base: open.base, theirs: open.theirs });
      open = undefined;
    } else (open.theirs ?? open.base ?? open.ours).push(source);
  }
  return open === undefined ? [...parts, { same }] : open.line;
}

function sideOf(parts: readonly Part[], side: 'ours' | 'theirs'): string {
  return parts.flatMap((part) => ('same' in part ? part.same : part[side])).join('');
}

async function linesOf(text: string, file: string): Promise<readonly MergeLine[]> {
  const { value } = await readChecklist(text, { file, reader: 'full' });
  return mergeLines(text, value.items, value.format === 'markdown' ? 'markdown' : 'yaml');
}

/** What both sides have, each line as the side has it that says less; nothing of an item that the sides answer differently. */
function commonBase(
  ours: readonly MergeLine[],
  theirs: readonly MergeLine[],
): { readonly lines: readonly string[]; readonly assumed: number } {
  const rest = new Map<string, MergeLine[]>();
  for (const line of theirs) rest.set(line.key, [...(rest.get(line.key) ?? []), line]);
  const lines: string[] = [];
  let assumed = 0;
  for (const own of ours) {
    const other = rest.get(own.key)?.shift();
    if (other === undefined) continue;
    const { item } = own;
    if (withoutEnd(own.source) === withoutEnd(other.source)) {
      lines.push(own.source);
      continue;
    }
    if (item === undefined || other.item === undefined || !answersAlike(item, other.item)) continue;
    const shared = new Set(other.item.notes.map(({ text }) => text));
    const notes = item.notes.flatMap(({ text }) => (shared.has(text) ? [text] : []));
    assumed += 1;
    const end = /[\r\n]*$/.exec(own.source)?.[0] ?? '';
    const list = notes.length === 0 ? '' : ` \u2014 ${notes.join(' \u00b7 ')}`;
    lines.push(`${item.start}${item.mark}${item.words}${list}${item.tail}${end}`);
  }
  return { lines, assumed };
}

/** The same box, state and words; the same notes, but for who does it and when. */
function answersAlike(ours: ItemLine, theirs: ItemLine): boolean {
  const weighty = ({ notes }: ItemLine): string =>
    notes.flatMap(({ kind, text }) => (kind === 'owner' || kind === 'due' ? [] : [text])).join('\n');
  return (
    ours.mark === theirs.mark &&
    ours.state === theirs.state &&
    ours.words === theirs.words &&
    weighty(ours) === weighty(theirs)
  );
}
