/** What has changed in a template since a release was started from it, item by item. */
import { matchItems } from '../checklist/identity.ts';
import type { Checklist, Item } from '../checklist/model.ts';

export type ComparedItems = Pick<Checklist, 'items' | 'sections'>;

/**
 * `gained`: the template asks for something that the release does not. `lost`: the release still asks
 * for something that the template has dropped. `reworded`: both ask, in other words. `extra`: only the
 * release asks for it; whether the template ever did is not known, because nobody has its earlier text.
 */
export type TemplateChange =
  | { readonly kind: 'gained'; readonly template: Item }
  | { readonly kind: 'lost' | 'extra'; readonly release: Item }
  | { readonly kind: 'reworded'; readonly release: Item; readonly template: Item };

/**
 * Items are paired by id, then by section, position and words. What the release has changed on its
 * own is no change of the template, as far as `then`, the template that it was made from, tells.
 * All three have the same place-holders filled in. In the order of the template, then of the release.
 */
export function templateChanges(
  release: ComparedItems,
  then: ComparedItems | undefined,
  now: ComparedItems,
): readonly TemplateChange[] {
  const toNow = pairs(release, now);
  const reached = new Set([...toNow.values()].map(({ id }) => id));
  const before = then === undefined ? undefined : history(release, then, now);
  const changes: TemplateChange[] = [];
  const releaseOf = new Map([...toNow].map(([id, item]) => [item.id, id]));
  const own = new Map(release.items.map((item) => [item.id, item]));
  for (const item of now.items) {
    const partner = own.get(releaseOf.get(item.id) ?? '');
    if (!reached.has(item.id)) {
      if (before?.known.has(item.id) !== true) changes.push({ kind: 'gained', template: item });
    } else if (partner !== undefined && !sameWords(partner, item) && before?.kept.has(item.id) !== true) {
      changes.push({ kind: 'reworded', release: partner, template: item });
    }
  }
  for (const item of release.items) {
    if (toNow.has(item.id)) continue;
    if (before === undefined) changes.push({ kind: 'extra', release: item });
    else if (before.dropped.has(item.id)) changes.push({ kind: 'lost', release: item });
  }
  return changes;
}

interface History {
  /** Items of the template now that it had then: a release without them took them out itself. */
  readonly known: ReadonlySet<string>;
  /** Of these, the ones with the same words: a release with other words has chosen them. */
  readonly kept: ReadonlySet<string>;
  /** Items of the release that the template had then and has no more. */
  readonly dropped: ReadonlySet<string>;
}

function history(release: ComparedItems, then: ComparedItems, now: ComparedItems): History {
  const onwards = pairs(then, now);
  const old = new Map(then.items.map((item) => [item.id, item]));
  const kept = [...onwards].filter(([id, item]) => {
    const before = old.get(id);
    return before !== undefined && sameWords(before, item);
  });
  return {
    known: new Set([...onwards.values()].map(({ id }) => id)),
    kept: new Set(kept.map(([, { id }]) => id)),
    dropped: new Set([...pairs(release, then)].filter(([, item]) => !onwards.has(item.id)).map(([id]) => id)),
  };
}

/** By id of the first, the item of the second that it is. */
function pairs(one: ComparedItems, other: ComparedItems): ReadonlyMap<string, Item> {
  const items = new Map(other.items.map((item) => [item.id, item]));
  return new Map(
    [...matchItems(one, other)].flatMap(([from, to]) => {
      const item = items.get(to);
      return item === undefined ? [] : [[from, item] as const];
    }),
  );
}

function sameWords(one: Item, other: Item): boolean {
  return one.text.replace(/\s+/g, ' ').trim() === other.text.replace(/\s+/g, ' ').trim();
}
