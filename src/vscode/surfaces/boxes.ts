import type * as vscode from 'vscode';
import { changeItems } from '../commands/changeItems.ts';
import type { CommandContext } from '../commands/context.ts';
import { tickChange } from '../commands/stamp.ts';
import { guarded } from '../failure.ts';
import { targetOfRow } from '../target.ts';

/** A click on a box changes one character of the file; the tree follows the file. */
export function registerBoxes(context: CommandContext): vscode.Disposable {
  return context.view.onDidClickBoxes((clicks) => {
    const wanted = new Map(
      clicks.flatMap(({ row, wanted }) => {
        const target = targetOfRow(row);
        return target === undefined ? [] : [[target, wanted] as const];
      }),
    );
    const tick = tickChange(context.session.settings, Date.now());
    void guarded(context.log, () =>
      changeItems(context, [...wanted.keys()], (target) =>
        wanted.get(target) === 'tick' ? tick : { kind: 'untick' },
      ),
    );
  });
}
