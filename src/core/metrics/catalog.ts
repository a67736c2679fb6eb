/** Words of the metrics: names, definitions, and sentences of notes and questions. */
import { fill } from '../base/catalog.ts';
import type { Figure, MetricId, Note, NoteCode, Question, Source } from './model.ts';

export interface MetricWords {
  readonly name: string;
  /** The name that the guide or an older edition gives it. */
  readonly formerly?: string;
  readonly definition: string;
  readonly group: 'dora' | 'release' | 'quality';
}

export const metricWords: Readonly<Record<MetricId, MetricWords>> = {
  'deployment-frequency': {
    name: 'Deployment frequency',
    definition: 'Successful deployments to production, divided by the length of the window.',
    group: 'dora',
  },
  'change-lead-time': {
    name: 'Change lead time',
    formerly: 'Lead time for changes',
    definition:
      'For each commit that is no merge: from its date to the first deployment that contains it and no earlier one does. Median and 90th percentile.',
    group: 'dora',
  },
  'change-fail-rate': {
    name: 'Change fail rate',
    formerly: 'Change failure rate',
    definition:
      'Deployments that failed, were rolled back or hot-fixed, or are named as the cause of an incident, divided by deployments. Each counts once.',
    group: 'dora',
  },
  'recovery-time': {
    name: 'Failed deployment recovery time',
    formerly: 'MTTR',
    definition:
      'For each failed deployment: from its end until its incidents are resolved or its rollback is verified. Median.',
    group: 'dora',
  },
  'rework-rate': {
    name: 'Deployment rework rate',
    definition: 'Deployments that were not planned but made because of an incident, divided by deployments.',
    group: 'dora',
  },
  'restore-time': {
    name: 'Time to restore service',
    definition:
      'For each incident, whatever caused it: from detection until it is resolved. Median. The older metric, which failed deployment recovery time has replaced.',
    group: 'dora',
  },
  'release-duration': {
    name: 'Release duration',
    definition: 'From the start of the release until it is verified in production. Median.',
    group: 'release',
  },
  'rollback-rate': {
    name: 'Rollback rate',
    definition: 'Releases with a rollback, divided by the releases that were deployed to production.',
    group: 'release',
  },
  'time-to-rollback': {
    name: 'Time to rollback',
    definition: 'From the decision until the rollback is verified. Median.',
    group: 'release',
  },
  'post-release-issues': {
    name: 'Post-release issues',
    definition: 'Issues that were found in production within 48 hours after the deployment. Sum.',
    group: 'release',
  },
  'test-coverage': {
    name: 'Test coverage',
    definition: 'Percentage of the code that tests cover, as the release record says. The last value.',
    group: 'quality',
  },
  'escaped-defects': {
    name: 'Escaped defects',
    definition: 'Issues that were found in production, divided by all that were found.',
    group: 'quality',
  },
  'security-scan-pass-rate': {
    name: 'Security scan pass rate',
    definition: 'Security scans without findings, divided by all scans that the release records name.',
    group: 'quality',
  },
  'performance-impact': {
    name: 'Performance impact',
    definition:
      'Change of each measure from before to after the release, as the release record says. The last value of each.',
    group: 'quality',
  },
};

export const groupNames: Readonly<Record<MetricWords['group'], string>> = {
  dora: 'DORA metrics',
  release: 'Release metrics',
  quality: 'Quality metrics',
};

/** Names of second numbers; the measures of a record go by their own names. */
const partNames: Readonly<Record<string, string>> = {
  p90: '90th percentile',
  deploymentDays: 'Days with a deployment, a week (median)',
  fromDetection: 'From detection (median)',
  detectionToDecision: 'From detection to the decision (median)',
  perRelease: 'Per release (median)',
  sinceFirst: 'Change since the first of the window',
};

export function partName(name: string): string {
  return Object.hasOwn(partNames, name) ? (partNames[name] ?? name) : name;
}

export const sourceWords: Readonly<Record<Source, string>> = {
  recorded: 'recorded',
  estimated: 'estimated from tags',
  mixed: 'partly recorded, partly estimated from tags',
  none: 'nothing known',
};

