/** Directives on elements that stand on both sides. */
import type { Sides } from './compare.ts';
import type { Spot, Usage } from './schema.ts';

interface Places {
  readonly base: Spot | undefined;
  readonly head: Spot | undefined;
}

/** Words in the names of directives that keep people out or refuse values. */
const restricting =
  /auth|role|permission|scope|polic|guard|private|internal|inaccessible|hidden|rate_?limit|constraint|length|range|pattern|validat|requires?$/i;

export function compareUsages(
  sides: Sides,
  element: string,
  before: readonly Usage[],
  after: readonly Usage[],
  places: Places,
): void {
  if (before.length === 0 && after.length === 0) return;
  const { collector } = sides;
  const had = new Map<string, Usage>(before.map((usage) => [keyOf(usage), usage]));
  const has = new Map<string, Usage>(after.map((usage) => [keyOf(usage), usage]));
  for (const [key, usage] of has) {
    if (had.has(key) && count(before, usage.name) === count(after, usage.name)) continue;
    if (had.has(key) && !isMore(before, after, usage.name)) continue;
    addUsage(sides, element, usage, { base: places.base, head: usage.spot }, before);
  }
  for (const [key, usage] of had) {
    if (has.has(key)) continue;
    const now = after.find(({ name }) => name === usage.name);
    const spots = { base: usage.spot, head: now?.spot ?? places.head };
    if (usage.name === 'oneOf') collector.add({ rule: 'graphql/one-of-removed', subject: element, ...spots });
    else if (usage.name !== 'deprecated' && now === undefined) {
      collector.add({
        rule: 'graphql/directive-usage-removed',
        subject: owner(element),
        args: { from: `@${usage.name}` },
        ...spots,
      });
    }
  }
}

function addUsage(
  sides: Sides,
  element: string,
  usage: Usage,
  spots: Places,
  before: readonly Usage[],
): void {
  const { collector } = sides;
  const previous = before.find(({ name }) => name === usage.name);
  const at = { base: previous?.spot ?? spots.base, head: spots.head };
  switch (usage.name) {
    case 'deprecated':
      return;
    case 'oneOf':
      collector.add({ rule: 'graphql/one-of-added', subject: element, ...at });
      return;
    case 'specifiedBy':
      if (previous === undefined) return;
      collector.add({
        rule: 'graphql/scalar-specification-changed',
        subject: element,
        args: { from: previous.args.get('url') ?? '-', to: usage.args.get('url') ?? '-' },
        ...at,
      });
      return;
    default:
      collector.add({
        rule: restricting.test(usage.name) ? 'graphql/restriction-added' : 'graphql/directive-usage-added',
        subject: owner(element),
        args: { to: `@${usage.name}` },
        ...at,
      });
  }
}

/** Many fields of one type that get the same directive are one change of the type. */
function owner(element: string): string {
  const dot = element.indexOf('.');
  return dot === -1 ? element : element.slice(0, dot);
}

function count(usages: readonly Usage[], name: string): number {
  return usages.filter((usage) => usage.name === name).length;
}

function isMore(before: readonly Usage[], after: readonly Usage[], name: string): boolean {
  return count(after, name) > count(before, name);
}

/** `deprecated` counts whatever its reason. */
function keyOf(usage: Usage): string {
  if (usage.args.size === 0 || usage.name === 'deprecated') return usage.name;
  const args = [...usage.args].map(([name, value]) => `${name}: ${value}`);
  return `${usage.name}(${args.toSorted().join(', ')})`;
}
