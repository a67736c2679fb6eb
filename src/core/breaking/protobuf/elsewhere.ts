/** Packages of files that did not change: one of them keeps a package alive. */
import type { Comparison, Unit } from '../detector.ts';
import type { Side } from './side.ts';
import { isProtoPath, moduleFolder } from './units.ts';

const packageLine = /^[^\S\r\n]*package[^\S\r\n]+([\w.]+)[^\S\r\n]*;/m;

/** Only looked for when a package would be gone otherwise. */
export async function packagesElsewhere(
  unit: Unit,
  comparison: Comparison,
  { base, head }: { readonly base: Side; readonly head: Side },
  late: () => string | undefined,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const kept = new Set([...head.files.values()].map(({ fullName }) => fullName));
  const missing = new Set([...base.files.values()].map(({ fullName }) => fullName));
  for (const name of kept) missing.delete(name);
  const [first] = unit.files;
  if (missing.size === 0 || first === undefined) return found;
  const known = new Map<string, string>();
  const folder = moduleFolder(comparison, first.head ?? first.base ?? '', known);
  for (const path of comparison.head.paths) {
    if (missing.size === found.size || late() !== undefined) break;
    if (!isProtoPath(path) || head.files.has(path) || moduleFolder(comparison, path, known) !== folder)
      continue;
    const read = await comparison.head.read(path);
    if (!read.ok) continue;
    const name = packageLine.exec(read.text)?.[1] ?? '';
    if (missing.has(name)) found.add(name);
  }
  return found;
}
