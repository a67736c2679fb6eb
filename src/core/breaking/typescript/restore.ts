/** Edits that give users back what a change took from them: an alias for a name, an overload for a signature. */
import type { TextEdit } from '../../base/text.ts';
import type { Change } from '../change.ts';
import { overloadFor } from './restoreOverload.ts';
import { hasErrors, parse, type Source } from './restoreSource.ts';
import { nameFor } from './restoreName.ts';

/**
 * `alias`: the old name for what is called `name` now; `export`: the old name is exported again;
 * `overload`: the old signature stands beside the new ones.
 */
export interface Restoration {
  readonly kind: 'alias' | 'export' | 'overload';
  /** What the restored name or signature leads to. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The file of the change, as it was and as it is. */
export interface RestoreTexts {
  readonly path: string;
  readonly base: string;
  readonly head: string;
}

/** Changes that may have a restoration, so that nobody loads a compiler for the others. */
export function isRestorable(change: Pick<Change, 'rule' | 'subject'>): boolean {
  return kindOf(change) !== undefined && nameIn(change) !== undefined;
}

function kindOf({ rule }: Pick<Change, 'rule'>): 'name' | 'signature' | undefined {
  if (rule === 'typescript/export-removed') return 'name';
  return signatureRules.has(rule) ? 'signature' : undefined;
}

const signatureRules: ReadonlySet<string> = new Set(
  ['overload-removed', 'required-param-added', 'param-became-required', 'param-type-changed'].map(
    (rule) => `typescript/${rule}`,
  ),
);

/** A name of the module itself, not of a member. */
function nameIn({ subject }: Pick<Change, 'subject'>): string | undefined {
  const name = /^[A-Za-z_$][\w$]*(?=$|\()/.exec(subject)?.[0];
  return name === 'default' ? undefined : name;
}

/**
 * Undefined when nothing safe is known. The text that results parses; that it brings the change to an end is
 * for the caller to compare, since other files decide what a package exports.
 */
export async function restorationOf(
  change: Pick<Change, 'rule' | 'subject'>,
  { path, base, head }: RestoreTexts,
): Promise<Restoration | undefined> {
  const [kind, name] = [kindOf(change), nameIn(change)];
  if (kind === undefined || name === undefined) return undefined;
  const { default: compiler } = await import('typescript6');
  const before: Source = { compiler, file: parse(compiler, path, base) };
  const after: Source = { compiler, file: parse(compiler, path, head) };
  if (hasErrors(before.file) || hasErrors(after.file)) return undefined;
  const found = kind === 'name' ? nameFor(before, after, name) : overloadFor(before, after, name);
  if (found === undefined) return undefined;
  const result = found.edits.reduceRight(
    (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
    head,
  );
  return hasErrors(parse(compiler, path, result)) ? undefined : found;
}
