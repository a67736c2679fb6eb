/** Every item of a release with what its place in the checklist says about it. */
import type { Item, Section } from '../checklist/model.ts';
import { matchesAny } from '../base/wildcard.ts';
import type { GatePolicy, Policy } from '../policy/model.ts';
import type { ChecklistSource } from './model.ts';
import { namesAnyTitle, namesTitle } from './titles.ts';

export type ReadSource = Extract<ChecklistSource, { status: 'read' }>;

export interface Entry {
  readonly source: ReadSource;
  readonly item: Item;
  /** Index in the checklist's `items`. */
  readonly index: number;
  /** Own section first, then outwards. */
  readonly sections: readonly Section[];
  readonly phase: Phase;
  readonly counts: boolean;
  readonly gating: boolean;
  readonly gates: readonly GatePolicy[];
  /** Gates that name the item itself, not its section. */
  readonly namedBy: readonly GatePolicy[];
}

/** Where the item stands against the deployment to production; `area` for readiness areas. */
export type Phase = 'area' | NonNullable<Section['phase']>;

/** The gate that areas belong to when no gate names them. */
const gateOfAreas = 'pre-release';

export function entriesOf(policy: Policy, sources: readonly ReadSource[]): readonly Entry[] {
  const entries = sources.flatMap((source) => entriesOfSource(policy, source));
  // A list that knows only steps from production on has no "before": then all of it is judged.
  const judgeAll = !entries.some((entry) => entry.gating);
  return judgeAll ? entries.map((entry) => ({ ...entry, gating: entry.counts })) : entries;
}

/** From the section itself outwards; ends at the first parent that is not before its child. */
export function sectionChain(sections: readonly Section[], index: number): readonly Section[] {
  const chain: Section[] = [];
  for (let at = index; at >= 0;) {
    const section = sections[at];
    if (section === undefined) break;
    chain.push(section);
    if (section.parent >= at) break;
    at = section.parent;
  }
  return chain;
}

/** Sections whose items count: readiness areas and stages, and what stands before any heading. */
export function sectionCounts(section: Section | undefined): boolean {
  return section === undefined || section.kind === 'area' || section.kind === 'stage';
}

export function phaseOf(policy: Policy, chain: readonly Section[]): Phase {
  const own = chain[0];
  if (own === undefined || own.kind === 'area') return 'area';
  for (const section of chain) {
    const named = policy.stages.find((stage) => namesTitle(stage.title, section.title));
    const phase = named?.phase ?? section.phase;
    if (phase !== undefined) return phase;
  }
  return 'before';
}

interface Place {
  readonly sections: readonly Section[];
  readonly phase: Phase;
  readonly gates: readonly GatePolicy[];
}

function entriesOfSource(policy: Policy, source: ReadSource): readonly Entry[] {
  const { checklist } = source;
  const decided = new Set(checklist.decisions.map((decision) => decision.line));
  const places = new Map<number, Place>();
  return checklist.items.map((item, index) => {
    const place = places.get(item.section) ?? placeOf(policy, sectionChain(checklist.sections, item.section));
    places.set(item.section, place);
    const { sections, phase } = place;
    const own = sections[0];
    const halfOfDecision = item.decision === true || decided.has(item.line);
    const aside = isAlarm(item, own) || halfOfDecision || item.keys?.['gate'] === 'none';
    const counts = sectionCounts(own) && !aside;
    const namedBy = policy.gates.filter((gate) => matchesAny(gate.items, item.text));
    const gating = counts && phase !== 'production' && phase !== 'after';
    const gates = gating ? gatesOf(policy, phase, namedBy, place.gates) : [];
    return { source, item, index, sections, phase, counts, gating, gates, namedBy };
  });
}

function placeOf(policy: Policy, sections: readonly Section[]): Place {
  const titles = sections.map((section) => section.title);
  return {
    sections,
    phase: phaseOf(policy, sections),
    gates: policy.gates.filter((gate) => namesAnyTitle(gate.sections, titles)),
  };
}

function gatesOf(
  policy: Policy,
  phase: Phase,
  namedBy: readonly GatePolicy[],
  bySection: readonly GatePolicy[],
): readonly GatePolicy[] {
  const named = policy.gates.filter((gate) => namedBy.includes(gate) || bySection.includes(gate));
  if (bySection.length > 0 || phase !== 'area') return named;
  const fallback = policy.gates.find((gate) => gate.id === gateOfAreas);
  return fallback === undefined || named.includes(fallback) ? named : [...named, fallback];
}

/** A checked box among the rollback triggers is an alarm, whether or not the reader marked it. */
export function isAlarm(item: Item, section: Section | undefined): boolean {
  return item.alarm === true || section?.kind === 'triggers';
}
