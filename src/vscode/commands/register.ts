import * as vscode from 'vscode';
import { guarded } from '../failure.ts';
import { commandIds } from '../ids.ts';
import type { CommandContext } from './context.ts';
import { commandTable } from './table.ts';

export function registerCommands(context: CommandContext): vscode.Disposable {
  return vscode.Disposable.from(
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (...args: readonly unknown[]) =>
        guarded(context.log, () => commandTable[id](context, args)),
      ),
    ),
  );
}
