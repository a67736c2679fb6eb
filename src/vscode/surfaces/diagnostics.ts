import * as vscode from 'vscode';
import { fill, type Severity } from '../../core/base/catalog.ts';
import type { ChecklistFinding } from '../../core/checklist/model.ts';
import type { Engine } from '../engine.ts';
import { readinessOf, type Session } from '../session.ts';

export const diagnosticSource = 'Release Readiness';

/** Hints and notes stay out of the Problems view: only what a person should mend is there. */
const severities: Readonly<Partial<Record<Severity, vscode.DiagnosticSeverity>>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
};

export function registerDiagnostics(session: Session): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('releaseReadiness');
  let shown = new Set<string>();
  const draw = (): void => {
    const found = diagnosticsByFile(session);
    for (const file of shown) {
      if (!found.has(file)) collection.delete(vscode.Uri.parse(file));
    }
    for (const [file, diagnostics] of found) collection.set(vscode.Uri.parse(file), diagnostics);
    shown = new Set(found.keys());
  };
  draw();
  return vscode.Disposable.from(collection, session.onDidChange(draw));
}

function diagnosticsByFile(session: Session): ReadonlyMap<string, vscode.Diagnostic[]> {
  const { engine, folders } = session.state;
  const byFile = new Map<string, vscode.Diagnostic[]>();
  if (engine === undefined) return byFile;
  for (const state of folders) {
    for (const source of readinessOf(state).flatMap(({ sources }) => sources)) {
      const uri = vscode.Uri.joinPath(state.folder.uri, source.file).toString();
      if (source.status !== 'read' || byFile.has(uri)) continue;
      byFile.set(
        uri,
        source.findings.flatMap((finding) => diagnostic(engine, finding) ?? []),
      );
    }
  }
  return byFile;
}

function diagnostic(engine: Engine, finding: ChecklistFinding): vscode.Diagnostic | undefined {
  const entry = engine.checklistCatalog[finding.code];
  const severity = severities[entry.severity];
  if (severity === undefined) return undefined;
  const message = [entry.sentence, entry.fix].map((sentence) => fill(sentence, finding.args)).join(' ');
  const result = new vscode.Diagnostic(rangeOf(finding), message, severity);
  result.source = diagnosticSource;
  result.code = finding.code;
  return result;
}

/** Without an end the whole rest of the line is meant: the editor cuts it to what is there. */
function rangeOf({ where }: ChecklistFinding): vscode.Range {
  const { line, column, endLine = line, endColumn = Number.MAX_SAFE_INTEGER } = where;
  return new vscode.Range(
    line - 1,
    column - 1,
    endLine - 1,
    endColumn === Number.MAX_SAFE_INTEGER ? 10_000 : endColumn - 1,
  );
}
