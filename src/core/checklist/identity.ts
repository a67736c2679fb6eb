/** Item ids, and how to recognise the same items in another version of a checklist. */
import { slug } from './plainText.ts';
import { createUniqueIds, type UniqueId } from './uniqueIds.ts';
import type { Checklist, Item } from './model.ts';

/** Gives ids to the items of one file, in document order. */
export interface Ids {
  /** Id of an item: the explicit one when it is free, else section path and words, with an ordinal for repeats. */
  take(section: string, text: string, explicit: string | undefined): UniqueId;
}

/** Words of an id are cut here; ids that meet by the cut get ordinals like true repeats. */
export const longestSlug = 200;

/** `explicitIds` are all explicit ids of the file: no other item gets one of them. */
export function createIds(explicitIds: readonly string[]): Ids {
  const ids = createUniqueIds(explicitIds);
  return {
    take(section, text, explicit) {
      if (explicit !== undefined && explicit !== '') {
        return ids.takeReserved(explicit);
      }
      const words = slug(text).slice(0, longestSlug) || 'item';
      return ids.take(section === '' ? words : `${section}/${words}`);
    },
  };
}

/**
 * Ids of `before` with the id of the same item in `after`. Same id first; of the
 * rest, items of one section are paired in order when their words are alike, then
 * items that moved to another section with their words unchanged. An item without
 * a partner is not in the map.
 */
export function matchItems(
  before: Pick<Checklist, 'items' | 'sections'>,
  after: Pick<Checklist, 'items' | 'sections'>,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const ids = new Set(after.items.map((item) => item.id));
  const gone = before.items.filter((item) => !ids.has(item.id));
  const kept = new Set(before.items.filter((item) => ids.has(item.id)).map((item) => item.id));
  const fresh = new Set(after.items.filter((item) => !kept.has(item.id)));
  for (const id of kept) {
    pairs.set(id, id);
  }
  const bySection = groupBy([...fresh], (item) => sectionId(after, item));
  const byText = groupBy([...fresh], (item) => slug(item.text));
  for (const item of gone) {
    const partner =
      mostAlike(item, bySection.get(sectionId(before, item)) ?? [], fresh) ??
      (byText.get(slug(item.text)) ?? []).find((candidate) => fresh.has(candidate));
    if (partner !== undefined) {
      fresh.delete(partner);
      pairs.set(item.id, partner.id);
    }
  }
  return pairs;
}

/** Words shared by two texts count from here on as the same item, renamed. */
const alike = 0.5;
/** Candidates looked at for one item; keeps a rewritten file of thousands of items fast. */
const maxCandidates = 200;

function mostAlike(item: Item, candidates: readonly Item[], fresh: ReadonlySet<Item>): Item | undefined {
  let best: Item | undefined;
  let bestScore = alike;
  for (const candidate of candidates.slice(0, maxCandidates)) {
    if (fresh.has(candidate)) {
      const score = similarity(item.text, candidate.text);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
  }
  return best;
}

/** Share of letter pairs that two texts have in common, 0 to 1. */
function similarity(a: string, b: string): number {
  const left = letterPairs(a);
  const right = letterPairs(b);
  let common = 0;
  for (const [pair, count] of left) {
    common += Math.min(count, right.get(pair) ?? 0);
  }
  const total = sum(left) + sum(right);
  return total === 0 ? 0 : (2 * common) / total;
}

function letterPairs(text: string): ReadonlyMap<string, number> {
  const letters = slug(text).slice(0, 200);
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = letters.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function sectionId(checklist: Pick<Checklist, 'sections'>, item: Item): string {
  return checklist.sections[item.section]?.id ?? '';
}

function groupBy(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) {
      groups.set(key(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
