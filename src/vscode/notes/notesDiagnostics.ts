import * as vscode from 'vscode';
import { fill, type Severity } from '../../core/base/catalog.ts';
import type { NotesFinding } from '../../core/notes/lint/model.ts';
import { diagnosticSource } from '../surfaces/diagnostics.ts';
import type { NotesEngine } from './notesEngine.ts';
import type { KnownNotes, NotesSession } from './notesSession.ts';

/** Typing this close together is looked at once. */
const pauseAfterTyping = 150;

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A diagnostic that knows its finding. */
export class NotesDiagnostic extends vscode.Diagnostic {
  readonly finding: NotesFinding;

  constructor(range: vscode.Range, message: string, finding: NotesFinding) {
    super(range, message, severities[finding.severity]);
    this.finding = finding;
  }
}

/** What `lint-notes` says, for every file of notes that is on the screen. */
export function registerNotesDiagnostics(notes: NotesSession): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('releaseReadiness.notes');
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const shown = new Map(
      vscode.window.visibleTextEditors
        .filter(({ document }) => notes.isNotes(document))
        .map(({ document }) => [document.uri.toString(), document]),
    );
    collection.forEach((uri) => {
      if (!shown.has(uri.toString())) collection.delete(uri);
    });
    for (const document of shown.values()) {
      const known = notes.known(document);
      if (notes.engine !== undefined)
        collection.set(document.uri, found(notes, notes.engine, { document, known }));
      else void notes.load().then(soon);
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(draw, pauseAfterTyping);
  };
  draw();
  return vscode.Disposable.from(
    collection,
    new vscode.Disposable(() => clearTimeout(timer)),
    notes.onDidChange(soon),
    vscode.window.onDidChangeVisibleTextEditors(draw),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (notes.isNotes(document)) soon();
    }),
  );
}

function found(
  notes: NotesSession,
  engine: NotesEngine,
  { document, known }: { readonly document: vscode.TextDocument; readonly known: KnownNotes | undefined },
): readonly NotesDiagnostic[] {
  const { findings } = engine.lintNotes(document.getText(), known?.facts, {
    severities: notes.severitiesOf(document.uri),
  });
  return findings.map((finding) => diagnostic(engine, finding, known));
}

function diagnostic(
  engine: NotesEngine,
  finding: NotesFinding,
  known: KnownNotes | undefined,
): NotesDiagnostic {
  const rule = engine.notesRules[finding.rule];
  const message = [rule.sentence, rule.fix].map((sentence) => fill(sentence, finding.args)).join(' ');
  const isOld = known?.stale === true && rule.needs === 'facts';
  const shown = isOld ? vscode.l10n.t('{0} (as of the last comparison)', message) : message;
  const made = new NotesDiagnostic(rangeOf(finding), shown, finding);
  made.source = diagnosticSource;
  const explain = `command:releaseReadiness.explainChange?${encodeURIComponent(JSON.stringify([finding.rule]))}`;
  made.code = { value: finding.rule, target: vscode.Uri.parse(explain) };
  return made;
}

/** Lines and columns count from 1, those of the editor from 0. */
function rangeOf({ where }: NotesFinding): vscode.Range {
  const { line, column, endLine = line, endColumn = column } = where;
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}
