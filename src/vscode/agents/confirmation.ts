import * as vscode from 'vscode';
import { plainText } from '../../core/base/plainText.ts';

/** What a person is asked before the tool runs. Nothing in it can be a link, an icon or markup. */
export function confirmationOf(input: unknown): vscode.LanguageModelToolConfirmationMessages {
  const message = new vscode.MarkdownString();
  const { file, line, text, action, values } = partsOf(input);
  message.appendText(changeWords(action, values));
  message.appendMarkdown('\n\n');
  message.appendText(plainText(text));
  message.appendMarkdown('\n\n');
  message.appendText(`${plainText(file)}:${line}`);
  return { title: vscode.l10n.t('Change this checklist item?'), message };
}

function changeWords(action: string, values: ReadonlyMap<string, string>): string {
  const value = (name: string): string => plainText(values.get(name) ?? '');
  switch (action) {
    case 'tick':
      return vscode.l10n.t('Tick it');
    case 'untick':
      return vscode.l10n.t('Take its tick away');
    case 'na':
      return vscode.l10n.t('Mark it as not applicable: {0}', value('reason'));
    case 'waive':
      return vscode.l10n.t('Waive it until {0}, by {1}: {2}', value('until'), value('by'), value('reason'));
    case 'block':
      return vscode.l10n.t('Mark it as blocked: {0}', value('reason'));
    case 'assign':
      return vscode.l10n.t('Assign it to {0}', value('owner'));
    case 'due':
      return vscode.l10n.t('Make it due: {0}', value('due'));
    case 'evidence':
      return vscode.l10n.t(
        'Add evidence to it: {0}',
        [value('file'), value('link'), value('at')].filter((one) => one !== '').join(' '),
      );
    default:
      return plainText(action);
  }
}

/** Shown, not believed: the call itself checks what it was given. */
function partsOf(input: unknown): {
  readonly file: string;
  readonly line: string;
  readonly text: string;
  readonly action: string;
  readonly values: ReadonlyMap<string, string>;
} {
  const parts = textsOf(input);
  const inner = typeof input === 'object' && input !== null && 'values' in input ? input.values : undefined;
  const part = (name: string): string => parts.get(name) ?? '';
  return {
    file: part('file'),
    line: part('line'),
    text: part('text'),
    action: part('action'),
    values: textsOf(inner),
  };
}

function textsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([name, one]: readonly [string, unknown]): readonly (readonly [string, string])[] =>
      typeof one === 'string' || typeof one === 'number' ? [[name, String(one)]] : [],
    ),
  );
}
