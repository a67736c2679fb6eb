import type { Log } from '../log.ts';
import type { Session } from '../session.ts';
import type { ReadinessView } from '../views/readinessView.ts';
import type { TreeChoice } from '../views/treeChoice.ts';

export interface CommandContext {
  readonly session: Session;
  readonly view: ReadinessView;
  readonly choice: TreeChoice;
  readonly log: Log;
}

/** Arguments come from menus, key bindings, lenses and other extensions: believe nothing unchecked. */
export type Handler = (context: CommandContext, args: readonly unknown[]) => unknown;
