/** Gathers changes: one for one cause, which names the places that it reaches, at the level of the profile. */
import type { Change, Level } from '../change.ts';
import { levels } from '../change.ts';
import type { Args } from '../../base/finding.ts';
import type { Span } from '../document/node.ts';
import { placeOf } from '../document/place.ts';
import { detectorId } from './units.ts';
import { levelOf } from './profiles.ts';
import type { RuleId } from './rules.ts';

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly args?: Args;
  readonly base?: Span | undefined;
  readonly head?: Span | undefined;
  readonly flow?: Change['flow'];
  /** Instead of the level of the rule; no profile changes it. */
  readonly level?: Level;
  /** What it is about promises nothing yet. */
  readonly unstable?: boolean;
  /** Further places that the same change reaches. */
  readonly also?: readonly string[];
  /** Names what is the same change under several rules, of which the worst one tells it. */
  readonly cause?: string;
}

export interface Collector {
  add(found: Found): void;
  changes(): readonly Change[];
}

interface Gathered {
  first: Found;
  readonly also: Set<string>;
  flow: Change['flow'];
  unstable: boolean;
}

const mostNamed = 5;

export function createCollector(profile: string): Collector {
  const gathered = new Map<string, Gathered>();
  return {
    add: (found) => {
      const key = keyOf(found);
      const known = gathered.get(key);
      if (known === undefined) {
        const also = new Set(found.also);
        gathered.set(key, { first: found, also, flow: found.flow, unstable: found.unstable === true });
        return;
      }
      for (const one of [found.subject, ...(found.also ?? [])]) known.also.add(one);
      if (found.unstable !== true) known.unstable = false;
      const [worse, better] = [found, known.first].map((one) => levels.indexOf(levelIn(one, profile)));
      if (worse === undefined || better === undefined || worse > better) return;
      if (worse < better) {
        known.also.add(known.first.subject);
        known.first = found;
        known.flow = found.flow;
      } else if (found.flow !== known.flow) known.flow = 'both';
    },
    changes: () => [...gathered.values()].map((one) => changeOf(one, profile)),
  };
}

/** What stands at the same places is the same change, whatever it was reached through. */
function keyOf({ rule, cause = rule, subject, args, base, head }: Found): string {
  const places = [base, head].map((span) => (span === undefined ? '' : `${span.source.path}:${span.start}`));
  const named = ['keyword', 'name', 'from', 'to'].map((name) => args?.[name] ?? '');
  return JSON.stringify([cause, base === undefined && head === undefined ? subject : '', places, named]);
}

function changeOf({ first, also, flow, unstable }: Gathered, profile: string): Change {
  const { rule, subject, base, head } = first;
  const level = levelIn(first, profile);
  also.delete(subject);
  return {
    rule,
    detector: detectorId,
    level: unstable && level === 'major' ? 'minor' : level,
    confidence: level === 'review' ? 'review' : 'likely',
    subject,
    args: { subject, ...first.args, ...(also.size === 0 ? {} : { also: named([...also]) }) },
    ...(base === undefined ? {} : { base: placeOf(base) }),
    ...(head === undefined ? {} : { head: placeOf(head) }),
    ...(flow === undefined ? {} : { flow }),
  };
}

function levelIn({ rule, level }: Found, profile: string): Level {
  return level ?? levelOf(rule, profile);
}

function named(also: readonly string[]): string {
  const more = also.length > mostNamed ? `, and ${also.length - mostNamed} more` : '';
  return also.slice(0, mostNamed).join(', ') + more;
}
