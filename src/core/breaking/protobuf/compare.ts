/** Two sides of a schema, declaration by declaration. What could not be read on either side is left out. */
import type { Change } from '../change.ts';
import type { CollectorOptions } from './collector.ts';
import { createCollector } from './collector.ts';
import { compareAdded } from './compareAdded.ts';
import { compareEnum } from './compareEnums.ts';
import { compareFile } from './compareFiles.ts';
import { compareExtensions, compareMessage } from './compareMessages.ts';
import { compareGone, compareGoneFiles } from './compareGone.ts';
import { comparePackages, packageRenames } from './comparePackages.ts';
import { compareService } from './compareServices.ts';
import type { Context } from './context.ts';
import { findRenames } from './renames.ts';
import type { Side } from './side.ts';
import { partnerOf } from './side.ts';

export interface CompareOptions extends CollectorOptions {
  /** Packages of head files that did not change. */
  readonly otherPackages: ReadonlySet<string>;
}

export function compareSides(base: Side, head: Side, options: CompareOptions): readonly Change[] {
  const collector = createCollector(options);
  const renames = collector.folds ? findRenames(base, head) : new Map<string, string>();
  const packages = collector.folds ? packageRenames(base, head, options.otherPackages) : [];
  const context: Context = { base, head, renames: new Map([...renames, ...packages]), collector };
  compareGoneFiles(context);
  for (const [path, file] of base.files) {
    const after = head.files.get(path);
    if (after !== undefined) compareFile(context, file, after);
  }
  comparePackages(context, options.otherPackages);
  compareGone(context);
  for (const { before, after } of pairsOf(base.messages, head.messages, renames)) {
    compareMessage(context, before, after);
  }
  for (const { before, after } of pairsOf(base.enums, head.enums, renames))
    compareEnum(context, before, after);
  for (const { before, after } of pairsOf(base.services, head.services, renames)) {
    compareService(context, before, after);
  }
  compareExtensions(context);
  compareAdded(context);
  return collector.changes();
}

/** By full name, whatever file they are in now; a renamed one by its new name. */
function* pairsOf<
  Entry extends { readonly file: Side['files'] extends ReadonlyMap<string, infer F> ? F : never },
>(
  before: ReadonlyMap<string, readonly Entry[]>,
  after: ReadonlyMap<string, readonly Entry[]>,
  renames: ReadonlyMap<string, string>,
): Generator<{ readonly before: Entry; readonly after: Entry }> {
  for (const [fullName, entries] of before) {
    for (const entry of entries) {
      const now = partnerOf(after, renames.get(fullName) ?? fullName, entry.file.file.path);
      if (now !== undefined) yield { before: entry, after: now };
    }
  }
}
