/**
 * The release and deployment guide as data: what holds for a release when
 * nobody has written a policy. A `releases/policy.yml` changes it key by key.
 */
import { day, hour, minute } from '../base/instant.ts';
import type { Policy } from './model.ts';

const hotfixMinimum = ['code-review', 'automated-tests', 'staging-deployment'];

export const guidePolicy: Policy = {
  timezone: 'UTC',
  // Candidates: the name or the content of each still has to speak of a release.
  checklists: [
    'releases/*/*{checklist,Checklist,CHECKLIST}*.{md,yml,yaml}',
    '**/*{release,Release,RELEASE,releasing,Releasing,RELEASING}*.{md,markdown}',
    '**/*{deploy,Deploy,DEPLOY,launch,Launch,LAUNCH,publish,Publish,PUBLISH}*.{md,markdown}',
    '**/*{rollout,roll-out,go-live,go-no-go,cutover,hotfix,HOTFIX}*.{md,markdown}',
    '**/*{checklist,Checklist,CHECKLIST,readiness,Readiness,READINESS}*.{md,markdown,yml,yaml}',
    '.github/ISSUE_TEMPLATE/*.{md,yml,yaml}',
  ],
  exclude: ['**/node_modules/**', '**/vendor/**', '**/third_party/**'],
  tags: { pattern: 'v{version}', stableOnly: true },
  roles: {},
  types: {
    patch: {
      when: [
        'Critical bugs that affect users',
        'Security vulnerabilities that need a fix at once',
        'Production incidents that need an emergency deployment',
      ],
      characteristics: [
        'Review and testing on a fast track',
        'Minimal scope: a single fix',
        'May leave the normal release cadence',
        'Needs an incident retrospective',
      ],
      requires: ['incident-retrospective'],
      skipStages: [],
      signOff: [],
      minimum: [],
    },
    minor: {
      when: [
        'New features that keep existing functionality working',
        'Performance improvements',
        'API changes that break nothing',
        'Bug fixes in a batch',
      ],
      characteristics: [
        'Regular cadence: weekly, every two weeks or by sprint',
        'Backward compatible',
        'Standard review and testing',
        'Grouped changes with release notes that tell one story',
      ],
      requires: [],
      skipStages: [],
      signOff: [],
      minimum: [],
    },
    major: {
      when: [
        'API changes that break users',
        'Major changes of the architecture',
        'Significant new functionality',
        'Removal of deprecated features',
      ],
      characteristics: [
        'Planned well in advance',
        'Migration guides',
        'A longer testing period',
        'A plan for telling stakeholders',
        'May need coordination with customers',
      ],
      requires: ['migration-guide', 'communication-plan'],
      skipStages: [],
      signOff: [],
      minimum: [],
    },
    hotfix: {
      when: ['An emergency that cannot wait for the next patch release'],
      characteristics: [
        'The process is shortened, never skipped',
        'At least code review, automated tests and a staging deployment',
        'Urgency and scope are told clearly',
        'Always followed by a retrospective',
        'A record of what let the issue reach production',
      ],
      requires: ['incident-retrospective'],
      skipStages: [],
      signOff: [],
      basedOn: 'patch',
      minimum: hotfixMinimum,
    },
  },
  requirements: {
    'code-review': {
      items: [
        '*code review*',
        '*review approv*',
        '*approved by*reviewer*',
        '*reviewers approved*',
        '*pr*reviewed*',
      ],
      sections: ['Code Review*'],
    },
    'automated-tests': {
      items: [
        '*automated test*',
        '*all tests pass*',
        '*tests passing*',
        '*tests pass*',
        '*test suite pass*',
        '*ci *pass*',
        '*ci *green*',
      ],
      sections: ['Automated Test*'],
    },
    'staging-deployment': {
      items: ['*deploy to staging*', '*deployed to staging*', '*deploy*staging*', '*staging deploy*'],
      sections: ['Deployment to Staging', '*Staging*'],
    },
    'incident-retrospective': {
      items: ['*retrospective*', '*post-mortem*', '*postmortem*', '*post mortem*'],
      sections: ['*Retrospective*', '*Post-mortem*', '*Postmortem*'],
    },
    'migration-guide': {
      items: ['*migration guide*', '*upgrade guide*', '*migration document*', '*migration notes*'],
      sections: ['*Migration Guide*', '*Upgrade Guide*'],
    },
    'communication-plan': {
      items: [
        '*communication plan*',
        '*stakeholders notified*',
        '*notify stakeholders*',
        '*stakeholder communication*',
      ],
      sections: ['*Communication Plan*', '*Stakeholder*'],
    },
  },
  areas: [
    'Code Readiness',
    'Documentation Readiness',
    'Testing Readiness',
    'Operational Readiness',
    'Communication Readiness',
  ],
  stages: [
    { title: 'Pre-Deployment (T-minus 24 hours)', phase: 'before' },
    { title: 'Pre-Deployment (T-minus 1 hour)', phase: 'before' },
    { title: 'Deployment to Staging', phase: 'staging' },
    { title: 'Deployment to Production', phase: 'production' },
    { title: 'Post-Deployment Verification (Within 30 minutes)', phase: 'after' },
    { title: 'Post-Deployment Communication (Within 1 hour)', phase: 'after' },
    { title: 'Post-Deployment Monitoring (24-48 hours)', phase: 'after' },
  ],
  gates: [
    {
      id: 'pre-release',
      sections: ['Code', 'Documentation', 'Testing', 'Operational', 'Communication'],
      items: [],
      due: -24 * hour,
      signOff: [],
      evidence: 'optional',
    },
    {
      id: 'staging',
      sections: ['Deployment to Staging'],
      items: [],
      before: 'production',
      signOff: ['qa', 'pm'],
      evidence: 'optional',
    },
    {
      id: 'announce',
      sections: [],
      items: ['Stakeholders notified*', 'Deployment window scheduled*'],
      due: -48 * hour,
      signOff: [],
      evidence: 'optional',
    },
  ],
  facts: { paths: {} },
  conditions: [],
  evidence: { commits: 0, ignore: [], tasks: [] },
  plannedBranches: [],
  sections: [],
  waivers: { maxDays: 30, approvers: ['release-manager'], noSelf: true, never: hotfixMinimum },
  freezes: [],
  severities: [
    {
      name: 'SEV-1',
      criteria: [
        'Complete outage or loss of data',
        'All or most users are affected',
        'There is no workaround',
      ],
      respond: 0,
      update: [30 * minute, 60 * minute],
      retrospective: 48 * hour,
    },
    {
      name: 'SEV-2',
      criteria: ['Major functionality is impaired', 'Many users are affected', 'There may be a workaround'],
      respond: hour,
      update: [30 * minute, 60 * minute],
      retrospective: 48 * hour,
    },
    {
      name: 'SEV-3',
      criteria: ['A minor functionality issue', 'Some users are affected', 'There is a workaround'],
      respond: 4 * hour,
      update: [30 * minute, 60 * minute],
      retrospective: 48 * hour,
    },
  ],
  triggers: [
    'Critical functionality is broken for most users',
    'Data corruption or loss is occurring',
    'Severe performance degradation affects users',
    'The release brought in a security vulnerability',
    'A cascade failure hits other systems',
  ],
  rollback: [
    {
      title: 'Declare Incident',
      steps: [
        'Notify on-call and incident commander',
        'Create an incident channel',
        'Start the incident log with a timeline',
      ],
    },
    {
      title: 'Execute Rollback',
      steps: [
        'Follow the documented rollback procedure',
        'Revert to the last release that is known to be good',
        'Verify that the rollback worked',
        'Run smoke tests to confirm stability',
        'Monitor error rates and logs',
      ],
    },
    {
      title: 'Verify Restoration',
      steps: [
        'Confirm that critical flows work',
        'Check that the issues users reported are resolved',
        'Verify data consistency',
        'Monitor for 30-60 minutes after the rollback',
      ],
    },
    {
      title: 'Communicate',
      steps: [
        'Tell stakeholders that the rollback is complete',
        'Update the status page (if customer-facing)',
        'Brief the support team',
        'Document the incident timeline',
      ],
    },
    {
      title: 'Post-Rollback',
      steps: [
        'Triage the root cause of the failure',
        'Create issues for the fixes that are needed',
        'Schedule a blameless post-mortem',
        'Update the rollback procedure if it can be improved',
      ],
    },
  ],
  metrics: [
    {
      title: 'DORA Metrics',
      metrics: [
        { name: 'Deployment Frequency', definition: 'How often production is deployed to' },
        { name: 'Lead Time for Changes', definition: 'Time from commit to production' },
        { name: 'Time to Restore Service', definition: 'How quickly an incident is recovered from' },
        { name: 'Change Failure Rate', definition: 'Share of deployments that cause issues' },
      ],
    },
    {
      title: 'Release-Specific Metrics',
      metrics: [
        { name: 'Release duration', definition: 'Time from start to verified in production' },
        { name: 'Rollback rate', definition: 'Share of releases that are rolled back' },
        { name: 'Time to rollback', definition: 'How quickly a release can be reverted' },
        { name: 'Post-release issues', definition: 'Bugs found in the first 48 hours' },
      ],
    },
    {
      title: 'Quality Metrics',
      metrics: [
        { name: 'Test coverage', definition: 'Share of the code that tests run' },
        { name: 'Escaped defects', definition: 'Bugs found in production against those found before' },
        { name: 'Security scan pass rate', definition: 'Share of security scans without findings' },
        { name: 'Performance impact', definition: 'Change of latency, error rate and throughput' },
      ],
    },
  ],
  notes: { rules: {} },
  thresholds: {
    postReleaseWindow: 48 * hour,
    rollbackWatch: [30 * minute, 60 * minute],
    monitoring: [1 * day, 2 * day],
    advanceNotice: 48 * hour,
  },
};
