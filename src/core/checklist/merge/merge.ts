/**
 * Three-way merge of checklists, item by item: neighbouring items that two branches ticked are no
 * conflict, since only the line of an item says what happened to it. What a person has to decide is
 * left between conflict markers, and a checklist with markers is never ready.
 */
import { readChecklist } from '../read.ts';
import { mergeLines, withoutEnd } from './lines.ts';
import type { MergeLine } from './lines.ts';
import { mergeLine, pick } from './mergeItem.ts';
import { mergeRecords } from './mergeRecords.ts';
import { mergeItemRuns } from './mergeRuns.ts';
import { regionsOf } from './regions.ts';
import type { Sides } from './regions.ts';

export interface MergeInput {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Decides the format. */
  readonly file: string;
  /** Characters of a conflict marker; 7 unless the caller says otherwise. */
  readonly markerSize?: number;
  /** The base was put together from what both sides have, and is not shown. */
  readonly withoutBase?: true;
}

export interface Merged {
  readonly text: string;
  /** Places that a person has to decide, between markers in the text. */
  readonly conflicts: number;
}

/** Aligning longer texts takes too long. */
const mostLines = 20_000;

/** Never rejects; whatever cannot be merged is a conflict that holds all three sides. */
export async function mergeChecklists(input: MergeInput): Promise<Merged> {
  const { base, ours, theirs } = input;
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) {
    return { text: whole, conflicts: 0 };
  }
  const sides: Sides = {
    base: await linesOf(base, input.file),
    ours: await linesOf(ours, input.file),
    theirs: await linesOf(theirs, input.file),
  };
  if (Math.max(sides.base.length, sides.ours.length, sides.theirs.length) > mostLines) {
    return { text: conflict(sides, input), conflicts: 1 };
  }
  const merged = mergeSides(sides, input);
  // An item that both sides moved arrives twice; what happens to it is for a person to say.
  return merged.conflicts > 0 || keepsItems(sides, await linesOf(merged.text, input.file))
    ? merged
    : { text: conflict(sides, input), conflicts: 1 };
}

async function linesOf(text: string, file: string): Promise<readonly MergeLine[]> {
  const { value } = await readChecklist(text, { file, reader: 'full' });
  return mergeLines(text, value.items, value.format === 'markdown' ? 'markdown' : 'yaml');
}

function mergeSides(sides: Sides, input: MergeInput): Merged {
  const parts: string[] = [];
  let conflicts = 0;
  for (const region of regionsOf(sides)) {
    const merged = mergeRegion(region) ?? (isIncident(input.file) ? mergeRecords(region) : undefined);
    if (merged === undefined) {
      conflicts++;
      parts.push(conflict(region, input));
    } else {
      parts.push(...merged);
    }
  }
  return { text: joined(parts, lineEnd(input)), conflicts };
}

function mergeRegion(region: Sides): readonly string[] | undefined {
  const { base, ours, theirs } = region;
  const whole = pick(textOf(base), textOf(ours), textOf(theirs));
  if (whole !== undefined) {
    return whole === '' ? [] : [whole];
  }
  const [one, oursOne, theirsOne] = [base[0], ours[0], theirs[0]];
  if (base.length === 1 && one !== undefined && one.key === oursOne?.key && one.key === theirsOne?.key) {
    const line = mergeLine(one, oursOne, theirsOne);
    return line === undefined ? undefined : [line];
  }
  return mergeItemRuns(region);
}

/** Incidents are appended to by several people at once. */
function isIncident(file: string): boolean {
  return /(?:^|\/)incidents\/[^/]+\.md$/i.test(file);
}

/** No item is lost that both sides kept, and none is there more often than on a side. */
function keepsItems({ ours, theirs }: Sides, merged: readonly MergeLine[]): boolean {
  const [inOurs, inTheirs, inMerged] = [counts(ours), counts(theirs), counts(merged)];
  return [...new Set([...inOurs.keys(), ...inTheirs.keys(), ...inMerged.keys()])].every((key) => {
    const [a, b] = [inOurs.get(key) ?? 0, inTheirs.get(key) ?? 0];
    const count = inMerged.get(key) ?? 0;
    return Math.min(a, b) <= count && count <= Math.max(a, b);
  });
}

function counts(lines: readonly MergeLine[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { key, item } of lines) {
    if (item !== undefined) {
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return found;
}

function conflict({ base, ours, theirs }: Sides, input: MergeInput): string {
  const size = input.markerSize ?? 7;
  const end = lineEnd(input);
  const marker = (sign: string, name: string): string => `${sign.repeat(size)}${name}${end}`;
  return joined(
    [
      marker('<', ' ours'),
      textOf(ours),
      ...(input.withoutBase === true ? [] : [marker('|', ' base'), textOf(base)]),
      marker('=', ''),
      textOf(theirs),
      marker('>', ' theirs'),
    ],
    end,
  );
}

function textOf(lines: readonly MergeLine[]): string {
  return lines.map(({ source }) => source).join('');
}

/** The last line of a file may have no end; what follows it starts a new line all the same. */
function joined(parts: readonly string[], end: string): string {
  let text = '';
  for (const part of parts) {
    text += text !== '' && part !== '' && withoutEnd(text.slice(-1)) !== '' ? end + part : part;
  }
  return text;
}

function lineEnd({ ours }: MergeInput): string {
  return /\r?\n|\r/.exec(ours)?.[0] ?? '\n';
}
