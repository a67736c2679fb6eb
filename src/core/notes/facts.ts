/** All that notes may say, as facts with their evidence. A draft, its completion and its lint read the same value. */
import type { Change } from '../breaking/change.ts';
import type {
  CommitReading,
  Contributor,
  DependencyChange,
  Placement,
  RepositoryLinks,
} from '../history/model.ts';
import type { Instant } from '../base/instant.ts';

export interface NotesFacts {
  readonly base: { readonly name: string; readonly commit: string; readonly version?: string };
  readonly head: { readonly name: string; readonly commit: string };
  /** Version that the notes are for: asked for, of the record, or the least that the changes allow. */
  readonly version?: { readonly text: string; readonly why: string };
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** Name of the product. */
  readonly name?: string;
  /** Newest first; a revert and what it reverts are both here. */
  readonly commits: readonly CommitReading[];
  /** One for each commit, by object name, after the conventions of the team; worked out when absent. */
  readonly placements?: ReadonlyMap<string, Placement>;
  readonly contributors: readonly Contributor[];
  readonly links?: RepositoryLinks;
  /** Absent when the change engine has not looked. */
  readonly changes?: readonly SeenChange[];
  /** Why the comparison is not complete; empty when it is. */
  readonly gaps: readonly string[];
  readonly dependencies: readonly DependencyChange[];
  readonly deployment: DeploymentFacts;
  readonly deprecations: readonly Deprecation[];
  readonly knownIssues: readonly KnownIssue[];
  readonly tests: readonly TestResult[];
  readonly runbook?: { readonly path: string };
  readonly feedback?: { readonly url: string; readonly from: string };
}

/** A change with the sentence of its rule. */
export interface SeenChange extends Change {
  readonly message: string;
  readonly fix: string;
  /** Source text of the two places, one line each, when it is known. */
  readonly before?: string;
  readonly after?: string;
}

export interface DeploymentFacts {
  readonly migrations: readonly {
    readonly path: string;
    readonly reversible: 'yes' | 'no' | 'unknown';
    /** A statement that locks a table for long. */
    readonly locking?: { readonly line: number; readonly statement: string };
  }[];
  readonly configuration: readonly {
    readonly key: string;
    readonly path: string;
    readonly line: number;
    readonly change: 'added' | 'removed' | 'changed';
  }[];
  readonly flags: readonly {
    readonly key: string;
    readonly path: string;
    readonly line: number;
    readonly change: 'added' | 'removed';
  }[];
}

export interface Deprecation {
  readonly subject: string;
  readonly alternative?: string;
  readonly removal?: string;
  readonly where?: { readonly path: string; readonly line: number };
  readonly commit?: string;
}

export interface KnownIssue {
  readonly text: string;
  readonly from: 'previous-notes' | 'footer' | 'todo' | 'skipped-test';
  readonly where?: { readonly path: string; readonly line: number };
}

export interface TestResult {
  readonly path: string;
  readonly format: 'junit' | 'lcov' | 'jest' | 'vitest' | 'cobertura' | 'sarif';
  readonly passed?: number;
  readonly failed?: number;
  readonly skipped?: number;
  /** 0 to 100. */
  readonly coverage?: number;
  readonly written: Instant;
  /** True when the head commit is newer than the file. */
  readonly stale: boolean;
}
