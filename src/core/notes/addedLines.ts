/** What lines that a release adds tell users: what is deprecated from now on, and what is known not to work. */
import type { Deprecation, KnownIssue } from './facts.ts';
import { oneLine } from './escape.ts';

export interface FileEnds {
  /** Path at the head. */
  readonly path: string;
  /** Text at the base; absent for a new file. */
  readonly base?: string;
  readonly head: string;
}

export interface Notices {
  readonly deprecations: readonly Deprecation[];
  readonly knownIssues: readonly KnownIssue[];
}

/** Only lines that are new count: what was there before was told before. */
export function noticesIn(ends: FileEnds): Notices {
  if (!source.test(ends.path) || ends.head.length > largestText) {
    return { deprecations: [], knownIssues: [] };
  }
  const lines = ends.head.split(/\r\n|\n|\r/);
  const known = countsOf(ends.base?.split(/\r\n|\n|\r/) ?? []);
  const deprecations: Deprecation[] = [];
  const knownIssues: KnownIssue[] = [];
  const inTests = testFile.test(ends.path);
  for (const [index, line] of lines.entries()) {
    if (line.length > longestLine || !isNew(line, known)) {
      continue;
    }
    const where = { path: ends.path, line: index + 1 };
    const deprecation = inTests ? undefined : deprecationAt(lines, index);
    if (deprecation !== undefined) {
      deprecations.push({ ...deprecation, where });
    }
    const issue = inTests ? skippedTest(lines, index) : unfinished(line);
    if (issue !== undefined) {
      knownIssues.push({ ...issue, where });
    }
  }
  return { deprecations, knownIssues };
}

const largestText = 1_000_000;
const longestLine = 2000;
const source = /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|java|kts?|scala|php|rs|cs|swift|proto|graphql|dart)$/i;
const testFile =
  /(?:^|\/)(?:tests?|__tests__|specs?)\/|[._-](?:test|spec)\.[a-z]+$|_test\.(?:go|py)$|(?:^|\/)test_[^/]+\.py$|Tests?\.(?:java|kt|cs|swift)$/;

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const text = line.trim();
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function isNew(line: string, known: Map<string, number>): boolean {
  const text = line.trim();
  const left = known.get(text) ?? 0;
  known.set(text, left - 1);
  return left <= 0 && text !== '';
}

