import * as vscode from 'vscode';
import type { IconName } from '../../core/readiness/display.ts';
import { colorIds } from '../ids.ts';
import type { Row } from './rows.ts';

interface Look {
  readonly icon: string;
  readonly color?: string;
}

const looks: Readonly<Record<IconName, Look>> = {
  go: { icon: 'pass-filled', color: colorIds.go },
  conditionalGo: { icon: 'warning', color: colorIds.conditionalGo },
  noGo: { icon: 'error', color: colorIds.noGo },
  unknown: { icon: 'question', color: colorIds.unknown },
  area: { icon: 'checklist' },
  stage: { icon: 'rocket' },
  section: { icon: 'list-unordered' },
  file: { icon: 'markdown' },
  todo: { icon: 'circle-large-outline' },
  doing: { icon: 'sync' },
  blocked: { icon: 'circle-slash', color: colorIds.noGo },
  failed: { icon: 'error', color: colorIds.noGo },
  done: { icon: 'pass', color: colorIds.go },
  notApplicable: { icon: 'dash', color: colorIds.muted },
  waived: { icon: 'law', color: colorIds.conditionalGo },
  undecided: { icon: 'question', color: colorIds.unknown },
  overdue: { icon: 'clock', color: colorIds.noGo },
  alarm: { icon: 'bell', color: colorIds.noGo },
  reason: { icon: 'info' },
  detail: { icon: 'note' },
  problem: { icon: 'warning', color: colorIds.conditionalGo },
};

export function treeItem(row: Row): vscode.TreeItem {
  const { node } = row;
  const item = new vscode.TreeItem(node.label, collapsibleState(row));
  item.id = row.id;
  item.description = node.description;
  item.contextValue = contextValue(row);
  item.accessibilityInformation = { label: node.accessibleLabel };
  // A box says done or open already; an icon beside it only when there is more to say.
  if (node.check === undefined || node.item === undefined || !['todo', 'done'].includes(node.icon)) {
    item.iconPath = themeIcon(node.icon);
  }
  if (node.item !== undefined && node.check !== undefined) item.checkboxState = box(row, node.check);
  if (row.node.item !== undefined || node.where !== undefined) {
    item.command = { command: 'releaseReadiness.open', title: vscode.l10n.t('Open'), arguments: [row] };
  }
  return item;
}

/** The tooltip as escaped text: nothing in a file becomes a link, a command or an icon. */
export function tooltip(row: Row): vscode.MarkdownString | undefined {
  if (row.node.tooltip.length === 0) return undefined;
  const markdown = new vscode.MarkdownString();
  row.node.tooltip.forEach((line, index) => {
    if (index > 0) markdown.appendMarkdown('\n\n');
    markdown.appendText(line);
  });
  return markdown;
}

export function themeIcon(name: IconName): vscode.ThemeIcon {
  const { icon, color } = looks[name];
  return color === undefined
    ? new vscode.ThemeIcon(icon)
    : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

function box(row: Row, check: 'checked' | 'unchecked'): NonNullable<vscode.TreeItem['checkboxState']> {
  return {
    state:
      check === 'checked' ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: check === 'checked' ? vscode.l10n.t('Done. Untick.') : vscode.l10n.t('Open. Tick.'),
    accessibilityInformation: { label: row.node.label, role: 'checkbox' },
  };
}

function collapsibleState(row: Row): vscode.TreeItemCollapsibleState {
  if (row.children.length === 0) return vscode.TreeItemCollapsibleState.None;
  // Headings around other headings are open, so that all areas and stages are seen at once.
  const holdsGroups = row.node.kind === 'group' && row.children.some(({ node }) => node.kind === 'group');
  return row.node.kind === 'release' || row.node.id === 'folder' || holdsGroups
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}

/** The group of files that are not used. */
const leftOutId = 'left-out';

/** Words that `viewItem =~ /\bword\b/` in the manifest asks for. */
function contextValue(row: Row): string {
  const { node } = row;
  const words: string[] = [row.parent?.node.id === leftOutId ? 'leftOut' : node.kind];
  if (node.item !== undefined) words.push(node.check === 'checked' ? 'ticked' : 'open');
  if (node.item !== undefined || node.where !== undefined) words.push('place');
  return words.join(' ');
}
