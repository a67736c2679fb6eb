/** Where a policy is looked for, the first that is there. */
export const policyFiles = ['releases/policy.yml', 'releases/policy.yaml'] as const;
