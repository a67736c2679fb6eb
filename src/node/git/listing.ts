/** Reads the lists that git prints: trees, the index, differences, tags, commits. Pure: bytes in, values out. */
import type { ChangedFile } from '../../core/breaking/detector.ts';
import { pathOfBytes } from './paths.ts';
import { fieldsOf } from './process.ts';

/** A file of a tree or of the index. */
export interface GitFile {
  readonly path: string;
  readonly id: string;
}

/** Output of `ls-tree -r -z`. Links and submodules are no files. */
export function readTree(output: Buffer): readonly GitFile[] {
  return fieldsOf(output).flatMap((field) => {
    const tab = field.indexOf(9);
    const [mode, , id] = field.toString('latin1', 0, Math.max(tab, 0)).split(' ');
    return tab > 0 && id !== undefined && isFile(mode)
      ? [{ path: pathOfBytes(field.subarray(tab + 1)), id }]
      : [];
  });
}

export interface IndexEntry {
  readonly path: string;
  /** Absent for a file that git does not know yet. */
  readonly id?: string;
  /** `tracked`: in the index and on the disk; `sparse`: only in the index; `conflict`: not decided; `other`: only on the disk. */
  readonly kind: 'tracked' | 'sparse' | 'conflict' | 'other';
  readonly stat?: IndexStat;
}

/** What the file on the disk looked like when the index was written. */
export interface IndexStat {
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly size: number;
}

/** Output of `ls-files -z -t --stage --debug`, with or without `--others`. */
export function readIndex(output: Buffer): readonly IndexEntry[] {
  const entries: IndexEntry[] = [];
  const conflicts = new Set<string>();
  for (const field of fieldsOf(output)) {
    // What is known of a file stands between the NUL after its path and the next entry.
    const debug = debugShape.exec(field.toString('latin1'));
    const last = entries.at(-1);
    if (debug !== null && last !== undefined) {
      const [seconds, nanoseconds, size] = debug.slice(1).map(Number);
      if (seconds !== undefined && nanoseconds !== undefined && size !== undefined) {
        entries[entries.length - 1] = { ...last, stat: { seconds, nanoseconds, size } };
      }
    }
    const entry = indexEntry(field.subarray(debug?.[0].length ?? 0));
    if (entry === undefined) {
      continue;
    }
    if (entry.kind !== 'conflict') {
      entries.push(entry);
    } else if (!conflicts.has(entry.path)) {
      conflicts.add(entry.path);
      entries.push(entry);
    }
  }
  return entries;
}

const debugShape =
  /^ {2}ctime: \d+:\d+\n {2}mtime: (\d+):(\d+)\n {2}dev: [^\n]*\n {2}uid: [^\n]*\n {2}size: (\d+)\t[^\n]*\n/;

function indexEntry(field: Buffer): IndexEntry | undefined {
  const tag = String.fromCharCode(field[0] ?? 0);
  if (tag === '?') {
    return { path: pathOfBytes(field.subarray(2)), kind: 'other' };
  }
  const tab = field.indexOf(9);
  const [, mode, id, stage] = field.toString('latin1', 0, Math.max(tab, 0)).split(' ');
  if (tab < 0 || id === undefined || !isFile(mode)) {
    return undefined;
  }
  const path = pathOfBytes(field.subarray(tab + 1));
  if (stage !== '0') {
    return { path, kind: 'conflict' };
  }
  return { path, id, kind: tag === 'S' ? 'sparse' : 'tracked' };
}

/** One entry of a raw difference. */
export interface RawChange extends ChangedFile {
  readonly baseId?: string;
  readonly headId?: string;
}

/** Output of `diff-tree -r -z --raw` and `diff-index --cached -r -z --raw`, with renames or without. */
export function readRawDiff(output: Buffer): readonly RawChange[] {
  const fields = fieldsOf(output);
  const changes: RawChange[] = [];
  for (let index = 0; index < fields.length;) {
    const meta = rawShape.exec(fields[index]?.toString('latin1') ?? '')?.groups;
    if (meta === undefined) {
      index++;
      continue;
    }
    const from = fields[index + 1];
    const moved = meta['status'] === 'R' || meta['status'] === 'C';
    const to = moved ? fields[index + 2] : from;
    index += moved ? 3 : 2;
    if (from === undefined || to === undefined) {
      break;
    }
    const base = isFile(meta['oldMode']) && meta['status'] !== 'C' ? pathOfBytes(from) : undefined;
    const head = isFile(meta['newMode']) ? pathOfBytes(to) : undefined;
    if (base !== undefined || head !== undefined) {
      changes.push({
        ...(base === undefined ? {} : { base, baseId: meta['oldId'] ?? '' }),
        ...(head === undefined ? {} : { head, headId: meta['newId'] ?? '' }),
      });
    }
  }
  return changes;
}

const rawShape =
  /^\n?:(?<oldMode>\d{6}) (?<newMode>\d{6}) (?<oldId>[0-9a-f]+) (?<newId>[0-9a-f]+) (?<status>[A-Z])\d*$/;

export interface LoggedCommit {
  readonly id: string;
  readonly paths: readonly string[];
}

/** Output of `log -z --raw --format=%x00%H`. A path always follows its modes, so no path is taken for a commit. */
export function readLog(output: Buffer): readonly LoggedCommit[] {
  const commits: { readonly id: string; readonly paths: string[] }[] = [];
  let isPath = false;
  for (const field of fieldsOf(output)) {
    if (isPath) {
      commits.at(-1)?.paths.push(pathOfBytes(field));
      isPath = false;
      continue;
    }
    const text = field.toString('latin1');
    if (rawShape.test(text)) {
      isPath = true;
    } else if (objectName.test(text)) {
      commits.push({ id: text, paths: [] });
    }
  }
  return commits;
}

export interface GitTag {
  /** Without `refs/tags/`. */
  readonly name: string;
  /** Object name of the commit, peeled. */
  readonly commit: string;
}

/** Output of `for-each-ref` with `tagFormat`. Tags of anything but commits are left out. */
export function readTags(output: Buffer): readonly GitTag[] {
  const tags: GitTag[] = [];
  const fields = fieldsOf(output);
  for (let index = 0; index + 3 < fields.length; index += 4) {
    const [name, id, peeled, type] = fields.slice(index, index + 4);
    // Each record ends with a line end, which opens the next one.
    const path = pathOfBytes(name ?? Buffer.alloc(0)).replace(/^\n/, '');
    const target = peeled === undefined || peeled.length === 0 ? id : peeled;
    if (type?.toString('latin1') === 'commit' && target !== undefined && path.startsWith('refs/tags/')) {
      tags.push({ name: path.slice('refs/tags/'.length), commit: target.toString('latin1') });
    }
  }
  return tags;
}

/** Name, object, peeled object, and the type of whichever of the two is not a tag. */
export const tagFormat =
  '%(refname)%00%(objectname)%00%(*objectname)%00%(if)%(*objecttype)%(then)%(*objecttype)%(else)%(objecttype)%(end)%00';

export const objectName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Regular files; 120000 is a link, 160000 a submodule, 000000 nothing. */
function isFile(mode: string | undefined): boolean {
  return mode !== undefined && mode.startsWith('100');
}
