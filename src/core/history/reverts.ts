/** Reads what a commit takes back, and pairs it with that. */
import type { MessageLines } from './lines.ts';
import type { CommitReading } from './model.ts';
import { ownReference } from './references.ts';

export interface Revert {
  /** 1 takes something back, 2 brings it again, 3 takes it back once more. */
  readonly depth: number;
  /** Subject of the commit at the bottom. */
  readonly inner: string;
  /** Object names, whole or shortened, lower case. */
  readonly targets: readonly string[];
}

/** Most messages hold none of the words, and telling so costs one look at the whole. */
export function mayRevert(message: string): boolean {
  return revertWords.test(message);
}

export function readRevert({ subject, body }: MessageLines): Revert | undefined {
  const { depth, inner } = unquoted(subject);
  const word = revertWord.exec(inner);
  const targets = targetsIn(body, { loose: depth > 0 || word !== null });
  if (depth > 0) {
    return { depth, inner, targets };
  }
  if (word !== null && (word[0].includes(':') || targets.length > 0 || /^reverts?$/i.test(word[1] ?? ''))) {
    return { depth: 1, inner: inner.slice(word[0].length).trim() || inner, targets };
  }
  return targets.length > 0 ? { depth: 1, inner: subject, targets } : undefined;
}

const revertWords = /[Rr]e(?:vert|verse|appl|land)|REVERT|[Bb]ack ?out/;
const quoted = /^(Revert|Reapply|Reland|Back out) "(.{0,1000})"(?:[ \t]*\([^()]{0,40}\))*$/i;
const revertWord = /^(reverts?|back ?out)(?:\([^()\n]{0,100}\))?!?(?:[:：][ \t]*|[ \t]+(?:commit[ \t]+)?)/i;

/** `Revert "Revert "x""` has depth 2, and so has `Reapply "x"`. */
function unquoted(subject: string): { readonly depth: number; readonly inner: string } {
  let inner = subject;
  let depth = 0;
  for (let turn = 0; turn < 8; turn++) {
    const shaped = quoted.exec(ownReference(inner).rest) ?? quoted.exec(inner);
    if (shaped === null) {
      break;
    }
    depth += /^re(?:apply|land)$/i.test(shaped[1] ?? '') ? 2 : 1;
    inner = shaped[2] ?? '';
  }
  return { depth, inner };
}

function targetsIn(body: readonly string[], { loose }: { readonly loose: boolean }): readonly string[] {
  const targets: string[] = [];
  for (let at = 0; at < body.length; at++) {
    const line = body[at] ?? '';
    const opens = /^\s{0,4}(?:This (?:reverts|reapplies)(?: commits?)?:?|Reverts:?)(?=\s|$)/i.test(line);
    if (!opens && !(loose && /^Refs?:? /i.test(line))) {
      continue;
    }
    // What a merge brought is named behind it, and is not what is taken back by name.
    let text = (line.split(/,? reversing /)[0] ?? '').replace(/^\s{0,4}\S+/, '');
    for (
      at++;
      at < body.length && /^[\s-]*(?:and )?[0-9a-f]{7,64}\b[\s,.and0-9a-f-]*$/i.test(body[at] ?? '');
      at++
    ) {
      text += ` ${body[at] ?? ''}`;
    }
    at--;
    targets.push(...(text.match(/\b[0-9a-f]{7,64}\b/gi) ?? []).map((id) => id.toLowerCase()));
  }
  return [...new Set(targets)];
}

/** Ids of commits that cancel each other, each with the commit that takes it back or that it takes back. */
export interface Cancelled {
  readonly reverted: ReadonlyMap<string, string>;
  readonly reverts: ReadonlySet<string>;
}

/** `readings` newest first. A revert that was itself taken back takes nothing back. */
export function pairReverts(readings: readonly CommitReading[]): Cancelled {
  const reverted = new Map<string, string>();
  const reverts = new Set<string>();
  const index = indexOf(readings);
  for (const [place, reading] of readings.entries()) {
    const { id } = reading.commit;
    if (reverted.has(id) || !takesBack(reading)) {
      continue;
    }
    const targets = targetsOf(reading, place, index);
    const inRange = targets.filter(
      (target) => target !== undefined && !reverted.has(target) && !reverts.has(target),
    );
    for (const target of inRange) {
      reverted.set(target ?? '', id);
    }
    // As long as it takes something older back, it is a change of this release.
    if (targets.length > 0 && inRange.length === targets.length) {
      reverts.add(id);
    }
  }
  return { reverted, reverts };
}

function takesBack(reading: CommitReading): boolean {
  return reading.kind === 'revert' || reading.reverts.length > 0;
}

interface Index {
  readonly order: readonly CommitReading[];
  readonly ids: readonly string[];
  readonly bySubject: ReadonlyMap<string, readonly number[]>;
  readonly byPull: ReadonlyMap<string, readonly number[]>;
}

function indexOf(order: readonly CommitReading[]): Index {
  const bySubject = new Map<string, number[]>();
  const byPull = new Map<string, number[]>();
  for (const [place, { commit, references }] of order.entries()) {
    append(bySubject, subjectKey(commit.message), place);
    for (const { own, id } of references) {
      if (own) {
        append(byPull, id, place);
      }
    }
  }
  return { order, ids: order.map(({ commit }) => commit.id).toSorted(), bySubject, byPull };
}

function append(map: Map<string, number[]>, key: string, place: number): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [place]);
  } else {
    list.push(place);
  }
}

/** Ids in range, or undefined for what is older; empty when nothing is named. */
function targetsOf(reading: CommitReading, place: number, index: Index): readonly (string | undefined)[] {
  if (reading.reverts.length > 0) {
    return reading.reverts.map((target) => idStarting(index.ids, target));
  }
  const older = (places: readonly number[] | undefined) => {
    const found = places?.find((other) => other > place);
    return found === undefined ? undefined : index.order[found]?.commit.id;
  };
  const pull = /^Reverts (?:[\w.-]{1,100}\/[\w.-]{1,100})?[#!](\d{1,9})/m.exec(reading.commit.message)?.[1];
  const wanted = subjectTakenBack(reading.commit.message);
  return [
    older(pull === undefined ? undefined : index.byPull.get(pull)) ?? older(index.bySubject.get(wanted)),
  ];
}

/** The subject of the commit that is one step below. */
function subjectTakenBack(message: string): string {
  const subject = ownReference(firstLine(message)).rest;
  const reapply = /^(?:Reapply|Reland) "(.*)"$/i.exec(subject);
  if (reapply !== null) {
    return subjectKey(`Revert "${reapply[1] ?? ''}"`);
  }
  const revert = /^(?:Revert|Back out) "(.*)"$/i.exec(subject);
  return subjectKey(revert?.[1] ?? subject.replace(revertWord, ''));
}

function subjectKey(message: string): string {
  return ownReference(firstLine(message)).rest.toLowerCase();
}

function firstLine(message: string): string {
  return (/\S[^\r\n]*/.exec(message)?.[0] ?? '').trim();
}

/** The one id that starts so; an object name of a few letters may start several, and then names none. */
function idStarting(ids: readonly string[], start: string): string | undefined {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? '') < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const found = ids[low];
  return found?.startsWith(start) === true && ids[low + 1]?.startsWith(start) !== true ? found : undefined;
}
