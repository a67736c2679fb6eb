/** A rule for people: in a terminal and as a page of the documentation. */
import type { CatalogEntry } from '../base/catalog.ts';
import type { Rule } from '../breaking/detector.ts';
import { levelWords } from './breakingReport.ts';
import { printableJson } from './printable.ts';
import type { TextStyle } from './text.ts';

export interface NamedRule {
  readonly id: string;
  readonly rule: Rule;
}

export function ruleText({ id, rule }: NamedRule, style: TextStyle): string {
  return [
    `${style.bold(id)}  ${levelWords[rule.level]}`,
    rule.sentence,
    ...(rule.profile === undefined ? [] : [`Told under the profile ${rule.profile}, or when it is named.`]),
    '',
    rule.why,
    '',
    `${style.bold('Fix')}  ${rule.fix}`,
    ...(rule.aliases.length === 0 ? [] : [`${style.bold('Elsewhere')}  ${rule.aliases.join(', ')}`]),
    '',
    ...pairText('Found', rule.example, style),
    ...pairText('Not found', rule.nearMiss, style),
  ].join('\n');
}

/** The page `docs/rules/<detector>/<rule>.md`. */
export function rulePage({ id, rule }: NamedRule): string {
  return [
    `# ${id}`,
    '',
    rule.profile === undefined
      ? `Level: ${rule.level}.`
      : `Level: ${rule.level}, under the profile \`${rule.profile}\` or when the rule is named.`,
    '',
    `> ${rule.sentence}`,
    '',
    rule.why,
    '',
    '## What to do',
    '',
    rule.fix,
    '',
    ...pairPage('Found', rule.example),
    ...pairPage('Not found', rule.nearMiss),
    '## Accepting it',
    '',
    `Write \`release-readiness-allow ${id}: reason\` in a comment on the line or just above it, or list the`,
    'change in `releases/breaking-accepted.yml`.',
    ...(rule.aliases.length === 0
      ? []
      : ['', '## In other tools', '', ...rule.aliases.map((alias) => `- \`${alias}\``)]),
    '',
  ].join('\n');
}

/** `notes`: rules of release notes, which have a severity and no level. */
export function ruleJson(
  rules: readonly NamedRule[],
  notes: readonly (CatalogEntry & { readonly id: string })[] = [],
): string {
  const report = {
    schema: 'release-readiness/rules/1',
    rules: rules.map(({ id, rule }) => ({ id, ...rule })),
    notes,
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

function pairText(title: string, { file, base, head }: Rule['example'], style: TextStyle): readonly string[] {
  const lines = (sign: string, text: string) =>
    text === ''
      ? []
      : text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${sign} ${line}`);
  return [style.bold(`${title}, ${file}`), ...lines('-', base), ...lines('+', head), ''];
}

function pairPage(title: string, { file, base, head }: Rule['example']): readonly string[] {
  const side = (name: string, text: string) => [
    `${name}:`,
    '',
    ...(text.trim() === '' ? ['No such file.'] : fenced(file, text)),
    '',
  ];
  return [`## ${title}`, '', `In \`${file}\`.`, '', ...side('Before', base), ...side('After', head)];
}

/** A fence longer than any in the text. */
function fenced(file: string, text: string): readonly string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${file.slice(file.lastIndexOf('.') + 1)}`, text.trimEnd(), fence];
}
