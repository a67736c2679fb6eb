/**
 * The files on the disk as a tree. Git itself is never asked to compare with them: that runs the filter
 * programs that a repository names. A file that looks as the index remembers it has the content that the
 * index names; any other one is read and hashed here.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { join, sep } from 'node:path';
import type { Tree, TreeText } from '../../core/breaking/detector.ts';
import { readText } from '../readText.ts';
import type { GitFile, IndexEntry } from './listing.ts';
import { largestObject } from './objects.ts';
import { bytesOfPath } from './paths.ts';

export interface WorkTree {
  readonly tree: Tree;
  /** Every file with the name of its content. */
  readonly files: readonly GitFile[];
}

/** `indexWritten` in milliseconds: a file that is not older may have changed without a trace. */
export function workTree(
  root: string,
  index: readonly IndexEntry[],
  indexWritten: number | undefined,
  readBlob: (id: string) => Promise<TreeText>,
): WorkTree {
  const found = new Map<string, Found>();
  for (const entry of index) {
    const file = look(root, entry, indexWritten ?? 0);
    if (file !== undefined) {
      found.set(entry.path, file);
    }
  }
  const real = realpathSync(root);
  return {
    files: [...found].map(([path, { id }]) => ({ path, id })),
    tree: {
      paths: [...found.keys()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
      has: (path) => found.has(path),
      id: (path) => found.get(path)?.id,
      read: (path) => {
        const file = found.get(path);
        if (file === undefined) {
          return Promise.resolve({ ok: false, reason: 'missing', detail: '' });
        }
        return file.from === 'object' ? readBlob(file.id) : Promise.resolve(readFile(real, path));
      },
    },
  };
}

interface Found {
  readonly id: string;
  /** Where the content is read. */
  readonly from: 'object' | 'disk';
}

function look(root: string, entry: IndexEntry, indexWritten: number): Found | undefined {
  if (entry.kind === 'sparse') {
    return entry.id === undefined ? undefined : { id: entry.id, from: 'object' };
  }
  const place = diskPath(root, entry.path);
  const stat = statOf(place);
  if (stat === undefined) {
    return undefined;
  }
  if (entry.id !== undefined && unchanged(stat, entry, indexWritten)) {
    return { id: entry.id, from: 'object' };
  }
  // Too large to be read is known by its size; equal ids then only say that nothing can be said.
  if (stat.size > BigInt(largestObject)) {
    return { id: `large ${stat.size} ${stat.mtimeNs}`, from: 'disk' };
  }
  const ids = idsOf(place, entry.id?.length === 64 ? 'sha256' : 'sha1');
  const [first] = ids;
  if (first === undefined) {
    return { id: `unread ${entry.path}`, from: 'disk' };
  }
  return entry.id !== undefined && ids.includes(entry.id)
    ? { id: entry.id, from: 'object' }
    : { id: first, from: 'disk' };
}

function unchanged(stat: BigIntStats, { stat: known }: IndexEntry, indexWritten: number): boolean {
  if (known === undefined || Number(stat.mtimeMs) >= indexWritten - 1) {
    return false;
  }
  const seconds = stat.mtimeNs / 1_000_000_000n;
  const sameTime =
    Number(seconds) === known.seconds &&
    (known.nanoseconds === 0 || Number(stat.mtimeNs % 1_000_000_000n) === known.nanoseconds);
  // The index keeps the low 32 bits of a size.
  return sameTime && Number(stat.size & 0xffff_ffffn) === known.size;
}

/** The object names that git may give the content: as it is, and with the line ends of the repository. */
function idsOf(place: Buffer, algorithm: 'sha1' | 'sha256'): readonly string[] {
  try {
    const bytes = readFileSync(place);
    const plain = blobName(bytes, algorithm);
    return bytes.includes('\r\n') ? [plain, blobName(withLineFeeds(bytes), algorithm)] : [plain];
  } catch {
    return [];
  }
}

/** Name that git gives a content. */
export function blobName(bytes: Buffer, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function withLineFeeds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** Regular files only; links are not followed, so that none leads out of the folder. */
function statOf(place: Buffer): BigIntStats | undefined {
  try {
    const stat = lstatSync(place, { bigint: true });
    return stat.isFile() ? stat : undefined;
  } catch {
    return undefined;
  }
}

function readFile(root: string, path: string): TreeText {
  if (/\p{Surrogate}/u.test(path)) {
    return { ok: false, reason: 'failed', detail: 'its name is not UTF-8' };
  }
  const place = join(root, path);
  if (!isInside(root, place)) {
    return { ok: false, reason: 'failed', detail: 'it lies behind a link' };
  }
  const file = readText(place, { maxBytes: largestObject });
  if (file.status === 'read') {
    return file.text.slice(0, 8000).includes('\0')
      ? { ok: false, reason: 'binary', detail: '' }
      : { ok: true, text: file.text };
  }
  const { reason, detail } = file;
  return reason === 'missing' || reason === 'tooLarge' || reason === 'notUtf8'
    ? { ok: false, reason, detail }
    : { ok: false, reason: 'failed', detail: `${reason} ${detail}`.trim() };
}

function isInside(root: string, place: string): boolean {
  try {
    return realpathSync(place).startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
}

/** Bytes of a path on the disk, whatever they mean as text. */
export function diskPath(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}${sep}`), bytesOfPath(path)]);
}
