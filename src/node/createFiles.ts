import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createFile } from './createFile.ts';

export type Creations =
  | { readonly status: 'created' }
  /** Nothing was written, or it is gone again. `file`: the one that stood in the way. */
  | { readonly status: 'exists'; readonly file: string }
  | { readonly status: 'refused'; readonly file: string; readonly detail: string };

/** Writes new files below a folder, all of them or none. Nothing that is there is touched. */
export function createFiles(
  folder: string,
  files: readonly { readonly file: string; readonly text: string }[],
): Creations {
  const written: string[] = [];
  for (const { file, text } of files) {
    const creation = createFile(folder, file, text);
    if (creation.status === 'created') {
      written.push(file);
      continue;
    }
    for (const own of written) unlinkSync(join(folder, own));
    return { ...creation, file };
  }
  return { status: 'created' };
}
