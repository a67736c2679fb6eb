/** What can be said of an incident file. */
import type { Catalog } from '../base/catalog.ts';
import type { Finding } from '../base/finding.ts';

export const incidentFindingCodes = [
  'fileUnreadable', // args: message
  'frontMatterMissing',
  'frontMatterUnreadable', // args: message
  'conflictMarkers',
  'badTime', // args: key, value
  'badStatus', // args: value, known
  'badSeverity', // args: value, known
  'badDecision', // args: value
  'severityMissing', // args: known
  'resolvedWithoutTime',
  'resolvedAndOpen', // args: status
  'timeOrder', // args: earlier, later
  'timelineTime', // args: text
  'timelineMissing',
] as const;
export type IncidentFindingCode = (typeof incidentFindingCodes)[number];
export type IncidentFinding = Finding<IncidentFindingCode>;

export const incidentCatalog: Catalog<IncidentFindingCode> = {
  fileUnreadable: {
    severity: 'error',
    sentence: 'The file cannot be read: {message}',
    fix: 'Make the file readable, or remove it.',
  },
  frontMatterMissing: {
    severity: 'error',
    sentence: 'The incident has no front matter, so nobody knows how grave it is and whether it is over.',
    fix: 'Begin the file with --- and lines such as "severity: SEV-2" and "status: investigating", and end them with ---.',
  },
  frontMatterUnreadable: {
    severity: 'error',
    sentence: 'The front matter is not valid YAML: {message}',
    fix: 'Correct the YAML at this line.',
  },
  conflictMarkers: {
    severity: 'error',
    sentence: 'The file holds the markers of a merge conflict.',
    fix: 'Decide what stays and remove the markers.',
  },
  badTime: {
    severity: 'error',
    sentence: '{key} is no instant in UTC: {value}',
    fix: 'Write it as 2026-11-24T09:26:00Z.',
  },
  badStatus: {
    severity: 'error',
    sentence: 'The status {value} is not known, so the incident counts as open.',
    fix: 'Write one of {known}.',
  },
  badSeverity: {
    severity: 'warning',
    sentence: 'The policy has no severity {value}, so there are no clocks.',
    fix: 'Write one of {known}, or add it to the policy.',
  },
  badDecision: {
    severity: 'warning',
    sentence: 'The decision {value} is not known.',
    fix: 'Write rollback or fix-forward.',
  },
  severityMissing: {
    severity: 'warning',
    sentence: 'Nobody has said how grave the incident is.',
    fix: 'Add a line such as "severity: {known}" to the front matter.',
  },
  resolvedWithoutTime: {
    severity: 'warning',
    sentence: 'The incident is resolved, and nobody has said when.',
    fix: 'Add a line such as "resolved: 2026-11-24T10:41:00Z" to the front matter.',
  },
  resolvedAndOpen: {
    severity: 'warning',
    sentence: 'There is a time of resolution, and the status is {status}.',
    fix: 'Write "status: resolved", or remove the time.',
  },
  timeOrder: {
    severity: 'warning',
    sentence: '{later} lies before {earlier}.',
    fix: 'Correct one of the two times.',
  },
  timelineTime: {
    severity: 'warning',
    sentence: 'This entry has no time in UTC, so it is not part of the timeline: {text}',
    fix: 'Begin it with an instant such as 2026-11-24T09:26Z.',
  },
  timelineMissing: {
    severity: 'info',
    sentence: 'The incident has no section "Timeline".',
    fix: 'Add a heading "## Timeline" with lines such as "- 2026-11-24T09:26Z Alerts fire".',
  },
};

/** The incident may be open, or graver than it looks. */
export function isUnsafe(finding: IncidentFinding): boolean {
  return incidentCatalog[finding.code].severity === 'error';
}
