import type { ChangesSession } from '../changes/changesSession.ts';
import type { DashboardAccess } from '../dashboard/register.ts';
import type { Log } from '../log.ts';
import type { NotesSession } from '../notes/notesSession.ts';
import type { Operations } from '../operations/operations.ts';
import type { OperationsView } from '../operations/operationsView.ts';
import type { Session } from '../session.ts';
import type { ChangesView } from '../views/changesView.ts';
import type { ReadinessView } from '../views/readinessView.ts';
import type { TreeChoice } from '../views/treeChoice.ts';

export interface CommandContext {
  readonly session: Session;
  readonly view: ReadinessView;
  readonly changes: ChangesSession;
  readonly changesView: ChangesView;
  readonly notes: NotesSession;
  readonly operations: Operations;
  readonly operationsView: OperationsView;
  readonly metrics: DashboardAccess;
  readonly choice: TreeChoice;
  readonly log: Log;
}

/** Arguments come from menus, key bindings, lenses and other extensions: believe nothing unchecked. */
export type Handler = (context: CommandContext, args: readonly unknown[]) => unknown;
