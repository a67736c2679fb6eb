import type { ReasonReport } from './checkReport.ts';

/** What no release can say of itself, because there is none. */
export const noChecklist: ReasonReport = {
  code: 'noChecklist',
  weight: 'unknown',
  message: 'No release checklist was found, so nothing can be decided.',
  fix:
    'Create docs/release-checklist.md with lines such as "- [ ] Tests pass", ' +
    'or name a file: release-readiness check FILE.',
};
