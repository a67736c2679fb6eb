/** Whether a conditional item applies to a release, and what says so. */
import { matchesAny } from '../base/wildcard.ts';
import type { Condition, Predicate } from '../checklist/conditions.ts';
import type { Item, Section } from '../checklist/model.ts';
import { releaseTypes, type Policy, type ReleaseType } from '../policy/model.ts';
import type { Answer, Applies, ReleaseFacts } from './model.ts';

/** An item and the sections around it, its own first. */
export interface Placed {
  readonly item: Item;
  readonly sections: readonly Section[];
}

/**
 * What the item and the headings above it say, before its state is looked at: it applies only
 * when all of them do. "Rollback (if needed)" as a heading holds for every item below.
 */
export function conditionOutcome(placed: Placed, policy: Policy, facts: ReleaseFacts): Applies {
  const outcomes = [
    ownOutcome(placed.item, policy, facts),
    ...placed.sections.flatMap(({ condition }) =>
      condition === undefined ? [] : [outcomeOf(condition, policy, facts)],
    ),
  ];
  return (
    outcomes.find((outcome) => outcome.outcome === 'doesNotApply') ??
    outcomes.find((outcome) => outcome.outcome === 'undecided') ??
    outcomes.find((outcome) => outcome.why !== unconditional) ?? { outcome: 'applies', why: unconditional }
  );
}

const unconditional = 'it has no condition';

function ownOutcome(item: Item, policy: Policy, facts: ReleaseFacts): Applies {
  const decided = policy.conditions.find((condition) => matchesAny([condition.item], item.text));
  if (decided !== undefined) {
    const { applies, reason = '' } = decided;
    if (typeof applies === 'string') return answered(facts.change[applies]);
    const why = reason === '' ? 'the policy says so' : `the policy says so: ${reason}`;
    return { outcome: applies ? 'applies' : 'doesNotApply', why, by: 'policy' };
  }
  const keyed = item.keys?.['on'];
  if (keyed !== undefined) {
    const types = keyed.split(/[\s,]+/).filter(isReleaseType);
    if (types.length > 0) return typeOutcome(types, policy, facts.type);
  }
  return item.condition === undefined
    ? { outcome: 'applies', why: unconditional }
    : outcomeOf(item.condition, policy, facts);
}

export function isReleaseType(text: string): text is ReleaseType {
  return (releaseTypes as readonly string[]).includes(text);
}

/** A hotfix is a patch release too when the policy bases it on one. */
export function typeChain(policy: Policy, type: ReleaseType): readonly ReleaseType[] {
  const base = policy.types[type].basedOn;
  return base === undefined || base === type ? [type] : [type, base];
}

function outcomeOf(condition: Condition, policy: Policy, facts: ReleaseFacts): Applies {
  const plain = predicateOutcome(condition.predicate, policy, facts);
  if (condition.negated !== true) return plain;
  if (plain.outcome === 'applies') return { ...plain, outcome: 'doesNotApply' };
  return plain.outcome === 'doesNotApply' ? { ...plain, outcome: 'applies' } : plain;
}

function predicateOutcome(predicate: Predicate, policy: Policy, facts: ReleaseFacts): Applies {
  switch (predicate.kind) {
    case 'releaseType':
      return typeOutcome(predicate.types, policy, facts.type);
    case 'policyFact': {
      const value = policy.facts[predicate.fact];
      const name = predicate.fact === 'customerFacing' ? 'customer_facing' : 'uses_feature_flags';
      if (value === undefined) {
        const found = answered(facts.change.flagUse);
        return predicate.fact === 'usesFeatureFlags' && found.outcome !== 'undecided'
          ? found
          : { outcome: 'undecided', why: `the policy does not say ${name}` };
      }
      const why = `the policy says ${name}: ${value}`;
      return { outcome: value ? 'applies' : 'doesNotApply', why, by: 'policy' };
    }
    case 'change':
      return answered(facts.change[predicate.what]);
    case 'optional':
      return { outcome: 'applies', why: 'it is optional' };
    case 'manual':
      return { outcome: 'undecided', why: 'only a person can tell' };
  }
}

function typeOutcome(types: readonly ReleaseType[], policy: Policy, type: ReleaseType | undefined): Applies {
  if (type === undefined) return { outcome: 'undecided', why: 'the release type is not known' };
  const holds = typeChain(policy, type).some((name) => types.includes(name));
  return { outcome: holds ? 'applies' : 'doesNotApply', why: `this is a ${type} release` };
}

function answered(answer: Answer): Applies {
  if (answer.known) {
    return { outcome: answer.holds ? 'applies' : 'doesNotApply', why: answer.evidence, by: 'changes' };
  }
  return { outcome: 'undecided', why: answer.detail ?? unknownWords[answer.why] };
}

const unknownWords: Readonly<Record<Extract<Answer, { known: false }>['why'], string>> = {
  notAnalysed: 'the changes were not analysed',
  noGit: 'there is no git repository to compare in',
  untrusted: 'the folder is not trusted, so git was not asked',
  noBase: 'there is no earlier release to compare with',
  failed: 'the comparison failed',
};
