/** One item that both sides kept: its box and its notes, merged part by part. */
import type { NotePart } from '../notes.ts';
import type { ItemLine, MergeLine } from './lines.ts';
import { withoutEnd } from './lines.ts';

/** The merged line, or undefined when a person has to choose. */
export function mergeLine(base: MergeLine, ours: MergeLine, theirs: MergeLine): string | undefined {
  const whole = pick(base.source, ours.source, theirs.source);
  if (whole !== undefined) {
    return whole;
  }
  const end = pick(endOf(base), endOf(ours), endOf(theirs)) ?? endOf(ours);
  const withoutEnds = pick(withoutEnd(base.source), withoutEnd(ours.source), withoutEnd(theirs.source));
  if (withoutEnds !== undefined) {
    return withoutEnds + end;
  }
  if (base.item === undefined || ours.item === undefined || theirs.item === undefined) {
    return undefined;
  }
  const merged = mergeParts(base.item, ours.item, theirs.item);
  return merged === undefined ? undefined : merged + end;
}

function mergeParts(base: ItemLine, ours: ItemLine, theirs: ItemLine): string | undefined {
  // A tick on one side and a block on the other are two answers, although neither touches the text of the other.
  if (pick(base.state, ours.state, theirs.state) === undefined) {
    return undefined;
  }
  const start = pick(base.start, ours.start, theirs.start);
  const mark = pick(base.mark, ours.mark, theirs.mark) ?? sameTick(ours, theirs);
  const words = pick(base.words, ours.words, theirs.words);
  const notes = mergeNotes(base.notes, ours.notes, theirs.notes);
  const tail = pick(base.tail, ours.tail, theirs.tail);
  if (start === undefined || mark === undefined || words === undefined) {
    return undefined;
  }
  if (notes === undefined || tail === undefined) {
    return undefined;
  }
  const list = notes.length === 0 ? '' : ` \u2014 ${notes.join(' \u00b7 ')}`;
  return start + mark + words + list + tail;
}

/** `x` and `X` say the same. */
function sameTick(ours: ItemLine, theirs: ItemLine): string | undefined {
  return ours.mark.toLowerCase() === theirs.mark.toLowerCase() ? ours.mark : undefined;
}

type Notes = readonly NotePart[];

/** What either side took away goes, what either added stays; two answers to one question are for a person. */
function mergeNotes(base: Notes, ours: Notes, theirs: Notes): readonly string[] | undefined {
  const before = new Set(base.map(({ text }) => text));
  const added = (side: Notes): Notes => side.filter(({ text }) => !before.has(text));
  const kept = base.filter(({ text }) =>
    [ours, theirs].every((side) => side.some((part) => part.text === text)),
  );
  const result = [...kept, ...added(ours)];
  for (const part of added(theirs)) {
    const rival = added(ours).find(({ kind }) => kind === part.kind && !several.has(kind));
    if (result.some(({ text }) => text === part.text)) {
      continue;
    }
    if (rival === undefined) {
      result.push(part);
    } else if (part.kind !== 'done') {
      return undefined;
    } else if (part.text < rival.text) {
      // Ticked on both branches: done since the first of the two; the stamps begin with the time.
      result[result.indexOf(rival)] = part;
    }
  }
  return result.map(({ text }) => text);
}

/** An item has one owner note and one due time, but any number of these. */
const several: ReadonlySet<NotePart['kind']> = new Set(['evidence', 'unknown']);

function endOf({ source }: MergeLine): string {
  return source.slice(withoutEnd(source).length);
}

/** The side that changed; undefined when both did, and differently. */
export function pick<Value>(base: Value, ours: Value, theirs: Value): Value | undefined {
  if (ours === theirs || theirs === base) {
    return ours;
  }
  return ours === base ? theirs : undefined;
}
