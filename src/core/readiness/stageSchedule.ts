/** The stages of a release against the clock: what is overdue, what is due, what comes next. */
import { plainText } from '../base/plainText.ts';
import type { Instant } from '../base/instant.ts';
import type { Anchor } from '../checklist/window.ts';
import type { Section } from '../checklist/model.ts';
import { isOpen } from './judge.ts';
import type { EvaluatedItem, EvaluatedSection, Readiness } from './model.ts';

/** What a stage counts from: T planned start, D production finished, B rollback verified. */
export type StageAnchor = 'T' | 'D' | 'B';

export interface StageTimes {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  /**
   * Without a window the deployment itself counts from T, and what follows it from D; absent for other stages. The other moments
   * (an incident, a restoration) belong to no release.
   */
  readonly anchor?: StageAnchor;
  /** Absent while the anchor has not happened or is not known. */
  readonly anchorAt?: Instant;
  readonly opens?: Instant;
  readonly closes?: Instant;
  /**
   * `complete`: nothing is open; `overdue`: something open is past its time; `due`: open now;
   * `ahead`: not open yet; `waiting`: its anchor has not happened, so nobody can say when.
   */
  readonly state: 'complete' | 'overdue' | 'due' | 'ahead' | 'waiting';
  readonly overdue: readonly StageItem[];
  readonly due: readonly StageItem[];
  /** Open, and first in time among what is neither overdue nor due. */
  readonly next?: StageItem;
}

export interface StageItem {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly dueAt?: Instant;
}

/** Stages that hold items, in the order of the checklists. */
export function stageSchedule(readiness: Readiness, now: Instant): readonly StageTimes[] {
  return readiness.sections.flatMap((evaluated) => {
    const { section, items } = evaluated;
    const counted = items.filter((item) => item.counts && item.applies.outcome !== 'doesNotApply');
    return section?.kind === 'stage' && counted.length > 0
      ? [timesOf(evaluated, section, counted, { readiness, now })]
      : [];
  });
}

function timesOf(
  { file }: EvaluatedSection,
  section: NonNullable<EvaluatedSection['section']>,
  items: readonly EvaluatedItem[],
  { readiness, now }: { readonly readiness: Readiness; readonly now: Instant },
): StageTimes {
  const window = section.window;
  const anchor = window === undefined ? impliedBy(section.phase) : letters[window.anchor];
  const anchorAt = anchor === undefined ? undefined : momentOf(anchor, readiness);
  const begun = window === undefined && anchor === 'T' ? readiness.moments.begun : undefined;
  const open = items
    .filter((item) => isOpen(item.state) && !item.optional)
    .toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || 0);
  const opens = window === undefined ? earlier(anchorAt, begun) : at(anchorAt, window.from);
  const closes = at(anchorAt, window?.to) ?? latest(items);
  const isOpened = opens === undefined || opens <= now;
  const waiting = anchor !== undefined && anchorAt === undefined && begun === undefined;
  const overdue = open.filter(({ dueAt }) => dueAt !== undefined && dueAt < now);
  const rest = open.filter((item) => !overdue.includes(item));
  const due =
    waiting || !isOpened || (anchor === 'D' && anchorAt !== undefined && anchorAt > now) ? [] : rest;
  const next = due.length > 0 ? undefined : rest[0];
  return {
    title: plainText(section.title),
    file,
    line: section.line,
    ...(anchor === undefined ? {} : { anchor }),
    ...(anchorAt === undefined ? {} : { anchorAt }),
    ...(opens === undefined ? {} : { opens }),
    ...(closes === undefined ? {} : { closes }),
    state:
      open.length === 0
        ? 'complete'
        : overdue.length > 0
          ? 'overdue'
          : waiting
            ? 'waiting'
            : due.length > 0
              ? 'due'
              : 'ahead',
    overdue: overdue.map(itemOf),
    due: due.map(itemOf),
    ...(next === undefined ? {} : { next: itemOf(next) }),
  };
}

function impliedBy(phase: Section['phase']): StageAnchor | undefined {
  if (phase === 'production') return 'T';
  return phase === 'after' ? 'D' : undefined;
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

const letters: Readonly<Partial<Record<Anchor, StageAnchor>>> = { start: 'T', finish: 'D', rollback: 'B' };

function momentOf(anchor: StageAnchor, { moments }: Readiness): Instant | undefined {
  const byLetter = { T: moments.start, D: moments.finish, B: moments.rollback } as const;
  return byLetter[anchor];
}

function at(anchor: Instant | undefined, offset: number | undefined): Instant | undefined {
  return anchor === undefined || offset === undefined ? undefined : anchor + offset;
}

function latest(items: readonly EvaluatedItem[]): Instant | undefined {
  const times = items.flatMap(({ dueAt }) => dueAt ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function itemOf({ item, file, dueAt }: EvaluatedItem): StageItem {
  return { text: plainText(item.text), file, line: item.line, ...(dueAt === undefined ? {} : { dueAt }) };
}
