/** Subjects that follow no convention: commits of bots, releases, and what the first verb stands for. */

/** `from` and `to` as far as the subject names them. */
export interface DependencySubject {
  readonly name?: string;
  readonly from?: string;
  readonly to?: string;
  readonly development: boolean;
}

/** Titles that the usual bots write, without type and scope. */
export function dependencySubject(description: string): DependencySubject | undefined {
  if (!mayUpdate.test(description)) {
    return undefined;
  }
  for (const shape of dependencyShapes) {
    const groups = shape.exec(description)?.groups;
    if (groups !== undefined) {
      const { name, from, to } = groups;
      return {
        development: false,
        ...(name === undefined ? {} : { name }),
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      };
    }
  }
  return undefined;
}

const mayUpdate = /^(?:bump|update|upgrade|pin|replace|migrate|refresh|lock)/i;
const dependencyShapes = [
  /^bumps? (?<name>`?[@\w][\w@./:+-]{0,120}`?) (?:requirement )?from (?<from>\S{1,60}) to (?<to>\S{1,60})/i,
  /^bumps? the (?<name>[\w ./:@-]{1,120}) group/i,
  /^bumps? (?<name>@?[\w./-]{1,120}) and (?<from>@?[\w./-]{1,120})(?= in | from |$)/i,
  /^(?:update|upgrade|pin|replace|migrate) (?:dependency|dependencies|module|plugin|helm release|docker (?:image|tag)|image|github-actions?|terraform|dev(?:eloper)? dependenc(?:y|ies))(?: (?<name>[@\w][\w@./:+-]{0,120}))?(?:.{0,80}? to (?<to>v?\d\S{0,40}))?/i,
  /^(?:update|upgrade) (?<name>[@\w][\w@./:+-]{0,120}) (?:digest )?to v?\d/i,
  /^(?:update|upgrade|refresh|bump) (?:all |the )?(?:non-major |minor |major )?(?:npm |go |rust |python )?(?<name>dependencies|deps|lock ?files?|lock file maintenance)\b/i,
  /^lock file maintenance\b/i,
];

/** A commit that only says that a version was released. */
export function isReleaseSubject(subject: string): boolean {
  return mayRelease.test(subject) && releaseShapes.some((shape) => shape.test(subject));
}

const mayRelease = /\d\.\d|release|version|publish/i;
const version = String.raw`v?\d{1,9}\.\d{1,9}(?:\.\d{1,9})?(?:[-+.][\w.+-]{1,60})?`;
const releaseShapes = [
  new RegExp(String.raw`^(?:[@\w][\w@./-]{0,100}@)?${version}(?: \(#\d{1,9}\))?$`),
  new RegExp(
    String.raw`^(?:(?:chore|build|ci|docs)(?:\([\w @./-]{0,60}\))?: ?)?(?:prepare (?:for )?|cut |tag |bump (?:to )?|publish |new )?(?:release|releasing|version|versions)(?: of)?(?: [@\w./-]{1,100})?[ :@-]*${version}(?: ?\(#\d{1,9}\))?$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:(?:chore|build)(?:\([\w @./-]{0,60}\))?: ?)?(?:bump|set|raise|update) (?:the )?(?:package |project )?versions?(?: number)?(?: (?:from ${version} )?to ${version})?(?: ?\(#\d{1,9}\))?$`,
    'i',
  ),
  new RegExp(String.raw`^(?:chore|build|ci)\((?:release|version)\): ?\S`, 'i'),
  /^(?:(?:chore|ci)(?:\([\w @./-]{0,60}\))?: ?)?(?:version packages|publish(?: packages)?|release packages)(?: \([\w# ]{1,30}\))?$/i,
  /^\[maven-release-plugin\] prepare /,
];

/** What the leading verb of a plain subject stands for; `ask` when only a person can say. */
export function typeOfVerb(
  description: string,
): { readonly type?: string; readonly ask?: 'mayBreak' } | undefined {
  const words = /^(?:[^\sA-Za-z]{1,3}[ \t])?([A-Za-z]{2,20})(?:[ \t]+([A-Za-z]{2,20}))?/.exec(description);
  const verb = words?.[1]?.toLowerCase() ?? '';
  const pair = `${verb} ${words?.[2]?.toLowerCase() ?? ''}`;
  if (pair === 'speed up' || pair === 'sped up' || pair === 'speeds up') {
    return { type: 'perf' };
  }
  if (removing.has(verb)) {
    return { ask: 'mayBreak' };
  }
  const type = typeByVerb.get(verb);
  return type === undefined ? undefined : { type };
}

const verbs: readonly (readonly [type: string, verbs: string])[] = [
  [
    'fix',
    'fix fixes fixed fixing resolve resolves resolved correct corrects corrected repair repairs prevent prevents avoid avoids handle handles',
  ],
  [
    'feat',
    'add adds added adding support supports supported allow allows allowed introduce introduces introduced implement implements implemented enable enables provide provides expose exposes',
  ],
  ['perf', 'optimize optimizes optimized optimise optimises optimised accelerate accelerates'],
  [
    'refactor',
    'improve improves improved refactor refactors refactored simplify simplifies simplified rework reworks reworked rewrite rewrites enhance enhances clarify clarifies',
  ],
  ['deprecate', 'deprecate deprecates deprecated'],
  ['docs', 'document documents documented'],
  ['test', 'test tests'],
  ['revert', 'revert reverts reverted backout'],
];
const typeByVerb: ReadonlyMap<string, string> = new Map(
  verbs.flatMap(([type, list]) => list.split(' ').map((verb) => [verb, type] as const)),
);
const removing: ReadonlySet<string> = new Set(
  'remove removes removed drop drops dropped delete deletes deleted kill rename renames renamed'.split(' '),
);

/** What all paths of a commit have in common; undefined when they touch the product. */
export function typeOfPaths(paths: readonly string[]): 'test' | 'docs' | 'ci' | 'deps' | undefined {
  if (paths.length === 0) {
    return undefined;
  }
  return pathTypes.find(([, shape]) => paths.every((path) => shape.test(path)))?.[0];
}

/** Paths that nobody who uses the product meets. */
export function isUserVisible(paths: readonly string[]): boolean {
  return paths.some((path) => !pathTypes.some(([, shape]) => shape.test(path)));
}

const pathTypes = [
  [
    'ci',
    /^(?:\.github\/workflows\/|\.circleci\/|\.gitlab-ci\.yml$|\.travis\.yml$|azure-pipelines\.ya?ml$|Jenkinsfile$|\.buildkite\/)/,
  ],
  [
    'test',
    /(?:^|\/)(?:tests?|__tests__|spec|e2e|__snapshots__)\/|[._-](?:test|spec)\.[cm]?[jt]sx?$|_test\.(?:go|py|rb)$|(?:^|\/)test_[\w-]+\.py$|Tests?\.(?:java|kt|cs)$/,
  ],
  ['docs', /(?:^|\/)docs?\/|\.(?:md|mdx|rst|adoc|txt)$|(?:^|\/)(?:LICENSE|AUTHORS|CONTRIBUTORS)$/i],
  [
    'deps',
    /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.(?:toml|lock)|go\.(?:mod|sum)|poetry\.lock|uv\.lock|requirements[\w.-]*\.txt|Gemfile(?:\.lock)?|composer\.(?:json|lock)|gradle\.lockfile|libs\.versions\.toml)$/,
  ],
] as const;
