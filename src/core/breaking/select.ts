/** Which rules a person or a row of another tool means. */
import type { Detector } from './detector.ts';

export interface RuleFilter {
  readonly keeps: (rule: string) => boolean;
  /** True when no rule of the detectors is kept. */
  readonly none: boolean;
  /** What was named and is no rule of the detectors. */
  readonly unknown: readonly string[];
}

/**
 * A name is the id of a detector, the id of a rule, or the id of the same rule in another tool, with or
 * without the name of that tool: `graphql`, `graphql/field-removed`, `buf:FIELD_NO_DELETE`, `FIELD_NO_DELETE`.
 */
export function ruleFilter(
  names: readonly string[] | undefined,
  detectors: readonly Pick<Detector, 'id' | 'rules'>[],
): RuleFilter {
  if (names === undefined) {
    return { keeps: () => true, none: false, unknown: [] };
  }
  const kept = new Set<string>();
  const unknown: string[] = [];
  for (const name of names) {
    const meant = detectors.flatMap((detector) => rulesNamed(name, detector));
    if (meant.length === 0) {
      unknown.push(name);
    }
    for (const rule of meant) {
      kept.add(rule);
    }
  }
  return { keeps: (rule) => kept.has(rule), none: kept.size === 0, unknown };
}

/** The widest profile that rules asked for one by one need; undefined when the detector as a whole is asked for, or none is needed. */
export function profileFor(
  names: readonly string[],
  detector: Pick<Detector, 'id' | 'rules' | 'profiles'>,
): string | undefined {
  if (names.some((name) => name.toLowerCase() === detector.id)) return undefined;
  const needed = names.flatMap((name) =>
    rulesNamed(name, detector).map((rule) => detector.profiles.indexOf(detector.rules[rule]?.profile ?? '')),
  );
  return detector.profiles[Math.max(-1, ...needed)];
}

/** Ids of the rules of one detector that a name stands for. */
export function rulesNamed(name: string, { id, rules }: Pick<Detector, 'id' | 'rules'>): readonly string[] {
  const wanted = name.toLowerCase();
  if (wanted === id) {
    return Object.keys(rules);
  }
  return Object.entries(rules)
    .filter(
      ([rule, { aliases }]) =>
        rule.toLowerCase() === wanted ||
        rule.toLowerCase() === `${id}/${wanted}` ||
        aliases.some((alias) => alias.toLowerCase() === wanted || bareName(alias).toLowerCase() === wanted),
    )
    .map(([rule]) => rule);
}

/** `buf:FIELD_NO_DELETE` without the tool. */
function bareName(alias: string): string {
  return alias.slice(alias.indexOf(':') + 1);
}
