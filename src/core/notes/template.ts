/** The release notes of the process: their sections in order, and what stands in each until somebody knows better. */

export const sectionIds = [
  'title',
  'summary',
  'whatsNew',
  'features',
  'improvements',
  'fixes',
  'breaking',
  'migration',
  'deprecations',
  'knownIssues',
  'security',
  'performance',
  'technical',
  'deployment',
  'dependencies',
  'testing',
  'rollback',
  'credits',
  'feedback',
] as const;
export type SectionId = (typeof sectionIds)[number];

export interface TemplateSection {
  readonly level: 1 | 2 | 3;
  readonly heading: string;
  /** Lines below the heading as they stand in an empty form; an empty one separates. */
  readonly lines: readonly string[];
}

export const notesTemplate: Readonly<Record<SectionId, TemplateSection>> = {
  title: { level: 1, heading: 'Release [Name/Number] - [Date]', lines: [] },
  summary: { level: 2, heading: 'Summary', lines: ['[Brief 2-3 sentence overview of this release]'] },
  whatsNew: { level: 2, heading: "What's New", lines: [] },
  features: {
    level: 3,
    heading: 'New Features',
    lines: [
      '- **[Feature Name]**: [Description of feature and value to users]',
      '- **[Feature Name]**: [Description of feature and value to users]',
    ],
  },
  improvements: {
    level: 3,
    heading: 'Improvements',
    lines: ['- **[Area]**: [Description of improvement]', '- **[Area]**: [Description of improvement]'],
  },
  fixes: {
    level: 3,
    heading: 'Bug Fixes',
    lines: ['- Fixed issue where [description of bug]', '- Resolved problem with [description of bug]'],
  },
  breaking: {
    level: 2,
    heading: 'Breaking Changes',
    lines: ['[List any breaking changes, or state "None"]'],
  },
  migration: {
    level: 3,
    heading: 'Migration Steps',
    lines: [
      '[If breaking changes exist, provide step-by-step migration guide]',
      '',
      '1. [Step 1]',
      '2. [Step 2]',
      '3. [Step 3]',
      '',
      '**Estimated migration time**: [time estimate]',
    ],
  },
  deprecations: {
    level: 2,
    heading: 'Deprecations',
    lines: [
      '[List any features/APIs being deprecated]',
      '- **[Feature/API]**: Deprecated in this release, will be removed in [future version]',
      '  - **Alternative**: Use [recommended alternative]',
      '  - **Timeline**: Removal planned for [date]',
    ],
  },
  knownIssues: {
    level: 2,
    heading: 'Known Issues',
    lines: [
      '[List any known issues or limitations]',
      '- **[Issue]**: [Description, workaround if available, tracking issue link]',
    ],
  },
  security: {
    level: 2,
    heading: 'Security Updates',
    lines: [
      '[List security fixes - be cautious about details if vulnerability was not publicly known]',
      '- [CVE ID if applicable]: [Description]',
    ],
  },
  performance: {
    level: 2,
    heading: 'Performance Improvements',
    lines: [
      '[Highlight significant performance improvements if any]',
      '- [Description of improvement and impact]',
    ],
  },
  technical: { level: 2, heading: 'Technical Details', lines: [] },
  deployment: {
    level: 3,
    heading: 'Deployment Notes',
    lines: [
      '[Any special deployment considerations]',
      '- Database migrations: [Yes/No, details if yes]',
      '- Configuration changes required: [Yes/No, details if yes]',
      '- Downtime required: [Yes/No, duration if yes]',
      '- Feature flags: [List any feature flags and their states]',
    ],
  },
  dependencies: {
    level: 3,
    heading: 'Dependencies',
    lines: [
      '[Updated dependencies that users/developers should be aware of]',
      '- [Dependency]: Updated from [old version] to [new version]',
    ],
  },
  testing: {
    level: 2,
    heading: 'Testing Performed',
    lines: [
      '[Brief summary of testing done for this release]',
      '- Unit tests: [pass rate]',
      '- Integration tests: [pass rate]',
      '- Manual QA: [scope and results]',
      '- Performance testing: [results if applicable]',
    ],
  },
  rollback: {
    level: 2,
    heading: 'Rollback Plan',
    lines: [
      '**Rollback procedure**: [Brief description or link to runbook]',
      '**Rollback time estimate**: [time estimate]',
    ],
  },
  credits: {
    level: 2,
    heading: 'Credits',
    lines: ['[Thank contributors, teams, or stakeholders who made this release possible]'],
  },
  feedback: {
    level: 2,
    heading: 'Feedback',
    lines: [
      '[How users can provide feedback or report issues]',
      '- Report issues: [link to issue tracker]',
      '- Ask questions: [Slack channel, email, or forum]',
    ],
  },
};

/** The whole form. */
export function templateText(): string {
  const parts = sectionIds.map((id) => {
    const { level, heading, lines } = notesTemplate[id];
    return [`${'#'.repeat(level)} ${heading}`, ...lines].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

const bracketed = /\[[^\][\n]{1,200}\]/g;

/** Every placeholder of a text, brackets included, in order. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(bracketed)].map(([found]) => found);
}

/** The different placeholders of the form, white space folded, without brackets. */
export const knownPlaceholders: ReadonlySet<string> = new Set(
  placeholdersIn(templateText()).map((placeholder) => placeholder.slice(1, -1)),
);
