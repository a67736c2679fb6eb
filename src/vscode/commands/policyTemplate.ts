export const policyPath = 'releases/policy.yml';

/** Every key is optional; a policy that says nothing keeps the built-in rules. */
export const policyTemplate = `schema: release-readiness/policy/1

# Zone of dates and freezes.
timezone: UTC

# Who stands for a role: used for owners, sign-off and waivers.
roles:
  release-manager: []
  qa: []
  pm: []

# Waivers: how long they may last and what can never be waived.
waivers:
  max_days: 30
  never: [code-review, automated-tests, staging-deployment]

# No releases in these times, but for the types named.
freeze: []
#  - { name: year end, from: 2026-12-18, to: 2027-01-04, allow: [hotfix] }
#  - { name: weekend, weekly: "Fri 12:00 - Mon 06:00", allow: [hotfix] }
`;
