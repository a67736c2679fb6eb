/** Delivery metrics: what is asked, what is known, and what follows. Values only; durations are milliseconds. */
import type { Instant } from '../base/instant.ts';
import type { Incident } from '../incident/model.ts';
import type { ReleaseRecord } from '../readiness/record.ts';
import type { CommitGraph } from './graph.ts';

export const metricIds = [
  'deployment-frequency',
  'change-lead-time',
  'change-fail-rate',
  'recovery-time',
  'rework-rate',
  'restore-time',
  'release-duration',
  'rollback-rate',
  'time-to-rollback',
  'post-release-issues',
  'test-coverage',
  'escaped-defects',
  'security-scan-pass-rate',
  'performance-impact',
] as const;
export type MetricId = (typeof metricIds)[number];

/** `duration` in milliseconds; `share` from 0 to 1; `percent` as it was written. */
export type Unit = 'duration' | 'perWeek' | 'daysPerWeek' | 'share' | 'percent' | 'count';

/** `estimated`: from tags, which say when a release was named and not when it reached anybody. */
export type Source = 'recorded' | 'estimated' | 'mixed' | 'none';

/** What a figure is computed from. */
export interface MetricsInput {
  readonly records: readonly RecordedRelease[];
  readonly incidents: readonly Incident[];
  readonly tags: readonly DatedTag[];
  /** Absent without a repository. */
  readonly graph?: CommitGraph;
  /** Object name of the commit that is checked out. */
  readonly head?: string;
  /** Lines of the one range from the last deployment to the head. */
  readonly lines?: ChangedLines;
  /** What could not be read. */
  readonly notes: readonly Note[];
}

export interface RecordedRelease {
  /** Of the record, else of its folder. */
  readonly version: string;
  readonly file: string;
  readonly record: ReleaseRecord;
}

export interface DatedTag {
  readonly name: string;
  /** Object name of the commit. */
  readonly commit: string;
  /** When an annotated tag was made; else the committer date of the commit. */
  readonly at: Instant;
}

export interface ChangedLines {
  readonly from: string;
  readonly to: string;
  readonly files: number;
  readonly added: number;
  readonly removed: number;
}

export interface MetricsOptions {
  readonly now: Instant;
  /** First instant that counts; absent: 90 days for what is counted over time, 20 releases for what is counted per release. */
  readonly since?: Instant;
  /** First instant that does not count any more; absent: `now`. */
  readonly until?: Instant;
  /** Counts only releases of this package, in a repository that tags each of them. */
  readonly package?: string;
  /** The date of a commit from which lead time runs. */
  readonly leadTimeFrom?: 'author' | 'committer';
  readonly bots?: 'counted' | 'leftOut';
}

/** Something a reader of a figure has to know. `code` has its sentence in the catalogue. */
export interface Note {
  readonly code: NoteCode;
  readonly args: Readonly<Record<string, string | number>>;
}

export const noteCodes = [
  'fewDeployments',
  'fewFound',
  'noDeployments',
  'noHistory',
  'noRecords',
  'noFailures',
  'noIncidents',
  'noIssues',
  'noQuality',
  'tagsDoNotSay',
  'outcomeMissing',
  'withoutRecord',
  'negative',
  'notRecovered',
  'causeMissing',
  'causeUnknown',
  'notCaused',
  'watchOpen',
  'phaseMissing',
  'valueUnreadable',
  'timesMissing',
  'notSuccessful',
  'dateMissing',
  'sameCommits',
  'commitUnknown',
  'squash',
  'botsLeftOut',
  'committerDate',
  'mergesLeftOut',
  'tagDates',
  'severalPackages',
  'shallow',
  'gitFailed',
  'fileUnreadable',
  'incidentDoubtful',
] as const;
export type NoteCode = (typeof noteCodes)[number];

