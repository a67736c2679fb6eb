/** All that the engine asks of the outside. Adapters implement these; tests pass in-memory ones. */
import type { Instant } from './base/instant.ts';
import type { NotesFacts } from './notes/facts.ts';
import type { UnreadableReason } from './readiness/model.ts';

export type FileText =
  | {
      readonly status: 'read';
      /** Decoded strictly as UTF-8, without the byte order mark. */
      readonly text: string;
      readonly hasByteOrderMark: boolean;
      /** Bytes. */
      readonly size: number;
      /** When it was last written; absent where nobody knows. */
      readonly written?: Instant;
    }
  | { readonly status: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };

export interface FilePort {
  /**
   * Markdown and YAML files below the folder, relative, `/` separated, sorted by code unit.
   * `known`: only those that match the globs; `all`: every one that git does not ignore.
   */
  find(scope: 'known' | 'all', globs: readonly string[]): Promise<readonly string[]>;
  read(file: string): Promise<FileText>;
}

/** What can be said of the repository around the folder. */
export type GitState =
  | {
      readonly state: 'ready';
      readonly commit: string;
      readonly branch?: string;
    }
  | {
      readonly state:
        | 'unborn'
        | 'noRepository'
        | 'gitMissing'
        | 'untrusted'
        | 'damaged'
        | 'dubiousOwner'
        | 'failed';
      readonly detail: string;
    };

/** Files that differ between a commit and the head, relative to the folder, `/` separated, `../` above it. */
export interface ChangedFiles {
  readonly files: readonly string[];
  /** False: there are more than anybody wants to hold. */
  readonly complete: boolean;
  /** How many commits the head has gained; only where that was asked, and the head contains the commit. */
  readonly commits?: number;
}

export interface GitPort {
  state(): Promise<GitState>;
  /** Commits of the head after a moment, oldest first. Undefined when nobody can tell. */
  commitsAfter?(moment: Instant): Promise<readonly LateCommit[] | undefined>;
  /** When the head was committed. Undefined when nobody can tell. */
  headCommitted?(): Promise<Instant | undefined>;
  /** When the file as it is was committed last. Undefined when it differs from the head, or nobody can tell. */
  fileCommitted?(path: string): Promise<Instant | undefined>;
  /** Branches that match the globs and are not part of the head. Undefined when nobody can tell. */
  unmergedBranches?(globs: readonly string[]): Promise<readonly string[] | undefined>;
  /** What differs between each commit (four digits or more) and HEAD, by its name as asked; absent when git cannot tell. */
  changedSince?(
    commits: readonly string[],
    options?: { readonly counted?: true },
  ): Promise<ReadonlyMap<string, ChangedFiles>>;
}

export interface LateCommit {
  /** Full object name. */
  readonly id: string;
  readonly committed: Instant;
}

export interface ClockPort {
  now(): Instant;
}

/** A file of release notes, with its byte order mark. */
export interface NotesFile {
  /** Relative to the folder, `/` separated. */
  readonly path: string;
  readonly text: string;
}

export interface NotesPort {
  /** What the repository says about the release that the notes are for; `unread` is why it says nothing. */
  facts(notes: NotesFile): Promise<{ readonly facts: NotesFacts } | { readonly unread: string }>;
}

export interface Ports {
  readonly files: FilePort;
  readonly git: GitPort;
  /** Absent where asking would start more than a look at a checklist should. */
  readonly notes?: NotesPort;
  readonly clock: ClockPort;
}
