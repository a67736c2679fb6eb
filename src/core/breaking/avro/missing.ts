/** Definitions in files that did not change, for names that only one side uses. */
import type { Comparison, Tree } from '../detector.ts';
import type { FilePair } from './files.ts';
import { readDocument } from './read.ts';
import type { Document } from './schema.ts';
import { isNamed, simpleName } from './schema.ts';

export interface Others {
  readonly base: readonly Document[];
  readonly head: readonly Document[];
}

const mostFiles = 100;
const extensions = ['.avsc', '.avpr'] as const;

/**
 * A name that is defined nowhere among the changed files means the same on both sides, and is not looked for
 * unless one side alone uses it so. It is looked for in files of that name.
 */
export async function missingDocuments(pairs: readonly FilePair[], comparison: Comparison): Promise<Others> {
  const base = unknownNames(pairs.flatMap((pair) => pair.base ?? []));
  const head = unknownNames(pairs.flatMap((pair) => pair.head ?? []));
  const differing = (names: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] =>
    [...names].filter((name) => !others.has(name));
  return {
    base: await documentsFor(differing(base, head), comparison.base),
    head: await documentsFor([...differing(head, base), ...goneNames(pairs)], comparison.head),
  };
}

/** Types of files that are gone: another file may hold the same type all along. */
function goneNames(pairs: readonly FilePair[]): readonly string[] {
  const left = new Set(pairs.flatMap(({ head }) => (head === undefined ? [] : [...head.named.keys()])));
  const gone = pairs.flatMap(({ base, head }) =>
    head === undefined && base !== undefined ? base.roots : [],
  );
  return gone.filter(isNamed).flatMap(({ name }) => (left.has(name) ? [] : [name]));
}

function unknownNames(documents: readonly Document[]): ReadonlySet<string> {
  const defined = new Set(documents.flatMap(({ named }) => [...named.keys()]));
  const unknown = documents
    .flatMap(({ references }) => references)
    .filter(({ names }) => !names.some((name) => defined.has(name)));
  return new Set(unknown.flatMap(({ names }) => names));
}

async function documentsFor(names: readonly string[], tree: Tree): Promise<readonly Document[]> {
  if (names.length === 0) return [];
  const wanted = new Set(
    names.flatMap((name) =>
      extensions.flatMap((extension) => [`${simpleName(name)}${extension}`, `${name}${extension}`]),
    ),
  );
  const paths = tree.paths.filter((path) => wanted.has(path.slice(path.lastIndexOf('/') + 1)));
  const documents: Document[] = [];
  for (const path of paths.slice(0, mostFiles)) {
    const read = await tree.read(path);
    const document = read.ok ? readDocument({ path, text: read.text }) : undefined;
    if (document !== undefined && !('stopped' in document)) documents.push(document);
  }
  return documents;
}
