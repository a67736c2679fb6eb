/**
 * One item at a time: which state it is reckoned with, and what it says for or
 * against the release. What counts is told in docs/decisions/0002-what-counts.md.
 */
import { formatDue } from '../base/zone.ts';
import type { ItemState } from '../checklist/model.ts';
import { conditionOutcome } from './applies.ts';
import { reasonOf, type Case, type Tick } from './case.ts';
import { dueTimeOf, underWay, type DueTime } from './dueTimes.ts';
import type { Entry } from './entries.ts';
import {
  doubtOf,
  fileEvidence,
  isDisproved,
  notesReasons,
  reviewReasons,
  staleEvidence,
  strictest,
  taskEvidence,
} from './evidenceReasons.ts';
import type { Applies, EvaluatedItem, Reason, ReasonCode } from './model.ts';
import { bareName, recordedSignOff } from './people.ts';
import { namesAnyTitle } from './titles.ts';
import { waiverFaults, type WaiverFault } from './waivers.ts';

export interface Judged {
  readonly entry: Entry;
  readonly evaluated: EvaluatedItem;
  readonly reasons: readonly Reason[];
}

/** Judges the items in document order; derived items come last, because they follow from the others. */
export function judgeAll(given: Case): readonly Judged[] {
  const standings = standingsOf(given);
  const plain = given.entries.map((entry) => {
    const standing = standings.get(entry) ?? { applies: { outcome: 'applies', why: '' }, optional: false };
    return judge(entry, standing, given);
  });
  // What follows from others is no ground for what follows from it: two of them would hold each other up.
  const areas = plain.filter(
    ({ entry, evaluated }) =>
      entry.gating &&
      entry.phase === 'area' &&
      !isDerived(entry) &&
      !evaluated.optional &&
      evaluated.applies.outcome !== 'doesNotApply',
  );
  if (areas.length === 0) return plain;
  const open = areas.filter(({ evaluated }) => evaluated.blocking).length;
  return plain.map((judged) =>
    judged.entry.counts && isDerived(judged.entry) ? derived(judged, open) : judged,
  );
}

/** A sign-off is somebody's word, and follows from nothing. */
export function isDerived({ item }: Pick<Entry, 'item'>): boolean {
  return item.derived !== undefined && (item.signOff ?? []).length === 0;
}

interface Standing {
  readonly applies: Applies;
  readonly optional: boolean;
}

/** A step that does not apply, or is optional, takes the steps below it along. */
function standingsOf(given: Case): ReadonlyMap<Entry, Standing> {
  const standings = new Map<Entry, Standing>();
  const byPlace = new Map<string, Entry>();
  for (const entry of given.entries) {
    const { file } = entry.source;
    byPlace.set(`${entry.index} ${file}`, entry);
    const parent = byPlace.get(`${entry.item.parent} ${file}`);
    const above = parent === undefined || parent === entry ? undefined : standings.get(parent);
    const excluded =
      parent !== undefined && (above?.applies.outcome === 'doesNotApply' || isSetAside(parent));
    standings.set(entry, {
      applies: outcomeOf(entry, given, { excluded }),
      optional: isOptional(entry, given, { inherited: above?.optional === true }),
    });
  }
  return standings;
}

function outcomeOf(entry: Entry, given: Case, above: { readonly excluded: boolean }): Applies {
  const { policy, facts, demands } = given;
  const type = facts.type;
  if (isMinimum(entry, given) || demands.forced.has(entry)) {
    return { outcome: 'applies', why: `a ${type ?? ''} release needs it` };
  }
  if (above.excluded) {
    return { outcome: 'doesNotApply', why: 'the step above it does not apply' };
  }
  const titles = entry.sections.map((section) => section.title);
  if (type !== undefined && namesAnyTitle(policy.types[type].skipStages, titles)) {
    return { outcome: 'doesNotApply', why: `the policy skips this stage in a ${type} release` };
  }
  const stated = conditionOutcome(entry, policy, facts);
  if (stated.outcome !== 'undecided') return stated;
  const decided: Partial<Record<ItemState, string>> = {
    done: 'it was done',
    doing: 'it is being done',
    blocked: 'somebody is at it',
    failed: 'somebody is at it',
  };
  const why = decided[stateBeforeRecord(entry)];
  return why === undefined ? stated : { outcome: 'applies', why };
}

