import { formatInstant, type Instant } from '../base/instant.ts';
import type { Where } from '../base/text.ts';
import type { SectionKind } from '../checklist/model.ts';
import type { ReleaseType } from '../policy/model.ts';
import type { EvaluatedSection, Readiness, Reason, Verdict, Weight } from '../readiness/model.ts';
import { reasonFix, reasonSentence, whySentence } from '../readiness/catalog.ts';
import { commandLine, pathToGreen, type PathAction } from '../readiness/path.ts';
import { stageSchedule, type StageItem, type StageTimes } from '../readiness/stageSchedule.ts';

/** What `check` reports, in every format: plain data, the same for the same input. Part of the public contract. */
export interface CheckReport {
  readonly schema: 'release-readiness/check/1';
  /** The worst of all releases; unknown when there is none. */
  readonly verdict: Verdict;
  readonly releases: readonly ReleaseReport[];
  /** Files that looked like checklists and do not count, with the reason. */
  readonly leftOut: readonly FileReport[];
  /** What makes the whole answer unsafe, beside the releases: no checklist, a folder that cannot be listed. */
  readonly problems: readonly ReasonReport[];
}

export interface ReleaseReport {
  readonly key: string;
  readonly name: string;
  readonly version?: string;
  readonly type?: ReleaseType;
  readonly verdict: Verdict;
  /** What the changes ask of the version; absent without a comparison. `enough` is absent when nothing is declared. */
  readonly forced?: { readonly bump: string; readonly enough?: boolean; readonly base: string };
  readonly percent: number;
  readonly done: number;
  readonly total: number;
  readonly blocking: number;
  /** The part of `done` and `total` that stands before the decision. */
  readonly decision: { readonly done: number; readonly total: number };
  /** UTC, ISO 8601. */
  readonly plannedStart?: string;
  readonly commit?: string;
  readonly reasons: readonly ReasonReport[];
  /** What would turn it green, heaviest first; empty for a go. */
  readonly path: readonly PathReport[];
  /** Stages against the clock; empty without stages. */
  readonly stages: readonly StageReport[];
  readonly sections: readonly SectionReport[];
  readonly files: readonly FileReport[];
  readonly next?: { readonly text: string; readonly file: string; readonly due?: string };
}

