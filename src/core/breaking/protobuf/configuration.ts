/** What `buf.yaml` says about breaking changes: rules that are on or off, and files that are left out. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { NotAnalysed } from '../change.ts';
import type { Comparison, Unit } from '../detector.ts';
import { folderOf } from './units.ts';

export interface Configuration {
  readonly use: readonly string[] | undefined;
  readonly except: readonly string[];
  /** Paths of files and folders, from the root of the comparison. */
  readonly ignore: readonly string[];
  readonly ignoreUnstable: boolean;
  /** The same for one rule or category. */
  readonly ignoreOnly: readonly (readonly [string, readonly string[]])[];
}

export interface Configurations {
  /** Where it is written. */
  readonly path: string;
  readonly whole: Configuration | undefined;
  /** Modules with words of their own, by folder. */
  readonly modules: readonly (readonly [folder: string, configuration: Configuration])[];
}

/** The nearest `buf.yaml` above the files of the unit, as it is now or else as it was. */
export async function readConfigurations(
  unit: Unit,
  { base, head }: Comparison,
  notAnalysed: NotAnalysed[],
): Promise<Configurations | undefined> {
  const [first] = unit.files;
  for (let folder = folderOf(first?.head ?? first?.base ?? ''); ; folder = folderOf(folder)) {
    const path = joined(folder, 'buf.yaml');
    const tree = head.has(path) ? head : base.has(path) ? base : undefined;
    if (tree !== undefined) {
      const read = await tree.read(path);
      if (read.ok) return configurationsOf(read.text, path, folder, notAnalysed);
      notAnalysed.push({ path, reason: read.reason, detail: read.detail });
      return undefined;
    }
    if (folder === '') return undefined;
  }
}

export function isBelow(path: string, folder: string): boolean {
  const clean = folder.replace(/\/$/, '');
  return clean === '' || path === clean || path.startsWith(`${clean}/`);
}

function configurationsOf(
  text: string,
  path: string,
  folder: string,
  notAnalysed: NotAnalysed[],
): Configurations | undefined {
  const { contents, errors } = parseDocument(text, { logLevel: 'silent' });
  const [error] = errors;
  if (error !== undefined) {
    const [line = 1, column = 1] = error.linePos?.map(({ line, col }) => [line, col] as const)[0] ?? [];
    notAnalysed.push({ path, reason: 'syntax', detail: `${line}:${column}` });
    return undefined;
  }
  if (!isMap(contents)) return undefined;
  const modules = contents.get('modules');
  return {
    path,
    whole: configurationOf(contents.get('breaking'), folder),
    modules: itemsOf(modules).flatMap((module) => {
      if (!isMap(module)) return [];
      const own = configurationOf(module.get('breaking'), folder);
      const where: unknown = module.get('path');
      return own === undefined || typeof where !== 'string' ? [] : [[joined(folder, where), own] as const];
    }),
  };
}

function configurationOf(breaking: unknown, folder: string): Configuration | undefined {
  if (!isMap(breaking)) return undefined;
  const pathsOf = (node: unknown): readonly string[] => listOf(node).map((path) => joined(folder, path));
  const use = listOf(breaking.get('use'));
  const only = breaking.get('ignore_only');
  return {
    use: use.length === 0 ? undefined : use,
    except: listOf(breaking.get('except')),
    ignore: pathsOf(breaking.get('ignore')),
    ignoreUnstable: breaking.get('ignore_unstable_packages') === true,
    ignoreOnly: isMap(only)
      ? only.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', pathsOf(value)] as const)
      : [],
  };
}

function itemsOf(node: unknown): readonly unknown[] {
  return isSeq(node) ? node.items : [];
}

function listOf(node: unknown): readonly string[] {
  return itemsOf(node).flatMap((item) =>
    isScalar(item) && typeof item.value === 'string' ? [item.value] : [],
  );
}

/** A path beside `buf.yaml`, as the comparison names it. */
function joined(folder: string, path: string): string {
  const clean = path.replace(/^\.\/?/, '').replace(/\/$/, '');
  if (folder === '') return clean;
  return clean === '' ? folder : `${folder}/${clean}`;
}
