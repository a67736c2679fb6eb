import * as vscode from 'vscode';
import type { GitState } from '../../core/ports.ts';
import { headline, verdictLabel } from '../headline.ts';
import { contextKeys, viewId } from '../ids.ts';
import type { FolderState } from '../assessedFolder.ts';
import { allReadiness, type Session } from '../session.ts';
import { focusedRows } from './focusedRows.ts';
import { buildRows, noRows, type FolderNodes, type Row, type Rows } from './rows.ts';
import { sameNodes } from './sameNodes.ts';
import type { TreeChoice } from './treeChoice.ts';
import { tooltip, treeItem } from './treeItem.ts';
import { viewNodes } from './viewNodes.ts';

/** What commands may ask of the view. */
export interface ReadinessView extends vscode.Disposable {
  readonly rows: Rows;
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidChangeRows: vscode.Event<void>;
  /** What the keyboard means, see `FocusedRows`: rows as they are now. */
  takeFocused(): readonly Row[] | undefined;
  /** Boxes that a person clicked; what is shown stays until the file has changed. */
  readonly onDidClickBoxes: vscode.Event<readonly BoxClick[]>;
  reveal(row: Row, options: { readonly focus: boolean }): Thenable<void>;
  /** Shows what the files say again, after a click that changed nothing. */
  redraw(): void;
}

export interface BoxClick {
  readonly row: Row;
  readonly wanted: 'tick' | 'untick';
}

export function registerReadinessView(session: Session, choice: TreeChoice): ReadinessView {
  const drawn = new vscode.EventEmitter<void>();
  const rowsChanged = new vscode.EventEmitter<void>();
  const clicked = new vscode.EventEmitter<readonly BoxClick[]>();
  let rows = noRows;
  const view = vscode.window.createTreeView<Row>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: drawn.event,
      getChildren: (row) => [...(row === undefined ? rows.roots : row.children)],
      getParent: (row) => row.parent,
      getTreeItem: treeItem,
      resolveTreeItem(item, row) {
        const text = tooltip(row);
        if (text !== undefined) item.tooltip = text;
        return item;
      },
    },
    canSelectMany: true,
    showCollapseAll: true,
    // The files say what is ticked. Left to itself the tree would untick parents and report that as a click.
    manageCheckboxStateManually: true,
  });

  const focused = focusedRows(view);

  let shown: readonly FolderNodes[] | undefined;
  const draw = (): void => {
    const nodes = nodesOf(session, choice);
    describe(view, session, choice);
    // VS Code forgets every row while it draws, and loses clicks meanwhile: not for what is there already.
    if (shown === undefined || !sameNodes(nodes, shown)) {
      shown = nodes;
      rows = buildRows(nodes);
      drawn.fire();
    }
    rowsChanged.fire();
  };
  draw();

  const life = vscode.Disposable.from(
    view,
    focused,
    drawn,
    rowsChanged,
    clicked,
    session.onDidChange(draw),
    choice.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(() => describe(view, session, choice)),
    view.onDidChangeCheckboxState(({ items }) => {
      clicked.fire(
        items.map(([row, state]) => ({
          row,
          wanted: state === vscode.TreeItemCheckboxState.Checked ? 'tick' : 'untick',
        })),
      );
    }),
  );

  return {
    get rows() {
      return rows;
    },
    get visible() {
      return view.visible;
    },
    takeFocused: () => focused.take()?.flatMap((id) => rows.byId.get(id) ?? []),
    onDidChangeVisibility: view.onDidChangeVisibility,
    onDidChangeRows: rowsChanged.event,
    onDidClickBoxes: clicked.event,
    reveal: (row, { focus }) => view.reveal(row, { select: true, focus, expand: true }),
    redraw: () => drawn.fire(),
    dispose: () => life.dispose(),
  };
}

function nodesOf(session: Session, choice: TreeChoice): readonly FolderNodes[] {
  const { engine, folders } = session.state;
  if (engine === undefined) return [];
  const { me } = session.settings;
  return folders.map((state) => ({
    folder: state.folder.uri,
    name: state.folder.name,
    nodes: viewNodes(engine, state, { ...choice.value, me }),
  }));
}

function describe(view: vscode.TreeView<Row>, session: Session, choice: TreeChoice): void {
  const { phase, folders } = session.state;
  const readiness = headline(session);
  const { filter } = choice.value;
  const filtered = filter === 'all' ? [] : [vscode.l10n.t('filter: {0}', filter)];
  view.description =
    readiness === undefined
      ? ''
      : [readiness.name, verdictLabel(readiness.verdict), ...filtered].join(' \u00b7 ');
  setMessage(
    view,
    folders.map(messageOf).find((message) => message !== undefined),
  );
  setBadge(view, session);
  void vscode.commands.executeCommand('setContext', contextKeys.state, phase);
}

function setMessage(view: vscode.TreeView<Row>, message: string | undefined): void {
  // Assigning `undefined` is how the API clears it, though its type does not say so.
  Object.assign(view, { message });
}

function setBadge(view: vscode.TreeView<Row>, session: Session): void {
  const all = allReadiness(session.state);
  const value = all.reduce((sum, readiness) => sum + readiness.blocking, 0);
  view.badge =
    session.settings.badge && value > 0
      ? {
          value,
          tooltip:
            all.length === 1 && all[0] !== undefined
              ? vscode.l10n.t('{0} items block {1}', value, all[0].name)
              : vscode.l10n.t('{0} items block {1} releases', value, all.length),
        }
      : undefined;
}

function messageOf(state: FolderState): string | undefined {
  if (state.failed)
    return vscode.l10n.t('The last reading broke off; what is shown may be old. See the log.');
  const git = state.assessment?.git.state;
  return git === undefined ? undefined : gitMessages()[git];
}

function gitMessages(): Readonly<Partial<Record<GitState['state'], string>>> {
  return {
    untrusted: vscode.l10n.t('Restricted Mode: checklists are read, git checks are off.'),
    gitMissing: vscode.l10n.t('Git was not found: checks that compare revisions are off.'),
    damaged: vscode.l10n.t('Git cannot read this repository: checks that compare revisions are off.'),
    dubiousOwner: vscode.l10n.t('Git does not trust the owner of this folder: git checks are off.'),
  };
}
