import type * as vscode from 'vscode';
import type { Row } from './rows.ts';

/** Which rows the keyboard means. */
export interface FocusedRows extends vscode.Disposable {
  /**
   * Ids of the focused row, or of the whole selection when the focus is inside it. Undefined when the last two
   * selections do not show it. Forgets them, so that an answer is given once.
   */
  take(): readonly string[] | undefined;
}

/**
 * The API tells the selection only, and arrow keys move the focus alone. So the key binding takes the focused
 * row into the selection and out again, in the window and in one go, before it runs the command: no other key
 * comes between, and both selections have been reported when the command arrives.
 */
export function focusedRows(view: Pick<vscode.TreeView<Row>, 'onDidChangeSelection'>): FocusedRows {
  let seen: readonly (readonly string[])[] = [];
  const listener = view.onDidChangeSelection(({ selection }) => {
    seen = [...seen.slice(-1), selection.map(({ id }) => id)];
  });
  return {
    take() {
      const [during, after] = seen;
      seen = [];
      if (during === undefined || after === undefined) return undefined;
      const [focused, ...others] = [
        ...during.filter((id) => !after.includes(id)),
        ...after.filter((id) => !during.includes(id)),
      ];
      if (focused === undefined || others.length > 0) return undefined;
      return after.includes(focused) ? after : [focused];
    },
    dispose: () => void listener.dispose(),
  };
}
