import * as vscode from 'vscode';
import type { ChangesSession } from './changesSession.ts';
import { baseFileOf, baseScheme } from './places.ts';

/** Shows files as they were at the base. The content of a commit never changes, so neither does a document. */
export function registerBaseDocuments(changes: ChangesSession): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(baseScheme, {
    async provideTextDocumentContent(uri) {
      const file = baseFileOf(uri);
      // Only repositories that the person has opened and trusts are read, whoever made the name.
      const isKnown = changes.state.some(({ result }) => result !== undefined && result.root === file?.root);
      if (file === undefined || !isKnown || !vscode.workspace.isTrusted) return '';
      const { fileAtCommit } = await import('../../node/git/file.ts');
      const text = await fileAtCommit(file.root, file);
      return text.ok ? text.text : '';
    },
  });
}