function isSetAside(entry: Entry): boolean {
  return entry.item.state === 'notApplicable' && hasReason(entry);
}

function judge(entry: Entry, standing: Standing, given: Case): Judged {
  const { item, source } = entry;
  const due = dueTimeOf(entry, given.policy, given.moments);
  const setAside = item.state === 'notApplicable' && hasReason(entry) && !isMinimum(entry, given);
  const applies: Applies = setAside ? { outcome: 'doesNotApply', why: item.reason ?? '' } : standing.applies;
  const { optional } = standing;
  const state = reckonedState({ entry, given, optional });
  const open = isOpen(state) && applies.outcome !== 'doesNotApply';
  const context: ItemContext = { entry, given, applies, due, optional, state };
  const reasons =
    entry.counts && applies.outcome !== 'doesNotApply' ? itemReasons(context) : setAsideReasons(context);
  const blocking = reasons.some((reason) => reason.weight === 'noGo');
  const evaluated: EvaluatedItem = {
    ref: { file: source.file, id: item.id },
    file: source.file,
    item,
    applies,
    owners: ownersOf(entry),
    ...(due.at === undefined ? {} : { dueAt: due.at }),
    overdue: entry.counts && open && due.at !== undefined && due.at < given.now,
    blocking,
    counts: entry.counts,
    gating: entry.gating,
    optional,
    state,
    gates: entry.gates.map((gate) => gate.id),
    ...(strictest(entry) !== 'optional' && !optional && item.evidence.length === 0
      ? { evidenceWanted: true as const }
      : {}),
  };
  return { entry, evaluated, reasons };
}

/** Follows from the readiness areas: met without a tick, and a tick cannot make it true. */
function derived(judged: Judged, open: number): Judged {
  const { entry, evaluated } = judged;
  if (evaluated.state === 'done' && open > 0) {
    const reason = reasonOf(entry, 'derivedEarly', 'warning', { open });
    return { ...judged, reasons: [...judged.reasons, reason] };
  }
  if (evaluated.state !== 'todo' && evaluated.state !== 'doing') return judged;
  const state = open === 0 ? 'done' : evaluated.state;
  return {
    entry,
    evaluated: { ...evaluated, state, blocking: false, overdue: evaluated.overdue && open > 0 },
    reasons: judged.reasons.filter((reason) => reason.weight !== 'noGo'),
  };
}

interface ItemContext extends Tick {
  readonly applies: Applies;
  readonly due: DueTime;
  readonly state: ItemState;
}

/** What the changes or the policy have answered for the person: seen, so that a wrong answer is found. */
function setAsideReasons({ entry, applies }: ItemContext): readonly Reason[] {
  if (!entry.gating || applies.by === undefined || applies.outcome !== 'doesNotApply') return [];
  return [reasonOf(entry, 'doesNotApply', 'info', { why: applies.why })];
}

function itemReasons(context: ItemContext): readonly Reason[] {
  const { entry, state } = context;
  const reasons = [
    ...byState[state](context),
    ...timeReasons(context),
    ...staleEvidence(context),
    ...fileEvidence(context),
    ...taskEvidence(context),
    ...notesReasons(context),
    ...reviewReasons(context),
  ];
  if (entry.gating) return reasons;
  // Nothing from production on can stop a decision that comes before it, except a step that failed.
  return reasons.map((reason) =>
    reason.weight === 'noGo' && reason.code !== 'itemFailed' ? { ...reason, weight: 'warning' } : reason,
  );
}

const byState: Readonly<Record<ItemState, (context: ItemContext) => readonly Reason[]>> = {
  todo: openReasons,
  doing: openReasons,
  blocked: ({ entry, optional }) =>
    optional ? [] : [reasonOf(entry, 'itemBlocked', 'noGo', { why: entry.item.reason ?? '' })],
  // What a file of results says has its own sentence.
  failed: ({ entry, optional }) =>
    entry.item.state === 'done'
      ? []
      : [reasonOf(entry, 'itemFailed', optional ? 'warning' : 'noGo', { why: entry.item.reason ?? '' })],
  done: doneReasons,
  notApplicable: ({ entry, given }) =>
    hasReason(entry) && !isMinimum(entry, given)
      ? []
      : hasReason(entry)
        ? [reasonOf(entry, 'itemOpen', 'noGo')]
        : [reasonOf(entry, 'notApplicableWithoutReason', 'noGo')],
  waived: waivedReasons,
};

