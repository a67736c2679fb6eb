/** Licences that a lock file tells, before and after. */
import { lockReader } from './table.ts';

export interface LicenceChange {
  readonly name: string;
  /** Path of the lock file. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

/** Packages that stay and have another licence; none for a file that tells no licences, or cannot be read. */
export function comparedLicences(path: string, before: string, after: string): readonly LicenceChange[] {
  const read = lockReader(path)?.licences;
  const [old, now] = [read?.(before), read?.(after)];
  return [...(now ?? [])].flatMap(([name, to]): readonly LicenceChange[] => {
    const from = old?.get(name);
    return from === undefined || from === to ? [] : [{ name, path, from, to }];
  });
}
