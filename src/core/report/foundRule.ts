/** Rules by any of their names: of changes, of release notes, and as other tools call them. */
import { nearest } from '../base/nearest.ts';
import { findRules } from '../breaking/catalog.ts';
import type { Catalogue } from '../breaking/catalog.ts';
import { notesRuleIds } from '../notes/lint/model.ts';
import type { NotesRuleId } from '../notes/lint/model.ts';
import type { NamedRule } from './breakingRule.ts';

export type FoundRule =
  | {
      readonly ok: true;
      readonly rules: readonly NamedRule[];
      /** Rules of release notes. */
      readonly own: readonly NotesRuleId[];
    }
  | { readonly ok: false; /** The id that was most likely meant. */ readonly near?: string };

export function ruleNamed(name: string, catalogue: Pick<Catalogue, 'sources'>): FoundRule {
  const every = everyRule(catalogue);
  const ids = findRules(name, catalogue);
  const own = notesRuleIds.filter((id) => id === name.replace(/^notes\//, ''));
  if (ids.length + own.length === 0) {
    const near = nearest(name, [...every.map(({ id }) => id), ...notesRuleIds]);
    return { ok: false, ...(near === undefined ? {} : { near }) };
  }
  return { ok: true, rules: every.filter(({ id }) => ids.includes(id)), own };
}

export function everyRule({ sources }: Pick<Catalogue, 'sources'>): readonly NamedRule[] {
  return sources.flatMap(({ rules }) => Object.entries(rules).map(([id, rule]) => ({ id, rule })));
}
