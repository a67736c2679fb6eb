import type * as vscode from 'vscode';

/** Names that files of release notes have; any other file is one when it has the headings of the form. */
export const notesGlobs = [
  '**/releases/*/notes.md',
  '**/RELEASE_NOTES*.md',
  '**/RELEASE-NOTES*.md',
  '**/*release-notes*.md',
  '**/docs/release-notes/**/*.md',
  '**/CHANGELOG.md',
] as const;

const named =
  /(?:^|\/)(?:releases\/[^/]+\/notes\.md|RELEASE[_-]NOTES[^/]*\.md|[^/]*release-notes[^/]*\.md|docs\/release-notes\/.+\.md|CHANGELOG\.md)$/;

/** `path` is relative to its folder, or whole. */
export function isNamedAsNotes(path: string): boolean {
  return named.test(path);
}

export function isChangelog(uri: vscode.Uri): boolean {
  return uri.path.endsWith('/CHANGELOG.md');
}

/** The version in `releases/<version>/notes.md`, as the folder says it. */
export function versionInPath(uri: vscode.Uri): string | undefined {
  return /\/releases\/v?(\d[^/]*)\/[^/]+\.md$/.exec(uri.path)?.[1];
}

/** Headings of the first lines, without reading what stands below them. */
export function headingsOf(document: vscode.TextDocument): readonly string[] {
  const headings: string[] = [];
  for (let line = 0; line < Math.min(document.lineCount, mostLines); line++) {
    const words = /^ {0,3}#{1,6}\s+(\S.{0,200})$/.exec(document.lineAt(line).text)?.[1];
    if (words !== undefined) headings.push(words);
  }
  return headings;
}

const mostLines = 2000;
