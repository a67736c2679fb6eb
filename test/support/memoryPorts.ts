/** The outside world in memory: files by path, one git state, a clock that stands still. */
import { globMatcher } from '../../src/core/base/glob.ts';
import type { ChangedFiles, FileText, GitPort, GitState, Ports } from '../../src/core/ports.ts';

export interface World {
  /** Text by path; a value that is no text is what reading answers. */
  readonly files: Readonly<Record<string, string | FileText>>;
  readonly git?: GitState;
  /** What history answers. */
  readonly history?: Omit<GitPort, 'state'>;
  /** Files that differ from a commit, by its name as written. */
  readonly changedSince?: Readonly<Record<string, Omit<ChangedFiles, 'complete'>>>;
  readonly now?: number;
}

export interface MemoryPorts extends Ports {
  /** Paths in the order in which they were read. */
  readonly read: readonly string[];
}

export function memoryPorts(world: World): MemoryPorts {
  const read: string[] = [];
  return {
    read,
    files: {
      find: (scope, globs) => {
        const documents = Object.keys(world.files).filter((file) => /\.(?:md|ya?ml)$/i.test(file));
        const matches = globMatcher(globs);
        const found = documents.filter((file) => scope === 'all' || matches(file));
        return Promise.resolve(found.toSorted());
      },
      read: (file) => {
        read.push(file);
        const text = Object.hasOwn(world.files, file) ? world.files[file] : undefined;
        if (text === undefined) {
          return Promise.resolve({ status: 'unreadable', reason: 'missing', detail: 'no such file' });
        }
        if (typeof text !== 'string') return Promise.resolve(text);
        return Promise.resolve({ status: 'read', text, hasByteOrderMark: false, size: text.length });
      },
    },
    git: {
      ...world.history,
      state: () => Promise.resolve(world.git ?? { state: 'noRepository', detail: '' }),
      changedSince: (commits) =>
        Promise.resolve(
          new Map(
            commits.flatMap((commit) => {
              const changed = world.changedSince?.[commit];
              return changed === undefined ? [] : [[commit, { ...changed, complete: true }] as const];
            }),
          ),
        ),
    },
    clock: { now: () => world.now ?? 0 },
  };
}
