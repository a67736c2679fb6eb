import type * as vscode from 'vscode';
import type { DisplayNode } from '../../core/readiness/display.ts';

/** A display node at its place in the view: what the tree is made of. */
export interface Row {
  /** Unique in the view: the node's id, after the folder's name when there are several folders. */
  readonly id: string;
  readonly node: DisplayNode;
  readonly folder: vscode.Uri;
  readonly parent: Row | undefined;
  readonly children: readonly Row[];
}

export interface Rows {
  readonly roots: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
}

export interface FolderNodes {
  readonly folder: vscode.Uri;
  readonly name: string;
  readonly nodes: readonly DisplayNode[];
}

export const noRows: Rows = { roots: [], byId: new Map() };

/** One folder: its releases are the roots. Several: one root for each folder. */
export function buildRows(folders: readonly FolderNodes[]): Rows {
  const byId = new Map<string, Row>();
  const several = folders.length > 1;
  const roots = folders.flatMap(({ folder, name, nodes }) => {
    const prefix = several ? `${folder.toString()}#` : '';
    const place = (node: DisplayNode, parent: Row | undefined): Row => {
      const children: Row[] = [];
      const row: Row = { id: prefix + node.id, node, folder, parent, children };
      for (const child of node.children) children.push(place(child, row));
      byId.set(row.id, row);
      return row;
    };
    return several
      ? [place(folderNode(name, nodes), undefined)]
      : nodes.map((node) => place(node, undefined));
  });
  return { roots, byId };
}

/** The row of the item on a line, else of the nearest group or item above it in the same file. */
export function rowAtLine(rows: Rows, folder: vscode.Uri, file: string, line: number): Row | undefined {
  let nearest: Row | undefined;
  for (const row of rows.byId.values()) {
    const at = placeOf(row);
    if (at === undefined || at.file !== file || row.folder.toString() !== folder.toString()) continue;
    if (row.node.kind !== 'item' && row.node.kind !== 'group') continue;
    if (at.line > line || (nearest !== undefined && at.line <= (placeOf(nearest)?.line ?? 0))) continue;
    nearest = row;
  }
  return nearest;
}

export function placeOf(row: Row): { readonly file: string; readonly line: number } | undefined {
  const { item, where } = row.node;
  if (item !== undefined) return { file: item.ref.file, line: item.line };
  return where?.file === undefined ? undefined : { file: where.file, line: where.line };
}

function folderNode(name: string, nodes: readonly DisplayNode[]): DisplayNode {
  const blocked = nodes.filter((node) => node.verdict === 'noGo' || node.verdict === 'unknown').length;
  return {
    id: 'folder',
    kind: 'group',
    label: name,
    description: blocked === 0 ? '' : `${blocked} not ready`,
    icon: 'file',
    tooltip: [name],
    accessibleLabel: `Folder ${name}, ${nodes.length} entries, ${blocked} not ready`,
    children: nodes,
  };
}
