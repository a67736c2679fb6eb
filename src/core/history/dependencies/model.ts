/** What a manifest asks for, one dependency at a time, the same for all ecosystems. */
import type { DependencyChange } from '../model.ts';

export interface Declared {
  readonly name: string;
  /** As written; empty when the manifest leaves it open. */
  readonly version: string;
  readonly kind: DependencyChange['kind'];
  /** Where it stands, from 1. */
  readonly line: number;
  /** The wish of somebody else, what is taken instead of it, or the language itself: notes pass it over. */
  readonly indirect?: true;
}

/** Name to version as a lock file has resolved it; several versions of one name are in the order of the file. */
export type Resolved = ReadonlyMap<string, readonly string[]>;

export interface ManifestReader {
  readonly ecosystem: string;
  readonly matches: RegExp;
  /** A file beside it that says the same with the versions that were resolved. */
  readonly toldBy?: string;
  /** Undefined when the text cannot be read. */
  readonly read: (text: string) => readonly Declared[] | undefined;
}

export interface LockReader {
  readonly ecosystem: string;
  readonly matches: RegExp;
  /** Names of the manifests that it resolves, beside it or in folders below. */
  readonly resolves: RegExp;
  readonly read: (text: string) => Resolved | undefined;
  /** Licence by name, where such a file tells it; undefined when the text cannot be read. */
  readonly licences?: (text: string) => ReadonlyMap<string, string> | undefined;
}

/** Adds a version to a name, each once. */
export function addVersion(found: Map<string, string[]>, name: string, version: string): void {
  const versions = found.get(name);
  if (versions === undefined) {
    found.set(name, [version]);
  } else if (!versions.includes(version)) {
    versions.push(version);
  }
}
