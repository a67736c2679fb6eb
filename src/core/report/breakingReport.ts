/** What `breaking` says, as data: one value from which every format is written. */
import type { Bump } from '../breaking/bump.ts';
import { leastRelease } from '../breaking/bump.ts';
import { fixOf, messageOf } from '../breaking/catalog.ts';
import type { Catalogue } from '../breaking/catalog.ts';
import { levels } from '../breaking/change.ts';
import type { Change, Confidence, Level, NotAnalysed, Place } from '../breaking/change.ts';
import type { Undeclared } from '../breaking/commits/join.ts';
import type { Analysed, Detection } from '../breaking/detect.ts';
import type { Suppressed } from '../breaking/suppress.ts';

/** Keys keep this order in JSON. */
export interface BreakingReport {
  readonly schema: 'release-readiness/breaking/1';
  readonly base: SideReport;
  readonly head: SideReport;
  readonly bump: Bump;
  readonly profiles: Readonly<Record<string, string>>;
  readonly changes: readonly ChangeReport[];
  readonly accepted: readonly AcceptedReport[];
  /** Breaking changes that no commit message declares. */
  readonly undeclared: readonly UndeclaredReport[];
  readonly analysed: readonly Analysed[];
  readonly notAnalysed: readonly NotAnalysed[];
  /** Sentences about the comparison as a whole. */
  readonly notes: readonly string[];
}

/** One side: a revision, the working tree, the index or a folder. */
export interface SideReport {
  readonly name: string;
  /** Object name; absent for a folder. */
  readonly commit?: string;
}

export interface ChangeReport {
  readonly rule: string;
  readonly detector: string;
  readonly level: Level;
  readonly confidence: Confidence;
  readonly subject: string;
  readonly message: string;
  readonly fix: string;
  readonly base?: Place;
  readonly head?: Place;
  readonly args: Change['args'];
  readonly aliases: readonly string[];
  readonly flow?: Change['flow'];
  readonly witness?: string;
  readonly commit?: string;
}

export interface AcceptedReport extends ChangeReport {
  readonly reason: string;
  readonly acceptedAt: Place;
}

export interface UndeclaredReport {
  readonly rule: string;
  readonly subject: string;
  readonly base?: Place;
  readonly head?: Place;
  /** The commit that should have declared it: the only one that touched the file. */
  readonly by?: string;
}

export interface ReportInput {
  readonly base: SideReport;
  readonly head: SideReport;
  readonly detection: Detection;
  readonly suppressed: Suppressed;
  readonly undeclared: readonly Undeclared[];
  readonly notes: readonly string[];
}

export function breakingReport(input: ReportInput, catalogue: Catalogue): BreakingReport {
  const { detection, suppressed } = input;
  return {
    schema: 'release-readiness/breaking/1',
    base: input.base,
    head: input.head,
    bump: leastRelease(detection.changes).bump,
    profiles: detection.profiles,
    changes: suppressed.changes.map((change) => changeReport(change, catalogue)),
    accepted: suppressed.accepted.map(({ change, reason, where }) => ({
      ...changeReport(change, catalogue),
      reason,
      acceptedAt: where,
    })),
    undeclared: input.undeclared.map(undeclaredReport),
    analysed: detection.analysed,
    notAnalysed: detection.notAnalysed,
    notes: [...input.notes, ...staleSentences(suppressed)],
  };
}

export function changeReport(change: Change, catalogue: Catalogue): ChangeReport {
  const { rule, detector, level, confidence, subject, args, base, head, flow, witness, commit } = change;
  return {
    rule,
    detector,
    level,
    confidence,
    subject,
    message: messageOf(change, catalogue),
    fix: fixOf(change, catalogue),
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    args,
    aliases: catalogue.rule(rule)?.aliases ?? [],
    ...(flow === undefined ? {} : { flow }),
    ...(witness === undefined ? {} : { witness }),
    ...(commit === undefined ? {} : { commit }),
  };
}

