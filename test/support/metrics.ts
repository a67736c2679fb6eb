/** Inputs of metrics in memory: a history from a few words, records and incidents with what a case needs. */
import type { Incident } from '../../src/core/incident/model.ts';
import { graphBuilder } from '../../src/core/metrics/graph.ts';
import type { CommitGraph } from '../../src/core/metrics/graph.ts';
import type { DatedTag, MetricsInput, RecordedRelease } from '../../src/core/metrics/model.ts';
import { readRecord } from '../../src/core/readiness/readRecord.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
/** Day 0 of the histories. */
export const epoch = Date.UTC(2026, 0, 1);

export interface ToldCommit {
  /** Short name; made an object name of forty digits. */
  readonly id: string;
  readonly parents?: readonly string[];
  /** Day on which it was written; `committed` is the same day when absent. */
  readonly on: number;
  readonly committed?: number;
  readonly bot?: boolean;
  readonly webFlow?: boolean;
}

export function objectName(id: string): string {
  return Buffer.from(id).toString('hex').padEnd(40, '0');
}

export function graphOf(commits: readonly ToldCommit[]): CommitGraph {
  const builder = graphBuilder();
  for (const { id, parents = [], on, committed = on, bot = false, webFlow = false } of commits) {
    builder.add({
      names: [id, ...parents].map(objectName).join(' '),
      authored: epoch + on * day,
      committed: epoch + committed * day,
      bot,
      webFlow,
    });
  }
  return builder.finish();
}

export function tagged(name: string, commit: string, on: number): DatedTag {
  return { name, commit: objectName(commit), at: epoch + on * day };
}

/** A release record from its YAML. */
export function recorded(version: string, yaml: string): RecordedRelease {
  const file = `releases/${version}/release.yml`;
  const { value, findings } = readRecord(yaml, file);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return { version, file, record: value };
}

/** One production deployment, ended on a day. */
export function deployed(version: string, on: number, more = ''): RecordedRelease {
  const finished = new Date(epoch + on * day).toISOString();
  return recorded(
    version,
    `version: ${version}\ndeployments:\n  - { env: production, finished: ${finished}${more === '' ? ', outcome: succeeded' : more} }\n`,
  );
}

export function incident(title: string, given: Partial<Incident>): Incident {
  return { file: `incidents/${title}.md`, title, timeline: [], actions: [], ...given };
}

export function inputOf(given: Partial<MetricsInput>): MetricsInput {
  return { records: [], incidents: [], tags: [], notes: [], ...given };
}
