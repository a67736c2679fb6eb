import * as vscode from 'vscode';
import type { Session } from '../session.ts';

const times = ['T-48h', 'T-24h', 'T-1h', 'T+30min', 'T+1h', 'T+24h'] as const;

/** Owners behind `@` and times behind `due`, in files that are read as checklists and nowhere else. */
export function registerChecklistCompletion(session: Session): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems(document, position) {
      if (session.find(document.uri).length === 0) return undefined;
      const before = document.lineAt(position).text.slice(0, position.character);
      if (!/^\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]\s/.test(before)) return undefined;
      const owner = /(?:^|[\s(,])(@[\w-]{0,39})$/.exec(before)?.[1];
      const due = /\bdue ([\w+-]{0,12})$/.exec(before)?.[1];
      const typed = owner ?? due;
      if (typed === undefined) return undefined;
      const range = new vscode.Range(position.translate(0, -typed.length), position);
      const words = owner === undefined ? dueTimes(session, document.uri) : owners(session, document.uri);
      return words.map(([word, detail], rank) => {
        const item = new vscode.CompletionItem(
          { label: word, description: detail },
          vscode.CompletionItemKind.Value,
        );
        item.range = range;
        item.insertText = word;
        item.sortText = String(rank).padStart(4, '0');
        return item;
      });
    },
  };
  return vscode.languages.registerCompletionItemProvider({ language: 'markdown' }, provider, '@', ' ');
}

type Words = readonly (readonly [string, string])[];

function owners(session: Session, uri: vscode.Uri): Words {
  const counts = new Map<string, number>();
  const known = session
    .find(uri)
    .flatMap(({ readiness }) => readiness.sections)
    .flatMap(({ items }) => items);
  for (const { item } of known) {
    for (const owner of item.owners)
      if (owner.startsWith('@')) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  for (const me of session.settings.me) if (me.startsWith('@') && !counts.has(me)) counts.set(me, 0);
  return [...counts]
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([owner, count]) => [owner, vscode.l10n.t('{0} items', count)]);
}

/** Times before and after the release, then the days up to it. */
function dueTimes(session: Session, uri: vscode.Uri): Words {
  const relative: Words = times.map((time) => [time, vscode.l10n.t('from the start of the release')]);
  const starts = session.find(uri).flatMap(({ readiness }) => readiness.plannedStart ?? []);
  const [start] = starts;
  if (start === undefined) return relative;
  const day = new Date(start).toISOString().slice(0, 10);
  return [...relative, [day, vscode.l10n.t('the day of the release')]];
}
