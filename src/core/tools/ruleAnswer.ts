import { lintExamples } from '../notes/lint/examples.ts';
import type { LintExample } from '../notes/lint/examples.ts';
import { notesRules } from '../notes/lint/rules.ts';
import type { FoundRule } from '../report/foundRule.ts';
import { answer, cleanLine, counted, refusal } from './answer.ts';
import type { ToolResult } from './answer.ts';

/** What rules mean; their examples keep their lines. */
export function ruleAnswer(name: string, found: FoundRule): ToolResult {
  if (!found.ok) {
    const { near } = found;
    const hint =
      near === undefined
        ? 'Take the rule from an answer of find_breaking_changes or check_release_notes.'
        : `Did you mean ${near}? Call explain_rule again with that.`;
    return refusal(`There is no rule "${cleanLine(name, 100)}". ${hint}`);
  }
  const { rules, own } = found;
  return answer([`${counted(rules.length + own.length, 'rule')} of that name.`], {
    rules: rules.map(({ id, rule }) => ({
      id,
      level: rule.level,
      sentence: rule.sentence,
      why: rule.why,
      fix: rule.fix,
      elsewhere: rule.aliases,
      found: linesOf(rule.example),
      notFound: linesOf(rule.nearMiss),
    })),
    rulesOfNotes: own.map((id) => ({
      id,
      ...notesRules[id],
      found: notesOf(lintExamples[id].found),
      notFound: notesOf(lintExamples[id].nearMiss),
    })),
  });
}

interface Pair {
  readonly file: string;
  readonly base: string;
  readonly head: string;
}

function linesOf({ file, base, head }: Pair): Readonly<Record<string, unknown>> {
  return { file, before: base.split('\n'), after: head.split('\n') };
}

function notesOf({ notes, knows }: LintExample): Readonly<Record<string, unknown>> {
  return { where: knows, notes: notes.split('\n') };
}
