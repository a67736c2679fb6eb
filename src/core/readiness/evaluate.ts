/**
 * `evaluate(policy, facts, now)`: the verdict of one release with every reason.
 * Pure, total and deterministic. Which reasons weigh how much is explained in
 * docs/decisions/0002-what-counts.md.
 */
import type { Instant } from '../base/instant.ts';
import { formatDue, isZone } from '../base/zone.ts';
import type { Policy } from '../policy/model.ts';
import { comparisonReasons, forcedBump } from './comparison.ts';
import { momentsOf } from './dueTimes.ts';
import { operationsReasons } from './operations.ts';
import { entriesOf, isAlarm, type Entry, type ReadSource } from './entries.ts';
import { frozenUntil } from './freezes.ts';
import {
  decisionReasons,
  inputReasons,
  nearMissReasons,
  recordWhere,
  signOffTableReasons,
} from './inputs.ts';
import { versionReasons, placeholderReasons } from './leftovers.ts';
import { codeFreezeOf } from './proof.ts';
import { reasonOf, type Case } from './case.ts';
import { isOpen, judgeAll, type Judged } from './judge.ts';
import type { EvaluatedItem, EvaluatedSection, Readiness, Reason, ReleaseFacts } from './model.ts';
import { ordered, verdictOf } from './order.ts';
import { demandsOf } from './requirements.ts';
import { askedDigest } from './since.ts';

export function evaluate(policy: Policy, known: ReleaseFacts, now: Instant): Readiness {
  const facts = withAsked(policy, known);
  const sources = facts.sources.filter((source): source is ReadSource => source.status === 'read');
  const entries = entriesOf(policy, sources);
  const given: Case = {
    policy,
    facts,
    now,
    zone: isZone(policy.timezone) ? policy.timezone : 'UTC',
    moments: momentsOf(facts),
    entries,
    demands: demandsOf(policy, facts.type, entries),
  };
  const judged = judgeAll(given);
  const reasons = ordered(
    [
      ...inputReasons(facts),
      ...zoneReasons(policy),
      ...scopeReasons(facts, judged),
      ...versionReasons(facts, sources),
      ...alarmReasons(entries),
      ...operationsReasons(facts),
      ...decisionReasons(given, judged, sources),
      ...freezeReasons(given),
      ...judged.flatMap((one) => one.reasons),
      ...minimumReasons(given, judged),
      ...signOffTableReasons(given, judged, sources),
      ...requirementReasons(given, judged),
      ...placeholderReasons(sources, judged),
      ...orderReasons(judged),
      ...sources.flatMap(nearMissReasons),
      ...typeReasons(facts),
      ...comparisonReasons(policy, facts),
      ...historyReasons(given),
    ],
    facts.sources.map((source) => source.file),
  );
  return readinessOf(given, judged, reasons, sources);
}

/** What the checklist asks now, where a sign-off says what it asked then. */
function withAsked(policy: Policy, facts: ReleaseFacts): ReleaseFacts {
  const named = facts.record?.signOffs.some(({ itemsSha256 }) => itemsSha256 !== undefined) === true;
  return named ? { ...facts, askedSha256: askedDigest(policy, facts.sources) } : facts;
}

function readinessOf(
  given: Case,
  judged: readonly Judged[],
  reasons: readonly Reason[],
  sources: readonly ReadSource[],
): Readiness {
  const { facts, moments } = given;
  const items = judged.map((one) => one.evaluated);
  const all = counted(items);
  const next = nextOf(items);
  const forced = forcedBump(facts);
  return {
    key: facts.key,
    name: facts.name,
    ...(facts.version === undefined ? {} : { version: facts.version }),
    ...(facts.type === undefined ? {} : { type: facts.type }),
    verdict: verdictOf(reasons),
    ...(forced === undefined ? {} : { forced }),
    reasons,
    ...all,
    percent: all.total === 0 ? 0 : Math.floor((100 * all.done) / all.total),
    blocking: items.filter((item) => item.blocking).length,
    decision: counted(items.filter((item) => item.gating)),
    ...(moments.start === undefined ? {} : { plannedStart: moments.start }),
    moments,
    ...(next === undefined ? {} : { next }),
    sections: sources.flatMap((source) => sectionsOf(source, judged)),
    sources: facts.sources,
    ...(facts.recordFile === undefined ? {} : { recordFile: facts.recordFile }),
    ...(facts.commit === undefined ? {} : { commit: facts.commit }),
  };
}

