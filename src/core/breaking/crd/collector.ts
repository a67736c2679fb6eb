/** Gathers changes: one for what is the same in several versions, or in several copies of a definition. */
import type { Args } from '../../base/finding.ts';
import type { Change, Level } from '../change.ts';
import type { Span } from '../document/node.ts';
import { placeOf } from '../document/place.ts';
import { rules } from './rules.ts';

export const detectorId = 'crd';
/**
 * `crdify`: what those who read objects may notice counts too, as in that tool. `crd-schema-checker`: new fields
 * have to keep to the conventions that this tool knows.
 */
export const profiles = ['default', 'crdify', 'crd-schema-checker'] as const;
export type RuleId = keyof typeof rules;

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  /** The name of the definition: kinds of two groups may have one name. */
  readonly definition?: string;
  /** The version of the definition; absent for what concerns all of them. */
  readonly version?: string;
  readonly args?: Args;
  readonly base?: Span | undefined;
  readonly head?: Span | undefined;
  /** Where the rule alone does not decide. */
  readonly level?: Level;
}

export interface Collector {
  readonly profile: string | undefined;
  add(found: Found): void;
  changes(): readonly Change[];
}

const mostNamed = 5;

/** Rules about values that are accepted now and were not before: readers may not know them. */
const readerRules: ReadonlySet<RuleId> = new Set(['crd/enum-value-added', 'crd/pattern-removed']);

/** Rules that hold nearly always: only somebody's objects can tell. */
const likelyRules: ReadonlySet<RuleId> = new Set([
  'crd/pattern-changed',
  'crd/default-added',
  'crd/default-changed',
]);

export function createCollector(profile: string | undefined): Collector {
  const found = new Map<
    string,
    { readonly change: Change; readonly versions: Set<string>; readonly files: Set<string> }
  >();
  return {
    profile,
    add: (one) => {
      const { rule, subject, definition, version, args, base, head, level } = one;
      const path = (head ?? base)?.source.path ?? '';
      const key = JSON.stringify([rule, definition, subject, args, level]);
      let known = found.get(key);
      if (known === undefined) {
        known = { change: changeOf(one, profile), versions: new Set(), files: new Set() };
        found.set(key, known);
      }
      known.files.add(path);
      if (version !== undefined) known.versions.add(version);
    },
    changes: () =>
      [...found.values()].map(({ change, versions, files }) => {
        const also = [...files].slice(1);
        return {
          ...change,
          args: {
            ...change.args,
            ...(versions.size === 0 ? {} : { versions: named([...versions]) }),
            ...(also.length === 0 ? {} : { also: named(also) }),
          },
        };
      }),
  };
}

/** The same collector, for one definition. */
export function within(collector: Collector, definition: string): Collector {
  return { ...collector, add: (found) => collector.add({ ...found, definition }) };
}

function changeOf(
  { rule, subject, args, base, head, level: given }: Found,
  profile: string | undefined,
): Change {
  const strict = profile === 'crdify' && readerRules.has(rule);
  const level = strict ? 'major' : (given ?? rules[rule].level);
  return {
    rule,
    detector: detectorId,
    level,
    confidence: level === 'review' ? 'review' : likelyRules.has(rule) ? 'likely' : 'proven',
    subject,
    args: { subject, ...args },
    ...(base === undefined ? {} : { base: placeOf(base) }),
    ...(head === undefined ? {} : { head: placeOf(head) }),
    // Controllers write the status, and others read it.
    flow: /^[^.]+\.status\b/.test(subject) ? 'output' : 'input',
  };
}

function named(names: readonly string[]): string {
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
  return names.slice(0, mostNamed).join(', ') + more;
}
