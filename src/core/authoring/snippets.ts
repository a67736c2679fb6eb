/** Every snippet: the one source of the files in snippets/. Bodies are in the grammar of editors' snippets. */

export interface Snippet {
  readonly name: string;
  readonly prefix: string;
  readonly body: readonly string[];
  readonly description: string;
  /** Files that it is offered in; editors that do not know this offer it in all files of the language. */
  readonly include: readonly string[];
  /** A whole file: editors offer it for an empty one. */
  readonly isFileTemplate?: true;
}

export type SnippetLanguage = 'markdown' | 'yaml';

const notesFiles = [
  '**/*release-notes*.md',
  '**/RELEASE_NOTES*.md',
  '**/RELEASE-NOTES*.md',
  '**/releases/**/notes*.md',
  '**/CHANGELOG*.md',
];
const checklistFiles = ['**/*checklist*.md', '**/releases/**/*.md'];
const incidentFiles = ['**/*incident*.md', '**/incidents/**/*.md', '**/postmortem*/**/*.md'];
const rollbackFiles = ['**/*rollback*.md', '**/runbooks/**/*.md', '**/releases/**/*.md'];
const recordFiles = ['**/releases/**/release.yml', '**/releases/**/release.yaml'];

const releaseNotesFile: readonly string[] = [
  '# Release ${1:1.2.3} - ${2:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}',
  '',
  '## Summary',
  '${3:What this release brings, in two or three sentences}',
  '',
  "## What's New",
  '',
  '### New Features',
  '- **${4:Feature Name}**: ${5:what users can do now}',
  '',
  '### Bug Fixes',
  '- Fixed issue where ${6:description of bug}',
  '',
  '## Breaking Changes',
  '${7|None,- **Area**: what no longer works|}',
  '',
  '## Deployment Notes',
  '- Database migrations: ${8|No,Yes: |}',
  '- Configuration changes: ${9|No,Yes: |}',
  '- Downtime required: ${10|No,Yes: |}',
  '',
  '## Rollback Plan',
  '${11:How to return to the last version, or a link to the runbook}',
  '$0',
];

const checklistFile: readonly string[] = [
  '# Release ${1:1.2.3}',
  '',
  '## Readiness',
  '',
  '### ${2:Code}',
  '- [ ] ${3:Everything planned for this release is merged}',
  '- [ ] ${4:Tests pass on the release commit}',
  '',
  '## Deployment',
  '',
  '### Before deployment (T-${5:24}h)',
  '- [ ] ${6:Rollback plan read by everybody on duty}',
  '',
  '### Production',
  '- [ ] ${7:Deployed to production}',
  '',
  '### Verification (within ${8:30} minutes)',
  '- [ ] ${9:Smoke tests pass in production}',
  '$0',
];

function notes(name: string, prefix: string, body: readonly string[], description: string): Snippet {
  return { name, prefix: `rn-${prefix}`, body, description, include: notesFiles };
}

function checklist(name: string, prefix: string, body: readonly string[], description: string): Snippet {
  return { name, prefix: `rc-${prefix}`, body, description, include: checklistFiles };
}

