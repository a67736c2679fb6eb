/** Globs for paths that a policy or a setting names. Patterns come from a repository, so they are limited first. */
import picomatch from 'picomatch';

/** Why a pattern is refused. */
export type GlobProblem = 'empty' | 'tooLong' | 'tooManyWildcards' | 'absolute' | 'unbalanced' | 'control';

const longestPattern = 256;
const mostWildcards = 6;
const mostDeepWildcards = 4;
const mostAlternatives = 32;

/** The problem of a pattern, undefined for one that can be used. */
export function checkGlob(pattern: string): GlobProblem | undefined {
  const body = pattern.startsWith('!') ? pattern.slice(1) : pattern;
  if (body.trim() === '') return 'empty';
  if (body.length > longestPattern) return 'tooLong';
  if (/[\u0000-\u001f\u007f]/.test(body)) return 'control';
  if (body.startsWith('/') || /^[A-Za-z]:/.test(body) || body.split('/').includes('..')) return 'absolute';
  if (!balanced(body)) return 'unbalanced';
  return tooManyWildcards(body) ? 'tooManyWildcards' : undefined;
}

/**
 * Whether a path (relative, `/` separated) matches any pattern and none that begins with `!`.
 * Refused patterns match nothing; `checkGlob` says which they are. Dots are ordinary characters.
 */
export function globMatcher(patterns: readonly string[]): (path: string) => boolean {
  const usable = patterns.filter((pattern) => checkGlob(pattern) === undefined);
  const wanted = matchers(usable.filter((pattern) => !pattern.startsWith('!')));
  const unwanted = matchers(usable.filter((p) => p.startsWith('!')).map((p) => p.slice(1)));
  return (path) => wanted.some((matches) => matches(path)) && !unwanted.some((matches) => matches(path));
}

function matchers(patterns: readonly string[]): readonly ((path: string) => boolean)[] {
  return patterns.map((pattern) => {
    const matches = picomatch(pattern, { dot: true, noextglob: true, nonegate: true, nocase: false });
    return (path) => matches(path);
  });
}

function tooManyWildcards(body: string): boolean {
  const segments = body.split('/');
  const deep = segments.filter((segment) => segment.includes('**')).length;
  const alternatives = (body.match(/[{,|]/g) ?? []).length;
  const crowded = segments.some((segment) => (segment.match(/[*?[{(]/g) ?? []).length > mostWildcards);
  return crowded || deep > mostDeepWildcards || alternatives > mostAlternatives;
}

function balanced(body: string): boolean {
  const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
  const open: string[] = [];
  for (const character of body) {
    const wanted = closing[character];
    if (wanted !== undefined) open.push(wanted);
    else if ('}])'.includes(character) && open.pop() !== character) return false;
  }
  return open.length === 0;
}
