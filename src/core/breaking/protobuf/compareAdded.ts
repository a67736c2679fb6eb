/** What is new, and harms nobody. */
import type { Declaration } from './declarations.ts';
import { isInside, keyOf } from './declarations.ts';
import type { Context } from './context.ts';
import { shortName } from './model.ts';
import { hasOtherName } from './side.ts';
import { renamed } from './renames.ts';

export function compareAdded(context: Context): void {
  const { base, head, collector } = context;
  const renames = new Set(context.renames.values());
  const moved = new Map([...context.renames].map(([from, to]) => [to, from]));
  for (const path of head.files.keys()) {
    const added = new Set<string>();
    const found: Declaration[] = [];
    for (const one of head.declarations.get(path) ?? []) {
      if (renames.has(one.fullName) || isInside(one.fullName, renames)) {
        if (base.declared.has(keyOf({ ...one, fullName: renamed(moved, one.fullName) }))) continue;
      }
      if (base.declared.has(keyOf(one)) || hasOtherName(head, base, one)) continue;
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
