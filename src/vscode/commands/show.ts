import * as vscode from 'vscode';
import { viewId } from '../ids.ts';

export async function show(): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
}
