import * as vscode from 'vscode';
import type { FilePort, FileText } from '../../core/ports.ts';
import { listVirtualFiles } from './virtualFiles.ts';

/** Folders that never hold a team's own checklists; a search does not enter them. */
const foldersToSkip = '**/{node_modules,.git,vendor,dist,out,target,.venv}/**';

/** More files than this are not looked at: a checklist is not found among thousands. */
const mostFiles = 2001; // one more than the engine reads, so that it can say so

/** Looked at once, and only where no file has a usual name. */
const anyDocument = '**/*.{md,markdown,yml,yaml}';

export interface WorkspaceFiles extends FilePort {
  /** Files that were found or asked for since the port was made, relative paths: what a later comparison looks at. */
  readonly seen: ReadonlySet<string>;
}

/**
 * Files of a workspace folder. What a person has typed wins over the disk; a
 * document without unsaved changes says what the disk says, but for bytes that
 * are not UTF-8 and for a file that is gone. `file:` folders are read with Node,
 * 12 times faster than through the window; virtual ones through the workspace's
 * file system.
 */
export function workspaceFiles(
  folder: vscode.Uri,
  allowed: (globs: readonly string[]) => readonly string[],
): WorkspaceFiles {
  const seen = new Set<string>();
  return {
    seen,
    async find(scope, globs) {
      // A virtual folder may be a network away: there, only names that are asked for.
      const everything = scope === 'all' && folder.scheme === 'file';
      const found = await listFiles(folder, everything ? [anyDocument] : allowed(globs));
      for (const file of found) seen.add(file);
      return found;
    },
    async read(file) {
      seen.add(file);
      return readWorkspaceFile(vscode.Uri.joinPath(folder, file));
    },
  };
}

/** Files below the folder that the globs name, and open documents: relative paths in order. */
export async function listFiles(folder: vscode.Uri, globs: readonly string[]): Promise<readonly string[]> {
  const found =
    folder.scheme === 'file' ? await searchFiles(folder, globs) : await listVirtualFiles(folder, globs);
  const files = [...found, ...(await openFiles())].flatMap((uri) => relativePath(folder, uri) ?? []);
  return [...new Set(files)].toSorted(byCodeUnit);
}

async function searchFiles(folder: vscode.Uri, globs: readonly string[]): Promise<readonly vscode.Uri[]> {
  const patterns = [...new Set(globs.flatMap(alternatives))];
  if (patterns.length === 0) return [];
  const pattern = new vscode.RelativePattern(folder, joined(patterns));
  return vscode.workspace.findFiles(pattern, foldersToSkip, mostFiles);
}

async function readWorkspaceFile(uri: vscode.Uri): Promise<FileText> {
  const document = openDocument(uri);
  if (document?.isDirty !== true) return fromDisk(uri);
  const text = document.getText();
  return { status: 'read', text, hasByteOrderMark: false, size: Buffer.byteLength(text) };
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}

/** `/` separated path below the folder, or nothing for a file outside it. */
export function relativePath(folder: vscode.Uri, uri: vscode.Uri): string | undefined {
  if (uri.scheme !== folder.scheme || uri.authority !== folder.authority) return undefined;
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}

export function mayHoldChecklist(document: vscode.TextDocument): boolean {
  return document.languageId === 'markdown' || document.languageId === 'yaml';
}

/** Documents stay open for a while after their last editor, even when their file is gone. */
async function openFiles(): Promise<readonly vscode.Uri[]> {
  const documents = vscode.workspace.textDocuments.filter(mayHoldChecklist);
  const there = await Promise.all(documents.map(async ({ uri, isDirty }) => isDirty || (await isFile(uri))));
  return documents.filter((_, index) => there[index] === true).map(({ uri }) => uri);
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return false;
  }
}

async function fromDisk(uri: vscode.Uri): Promise<FileText> {
  const node = await import('../../node/readText.ts');
  if (uri.scheme === 'file') return node.readText(uri.fsPath);
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return node.decodeText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    return { status: 'unreadable', reason: virtualReason(error), detail: '' };
  }
}

function virtualReason(error: unknown): 'missing' | 'denied' | 'notAFile' | 'failed' {
  if (!(error instanceof vscode.FileSystemError)) return 'failed';
  if (error.code === 'FileNotFound') return 'missing';
  if (error.code === 'NoPermissions') return 'denied';
  return error.code === 'FileIsADirectory' ? 'notAFile' : 'failed';
}

/** `a{b,c}` as `ab` and `ac`: the workbench does not read braces inside braces. */
function alternatives(glob: string): readonly string[] {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(glob);
  if (braces === null) return glob.startsWith('!') ? [] : [glob];
  const [, before = '', choices = '', after = ''] = braces;
  return choices.split(',').flatMap((choice) => alternatives(`${before}${choice}${after}`));
}

function joined(patterns: readonly string[]): string {
  const [only] = patterns;
  return patterns.length === 1 && only !== undefined ? only : `{${patterns.join(',')}}`;
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
