/** Where a policy is written that has no place yet. */
export const policyPath = 'releases/policy.yml';
