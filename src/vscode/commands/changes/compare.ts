import * as vscode from 'vscode';
import { changesViewId } from '../../ids.ts';
import type { CommandContext } from '../context.ts';

/** Compares every folder with its base again. From the palette, the view opens with the answer. */
export async function compare({ changes }: CommandContext): Promise<void> {
  await vscode.commands.executeCommand(`${changesViewId}.focus`);
  await changes.run();
}
