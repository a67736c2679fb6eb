/** The policy that a repository begins with: the rules of the guide, to be changed line by line. */

/** Says the same as no policy at all. `exclude`: a file that is only a template and never a checklist itself. */
export function policyTemplate(exclude?: string): string {
  return `schema: release-readiness/policy/1
# Every key is optional. What stands here is what holds without a policy; lines with a # are examples.

# Zone of dates and freezes.
timezone: UTC

# What a bare "T-24" in a heading means: hours or days.
# tminus_unit: hours
${exclude === undefined ? '' : excluded(exclude)}
# Tags of releases.
tags: { pattern: "v{version}", stable_only: true }

# Who stands for a role: used for owners, sign-off and waivers.
roles:
  release-manager: []
  qa: []
  pm: []
  on-call: []

# What a release of a type needs beside its checklist.
types:
  patch: { requires: [incident-retrospective] }
  minor: { requires: [] }
  major: { requires: [migration-guide, communication-plan] }
  hotfix:
    based_on: patch
    requires: [incident-retrospective]
    minimum: [code-review, automated-tests, staging-deployment]

# What has to be done by when. evidence: required, expected or optional.
gates:
  - id: pre-release
    sections: [Code, Documentation, Testing, Operational, Communication]
    due: T-24h
  - id: staging
    sections: [Deployment to Staging]
    before: production
    signoff: [qa, pm]
  - id: announce
    items: ["Stakeholders notified*", "Deployment window scheduled*"]
    due: T-48h

# Answers to conditions such as "(if UI changes)" and "(if using)".
# facts:
#   uses_feature_flags: true
#   customer_facing: true
#   ui_paths: ["web/**"]
#   migration_paths: ["**/migrations/**"]

# How long waivers may last, who grants them, and what can never be waived.
waivers:
  max_days: 30
  approvers: [release-manager]
  no_self: true
  never: [code-review, automated-tests, staging-deployment]

# No releases in these times, but for the types named.
freeze: []
#  - { name: year end, from: 2026-12-18, to: 2027-01-04, allow: [hotfix] }
#  - { name: weekend, weekly: "Fri 12:00 - Mon 06:00", allow: [hotfix, patch] }

# Clocks of incidents.
severity:
  SEV-1: { respond: 0m, update: 30-60m, retro: 48h }
  SEV-2: { respond: 1h, update: 30-60m, retro: 48h }
  SEV-3: { respond: 4h, update: 30-60m }

thresholds:
  post_release_window: 48h
  rollback_watch: 30-60m
  monitoring: 24-48h
`;
}

function excluded(file: string): string {
  return `
# Files that are never checklists. ${file} is a template: releases start from it.
exclude: ["**/node_modules/**", "**/vendor/**", "**/third_party/**", "${file}"]
`;
}
