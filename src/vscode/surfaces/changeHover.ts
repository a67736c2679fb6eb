import * as vscode from 'vscode';
import type { Place } from '../../core/breaking/change.ts';
import type { ChangesSession } from '../changes/changesSession.ts';
import { baseUri, headUri, markedRange, rangeOf } from '../changes/places.ts';
import { nameOf, openChanges, type ChangeTarget } from '../changes/target.ts';

/** Enough of a declaration to recognise it. */
const shownLines = 12;

/** What changed at this place: before, after, and what to do. */
export function registerChangeHover(changes: ChangesSession): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      async provideHover(document, position) {
        const here = openChanges(changes).filter((target) => isAt(target, document, position));
        if (here.length === 0) return undefined;
        const texts = await Promise.all(here.slice(0, 3).map((target) => text(changes, target, document)));
        return new vscode.Hover(texts);
      },
    },
  );
}

function isAt(
  { change, result }: ChangeTarget,
  document: vscode.TextDocument,
  position: vscode.Position,
): boolean {
  const { head } = change;
  if (head === undefined || headUri(result, head.path).toString() !== document.uri.toString()) return false;
  return document.validateRange(markedRange(head)).contains(position);
}

async function text(
  changes: ChangesSession,
  target: ChangeTarget,
  document: vscode.TextDocument,
): Promise<vscode.MarkdownString> {
  const { engine } = changes;
  const { change, result } = target;
  const markdown = new vscode.MarkdownString();
  // Only these two commands may be called from here, whatever the code says.
  markdown.isTrusted = {
    enabledCommands: ['releaseReadiness.openChange', 'releaseReadiness.explainChange'],
  };
  if (engine === undefined) return markdown;
  markdown.appendText(engine.messageOf(change, engine.catalogue));
  const stale = changes.state.some(
    ({ folder, stale: old }) => old && folder.uri.toString() === target.folder.toString(),
  );
  if (stale) markdown.appendMarkdown(`\n\n_${vscode.l10n.t('As of the last comparison.')}_`);
  if (change.base !== undefined && result.base.commit !== undefined) {
    const before = await vscode.workspace.openTextDocument(baseUri(result, change.base.path));
    block(
      markdown,
      vscode.l10n.t('Before, in {0}', result.base.name),
      before,
      change.base,
      document.languageId,
    );
  }
  const removed = change.base !== undefined && /(?:^|-)removed$/.test(change.rule);
  if (change.head !== undefined && !removed)
    block(markdown, vscode.l10n.t('Now'), document, change.head, document.languageId);
  markdown.appendMarkdown('\n\n');
  markdown.appendText(engine.fixOf(change, engine.catalogue));
  const open = link('releaseReadiness.openChange', nameOf(target));
  const explain = link('releaseReadiness.explainChange', change.rule);
  markdown.appendMarkdown(
    `\n\n[${vscode.l10n.t('Compare')}](${open}) \u00b7 [${vscode.l10n.t('Why this breaks')}](${explain})`,
  );
  return markdown;
}

function block(
  markdown: vscode.MarkdownString,
  title: string,
  document: vscode.TextDocument,
  place: Place,
  language: string,
): void {
  const range = document.validateRange(rangeOf(place));
  const last = Math.min(range.end.line, range.start.line + shownLines - 1);
  const lines: string[] = [];
  for (let line = range.start.line; line <= last; line++) lines.push(document.lineAt(line).text);
  if (last < range.end.line) lines.push('\u2026');
  markdown.appendMarkdown('\n\n');
  markdown.appendText(title);
  markdown.appendCodeblock(lines.join('\n'), language);
}

function link(command: string, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
