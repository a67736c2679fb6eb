/** How a team already sorts its commits: rules from the settings of other tools. Values and a test, no patterns to run. */
import type { CommitReading } from './model.ts';

export interface Conventions {
  /** The first that matches counts. */
  readonly rules: readonly ConventionRule[];
  /** Types that the rules name, lower case. */
  readonly types: ReadonlySet<string>;
  /** Paths of the settings that were read. */
  readonly from: readonly string[];
  /** Settings that mean nothing here, as they are written. */
  readonly notRead: readonly string[];
}

export interface ConventionRule {
  readonly matches: (reading: CommitReading) => boolean;
  /** Absent: hidden. A title that the built-in sections know is one of those. */
  readonly section?: string;
}

export const noConventions: Conventions = { rules: [], types: new Set(), from: [], notRead: [] };

/** Several files of one team; those of the first count first. */
export function joinConventions(all: readonly Conventions[]): Conventions {
  return {
    rules: all.flatMap(({ rules }) => rules),
    types: new Set(all.flatMap(({ types }) => [...types])),
    from: all.flatMap(({ from }) => from),
    notRead: all.flatMap(({ notRead }) => notRead),
  };
}

/** A rule for a type, with a scope where one is meant. */
export function typeRule(
  { type, scope }: { readonly type: string; readonly scope?: string },
  section: string | undefined,
): ConventionRule {
  const wanted = type.toLowerCase();
  return {
    matches: ({ entries: [first] }) =>
      first?.type === wanted && (scope === undefined || first.scopes.includes(scope)),
    ...(section === undefined ? {} : { section: sectionOfTitle(section) }),
  };
}

/** `Bug Fixes`, `🐛 Fixed`, `### Fixes` are the built-in section; any other title stays as it is. */
export function sectionOfTitle(title: string): string {
  const plain = title
    .replace(/<!--[^>]*-->/g, '')
    .replace(/:[a-z_]+:|\p{Extended_Pictographic}|\ufe0f|[#*]/gu, '')
    .trim();
  const known = titleSections.find(([, shape]) => shape.test(plain));
  return known?.[0] ?? plain;
}

const titleSections = [
  ['breaking', /breaking/i],
  ['security', /^security/i],
  ['deprecations', /^deprecat/i],
  ['dependencies', /dependenc|^deps/i],
  ['performance', /^performance/i],
  ['fixes', /\b(?:bug ?fix(?:es)?|fix(?:es|ed)?|bugs?|hotfixes)\b/i],
  ['features', /\b(?:features?|added|new|enhancements?)\b/i],
  ['improvements', /^(?:improve|refactor|changed|code refactoring)/i],
] as const;
