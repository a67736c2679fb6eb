/** A readiness in words: the headline, what stands in the way, and what would turn it green. */
import { formatDue } from '../base/zone.ts';
import type { Instant } from '../base/instant.ts';
import { plainText } from '../base/plainText.ts';
import { reasonFix, reasonSentence, verdictWords } from './catalog.ts';
import type { Readiness, Reason, ReasonCode } from './model.ts';

export interface ExplainOptions {
  readonly now: Instant;
  /** Zone that times are shown in. */
  readonly timezone: string;
}

/** `NO-GO: 12 of 51 items before production are in the way, due Tue 14:00`. */
export function headline(readiness: Readiness, options: ExplainOptions): string {
  const { verdict, decision, blocking, next, reasons } = readiness;
  const words = verdictWords[verdict];
  const first = reasons[0];
  if (verdict === 'go') return `${words}: ${decision.done} of ${decision.total} before production are done`;
  if (first !== undefined && !fromItems.has(first.code)) return `${words}: ${reasonSentence(first)}`;
  if (verdict === 'conditionalGo') {
    const count = reasons.filter(({ weight }) => weight === 'conditional' || weight === 'warning').length;
    return `${words}: ${counted(count, 'exception', 'exceptions')} to accept`;
  }
  const due = next?.dueAt === undefined ? '' : `, ${dueWords(next.dueAt, options)}`;
  const before = `${blocking} of ${decision.total} items before production`;
  return `${words}: ${before} ${blocking === 1 ? 'is' : 'are'} in the way${due}`;
}

/** The headline, then every reason with its place, heaviest first. */
export function explainVerdict(readiness: Readiness, options: ExplainOptions): readonly string[] {
  const lines = readiness.reasons.map((reason) => `${placeOf(reason)}${reasonSentence(reason)}`);
  return [headline(readiness, options), ...lines];
}

/** The steps that lead to a plain GO: each fix once, with how many reasons it answers; nothing for a GO. */
export function whatTurnsItGreen(readiness: Readiness): readonly string[] {
  const groups = new Map<string, Reason[]>();
  for (const reason of readiness.reasons) {
    if (reason.weight === 'info') continue;
    const key = `${reason.code} ${reasonFix(reason)}`;
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return '';
    const more = group.length === 1 ? '' : ` (and ${group.length - 1} more)`;
    return `${reasonSentence(first)}${more} \u2014 ${reasonFix(first)}`;
  });
}

/** `due Tue 14:00`, or `overdue since Tue 14:00`. */
export function dueWords(dueAt: Instant, options: ExplainOptions): string {
  const time = formatDue(dueAt, { zone: options.timezone, now: options.now });
  return dueAt < options.now ? `overdue since ${time}` : `due ${time}`;
}

const fromItems: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'itemOpen',
  'itemOverdue',
  'itemDueLater',
  'itemFailed',
  'itemBlocked',
  'fieldEmpty',
  'conditionUndecided',
]);

function placeOf({ where }: Reason): string {
  if (where === undefined) return '';
  const file = where.file === undefined ? 'line ' : `${plainText(where.file)}:`;
  return `${file}${where.line}: `;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
