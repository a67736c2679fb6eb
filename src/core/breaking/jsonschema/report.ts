/** Differences of the engine in the words of the rules. */
import type { Change, Level } from '../change.ts';
import { placeOf } from '../document/place.ts';
import type { Difference, OpenContent } from './engine.ts';
import { detectorId } from './files.ts';
import type { Profile } from './profiles.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';

const mostNamed = 5;

/** Where nothing inside a schema is the subject, its name is. */
export function changesOf(
  differences: readonly Difference[],
  { direction, openContent }: Profile,
): readonly Change[] {
  const told = differences.filter((one) => !isFolded(one, differences));
  return told.map((difference) => {
    const { certain, args, uses } = difference;
    const rule = ruleOf(difference);
    const [use = ''] = uses;
    const subject = /^(?:\[|$)/.test(difference.subject) ? use + difference.subject : difference.subject;
    const level = levelOf(rule, difference, openContent);
    return {
      rule,
      detector: detectorId,
      level,
      confidence: level === 'review' ? 'review' : certain ? 'proven' : 'likely',
      subject,
      args: { ...args, subject, ...(uses.length < 2 ? {} : { uses: named(uses) }) },
      base: placeOf(difference.base),
      head: placeOf(difference.head),
      flow: direction,
    };
  });
}

/** A new property that is required at once is one change, and so is one that nobody was free to declare. */
function isFolded(one: Difference, all: readonly Difference[]): boolean {
  if (one.verdict !== 'safe') return false;
  if (one.kind === 'required') {
    return all.some(
      ({ kind, path, verdict }) => kind === 'property' && path === one.path && verdict !== 'safe',
    );
  }
  if (one.kind !== 'property') return false;
  const isDeclared = one.args['declared'] !== undefined;
  return all.some((other) => {
    if (other.path !== one.path || other.effect === one.effect) return false;
    if (other.kind === 'required') return true;
    if (other.kind !== 'property') return false;
    return isDeclared ? other.args['declared'] === undefined : other.verdict !== 'safe';
  });
}

function levelOf(rule: RuleId, { verdict }: Difference, openContent: OpenContent): Level {
  const { level } = rules[rule];
  // Where objects hold anything, a property is the same with and without its declaration.
  if (rule === 'jsonschema/property-undeclared' && openContent === 'anything') return 'minor';
  if (verdict === 'breaks') return 'major';
  if (verdict === 'review') return 'review';
  return level === 'major' ? 'minor' : level;
}

const pairs = {
  type: ['type-narrowed', 'type-widened'],
  bound: ['bound-tightened', 'bound-loosened'],
  multipleOf: ['multiple-tightened', 'multiple-loosened'],
  uniqueItems: ['unique-items-added', 'unique-items-lifted'],
  pattern: ['pattern-tightened', 'pattern-loosened'],
  format: ['format-tightened', 'format-loosened'],
  additionalProperties: ['properties-restricted', 'properties-opened'],
  items: ['items-restricted', 'items-opened'],
  alternative: ['alternative-removed', 'alternative-added'],
  condition: ['condition-added', 'condition-lifted'],
  discriminator: ['condition-added', 'condition-lifted'],
  never: ['nothing-allowed', 'something-allowed'],
  unresolved: ['reference-unresolved', 'reference-unresolved'],
  undecided: ['undecided', 'undecided'],
  annotation: ['default-changed', 'default-changed'],
} as const;

function ruleOf({ kind, effect, verdict, args }: Difference): RuleId {
  const widened = effect === 'widened';
  if (kind === 'enum') {
    const listed = args['added'] !== undefined;
    if (listed) return widened ? 'jsonschema/values-opened' : 'jsonschema/values-listed';
    return widened ? 'jsonschema/value-added' : 'jsonschema/value-removed';
  }
  if (kind === 'required') {
    if (widened) return `jsonschema/${args['declared'] === 'no' ? 'property-undeclared' : 'required-lifted'}`;
    return args['fallback'] === undefined ? 'jsonschema/required-added' : 'jsonschema/required-with-default';
  }
  if (kind === 'property') return propertyRule(widened, verdict, args);
  if (kind === 'additionalProperties' && verdict === 'review') return 'jsonschema/undecided';
  const [narrow, wide] = pairs[kind];
  return `jsonschema/${widened ? wide : narrow}`;
}

/** `declared`: it could be anything before. Otherwise the other side does not name it. */
function propertyRule(widened: boolean, verdict: Difference['verdict'], args: Difference['args']): RuleId {
  if (args['declared'] !== undefined && !widened) return 'jsonschema/property-restricted';
  if (widened) return 'jsonschema/property-added';
  return args['refused'] === undefined && verdict === 'safe'
    ? 'jsonschema/property-undeclared'
    : 'jsonschema/property-refused';
}

function named(uses: readonly string[]): string {
  const more = uses.length > mostNamed ? `, and ${uses.length - mostNamed} more` : '';
  return uses.slice(0, mostNamed).join(', ') + more;
}
