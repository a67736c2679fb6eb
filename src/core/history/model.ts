/** What a repository's history says: commits as they were read, and where each belongs. Values only. */
import type { Instant } from '../base/instant.ts';

/** One commit as git lists it. Names are those of the mailmap. */
export interface LoggedCommit {
  /** Full object name. */
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly authored: Instant;
  readonly committed: Instant;
  /** The whole message, decoded as UTF-8. */
  readonly message: string;
  /** Paths that the commit touched; absent when they were not asked for. */
  readonly paths?: readonly string[];
}

export interface Person {
  readonly name: string;
  /** As written; compared without case. */
  readonly email: string;
}

/** What a commit is, as a whole. */
export const commitKinds = [
  'conventional',
  'merge-pr',
  'merge',
  'squash',
  'revert',
  'fixup',
  'dependency',
  'release',
  'plain',
] as const;
export type CommitKind = (typeof commitKinds)[number];

/** One thing that a commit says was done. A squash has several. */
export interface Entry {
  /** Lower case word of the convention, or the one that paths or a verb stand for; absent when nothing says it. */
  readonly type?: string;
  readonly scopes: readonly string[];
  /** Without type, scope and the reference to the pull request at its end. */
  readonly description: string;
  readonly breaking?: BreakingNote;
  /** `high` is written by the author, `low` was derived from words or paths. */
  readonly confidence: 'high' | 'low';
}

export interface BreakingNote {
  readonly text: string;
  /** `likely`: not in the spelling that the convention gives; a person is asked once. */
  readonly certainty: 'certain' | 'likely';
  readonly from: 'mark' | 'footer' | 'heading';
}

export interface Footer {
  /** As written, `BREAKING-CHANGE`, `Co-authored-by`. */
  readonly token: string;
  readonly value: string;
}

export interface Reference {
  /** `issue` when nobody can say whether it is a pull request. */
  readonly kind: 'issue' | 'pull' | 'merge-request' | 'key';
  /** `412`, or `ABC-12` for a key. */
  readonly id: string;
  /** `owner/repository` of another repository. */
  readonly repository?: string;
  /** True for the pull request that brought the commit. */
  readonly own: boolean;
}

/** Something about the spelling of a message. `code` has its sentence in the catalogue. */
export interface MessageFinding {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}

export interface CommitReading {
  readonly commit: LoggedCommit;
  readonly kind: CommitKind;
  /** Never empty. */
  readonly entries: readonly Entry[];
  readonly footers: readonly Footer[];
  readonly references: readonly Reference[];
  /** Text of `DEPRECATED`, `SECURITY`, `MIGRATION`, `KNOWN-ISSUE`, `release-note` and their like, by lower case token. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  /** Object names that this commit takes back, as far as its message names them. */
  readonly reverts: readonly string[];
  readonly coAuthors: readonly Person[];
  readonly findings: readonly MessageFinding[];
}

/** Where a commit ended. Every commit has exactly one, so that the three numbers add up. */
export type Placement =
  | { readonly outcome: 'placed'; readonly section: string }
  /** By the named rule: `chore`, `reverted`, `folded`, `release`. */
  | { readonly outcome: 'hidden'; readonly rule: string }
  | { readonly outcome: 'toPlace'; readonly why: string };

/** Somebody who contributed, with everything that is known offline. */
export interface Contributor {
  readonly person: Person;
  /** From an address of the host's noreply domain. */
  readonly login?: string;
  readonly bot: boolean;
  /** Absent when the history before the range was not read. */
  readonly first?: boolean;
  readonly commits: number;
}

export interface DependencyChange {
  readonly name: string;
  readonly ecosystem: string;
  /** Path of the manifest. */
  readonly manifest: string;
  readonly kind: 'runtime' | 'development' | 'peer' | 'optional' | 'build';
  /** Absent when it is new. */
  readonly from?: string;
  /** Absent when it is gone. */
  readonly to?: string;
  readonly step: 'added' | 'removed' | 'major' | 'minor' | 'patch' | 'other';
}

/** A host, as far as links can be made without asking it. */
export interface RepositoryLinks {
  readonly host: 'github' | 'gitlab' | 'bitbucket' | 'azure' | 'gitea' | 'other';
  /** `https://host/owner/repository`, without credentials. */
  readonly url: string;
  readonly slug: string;
}
