import { loadCatalogue } from '../../core/breaking/catalog.ts';
import { lintExamples } from '../../core/notes/lint/examples.ts';
import { notesRuleIds } from '../../core/notes/lint/model.ts';
import type { NotesRuleId } from '../../core/notes/lint/model.ts';
import { notesRules } from '../../core/notes/lint/rules.ts';
import { ruleJson, rulePage, ruleText } from '../../core/report/breakingRule.ts';
import type { NamedRule } from '../../core/report/breakingRule.ts';
import { everyRule, ruleNamed } from '../../core/report/foundRule.ts';
import { notesRulePage, notesRuleText } from '../../core/report/notesRule.ts';
import type { TextStyle } from '../../core/report/text.ts';
import { exitCodes } from '../exitCodes.ts';
import { styleFor } from '../output.ts';
import type { Command } from '../run.ts';

/** `explain`: what a rule means, found by its own id or by that of another tool. */
export const explain: Command = async ({ operands, values }, host) => {
  const catalogue = await loadCatalogue();
  const every = everyRule(catalogue);
  const [name] = operands;
  if (name === undefined) {
    host.output.out(values.format === 'json' ? ruleJson(every, notesRulesOf(notesRuleIds)) : listText(every));
    return exitCodes.ok;
  }
  const found = ruleNamed(name, catalogue);
  if (!found.ok) {
    const { near } = found;
    const hint = near === undefined ? 'release-readiness explain lists them all.' : `Did you mean ${near}?`;
    host.output.err(`There is no rule "${name}". ${hint}\n`);
    return exitCodes.usage;
  }
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  host.output.out(rendered(found, values.format, style));
  return exitCodes.ok;
};

interface Found {
  readonly rules: readonly NamedRule[];
  /** Rules of release notes. */
  readonly own: readonly NotesRuleId[];
}

function rendered({ rules, own }: Found, format: string | undefined, style: TextStyle): string {
  switch (format) {
    case 'json':
      return ruleJson(rules, notesRulesOf(own));
    case 'markdown':
      return [
        ...rules.map(rulePage),
        ...own.map((id) => notesRulePage(id, notesRules[id], lintExamples[id])),
      ].join('\n');
    default:
      return [
        ...rules.map((rule) => ruleText(rule, style)),
        ...own.map((id) => notesRuleText(id, notesRules[id], lintExamples[id], style)),
      ].join('\n');
  }
}

function notesRulesOf(ids: readonly NotesRuleId[]) {
  return ids.map((id) => ({ id, ...notesRules[id] }));
}

function listText(rules: readonly NamedRule[]): string {
  const rows = [
    ...rules.map(({ id, rule }) => [id, rule.level, rule.sentence] as const),
    ...notesRuleIds.map((id) => [id, notesRules[id].severity, notesRules[id].sentence] as const),
  ];
  const width = Math.max(0, ...rows.map(([id]) => id.length));
  return rows
    .map(([id, level, sentence]) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${sentence}\n`)
    .join('');
}
