/** Definitions of directives. */
import type { Sides } from './compare.ts';
import { compareInputValues, directiveArgumentRules } from './compareFields.ts';
import type { DirectiveDefinition, Spot } from './schema.ts';

export function compareDirectives(sides: Sides): void {
  const { base, head, collector } = sides;
  for (const directive of base.directives.values()) {
    const now = head.directives.get(directive.name);
    const subject = `@${directive.name}`;
    if (now === undefined) {
      if (directive.broken || head.unknown.has(directive.name)) continue;
      collector.add({
        rule: 'graphql/directive-removed',
        subject,
        base: directive.spot,
        head: anySpot(sides, directive),
      });
    } else if (!directive.broken && !now.broken) compareDirective(sides, directive, now);
  }
  for (const directive of head.directives.values()) {
    if (base.directives.has(directive.name) || base.unknown.has(directive.name) || directive.broken) continue;
    const subject = `@${directive.name}`;
    collector.add({ rule: 'graphql/directive-added', subject, head: directive.spot });
  }
}

function compareDirective(sides: Sides, before: DirectiveDefinition, after: DirectiveDefinition): void {
  const { collector } = sides;
  const subject = `@${before.name}`;
  const places = { base: before.spot, head: after.spot };
  compareInputValues(sides, before.args, after.args, {
    rules: directiveArgumentRules,
    subject: (name) => `${subject}(${name}:)`,
    ...places,
    add: (found) => collector.add(found),
  });
  if (before.repeatable && !after.repeatable) {
    collector.add({ rule: 'graphql/directive-not-repeatable', subject, ...places });
  } else if (after.repeatable && !before.repeatable) {
    collector.add({ rule: 'graphql/directive-repeatable', subject, ...places });
  }
  for (const [location, spot] of before.locations) {
    if (after.locations.has(location)) continue;
    const rule = 'graphql/directive-location-removed';
    collector.add({ rule, subject, args: { from: location }, base: spot, head: after.spot });
  }
  for (const [location, spot] of after.locations) {
    if (before.locations.has(location)) continue;
    const rule = 'graphql/directive-location-added';
    collector.add({ rule, subject, args: { to: location }, base: before.spot, head: spot });
  }
}

function anySpot({ head }: Sides, directive: DirectiveDefinition): Spot | undefined {
  const spots = [...head.directives.values(), ...head.types.values()].map(({ spot }) => spot);
  return spots.find(({ file }) => file.path === directive.spot.file.path) ?? spots[0];
}