export interface ReasonReport {
  readonly code: string;
  readonly weight: Weight;
  readonly message: string;
  /** What to do about it; empty when there is nothing to do. */
  readonly fix: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface PathReport {
  readonly how: PathAction['how'];
  readonly what: string;
  /** As it is typed in a shell; absent when no command does it. */
  readonly command?: string;
  readonly who: readonly string[];
  readonly answers: readonly string[];
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Times are UTC, ISO 8601. */
export interface StageReport {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly state: StageTimes['state'];
  readonly anchor?: StageTimes['anchor'];
  readonly anchorAt?: string;
  readonly opens?: string;
  readonly closes?: string;
  readonly overdue: readonly StageItemReport[];
  readonly due: readonly StageItemReport[];
  readonly next?: StageItemReport;
}

export interface StageItemReport {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly due?: string;
}

export interface SectionReport {
  readonly title: string;
  readonly path: readonly string[];
  readonly kind?: SectionKind;
  readonly file: string;
  readonly line?: number;
  readonly done: number;
  readonly total: number;
  readonly blocking: number;
  readonly progress: EvaluatedSection['progress'];
  /** Against the decision: its items gate it, come after it, or are not counted at all. */
  readonly stands: 'before' | 'after' | 'aside';
  readonly due?: string;
}

export interface FileReport {
  readonly file: string;
  /** One sentence: why it counts, or why it does not. */
  readonly why: string;
}

export function checkReport(
  releases: readonly Readiness[],
  beside: {
    readonly leftOut: readonly FileReport[];
    readonly problems: readonly ReasonReport[];
    /** Stages are told against this moment. */
    readonly now: Instant;
  },
): CheckReport {
  const undecided = beside.problems.some((problem) => problem.weight === 'unknown');
  return {
    schema: 'release-readiness/check/1',
    verdict: undecided ? 'unknown' : worstVerdict(releases.map((release) => release.verdict)),
    releases: releases.map((release) => releaseReport(release, beside.now)),
    leftOut: beside.leftOut,
    problems: beside.problems,
  };
}

/** unknown > noGo > conditionalGo > go; unknown when there is nothing to choose from. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? 'unknown';
}

const worstFirst: readonly Verdict[] = ['unknown', 'noGo', 'conditionalGo', 'go'];

/** Weights in a column of a table: short, and the same in every format. */
export const weightLabels: Readonly<Record<Weight, string>> = {
  unknown: 'unknown',
  noGo: 'no-go',
  conditional: 'condition',
  warning: 'warning',
  info: 'info',
};

/** `file:line:column`, as editors and terminals link it; empty without a file. */
export function placeOf(where: {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}): string {
  return [where.file, where.line, where.column].filter((part) => part !== undefined).join(':');
}

/** Stages, when the clock says something about one of them. */
export function timedStages({ stages }: ReleaseReport): readonly StageReport[] {
  const timed = stages.some(({ anchorAt, opens, closes }) => (anchorAt ?? opens ?? closes) !== undefined);
  return timed ? stages : [];
}

/** `overdue since 2026-11-23T09:00:00Z`, `due until ...`, `opens ...`: where a stage stands. */
export function stageWords({ state, anchor, opens, closes, next, overdue }: StageReport): string {
  const first = overdue[0]?.due ?? closes;
  switch (state) {
    case 'complete':
      return 'complete';
    case 'overdue':
      return first === undefined ? 'overdue' : `overdue since ${first}`;
    case 'due':
      return closes === undefined ? 'due' : `due until ${closes}`;
    case 'ahead':
      return opens === undefined ? `next ${next?.due ?? ''}`.trim() : `opens ${opens}`;
    case 'waiting':
      return anchor === undefined ? 'waiting' : `waits for ${anchorWords[anchor]}`;
  }
}

const anchorWords: Readonly<Record<NonNullable<StageReport['anchor']>, string>> = {
  T: 'a planned start (T)',
  D: 'the end of the deployment to production (D)',
  B: 'a verified rollback (B)',
};

/** `minor, 62 %, 18 of 29 done, 4 blocking`. */
export function summaryOf(release: ReleaseReport): string {
  return [
    ...(release.type === undefined ? [] : [release.type]),
    `${release.percent} %`,
    `${release.done} of ${release.total} done`,
    ...(release.blocking === 0 ? [] : [`${release.blocking} blocking`]),
  ].join(', ');
}

function releaseReport(release: Readiness, now: Instant): ReleaseReport {
  const { key, name, version, type, verdict, percent, done, total, blocking, decision } = release;
  const { plannedStart, commit, next } = release;
  return {
    key,
    name,
    ...(version === undefined ? {} : { version }),
    ...(type === undefined ? {} : { type }),
    verdict,
    ...(release.forced === undefined ? {} : { forced: release.forced }),
    percent,
    done,
    total,
    blocking,
    decision: { done: decision.done, total: decision.total },
    ...(plannedStart === undefined ? {} : { plannedStart: formatInstant(plannedStart) }),
    ...(commit === undefined ? {} : { commit }),
    reasons: release.reasons.map(reasonReport),
    path: pathToGreen(release).map(pathReport),
    stages: stageSchedule(release, now).map(stageReport),
    sections: release.sections.map(sectionReport),
    files: release.sources.map((source) => ({ file: source.file, why: whySentence(source.why) })),
    ...(next === undefined
      ? {}
      : {
          next: {
            text: next.text,
            file: next.ref.file,
            ...(next.dueAt === undefined ? {} : { due: formatInstant(next.dueAt) }),
          },
        }),
  };
}

function pathReport({ how, what, argv, who, answers, where }: PathAction): PathReport {
  const command = argv === undefined ? {} : { command: commandLine(argv) };
  return { how, what, ...command, who, answers, ...placeFields(where) };
}

function stageReport(stage: StageTimes): StageReport {
  const { title, file, line, state, anchor, anchorAt, opens, closes, overdue, due, next } = stage;
  return {
    title,
    file,
    line,
    state,
    ...(anchor === undefined ? {} : { anchor }),
    ...(anchorAt === undefined ? {} : { anchorAt: formatInstant(anchorAt) }),
    ...(opens === undefined ? {} : { opens: formatInstant(opens) }),
    ...(closes === undefined ? {} : { closes: formatInstant(closes) }),
    overdue: overdue.map(stageItemReport),
    due: due.map(stageItemReport),
    ...(next === undefined ? {} : { next: stageItemReport(next) }),
  };
}

function stageItemReport({ text, file, line, dueAt }: StageItem): StageItemReport {
  return { text, file, line, ...(dueAt === undefined ? {} : { due: formatInstant(dueAt) }) };
}

function reasonReport(reason: Reason): ReasonReport {
  return {
    code: reason.code,
    weight: reason.weight,
    message: reasonSentence(reason),
    fix: reasonFix(reason),
    ...placeFields(reason.where),
  };
}

function placeFields(where: Where | undefined): Pick<ReasonReport, 'file' | 'line' | 'column'> {
  if (where === undefined) {
    return {};
  }
  const { file, line, column } = where;
  return file === undefined ? {} : { file, line, column };
}

function standingOf({ items }: EvaluatedSection): SectionReport['stands'] {
  if (items.some(({ gating }) => gating)) {
    return 'before';
  }
  return items.some(({ counts }) => counts) ? 'after' : 'aside';
}

function sectionReport(evaluated: EvaluatedSection): SectionReport {
  const { file, section, done, total, blocking, progress, dueAt } = evaluated;
  return {
    title: section?.title ?? '',
    path: section?.path ?? [],
    ...(section === undefined ? {} : { kind: section.kind }),
    file,
    ...(section === undefined ? {} : { line: section.line }),
    done,
    total,
    blocking,
    progress,
    stands: standingOf(evaluated),
    ...(dueAt === undefined ? {} : { due: formatInstant(dueAt) }),
  };
}
