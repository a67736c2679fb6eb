import type { Change, NotAnalysed, Place } from './change.ts';

/** By file, then by place, then by rule: the order in which people read and fix. */
export function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted(
    (a, b) =>
      compareText(pathOf(a), pathOf(b)) ||
      comparePlaces(a.head ?? a.base, b.head ?? b.base) ||
      compareText(a.rule, b.rule) ||
      compareText(a.subject, b.subject) ||
      compareText(fingerprint(a), fingerprint(b)),
  );
}

/** The path that a change is shown under: where the code is now, else where it was. */
export function pathOf(change: Change): string {
  return change.head?.path ?? change.base?.path ?? '';
}

/** One change per cause: the same rule at the same places about the same subject is one. */
export function withoutRepeats(changes: readonly Change[]): readonly Change[] {
  const first = new Map<string, Change>();
  for (const change of changes) {
    const key = [change.rule, change.subject, placeKey(change.base), placeKey(change.head)].join('\0');
    if (!first.has(key)) {
      first.set(key, change);
    }
  }
  return [...first.values()];
}

export function notAnalysedInOrder(files: readonly NotAnalysed[]): readonly NotAnalysed[] {
  const unique = new Map(files.map((file) => [[file.path, file.reason, file.detail].join('\0'), file]));
  return [...unique.values()].toSorted(
    (a, b) =>
      compareText(a.path, b.path) || compareText(a.reason, b.reason) || compareText(a.detail, b.detail),
  );
}

/** Names and values of the arguments in a fixed order: differs when a change is another one or has grown. */
export function fingerprint(change: Change): string {
  return Object.entries(change.args)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePlaces(a: Place | undefined, b: Place | undefined): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}

function placeKey(place: Place | undefined): string {
  return place === undefined ? '' : `${place.path}\n${place.line}\n${place.column}`;
}