export function undeclaredReport({ change, by }: Undeclared): UndeclaredReport {
  const { rule, subject, base, head } = change;
  return {
    rule,
    subject,
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    ...(by === undefined ? {} : { by }),
  };
}

/** `src/client.ts:3, commit 1234567`: where it is, and which commit had to say so. */
export function undeclaredDetails(undeclared: UndeclaredReport): string {
  const { by } = undeclared;
  return [shownPlace(undeclared), by === undefined ? 'no single commit' : `commit ${by.slice(0, 7)}`]
    .filter((part) => part !== '')
    .join(', ');
}

export const undeclaredTitle = 'Declared by no commit message';

/** The report for a person, who came for what breaks: lesser changes are counted, and listed when asked for. */
export function forPeople(report: BreakingReport, least: Level): BreakingReport {
  const lowest = Math.max(levels.indexOf(least), levels.indexOf('review'));
  const listed = report.changes.filter(({ level }) => levels.indexOf(level) <= lowest);
  const left = report.changes.length - listed.length;
  if (left === 0) {
    return report;
  }
  const note = `${countSentence(report.changes.filter((change) => !listed.includes(change)))}, not listed. --fail-on patch lists everything.`;
  return { ...report, changes: listed, notes: [...report.notes, note] };
}

/** Words for a level. */
export const levelWords: Readonly<Record<Level, string>> = {
  major: 'BREAKING',
  review: 'REVIEW',
  minor: 'ADDED',
  patch: 'NOTE',
};

/** `src/api.ts:12`, where an editor can open it: in the head when it is still there. */
export function shownPlace({ base, head }: Pick<ChangeReport, 'base' | 'head'>): string {
  const place = head ?? base;
  return place === undefined ? '' : `${place.path}:${place.line}`;
}

/** Changes by the file that they are shown under; files with the heaviest changes first, then by name. */
export function byFile(changes: readonly ChangeReport[]): ReadonlyMap<string, readonly ChangeReport[]> {
  const files = new Map<string, ChangeReport[]>();
  for (const change of changes) {
    const path = (change.head ?? change.base)?.path ?? '';
    const known = files.get(path);
    if (known === undefined) {
      files.set(path, [change]);
    } else {
      known.push(change);
    }
  }
  const heaviest = (listed: readonly ChangeReport[]) =>
    Math.min(...listed.map(({ level }) => levels.indexOf(level)));
  return new Map([...files].toSorted(([, a], [, b]) => heaviest(a) - heaviest(b)));
}

/** `2 breaking, 1 to review`; levels without a change are left out. */
export function countSentence(changes: readonly Pick<ChangeReport, 'level'>[]): string {
  const words: readonly (readonly [Level, string])[] = [
    ['major', 'breaking'],
    ['review', 'to review'],
    ['minor', 'added'],
    ['patch', 'of no consequence'],
  ];
  const parts = words.flatMap(([level, word]) => {
    const count = changes.filter((change) => change.level === level).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? 'No breaking changes' : parts.join(', ');
}

export const notAnalysedWords: Readonly<Record<NotAnalysed['reason'], string>> = {
  tooLarge: 'too large',
  binary: 'not text',
  notUtf8: 'not UTF-8',
  syntax: 'cannot be parsed',
  timeBudget: 'ran out of time',
  memoryBudget: 'ran out of memory',
  failed: 'failed',
  missing: 'missing',
  unsupported: 'not supported',
  cancelled: 'cancelled',
};

function staleSentences({ stale }: Suppressed): readonly string[] {
  return stale.map(({ acceptance: { rule, where }, why }) => {
    const place = `${where.path}:${where.line}`;
    switch (why) {
      case 'gone':
        return `${place}: the acceptance of ${rule} holds for nothing here. Remove it.`;
      case 'grew':
        return `${place}: ${rule} has changed since it was accepted. Look again, and accept it anew.`;
      case 'noReason':
        return `${place}: the acceptance of ${rule} gives no reason. Write one after the colon.`;
    }
  });
}
