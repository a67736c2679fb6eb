/** One incident: a Markdown file with front matter, read and never owned. Values only. */
import type { Instant } from '../base/instant.ts';
import type { Finding } from '../base/finding.ts';
import type { Where } from '../base/text.ts';
import type { IncidentFindingCode } from './catalog.ts';

export const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export interface Incident {
  readonly file: string;
  readonly id?: string;
  readonly title: string;
  /** Name of a severity of the policy, `SEV-1`. */
  readonly severity?: string;
  readonly status?: IncidentStatus;
  /** Release that it belongs to. */
  readonly release?: string;
  /** Release whose deployment caused it, as somebody recorded it; never assumed. */
  readonly causedBy?: string;
  readonly detected?: Instant;
  readonly declared?: Instant;
  readonly acknowledged?: Instant;
  readonly mitigated?: Instant;
  readonly resolved?: Instant;
  readonly commander?: string;
  readonly comms?: string;
  readonly scribe?: string;
  readonly decision?: 'rollback' | 'fix-forward';
  readonly nextUpdate?: Instant;
  /** Sorted by time, whatever the order of the lines. */
  readonly timeline: readonly TimelineEntry[];
  /** What people outside were told, sorted by time. */
  readonly updates?: readonly TimelineEntry[];
  readonly actions: readonly IncidentAction[];
}

export interface TimelineEntry {
  readonly at: Instant;
  readonly text: string;
  readonly by?: string;
  readonly line: number;
}

export interface IncidentAction {
  readonly text: string;
  readonly done: boolean;
  readonly owner?: string;
  readonly due?: string;
  readonly where: Where;
}

/** The status decides; without one, the time of resolution does. */
export function isOpen({ status, resolved }: Pick<Incident, 'status' | 'resolved'>): boolean {
  return status === undefined ? resolved === undefined : status !== 'resolved';
}

/** An incident file that was read. */
export interface IncidentSource {
  readonly value: Incident;
  readonly findings: readonly Finding<IncidentFindingCode>[];
  /** A part that says whether it is over could not be read: it counts as open. */
  readonly unsafe: boolean;
}

/** Open, or nobody can say that it is over. */
export function countsAsOpen({ value, unsafe }: IncidentSource): boolean {
  return unsafe || isOpen(value);
}
