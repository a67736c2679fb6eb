/** Differences of schemas in the words of the rules: which way values flow decides. */
import type { Difference } from '../jsonschema/engine.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';
import type { Flow, Sides } from './sides.ts';

export function addDifferences(sides: Sides): void {
  const { differences, unclear } = withoutMoves(sides.session.differences());
  const declared = new Set(differences.filter(isDeclaration).map(placeOfProperty));
  const asked = new Set(
    differences.filter((one) => one.kind === 'required' && one.effect === 'narrowed').map(placeOfProperty),
  );
  const told = differences.flatMap((difference) =>
    flowsOf(difference).flatMap((flow) => {
      const rule = ruleOf(difference, flow, { declared, asked });
      return rule === undefined ? [] : [{ difference, flow, rule }];
    }),
  );
  const broken = new Set(
    told.filter(({ rule }) => !isSafe(rule)).map(({ difference }) => placeOfProperty(difference)),
  );
  for (const { difference, flow, rule } of told) {
    // What widens and narrows at once is told by what breaks.
    if (rule === structures.safe && broken.has(placeOfProperty(difference))) continue;
    addDifference(sides, difference, flow, rule);
  }
  for (const difference of unclear) {
    const [flow] = flowsOf(difference);
    const args = { ...difference.args, keyword: 'oneOf' };
    if (flow !== undefined) addDifference(sides, { ...difference, args }, flow, 'openapi/undecided');
  }
}

const turns: Readonly<Record<string, string>> = { narrowed: 'widened', widened: 'narrowed' };

/**
 * What is gone and new at one place stands in another alternative, or in the same one under another
 * name. Within one definition that is nothing; between two nobody can tell.
 */
function withoutMoves(all: readonly Difference[]): {
  readonly differences: readonly Difference[];
  readonly unclear: readonly Difference[];
} {
  const known = new Map(all.map((one) => [contentOf(one), one]));
  const differences: Difference[] = [];
  const unclear: Difference[] = [];
  for (const one of all) {
    const other = known.get(contentOf(one, 'turned'));
    if (other === undefined) differences.push(one);
    else if (other.subject !== one.subject && one.effect === 'narrowed') unclear.push(one);
  }
  return { differences, unclear };
}

/** What came or went, and where; turned, the same the other way round. */
function contentOf(difference: Difference, way: 'as it is' | 'turned' = 'as it is'): string {
  const { kind, effect, path, args, uses } = difference;
  const content = isDeclaration(difference) ? '' : kind === 'enum' ? args['values'] : undefined;
  // Nothing else has an opposite.
  if (content === undefined) return way;
  return JSON.stringify([kind, way === 'turned' ? turns[effect] : effect, path, content, uses[0]]);
}

function isSafe(rule: RuleId): boolean {
  return rules[rule].level === 'minor';
}

/** Properties that came or went, and those that must now be there: one cause, one change. */
interface Known {
  readonly declared: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
}

function isDeclaration({ kind, args }: Difference): boolean {
  return kind === 'property' && args['declared'] === undefined;
}

function placeOfProperty({ path, uses: [use] }: Difference): string {
  return `${use} ${path}`;
}

function flowsOf({ direction }: Difference): readonly Flow[] {
  return direction === 'both' ? ['input', 'output'] : [direction];
}

function addDifference({ collector, uses }: Sides, difference: Difference, flow: Flow, rule: RuleId): void {
  const fitting = difference.uses.filter((use) => {
    const direction = uses.get(use)?.direction;
    return direction === flow || direction === 'both';
  });
  const [first = '', ...others] = fitting;
  const inside = insideOf(difference);
  collector.add({
    rule,
    cause: difference.kind,
    subject: first + inside,
    args: argsOf(difference, rule),
    base: difference.base,
    head: difference.head,
    flow,
    unstable: fitting.every((use) => uses.get(use)?.unstable === true),
    also: others.map((use) => use + inside),
  });
}

