/** Who owns which files, as CODEOWNERS of GitHub and GitLab say it. */

/** Where hosts look, in their order. */
export const codeownersFiles = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
] as const;

/** Owners as written, `@login`, `@group/team` or an address: one list for each section that asks for an approval. */
export type OwnersOf = (path: string) => readonly (readonly string[])[];

/** The last line that matches wins, in each section of its own. Lines that no host would understand are left out. */
export function readCodeowners(file: { readonly path: string; readonly text: string }): OwnersOf {
  const lines = file.text.split(/\r?\n/, mostLines).map((line) => line.trim());
  const sectioned = file.path.startsWith('.gitlab/') || lines.some((line) => sectionShape.test(line));
  const sections = new Map<string, Section>();
  let section = sectionOf(sections, '', false);
  let defaults: readonly string[] = [];
  for (const line of lines) {
    if (line === '' || line.startsWith('#') || line.length > longestLine) continue;
    const head = sectioned ? sectionShape.exec(line) : null;
    if (head === null) {
      section.rules.push(...ruleOf(line, defaults, sectioned ? 'gitlab' : 'github'));
      continue;
    }
    section = sectionOf(sections, (head[2] ?? '').toLowerCase(), head[1] === '^');
    defaults = ownersIn((head[3] ?? '').split(/\s+/));
  }
  return (path) =>
    [...sections.values()].flatMap(({ optional, rules }) => {
      if (optional || rules.some((rule) => rule.excludes && rule.matches(path))) return [];
      const owners = rules.findLast((rule) => rule.matches(path))?.owners ?? [];
      return owners.length === 0 ? [] : [owners];
    });
}

const mostLines = 3000;
const longestLine = 1000;
const mostStars = 20;
/** `^[Name][2] @default`. */
const sectionShape = /^(\^?)\[([^\][]{1,200})\](?:\[\d{1,3}\])?((?:\s+\S+)*)$/;

interface Rule {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
  readonly excludes: boolean;
}

interface Section {
  readonly optional: boolean;
  readonly rules: Rule[];
}

/** Sections of one name are one. */
function sectionOf(sections: Map<string, Section>, name: string, optional: boolean): Section {
  const section = sections.get(name) ?? { optional, rules: [] };
  sections.set(name, section);
  return section;
}

type Dialect = 'github' | 'gitlab';

function ruleOf(line: string, defaults: readonly string[], dialect: Dialect): readonly Rule[] {
  const [written = '', ...rest] = wordsOf(line);
  if (written.split('*').length > mostStars) return [];
  const excludes = written.startsWith('!');
  // GitHub knows neither exclusions nor sets of characters, and skips such a line.
  if (dialect === 'github' && /^!|\[/.test(written)) return [];
  const own = ownersIn(rest);
  const matches = pathMatcher(excludes ? written.slice(1) : written, dialect);
  return [{ matches, excludes, owners: own.length === 0 ? defaults : own }];
}

/** Split at spaces that no backslash stands before. */
function wordsOf(line: string): readonly string[] {
  const words = [''];
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    const last = words.length - 1;
    if (character === '\\' && at + 1 < line.length) {
      const next = line[++at] ?? '';
      words[last] += next === '*' || next === '?' || next === '\\' ? `\\${next}` : next;
    } else if (character !== ' ' && character !== '\t') words[last] += character;
    else if (words[last] !== '') words.push('');
  }
  return words;
}

function ownersIn(words: readonly string[]): readonly string[] {
  const comment = words.findIndex((word) => word.startsWith('#'));
  return (comment === -1 ? words : words.slice(0, comment)).filter((word) => word.includes('@'));
}

/**
 * A slash at the beginning means the root, one at the end all that is below. A slash in the middle means the
 * root at GitHub alone, and there the name of a folder stands for what is in it.
 */
function pathMatcher(pattern: string, dialect: Dialect): (path: string) => boolean {
  const below = pattern.endsWith('/');
  const body = pattern.replace(/^\//, '').replace(/\/$/, '');
  const rooted = pattern.startsWith('/') || (dialect === 'github' && body.includes('/'));
  const named = body === '' ? [] : body.split('/');
  const start = rooted ? named : ['**', ...named];
  const last = named.at(-1) ?? '';
  // `*.ts`, the usual line, asks for the name of the file alone.
  if (!rooted && !below && named.length === 1 && (dialect === 'gitlab' || last.includes('*'))) {
    const matchesName = last === '**' ? () => true : partMatcher(last);
    return (path) => matchesName(path.slice(path.lastIndexOf('/') + 1));
  }
  const matches = segmentMatcher(below || body === '' ? [...start, '**', '*'] : start);
  if (below || dialect === 'gitlab' || last.includes('*')) return matches;
  const inside = segmentMatcher([...start, '**', '*']);
  return (path) => matches(path) || inside(path);
}

/** Every part of the path is held against every part of the pattern once, so that no pattern is slow. */
function segmentMatcher(pattern: readonly string[]): (path: string) => boolean {
  const steps = pattern.map((part): Step => (part === '**' ? 'repeats' : partMatcher(part)));
  const wild = pattern.findIndex((part) => /[*?\\]/.test(part));
  // Most lines of a long file begin with the name of another folder.
  const prefix = (wild === -1 ? pattern : pattern.slice(0, wild)).join('/');
  return (path) => path.startsWith(prefix) && reaches(steps, path.split('/'));
}

/** `\*` is one character that stands for itself. */
function partMatcher(part: string): (segment: string) => boolean {
  if (!/[*?\\]/.test(part)) return (segment) => segment === part;
  if (/^\*[^*?\\]+$/.test(part)) return (segment) => segment.endsWith(part.slice(1));
  const steps = (part.match(/\\?[^]/gu) ?? []).map((one): Step => {
    if (one === '*') return 'repeats';
    const character = one.length > 1 && one.startsWith('\\') ? one.slice(1) : one;
    return one === '?' ? () => true : (given) => given === character;
  });
  return (segment) => reaches(steps, segment.match(/[^]/gu) ?? []);
}

/** What one part has to be; one that repeats stands for any number, none too. */
type Step = 'repeats' | ((given: string) => boolean);

function reaches(steps: readonly Step[], given: readonly string[]): boolean {
  let open = withSkipped(new Set([0]), steps);
  for (const one of given) {
    const next = new Set<number>();
    for (const at of open) {
      const step = steps[at];
      if (step === 'repeats') next.add(at);
      else if (step?.(one) === true) next.add(at + 1);
    }
    if (next.size === 0) return false;
    open = withSkipped(next, steps);
  }
  return open.has(steps.length);
}

/** A set grows while it is gone through. */
function withSkipped(open: Set<number>, steps: readonly Step[]): Set<number> {
  for (const at of open) {
    if (steps[at] === 'repeats') open.add(at + 1);
  }
  return open;
}
