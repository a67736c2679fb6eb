/** What the comparison of each part needs. */
import type { Collector } from './collector.ts';
import type { Declaration } from './declarations.ts';
import { keyOf } from './declarations.ts';
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

/** The innermost message around a name, in whatever file it is now. */
export function parentAnywhere({ head }: Context, fullName: string): Spot | undefined {
  for (let end = fullName.lastIndexOf('.'); end > 0; end = fullName.lastIndexOf('.', end - 1)) {
    const [parent] = head.messages.get(fullName.slice(0, end)) ?? [];
    if (parent !== undefined) return parent.declaration.spot;
  }
  return undefined;
}

/** Tells a new name. Bytes and JSON stay the same unless a message is packed into `Any`, which nobody can see here. */
export function reportRenamed(
  { collector, head }: Context,
  { sort, fullName, spot }: Declaration,
  to: string,
): boolean {
  if (sort === 'extension') return false;
  // Where names in code do not count.
  const undecided = !collector.enabled('protobuf/enum-renamed');
  collector.add({
    rule: `protobuf/${sort}-renamed`,
    subject: fullName,
    args: { to },
    base: spot,
    head: head.declared.get(keyOf({ sort, fullName: to }))?.spot,
    undecided,
  });
  return true;
}

/** What a file does to all of its declarations is one cause; one that moved to another file has its own. */
export function fileCause(
  before: { readonly file: ProtoFile },
  after: { readonly file: ProtoFile },
): string | undefined {
  const { path } = after.file.file;
  return before.file.file.path === path ? path : undefined;
}