export const snippets: Readonly<Record<SnippetLanguage, readonly Snippet[]>> = {
  markdown: [
    {
      ...notes('Release notes', 'file', releaseNotesFile, 'A file of release notes with the usual sections'),
      isFileTemplate: true,
    },
    {
      ...checklist(
        'Release checklist',
        'file',
        checklistFile,
        'A file with the areas and stages of a release',
      ),
      isFileTemplate: true,
    },
    notes(
      'Release title',
      'title',
      ['# Release ${1:1.2.3} - ${2:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}', '', '$0'],
      'Title with version and date',
    ),
    notes(
      'Release summary',
      'summary',
      ['## Summary', '${1:What this release brings, in two or three sentences}', '$0'],
      'Section: summary',
    ),
    notes(
      'New feature',
      'feature',
      ['- **${1:Feature Name}**: ${2:what users can do now}${3: (#${4:123})}$0'],
      'A new feature and its value to users',
    ),
    notes(
      'Improvement',
      'improvement',
      ['- **${1:Area}**: ${2:what is better now}$0'],
      'An improvement of something that was there',
    ),
    notes(
      'Bug fix',
      'fix',
      ['- Fixed issue where ${1:${TM_SELECTED_TEXT:description of bug}}$0'],
      'A bug that is fixed; takes the selected text',
    ),
    notes(
      'Resolved problem',
      'resolved',
      ['- Resolved problem with ${1:${TM_SELECTED_TEXT:description of bug}}$0'],
      'A problem that is gone',
    ),
    notes(
      'Breaking change',
      'breaking',
      ['- **${1:Area}**: ${2:what no longer works}. ${3:What to do instead}$0'],
      'A change that users have to act on',
    ),
    notes(
      'Migration step',
      'step',
      ['${1:1}. ${2:What to change}', '   - Before: `${3:old}`', '   - After: `${4:new}`', '$0'],
      'A step with the old and the new code',
    ),
    notes(
      'Migration steps',
      'migration',
      [
        '### Migration Steps',
        '1. ${1:First step}',
        '2. ${2:Second step}',
        '',
        '**Estimated migration time**: ${3:time}',
        '$0',
      ],
      'Section: migration steps',
    ),
    notes(
      'Deprecation',
      'deprecate',
      [
        '- **${1:Feature/API}**: Deprecated in this release, will be removed in ${2:version}',
        '  - **Alternative**: Use ${3:alternative}',
        '  - **Timeline**: Removal planned for ${4:date}',
        '$0',
      ],
      'Something that will go, with the way out',
    ),
    notes(
      'Known issue',
      'known',
      ['- **${1:Issue}**: ${2:description}, ${3:workaround}, ${4:link}$0'],
      'A known issue with a workaround',
    ),
    notes(
      'Security update',
      'security',
      ['- ${1|CVE,GHSA|}-${2:id}: ${3:description}$0'],
      'A security fix with its public id',
    ),
    notes(
      'Performance improvement',
      'performance',
      ['- ${1:What} is ${2:40} % ${3|faster,smaller|}$0'],
      'A measured improvement',
    ),
    notes(
      'Database migrations',
      'migrations',
      ['- Database migrations: ${1|No,Yes|}${1/^(Yes)?.*$/${1:+: }/}${2}$0'],
      'Answer: database migrations',
    ),
    notes(
      'Configuration changes',
      'config',
      ['- Configuration changes required: ${1|No,Yes|}${1/^(Yes)?.*$/${1:+: }/}${2}$0'],
      'Answer: configuration changes',
    ),
    notes(
      'Downtime',
      'downtime',
      ['- Downtime required: ${1|No,Yes|}${1/^(Yes)?.*$/${1:+: }/}${2}$0'],
      'Answer: downtime',
    ),
    notes(
      'Feature flags',
      'flags',
      ['- Feature flags: `${1:flag}` (${2|off,on,on for some|})$0'],
      'Answer: feature flags and their states',
    ),
    notes(
      'Dependency',
      'dependency',
      ['- ${1:name}: Updated from ${2:old version} to ${3:new version}$0'],
      'An updated dependency',
    ),
    notes(
      'Testing performed',
      'testing',
      [
        '## Testing Performed',
        '- Unit tests: ${1:pass rate}',
        '- Integration tests: ${2:pass rate}',
        '- Manual QA: ${3:scope and results}',
        '- Performance testing: ${4:results}',
        '$0',
      ],
      'Section: testing performed',
    ),
    notes(
      'Rollback plan',
      'rollback',
      [
        '## Rollback Plan',
        '**Rollback procedure**: ${1:link to the runbook}',
        '**Rollback time estimate**: ${2:time}',
        '$0',
      ],
      'Section: rollback plan',
    ),
    notes('Credits', 'credits', ['## Credits', 'Thanks to ${1:@name}.', '$0'], 'Section: credits'),
    notes(
      'Feedback',
      'feedback',
      ['## Feedback', '- Report issues: ${1:link}', '- Ask questions: ${2:channel}', '$0'],
      'Section: feedback',
    ),
    checklist(
      'Checklist item',
      'item',
      ['- [ ] ${1:What has to be done} (owner: ${2:@role})$0'],
      'An item with an owner',
    ),
    checklist(
      'Conditional item',
      'if',
      [
        '- [ ] ${1:What has to be done} (if ${2|API changes,database changes,UI changes,security changes|})$0',
      ],
      'An item that counts under a condition',
    ),
    checklist(
      'Item with a due time',
      'due',
      ['- [ ] ${1:What has to be done} (due: T-${2|72h,48h,24h,4h,1h|})$0'],
      'An item with a time before the release',
    ),
    checklist(
      'Stage of a checklist',
      'stage',
      ['## ${1:Stage} (T-${2:24}h)', '', '- [ ] ${3:First item}', '$0'],
      'A stage with its window',
    ),
    {
      name: 'Incident declaration',
      prefix: 'inc-declare',
      body: [
        '# Incident: ${1:what does not work}',
        '',
        '- Severity: ${2|critical,high,medium,low|}',
        '- Detected: ${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE} ${CURRENT_HOUR}:${CURRENT_MINUTE}',
        '- Commander: ${3:@role}',
        '- Affected: ${4:who and what}',
        '',
        '## Timeline',
        '',
        '- ${CURRENT_HOUR}:${CURRENT_MINUTE} ${5:first sign}',
        '$0',
      ],
      description: 'The head of an incident file',
      include: incidentFiles,
      isFileTemplate: true,
    },
    {
      name: 'Incident update',
      prefix: 'inc-update',
      body: ['- ${CURRENT_HOUR}:${CURRENT_MINUTE} ${1:what was found or done}$0'],
      description: 'A line of the timeline',
      include: incidentFiles,
    },
    {
      name: 'Incident message',
      prefix: 'inc-message',
      body: [
        '**${1|Investigating,Identified,Monitoring,Resolved|}**: ${2:what users notice}',
        '',
        'Next update: ${3:time}',
        '$0',
      ],
      description: 'An update for those who are affected',
      include: incidentFiles,
    },
    {
      name: 'Follow-up action',
      prefix: 'inc-action',
      body: [
        '- [ ] ${1:What prevents it next time} (owner: ${2:@role}, due: ${3:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE})$0',
      ],
      description: 'An action from the retrospective',
      include: incidentFiles,
    },
    {
      name: 'Rollback decision',
      prefix: 'rb-decision',
      body: [
        '- Decision: ${1|roll back,fix forward,wait|}',
        '- Decided by: ${2:@role}',
        '- Because: ${3:what was seen}',
        '$0',
      ],
      description: 'Who decided what, and why',
      include: rollbackFiles,
    },
    {
      name: 'Rollback steps',
      prefix: 'rb-steps',
      body: [
        '1. Tell the team in ${1:channel}',
        '2. ${2:Deploy the last version}',
        '3. ${3:Take migrations back or restore the data}',
        '4. Check ${4:what shows that it works}',
        '5. Tell those who are affected',
        '$0',
      ],
      description: 'The steps of going back',
      include: rollbackFiles,
    },
  ],
  yaml: [
    {
      name: 'Release record',
      prefix: 'rr-record',
      body: [
        'schema: release-readiness/release/1',
        'version: ${1:1.2.3}',
        'type: ${2|minor,patch,major,hotfix|}',
        'planned_start: ${3:$CURRENT_YEAR-$CURRENT_MONTH-${CURRENT_DATE}T09:00:00Z}',
        '$0',
      ],
      description: 'The head of a release record',
      include: recordFiles,
    },
    {
      name: 'Sign-off',
      prefix: 'rr-signoff',
      body: [
        '- role: ${1:qa-lead}',
        '  by: ${2:"@name"}',
        '  at: ${3:$CURRENT_YEAR-$CURRENT_MONTH-${CURRENT_DATE}T09:00:00Z}',
        '$0',
      ],
      description: 'An entry below signoffs',
      include: recordFiles,
    },
    {
      name: 'Deployment',
      prefix: 'rr-deploy',
      body: [
        '- env: ${1|production,staging|}',
        '  ref: ${2:v1.2.3}',
        '  started: ${3:$CURRENT_YEAR-$CURRENT_MONTH-${CURRENT_DATE}T09:00:00Z}',
        '  outcome: ${4|success,failed,rolled back|}',
        '$0',
      ],
      description: 'An entry below deployments',
      include: recordFiles,
    },
  ],
};

/** The text of `snippets/<language>.json`. */
export function snippetFile(language: SnippetLanguage): string {
  const entries = snippets[language].map(({ name, ...rest }) => [name, rest]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
