/** Comparing section titles with the names that a policy uses for them. */
import { matchesWildcard } from '../base/wildcard.ts';

/**
 * Whether a title is meant by a pattern: without case, formatting, numbering, symbols in front, a
 * window in parentheses, and words such as "readiness" at the end, so that `Code` names
 * "2. Code Readiness" and `Deployment to Staging` names "Deployment to Staging (T-2h)".
 */
export function namesTitle(pattern: string, title: string): boolean {
  return matchesWildcard(pattern.trim(), title.trim()) || matchesWildcard(bare(pattern), bare(title));
}

export function namesAnyTitle(patterns: readonly string[], titles: readonly string[]): boolean {
  return patterns.some((pattern) => titles.some((title) => namesTitle(pattern, title)));
}

// Few titles are compared with few patterns, many times over.
const known = new Map<string, string>();
const mostKnown = 4096;

function bare(title: string): string {
  const before = known.get(title);
  if (before !== undefined) return before;
  const made = madeBare(title);
  if (known.size < mostKnown) known.set(title, made);
  return made;
}

function madeBare(title: string): string {
  const core = title
    .slice(0, 512)
    .toLowerCase()
    .replace(/[`_~]/g, '')
    .replace(/\*\*/g, '')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/^[^\p{L}\p{N}*]+/u, '')
    .replace(/^\d+(?:\.\d+)*[.):]?\s+/, '')
    .replace(/[\s:.]+$/, '')
    .replace(/\s+/g, ' ');
  const short = core.replace(/(?: (?:readiness|requirements|checklist|checks|tasks|items))+$/, '').trim();
  return short === '' ? core : short;
}
