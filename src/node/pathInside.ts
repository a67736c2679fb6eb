import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { insideOf } from './files.ts';

/**
 * A path that somebody else has named, relative to the folder and `/` separated. Undefined when it leads outside,
 * links followed. One that is not there is judged by the nearest folder above it that is.
 */
export function pathInside(folder: string, given: string): string | undefined {
  const path = resolve(folder, given);
  const below = [folder, realFolder(folder)]
    .map((root) => relative(root, path))
    .find((one) => one !== '' && one !== '..' && !one.startsWith(`..${sep}`) && !isAbsolute(one));
  if (below === undefined) return undefined;
  const inside = insideOf(folder);
  for (let part = path; part !== dirname(part); part = dirname(part)) {
    if (part === resolve(folder)) break;
    if (isThere(part)) return inside(part) ? below.split(sep).join('/') : undefined;
  }
  return below.split(sep).join('/');
}

/** A link that leads nowhere is there, and inside of nothing. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
