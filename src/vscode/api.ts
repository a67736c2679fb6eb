import type { MarkdownIt } from 'markdown-it';
import type * as vscode from 'vscode';
import type { Readiness } from '../core/readiness/model.ts';
import type { ChangesSession } from './changes/changesSession.ts';
import type { FolderChanges } from './changes/state.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import type { DashboardAccess } from './dashboard/register.ts';
import type { NotesSession } from './notes/notesSession.ts';
import { taskBoxes } from './preview.ts';
import { allReadiness, type Phase, type Session } from './session.ts';
import type { ChangeRow, ChangesView } from './views/changesView.ts';
import type { ReadinessView } from './views/readinessView.ts';
import type { Row } from './views/rows.ts';

/** What `activate` returns: to the built-in Markdown preview, and to other extensions. */
export interface ReleaseReadinessApi {
  extendMarkdownIt(markdown: MarkdownIt): MarkdownIt;
  readonly phase: Phase;
  /** One immutable value for each release of the window. */
  readonly readiness: readonly Readiness[];
  /** What the Readiness view shows at its top level. */
  readonly rows: readonly Row[];
  /** The comparison of each folder with its last release, as far as one has run. */
  readonly changes: readonly FolderChanges[];
  /** What the Changes view shows at its top level. */
  readonly changeRows: readonly ChangeRow[];
  /** The page of metrics, loaded with the first call and closed until it is shown. */
  dashboard(): Promise<Dashboard>;
  readonly onDidChange: vscode.Event<void>;
  /** Told whenever `changes` is another value. */
  readonly onDidChangeChanges: vscode.Event<void>;
  /** Settles when everything that is known to have changed has been read. */
  settled(): Promise<void>;
}

export function publicApi({
  session,
  view,
  changes,
  changesView,
  metrics,
  notes,
  firstReading,
}: {
  readonly session: Session;
  readonly view: ReadinessView;
  readonly changes: ChangesSession;
  readonly changesView: ChangesView;
  readonly metrics: DashboardAccess;
  readonly notes: NotesSession;
  readonly firstReading: Promise<void>;
}): ReleaseReadinessApi {
  return {
    extendMarkdownIt: (markdown) => taskBoxes(markdown, () => session.settings.preview),
    get phase() {
      return session.state.phase;
    },
    get readiness() {
      return allReadiness(session.state);
    },
    get rows() {
      return view.rows.roots;
    },
    get changes() {
      return changes.state;
    },
    get changeRows() {
      return changesView.roots;
    },
    dashboard: () => metrics.dashboard(),
    onDidChange: view.onDidChangeRows,
    onDidChangeChanges: changes.onDidChange,
    async settled() {
      await firstReading;
      await session.settled();
      await changes.settled();
      await notes.settled();
    },
  };
}
