/** Packages: a declaration may move between the files of one. */
import type { Declaration } from './declarations.ts';
import { isInside, keyOf } from './declarations.ts';
import type { Context } from './context.ts';
import { nearestParent, parentAnywhere, reportRenamed } from './context.ts';
import type { ProtoFile } from './model.ts';
import { shortName } from './model.ts';
import { hasOtherName } from './side.ts';
import type { Side } from './side.ts';

export function comparePackages(context: Context, otherPackages: ReadonlySet<string>): void {
  const { base, head, collector } = context;
  const gone = gonePackages(base, head, otherPackages);
  for (const [name, files] of gone) {
    const [first] = files;
    if (first === undefined) continue;
    const renamed = files.every(({ file }) => head.files.has(file.path));
    if (renamed && collector.folds && collector.enabled('protobuf/file-package-changed')) continue;
    const base = first.packageSpot ?? { file: first.file, start: 0, end: 0 };
    const subject = name === '' ? 'no package' : name;
    collector.add({ rule: 'protobuf/package-removed', subject, base });
  }
  const lost = new Set<string>();
  for (const file of base.files.values()) {
    if (gone.has(file.fullName)) continue;
    for (const one of base.declarations.get(file.file.path) ?? []) {
      if (isKept(context, file, one)) continue;
      lost.add(one.fullName);
      if (collector.folds && isInside(one.fullName, lost)) continue;
      reportLost(context, file, one);
    }
  }
}

/** Packages of which no file is left, with the files that they had. */
function gonePackages(
  base: Side,
  head: Side,
  otherPackages: ReadonlySet<string>,
): ReadonlyMap<string, readonly ProtoFile[]> {
  const kept = new Set([...otherPackages, ...[...head.files.values()].map(({ fullName }) => fullName)]);
  const gone = new Map<string, ProtoFile[]>();
  for (const file of base.files.values()) {
    if (kept.has(file.fullName)) continue;
    const files = gone.get(file.fullName);
    if (files === undefined) gone.set(file.fullName, [file]);
    else files.push(file);
  }
  return gone;
}

/** A package of which all files bear the same new name. */
export function packageRenames(
  base: Side,
  head: Side,
  otherPackages: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  return [...gonePackages(base, head, otherPackages)].flatMap(([name, files]) => {
    const names = new Set(files.map(({ file }) => head.files.get(file.path)?.fullName));
    const [to] = names;
    return name === '' || to === undefined || to === '' || names.size > 1 ? [] : [[name, to] as const];
  });
}

function isKept({ head }: Context, { file, fullName: packageName }: ProtoFile, one: Declaration): boolean {
  if (head.declared.has(keyOf(one))) return true;
  if (head.unknown.has(shortName(one.fullName))) return true;
  const after = head.files.get(file.path);
  const top = !one.fullName.slice(packageName.length + 1).includes('.');
  if (after?.broken === true && top) return true;
  const parent = one.fullName.slice(0, Math.max(0, one.fullName.lastIndexOf('.')));
  return head.messages.get(parent)?.some(({ declaration }) => declaration.broken) ?? false;
}

function reportLost(context: Context, file: ProtoFile, one: Declaration): void {
  const { collector, renames } = context;
  const { sort, fullName, spot } = one;
  const to = renames.get(fullName);
  if (to !== undefined && reportRenamed(context, one, to)) return;
  if (sort === 'extension' && collector.folds && hasOtherName(context.base, context.head, one)) return;
  collector.add({
    rule: `protobuf/package-${sort}-removed`,
    subject: fullName,
    base: spot,
    head: parentAnywhere(context, fullName) ?? nearestParent(context, file, fullName),
  });
}