/** One and several. */
export const countWords: Readonly<Record<Figure['of'], readonly [string, string]>> = {
  commits: ['commit', 'commits'],
  deployments: ['deployment', 'deployments'],
  releases: ['release', 'releases'],
  incidents: ['incident', 'incidents'],
  rollbacks: ['rollback', 'rollbacks'],
  issues: ['issue', 'issues'],
  scans: ['scan', 'scans'],
};

const noteWords: Readonly<Record<NoteCode, string>> = {
  fewDeployments: 'Only {n} in the window: the list says more than a rate. A rate needs at least {least}.',
  fewFound: 'Only {n} in the window: the list says more than a share. A share needs at least {least}.',
  noDeployments:
    'No deployment in the window. Record one in releases/<version>/release.yml, or tag a release: v1.2.0.',
  noHistory: 'There is no git history here, and no release record.',
  noRecords: 'No release record says so. Write releases/<version>/release.yml.',
  noFailures: 'No failed deployment and no rollback is recorded.',
  noIncidents: 'No incident is recorded.',
  noIssues: 'No record lists issues. Add issues_found to a release record.',
  noQuality: 'No record says so. Add quality: with {key} to a release record.',
  tagsDoNotSay:
    'Tags do not say how a deployment went: it takes an outcome in the record, or incident files ({count}).',
  outcomeMissing: 'The record gives no outcome ({count}).',
  withoutRecord: 'Without a release record, nobody knows whether it was planned ({count}).',
  negative: 'The end lies before the start: look at the dates ({count}).',
  notRecovered: 'No time of recovery is recorded ({count}).',
  causeMissing: 'Nobody has said what caused the incident, so it is no failed deployment ({count}).',
  causeUnknown: 'The incident names a release that was never deployed ({count}).',
  notCaused: 'No deployment caused the incident ({count}).',
  watchOpen: 'The first 48 hours are not over ({count}).',
  phaseMissing: 'The record does not say where the issue was found: phase ({count}).',
  valueUnreadable: 'The value is neither a number nor a result ({count}).',
  timesMissing: 'A time is missing in the record ({count}).',
  notSuccessful: 'The deployment failed ({count}).',
  dateMissing: 'There is no date ({count}).',
  sameCommits:
    '{count} tags name commits that were released before, such as {example}: no second deployment.',
  commitUnknown: 'The record names no commit of this history ({count}).',
  squash:
    'There are no merges, and a host committed most changes: a squashed commit counts from its own date, not from that of the first change.',
  botsLeftOut: 'Left out: {count} commits of bots.',
  committerDate: 'Measured from the committer date, which a rebase sets anew.',
  mergesLeftOut: 'Merges are left out: {count}.',
  tagDates:
    'Estimated from tags: a tag without a message has the date of its commit, not that of the release.',
  severalPackages: '{count} packages are counted together, such as {example}. Name one with --package.',
  shallow:
    'The clone is shallow: older commits and releases are not known. Run git fetch --unshallow --tags.',
  gitFailed: 'The history could not be read: {detail}',
  fileUnreadable: '{file} was not used: {detail}',
  incidentDoubtful: '{file} could not be read in full: {detail}',
};

export function noteSentence({ code, args }: Note): string {
  return fill(noteWords[code], args).replace(/ \(\{count\}\)/, '');
}

export function questionSentence({ kind, subject, suggested }: Question): string {
  switch (kind) {
    case 'fix':
      return `Was ${subject} a fix for ${suggested ?? 'the release before it'}?`;
    case 'cause':
      return suggested === undefined
        ? `Which release caused "${subject}"?`
        : `Which release caused "${subject}"? The last one before it was ${suggested}.`;
    case 'outcome':
      return `How did the deployment of ${subject} end?`;
  }
}

export function answerSentence({ kind, place }: Question): string {
  const where = place.line === undefined || kind === 'cause' ? place.file : `${place.file}:${place.line}`;
  switch (kind) {
    case 'fix':
      return `Write planned: false for yes, planned: true for no, into ${where}.`;
    case 'cause':
      return `Write caused_by: with the version, or caused_by: none, into the front matter of ${where}.`;
    case 'outcome':
      return `Write outcome: succeeded, failed or rolled-back into ${where}.`;
  }
}
