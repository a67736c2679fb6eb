import * as vscode from 'vscode';

export function checkOwner(value: string): string | undefined {
  return /^(@|role:)[\w./-]+$/.test(value.trim())
    ? undefined
    : vscode.l10n.t('Write a name as @ana or a role as role:qa.');
}
