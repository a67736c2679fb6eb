/** Lines that record something: entries of a timeline, which both sides may append, and fields of front matter. */
import { withoutEnd } from './lines.ts';
import type { MergeLine } from './lines.ts';
import { pick } from './mergeItem.ts';
import type { Sides } from './regions.ts';

/** The merged lines, or undefined when the region holds anything else, or when both sides changed one field. */
export function mergeRecords(sides: Sides): readonly string[] | undefined {
  return mergeEntries(sides) ?? mergeFields(sides);
}

const entryShape = /^[ \t]{0,3}[-*+][ \t]+(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)/;

/** Both sides added entries at one place: all of them stay, by time; one that both have stays once. */
function mergeEntries({ base, ours, theirs }: Sides): readonly string[] | undefined {
  const added = [...ours, ...theirs];
  const isEntry = ({ source, item }: MergeLine): boolean => item === undefined && entryShape.test(source);
  const isBlank = ({ source }: MergeLine): boolean => withoutEnd(source).trim() === '';
  if (
    !base.every(isBlank) ||
    !added.every((line) => isEntry(line) || isBlank(line)) ||
    !added.some(isEntry)
  ) {
    return undefined;
  }
  const seen = new Set<string>();
  const entries = added.filter(isEntry).filter(({ source }) => {
    const text = withoutEnd(source);
    return !seen.has(text) && seen.add(text);
  });
  const time = ({ source }: MergeLine): string => (entryShape.exec(source)?.[1] ?? '').replace(' ', 'T');
  const ordered = entries.toSorted((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
  // Blank lines stay as the side with more of them has them, around the entries.
  const blanks = (
    lines: readonly MergeLine[],
  ): { readonly before: MergeLine[]; readonly after: MergeLine[] } => {
    const first = lines.findIndex(isEntry);
    return first === -1
      ? { before: [], after: [] }
      : { before: lines.slice(0, first).filter(isBlank), after: lines.slice(first).filter(isBlank) };
  };
  const [mine, other] = [blanks(ours), blanks(theirs)];
  const more = (a: MergeLine[], b: MergeLine[]): MergeLine[] => (a.length >= b.length ? a : b);
  return [...more(mine.before, other.before), ...ordered, ...more(mine.after, other.after)].map(
    ({ source }) => source,
  );
}

const fieldShape = /^([A-Za-z_][\w-]{0,60}):/;

/** Neighbouring fields that the two sides changed: one by one. */
function mergeFields({ base, ours, theirs }: Sides): readonly string[] | undefined {
  const keys = base.map(({ source }) => fieldShape.exec(source)?.[1]);
  const same = (lines: readonly MergeLine[]): boolean =>
    lines.length === base.length &&
    lines.every(({ source }, at) => fieldShape.exec(source)?.[1] === keys[at]);
  if (keys.length === 0 || keys.includes(undefined) || new Set(keys).size !== keys.length) return undefined;
  if (!same(ours) || !same(theirs)) return undefined;
  const merged: string[] = [];
  for (const [at, line] of base.entries()) {
    const [mine, other] = [ours[at], theirs[at]];
    const picked =
      mine === undefined || other === undefined ? undefined : pick(line.source, mine.source, other.source);
    if (picked === undefined) return undefined;
    merged.push(picked);
  }
  return merged;
}
