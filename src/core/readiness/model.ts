/** Facts in, readiness out. `evaluate(policy, facts, now)` is pure, total and deterministic. */
import type { NotesProof } from './notesProof.ts';
import type { Bump } from '../breaking/bump.ts';
import type { Args } from '../base/finding.ts';
import type { Instant } from '../base/instant.ts';
import type { Where } from '../base/text.ts';
import type { ChangeFact } from '../checklist/conditions.ts';
import type { Checklist, ChecklistFinding, Item, ItemState, Section } from '../checklist/model.ts';
import type { ReviewFacts } from '../facts/review.ts';
import type { ReleaseType } from '../policy/model.ts';
import type { IncidentSource } from '../incident/model.ts';
import type { ChangedFiles, LateCommit } from '../ports.ts';
import type { Moments } from './dueTimes.ts';
import type { ReleaseRecord } from './record.ts';

/** One input file: read, or not, with the reason. */
export type ChecklistSource =
  | {
      readonly file: string;
      readonly status: 'read';
      readonly checklist: Checklist;
      readonly findings: readonly ChecklistFinding[];
      /** Why this file counts as a release checklist. */
      readonly why: Why;
    }
  | {
      readonly file: string;
      readonly status: 'unreadable';
      readonly reason: UnreadableReason;
      readonly detail: string;
      readonly why: Why;
    };

export type UnreadableReason =
  | 'missing'
  | 'denied'
  | 'tooLarge'
  | 'notUtf8'
  | 'notAFile'
  | 'syntax'
  | 'failed';

/** Why a file is used: data, its sentence is in the catalogue. */
export interface Why {
  readonly by:
    | 'named'
    | 'policy'
    | 'fileName'
    | 'heading'
    | 'content'
    | 'releaseFolder'
    | 'issueForm'
    | 'included';
  readonly args: Args;
}

/** An answer that may not be known yet; `undecided` is never "no". */
export type Answer =
  | { readonly known: true; readonly holds: boolean; readonly evidence: string }
  | {
      readonly known: false;
      readonly why: 'notAnalysed' | 'noGit' | 'untrusted' | 'noBase' | 'failed';
      /** What stands against an answer: `src/data.yaml may be configuration`. */
      readonly detail?: string;
    };

/** What the comparison of two revisions says. A later engine fills it; until then every answer is `notAnalysed`. */
export type ChangeFacts = Readonly<Record<ChangeFact, Answer>>;

/** A comparison with an earlier release, in the figures that a verdict needs. */
export interface Comparison {
  /** As a person would say it: `v1.2.0`. */
  readonly base: string;
  readonly head: string;
  /** Version of the base, when it is a release. */
  readonly baseVersion?: string;
  readonly bump: Bump;
  /** The first change that forces the bump, and how many do. */
  readonly first?: { readonly message: string; readonly where?: Where };
  readonly because: number;
  /** Changes that a person has to look at; each may force more. */
  readonly undecided: number;
  /** Files that nobody could look at. */
  readonly unread: number;
  /** Something has changed since. */
  readonly stale: boolean;
  /** How many files differ. */
  readonly files?: number;
  /** Commits that say that they bring a feature; absent without history. */
  readonly features?: number;
  readonly noted?: readonly Noted[];
  /** What commits say of their review; absent without their whole history. */
  readonly review?: ReviewFacts;
}

/** Something in the range that an operator wants to know. */
export interface Noted {
  readonly code: 'migrationOneWay' | 'migrationLocks' | 'licenceChanged';
  readonly args: Args;
}

/** What the changes ask of the version, beside what was declared. */
export interface ForcedBump {
  readonly bump: Bump;
  /** False: the declared type or version is too low. Absent when nothing is declared that could be held against it. */
  readonly enough?: boolean;
  /** The part of the version that has to rise; below 1.0.0 one less than the bump. */
  readonly needed: 'patch' | 'minor' | 'major';
  /** The part that the declared version or type raises. */
  readonly declared?: 'patch' | 'minor' | 'major';
  readonly base: string;
}

/** Evidence that was looked at, and what history says of the head. */
export interface Proof {
  /** By path, as `evidencePath` gives it. */
  readonly files: Readonly<Record<string, ProofFile>>;
  /** By moment; absent where nobody could tell. */
  readonly after: Readonly<Record<string, readonly LateCommit[]>>;
  /** Planned branches that are not merged; absent where nobody could tell. */
  readonly unmerged?: readonly string[];
  /** When the head was committed. */
  readonly committed?: Instant;
  /** By key of the release, what its notes say against items; absent where no item asks. */
  readonly notes?: Readonly<Record<string, NotesProof>>;
}

export type ProofFile =
  | { readonly found: 'missing' }
  | { readonly found: 'unreadable'; readonly why: UnreadableReason }
  /** No file of results, or one of a form that is not read. */
  | { readonly found: 'file' }
  | { readonly found: 'broken' }
  | {
      readonly found: 'results';
      readonly failed: number;
      /** When the results came about, and what says so: the file itself, its commit, the disk. */
      readonly age?: { readonly at: Instant; readonly by: 'file' | 'commit' | 'disk' };
      /** When this content was committed. */
      readonly committed?: Instant;
    };

