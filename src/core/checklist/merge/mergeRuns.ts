/** Items that one or both sides added, took away or moved at the same place. */
import type { MergeLine } from './lines.ts';
import { mergeLine, pick } from './mergeItem.ts';
import type { Sides } from './regions.ts';

/** An item with the lines below it that belong to it. */
interface Block {
  readonly item: MergeLine;
  readonly below: readonly MergeLine[];
}

type Run = ReadonlyMap<string, Block>;

/** The merged lines, or undefined when the region holds more than items, or when a person has to choose. */
export function mergeItemRuns(sides: Sides): readonly string[] | undefined {
  const base = runOf(sides.base);
  const ours = runOf(sides.ours);
  const theirs = runOf(sides.theirs);
  if (base === undefined || ours === undefined || theirs === undefined) {
    return undefined;
  }
  if (!mayGo(base, ours, theirs) || !mayGo(base, theirs, ours)) {
    return undefined;
  }
  // An item that both sides reworded looks like one removed and two added.
  const replaced = [...base.keys()].some((key) => !ours.has(key) && !theirs.has(key));
  const frame = replaced ? undefined : orderOf(base, ours, theirs);
  if (frame === undefined) {
    return undefined;
  }
  const lines: string[] = [];
  for (const key of frame) {
    if (base.has(key) && !(ours.has(key) && theirs.has(key))) {
      continue;
    }
    const merged = mergeBlock(base.get(key), ours.get(key), theirs.get(key));
    if (merged === undefined) {
      return undefined;
    }
    lines.push(...merged);
  }
  return lines;
}

/** Undefined when a line belongs to no item, or when two items cannot be told apart. */
function runOf(lines: readonly MergeLine[]): Run | undefined {
  const run = new Map<string, { readonly item: MergeLine; readonly below: MergeLine[] }>();
  let last: { readonly below: MergeLine[] } | undefined;
  for (const line of lines) {
    if (line.item === undefined) {
      if (last === undefined || !/^\s/.test(line.source)) {
        return undefined;
      }
      last.below.push(line);
    } else {
      if (run.has(line.key)) {
        return undefined;
      }
      const block = { item: line, below: [] };
      run.set(line.key, block);
      last = block;
    }
  }
  return run;
}

/** Whether what `side` took away may go: the other side left it as it was and put nothing below it. */
function mayGo(base: Run, side: Run, other: Run): boolean {
  const added = [...other].filter(([key]) => !base.has(key)).map(([, block]) => indentOf(block));
  return [...base].every(([key, block]) => {
    const kept = other.get(key);
    if (side.has(key) || kept === undefined) {
      return true;
    }
    return sourceOf(kept) === sourceOf(block) && added.every((indent) => indent <= indentOf(block));
  });
}

/** Keys in the order of the merged text; undefined when both sides put them in different orders. */
function orderOf(base: Run, ours: Run, theirs: Run): readonly string[] | undefined {
  const common = [...base.keys()].filter((key) => ours.has(key) && theirs.has(key));
  const inOrder = (run: Run): string => JSON.stringify([...run.keys()].filter((key) => common.includes(key)));
  const order = pick(JSON.stringify(common), inOrder(ours), inOrder(theirs));
  if (order === undefined) {
    return undefined;
  }
  const [frame, other] = order === inOrder(ours) ? [ours, theirs] : [theirs, ours];
  const keys = [...frame.keys()];
  let before = -1;
  for (const key of other.keys()) {
    const at = keys.indexOf(key);
    if (at >= 0) {
      before = at;
    } else {
      // What the first side added at the same place comes first.
      do {
        before++;
      } while (before < keys.length && !base.has(keys[before]!) && !other.has(keys[before]!));
      keys.splice(before, 0, key);
    }
  }
  return keys;
}

function mergeBlock(
  base: Block | undefined,
  ours: Block | undefined,
  theirs: Block | undefined,
): readonly string[] | undefined {
  if (ours === undefined || theirs === undefined) {
    const only = ours ?? theirs;
    return only === undefined ? [] : [only.item, ...only.below].map(({ source }) => source);
  }
  if (base === undefined) {
    return sourceOf(ours) === sourceOf(theirs)
      ? [ours.item, ...ours.below].map(({ source }) => source)
      : undefined;
  }
  const item = mergeLine(base.item, ours.item, theirs.item);
  const below = pick(belowOf(base), belowOf(ours), belowOf(theirs));
  return item === undefined || below === undefined ? undefined : [item, ...(below === '' ? [] : [below])];
}

function indentOf({ item }: Block): number {
  return /^\s*/.exec(item.source)?.[0].length ?? 0;
}

function belowOf({ below }: Block): string {
  return below.map(({ source }) => source).join('');
}

function sourceOf(block: Block): string {
  return block.item.source + belowOf(block);
}
