import type { Tree } from '../../detector.ts';
import type { Locate, Spot } from '../facts.ts';
import type { JsonEntry, JsonValue } from '../json.ts';
import { member, stringOf } from '../json.ts';

/** One side of a package: its manifest and the files around it. */
export interface Side {
  readonly root: JsonValue;
  readonly locate: Locate;
  readonly folder: string;
  readonly tree: Tree;
}

export function field(side: Side, key: string): JsonEntry | undefined {
  return member(side.root, key);
}

export function textField(side: Side, key: string): string | undefined {
  return stringOf(field(side, key)?.value);
}

/** The first of some keys that the manifest has, else its start. */
export function spotOf(side: Side, ...keys: readonly string[]): Spot {
  const entry = keys.map((key) => field(side, key)).find((one) => one !== undefined);
  return entry === undefined ? side.locate(side.root.start, side.root.start + 1) : entrySpot(side, entry);
}

export function entrySpot(side: Side, entry: { readonly start: number; readonly end: number }): Spot {
  return side.locate(entry.start, entry.end);
}

/** Whether the tree has the file that a manifest names; extensions may be left out. */
export function hasFile(side: Side, target: string): boolean {
  const path = inFolder(side.folder, target);
  return ['', '.js', '.cjs', '.mjs', '.json', '/index.js'].some((end) => side.tree.has(path + end));
}

/** The declarations that a compiler finds beside a JavaScript file. */
export function hasDeclarations(side: Side, target: string): boolean {
  const path = inFolder(side.folder, target);
  if (/\.d\.[cm]?ts$/.test(path)) return side.tree.has(path);
  const stem = path.replace(/\.([cm]?)jsx?$/, '');
  return ['.d.ts', '.d.mts', '.d.cts', '/index.d.ts', '.ts'].some((end) => side.tree.has(stem + end));
}

/** Whether `files` takes a path in; patterns count by what stands before their first sign. */
export function isPublished(side: Side, target: string): boolean {
  const files = field(side, 'files')?.value;
  if (files?.kind !== 'array' || /^(?:\.\/)?package\.json$/.test(target)) return true;
  const path = target.replace(/^(?:\.\/)+/, '');
  if (textField(side, 'main')?.replace(/^(?:\.\/)+/, '') === path) return true;
  return files.items.some((item) => {
    const pattern = (stringOf(item) ?? '').replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    const plain = pattern.replace(/[*?{[!(].*$/, '');
    if (pattern === '.' || plain !== pattern) return path.startsWith(plain === '.' ? '' : plain);
    return path === pattern || path.startsWith(`${pattern}/`);
  });
}

function inFolder(folder: string, target: string): string {
  const relative = target.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  return folder === '' ? relative : `${folder}/${relative}`;
}
