/** What is new, and harms nobody. */
import type { Declaration } from './compareGone.ts';
import { declarationsOf, declaredAt, isInside } from './compareGone.ts';
import type { Context } from './context.ts';
import { shortName } from './model.ts';
import { renamed } from './renames.ts';

export function compareAdded(context: Context): void {
  const { base, head, collector } = context;
  const renames = new Set(context.renames.values());
  const moved = new Map([...context.renames].map(([from, to]) => [to, from]));
  for (const [path, file] of head.files) {
    const added = new Set<string>();
    const found: Declaration[] = [];
    for (const one of declarationsOf(file)) {
      if (renames.has(one.fullName) || isInside(one.fullName, renames)) {
        if (declaredAt(base, one.sort, renamed(moved, one.fullName)) !== undefined) continue;
      }
      if (declaredAt(base, one.sort, one.fullName) !== undefined) continue;
      if (base.unknown.has(shortName(one.fullName)) || base.files.get(path)?.broken === true) continue;
      added.add(one.fullName);
      if (!isInside(one.fullName, added)) found.push(one);
    }
    // A new file is one cause.
    const cause = base.files.has(path) ? undefined : path;
    for (const one of found) {
      collector.add({ rule: `protobuf/${one.sort}-added`, subject: one.fullName, head: one.spot, cause });
    }
  }
}
