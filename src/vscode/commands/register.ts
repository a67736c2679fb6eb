import * as vscode from 'vscode';
import { guarded } from '../failure.ts';
import { commandIds } from '../ids.ts';
import type { CommandContext } from './context.ts';

/** Registers the ids at once; the code behind them loads when the first of them is called. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (...args: readonly unknown[]) =>
        guarded(context.log, async () => (await import('./table.ts')).commandTable[id](context, args)),
      ),
    ),
  );
}
