import { findRules, loadCatalogue } from '../../core/breaking/catalog.ts';
import type { LoadedCatalogue } from '../../core/breaking/catalog.ts';
import { ruleJson, rulePage, ruleText } from '../../core/report/breakingRule.ts';
import { exitCodes } from '../exitCodes.ts';
import { nearest } from '../../core/base/nearest.ts';
import { styleFor } from '../output.ts';
import type { Command } from '../run.ts';

/** `explain`: what a rule means, found by its own id or by that of another tool. */
export const explain: Command = async ({ operands, values }, host) => {
  const catalogue = await loadCatalogue();
  const [name] = operands;
  if (name === undefined) {
    host.output.out(values.format === 'json' ? ruleJson(everyRule(catalogue)) : listText(catalogue));
    return exitCodes.ok;
  }
  const ids = findRules(name, catalogue);
  if (ids.length === 0) {
    const near = nearest(
      name,
      everyRule(catalogue).map(({ id }) => id),
    );
    const hint = near === undefined ? 'release-readiness explain lists them all.' : `Did you mean ${near}?`;
    host.output.err(`There is no rule "${name}". ${hint}\n`);
    return exitCodes.usage;
  }
  const rules = everyRule(catalogue).filter(({ id }) => ids.includes(id));
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  const write = { json: () => ruleJson(rules), markdown: () => rules.map(rulePage).join('\n') } as const;
  const format = values.format === 'json' || values.format === 'markdown' ? write[values.format] : undefined;
  host.output.out(format === undefined ? rules.map((rule) => ruleText(rule, style)).join('\n') : format());
  return exitCodes.ok;
};

function everyRule({ sources }: LoadedCatalogue) {
  return sources.flatMap(({ rules }) => Object.entries(rules).map(([id, rule]) => ({ id, rule })));
}

function listText(catalogue: LoadedCatalogue): string {
  const rules = everyRule(catalogue);
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, rule }) => `${id.padEnd(width)}  ${rule.level.padEnd(6)}  ${rule.sentence}\n`)
    .join('');
}
