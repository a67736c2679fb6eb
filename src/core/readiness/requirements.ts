/** Named requirements (`code-review`, `migration-guide`) and the items that stand for them. */
import { matchesAny } from '../base/wildcard.ts';
import type { Section } from '../checklist/model.ts';
import type { Policy, ReleaseType } from '../policy/model.ts';
import { typeChain } from './applies.ts';
import type { Entry } from './entries.ts';
import { namesAnyTitle } from './titles.ts';

export interface Demands {
  /** Requirements of the release's type that some item has to speak of. */
  readonly requires: ReadonlyMap<string, readonly Entry[]>;
  /** Requirements that must be done whatever else. */
  readonly minimum: ReadonlyMap<string, readonly Entry[]>;
  /** Every item that stands for a part of the minimum. */
  readonly inMinimum: ReadonlySet<Entry>;
  /** Conditional items that the type makes unconditional. */
  readonly forced: ReadonlySet<Entry>;
  /** Items that nobody may waive. */
  readonly neverWaived: ReadonlySet<Entry>;
}

export function demandsOf(policy: Policy, type: ReleaseType | undefined, entries: readonly Entry[]): Demands {
  const counting = entries.filter((entry) => entry.counts);
  const gating = entries.filter((entry) => entry.gating);
  const chain = type === undefined ? [] : typeChain(policy, type);
  const found = (names: readonly string[], among: readonly Entry[]): Map<string, readonly Entry[]> =>
    new Map(names.map((name) => [name, standingFor(policy, name, among)]));
  const requires = found([...new Set(chain.flatMap((name) => policy.types[name].requires))], counting);
  const minimum = found([...new Set(chain.flatMap((name) => policy.types[name].minimum))], gating);
  return {
    requires,
    minimum,
    inMinimum: new Set([...minimum.values()].flat()),
    forced: new Set([...requires.values(), ...minimum.values()].flatMap(conditionalOnly)),
    neverWaived: new Set(
      // Only a waiver asks; most checklists have none.
      (counting.some(({ item }) => item.state === 'waived' || item.waiver !== undefined)
        ? policy.waivers.never
        : []
      ).flatMap((name) => [
        ...standingFor(policy, name, counting),
        ...counting.filter((entry) => matchesAny([name], entry.item.text)),
      ]),
    ),
  };
}

/** Items whose text speaks of the requirement; without any, those in a section that does. */
export function standingFor(policy: Policy, name: string, among: readonly Entry[]): readonly Entry[] {
  const own = Object.hasOwn(policy.requirements, name) ? policy.requirements[name] : undefined;
  const words = `*${name.split(/[\s_-]+/).join('*')}*`;
  const patterns = own ?? { items: [words], sections: [words] };
  const byText = among.filter((entry) => matchesAny(patterns.items, entry.item.text));
  if (byText.length > 0) return byText;
  const bySection = new Map<Section | undefined, boolean>();
  return among.filter((entry) => {
    const own = entry.sections[0];
    const known = bySection.get(own);
    if (known !== undefined) return known;
    const titles = entry.sections.map((section) => section.title);
    const named = namesAnyTitle(patterns.sections, titles);
    bySection.set(own, named);
    return named;
  });
}

/** Nothing to force where an unconditional item already answers the requirement. */
function conditionalOnly(entries: readonly Entry[]): readonly Entry[] {
  const conditional = (entry: Entry): boolean =>
    entry.item.condition !== undefined || entry.item.keys?.['gate'] === 'optional';
  return entries.every(conditional) ? entries : [];
}
