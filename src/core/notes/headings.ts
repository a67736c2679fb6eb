/** Which section a heading names: those of the form, of Keep a Changelog and of the usual release pages. */
import type { SectionId } from './template.ts';

/** Undefined for a heading that names none of them. Emoji, numbers and marks around the words do not count. */
export function sectionOfHeading(heading: string): SectionId | undefined {
  const words = heading
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/:[a-z_]+:/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^a-z0-9' /&-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\d+(?:\.\d+)*\.? /, '')
    .replace(/^(?:the|new:) /, '');
  return exact.get(words) ?? loose.find(([pattern]) => pattern.test(words))?.[1];
}

const exact: ReadonlyMap<string, SectionId> = new Map([
  ['added', 'features'],
  ['features', 'features'],
  ['feature', 'features'],
  ['new', 'features'],
  ['changed', 'improvements'],
  ['changes', 'improvements'],
  ['other changes', 'improvements'],
  ['fixed', 'fixes'],
  ['fixes', 'fixes'],
  ['removed', 'breaking'],
  ['deprecated', 'deprecations'],
  ['security', 'security'],
  ['overview', 'summary'],
  ['highlights', 'summary'],
  ["what's new", 'whatsNew'],
  ['whats new', 'whatsNew'],
  ["what's changed", 'whatsNew'],
  ['upgrading', 'migration'],
  ['support', 'feedback'],
  ['tests', 'testing'],
  ['testing', 'testing'],
  ['qa', 'testing'],
]);

const loose: readonly (readonly [RegExp, SectionId])[] = [
  [/^(?:release )?(?:summary|overview)\b/, 'summary'],
  [/\b(?:breaking|backward(?:s)? incompatib|incompatible) ?/, 'breaking'],
  [
    /\b(?:migration|migrating|upgrade|upgrading) ?(?:steps|guide|notes|instructions|from|path)?\b/,
    'migration',
  ],
  [/\bdeprecat/, 'deprecations'],
  [/\bknown (?:issues|problems|limitations|bugs)\b|^limitations\b/, 'knownIssues'],
  [/\bsecurity\b/, 'security'],
  [/\bperformance\b(?! test)/, 'performance'],
  [/\b(?:deployment|deploy) (?:notes|considerations|instructions|steps)\b|^deployment$/, 'deployment'],
  [/\bdependenc(?:y|ies)\b/, 'dependencies'],
  [/\b(?:testing|tests) (?:performed|done|summary|results)\b/, 'testing'],
  [/\broll ?-?back\b/, 'rollback'],
  [/\b(?:credits|contributors|thanks|acknowledg)/, 'credits'],
  [/\bfeedback\b|\bhow to report\b/, 'feedback'],
  [/\b(?:bug ?fixes|bug fix|bugs fixed|bugs|hotfixes|fixed issues|resolved issues)\b/, 'fixes'],
  [/\b(?:new features|features|enhancements added|feature additions)\b/, 'features'],
  [/\b(?:improvements?|enhancements?|refactoring|refactors)\b/, 'improvements'],
  [/^technical (?:details|notes)\b/, 'technical'],
];