export interface ReleaseFacts {
  /** Stable key: release folder, or the file of a stand-alone checklist. */
  readonly key: string;
  /** Version, else the checklist's title, else the file name. */
  readonly name: string;
  readonly version?: string;
  /** Declared type; absent when nobody has said it. */
  readonly type?: ReleaseType;
  readonly sources: readonly ChecklistSource[];
  readonly record?: ReleaseRecord;
  readonly recordFile?: string;
  /** Problems of policy or record that make an answer unsafe, or leave part of what was written unused. */
  readonly unsafe: readonly {
    readonly code: 'policyInvalid' | 'recordInvalid' | 'policyKeyUnused' | 'recordKeyUnused' | 'tooManyFiles';
    readonly args: Args;
    readonly where: Where;
  }[];
  readonly change: ChangeFacts;
  /** What was found behind evidence, and in history; absent where nobody looked. */
  readonly proof?: Proof;
  /** The comparison that the answers come from; absent when none was made, or when it says nothing of this release. */
  readonly comparison?: Comparison;
  /** Why a comparison that was asked for could not be made. */
  readonly comparisonFailure?: string;
  /** Why there is no comparison, although nobody left it out. */
  readonly notCompared?: { readonly why: 'noBase' | 'hindered'; readonly message: string };
  /** Every incident of the folder, over or not; absent when nobody looked. */
  readonly incidents?: readonly IncidentSource[];
  /** Full object name of the commit that is checked out; absent without git. */
  readonly commit?: string;
  /** What differs from commits that were signed or proved for, by their names as written, in lower case. */
  readonly changedSince?: ReadonlyMap<string, ChangedFiles>;
  /** `askedDigest` of the sources; absent when no sign-off names one. */
  readonly askedSha256?: string;
  /** Why the repository that is there cannot be asked; absent when it can, and when there is none. */
  readonly repositoryFault?: RepositoryFault;
}

export type RepositoryFault = 'damaged' | 'dubiousOwner' | 'failed';

