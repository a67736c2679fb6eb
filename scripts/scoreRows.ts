/** What a labelled pair says, and the configuration that it brings. */
import { findRules } from '../src/core/breaking/catalog.ts';
import type { Catalogue } from '../src/core/breaking/catalog.ts';
import type { Change } from '../src/core/breaking/change.ts';

export interface Row {
  readonly id: string;
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  readonly expect: {
    readonly breaking: boolean;
    readonly rules?: readonly (string | { readonly id?: string; readonly name?: string })[];
    /** Good tools disagree: true, or why. */
    readonly contested?: boolean | string;
    /** The only rules, or sets of rules, that were on. */
    readonly config?: string | { readonly use?: readonly string[] };
    readonly checked?: readonly string[];
    /** The only symbol that the label speaks of. */
    readonly focus?: string;
    /** Who has to be able to read what: `BACKWARD`, `FORWARD`, `FULL`. */
    readonly direction?: string;
    /** Days between deprecation and sunset, by level of stability: `30, 100`; zero asks for no date. */
    readonly deprecationDays?: string;
  };
}

export interface RowConfiguration {
  readonly profiles: Readonly<Record<string, string>>;
  /** Rules that are on, by our ids; absent when all are. */
  readonly only?: readonly string[];
  /** Whether the label speaks of the change. */
  readonly concerns: (change: Change) => boolean;
}

/** Names of sets become profiles of the detectors that have them; names of rules that we carry leave only those on. */
export function configurationOf({ expect }: Row, catalogue: Catalogue): RowConfiguration {
  const { sources } = catalogue;
  const used = typeof expect.config === 'object' ? (expect.config.use ?? []) : [];
  const named = [...used, ...(expect.checked ?? [])];
  const profiles = new Map<string, string>();
  for (const name of [...named, ...(expect.direction === undefined ? [] : [expect.direction])]) {
    for (const source of sources) {
      const profile = source.profiles.find((known) => known.toLowerCase() === name.toLowerCase());
      if (profile !== undefined) {
        profiles.set(source.id, profile);
      }
    }
  }
  // The strictest set of a detector is the one that asks for a date.
  const days = expect.deprecationDays?.split(',').map(Number) ?? [];
  for (const source of sources) {
    if ((days[0] ?? 0) > 0 && source.profiles.includes('strict')) {
      profiles.set(source.id, 'strict');
    }
  }
  const sets = new Set(sources.flatMap((source) => source.profiles.map((name) => name.toLowerCase())));
  const rules = named.filter(
    (name) => !sets.has(name.toLowerCase()) && findRules(name, catalogue).length > 0,
  );
  const { focus } = expect;
  return {
    profiles: Object.fromEntries(profiles),
    ...(rules.length === 0 ? {} : { only: rules }),
    concerns: focus === undefined ? () => true : (change) => speaksOf(change, focus),
  };
}

/** Ids that the row names, without repeats. */
export function ruleNames({ expect }: Row): readonly string[] {
  const names = (expect.rules ?? []).map((rule) =>
    typeof rule === 'string' ? rule : (rule.id ?? rule.name ?? ''),
  );
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Whether the subject of a change is the symbol, or something of it. */
function speaksOf({ subject }: Change, focus: string): boolean {
  const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  const own = words(subject);
  return words(focus).every((word) => own.includes(word));
}
