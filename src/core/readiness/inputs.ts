/** What the inputs themselves say: unreadable or partly read files, lost boxes, decisions, sign-off tables. */
import type { ChecklistFindingCode, Section } from '../checklist/model.ts';
import { phaseOf, sectionChain, sectionCounts, type ReadSource } from './entries.ts';
import type { Reason, ReleaseFacts, Weight } from './model.ts';
import { recordedSignOff, sameName, signOffCount } from './people.ts';
import { formatDue } from '../base/zone.ts';
import { decisionKind, latestDecision } from '../release/decisions.ts';
import { verdictWords } from './catalog.ts';
import type { Case } from './case.ts';
import type { Judged } from './judge.ts';

/** Findings of a reader after which some items may be missing. */
const losing: ReadonlySet<ChecklistFindingCode> = new Set([
  'partial',
  'tooLarge',
  'tooManyItems',
  'tooDeep',
  'notUtf8',
  'yamlSyntax',
  'yamlDuplicateKey',
  'yamlNotAChecklist',
  'yamlBadValue',
  'unsupportedFormat',
]);

export function inputReasons(facts: ReleaseFacts): readonly Reason[] {
  const reasons: Reason[] = facts.unsafe.map(({ code, args, where }) => ({
    code,
    weight: code === 'policyKeyUnused' || code === 'recordKeyUnused' ? 'warning' : 'unknown',
    args,
    where,
  }));
  reasons.push(...repositoryReasons(facts));
  if (facts.sources.length === 0) reasons.push({ code: 'noChecklist', weight: 'unknown', args: {} });
  for (const source of facts.sources) {
    const { file } = source;
    const where = { file, line: 1, column: 1 };
    if (source.status === 'unreadable') {
      const args = { file, reason: source.reason, detail: source.detail };
      reasons.push({ code: 'unreadable', weight: 'unknown', args, where });
      continue;
    }
    const { checklist } = source;
    for (const line of checklist.conflictMarkers.slice(0, 1)) {
      reasons.push({
        code: 'conflictMarkers',
        weight: 'unknown',
        args: { file },
        where: { file, line, column: 1 },
      });
    }
    const lost = source.findings.filter(({ code }) => losing.has(code));
    for (const finding of lost) {
      const args = { ...finding.args, file, what: finding.code };
      reasons.push({ code: 'partlyRead', weight: 'unknown', args, where: { ...finding.where, file } });
    }
    for (const { line, count, form } of checklist.hidden.filter(({ unclosed }) => unclosed === true)) {
      const args = { file, count, form };
      reasons.push({ code: 'boxesSwallowed', weight: 'warning', args, where: { file, line, column: 1 } });
    }
    // "Add items" is no help where nobody knows which items there are.
    if (checklist.items.length === 0 && lost.length === 0) {
      reasons.push({ code: 'noItems', weight: 'unknown', args: { file }, where });
    }
  }
  return reasons;
}

/** A repository that cannot be asked matters where something was proved or signed for a commit. */
function repositoryReasons(facts: ReleaseFacts): readonly Reason[] {
  const { repositoryFault: fault, record, sources } = facts;
  if (fault === undefined) return [];
  const named =
    record?.signOffs.some(({ commit }) => commit !== undefined) === true ||
    sources.some(
      (source) =>
        source.status === 'read' && source.checklist.items.some(({ provedAt }) => provedAt !== undefined),
    );
  return [{ code: 'repositoryUnreadable', weight: named ? 'warning' : 'info', args: { fault } }];
}

/** Boxes that a person sees and GitHub does not, wherever a box would count. */
export function nearMissReasons(source: ReadSource): readonly Reason[] {
  const { checklist, file } = source;
  // Sign-off tables, decisions and choices are read from boxes of these forms: nothing is lost there.
  const understood = new Set(
    [...checklist.signOffs, ...checklist.decisions, ...checklist.choices].map(({ line }) => line),
  );
  return checklist.nearMisses.flatMap(({ line, column, why }): Reason[] => {
    if (understood.has(line) || !sectionCounts(sectionAt(checklist.sections, line))) return [];
    return [{ code: 'nearMiss', weight: 'warning', args: { why, line }, where: { file, line, column } }];
  });
}

/** Go / no-go boxes in the checklist, and the last decision in the record. */
export function decisionReasons(
  given: Case,
  judged: readonly Judged[],
  sources: readonly ReadSource[],
): readonly Reason[] {
  const { facts } = given;
  const reasons: Reason[] = sources.flatMap(({ checklist, file }) =>
    checklist.decisions.flatMap(({ value, line }): Reason[] => {
      const where = { file, line, column: 1 };
      if (value === 'noGo') return [{ code: 'decisionNoGo', weight: 'noGo', args: {}, where }];
      if (value === 'both') return [{ code: 'decisionUnclear', weight: 'noGo', args: {}, where }];
      if (value === 'conditional') {
        return [{ code: 'decisionConditional', weight: 'conditional', args: {}, where }];
      }
      return value === 'open' ? [{ code: 'decisionOpen', weight: 'info', args: {}, where }] : [];
    }),
  );
  reasons.push(...recordedReasons(given, judged));
  for (const rollback of facts.record?.rollbacks ?? []) {
    if (rollback.verified !== undefined) continue;
    reasons.push({ code: 'rollbackOpen', weight: 'noGo', args: {}, ...recordWhere(facts, rollback.line) });
  }
  return reasons;
}

