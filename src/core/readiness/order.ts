/** From reasons to a verdict: the steps of the evaluation in one table. */
import { verdicts, type Reason, type ReasonCode, type Verdict, type Weight } from './model.ts';

/**
 * The step at which a reason is found. Among reasons of one weight the earliest step gives the
 * headline: inputs, alarms, decisions, freezes, items, conditions, exceptions, the minimum of a
 * type, sign-offs, evidence, and what is only worth knowing.
 */
export const stepOf: Readonly<Record<ReasonCode, number>> = {
  noChecklist: 1,
  unreadable: 1,
  conflictMarkers: 1,
  tooManyFiles: 1,
  policyInvalid: 1,
  recordInvalid: 1,
  partlyRead: 1,
  noItems: 1,
  nothingApplies: 1,
  zoneUnknown: 1,
  repositoryUnreadable: 1,
  policyKeyUnused: 1,
  recordKeyUnused: 1,
  otherVersion: 1,
  boxesSwallowed: 1,
  triggerRaised: 2,
  openIncident: 2,
  incidentUnreadable: 1,
  rollbackOpen: 2,
  decisionNoGo: 3,
  decisionUnclear: 3,
  recordedNoGo: 3,
  recordedDelay: 3,
  recordedGoWithBlockers: 3,
  decisionConditional: 3,
  freeze: 4,
  plannedInFreeze: 4,
  freezeOverridden: 4,
  itemFailed: 5,
  itemBlocked: 5,
  itemOverdue: 5,
  itemOpen: 5,
  fieldEmpty: 5,
  itemDueLater: 5,
  placeholderLeft: 5,
  conditionUndecided: 6,
  notApplicableWithoutReason: 7,
  waiverForbidden: 7,
  waiverIncomplete: 7,
  waiverExpired: 7,
  waiverTooLong: 7,
  waiverSelfApproved: 7,
  waiverNotApprover: 7,
  minimumIncomplete: 8,
  signOffRefused: 9,
  signOffMissing: 9,
  signOffStale: 9,
  signOffOutdated: 9,
  signOffTooFew: 9,
  signOffSelf: 9,
  signOffWrongPerson: 9,
  signOffUnchecked: 9,
  evidenceMissing: 10,
  evidenceStale: 10,
  waived: 11,
  requirementMissing: 11,
  derivedEarly: 11,
  stageOutOfOrder: 11,
  nearMiss: 11,
  unitUnknown: 11,
  dueUnreadable: 11,
  bumpTooLow: 8,
  bumpUnsure: 8,
  changesUnread: 8,
  comparisonFailed: 0,
  notCompared: 8,
  resultFailed: 5,
  evidenceNotThere: 10,
  evidenceOutside: 10,
  notesDisagree: 10,
  notesUnchecked: 10,
  evidenceUnchecked: 10,
  resultUnread: 10,
  resultOld: 10,
  taskFailed: 5,
  taskUnproved: 10,
  taskOld: 10,
  afterCodeFreeze: 4,
  codeFreezeUnchecked: 4,
  plannedBranchMissing: 8,
  plannedBranchesUnchecked: 8,
  scopeTooWide: 8,
  licenceChanged: 11,
  migrationOneWay: 12,
  migrationLocks: 12,
  doesNotApply: 12,
  reviewTrailers: 12,
  comparisonOld: 12,
  doneInSpite: 12,
  typeUndeclared: 12,
  decisionOpen: 12,
};

const weights: readonly Weight[] = ['unknown', 'noGo', 'conditional', 'warning', 'info'];

export function verdictOf(reasons: readonly Reason[]): Verdict {
  const heaviest = Math.min(...reasons.map((reason) => weights.indexOf(reason.weight)), weights.length);
  const byWeight: Readonly<Record<Weight, Verdict>> = {
    unknown: 'unknown',
    noGo: 'noGo',
    conditional: 'conditionalGo',
    warning: 'conditionalGo',
    info: 'go',
  };
  const weight = weights[heaviest];
  return weight === undefined ? 'go' : byWeight[weight];
}

/** The verdict that stands most in the way, for several releases at once; undefined for none. */
export function worstVerdict(all: readonly Verdict[]): Verdict | undefined {
  return all.toSorted((a, b) => verdicts.indexOf(b) - verdicts.indexOf(a))[0];
}

/** Heaviest weight, earliest step, then by place; equal reasons only once. */
export function ordered(reasons: readonly Reason[], files: readonly string[]): readonly Reason[] {
  const fileRank = (reason: Reason): number => {
    const at = files.indexOf(reason.where?.file ?? '');
    return at < 0 ? files.length : at;
  };
  const compare = (a: Reason, b: Reason): number =>
    weights.indexOf(a.weight) - weights.indexOf(b.weight) ||
    stepOf[a.code] - stepOf[b.code] ||
    fileRank(a) - fileRank(b) ||
    (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
    (a.where?.column ?? 0) - (b.where?.column ?? 0);
  const seen = new Set<string>();
  const single = reasons.filter((reason) => {
    const key = JSON.stringify([reason.code, reason.args, reason.where, reason.item]);
    return !seen.has(key) && seen.add(key);
  });
  return single.toSorted(compare);
}
