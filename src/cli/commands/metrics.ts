import { day, epochDay, parseDate, parseInstant } from '../../core/base/instant.ts';
import type { Instant } from '../../core/base/instant.ts';
import { nearest } from '../../core/base/nearest.ts';
import { metricsOf } from '../../core/metrics/metrics.ts';
import { metricIds } from '../../core/metrics/model.ts';
import type { MetricId, Metrics, MetricsOptions } from '../../core/metrics/model.ts';
import { noteSentence } from '../../core/metrics/catalog.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { tellsSomething } from '../../core/report/metricsReport.ts';
import { gatherMetrics } from '../../node/metrics/gather.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, presentTime, workingFolder } from '../folder.ts';
import { styleFor } from '../output.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command, Host } from '../run.ts';

/** `metrics`: how often, how fast and how well releases reach production. */
export const metrics: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const asked = metricsRequestOf(invocation, host);
  if (typeof asked === 'string') {
    host.output.err(`${printable(asked)}\n`);
    return exitCodes.usage;
  }
  const done = noticeAfterASecond(host, 'Reading the history');
  const { result, notes } = await measured(folder, asked.options, host);
  done();
  const { only } = asked;
  const given = invocation.values.answer;
  if (given !== undefined) {
    const { writeAnswer } = await import('./answerMetrics.ts');
    const answered = writeAnswer(folder, given, result.questions);
    if (answered.ok) {
      host.output.out(withoutLogCommands(`${printable(answered.file)}: recorded ${printable(given)}\n`));
      return exitCodes.ok;
    }
    host.output.err(withoutLogCommands(`${printable(answered.message)}\n`));
    return answered.why === 'usage' ? exitCodes.usage : exitCodes.unknown;
  }
  host.output.out(await rendered(result, only, { invocation, host }));
  for (const note of notes) {
    host.output.err(`${printable(note)}\n`);
  }
  return tellsSomething(result, only) ? exitCodes.ok : exitCodes.unknown;
};

export interface Measured {
  readonly result: Metrics;
  /** What was not read, or cannot be used: a sentence each. */
  readonly notes: readonly string[];
}

/** Every metric of a folder. */
export async function measured(folder: string, options: MetricsOptions, host: Host): Promise<Measured> {
  const input = await gatherMetrics(folder, {
    environment: host.environment,
    until: options.until ?? options.now,
    ...(options.package === undefined ? {} : { package: options.package }),
  });
  return { result: metricsOf(input, options), notes: input.notes.map(noteSentence) };
}

export interface AskedMetrics {
  readonly options: MetricsOptions;
  readonly only: readonly MetricId[] | undefined;
}

/** A sentence when the command line makes no sense. */
export function metricsRequestOf(invocation: Invocation, host: Host): AskedMetrics | string {
  const { values, switches } = invocation;
  const now = presentTime(invocation, host);
  const since = instantOf(values.since, 'start');
  const until = instantOf(values.until, 'end');
  if (since === 'wrong' || until === 'wrong') {
    const [name, value = ''] = since === 'wrong' ? ['since', values.since] : ['until', values.until];
    return `--${name} is a day such as 2026-11-23 or an instant such as 2026-11-23T09:00:00Z; "${value}" is neither.`;
  }
  if (since !== undefined && since >= (until ?? now)) return '--since is not before --until. Swap them.';
  const names = values.metric?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !isMetric(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, metricIds);
    return `There is no metric "${unknown}".${near === undefined ? '' : ` Did you mean ${near}?`} Metrics: ${metricIds.join(', ')}.`;
  }
  return {
    options: {
      now,
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(values.package === undefined ? {} : { package: values.package }),
      leadTimeFrom: switches.has('committer-date') ? 'committer' : 'author',
      bots: switches.has('no-bots') ? 'leftOut' : 'counted',
    },
    only: names?.filter(isMetric),
  };
}

function isMetric(name: string): name is MetricId {
  return metricIds.some((id) => id === name);
}

/** A day counts whole, in UTC: the end of the last one is the start of the next. */
function instantOf(text: string | undefined, edge: 'start' | 'end'): Instant | 'wrong' | undefined {
  if (text === undefined) return undefined;
  const date = parseDate(text);
  if (date === undefined) return parseInstant(text) ?? 'wrong';
  return (epochDay(date) + (edge === 'end' ? 1 : 0)) * day;
}

/** Each format is loaded alone. */
async function rendered(
  result: Metrics,
  only: readonly MetricId[] | undefined,
  { invocation, host }: { readonly invocation: Invocation; readonly host: Host },
): Promise<string> {
  const { format } = invocation.values;
  if (format === 'json' || format === 'csv' || format === 'svg') {
    const { metricsCsv, metricsJson, metricsSvg } = await import('../../core/report/metricsReport.ts');
    return { json: metricsJson, csv: metricsCsv, svg: metricsSvg }[format](result, only);
  }
  const [{ metricsView }, { metricsMarkdown, metricsText }] = await Promise.all([
    import('../../core/metrics/view.ts'),
    import('../../core/report/metricsText.ts'),
  ]);
  const view = metricsView(result, only === undefined ? {} : { only });
  return format === 'markdown'
    ? metricsMarkdown(view)
    : metricsText(view, styleFor({ isTerminal: host.isTerminal.out, environment: host.environment }));
}