function zoneReasons(policy: Policy): readonly Reason[] {
  if (isZone(policy.timezone)) return [];
  return [{ code: 'zoneUnknown', weight: 'unknown', args: { zone: policy.timezone } }];
}

/** A verdict needs something that was asked and answered; "nothing to do" is not ready. */
function scopeReasons(facts: ReleaseFacts, judged: readonly Judged[]): readonly Reason[] {
  const read = facts.sources.filter((source) => source.status === 'read');
  if (read.every(({ checklist }) => checklist.items.length === 0)) return [];
  const gating = judged.filter(({ entry }) => entry.gating);
  // What may be left open is no answer until it is done, and neither is what says nothing.
  const some = gating.some(
    ({ entry, evaluated }) =>
      evaluated.applies.outcome !== 'doesNotApply' &&
      entry.item.text !== '' &&
      !(evaluated.optional && evaluated.state !== 'done'),
  );
  if (some) return [];
  const where = { file: read[0]?.file ?? '', line: 1, column: 1 };
  return gating.length === 0
    ? [{ code: 'noItems', weight: 'unknown', args: { file: read[0]?.file ?? '' }, where }]
    : [{ code: 'nothingApplies', weight: 'unknown', args: {}, where }];
}

function alarmReasons(entries: readonly Entry[]): readonly Reason[] {
  return entries
    .filter(({ item, sections }) => isAlarm(item, sections[0]) && item.checked)
    .map((entry) => reasonOf(entry, 'triggerRaised', 'noGo'));
}

function freezeReasons(given: Case): readonly Reason[] {
  const { policy, facts, now, zone, moments } = given;
  return policy.freezes.flatMap((freeze): readonly Reason[] => {
    if (facts.type !== undefined && freeze.allow.includes(facts.type)) return [];
    const current = frozenUntil(freeze, now, zone);
    const ahead = moments.start !== undefined && moments.start > now ? moments.start : undefined;
    const planned = ahead === undefined ? undefined : frozenUntil(freeze, ahead, zone);
    const until = current ?? planned;
    if (until === undefined) return [];
    const override = facts.record?.overrides.find(
      (entry) => entry.freeze.trim().toLowerCase() === freeze.name.trim().toLowerCase(),
    );
    const { by = '', reason = '' } = override ?? {};
    if (override !== undefined && by.trim() !== '' && reason.trim() !== '') {
      const where = recordWhere(facts, override.line);
      const args = { name: freeze.name, by, reason };
      return [{ code: 'freezeOverridden', weight: 'conditional', args, ...where }];
    }
    const args = { name: freeze.name, until: formatDue(until, { zone, now }) };
    return [{ code: current === undefined ? 'plannedInFreeze' : 'freeze', weight: 'noGo', args }];
  });
}

/** What must be done whatever else: no waiver, no "not applicable", and it has to be in the checklist. */
function minimumReasons(given: Case, judged: readonly Judged[]): readonly Reason[] {
  const type = given.facts.type ?? '';
  const done = new Set(judged.filter((one) => one.evaluated.state === 'done').map((one) => one.entry));
  return [...given.demands.minimum].flatMap(([requirement, entries]): readonly Reason[] => {
    const open = entries.find((entry) => !done.has(entry));
    const args = { requirement, type };
    if (entries.length === 0) return [{ code: 'minimumIncomplete', weight: 'noGo', args }];
    return open === undefined ? [] : [reasonOf(open, 'minimumIncomplete', 'noGo', args)];
  });
}

function requirementReasons(given: Case, judged: readonly Judged[]): readonly Reason[] {
  const { type } = given.facts;
  if (type === undefined || judged.length === 0) return [];
  return [...given.demands.requires].flatMap(([requirement, entries]): readonly Reason[] =>
    entries.length > 0
      ? []
      : [{ code: 'requirementMissing', weight: 'conditional', args: { requirement, type } }],
  );
}

