/** What the comparison of each part needs. */
import type { Collector } from './collector.ts';
import type { ProtoFile, Spot } from './model.ts';
import type { Side } from './side.ts';

export interface Context {
  readonly base: Side;
  readonly head: Side;
  /** New full name by old full name, of declarations and packages that are otherwise the same. */
  readonly renames: ReadonlyMap<string, string>;
  readonly collector: Collector;
}

/** False where the other side may still have it, in a passage that could not be read. */
export function isSurelyGone(
  { head }: Context,
  name: string,
  scope: { readonly broken: boolean } | undefined,
): boolean {
  return scope?.broken !== true && !head.unknown.has(name);
}

export function isSurelyNew(
  { base }: Context,
  name: string,
  scope: { readonly broken: boolean } | undefined,
): boolean {
  return scope?.broken !== true && !base.unknown.has(name);
}

/** The innermost message around a name that is still in the file, else the file. */
export function nearestParent(
  { head }: Context,
  file: ProtoFile,
  fullName: string,
): Spot | string | undefined {
  const { path } = file.file;
  if (!head.files.has(path)) return undefined;
  for (let end = fullName.lastIndexOf('.'); end > 0; end = fullName.lastIndexOf('.', end - 1)) {
    const parent = head.messages.get(fullName.slice(0, end))?.find((one) => one.file.file.path === path);
    if (parent !== undefined) return parent.declaration.spot;
  }
  return path;
}

/** What a file does to all of its declarations is one cause; one that moved to another file has its own. */
export function fileCause(
  before: { readonly file: ProtoFile },
  after: { readonly file: ProtoFile },
): string | undefined {
  const { path } = after.file.file;
  return before.file.file.path === path ? path : undefined;
}
