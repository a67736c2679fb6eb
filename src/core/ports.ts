/** All that the engine asks of the outside. Adapters implement these; tests pass in-memory ones. */
import type { Instant } from './base/instant.ts';
import type { UnreadableReason } from './readiness/model.ts';

export type FileText =
  | {
      readonly status: 'read';
      /** Decoded strictly as UTF-8, without the byte order mark. */
      readonly text: string;
      readonly hasByteOrderMark: boolean;
      /** Bytes. */
      readonly size: number;
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
  | { readonly state: 'ready'; readonly commit: string; readonly branch?: string }
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

export interface GitPort {
  state(): Promise<GitState>;
}

export interface ClockPort {
  now(): Instant;
}

export interface Ports {
  readonly files: FilePort;
  readonly git: GitPort;
  readonly clock: ClockPort;
}