/** With something for every word of the sentence. */
function argsOf({ kind, args }: Difference, rule: RuleId): Difference['args'] {
  const words = [...rules[rule].sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const missing = words.filter((word) => word !== 'subject' && args[word] === undefined);
  const instead = (word: string): string => (word !== 'keyword' ? '-' : kind === 'never' ? 'schema' : kind);
  return { ...args, ...Object.fromEntries(missing.map((word) => [word, instead(word)])) };
}

/** ` .owner.name`, ` [].name`; of a property that is new, gone or required it has its name too. */
function insideOf({ path }: Difference): string {
  if (path === '') return '';
  return path.startsWith('[') ? ` ${path}` : ` .${path}`;
}

/** A rule where it breaks, and one where it does not, by the flow. */
interface Pair {
  readonly input: RuleId;
  readonly output: RuleId;
  readonly safe: RuleId;
}

const types: Pair = {
  input: 'openapi/request-type-changed',
  output: 'openapi/response-type-changed',
  safe: 'openapi/type-compatible',
};
const nulls: Pair = {
  input: 'openapi/request-null-refused',
  output: 'openapi/response-null-added',
  safe: 'openapi/null-compatible',
};
const enums: Pair = {
  input: 'openapi/request-enum-value-removed',
  output: 'openapi/response-enum-value-added',
  safe: 'openapi/enum-compatible',
};
const limits: Pair = {
  input: 'openapi/request-limit-tightened',
  output: 'openapi/response-limit-loosened',
  safe: 'openapi/limit-compatible',
};
const patterns: Pair = {
  input: 'openapi/request-pattern-changed',
  output: 'openapi/pattern-compatible',
  safe: 'openapi/pattern-compatible',
};
const alternatives: Pair = {
  input: 'openapi/request-alternative-removed',
  output: 'openapi/response-alternative-added',
  safe: 'openapi/alternative-compatible',
};
const structures: Pair = {
  input: 'openapi/request-structure-tightened',
  output: 'openapi/response-structure-loosened',
  safe: 'openapi/structure-compatible',
};
const required: Pair = {
  input: 'openapi/request-property-required',
  output: 'openapi/response-property-optional',
  safe: 'openapi/required-compatible',
};
const discriminators: Pair = {
  input: 'openapi/discriminator-changed',
  output: 'openapi/discriminator-changed',
  safe: 'openapi/structure-compatible',
};

const pairs: Readonly<Partial<Record<Difference['kind'], Pair>>> = {
  additionalProperties: structures,
  items: structures,
  bound: limits,
  multipleOf: limits,
  uniqueItems: limits,
  pattern: patterns,
  alternative: alternatives,
  condition: structures,
  never: structures,
  discriminator: discriminators,
};

function ruleOf(difference: Difference, flow: Flow, known: Known): RuleId | undefined {
  const { kind, verdict, args, effect } = difference;
  switch (kind) {
    case 'unresolved':
      return 'openapi/reference-unresolved';
    case 'undecided':
      return 'openapi/undecided';
    case 'annotation':
      return undefined;
    case 'property':
      return propertyRule(difference, flow, known);
    case 'required':
      return requiredRule(difference, flow, known);
    case 'type':
      return chosen(onlyNull(args) ? nulls : types, verdict, flow);
    case 'enum':
      return args['added'] === 'yes' && flow === 'input' && effect !== 'widened'
        ? 'openapi/request-became-enum'
        : chosen(enums, verdict, flow);
    case 'format':
      return chosen(String(args['keyword']).startsWith('content') ? structures : types, verdict, flow);
    default: {
      const pair = pairs[kind];
      return pair === undefined ? 'openapi/undecided' : chosen(pair, verdict, flow);
    }
  }
}

function chosen(pair: Pair, verdict: Difference['verdict'], flow: Flow): RuleId {
  if (verdict === 'safe') return pair.safe;
  const decided = verdict === 'breaks' || pair === patterns || pair === discriminators || pair === required;
  return decided ? pair[flow] : 'openapi/undecided';
}

/** Whether two lists of types differ by `null` alone. */
function onlyNull(args: Difference['args']): boolean {
  const [from, to] = [args['from'], args['to']].map((text) => String(text).split(', '));
  const other = (list: readonly string[] | undefined): string =>
    (list ?? []).filter((type) => type !== 'null').join();
  return other(from) === other(to);
}

function propertyRule(difference: Difference, flow: Flow, { asked, declared }: Known): RuleId | undefined {
  const { effect, verdict, args } = difference;
  if (args['declared'] !== undefined) {
    // Some name among all that were allowed has a schema now. Most often it was allowed in words before.
    return declared.has(placeOfProperty(difference)) ? undefined : chosen(structures, verdict, flow);
  }
  if (effect !== 'widened') {
    return flow === 'input' ? 'openapi/request-property-removed' : 'openapi/response-property-removed';
  }
  return asked.has(placeOfProperty(difference)) && flow === 'input' ? undefined : 'openapi/property-added';
}

function requiredRule(difference: Difference, flow: Flow, { declared }: Known): RuleId | undefined {
  const { effect, verdict, args } = difference;
  // Nothing is called that.
  if (args['name'] === '') return undefined;
  if (!declared.has(placeOfProperty(difference))) return chosen(required, verdict, flow);
  return effect === 'narrowed' && flow === 'input' ? 'openapi/required-request-property-added' : undefined;
}
