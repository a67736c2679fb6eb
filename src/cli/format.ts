import { extname } from 'node:path';
import type { UnreadFile } from '../core/report/itemsReport.ts';

/** Which reader a file name asks for; undefined for formats that are not read. */
export function formatOf(file: string): 'markdown' | 'yaml' | undefined {
  if (/\.ya?ml$/i.test(file)) {
    return 'yaml';
  }
  return /\.(?:md|markdown|mdown|mkdn?)$/i.test(file) ? 'markdown' : undefined;
}

export function unsupportedFile(file: string): UnreadFile {
  const kind = extname(file);
  const what = kind === '' ? 'files without an extension' : `${kind} files`;
  return { file, message: `${what} are not read`, fix: 'Name a Markdown (.md) or YAML (.yml) file.' };
}
