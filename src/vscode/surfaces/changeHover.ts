import * as vscode from 'vscode';
import type { Place } from '../../core/breaking/change.ts';
import type { ChangesSession } from '../changes/changesSession.ts';
import { baseUri, headUri, markedRange, rangeOf } from '../changes/places.ts';
import { nameOf, openChanges, type ChangeTarget } from '../changes/target.ts';

/** Enough of a declaration to recognise it. */
const shownLines = 12;

/** What changed at this place: before, after, and what to do. The problem beside it says what it is, and how old. */
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
  if (change.base !== undefined && result.base.commit !== undefined) {
    const before = await vscode.workspace.openTextDocument(baseUri(result, change.base.path));
    block(
      markdown,
      vscode.l10n.t('Before, in {0}', result.base.name),
      { document: before, place: change.base, told: change.args['before'] },
      document.languageId,
    );
  }
  const removed = change.base !== undefined && /(?:^|-)removed$/.test(change.rule);
  if (change.head !== undefined && !removed)
    block(
      markdown,
      vscode.l10n.t('Now'),
      { document, place: change.head, told: change.args['after'] },
      document.languageId,
    );
  markdown.appendMarkdown('\n\n');
  markdown.appendText(engine.fixOf(change, engine.catalogue));
  const open = link('releaseReadiness.openChange', nameOf(target));
  const explain = link('releaseReadiness.explainChange', change.rule);
  markdown.appendMarkdown(
    `\n\n[${vscode.l10n.t('Compare')}](${open}) \u00b7 [${vscode.l10n.t('Why this breaks')}](${explain})`,
  );
  return markdown;
}

interface Excerpt {
  readonly document: vscode.TextDocument;
  readonly place: Place;
  /** The part that the change is about, white space aside: a signature without its body. */
  readonly told: unknown;
}

function block(
  markdown: vscode.MarkdownString,
  title: string,
  { document, place, told }: Excerpt,
  language: string,
): void {
  const range = document.validateRange(rangeOf(place));
  const whole = new vscode.Range(range.start.line, 0, range.end.line, Number.MAX_SAFE_INTEGER);
  const part = typeof told === 'string' ? startOf(document.getText(range), told) : undefined;
  const lines = (part ?? document.getText(document.validateRange(whole))).split(/\r\n|\n|\r/);
  const shown = lines.length > shownLines ? [...lines.slice(0, shownLines), '\u2026'] : lines;
  if (markdown.value !== '') markdown.appendMarkdown('\n\n');
  markdown.appendText(title);
  markdown.appendCodeblock(shown.join('\n'), language);
}

/** As much of the text as `told` says; undefined where they differ, or differ in nothing. */
function startOf(text: string, told: string): string | undefined {
  let at = 0;
  for (const word of told.split(' ')) {
    while (/\s/.test(text.charAt(at))) at++;
    if (!text.startsWith(word, at)) return undefined;
    at += word.length;
  }
  return at > 0 && /^\s/.test(text.slice(at)) ? text.slice(0, at) : undefined;
}

function link(command: string, argument: unknown): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
