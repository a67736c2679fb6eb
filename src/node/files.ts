/** Which Markdown and YAML files a folder holds, and what is in them. */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { FilePort } from '../core/ports.ts';
import { gitRecords } from './git.ts';
import type { GitOptions } from './git.ts';
import { readText } from './readText.ts';

export interface FilesOptions extends GitOptions {
  /** Files that the person named: read wherever they lie. All others have to lie inside the folder, links followed. */
  readonly named?: readonly string[];
}

export function filePort(folder: string, options: FilesOptions = {}): FilePort {
  const named = new Set(options.named);
  const inside = insideOf(folder);
  return {
    find: async (scope, globs) => {
      const found: string[] = [];
      await listDocuments(folder, (file) => void found.push(file), options);
      found.sort(byCodeUnit);
      const isThere = (file: string): boolean =>
        lstatSync(join(folder, file), { throwIfNoEntry: false }) !== undefined;
      if (scope === 'all') {
        return found.filter(isThere);
      }
      // Globs bring their own package; most runs of the command line never need it.
      const { globMatcher } = await import('../core/base/glob.ts');
      // The index of git names files that are gone until somebody commits that.
      return found.filter(globMatcher(globs)).filter(isThere);
    },
    read: async (file) => {
      const path = resolve(folder, file);
      const text = readText(path);
      return named.has(file) || text.status !== 'read' || inside(path)
        ? text
        : { status: 'unreadable', reason: 'denied', detail: 'it lies outside the folder' };
    },
  };
}

export interface Listing {
  /** `git`: all that git does not ignore; `walk`: all but `node_modules` and `.git`. */
  readonly by: 'git' | 'walk';
  /** What could not be listed, one sentence each: a folder without permission, a damaged index. */
  readonly warnings: readonly string[];
}

/**
 * Visits each Markdown and YAML file below the folder once, in no order: relative, `/` separated.
 * Links count when they lead to a file inside the folder; links to folders are not followed.
 */
export async function listDocuments(
  folder: string,
  visit: (file: string) => void,
  options: GitOptions = {},
): Promise<Listing> {
  const visitOnce = once(visit);
  if (options.trusted !== false) {
    const listing = await listByGit(folder, visitOnce, options);
    if (listing !== undefined) {
      return listing;
    }
  }
  return { by: 'walk', warnings: await walk(folder, visitOnce) };
}

/** Names that may be a checklist. */
export function isDocument(file: string): boolean {
  return /\.(?:md|markdown|mdown|mkdn?|ya?ml)$/i.test(file);
}

export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Two processes at once: the index answers right away, so that reading can begin while the
 * other one still walks the folder for files that are new. Undefined when git cannot answer.
 */
async function listByGit(
  folder: string,
  visit: (file: string) => void,
  options: GitOptions,
): Promise<Listing | undefined> {
  const visitLink = linkVisitor(folder, visit);
  const [tracked, others] = await Promise.all([
    gitRecords(
      folder,
      ['ls-files', '--cached', '--stage', '-z'],
      (record) => {
        if (isDocument(record)) {
          // `MODE OBJECT STAGE<tab>PATH`; the mode of a link is 120000.
          const file = record.slice(record.indexOf('\t') + 1);
          (record.startsWith('120000') ? visitLink : visit)(file);
        }
      },
      options,
    ),
    gitRecords(
      folder,
      ['ls-files', '--others', '--exclude-standard', '-z'],
      (record) => {
        if (isDocument(record)) {
          visitLink(record);
        }
      },
      options,
    ),
  ]);
  if (!tracked.ok || !others.ok) {
    return undefined;
  }
  const said = `${tracked.warnings}\n${others.warnings}`.split('\n').filter((line) => line !== '');
  return { by: 'git', warnings: [...new Set(said)] };
}

/** Own walk for folders without git. Takes turns with other work, as an editor has to stay awake. */
async function walk(folder: string, visit: (file: string) => void): Promise<readonly string[]> {
  const visitLink = linkVisitor(folder, visit);
  const warnings: string[] = [];
  const waiting = [''];
  for (let turn = 1; waiting.length > 0; turn++) {
    const at = waiting.pop() ?? '';
    for (const entry of entriesOf(join(folder, at), at, warnings)) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== '.git') {
          waiting.push(path);
        }
      } else if (isDocument(entry.name)) {
        (entry.isSymbolicLink() ? visitLink : visit)(path);
      }
    }
    if (turn % 64 === 0) {
      await new Promise((resume) => setImmediate(resume));
    }
  }
  return warnings;
}

function entriesOf(path: string, shown: string, warnings: string[]): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
    warnings.push(`could not open folder ${shown === '' ? '.' : shown}: ${code}`);
    return [];
  }
}

/** Visits files as they are, and links only when they lead to a file inside the folder. */
function linkVisitor(folder: string, visit: (file: string) => void): (file: string) => void {
  const inside = insideOf(folder);
  return (file) => {
    const path = join(folder, file);
    if (inside(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true) {
      visit(file);
    }
  };
}

/** Whether a path, links followed, lies in the folder; a path that is not there does not. */
export function insideOf(folder: string): (path: string) => boolean {
  let root: string | undefined;
  return (path) => {
    try {
      root ??= realpathSync(folder);
      const real = realpathSync(path);
      return real.startsWith(root.endsWith(sep) ? root : root + sep);
    } catch {
      return false;
    }
  };
}

function once(visit: (file: string) => void): (file: string) => void {
  const visited = new Set<string>();
  return (file) => {
    if (!visited.has(file)) {
      visited.add(file);
      visit(file);
    }
  };
}