function openReasons(context: ItemContext): readonly Reason[] {
  const { entry, given, applies, due, optional } = context;
  const { now, zone } = given;
  if (optional) return [];
  const passed = due.at !== undefined && due.at < now;
  const when = due.at === undefined ? '' : formatDue(due.at, { zone, now });
  if (applies.outcome === 'undecided') {
    if (!entry.gating) return [];
    const condition = statedCondition(entry);
    const early = due.at !== undefined && due.at > now && !underWay(given.facts, now);
    const args = { condition, why: applies.why, due: when };
    return [reasonOf(entry, 'conditionUndecided', early ? 'warning' : 'noGo', args)];
  }
  if (!entry.gating) return passed ? [reasonOf(entry, 'itemOverdue', 'warning', { due: when })] : [];
  if (entry.item.signOff !== undefined && entry.item.signOff.length > 0) return signOffReasons(context);
  if (entry.item.checked && entry.item.field !== undefined) return [reasonOf(entry, 'fieldEmpty', 'noGo')];
  const why = applies.by === undefined ? {} : { why: `required: ${applies.why}` };
  if (passed) return [reasonOf(entry, 'itemOverdue', 'noGo', { due: when, ...why })];
  return due.at === undefined
    ? [reasonOf(entry, 'itemOpen', 'noGo', why)]
    : [reasonOf(entry, 'itemDueLater', 'noGo', { due: when, ...why })];
}

function signOffReasons({ entry, given }: Tick): readonly Reason[] {
  return (entry.item.signOff ?? []).flatMap((role) => {
    const { status, by, quorum, since = '' } = recordedSignOff(given.policy, given.facts, role, given.now);
    if (status === 'given') return [];
    if (status === 'tooFew') return [reasonOf(entry, 'signOffTooFew', 'noGo', { role, ...quorum })];
    if (status === 'self') return [reasonOf(entry, 'signOffSelf', 'noGo', { role, by: by ?? '' })];
    if (status === 'unchecked') return [reasonOf(entry, 'signOffUnchecked', 'warning', { role })];
    if (status === 'stale') return [reasonOf(entry, 'signOffStale', 'noGo', { role, since })];
    if (status === 'outdated') {
      return [reasonOf(entry, 'signOffOutdated', 'noGo', { role, by: by ?? '' })];
    }
    if (status === 'wrongPerson') {
      return [reasonOf(entry, 'signOffWrongPerson', 'noGo', { role, by: by ?? '' })];
    }
    return [reasonOf(entry, 'signOffMissing', 'noGo', { role })];
  });
}

/** One tick cannot stand for two people, nor for a sign-off that the record calls into question. */
const outweighsTick: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'signOffStale',
  'signOffOutdated',
  'signOffUnchecked',
  'signOffTooFew',
  'signOffSelf',
]);

function doneReasons(context: Tick): readonly Reason[] {
  const { entry, optional } = context;
  const reasons: Reason[] = [];
  if (entry.gating) {
    // A sign-off in the record that no longer holds outweighs a tick on the line. What may stay open is no
    // ground to stop, ticked or not.
    const held = signOffReasons(context).filter(({ code }) => outweighsTick.has(code));
    reasons.push(...held.map((reason): Reason => (optional ? { ...reason, weight: 'info' } : reason)));
  }
  // A tick is the truth of GitHub and outweighs the note, which most people leave behind.
  const contradiction = entry.item.notes.find((note) => /^(?:failed|blocked)\b/i.test(note));
  if (!optional && contradiction !== undefined) {
    reasons.push(reasonOf(entry, 'doneInSpite', 'info', { note: contradiction }));
  }
  const wanted = strictest(entry);
  // A signature in the record is what stands behind a line that asks for one.
  const signed = !entry.item.checked && (entry.item.signOff ?? []).length > 0;
  if (!optional && !signed && wanted !== 'optional' && entry.item.evidence.length === 0) {
    reasons.push(reasonOf(entry, 'evidenceMissing', wanted === 'required' ? 'noGo' : 'warning'));
  }
  return reasons;
}

