import { extname, resolve } from 'node:path';
import type { UnreadFile } from '../core/report/itemsReport.ts';
import { isFolder } from './folder.ts';

/** Which reader a file name asks for; undefined for formats that are not read. */
export function formatOf(file: string): 'markdown' | 'yaml' | undefined {
  if (/\.ya?ml$/i.test(file)) {
    return 'yaml';
  }
  return /\.(?:md|markdown|mdown|mkdn?)$/i.test(file) ? 'markdown' : undefined;
}

/** Why a path of no known format is not read; `folder` is what it is relative to. */
export function unsupportedFile(folder: string, file: string): UnreadFile {
  if (isFolder(resolve(folder, file))) {
    return { file, message: 'it is a folder', fix: `Name a file, or work in the folder: --cwd ${file}` };
  }
  const kind = extname(file);
  const what = kind === '' ? 'files without an extension' : `${kind} files`;
  return { file, message: `${what} are not read`, fix: 'Name a Markdown (.md) or YAML (.yml) file.' };
}
