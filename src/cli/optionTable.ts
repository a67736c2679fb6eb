/** Every option of this version. What a command says of its own of one stands in the table of commands. */

export interface OptionSpec {
  /** Name of the value in help texts; absent for a switch. */
  readonly value?: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
  /** True: given twice, both values count, with a comma between them. */
  readonly adds?: boolean;
  readonly help: string;
}

export const optionTable = {
  cwd: { value: 'DIR', help: 'Work in this folder instead of the current one.' },
  now: { value: 'ISO', help: 'Take this instant as the present time, for example 2026-11-23T09:00:00Z.' },
  policy: { value: 'FILE', help: 'Use this policy instead of releases/policy.yml.' },
  format: { value: 'FORMAT', help: 'Form of the output.' },
  release: { value: 'VERSION', help: 'Only the release of this version or name.' },
  type: {
    value: 'TYPE',
    choices: ['patch', 'minor', 'major', 'hotfix'],
    help: 'Take the release to be of this type.',
  },
  'allow-conditional': { help: 'Exit with 0 instead of 4 on a conditional go.' },
  'fail-on': {
    value: 'LEVEL',
    choices: ['error', 'warning', 'info'],
    help: 'Exit with 1 when something of this level or a higher one is found.',
  },
  base: { value: 'REF', help: 'Compare with this revision instead of the last release.' },
  head: { value: 'REF', help: 'Take this revision as the new one instead of the current commit.' },
  worktree: { help: 'Take the files on the disk as the new side.' },
  staged: { help: 'Take what is staged as the new side.' },
  'no-changes': { help: 'Look at the checklists alone, not at what changed.' },
  dirs: { help: 'Compare two folders, OLD and NEW, without git.' },
  paths: { value: 'GLOB,...', adds: true, help: 'Only changes of files that match one of these.' },
  only: {
    value: 'ID,...',
    help: 'Only these detectors or rules; ids of other tools are understood too.',
  },
  package: { value: 'NAME', help: 'Count only releases of this package, tagged NAME@VERSION.' },
  profile: { value: 'DETECTOR=NAME,...', help: 'Use this profile of a detector.' },
  'no-commits': { help: 'Do not read commit messages.' },
  cache: { value: 'DIR', help: 'Keep results in this folder, and use those that still hold.' },
  count: { help: 'Print one line a file: items done and items in all.' },
  reason: { value: 'TEXT', help: 'Why.' },
  by: { value: '@NAME', help: 'Who answers for it, @name or role:name.' },
  until: { value: 'DATE', help: 'Last day, YYYY-MM-DD: that a waiver holds, or that is measured.' },
  since: { value: 'DATE', help: 'First day that is measured, YYYY-MM-DD or an instant.' },
  metric: { value: 'ID,...', adds: true, help: 'Only these metrics.' },
  answer: { value: 'ID=ANSWER', help: 'Write the answer to one of the questions where it belongs.' },
  'committer-date': { help: 'Measure lead time from the committer date instead of the author date.' },
  'no-bots': { help: 'Leave commits of bots out of the lead time.' },
  owner: { value: '@NAME', help: 'The owner, @name or role:name.' },
  due: { value: 'WHEN', help: 'A date such as 2026-11-30 14:00 UTC, or an offset such as T-24h.' },
  severity: { value: 'SEV', help: 'How grave it is, a severity of the policy: SEV-1.' },
  detected: { value: 'ISO', help: 'When it was noticed, for example 2026-11-24T09:26:00Z.' },
  commander: { value: '@NAME', help: 'Incident commander.' },
  channel: { value: 'TEXT', help: 'Where people talk about it.' },
  trigger: {
    value: 'TEXT',
    help: 'The rollback trigger that was raised: its number in the guide, or words of it.',
  },
  file: { value: 'PATH', help: 'A file of the folder that proves it.' },
  link: { value: 'URL', help: 'An address that proves it.' },
  at: { value: 'COMMIT', help: 'The commit for which it was proved.' },
  from: { value: 'FILE', help: 'The document with the numbered list.' },
  audience: {
    value: 'WHO',
    choices: ['stakeholders', 'status-page', 'support', 'team'],
    help: 'Who is told.',
  },
  next: { value: 'ISO', help: 'When the next update is due.' },
  role: { value: 'ROLE', choices: ['commander', 'comms', 'scribe'], help: 'The role in the incident.' },
  'marker-size': { value: 'N', help: 'Characters of a conflict marker, 7 unless git says otherwise.' },
  env: { value: 'NAME', help: 'The environment, production unless it is named.' },
  ref: { value: 'REF', help: 'What was deployed, the tag of the release unless it is named.' },
  outcome: {
    value: 'OUTCOME',
    choices: ['succeeded', 'failed', 'rolled-back'],
    help: 'How the deployment ended; without it a deployment begins.',
  },
  to: { value: 'REF', help: 'What is gone back to.' },
  incident: { value: 'ID', help: 'The incident that it belongs to.' },
  start: { value: 'ISO', help: 'When it began, or the new planned start of a delay.' },
  finished: { value: 'ISO', help: 'When it ended, if that is not now.' },
  note: { value: 'TEXT', help: 'A remark.' },
  compare: { help: 'Say what the template has gained, lost or reworded since the release was started.' },
  'dry-run': { help: 'Say what would be written, and write nothing.' },
  ci: { value: 'SYSTEM', choices: ['github', 'shell'], help: 'How the verdict is asked for in CI.' },
  phase: { value: 'PHASE', help: 'Where an issue was found: production, staging, testing.' },
  date: { value: 'DATE', help: 'The date of the release, YYYY-MM-DD.' },
  template: { value: 'FILE', help: 'Fill in this Markdown form instead of the built-in one.' },
  write: { value: 'FILE', help: 'Merge into this file, so that what people wrote there stays.' },
  explain: { help: 'Say what would turn it green: each action with its place, command and who.' },
  'allow-edits': { help: 'Offer the one tool that writes: it changes one item of a checklist at a time.' },
  'own-file': { help: 'Write the decision into a file of its own, so that two branches cannot conflict.' },
  help: { help: 'Show this help.' },
  version: { help: 'Show the version.' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;
