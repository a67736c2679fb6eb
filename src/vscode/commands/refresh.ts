import * as vscode from 'vscode';
import { viewId } from '../ids.ts';
import type { CommandContext } from './context.ts';

export async function refresh({ session }: CommandContext): Promise<void> {
  await vscode.window.withProgress({ location: { viewId } }, () => session.refresh());
}
