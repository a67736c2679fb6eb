/** Links, submodules and the executable bit: what a comparison of texts leaves out and a commit holds all the same. */
import { lstatSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { blobName, diskPath } from './workTree.ts';
import { pathOfBytes } from './paths.ts';
import { fieldsOf } from './process.ts';

export interface IndexMode {
  readonly path: string;
  readonly id: string;
  /** Six octal digits: `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string;
}

/** Output of `ls-files -z -t --stage`, with or without `--debug`; conflicts and what is not checked out are left out. */
export function readModes(output: Buffer): readonly IndexMode[] {
  return fieldsOf(output).flatMap((field) => {
    const tab = field.lastIndexOf(9);
    const [, tag, mode, id, stage] = shape.exec(field.toString('latin1', 0, Math.max(tab, 0))) ?? [];
    return mode === undefined || id === undefined || stage !== '0' || tag === 'S'
      ? []
      : [{ path: pathOfBytes(field.subarray(tab + 1)), id, mode }];
  });
}

/** What is known of the file before stands in front of the entry. */
const shape = /(?:^|\n)([A-Z]) (\d{6}) ([0-9a-f]{40,64}) ([0-3])$/;

/** Every path that `diff-index -z --raw` without renames names, of whatever kind. */
export function pathsOfRawDiff(output: Buffer): readonly string[] {
  const fields = fieldsOf(output);
  return fields.flatMap((field, index) => (index % 2 === 1 ? [pathOfBytes(field)] : []));
}

/** Whether a link leads elsewhere than the index says, or is none. Where links are files, the text of one is its target. */
export function isOtherLink(root: string, { path, id }: IndexMode): boolean {
  const place = diskPath(root, path);
  const stat = statOf(place);
  if (stat === undefined) return true;
  try {
    const target = stat.isSymbolicLink() ? readlinkSync(place, { encoding: 'buffer' }) : readFileSync(place);
    return blobName(target, id.length === 64 ? 'sha256' : 'sha1') !== id;
  } catch {
    return true;
  }
}

/** Whether a file can be executed and the index says otherwise, or the other way round; a file that is gone is not. */
export function isOtherMode(root: string, { path, mode }: IndexMode): boolean {
  const stat = statOf(diskPath(root, path));
  if (stat === undefined || !stat.isFile()) return false;
  return ((stat.mode & 0o100) !== 0) !== (mode === '100755');
}

function statOf(place: Buffer): Stats | undefined {
  try {
    return lstatSync(place);
  } catch {
    return undefined;
  }
}
