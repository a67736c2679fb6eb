/** What changed for those who write or read values that JSON Schemas describe. */
import type { Change } from '../change.ts';
import type { Budget, Compared, Comparison, Detector, Unit } from '../detector.ts';
import type { DocumentNode } from '../document/node.ts';
import { placeOf } from '../document/place.ts';
import { detectorId, schemaUnits } from './files.ts';
import { spanOf } from './parts.ts';
import { profileOf, profiles } from './profiles.ts';
import { changesOf } from './report.ts';
import type { Roots } from './roots.ts';
import { findRoots, schemaName } from './roots.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';
import { createSession } from './session.ts';

export const jsonSchemaDetector: Detector = {
  id: detectorId,
  profiles: Object.keys(profiles),
  rules,
  units: schemaUnits,
  compare,
};

async function compare(unit: Unit, comparison: Comparison, budget: Budget): Promise<Compared> {
  const deadline = budget.elapsed() + budget.milliseconds;
  const stop = (): boolean => budget.cancelled() || budget.elapsed() > deadline;
  const roots = await findRoots(unit, comparison, budget, stop);
  const profile = profileOf(comparison.profiles[detectorId]);
  const { direction, openContent } = profile;
  const session = createSession(roots.libraries, { dialect: 'jsonSchema', openContent, stop });
  const notAnalysed = [...roots.notAnalysed];
  for (const { base, head, name } of roots.pairs) {
    const { path } = head.source;
    if (stop() && !notAnalysed.some((one) => one.path === path)) {
      notAnalysed.push({ path, reason: budget.cancelled() ? 'cancelled' : 'timeBudget', detail: '' });
      continue;
    }
    session.compare({ base, head, direction, use: name });
  }
  const changes = [
    ...changesOf(session.differences(), profile),
    ...roots.removed.map((node) => wholeChange('jsonschema/schema-removed', node, 'base')),
    ...roots.added.map((node) => wholeChange('jsonschema/schema-added', node, 'head')),
    ...definitionChanges(roots),
  ];
  const whole = [...roots.pairs.map(({ head }) => head), ...roots.removed, ...roots.added].map(
    ({ source }) => source.path,
  );
  return { changes, notAnalysed, whole: [...new Set(whole)] };
}

function wholeChange(rule: RuleId, node: DocumentNode, side: 'base' | 'head'): Change {
  const subject = schemaName(node.source.path);
  const start = { source: node.source, start: node.start, end: Math.min(node.start + 1, node.end) };
  return {
    rule,
    detector: detectorId,
    level: rules[rule].level,
    confidence: 'likely',
    subject,
    args: { subject, path: node.source.path },
    [side]: placeOf(start),
  };
}

function definitionChanges({ removedDefinitions, libraries }: Roots): readonly Change[] {
  return removedDefinitions.map(({ entry, head }) => {
    const rule = 'jsonschema/definition-removed';
    return {
      rule,
      detector: detectorId,
      level: rules[rule].level,
      confidence: 'review',
      subject: entry.key,
      args: { subject: entry.key },
      base: placeOf(entry),
      head: placeOf(spanOf(head, libraries.head)),
    };
  });
}
