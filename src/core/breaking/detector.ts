/** The contract of a detector: one folder, one object, listed in `table.ts`. */
import type { Change, Level, NotAnalysed } from './change.ts';

/** One side of a comparison: a revision, the working tree, the index or a folder. */
export interface Tree {
  /** All paths, `/` separated, sorted by code unit. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Text of a file; undefined when it is missing, binary, not UTF-8 or too large (`why` says which). */
  read(path: string): Promise<TreeText>;
  /** Names the content of a file: equal names, equal content. Absent where nobody knows without reading. */
  id?(path: string): string | undefined;
}

export type TreeText =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly reason: 'missing' | 'binary' | 'notUtf8' | 'tooLarge' | 'failed';
      readonly detail: string;
    };

/** A file that differs; a rename has both paths. An unchanged file is never listed. */
export interface ChangedFile {
  readonly base?: string;
  readonly head?: string;
}

export interface Comparison {
  readonly base: Tree;
  readonly head: Tree;
  readonly changed: readonly ChangedFile[];
  /** Chosen profile by detector id; a detector without an entry uses its first profile. */
  readonly profiles: Readonly<Record<string, string>>;
  /** What was asked for by name, if anything: a rule that a profile leaves out is looked for all the same. */
  readonly named?: readonly string[];
}

/** What one detector compares in one go: a package, a schema, a manifest. */
export interface Unit {
  readonly detector: string;
  /** Shown to people and used for order: a path of either side. */
  readonly path: string;
  /** Changed files that the unit answers for. */
  readonly files: readonly ChangedFile[];
  /** It looks for one thing in files that hold others too: they do not count as analysed by it. */
  readonly only?: 'a part';
}

export interface Compared {
  readonly changes: readonly Change[];
  readonly notAnalysed: readonly NotAnalysed[];
  /** Files of a unit for `a part` that turned out to be of the format through and through: they count as analysed. */
  readonly whole?: readonly string[];
}

export interface Budget {
  /** Milliseconds for the unit. A detector that runs out says so with level `review`, never by silence. */
  readonly milliseconds: number;
  /** True when the run has been cancelled. */
  cancelled(): boolean;
  /** Milliseconds since some fixed moment: of work where the thread can tell, else by the clock. */
  elapsed(): number;
  /** UTC epoch milliseconds, for what depends on the day; absent where nobody says. */
  readonly now?: number;
}

export interface Rule {
  readonly level: Level;
  /** Told under this profile and those after it only; absent: under every one. */
  readonly profile?: string;
  /** One short sentence with `{name}` for arguments; `{subject}` is always there. */
  readonly sentence: string;
  /** What the author of the change can do instead. */
  readonly fix: string;
  /** Why it breaks somebody, two or three sentences for the rule page. */
  readonly why: string;
  /** Ids of the same rule in other tools: `semver-checks:export-removed`. */
  readonly aliases: readonly string[];
  /** A smallest pair that fires, for the rule page and the tests. */
  readonly example: { readonly file: string; readonly base: string; readonly head: string };
  /** A pair that looks alike and must not fire. */
  readonly nearMiss: { readonly file: string; readonly base: string; readonly head: string };
}

export interface Detector {
  readonly id: string;
  /** Named sets of opinions; the first one is the default. */
  readonly profiles: readonly string[];
  readonly rules: Readonly<Record<string, Rule>>;
  /** What it says depends on the day, as of an announced date that has come. */
  readonly daily?: true;
  /** Cheap and synchronous: which changed files it wants, grouped. */
  units(comparison: Comparison): readonly Unit[];
  /** Never throws on the text of users; a file that it cannot read is in `notAnalysed`. */
  compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared>;
}
