/** Files that are gone, and declarations that left their file. */
import type { Context } from './context.ts';
import { isSurelyGone, nearestParent, reportRenamed } from './context.ts';
import type { Declaration } from './declarations.ts';
import { isInside, keyOf } from './declarations.ts';
import type { ProtoFile } from './model.ts';
import { shortName } from './model.ts';
import { hasOtherName } from './side.ts';

export function compareGoneFiles(context: Context): void {
  const { base, head, collector } = context;
  for (const [path, file] of base.files) {
    if (head.files.has(path)) continue;
    const spot = file.syntax.spot ?? file.packageSpot ?? { file: file.file, start: 0, end: 0 };
    const home = newHome(file, context);
    const now = home === undefined ? '' : `, and its declarations are in ${home}`;
    collector.add({ rule: 'protobuf/file-removed', subject: path, args: { now }, base: spot });
  }
}

/** The one file in which everything of a file that is gone is declared now. */
function newHome(file: ProtoFile, { base, head }: Context): string | undefined {
  const declared = base.declarations.get(file.file.path) ?? [];
  const homes = new Set(declared.map((one) => head.declared.get(keyOf(one))?.spot.file.path));
  const [home] = homes;
  return homes.size === 1 ? home : undefined;
}

/** A declaration is looked for by its name in its file: that of the package is told elsewhere. */
export function compareGone(context: Context): void {
  for (const [path, file] of context.base.files) {
    const after = context.head.files.get(path);
    if (after === undefined) continue;
    const kept = new Set(
      (context.head.declarations.get(path) ?? []).map(
        (one) => `${one.sort} ${inPackage(after, one.fullName)}`,
      ),
    );
    const gone = new Set<string>();
    for (const one of context.base.declarations.get(path) ?? []) {
      if (kept.has(`${one.sort} ${inPackage(file, one.fullName)}`)) continue;
      if (!isSurelyGone(context, shortName(one.fullName), surroundings(context, after, one.fullName)))
        continue;
      gone.add(one.fullName);
      if (context.collector.folds && isInside(one.fullName, gone) && !isLeftBehind(context, one)) continue;
      report(context, file, one);
    }
  }
}

/** What surrounded it lives on elsewhere, and it does not. */
function isLeftBehind({ head }: Context, { sort, fullName }: Declaration): boolean {
  const parent = fullName.slice(0, fullName.lastIndexOf('.'));
  return head.messages.has(parent) && !head.declared.has(keyOf({ sort, fullName }));
}

function report(context: Context, file: ProtoFile, one: Declaration): void {
  const { sort, fullName, spot } = one;
  const { collector, renames } = context;
  const asked = !collector.folds && collector.enabled(`protobuf/${sort}-removed`);
  const found = { subject: fullName, base: spot, head: nearestParent(context, file, fullName) };
  const to = renames.get(fullName);
  if (to !== undefined && !asked && reportRenamed(context, one, to)) return;
  if (sort === 'extension' && !asked && hasOtherName(context.base, context.head, one)) return;
  const home = context.head.declared.get(keyOf({ sort, fullName }))?.spot.file.path;
  const now = home === undefined ? '' : `, and is in ${home}`;
  collector.add({ rule: `protobuf/${sort}-removed`, ...found, args: { now } });
}

/** What a declaration would be a direct member of. */
function surroundings({ head }: Context, file: ProtoFile, fullName: string): { readonly broken: boolean } {
  const parents = head.messages.get(fullName.slice(0, Math.max(0, fullName.lastIndexOf('.'))));
  return parents?.find((one) => one.file === file)?.declaration ?? file;
}

function inPackage(file: ProtoFile, fullName: string): string {
  return file.fullName === '' ? fullName : fullName.slice(file.fullName.length + 1);
}
