/** Reads and writes `releases/breaking-accepted.yml`. */
import { readYamlData } from '../policy/yamlData.ts';
import type { YamlMap, YamlValue } from '../policy/yamlData.ts';
import type { Change } from './change.ts';
import { pathOf } from './order.ts';
import type { Acceptance } from './suppress.ts';

export interface AcceptedList {
  readonly acceptances: readonly Acceptance[];
  /** Line and what is wrong there; entries that can be read count all the same. */
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
}

/**
 * A list under `accepted`, each entry with `rule`, `subject` and `reason`, and where known `path` and `args`.
 * Never throws.
 */
export function readAcceptedList(text: string, file: string): AcceptedList {
  const data = readYamlData(text, file);
  const problems: { readonly line: number; readonly problem: string }[] = data.problems.map(
    ({ kind, where }) => ({ line: where.line, problem: kind }),
  );
  const top = asMap(data.value);
  const list = top?.['accepted'];
  if (!Array.isArray(list)) {
    const empty = data.value === null || (top !== undefined && list === null);
    return {
      acceptances: [],
      problems: empty || problems.length > 0 ? problems : [{ line: 1, problem: 'no list "accepted"' }],
    };
  }
  const acceptances: Acceptance[] = [];
  list.forEach((entry: YamlValue, index) => {
    const { line, column } = data.whereOf(['accepted', index]);
    const fields = asMap(entry);
    const [rule, subject] = [textOf(fields?.['rule']), textOf(fields?.['subject'])];
    if (rule === undefined || subject === undefined) {
      problems.push({ line, problem: 'an entry needs "rule" and "subject"' });
      return;
    }
    const path = textOf(fields?.['path']);
    const args = asMap(fields?.['args']);
    acceptances.push({
      rule,
      subject,
      reason: textOf(fields?.['reason'])?.trim() ?? '',
      where: { path: file, line, column },
      ...(path === undefined ? {} : { path }),
      ...(args === undefined ? {} : { args: argsOf(args) }),
    });
  });
  return { acceptances, problems };
}

/** An entry that accepts the change as it is now. Values are JSON, which YAML reads. */
export function acceptedEntry(change: Change, reason: string): string {
  const args = Object.entries(change.args);
  return [
    `  - rule: ${JSON.stringify(change.rule)}`,
    `    subject: ${JSON.stringify(change.subject)}`,
    `    path: ${JSON.stringify(pathOf(change))}`,
    ...(args.length === 0 ? [] : ['    args:']),
    ...args.map(([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value)}`),
    `    reason: ${JSON.stringify(reason)}`,
    '',
  ].join('\n');
}

function asMap(value: YamlValue | undefined): YamlMap | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as YamlMap)
    : undefined;
}

function textOf(value: YamlValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function argsOf(map: YamlMap): Change['args'] {
  return Object.fromEntries(
    Object.entries(map).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  );
}