/** A production stage that has begun while something before it is in the way. */
function orderReasons(judged: readonly Judged[]): readonly Reason[] {
  const begun = judged.find(
    ({ entry, evaluated }) => entry.phase === 'production' && entry.counts && evaluated.state === 'done',
  );
  const waiting = judged.filter(
    ({ entry, evaluated }) => entry.gating && entry.phase !== 'production' && evaluated.blocking,
  );
  const first = waiting[0];
  if (begun === undefined || first === undefined) return [];
  const titleOf = ({ entry }: Judged): string => entry.sections[0]?.title ?? entry.source.file;
  const args = { stage: titleOf(begun), before: titleOf(first), open: waiting.length };
  return [reasonOf(begun.entry, 'stageOutOfOrder', 'warning', args)];
}

/** Commits after the code freeze, and branches that the release was to contain. */
function historyReasons({ policy, facts, now }: Case): readonly Reason[] {
  const { proof, record } = facts;
  const reasons: Reason[] = [];
  const freeze = codeFreezeOf(policy, record);
  if (freeze !== undefined && freeze <= now) {
    const late = proof?.after[String(freeze)];
    const [first] = late ?? [];
    if (late === undefined) reasons.push({ code: 'codeFreezeUnchecked', weight: 'warning', args: {} });
    else if (first !== undefined) {
      const args = { count: late.length, first: first.id.slice(0, 10) };
      reasons.push({ code: 'afterCodeFreeze', weight: 'noGo', args });
    }
  }
  if (policy.plannedBranches.length > 0) {
    if (proof?.unmerged === undefined) {
      reasons.push({ code: 'plannedBranchesUnchecked', weight: 'warning', args: {} });
    }
    for (const branch of proof?.unmerged ?? []) {
      reasons.push({ code: 'plannedBranchMissing', weight: 'noGo', args: { branch } });
    }
  }
  return reasons;
}

function typeReasons(facts: ReleaseFacts): readonly Reason[] {
  return facts.type === undefined ? [{ code: 'typeUndeclared', weight: 'info', args: {} }] : [];
}

function counted(items: readonly EvaluatedItem[]): { readonly done: number; readonly total: number } {
  const included = items.filter((item) => item.counts && item.applies.outcome !== 'doesNotApply');
  return { done: included.filter((item) => item.state === 'done').length, total: included.length };
}

/** The open item that is due first; what stands before the decision goes before what follows it. */
function nextOf(items: readonly EvaluatedItem[]): Readiness['next'] {
  const waiting = items.filter(
    (item) => item.counts && isOpen(item.state) && item.applies.outcome !== 'doesNotApply',
  );
  const rank = (item: EvaluatedItem): number => (item.blocking ? 0 : item.gating ? 1 : 2);
  const first = waiting.toSorted(
    (a, b) => rank(a) - rank(b) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || 0,
  )[0];
  if (first === undefined) return undefined;
  const { ref, item, dueAt } = first;
  return { ref, text: item.text, ...(dueAt === undefined ? {} : { dueAt }) };
}

function sectionsOf(source: ReadSource, judged: readonly Judged[]): readonly EvaluatedSection[] {
  const own = judged.filter((one) => one.entry.source === source).map((one) => one.evaluated);
  const bySection = new Map<number, EvaluatedItem[]>();
  for (const evaluated of own) {
    const items = bySection.get(evaluated.item.section);
    if (items === undefined) bySection.set(evaluated.item.section, [evaluated]);
    else items.push(evaluated);
  }
  return [-1, ...source.checklist.sections.keys()].flatMap((index): readonly EvaluatedSection[] => {
    const items = bySection.get(index) ?? [];
    const section = source.checklist.sections[index];
    if (index === -1 && items.length === 0) return [];
    return [sectionOf(source.file, index, section, items)];
  });
}

function sectionOf(
  file: string,
  index: number,
  section: EvaluatedSection['section'],
  items: readonly EvaluatedItem[],
): EvaluatedSection {
  const relevant = items.filter((item) => item.applies.outcome !== 'doesNotApply');
  const done = relevant.filter((item) => item.state === 'done').length;
  const open = relevant.filter((item) => isOpen(item.state));
  const times = open.flatMap((item) => (item.dueAt === undefined ? [] : [item.dueAt]));
  const started = done > 0 || relevant.some((item) => item.state !== 'todo');
  return {
    file,
    index,
    ...(section === undefined ? {} : { section }),
    items,
    done,
    total: relevant.length,
    blocking: items.filter((item) => item.blocking).length,
    ...(times.length === 0 ? {} : { dueAt: Math.min(...times) }),
    progress: open.length === 0 && relevant.length > 0 ? 'complete' : started ? 'inProgress' : 'notStarted',
  };
}
