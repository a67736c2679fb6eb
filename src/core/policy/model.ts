/** The policy: what a release needs, as data. Durations are milliseconds. */
import type { ChangeFact, PolicyFact } from '../checklist/conditions.ts';
import type { SectionKind } from '../checklist/model.ts';
import type { FactPaths } from '../facts/paths.ts';
import type { NotesSeverities } from '../notes/lint/model.ts';

export const releaseTypes = ['patch', 'minor', 'major', 'hotfix'] as const;
export type ReleaseType = (typeof releaseTypes)[number];

export interface TypePolicy {
  /** When to use this type, sentences for people. */
  readonly when: readonly string[];
  readonly characteristics: readonly string[];
  /** Names of extra requirements: `incident-retrospective`, `migration-guide`, `communication-plan`, … */
  readonly requires: readonly string[];
  readonly skipStages: readonly string[];
  readonly signOff: readonly string[];
  /** People that a role needs for its sign-off; a role that is not here needs one. */
  readonly signOffCounts?: Readonly<Record<string, number>>;
  readonly basedOn?: ReleaseType;
  /** Requirements that must be done whatever else: the hotfix minimum. */
  readonly minimum: readonly string[];
  /** More changed files than this are more than such a release should hold. */
  readonly maxFiles?: number;
}

export interface GatePolicy {
  readonly id: string;
  /** Titles of sections, `*` globs allowed, compared without case, formatting and window. */
  readonly sections: readonly string[];
  /** Item texts, `*` globs allowed. */
  readonly items: readonly string[];
  /** Offset from the planned start, negative before it. */
  readonly due?: number;
  /** The gate has to be passed before this stage begins. */
  readonly before?: string;
  readonly signOff: readonly string[];
  readonly signOffCounts?: TypePolicy['signOffCounts'];
  /** What a done item without evidence, or with evidence of another commit, means: NO-GO, a warning, nothing. */
  readonly evidence: 'required' | 'expected' | 'optional';
}

/** How the items of a named requirement (`code-review`) are found in a checklist. */
export interface RequirementPolicy {
  /** Item texts, `*` globs allowed. */
  readonly items: readonly string[];
  /** Titles of sections whose items stand for it when no item text matches. */
  readonly sections: readonly string[];
}

export interface FreezePolicy {
  readonly name: string;
  /** Dates `YYYY-MM-DD` in the policy's zone, both included; or a weekly window. */
  readonly from?: string;
  readonly to?: string;
  /** `Fri 12:00 - Mon 06:00`, in the policy's zone. */
  readonly weekly?: {
    readonly fromDay: number;
    readonly fromMinute: number;
    readonly toDay: number;
    readonly toMinute: number;
  };
  readonly allow: readonly ReleaseType[];
}

export interface SeverityPolicy {
  readonly name: string;
  readonly criteria: readonly string[];
  readonly respond: number;
  readonly update: readonly [number, number];
  readonly retrospective?: number;
}

/** One decision about the items whose text matches. */
export interface ConditionPolicy {
  /** Item text, `*` globs allowed. */
  readonly item: string;
  /** Always, never, or when the changes have this property. */
  readonly applies: boolean | ChangeFact;
  readonly reason?: string;
}

export interface EvidenceTask {
  /** Item text, `*` globs allowed. */
  readonly item: string;
  /** Name as the editor lists it: `npm: test`. */
  readonly task: string;
}

/** When a proof made for an earlier commit still holds, and what makes one. */
export interface EvidencePolicy {
  /** This many commits later. */
  readonly commits: number;
  /** Changes of these paths alone take nothing from a proof. */
  readonly ignore: readonly string[];
  /** Results older than this are old, milliseconds. */
  readonly maxAge?: number;
  /** Tasks of the workspace that prove an item; the editor offers them first. Nothing runs by itself. */
  readonly tasks: readonly EvidenceTask[];
}

export interface StagePolicy {
  readonly title: string;
  readonly phase: 'before' | 'staging' | 'production' | 'after';
}

export interface Policy {
  /** IANA name or `UTC`. */
  readonly timezone: string;
  readonly tminusUnit?: 'hours' | 'days';
  readonly checklists: readonly string[];
  /** Globs of files that are never checklists. */
  readonly exclude: readonly string[];
  readonly tags: { readonly pattern: string; readonly stableOnly: boolean };
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<ReleaseType, TypePolicy>>;
  /** By name; a name that is not here is looked for by its words. */
  readonly requirements: Readonly<Record<string, RequirementPolicy>>;
  readonly areas: readonly string[];
  readonly stages: readonly StagePolicy[];
  readonly gates: readonly GatePolicy[];
  readonly facts: Readonly<Partial<Record<PolicyFact, boolean>>> & {
    /** Globs that say what kind of file a path names; they replace the built-in rules of their kind. */
    readonly paths: FactPaths;
  };
  /** What people have decided about conditions; the first that names an item holds. */
  readonly conditions: readonly ConditionPolicy[];
  readonly evidence: EvidencePolicy;
  /** Offset from the planned start after which the range takes no more commits. */
  readonly codeFreeze?: number;
  /** Branches that a release has to contain, globs. */
  readonly plannedBranches: readonly string[];
  readonly sections: readonly { readonly title: string; readonly kind: SectionKind }[];
  readonly waivers: {
    readonly maxDays: number;
    readonly approvers: readonly string[];
    readonly noSelf: boolean;
    readonly never: readonly string[];
  };
  readonly freezes: readonly FreezePolicy[];
  readonly severities: readonly SeverityPolicy[];
  readonly triggers: readonly string[];
  /** Severities of rules for release notes; a rule that is not here has its own. */
  readonly notes: { readonly rules: NotesSeverities };
  readonly rollback: readonly { readonly title: string; readonly steps: readonly string[] }[];
  readonly metrics: readonly {
    readonly title: string;
    readonly metrics: readonly { readonly name: string; readonly definition: string }[];
  }[];
  readonly thresholds: {
    readonly postReleaseWindow: number;
    readonly rollbackWatch: readonly [number, number];
    readonly monitoring: readonly [number, number];
    /** Advance notice that people outside the team get: 48 h in the guide. */
    readonly advanceNotice: number;
  };
}
