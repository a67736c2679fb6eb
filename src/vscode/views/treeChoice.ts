import * as vscode from 'vscode';
import {
  treeFilters,
  treeGroupings,
  type TreeFilter,
  type TreeGrouping,
} from '../../core/readiness/display.ts';

export interface Choice {
  readonly filter: TreeFilter;
  readonly grouping: TreeGrouping;
}

/** The view's filter and grouping, kept with the workspace. */
export interface TreeChoice extends vscode.Disposable {
  readonly value: Choice;
  readonly onDidChange: vscode.Event<void>;
  set(change: Partial<Choice>): void;
}

const storageKey = 'tree';

export function treeChoice(memory: vscode.Memento): TreeChoice {
  const changed = new vscode.EventEmitter<void>();
  let value = read(memory.get(storageKey));
  return {
    get value() {
      return value;
    },
    onDidChange: changed.event,
    set(change) {
      value = { ...value, ...change };
      void memory.update(storageKey, value);
      changed.fire();
    },
    dispose: () => changed.dispose(),
  };
}

/** What an older version stored may mean nothing now. */
function read(stored: unknown): Choice {
  const { filter, grouping } = (stored ?? {}) as Partial<Record<string, unknown>>;
  return {
    filter: treeFilters.find((known) => known === filter) ?? 'all',
    grouping: treeGroupings.find((known) => known === grouping) ?? 'section',
  };
}