/** The mark, its words, and the name of what is declared below it. */
function deprecationAt(lines: readonly string[], index: number): Omit<Deprecation, 'where'> | undefined {
  const line = lines[index] ?? '';
  const found = deprecationMark.exec(line);
  if (found === null) {
    return undefined;
  }
  const words = oneLine((found[1] ?? found[2] ?? found[3] ?? found[4] ?? '').replace(/\*\/.*$/, ''));
  const warned = /([\w.]{2,80})(?:\(\))? (?:is|are|will be) deprecated/i.exec(line)?.[1];
  const subject = line.includes('DeprecationWarning') ? warned : (declaredBelow(lines, index) ?? warned);
  if (subject === undefined) {
    return undefined;
  }
  const alternative =
    /\b(?:use|prefer|replaced by|in favou?r of|see)\s+(?:\{@link(?:code)?\s+)?[`'"]?([\w.#:$/()-]{2,100})/i.exec(
      words,
    )?.[1];
  const removal = /\bremov\w{0,4}\b[^\d\n]{0,40}v?(\d{4}-\d{2}-\d{2}|\d+(?:\.\d+){0,2})/i.exec(words)?.[1];
  return {
    subject,
    ...(alternative === undefined
      ? {}
      : {
          alternative: alternative.replace(/[.,;:)]+$/, (end) =>
            end.startsWith(')') && alternative.includes('(') ? ')' : '',
          ),
        }),
    ...(removal === undefined ? {} : { removal }),
  };
}

const deprecationMark =
  /^\s*(?:\/?\*+!?|\/\/[/!]?|#)?\s*@deprecated\b(.{0,1000})|#\[deprecated\b(.{0,500})\]|\[(?:System\.)?Obsolete\b(.{0,500})\]|\bDeprecationWarning\b(.{0,500})|^\s*\/\/ Deprecated:(.{0,500})/;

/** The first declaration after the comment and the annotations. */
function declaredBelow(lines: readonly string[], index: number): string | undefined {
  const own = declaration.exec((lines[index] ?? '').replace(/^.*\*\//, ''))?.[1];
  if (own !== undefined) {
    return own;
  }
  for (const line of lines.slice(index + 1, index + 25)) {
    if (/^\s*(?:\*|\/\/|#|@|\[|$)/.test(line) && !/^\s*#\s*define/.test(line)) {
      continue;
    }
    return declaration.exec(line)?.[1];
  }
  return undefined;
}

const declaration =
  /^\s*(?:(?:export|default|declare|public|protected|internal|static|final|abstract|virtual|override|async|readonly|pub(?:\([a-z]+\))?|unsafe|open|suspend|sealed|partial)\s+){0,6}(?:(?:function\*?|class|interface|type|enum|const|let|var|def|fn|func|struct|trait|val|fun|object|namespace|module|get|set)\s+)?(?:\([^()]{0,80}\)\s*)?(?:(?:[A-Z]\w*(?:<[^<>]{0,60}>)?|void|int|string|bool|boolean|long|double)\s+(?=\w+\s*[({;=]))?([A-Za-z_$][\w$]{1,80})/;

/** A test that nobody runs any more says that something does not work. */
function skippedTest(lines: readonly string[], index: number): KnownIssue | undefined {
  const line = lines[index] ?? '';
  const titled =
    /^\s*(?:it|test|describe|context|specify)\.(?:skip|fixme|failing)\s*\(\s*(['"`])(.{1,200}?)\1/.exec(
      line,
    )?.[2] ?? /^\s*x(?:it|describe|test)\s*\(\s*(['"`])(.{1,200}?)\1/.exec(line)?.[2];
  if (titled !== undefined) {
    return { text: `Not tested: ${oneLine(titled)}`, from: 'skipped-test' };
  }
  if (
    !/@(?:Disabled|Ignore)\b|@pytest\.mark\.(?:skip|xfail)\b|@unittest\.(?:skip|expectedFailure)|\bt\.Skip(?:f|Now)?\(|#\[ignore\b|\[(?:Ignore|Fact\(Skip)/.test(
      line,
    )
  ) {
    return undefined;
  }
  const reason = /["']([^"']{3,200})["']/.exec(line)?.[1];
  const name = lines
    .slice(index, index + 6)
    .map((one) => /\b(?:def|fun|fn|func|void|Task)\s+(`[^`]{1,120}`|\w{1,120})/.exec(one)?.[1])
    .find((one) => one !== undefined);
  const text =
    reason ??
    name
      ?.replace(/^test_?/i, '')
      .replaceAll('_', ' ')
      .trim();
  return text === undefined || text === ''
    ? undefined
    : { text: `Not tested: ${oneLine(text)}`, from: 'skipped-test' };
}

/** A mark with a number is something that somebody tracks; one without is a note to oneself. */
function unfinished(line: string): KnownIssue | undefined {
  const found = /(?:\/\/|#|\/?\*+|--|<!--)\s*(?:TODO|FIXME)\b[:\s(-]*(.{1,300})/.exec(line);
  const words = oneLine(
    (found?.[1] ?? '')
      .replace(/\*\/.*$|-->.*$/, '')
      .replace(/^[\w#-]{1,40}\)\s*:?\s*/, (owner) =>
        /\d/.test(owner) ? `${owner.replace(/\)\s*:?\s*$/, '')}: ` : '',
      ),
  );
  return /#\d{1,9}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,9}\b/.test(words) ? { text: words, from: 'todo' } : undefined;
}
