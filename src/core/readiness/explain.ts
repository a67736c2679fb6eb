/** A readiness in words: the headline, what stands in the way, and what would turn it green. */
import { formatDue } from '../base/zone.ts';
import type { Instant } from '../base/instant.ts';
import { plainText } from '../base/plainText.ts';
import { reasonSentence, verdictWords } from './catalog.ts';
import type { Readiness, Reason, ReasonCode } from './model.ts';
import { commandLine, pathToGreen } from './path.ts';

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

/** The actions that lead to a plain GO, one line each; nothing for a GO. */
export function whatTurnsItGreen(readiness: Readiness): readonly string[] {
  return pathToGreen(readiness).map((action) => {
    const command = action.argv === undefined ? '' : `: ${commandLine(action.argv)}`;
    const who = action.who.length === 0 ? '' : ` (${action.who.map((name) => plainText(name)).join(', ')})`;
    return `${placeOf(action)}${action.what}${who}${command}`;
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

function placeOf({ where }: Pick<Reason, 'where'>): string {
  if (where === undefined) return '';
  const file = where.file === undefined ? 'line ' : `${plainText(where.file)}:`;
  return `${file}${where.line}: `;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
