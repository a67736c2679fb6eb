/** Results of comparisons in a folder that a person named, for the next run of the program. */
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { levels, notAnalysedReasons } from '../core/breaking/change.ts';
import type { CachedResult, ResultCache } from '../core/breaking/cache.ts';
import { errorCode, readText } from './readText.ts';
import { removeStaleTemporaries, temporaryName } from './temporaryFiles.ts';

export interface FolderCache extends ResultCache {
  /** What went wrong so far, each kind once; a cache that fails only costs time. */
  problems(): readonly string[];
}

/**
 * One file for each result, written in one step. `version` names the code that made a result: what another
 * one wrote is not used. A file that is damaged is not used either, and is written anew.
 */
export function folderCache(folder: string, version: string): FolderCache {
  const problems = new Set<string>();
  try {
    fs.mkdirSync(folder, { recursive: true });
    removeStaleTemporaries(fs, folder, 'result');
    removeOldest(folder);
  } catch (error) {
    problems.add(`the folder cannot be used (${errorCode(error)})`);
  }
  const placeOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(`${version}\0${key}`).digest('hex')}.json`);
  return {
    get: (key) => {
      const file = readText(placeOf(key), { maxBytes: largestResult });
      if (file.status !== 'read') {
        if (file.reason !== 'missing') {
          problems.add(`a file cannot be read (${file.reason})`);
        }
        return undefined;
      }
      const result = resultIn(file.text, version, key);
      if (result === undefined) {
        problems.add('a file is damaged');
      }
      return result;
    },
    set: (key, result) => {
      try {
        write(placeOf(key), JSON.stringify({ version, key, ...result }));
      } catch (error) {
        problems.add(`a file cannot be written (${errorCode(error)})`);
      }
    },
    problems: () => [...problems],
  };
}

/** Names the code of the engine by its content: of the bundle, or in development of its sources. */
export function engineVersion(): string {
  const own = import.meta.filename;
  const ending = extname(own);
  const root = ending === '.ts' ? join(dirname(own), '../core') : dirname(own);
  const hash = createHash('sha256');
  const files = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .toSorted();
  for (const name of files) {
    hash.update(`${name}\0`).update(fs.readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}

const largestResult = 64 * 1024 * 1024;
const mostFiles = 5000;

function write(path: string, text: string): void {
  const temporary = join(dirname(path), temporaryName('result', randomBytes(6).toString('hex')));
  try {
    fs.writeFileSync(temporary, text, { flag: 'wx' });
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** What was written longest ago goes first. Only files that look like ours are touched. */
function removeOldest(folder: string): void {
  const names = fs.readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  if (names.length <= mostFiles) {
    return;
  }
  const aged = names.map((name) => {
    const path = join(folder, name);
    return { path, written: fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  for (const { path } of aged.toSorted((a, b) => a.written - b.written).slice(0, -mostFiles)) {
    fs.rmSync(path, { force: true });
  }
}

/** Undefined for anything that `set` did not write. */
function resultIn(text: string, version: string, key: string): CachedResult | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['version'] !== version || value['key'] !== key) {
    return undefined;
  }
  const { dependencies, changes, notAnalysed, whole } = value;
  return isList(dependencies, isDependency) &&
    isList(changes, isChange) &&
    isList(notAnalysed, isNotAnalysed) &&
    (whole === undefined || (Array.isArray(whole) && whole.every(isText)))
    ? ({
        dependencies,
        changes,
        notAnalysed,
        ...(whole === undefined ? {} : { whole }),
      } as unknown as CachedResult)
    : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isDependency({ side, path, id }: Fields): boolean {
  return (side === 'base' || side === 'head') && isText(path) && (id === undefined || isText(id));
}

function isChange({ rule, detector, level, confidence, subject, args, base, head }: Fields): boolean {
  return (
    [rule, detector, confidence, subject].every(isText) &&
    levels.some((known) => known === level) &&
    isRecord(args) &&
    [base, head].every((place) => place === undefined || (isRecord(place) && isPlace(place)))
  );
}

function isPlace({ path, line, column }: Fields): boolean {
  return isText(path) && Number.isInteger(line) && Number.isInteger(column);
}

function isNotAnalysed({ path, reason, detail }: Fields): boolean {
  return isText(path) && isText(detail) && notAnalysedReasons.some((known) => known === reason);
}

function isList(value: unknown, holds: (entry: Fields) => boolean): boolean {
  return Array.isArray(value) && value.every((entry) => isRecord(entry) && holds(entry));
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