/** The last recorded decision: a reason to ask again, not a lock that no fact could lift. */
function recordedReasons({ facts, now, zone }: Case, judged: readonly Judged[]): readonly Reason[] {
  const last = latestDecision(facts.record?.decisions ?? []);
  if (last === undefined) return [];
  const by = last.by ?? '';
  const where =
    last.file === undefined
      ? recordWhere(facts, last.line)
      : { where: { file: last.file, line: last.line, column: 1 } };
  const kind = decisionKind(last);
  if (kind === 'noGo') return [{ code: 'recordedNoGo', weight: 'conditional', args: { by }, ...where }];
  if (kind === 'delay') {
    const to = last.plannedStart;
    const start = to === undefined ? 'a later time' : formatDue(to, { zone, now });
    const over = to !== undefined && to <= now;
    return [{ code: 'recordedDelay', weight: over ? 'info' : 'conditional', args: { by, start }, ...where }];
  }
  const { blockers: count = 0 } = last;
  if (kind === undefined || count <= 0) return [];
  // What stood in the way then may be done by now.
  const weight = judged.some(({ evaluated }) => evaluated.blocking) ? 'warning' : 'info';
  const verdict = verdictWords[kind];
  return [{ code: 'recordedGoWithBlockers', weight, args: { by, count, verdict }, ...where }];
}

/** Rows of sign-off tables, and the roles that a gate or the release type asks for. */
export function signOffTableReasons(
  given: Case,
  judged: readonly Judged[],
  sources: readonly ReadSource[],
): readonly Reason[] {
  const { policy, facts, now } = given;
  const rows = sources.flatMap((source) =>
    source.checklist.signOffs.flatMap((row) => {
      const chain = sectionChain(source.checklist.sections, row.section);
      const kind = chain[0]?.kind;
      if (kind === 'template' || kind === 'retired' || kind === 'playbook') return [];
      const phase = phaseOf(policy, chain);
      return [
        { row, file: source.file, late: kind === 'stage' && (phase === 'production' || phase === 'after') },
      ];
    }),
  );
  const reasons: Reason[] = rows.flatMap(({ row, file, late }): Reason[] => {
    const where = { file, line: row.line, column: 1 };
    const args = { role: row.role, text: '' };
    if (row.value === 'refused') return [{ code: 'signOffRefused', weight: 'noGo', args, where }];
    const recorded = recordedSignOff(policy, facts, row.role, now).status;
    if (recorded === 'given' || late) return [];
    // One box in a table stands for one person.
    if (row.value === 'given' && signOffCount(policy, facts, row.role) === 1) return [];
    return [{ code: 'signOffMissing', weight: 'noGo', args, where }];
  });

  const onItem = (role: string): Judged | undefined =>
    judged.find(
      ({ entry }) => entry.counts && (entry.item.signOff ?? []).some((name) => sameName(name, role)),
    );
  for (const role of wantedRoles(given, judged)) {
    const item = onItem(role);
    const row = rows.find((candidate) => sameName(candidate.row.role, role));
    // Spoken of by the line itself: its own state has been judged.
    const answered = item !== undefined && item.evaluated.applies.outcome !== 'doesNotApply';
    if (answered || (row !== undefined && row.row.value !== 'open')) continue;
    const { status, by, line, quorum, since = '' } = recordedSignOff(policy, facts, role, now);
    const where = recordWhere(facts, line ?? 1);
    const weights: Readonly<Record<typeof status, readonly [Reason['code'], Weight] | undefined>> = {
      given: undefined,
      unchecked: ['signOffUnchecked', 'warning'],
      tooFew: ['signOffTooFew', 'noGo'],
      stale: ['signOffStale', 'noGo'],
      outdated: ['signOffOutdated', 'noGo'],
      self: ['signOffSelf', 'noGo'],
      wrongPerson: ['signOffWrongPerson', 'noGo'],
      missing: ['signOffMissing', 'noGo'],
    };
    const found = weights[status];
    if (found === undefined) continue;
    const args = { role, by: by ?? '', text: '', since, ...quorum };
    reasons.push({ code: found[0], weight: found[1], args, ...where });
  }
  return reasons;
}

/** A gate asks for sign-off as soon as anything of the release passes through it. */
function wantedRoles(given: Case, judged: readonly Judged[]): readonly string[] {
  const { policy, facts } = given;
  const active = policy.gates.filter((gate) =>
    judged.some(
      ({ entry, evaluated }) => entry.gates.includes(gate) && evaluated.applies.outcome !== 'doesNotApply',
    ),
  );
  const byType = facts.type === undefined ? [] : policy.types[facts.type].signOff;
  const roles = [...active.flatMap((gate) => gate.signOff), ...byType];
  return roles.filter((role, index) => roles.findIndex((other) => sameName(other, role)) === index);
}

function sectionAt(sections: readonly Section[], line: number): Section | undefined {
  return sections.findLast((section) => section.line <= line && line <= section.endLine);
}

export function recordWhere(facts: ReleaseFacts, line: number): Pick<Reason, 'where'> {
  return facts.recordFile === undefined ? {} : { where: { file: facts.recordFile, line, column: 1 } };
}
