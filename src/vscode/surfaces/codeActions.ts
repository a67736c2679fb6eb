import * as vscode from 'vscode';
import { nearMissReasons } from '../../core/checklist/blocks.ts';
import type { ChecklistFinding } from '../../core/checklist/model.ts';
import { mendBox } from '../../core/checklist/mendBox.ts';
import type { Session } from '../session.ts';
import { diagnosticSource } from './diagnostics.ts';

/** Fixes that need one edit and no thought; everything else is left to the person. */
export function registerCodeActions(session: Session): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, { diagnostics }) {
      const near = findingsOf(session, document).filter(
        ({ where }) => range.start.line <= where.line - 1 && where.line - 1 <= range.end.line,
      );
      return [
        ...near.flatMap((finding) => fix(document, finding, diagnostics) ?? []),
        ...(near.some(({ code }) => code === 'conflictMarker') ? [mergeAction(document, diagnostics)] : []),
      ];
    },
  };
  const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const selector = [{ language: 'markdown' }, { language: 'yaml' }];
  return vscode.languages.registerCodeActionsProvider(selector, provider, metadata);
}

function findingsOf(session: Session, document: vscode.TextDocument): readonly ChecklistFinding[] {
  const [first] = session.find(document.uri);
  const source = first?.readiness.sources.find(({ file }) => file === first.file);
  return source?.status === 'read' ? source.findings : [];
}

function fix(
  document: vscode.TextDocument,
  finding: ChecklistFinding,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction | undefined {
  const mended = finding.code === 'mojibake' ? mendWords(document, finding) : mendNearMiss(document, finding);
  if (mended === undefined) return undefined;
  const action = new vscode.CodeAction(mended.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, mended.range, mended.newText);
  action.isPreferred = true;
  action.diagnostics = diagnostics.filter(
    ({ source, code, range }) =>
      source === diagnosticSource && code === finding.code && range.start.line === finding.where.line - 1,
  );
  return action;
}

/** For the whole file: markers stand for nothing one by one. */
function mergeAction(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction {
  const title = vscode.l10n.t('Merge the conflict item by item');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: 'releaseReadiness.mergeConflict', title, arguments: [document.uri] };
  action.diagnostics = diagnostics.filter(
    ({ source, code }) => source === diagnosticSource && code === 'conflictMarker',
  );
  return action;
}

interface Mended {
  readonly title: string;
  readonly range: vscode.Range;
  readonly newText: string;
}

function mendNearMiss(
  document: vscode.TextDocument,
  { code, args, where }: ChecklistFinding,
): Mended | undefined {
  const why = nearMissReasons.find((reason) => reason === args.why);
  if (code !== 'nearMiss' || why === undefined || where.line > document.lineCount) return undefined;
  const line = where.line - 1;
  const edit = mendBox(document.lineAt(line).text, { why, column: where.column });
  if (edit === undefined) return undefined;
  return {
    title: vscode.l10n.t('Mend the check box'),
    range: new vscode.Range(line, edit.start, line, edit.end),
    newText: edit.newText,
  };
}

function mendWords(document: vscode.TextDocument, { args, where }: ChecklistFinding): Mended | undefined {
  const { from, to } = args;
  if (typeof from !== 'string' || typeof to !== 'string' || where.line > document.lineCount) return undefined;
  const start = new vscode.Position(where.line - 1, where.column - 1);
  const range = new vscode.Range(start, start.translate(0, from.length));
  if (document.getText(range) !== from) return undefined;
  return { title: vscode.l10n.t('Mend the broken characters'), range, newText: to };
}
