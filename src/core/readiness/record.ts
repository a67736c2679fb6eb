/** The release record (`releases/<version>/release.yml`): what happened to one release, as it was written down. */
import type { Instant } from '../base/instant.ts';
import type { ReleaseType } from '../policy/model.ts';
import type { YamlMap } from '../policy/yamlData.ts';

/** Lists are in the order of the file, not of time. Lines count from 1. */
export interface ReleaseRecord {
  readonly version?: string;
  readonly type?: ReleaseType;
  readonly previous?: string;
  readonly plannedStart?: Instant;
  readonly started?: Instant;
  readonly verified?: Instant;
  /** From then on the range takes no more commits. */
  readonly codeFreeze?: Instant;
  /** False: unplanned work after an incident. */
  readonly planned?: boolean;
  /** Who prepares the release, `@name`; signs nothing off. */
  readonly owner?: string;
  /** What the checklist was made from. */
  readonly template?: RecordedTemplate;
  readonly signOffs: readonly RecordedSignOff[];
  readonly deployments: readonly Deployment[];
  readonly rollbacks: readonly Rollback[];
  readonly decisions: readonly Decision[];
  /** Freeze overrides that somebody recorded: name of the freeze, by whom, why. */
  readonly overrides: readonly FreezeOverride[];
  /** Rollback triggers that somebody raised. */
  readonly alarms: readonly RaisedAlarm[];
  readonly issuesFound: readonly IssueFound[];
  /** Values as they were written, `{coverage: 84.2, p95_ms: {before: 210, after: 205}}`; absent without any. */
  readonly quality?: YamlMap;
}

export interface RecordedTemplate {
  /** Path from the root of the repository, or `guide` for the built-in one. */
  readonly path: string;
  /** SHA-256 of the template's text, hexadecimal. */
  readonly sha256?: string;
}

export interface RecordedSignOff {
  readonly role: string;
  readonly by?: string;
  readonly at?: Instant;
  readonly commit?: string;
  /** Digest of what the checklist asked, see `askedDigest`; ticks do not change it. */
  readonly itemsSha256?: string;
  readonly note?: string;
  readonly line: number;
}

export interface Deployment {
  readonly env: string;
  readonly ref?: string;
  readonly commit?: string;
  readonly started?: Instant;
  readonly finished?: Instant;
  /** As written; `succeeded`, `failed`, `rolled-back` by command. */
  readonly outcome?: string;
  /** False: made necessary by an incident. Absent: what the record says for the whole release. */
  readonly planned?: boolean;
  readonly by?: string;
  readonly note?: string;
  readonly line: number;
}

export interface Rollback {
  readonly decided?: Instant;
  readonly reason?: string;
  /** What was gone back to. */
  readonly to?: string;
  readonly finished?: Instant;
  readonly verified?: Instant;
  /** Name of the incident file or its id. */
  readonly incident?: string;
  readonly by?: string;
  readonly line: number;
}

export interface Decision {
  readonly at?: Instant;
  readonly by?: string;
  /** As written; `go`, `no-go`, `conditional-go` or `delay` by command. */
  readonly verdict: string;
  readonly commit?: string;
  /** SHA-256 of the checklist's text when it was decided, hexadecimal. */
  readonly checklistSha256?: string;
  readonly blockers?: number;
  readonly waived?: readonly string[];
  /** New planned start of a delay. */
  readonly plannedStart?: Instant;
  readonly note?: string;
  /** File of a decision that has one of its own; absent: it stands in the list of the record. */
  readonly file?: string;
  readonly line: number;
}

export interface FreezeOverride {
  readonly freeze: string;
  readonly by?: string;
  readonly at?: Instant;
  readonly reason?: string;
  readonly line: number;
}

export interface RaisedAlarm {
  /** Words of the trigger, as the guide of the team has them. */
  readonly trigger: string;
  readonly raised?: Instant;
  readonly by?: string;
  /** Absent while it holds. */
  readonly cleared?: Instant;
  /** Why it was cleared. */
  readonly reason?: string;
  readonly incident?: string;
  readonly line: number;
}

export interface IssueFound {
  readonly at?: Instant;
  readonly id?: string;
  /** Where it was found, as written: `production`, `staging`, `testing`. */
  readonly phase?: string;
  readonly note?: string;
  readonly line: number;
}

export const emptyRecord: ReleaseRecord = {
  signOffs: [],
  deployments: [],
  rollbacks: [],
  decisions: [],
  overrides: [],
  alarms: [],
  issuesFound: [],
};