export const verdicts = ['go', 'conditionalGo', 'noGo', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

export const reasonCodes = [
  'unreadable', // args: file, reason, detail
  'noItems', // args: file
  'nothingApplies',
  'noChecklist',
  'conflictMarkers',
  'tooManyFiles', // args: count, limit
  'policyInvalid',
  'recordInvalid',
  'partlyRead', // args: file, what: code of the finding, and its args
  'repositoryUnreadable', // args: fault
  'policyKeyUnused', // args: message
  'recordKeyUnused', // args: message
  'otherVersion', // args: version, other: what the title or the folder says
  'boxesSwallowed', // args: file, count, form: a fence or comment that is never closed hides them
  'triggerRaised', // args: text
  'openIncident', // args: id, severity, title
  'incidentUnreadable', // args: file, message
  'decisionNoGo',
  'decisionUnclear', // both boxes are ticked
  'decisionOpen',
  'decisionConditional',
  'recordedNoGo', // args: by
  'recordedDelay', // args: by, start
  'recordedGoWithBlockers', // args: by, count, verdict
  'rollbackOpen',
  'freeze', // args: name, until
  'plannedInFreeze', // args: name, until: the planned start, not this moment
  'freezeOverridden', // args: name, by, reason
  'itemOpen', // args: text
  'itemFailed',
  'itemBlocked',
  'itemOverdue', // args: text, due
  'itemDueLater', // args: text, due
  'fieldEmpty', // args: text
  'placeholderLeft', // args: text, left
  'doneInSpite', // args: text, note: ticked, and a note says that it failed or is blocked
  'derivedEarly', // args: text, open
  'conditionUndecided', // args: text, condition
  'notApplicableWithoutReason',
  'waiverIncomplete', // args: text, missing
  'waiverExpired', // args: text, until
  'waiverTooLong', // args: text, days, limit
  'waiverSelfApproved', // args: text, by
  'waiverNotApprover', // args: text, by
  'waiverForbidden', // args: text
  'waived', // args: text, until, by
  'requirementMissing', // args: requirement, type
  'minimumIncomplete', // args: requirement
  'signOffMissing', // args: role, text
  'signOffStale', // args: role, since: what changed, empty when nobody can say
  'signOffOutdated', // args: role, by: the checklist asks for something else than what was signed
  'signOffTooFew', // args: role, given, count
  'signOffSelf', // args: role, by
  'signOffRefused', // args: role
  'signOffUnchecked', // args: role: no commit to compare with
  'signOffWrongPerson', // args: role, by
  'evidenceMissing', // args: text
  'evidenceStale', // args: text, commit, why
  'nearMiss', // args: why, line: a box that GitHub does not show, in a section that counts
  'bumpTooLow', // args: declared, needed, base, message, more
  'bumpUnsure', // args: count, base: changes that may force more than was declared
  'changesUnread', // args: count, base
  'comparisonFailed', // args: message
  'notCompared', // args: message
  'doesNotApply', // args: text, why
  'reviewTrailers', // args: text, commits, reviewed, owned, covered, unknown, first
  'migrationOneWay', // args: path
  'migrationLocks', // args: path, line, statement
  'licenceChanged', // args: name, from, to
  'scopeTooWide', // args: type, features, files, limit
  'afterCodeFreeze', // args: count, first, at
  'codeFreezeUnchecked',
  'plannedBranchMissing', // args: branch
  'plannedBranchesUnchecked',
  'evidenceNotThere', // args: text, path
  'evidenceOutside', // args: text, path
  'notesDisagree', // args: text, path, line, why
  'notesUnchecked', // args: text, path, why
  'evidenceUnchecked', // args: text, path
  'resultFailed', // args: text, path, failed
  'resultUnread', // args: text, path
  'resultOld', // args: text, path, when, by
  'taskFailed', // args: text, task, exit
  'taskUnproved', // args: text, task, doubt: why the result proves no commit; empty when none is named
  'taskOld', // args: text, task, when
  'comparisonOld', // args: base
  'typeUndeclared',
  'stageOutOfOrder', // args: stage, before, open
  'dueUnreadable', // args: text
  'zoneUnknown', // args: zone
  'unitUnknown', // args: text
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** How much a reason weighs, heaviest first. */
export type Weight = 'unknown' | 'noGo' | 'conditional' | 'warning' | 'info';

export interface Reason {
  readonly code: ReasonCode;
  readonly weight: Weight;
  readonly args: Args;
  readonly where?: Where;
  /** The item it speaks of. */
  readonly item?: ItemRef;
}

export interface ItemRef {
  readonly file: string;
  readonly id: string;
}

/** Whether an item counts for the decision. */
export type Applies =
  | { readonly outcome: 'applies'; readonly why: string; readonly by?: DecidedBy }
  | { readonly outcome: 'doesNotApply'; readonly why: string; readonly by?: DecidedBy }
  | { readonly outcome: 'undecided'; readonly why: string; readonly by?: DecidedBy };

/** What answered a condition; absent for the release type, the structure of the list and its states. */
export type DecidedBy = 'changes' | 'policy';

export interface EvaluatedItem {
  readonly ref: ItemRef;
  readonly file: string;
  readonly item: Item;
  readonly applies: Applies;
  /** Item's own owners, else the section's, else those of the policy's role. */
  readonly owners: readonly string[];
  /** When it is due; absent without a planned start and without a date of its own. */
  readonly dueAt?: Instant;
  readonly overdue: boolean;
  /** Open, and standing in the way of the decision now. */
  readonly blocking: boolean;
  /** Counts for the percentage; reference and playbook items do not. */
  readonly counts: boolean;
  /** Stands before the decision to deploy: what counts, without the stages from production on. */
  readonly gating: boolean;
  /** Can stay open without a reason: "optional", or the key `gate=optional`. */
  readonly optional: boolean;
  /**
   * The state that is reckoned with. It differs from the item's own for a field that is ticked and empty
   * (`todo`), a derived item, an item signed off in the record (`done`), and below a parent that is not applicable.
   */
  readonly state: ItemState;
  /** Gates (ids) that the item belongs to. */
  readonly gates: readonly string[];
  /** A gate asks for evidence, and none stands behind it. */
  readonly evidenceWanted?: true;
}

export interface EvaluatedSection {
  readonly file: string;
  /** Index in the checklist's `sections`; -1 for items before any heading. */
  readonly index: number;
  readonly section?: Section;
  readonly items: readonly EvaluatedItem[];
  readonly done: number;
  readonly total: number;
  readonly blocking: number;
  readonly dueAt?: Instant;
  /** For stages: where it stands. */
  readonly progress: 'notStarted' | 'inProgress' | 'complete';
}

export interface Readiness {
  readonly key: string;
  readonly name: string;
  readonly version?: string;
  readonly type?: ReleaseType;
  readonly verdict: Verdict;
  /** Absent without a comparison, and when nothing forces a new version. */
  readonly forced?: ForcedBump;
  /**
   * Heaviest weight first, then in the order of evaluation (the first is the headline), then in
   * document order. A plain GO has none but those of weight `info`.
   */
  readonly reasons: readonly Reason[];
  readonly done: number;
  /** done + open + failed + blocked + waived of what counts and applies. */
  readonly total: number;
  /** 0 to 100, rounded down; 0 when nothing counts. Shown beside the verdict, decides nothing. */
  readonly percent: number;
  readonly blocking: number;
  /** The part of `done` and `total` that stands before the decision. */
  readonly decision: { readonly done: number; readonly total: number };
  readonly plannedStart?: Instant;
  /** What windows count from, as far as it is known. */
  readonly moments: Moments;
  /** The stage that is open now and what comes due next. */
  readonly next?: { readonly ref: ItemRef; readonly text: string; readonly dueAt?: Instant };
  readonly sections: readonly EvaluatedSection[];
  readonly sources: readonly ChecklistSource[];
  readonly recordFile?: string;
  readonly commit?: string;
}
