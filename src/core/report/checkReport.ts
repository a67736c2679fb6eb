import { formatInstant } from '../base/instant.ts';
import type { Where } from '../base/text.ts';
import type { SectionKind } from '../checklist/model.ts';
import type { ReleaseType } from '../policy/model.ts';
import type { EvaluatedSection, Readiness, Reason, Verdict, Weight } from '../readiness/model.ts';
import { reasonFix, reasonSentence, whySentence } from '../readiness/catalog.ts';

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
  beside: { readonly leftOut: readonly FileReport[]; readonly problems: readonly ReasonReport[] },
): CheckReport {
  const undecided = beside.problems.some((problem) => problem.weight === 'unknown');
  return {
    schema: 'release-readiness/check/1',
    verdict: undecided ? 'unknown' : worstVerdict(releases.map((release) => release.verdict)),
    releases: releases.map(releaseReport),
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

/** `minor, 62 %, 18 of 29 done, 4 blocking`. */
export function summaryOf(release: ReleaseReport): string {
  return [
    ...(release.type === undefined ? [] : [release.type]),
    `${release.percent} %`,
    `${release.done} of ${release.total} done`,
    ...(release.blocking === 0 ? [] : [`${release.blocking} blocking`]),
  ].join(', ');
}

function releaseReport(release: Readiness): ReleaseReport {
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
