/** Roles that release checklists name without an `@`: a closed list. */
import { slug } from './plainText.ts';
import type { Owner } from './model.ts';

const names: readonly string[] = [
  'architect',
  'business analyst',
  'business owner',
  'compliance',
  'cto',
  'customer success',
  'customer support',
  'database administrator',
  'dba',
  'designer',
  'dev',
  'dev team',
  'developer',
  'developers',
  'development',
  'devops',
  'devops engineer',
  'docs',
  'documentation',
  'em',
  'engineer',
  'engineering',
  'engineering lead',
  'engineering manager',
  'incident commander',
  'infra',
  'infrastructure',
  'legal',
  'maintainer',
  'maintainers',
  'marketing',
  'on-call',
  'operations',
  'ops',
  'platform',
  'pm',
  'po',
  'product',
  'product lead',
  'product manager',
  'product owner',
  'program manager',
  'project manager',
  'qa',
  'qa engineer',
  'qa lead',
  'quality',
  'release captain',
  'release coordinator',
  'release engineer',
  'release engineering',
  'release lead',
  'release manager',
  'release team',
  'sales',
  'scrum master',
  'security',
  'security lead',
  'security team',
  'sponsor',
  'sre',
  'sre lead',
  'stakeholder',
  'stakeholders',
  'support',
  'support team',
  'tech lead',
  'technical lead',
  'technical writer',
  'tester',
  'testers',
  'testing',
  'ux',
  'ux designer',
];
const known = new Set(names);

/** Slugs of the roles in a list ("QA/PM", "Release Manager and QA Lead"); undefined unless all of them are roles. */
export function roleNames(words: string): readonly string[] | undefined {
  const parts = words
    .split(/\s*(?:[,/&+]|\band\b|\bor\b|\bund\b)\s*/i)
    .map((part) => part.replace(/^the\s+/i, '').trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => known.has(part.toLowerCase()))
    ? parts.map(slug)
    : undefined;
}

/** The same as owners: `role:qa`. */
export function roleOwners(words: string): readonly Owner[] | undefined {
  return roleNames(words)?.map((role) => `role:${role}`);
}
