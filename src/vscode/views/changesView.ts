import * as vscode from 'vscode';
import type { ChangeGrouping, ChangeIcon, ChangeNode } from '../../core/breaking/tree.ts';
import type { ChangesEngine } from '../changes/changesEngine.ts';
import type { ChangesSession } from '../changes/changesSession.ts';
import type { GitFailure } from '../../node/git/repository.ts';
import { asksForBase, problemText } from '../changes/problems.ts';
import type { FolderChanges } from '../changes/state.ts';
import { colorIds, changesViewId, contextKeys } from '../ids.ts';

/** A node at its place in the view. */
export interface ChangeRow {
  readonly id: string;
  readonly node: ChangeNode;
  readonly folder: vscode.Uri;
  readonly parent: ChangeRow | undefined;
  readonly children: readonly ChangeRow[];
}

export interface ChangesView extends vscode.Disposable {
  readonly roots: readonly ChangeRow[];
  readonly selection: readonly ChangeRow[];
  readonly grouping: ChangeGrouping;
  readonly onDidChangeRows: vscode.Event<void>;
  group(by: ChangeGrouping): void;
  reveal(row: ChangeRow): Thenable<void>;
}

const groupingKey = 'releaseReadiness.changesGrouping';

/** The first look at the view starts the first comparison. */
export function registerChangesView(changes: ChangesSession, memory: vscode.Memento): ChangesView {
  const drawn = new vscode.EventEmitter<void>();
  let grouping = memory.get<ChangeGrouping>(groupingKey, 'file');
  let roots: readonly ChangeRow[] = [];
  const view = vscode.window.createTreeView<ChangeRow>(changesViewId, {
    treeDataProvider: {
      onDidChangeTreeData: drawn.event,
      getChildren: (row) => [...(row === undefined ? roots : row.children)],
      getParent: (row) => row.parent,
      getTreeItem: changeItem,
      resolveTreeItem(item, { node }) {
        item.tooltip = tooltip(node.tooltip);
        return item;
      },
    },
    canSelectMany: true,
    showCollapseAll: true,
  });

  let running: (() => void) | undefined;
  const draw = (): void => {
    const { engine, state } = changes;
    roots = engine === undefined ? [] : rowsOf(engine, state, grouping);
    describe(view, engine, state);
    const isRunning = state.some(({ phase }) => phase === 'running');
    if (isRunning && running === undefined) {
      void vscode.window.withProgress({ location: { viewId: changesViewId } }, () => {
        return new Promise<void>((resolve) => (running = resolve));
      });
    } else if (!isRunning) {
      running?.();
      running = undefined;
    }
    drawn.fire();
  };
  const begin = (): void => {
    if (view.visible) void changes.start();
  };
  draw();
  const life = vscode.Disposable.from(
    view,
    drawn,
    changes.onDidChange(draw),
    changes.onDidChange(begin),
    view.onDidChangeVisibility(begin),
  );
  begin();
  return {
    get roots() {
      return roots;
    },
    get selection() {
      return view.selection;
    },
    get grouping() {
      return grouping;
    },
    onDidChangeRows: drawn.event,
    group(by) {
      grouping = by;
      void memory.update(groupingKey, by);
      draw();
    },
    reveal: (row) => view.reveal(row, { select: true, focus: true, expand: true }),
    dispose() {
      running?.();
      life.dispose();
    },
  };
}

function rowsOf(
  engine: ChangesEngine,
  states: readonly FolderChanges[],
  grouping: ChangeGrouping,
): readonly ChangeRow[] {
  const several = states.length > 1;
  return states.flatMap((state) => {
    const { folder, result, failure } = state;
    const prefix = several ? `${folder.uri.toString()}#` : '';
    const nodes =
      failure !== undefined
        ? [failureNode(failure)]
        : result === undefined
          ? []
          : engine.changeTree(
              { ...result, notes: result.notes.map((note) => engine.noteSentence(note)) },
              engine.catalogue,
              grouping,
            );
    const place = (node: ChangeNode, parent: ChangeRow | undefined): ChangeRow => {
      const children: ChangeRow[] = [];
      const row: ChangeRow = { id: prefix + node.id, node, folder: folder.uri, parent, children };
      for (const child of node.children) children.push(place(child, row));
      return row;
    };
    return several
      ? nodes.length === 0
        ? []
        : [place(folderNode(engine, state, nodes), undefined)]
      : nodes.map((node) => place(node, undefined));
  });
}

const failureId = 'failure';
const failureWithBaseId = 'failure base';

/** A click chooses a base where another one helps, and compares again elsewhere. */
function failureNode(failure: GitFailure): ChangeNode {
  const text = problemText(failure);
  return {
    id: asksForBase(failure) ? failureWithBaseId : failureId,
    kind: 'note',
    label: text,
    description: '',
    icon: 'unknown',
    tooltip: [text],
    accessibleLabel: text,
    children: [],
  };
}

/** One of several folders. */
function folderNode(
  engine: ChangesEngine,
  state: FolderChanges,
  children: readonly ChangeNode[],
): ChangeNode {
  const { name } = state.folder;
  const description = comparedWords(engine, state);
  return {
    id: 'folder',
    kind: 'group',
    label: name,
    description,
    icon: 'folder',
    tooltip: [name, description],
    accessibleLabel: `${name}, ${description}`,
    children,
  };
}