function faultsOfWaiver({ entry, given }: Tick): readonly WaiverFault[] {
  const { policy, now, zone, demands } = given;
  const waiver = entry.item.waiver ?? {};
  const forbidden = demands.neverWaived.has(entry) || isMinimum(entry, given);
  return waiverFaults({ waiver, owners: ownersOf(entry), forbidden, policy, zone, now });
}

function waivedReasons(context: ItemContext): readonly Reason[] {
  const { entry, optional } = context;
  if (optional) return [];
  const waiver = entry.item.waiver ?? {};
  const faults = faultsOfWaiver(context);
  if (faults.length > 0) {
    return faults.map((fault) => reasonOf(entry, fault.code, 'noGo', fault.args));
  }
  const args = { until: waiver.until ?? '', by: waiver.by ?? '', why: waiver.reason ?? '' };
  return [reasonOf(entry, 'waived', 'conditional', args)];
}

/** A time that is written and cannot be used is said for open items; the item then counts as due. */
function timeReasons({ entry, state, due, optional }: ItemContext): readonly Reason[] {
  if (due.problem === undefined || !isOpen(state) || optional) return [];
  return [reasonOf(entry, due.problem.code, 'warning', due.problem.args)];
}

/** What is waived stays so until a tick for it holds: with its value, its signatures and its evidence. */
function reckonedState(context: Tick): ItemState {
  const { entry, given } = context;
  const state = statedState(entry, given);
  if (entry.item.state !== 'done' || entry.item.waiver === undefined || state === 'failed') return state;
  const holds = state === 'done' && doneReasons(context).every(({ weight }) => weight !== 'noGo');
  return holds || faultsOfWaiver(context).length > 0 ? state : 'waived';
}

function statedState(entry: Entry, given: Case): ItemState {
  const state = stateBeforeRecord(entry);
  if (state === 'done' && isDisproved(entry, given.facts)) return 'failed';
  const doubted = doubtOf(entry, given.facts)?.kind === 'error' && strictest(entry) === 'required';
  if (state === 'done' && doubted) return 'failed';
  if (state !== 'todo' && state !== 'doing' && state !== 'waived') return state;
  const roles = entry.item.signOff ?? [];
  const signed = (role: string): boolean => {
    const { status } = recordedSignOff(given.policy, given.facts, role, given.now);
    return status === 'given';
  };
  return roles.length > 0 && roles.every(signed) ? 'done' : state;
}

/** A ticked field without a value is not done. */
function stateBeforeRecord({ item }: Entry): ItemState {
  return item.state === 'done' && item.field?.filled === false ? 'todo' : item.state;
}

function isOptional(entry: Entry, given: Case, above: { readonly inherited: boolean }): boolean {
  if (isMinimum(entry, given) || given.demands.forced.has(entry)) return false;
  const key = entry.item.keys?.['gate'];
  if (key === 'required') return false;
  const said = [entry.item, ...entry.sections].some(
    ({ condition }) => condition?.predicate.kind === 'optional',
  );
  return key === 'optional' || said || above.inherited;
}

/** Words of the condition that holds for the item: its own, else that of the nearest heading. */
function statedCondition({ item, sections }: Entry): string {
  const headings = sections.flatMap(({ condition }) => (condition === undefined ? [] : [condition.text]));
  return item.condition?.text ?? item.keys?.['on'] ?? headings[0] ?? '';
}

export function isMinimum(entry: Entry, given: Case): boolean {
  return given.demands.inMinimum.has(entry);
}

export function isOpen(state: ItemState): boolean {
  return state !== 'done' && state !== 'notApplicable' && state !== 'waived';
}

function hasReason(entry: Entry): boolean {
  return (entry.item.reason?.trim() ?? '') !== '';
}

function ownersOf(entry: Entry): readonly string[] {
  const candidates = [
    entry.item.owners,
    ...entry.sections.map((section) => section.owners),
    (entry.item.signOff ?? []).map((role) => `role:${role}`),
  ];
  const named = candidates.map((owners) => owners.filter((owner) => bareName(owner) !== ''));
  return named.find((owners) => owners.length > 0) ?? [];
}
