import * as vscode from 'vscode';
import type { OperationsIcon, OperationsNode } from '../../core/incident/operationsTree.ts';
import { colorIds, contextKeys, operationsViewId } from '../ids.ts';
import { countsAsOpen } from '../../core/incident/model.ts';
import type { Operations } from './operations.ts';

/** A node at its place in the view. */
export interface OperationsRow {
  readonly id: string;
  readonly node: OperationsNode;
  readonly folder: vscode.WorkspaceFolder;
  readonly parent: OperationsRow | undefined;
  readonly children: readonly OperationsRow[];
}

export interface OperationsView extends vscode.Disposable {
  readonly roots: readonly OperationsRow[];
  readonly selection: readonly OperationsRow[];
  readonly onDidChangeRows: vscode.Event<void>;
}

export function registerOperationsView(operations: Operations): OperationsView {
  const drawn = new vscode.EventEmitter<void>();
  let roots: readonly OperationsRow[] = [];
  const view = vscode.window.createTreeView<OperationsRow>(operationsViewId, {
    treeDataProvider: {
      onDidChangeTreeData: drawn.event,
      getChildren: (row) => [...(row === undefined ? roots : row.children)],
      getParent: (row) => row.parent,
      getTreeItem: treeItem,
      resolveTreeItem(item, { node }) {
        item.tooltip = tooltip(node.tooltip);
        return item;
      },
    },
    showCollapseAll: true,
  });
  const draw = (): void => {
    roots = rowsOf(operations);
    const open = operations.state.flatMap(({ facts }) => facts.incidents.filter(countsAsOpen)).length;
    view.badge = open === 0 ? undefined : { value: open, tooltip: vscode.l10n.t('{0} open incidents', open) };
    void vscode.commands.executeCommand('setContext', contextKeys.incidents, open > 0);
    const known = operations.state.some(({ facts }) => facts.releases.length + facts.incidents.length > 0);
    void vscode.commands.executeCommand('setContext', contextKeys.operations, known ? 'ready' : 'empty');
    drawn.fire();
  };
  draw();
  const life = vscode.Disposable.from(view, drawn, operations.onDidChange(draw));
  return {
    get roots() {
      return roots;
    },
    get selection() {
      return view.selection;
    },
    onDidChangeRows: drawn.event,
    dispose: () => life.dispose(),
  };
}

function rowsOf(operations: Operations): readonly OperationsRow[] {
  const { loaded, state } = operations;
  if (loaded === undefined) return [];
  const several = state.length > 1;
  return state.flatMap(({ folder, facts }) => {
    const nodes = loaded.operationsTree(facts);
    const place = (node: OperationsNode, parent: OperationsRow | undefined): OperationsRow => {
      const children: OperationsRow[] = [];
      const id = several ? `${folder.uri.toString()}#${node.id}` : node.id;
      const row: OperationsRow = { id, node, folder, parent, children };
      for (const child of node.children) children.push(place(child, row));
      return row;
    };
    return nodes.map((node) => place(node, undefined));
  });
}

const looks: Readonly<Record<OperationsIcon, { readonly icon: string; readonly color?: string }>> = {
  alarmRaised: { icon: 'bell-dot', color: colorIds.noGo },
  alarmQuiet: { icon: 'bell', color: colorIds.muted },
  incidentOpen: { icon: 'flame', color: colorIds.noGo },
  incidentOver: { icon: 'pass', color: colorIds.go },
  clockLate: { icon: 'warning', color: colorIds.noGo },
  clockRunning: { icon: 'watch', color: colorIds.conditionalGo },
  clockMet: { icon: 'check', color: colorIds.go },
  entry: { icon: 'circle-small' },
  actionOpen: { icon: 'circle-large-outline' },
  actionDone: { icon: 'pass', color: colorIds.go },
  release: { icon: 'rocket' },
  group: { icon: 'list-unordered' },
  problem: { icon: 'question', color: colorIds.unknown },
};

function treeItem(row: OperationsRow): vscode.TreeItem {
  const { node, children } = row;
  const opened = node.kind === 'incident' || (node.kind === 'release' && node.icon === 'alarmRaised');
  const item = new vscode.TreeItem(
    node.label,
    children.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : opened
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed,
  );
  const { icon, color } = looks[node.icon];
  // The workbench remembers by id what was closed; what now asks for attention opens all the same.
  item.id = opened ? `${row.id}#open` : row.id;
  item.description = node.description;
  item.iconPath =
    color === undefined
      ? new vscode.ThemeIcon(icon)
      : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = node.kind;
  item.accessibilityInformation = { label: node.accessibleLabel };
  if (node.where !== undefined && children.length === 0) {
    item.command = {
      command: 'releaseReadiness.openOperation',
      title: vscode.l10n.t('Open'),
      arguments: [row],
    };
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
