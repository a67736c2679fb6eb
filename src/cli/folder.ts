import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { parseInstant } from '../core/base/instant.ts';
import type { Invocation } from './args.ts';
import type { Host } from './run.ts';

/** The folder that a command works in, absolute; undefined when `--cwd` names none. */
export function workingFolder(invocation: Invocation, host: Host): string | undefined {
  const folder = resolve(host.cwd, invocation.values.cwd ?? '.');
  return isFolder(folder) ? folder : undefined;
}

/** False too for what cannot be looked at: a loop of links, a name that is too long. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

export function noFolderMessage(invocation: Invocation): string {
  return `--cwd ${invocation.values.cwd ?? ''} is not a folder. Name one that exists.\n`;
}

/** The present time, or the one that `--now` fixes. */
export function presentTime(invocation: Invocation, host: Host): number {
  const { now } = invocation.values;
  return (now === undefined ? undefined : parseInstant(now)) ?? host.now();
}

/** How a file that the person named is shown: relative to the folder when it lies inside, else as it was typed. */
export function shownName(folder: string, typed: string): string {
  const inside = relative(folder, resolve(folder, typed));
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? typed : inside.split(sep).join('/');
}
