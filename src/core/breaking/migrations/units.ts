/** Which changed files are migrations, by the folders and names that `facts` knows. */
import { isSnapshot, isWayBack } from '../../facts/migrationKinds.ts';
import { pathClasses, pathOf } from '../../facts/paths.ts';
import type { ChangedFile, Comparison, Unit } from '../detector.ts';

export const detectorId = 'migrations';

/** Written and run elsewhere. */
const foreign = /(?:^|\/)(?:vendor|third_party|dist|build)\//i;
const says = pathClasses();
const readable = /\.(?:sql|rb)$/i;

/**
 * One unit for each folder of migrations, because a later one may undo what an earlier one of the same
 * release did. A file that may be a migration, and one that is written in another language, is a unit of its own.
 */
export function migrationUnits({ changed }: Comparison): readonly Unit[] {
  const groups = new Map<string, ChangedFile[]>();
  const single: Unit[] = [];
  const snapshots: ChangedFile[] = [];
  for (const file of changed) {
    const path = pathOf(file);
    const word = foreign.test(path) ? 'no' : says(path, 'migrations');
    if (word === 'no') continue;
    if (isSnapshot(path)) snapshots.push(file);
    else if (isMigrationPath(path)) {
      const folder = folderOf(path);
      const group = groups.get(folder);
      if (group === undefined) groups.set(folder, [file]);
      else group.push(file);
    } else if (word === 'yes' || readable.test(path))
      single.push({ detector: detectorId, path, files: [file], only: 'a part' });
  }
  const units = [...groups].map(([folder, files]): Unit => ({
    detector: detectorId,
    path: unitPath(folder, files),
    files,
  }));
  return [...withSnapshots(units, snapshots), ...single];
}

/** The folder that holds all migrations: of `migrations/0001_start/migration.sql` the first. */
export function folderOf(path: string): string {
  const named = /^(?:.*\/)?(?:migrations?|migrate|versions|flyway|liquibase|changelogs?)(?=\/)/i.exec(path);
  return named?.[0] ?? path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function unitPath(folder: string, files: readonly ChangedFile[]): string {
  const [only] = files;
  return files.length === 1 && only !== undefined ? pathOf(only) : folder === '' ? '.' : folder;
}

export function isMigrationPath(path: string): boolean {
  return readable.test(path) && !foreign.test(path) && says(path, 'migrations') === 'yes';
}

/** A picture of the tables changes with the migrations beside it, which say how. Alone it says nothing that is read. */
function withSnapshots(units: readonly Unit[], snapshots: readonly ChangedFile[]): readonly Unit[] {
  const homes = new Map(snapshots.map((file) => [file, nearest(units, pathOf(file))]));
  return units.map((unit) => ({
    ...unit,
    files: [...unit.files, ...snapshots.filter((file) => homes.get(file) === unit)],
  }));
}

function nearest(units: readonly Unit[], path: string): Unit | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return units.find(({ files }) =>
    files.some((file) => file.base === undefined && pathOf(file).startsWith(folder)),
  );
}

/** What a tool knows a migration by: the number at its start, or its name. */
export function versionOf(path: string): string {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const own = /^migration\.sql$|^(?:up|down)\.sql$/i.test(name) ? (parts.at(-2) ?? name) : name;
  return /^[VU]?\d[\d._-]*/i.exec(own)?.[0].replace(/[._-]+$/, '') ?? own;
}

/** In the order in which they are run: numbers as numbers. */
export function inRunningOrder(files: readonly ChangedFile[]): readonly ChangedFile[] {
  return files.toSorted((a, b) => comparePaths(pathOf(a), pathOf(b)));
}

function comparePaths(a: string, b: string): number {
  const [one, other] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const [left = '', right = ''] = [one[index], other[index]];
    if (left === right) continue;
    const isNumber = index % 2 === 1;
    const [short, long] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
    if (isNumber && short.length !== long.length) return short.length - long.length;
    if (isNumber && short !== long) return short < long ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return one.length - other.length;
}

/** Nothing is judged in it: the way back, or a picture of the tables. */
export function isAside(path: string): boolean {
  return isWayBack(path) || isSnapshot(path);
}

/** Run again whenever it changes, on purpose. */
export function isRepeatable(path: string): boolean {
  return /(?:^|\/)R__[^/]+\.sql$|(?:^|\/)(?:repeatable|routines|functions|views|procedures|triggers)\//i.test(
    path,
  );
}