/** `v1.3.2 → working tree · needs major · old`; empty before the first result. */
function comparedWords(engine: ChangesEngine, state: FolderChanges): string {
  const { result, stale } = state;
  if (result === undefined) return '';
  return [
    `${result.base.name} \u2192 ${result.head.name}`,
    bumpWords(engine, state),
    ...(stale ? [vscode.l10n.t('old')] : []),
  ].join(' \u00b7 ');
}

function describe(
  view: vscode.TreeView<ChangeRow>,
  engine: ChangesEngine | undefined,
  state: readonly FolderChanges[],
): void {
  const [first] = state.filter(({ result }) => result !== undefined);
  const several = state.length > 1;
  view.description =
    first === undefined || engine === undefined || several ? '' : comparedWords(engine, first);
  const open = state.flatMap(({ result }) => result?.suppressed.changes ?? []);
  const breaking = open.filter(({ level }) => level === 'major').length;
  view.badge =
    breaking === 0
      ? undefined
      : { value: breaking, tooltip: vscode.l10n.t('{0} breaking changes', breaking) };
  // Assigning `undefined` is how the API clears it, though its type does not say so.
  Object.assign(view, { message: messageOf(state) });
  void vscode.commands.executeCommand('setContext', contextKeys.changes, welcomeState(state));
  const runs = state.some(({ phase }) => phase === 'running');
  void vscode.commands.executeCommand('setContext', contextKeys.changesRunning, runs);
}

/** `needs major`, or that nothing forces a new version. */
export function bumpWords(engine: ChangesEngine, { result }: FolderChanges): string {
  const { bump, undecided } = engine.leastRelease(result?.detection.changes ?? []);
  const words = bump === 'none' ? vscode.l10n.t('no change seen') : vscode.l10n.t('needs {0}', bump);
  return undecided.length === 0 ? words : `${words} ${vscode.l10n.t('({0} to review)', undecided.length)}`;
}

function messageOf(state: readonly FolderChanges[]): string | undefined {
  const running = state.find(({ phase, progress }) => phase === 'running' && progress !== undefined);
  if (running?.progress !== undefined && running.result === undefined) {
    const { done, total } = running.progress;
    return vscode.l10n.t('Comparing: {0} of {1}', done, total);
  }
  if (state.some(({ phase }) => phase === 'stopped'))
    return state.some(({ result }) => result !== undefined)
      ? vscode.l10n.t('Stopped. What is shown is from before.')
      : vscode.l10n.t('Stopped before anything was compared.');
  if (state.some(({ stale, phase }) => stale && phase === 'running'))
    return vscode.l10n.t('Comparing again. What is shown is from before the last change.');
  if (state.some(({ stale }) => stale))
    return vscode.l10n.t('Files have changed since this comparison. Compare again to see the present state.');
  const done = state.filter(({ phase }) => phase === 'done');
  const nothing = done.every(
    ({ result }) => result?.detection.changes.length === 0 && result.detection.notAnalysed.length === 0,
  );
  return done.length > 0 && nothing && done.length === state.length
    ? vscode.l10n.t('No change that users would notice.')
    : undefined;
}

/** Words that the manifest's welcome texts ask for. */
function welcomeState(state: readonly FolderChanges[]): string {
  if (state.length === 0) return 'noFolder';
  if (state.every(({ phase }) => phase === 'off')) return state[0]?.off ?? 'setting';
  return state.some(({ result, failure }) => result !== undefined || failure !== undefined)
    ? 'ready'
    : 'idle';
}

const looks: Readonly<Record<ChangeIcon, { readonly icon: string; readonly color?: string }>> = {
  major: { icon: 'error', color: colorIds.noGo },
  review: { icon: 'question', color: colorIds.unknown },
  minor: { icon: 'diff-added', color: colorIds.go },
  patch: { icon: 'info' },
  package: { icon: 'package' },
  file: { icon: 'file' },
  rule: { icon: 'law' },
  commit: { icon: 'git-commit' },
  accepted: { icon: 'pass', color: colorIds.muted },
  unknown: { icon: 'question', color: colorIds.unknown },
  note: { icon: 'info' },
  folder: { icon: 'folder' },
};

function changeItem(row: ChangeRow): vscode.TreeItem {
  const { node } = row;
  const state =
    row.children.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : ['undeclared', 'accepted', 'stale', 'notAnalysed'].includes(node.id)
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.Expanded;
  const item = new vscode.TreeItem(node.label, state);
  const { icon, color } = looks[node.icon];
  item.id = row.id;
  item.description = node.description;
  item.iconPath =
    color === undefined
      ? new vscode.ThemeIcon(icon)
      : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = node.path === undefined ? node.kind : `${node.kind} place`;
  item.accessibilityInformation = { label: node.accessibleLabel };
  if (node.path !== undefined && node.children.length === 0) {
    item.command = {
      command: 'releaseReadiness.openChange',
      title: vscode.l10n.t('Open'),
      arguments: [row],
    };
  } else if (node.id === failureId || node.id === failureWithBaseId) {
    item.command =
      node.id === failureWithBaseId
        ? { command: 'releaseReadiness.compareWith', title: vscode.l10n.t('Compare With') }
        : { command: 'releaseReadiness.compare', title: vscode.l10n.t('Compare') };
  }
  return item;
}

/** Escaped text: nothing in a file becomes a link, a command or an icon. */
function tooltip(lines: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  lines.forEach((line, index) => {
    if (index > 0) markdown.appendMarkdown('\n\n');
    markdown.appendText(line);
  });
  return markdown;
}
