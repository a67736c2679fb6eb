/** What has to hold for a conditional item to apply. */
export type Predicate =
  | { readonly kind: 'releaseType'; readonly types: readonly ('patch' | 'minor' | 'major' | 'hotfix')[] }
  | { readonly kind: 'change'; readonly what: ChangeFact }
  | { readonly kind: 'policyFact'; readonly fact: PolicyFact }
  | { readonly kind: 'optional' }
  | { readonly kind: 'manual' };

/** Facts that a comparison of two revisions can answer. */
export const changeFacts = ['api', 'breaking', 'migrations', 'ui', 'dependencies', 'configuration'] as const;
export type ChangeFact = (typeof changeFacts)[number];

/** Facts that the policy states once for all releases. */
export const policyFacts = ['usesFeatureFlags', 'customerFacing'] as const;
export type PolicyFact = (typeof policyFacts)[number];

export interface Condition {
  /** As written, without parentheses: "if applicable". */
  readonly text: string;
  readonly predicate: Predicate;
  /** True for `unless …`: the item applies when the predicate does not hold. */
  readonly negated?: true;
}
