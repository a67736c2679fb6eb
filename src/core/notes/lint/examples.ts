/** For each rule, notes that it finds fault with and notes that look alike and are fine. Pages and tests read them. */
import type { NotesFacts } from '../facts.ts';
import type { NotesRuleId } from './model.ts';

export interface LintExample {
  readonly notes: string;
  /** What the repository says, in words. */
  readonly knows?: string;
  /** The same as facts: messages of commits, newest first, and the rest. */
  readonly commits?: readonly string[];
  readonly facts?: Partial<NotesFacts>;
}

export interface LintPair {
  readonly found: LintExample;
  readonly nearMiss: LintExample;
}

const title = '# Release 1.3.0 - 2026-11-23\n\n';
const lockingMigration = {
  path: 'db/migrate/7.sql',
  reversible: 'no',
  locking: { line: 3, statement: 'ALTER TABLE users ADD COLUMN age int NOT NULL' },
} as const;
const oneMigration: Partial<NotesFacts> = {
  deployment: { migrations: [lockingMigration], configuration: [], flags: [] },
};
const results: Partial<NotesFacts> = {
  tests: [
    { path: 'junit.xml', format: 'junit', passed: 118, failed: 2, skipped: 0, written: 0, stale: false },
  ],
};
const upgrade: Partial<NotesFacts> = {
  dependencies: [
    {
      name: 'parser-kit',
      ecosystem: 'npm',
      manifest: 'package.json',
      kind: 'runtime',
      from: '^1.4.0',
      to: '^2.0.0',
      step: 'major',
    },
  ],
};
const twoPeople: Partial<NotesFacts> = {
  contributors: [
    { person: { name: 'Ana Day', email: 'ana@example.com' }, login: 'ana', bot: false, commits: 2 },
    { person: { name: 'Build', email: 'build@example.com' }, login: 'build[bot]', bot: true, commits: 9 },
  ],
};

