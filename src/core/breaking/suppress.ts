/** Breaks that somebody has accepted, with the reason: in a comment beside the code, or in one file for all. */
import type { Change, Place } from './change.ts';
import type { Tree } from './detector.ts';
import { compareText, fingerprint } from './order.ts';

/** Where accepted breaks are listed. */
export const acceptedFile = 'releases/breaking-accepted.yml';

export interface Acceptance {
  /** Id of a rule. */
  readonly rule: string;
  /** Empty: not accepted, because nobody says why. */
  readonly reason: string;
  /** Where it is written. */
  readonly where: Place;
  /** Of a list entry: what exactly was accepted. */
  readonly subject?: string;
  readonly path?: string;
  /** Arguments at the time; when they differ, the change has grown. */
  readonly args?: Change['args'];
  /** The same of a comment, shortened (see `changePrint`). */
  readonly print?: string;
}

export interface Accepted {
  readonly change: Change;
  readonly reason: string;
  readonly where: Place;
}

export interface Suppressed {
  /** What is still open. */
  readonly changes: readonly Change[];
  readonly accepted: readonly Accepted[];
  /** Acceptances that hold for nothing. */
  readonly stale: readonly StaleAcceptance[];
}

export interface StaleAcceptance {
  readonly acceptance: Acceptance;
  /** `gone`: no such change; `grew`: the change is another one by now; `noReason`: nobody says why. */
  readonly why: 'gone' | 'grew' | 'noReason';
}

export function suppress(changes: readonly Change[], acceptances: readonly Acceptance[]): Suppressed {
  const accepted: Accepted[] = [];
  const open: Change[] = [];
  const used = new Map<Acceptance, 'accepted' | 'grew'>();
  for (const change of changes) {
    const meant = acceptances.filter((acceptance) => means(acceptance, change));
    const holding = meant.find((acceptance) => acceptance.reason !== '' && sameArgs(acceptance, change));
    for (const acceptance of meant) {
      if (acceptance === holding) {
        used.set(acceptance, 'accepted');
      } else if (!sameArgs(acceptance, change) && !used.has(acceptance)) {
        used.set(acceptance, 'grew');
      }
    }
    if (holding === undefined) {
      open.push(change);
    } else {
      accepted.push({ change, reason: holding.reason, where: holding.where });
    }
  }
  return {
    changes: open,
    accepted,
    stale: acceptances.flatMap((acceptance): readonly StaleAcceptance[] => {
      const why = acceptance.reason === '' ? 'noReason' : used.get(acceptance);
      return why === 'accepted' ? [] : [{ acceptance, why: why ?? 'gone' }];
    }),
  };
}

/**
 * Comments `release-readiness-allow RULE: reason` in the files that changes point at and in those that
 * changed. `plain` gathers the names of contents without one, which are not read again.
 */
export async function inlineAcceptances(
  head: Tree,
  paths: readonly string[],
  plain: Set<string> = new Set(),
): Promise<readonly Acceptance[]> {
  const wanted = [...new Set(paths)].toSorted(compareText);
  const found: (readonly Acceptance[])[] = [];
  for (let at = 0; at < wanted.length; at += readAtOnce) {
    const some = wanted.slice(at, at + readAtOnce);
    found.push(...(await Promise.all(some.map((path) => acceptancesOf(head, path, plain)))));
  }
  return found.flat();
}

/** Asking for many files together is quicker than one after the other; all together would fill the memory. */
const readAtOnce = 200;

async function acceptancesOf(head: Tree, path: string, plain: Set<string>): Promise<readonly Acceptance[]> {
  if (isProse.test(path)) return [];
  const id = head.id?.(path);
  if (!head.has(path) || (id !== undefined && plain.has(id))) {
    return [];
  }
  const file = await head.read(path);
  if (file.ok && file.text.includes(marker)) {
    return acceptancesIn(file.text, path);
  }
  if (file.ok && id !== undefined) {
    plain.add(id);
  }
  return [];
}

export function acceptancesIn(text: string, path: string): readonly Acceptance[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index): readonly Acceptance[] => {
    const parts = commentShape.exec(line);
    if (parts?.groups === undefined) {
      return [];
    }
    const reason = (parts.groups['reason'] ?? '').replace(/\s*(?:\*\/|-->|#\}|"{3})\s*$/, '').trim();
    const where = { path, line: index + 1, column: parts.index + 1 };
    const print = parts.groups['print'];
    return [{ rule: parts.groups['rule'] ?? '', reason, where, ...(print === undefined ? {} : { print }) }];
  });
}

/** Texts show how such a comment looks; they hold no code that one could stand beside. */
const isProse = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;
const marker = 'release-readiness-allow';
const commentShape =
  /release-readiness-allow[ \t]+(?<rule>[\w-]+\/[\w-]+)(?:\[(?<print>[\da-f]{8})\])?[ \t]*(?::(?<reason>.*))?/;

/** The words of a comment that accepts a change as it is now, and no longer when it has grown. */
export function acceptanceComment(change: Change, reason: string): string {
  return `${marker} ${change.rule}[${changePrint(change)}]: ${reason}`;
}

/** Eight hexadecimal digits of what changed and how: a 32-bit FNV-1a sum. Guards against growth, not against malice. */
function changePrint(change: Change): string {
  let sum = 0x811c9dc5;
  const text = `${change.subject}\n${fingerprint(change)}`;
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  }
  return (sum >>> 0).toString(16).padStart(8, '0');
}

/** A comment stands on the line of the change or up to this many lines above it. */
const reach = 3;

function means(acceptance: Acceptance, change: Change): boolean {
  if (acceptance.rule !== change.rule) {
    return false;
  }
  if (acceptance.subject === undefined) {
    const { where } = acceptance;
    const { head } = change;
    return (
      head !== undefined &&
      head.path === where.path &&
      where.line <= head.line &&
      head.line - where.line <= reach
    );
  }
  const path = change.head?.path ?? change.base?.path;
  return (
    acceptance.subject === change.subject &&
    (acceptance.path === undefined || acceptance.path === path || acceptance.path === change.base?.path)
  );
}

/** A comment written by hand holds for whatever stands there; with a print, and in the list, for one change as it was. */
function sameArgs({ args, print }: Acceptance, change: Change): boolean {
  return (
    (args === undefined || fingerprint({ ...change, args }) === fingerprint(change)) &&
    (print === undefined || print === changePrint(change))
  );
}