/** One line of the list behind a figure. */
export interface Row {
  /** Version, object name of a commit, title of an incident. */
  readonly subject: string;
  /** Release that it belongs to, as far as it is another thing than the subject. */
  readonly release?: string;
  readonly at?: Instant;
  /** In the unit of the figure. */
  readonly value?: number;
  /** `hit`: above and below the line of a share; `counted`: below it, or measured; `leftOut`: neither, `why` says so. */
  readonly mark: 'hit' | 'counted' | 'leftOut';
  readonly why?: NoteCode;
  /** What is measured, where one figure has several: `p95_ms`. */
  readonly part?: string;
  readonly detail?: string;
  readonly source: 'recorded' | 'estimated';
  readonly file?: string;
  readonly line?: number;
}

export interface Window {
  readonly since: Instant;
  readonly until: Instant;
  /** `releases`: it begins with the oldest of the last `count` releases. */
  readonly by: 'time' | 'releases';
  readonly count?: number;
}

/** A second number of the same figure. */
export interface Part {
  /** `p90`, `deploymentDays`, `fromDetection`, …, or the name of a measure in a record. */
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly n: number;
}

export interface Point {
  /** Version, or `2026-11`. */
  readonly label: string;
  readonly at: Instant;
  /** Absent where too few were counted. */
  readonly value?: number;
  readonly n: number;
  readonly hits?: number;
}

export interface Series {
  readonly by: 'release' | 'month';
  readonly unit: Unit;
  /** Which measure, where one figure has several. */
  readonly part?: string;
  /** Oldest first. */
  readonly points: readonly Point[];
}

export interface Figure {
  readonly id: MetricId;
  /** `few`: the list is shown and no rate is given; `none`: nothing can be told, `why` says what is missing. */
  readonly state: 'told' | 'few' | 'none';
  readonly why?: Note;
  readonly value?: number;
  readonly unit: Unit;
  readonly parts: readonly Part[];
  readonly n: number;
  /** What n counts. */
  readonly of: 'commits' | 'deployments' | 'releases' | 'incidents' | 'rollbacks' | 'issues' | 'scans';
  readonly window: Window;
  readonly source: Source;
  readonly rows: readonly Row[];
  readonly notes: readonly Note[];
  readonly check?: QuickCheck;
  readonly series: readonly Series[];
}

/** Where a value stands among the answers of DORA's Quick Check. No medal. */
export interface QuickCheck {
  /** 1 to 6, where the check asks in steps. */
  readonly step?: number;
  /** 0 to 10. */
  readonly score: number;
  /** Mean of all industries; context, never a target. */
  readonly industry: { readonly edition: number; readonly mean: number; readonly deviation?: number };
}

/** A fact that nobody has recorded and that would change a figure. */
export interface Question {
  /** Stable, so that it is asked once. */
  readonly id: string;
  readonly kind: 'fix' | 'cause' | 'outcome';
  /** Release that is asked about, or the title of the incident. */
  readonly subject: string;
  /** Release that may have been fixed, or may have caused the incident; absent when none was there. */
  readonly suggested?: string;
  /** Where the answer belongs. */
  readonly place: { readonly file: string; readonly key: string; readonly line?: number };
}

/** Planning practice: how often, and how much at once. */
export interface PlanningHints {
  /** Days between deployments, over the release window; absent with fewer than two. */
  readonly cadence?: { readonly medianDays: number; readonly p90Days: number; readonly n: number };
  /** Commits without merges, one release a row, newest last. */
  readonly batches: readonly { readonly release: string; readonly at: Instant; readonly commits: number }[];
  readonly medianCommits?: number;
  /** What waits for the next release. */
  readonly waiting?: { readonly since?: string; readonly commits: number; readonly lines?: ChangedLines };
}

export interface Metrics {
  /** In the order of `metricIds`. */
  readonly figures: readonly Figure[];
  readonly questions: readonly Question[];
  readonly hints: PlanningHints;
  readonly notes: readonly Note[];
  readonly leadTimeFrom: 'author' | 'committer';
}