export const lintExamples: Readonly<Record<NotesRuleId, LintPair>> = {
  placeholder: {
    found: {
      notes: `${title}## Credits\n[Thank contributors, teams, or stakeholders who made this release possible]\n`,
    },
    nearMiss: {
      notes: `${title}## Credits\nWrite \`[date]\` in the template, see the [date](docs/date.md) page.\n`,
    },
  },
  'placeholder-like': {
    found: { notes: `${title}## Known Issues\n- Import is slow: [Describe the workaround here]\n` },
    nearMiss: {
      notes: `${title}## Known Issues\n- [Web Console] Import is slow, see [The guide](docs/guide.md)\n`,
    },
  },
  'empty-section': {
    found: { notes: `${title}## Security Updates\n\n## Credits\nThanks to Ana.\n` },
    nearMiss: {
      notes: `${title}## What's New\n\n### Bug Fixes\n- Fixed the export\n\n## Security Updates\nNone\n`,
    },
  },
  'breaking-none': {
    found: {
      notes: `${title}## Breaking Changes\nNone\n`,
      knows: 'a commit says `feat!: drop the old client`',
      commits: ['feat!: drop the old client (#4)'],
    },
    nearMiss: {
      notes: `${title}## Breaking Changes\nNone\n`,
      knows: 'a commit says `feat: add a client` and `BREAKING CHANGE: none`',
      commits: ['feat: add a client (#4)\n\nBREAKING CHANGE: none'],
    },
  },
  'breaking-bump': {
    found: { notes: '# Release 2.1.0 - 2026-11-23\n\n## Breaking Changes\n- The old client is gone\n' },
    nearMiss: { notes: '# Release 2.0.0 - 2026-11-23\n\n## Breaking Changes\n- The old client is gone\n' },
  },
  'breaking-no-migration': {
    found: {
      notes:
        '# Release 2.0.0\n\n## Breaking Changes\n- The old client is gone\n\n### Migration Steps\nSee above.\n',
    },
    nearMiss: {
      notes:
        '# Release 2.0.0\n\n## Breaking Changes\n- The old client is gone\n\n### Migration Steps\n1. Call `open`\n',
    },
  },
  'migrations-no': {
    found: {
      notes: `${title}### Deployment Notes\n- Database migrations: No\n`,
      knows: '`db/migrate/7.sql` was added',
      facts: oneMigration,
    },
    nearMiss: {
      notes: `${title}### Deployment Notes\n- Database migrations: Yes, one column; not reversible\n`,
      knows: '`db/migrate/7.sql` was added',
      facts: oneMigration,
    },
  },
  'config-no': {
    found: {
      notes: `${title}### Deployment Notes\n- Configuration changes required: No\n`,
      knows: '`API_URL` was added to `.env.example`',
      facts: {
        deployment: {
          migrations: [],
          configuration: [{ key: 'API_URL', path: '.env.example', line: 2, change: 'added' }],
          flags: [],
        },
      },
    },
    nearMiss: {
      notes: `${title}### Deployment Notes\n- Configuration changes required: No\n`,
      knows: 'no key was added, removed or changed',
    },
  },
  'flags-missing': {
    found: {
      notes: `${title}### Deployment Notes\n- Feature flags: None\n`,
      knows: 'the flag `new-editor` was added',
      facts: {
        deployment: {
          migrations: [],
          configuration: [],
          flags: [{ key: 'new-editor', path: 'src/app.ts', line: 3, change: 'added' }],
        },
      },
    },
    nearMiss: {
      notes: `${title}### Deployment Notes\n- Feature flags: new-editor (off)\n`,
      knows: 'the flag `new-editor` was added',
      facts: {
        deployment: {
          migrations: [],
          configuration: [],
          flags: [{ key: 'new-editor', path: 'src/app.ts', line: 3, change: 'added' }],
        },
      },
    },
  },
  'downtime-no': {
    found: {
      notes: `${title}### Deployment Notes\n- Downtime required: No\n`,
      knows: '`db/migrate/7.sql` adds a column that may not be empty',
      facts: oneMigration,
    },
    nearMiss: {
      notes: `${title}### Deployment Notes\n- Downtime required: Yes, two minutes\n`,
      knows: '`db/migrate/7.sql` adds a column that may not be empty',
      facts: oneMigration,
    },
  },
  'deps-wrong': {
    found: {
      notes: `${title}### Dependencies\n- parser-kit: Updated from 1.4.0 to 1.9.0\n`,
      knows: '`parser-kit` went from ^1.4.0 to ^2.0.0',
      facts: upgrade,
    },
    nearMiss: {
      notes: `${title}### Dependencies\n- parser-kit: Updated from 1.4.0 to 2.0.0\n`,
      knows: '`parser-kit` went from ^1.4.0 to ^2.0.0',
      facts: upgrade,
    },
  },
  'deps-missing': {
    found: {
      notes: `${title}### Dependencies\nNone\n`,
      knows: '`parser-kit` went from ^1.4.0 to ^2.0.0',
      facts: upgrade,
    },
    nearMiss: {
      notes: `${title}### Dependencies\n- parser-kit 2\n`,
      knows: '`parser-kit` went from ^1.4.0 to ^2.0.0',
      facts: upgrade,
    },
  },
  'deprecation-incomplete': {
    found: { notes: `${title}## Deprecations\n- **connect**: Deprecated in this release\n` },
    nearMiss: {
      notes: `${title}## Deprecations\n- **connect**: Deprecated in this release, will be removed in 2.0.0\n  - **Alternative**: Use open\n`,
    },
  },
  'security-missing': {
    found: {
      notes: `${title}## Security Updates\nNone\n`,
      knows: 'a commit fixes CVE-2026-10001',
      commits: ['fix: check the length of names, CVE-2026-10001'],
    },
    nearMiss: {
      notes: `${title}## Security Updates\n- CVE-2026-10001: names that are too long\n`,
      knows: 'a commit fixes CVE-2026-10001',
      commits: ['fix: check the length of names, CVE-2026-10001'],
    },
  },
  'security-detail': {
    found: {
      notes: `${title}## Security Updates\n- A path traversal in the upload let guests read any file\n`,
    },
    nearMiss: { notes: `${title}## Security Updates\n- CVE-2026-10002: a path traversal in the upload\n` },
  },
  'reverted-listed': {
    found: {
      notes: `${title}### New Features\n- Dark theme for the editor (#7)\n`,
      knows: '#7 was reverted in the range',
      commits: [
        'Revert "feat: dark theme for the editor (#7)"\n\nReverts #7',
        'feat: dark theme for the editor (#7)',
      ],
    },
    nearMiss: {
      notes: `${title}### New Features\n- Dark theme for the editor (#7)\n`,
      knows: '#8 was reverted in the range',
      commits: [
        'Revert "feat: light theme for printing (#8)"\n\nReverts #8',
        'feat: light theme for printing (#8)',
        'feat: dark theme for the editor (#7)',
      ],
    },
  },
  'unknown-ref': {
    found: {
      notes: `${title}### Bug Fixes\n- Fixed issue where the export is empty (#99)\n`,
      knows: 'the range has #41',
      commits: ['fix: the export is empty (#41)'],
    },
    nearMiss: {
      notes: `${title}### Bug Fixes\n- Fixed issue where the export is empty (#41)\n\n## Known Issues\n- Import is slow, see #99\n`,
      knows: 'the range has #41',
      commits: ['fix: the export is empty (#41)'],
    },
  },
  'not-mentioned': {
    found: {
      notes: `${title}### Bug Fixes\n- Fixed issue where the export is empty (#41)\n`,
      knows: 'the range has the fixes #41 and #42',
      commits: ['fix: wrong colour of links (#42)', 'fix: the export is empty (#41)'],
    },
    nearMiss: {
      notes: `${title}### Bug Fixes\n- Fixed issue where the export is empty\n`,
      knows: 'the range has the fix #41, and a chore',
      commits: ['chore: tidy', 'fix: the export is empty (#41)'],
    },
  },
  'tests-stale': {
    found: {
      notes: `${title}## Testing Performed\n- Unit tests: 100 % passed\n`,
      knows: '`junit.xml` has 118 passed and 2 failed',
      facts: results,
    },
    nearMiss: {
      notes: `${title}## Testing Performed\n- Unit tests: 98.3 % passed\n`,
      knows: '`junit.xml` has 118 passed and 2 failed',
      facts: results,
    },
  },
  'rollback-missing': {
    found: {
      notes: `${title}## Rollback Plan\n**Rollback procedure**: Deploy the last version\n`,
      knows: '`db/migrate/7.sql` cannot be taken back',
      facts: oneMigration,
    },
    nearMiss: {
      notes: `${title}## Rollback Plan\n**Rollback procedure**: Restore the backup, then deploy the last version\n`,
      knows: '`db/migrate/7.sql` cannot be taken back',
      facts: oneMigration,
    },
  },
  'credits-missing': {
    found: {
      notes: `${title}## Credits\nThanks to the operations team.\n`,
      knows: '@ana contributed, and a bot',
      facts: twoPeople,
    },
    nearMiss: {
      notes: `${title}## Credits\nThanks to Ana Day.\n`,
      knows: '@ana contributed, and a bot',
      facts: twoPeople,
    },
  },
  'version-mismatch': {
    found: {
      notes: `${title}## Summary\nSmall fixes.\n`,
      knows: 'the release is 1.2.1',
      facts: { version: { text: '1.2.1', why: 'of the record' } },
    },
    nearMiss: {
      notes: '# Release v1.2.1 - 2026-11-23\n\n## Summary\nSmall fixes.\n',
      knows: 'the release is 1.2.1',
      facts: { version: { text: '1.2.1', why: 'of the record' } },
    },
  },
  'date-mismatch': {
    found: {
      notes: `${title}## Summary\nSmall fixes.\n`,
      knows: 'the release is on 2026-11-24',
      facts: { date: '2026-11-24' },
    },
    nearMiss: {
      notes: `${title}## Summary\nSmall fixes.\n`,
      knows: 'the release is on 2026-11-23',
      facts: { date: '2026-11-23' },
    },
  },
  'known-and-fixed': {
    found: {
      notes: `${title}### Bug Fixes\n- Fixed the empty export (#41)\n\n## Known Issues\n- The export is empty (#41)\n`,
    },
    nearMiss: {
      notes: `${title}### Bug Fixes\n- Fixed the empty export (#41)\n\n## Known Issues\n- The import is slow (#43)\n`,
    },
  },
  duplicate: {
    found: {
      notes: `${title}### Bug Fixes\n- Fixed issue where the export is empty\n- Resolved problem with the export is empty\n`,
    },
    nearMiss: {
      notes: `${title}### Bug Fixes\n- Fixed issue where the export is empty\n- Fixed issue where the import is empty\n`,
    },
  },
};
