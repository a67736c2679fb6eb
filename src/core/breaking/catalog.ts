/** Rules with their sentences, for everything that people read. */
import { fill } from '../base/catalog.ts';
import type { Change } from './change.ts';
import { commitsSource } from './commits/rules.ts';
import type { Detector, Rule } from './detector.ts';
import { rulesNamed } from './select.ts';
import { detectorTable } from './table.ts';
import type { DetectorEntry } from './table.ts';

/** A place where rules come from: a detector, or the reader of commit messages. */
export type RuleSource = Pick<Detector, 'id' | 'rules' | 'profiles'>;

export interface Catalogue {
  readonly sources: readonly RuleSource[];
  /** Undefined for an id that no detector has. */
  readonly rule: (id: string) => Rule | undefined;
}

export interface LoadedCatalogue extends Catalogue {
  /** Ids of detectors that cannot be loaded. */
  readonly failed: readonly string[];
}

/** Every rule of every detector that can be loaded. */
export async function loadCatalogue(
  entries: readonly DetectorEntry[] = detectorTable,
): Promise<LoadedCatalogue> {
  const sources: RuleSource[] = [];
  const failed: string[] = [];
  for (const { id, load } of entries) {
    try {
      sources.push(await load());
    } catch {
      failed.push(id);
    }
  }
  return { ...catalogueOf([...sources, commitsSource]), failed };
}

function catalogueOf(sources: readonly RuleSource[]): Catalogue {
  const rules = new Map(sources.flatMap((source) => Object.entries(source.rules)));
  return { sources, rule: (id) => rules.get(id) };
}

/** The sentence for a change; its rule id when the rule is not known. */
export function messageOf(change: Change, { rule }: Pick<Catalogue, 'rule'>): string {
  const found = rule(change.rule);
  return found === undefined ? change.rule : fill(found.sentence, argumentsOf(change));
}

export function fixOf(change: Change, { rule }: Pick<Catalogue, 'rule'>): string {
  const found = rule(change.rule);
  return found === undefined ? '' : fill(found.fix, argumentsOf(change));
}

/** Ids of the rules that a name stands for: own ids and ids of other tools. */
export function findRules(name: string, { sources }: Pick<Catalogue, 'sources'>): readonly string[] {
  return sources.flatMap((source) => rulesNamed(name, source));
}

function argumentsOf(change: Change): Change['args'] {
  return { ...change.args, subject: change.subject };
}
