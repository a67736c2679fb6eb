import type { Metrics } from '../metrics/model.ts';
import { metricsReport, tellsSomething } from '../report/metricsReport.ts';
import { answer, counted } from './answer.ts';
import type { ToolResult } from './answer.ts';

/** Every figure without its trend; of the list behind it the first rows. */
export function metricsAnswer(metrics: Metrics, notes: readonly string[]): ToolResult {
  const report = metricsReport(metrics);
  const told = report.metrics.filter(({ state }) => state !== 'none');
  return answer(
    [
      tellsSomething(metrics)
        ? `${told.length} of ${counted(report.metrics.length, 'metric')} could be told. Durations are milliseconds, shares 0 to 1.`
        : 'No metric could be told: nothing is recorded. Each says why.',
      report.questions.length === 0
        ? ''
        : `${counted(report.questions.length, 'question')} that a person could answer would change figures: see questions.`,
      'Lists are cut after three rows; the command release-readiness metrics prints all of them.',
    ],
    {
      metrics: report.metrics.map((figure) => ({
        ...figure,
        series: undefined,
        list: figure.list.slice(0, mostRows),
        moreRows: Math.max(0, figure.list.length - mostRows),
      })),
      questions: report.questions.slice(0, mostQuestions).map(({ text, how }) => ({ text, how })),
      planning: { ...report.planning, batches: report.planning.batches.slice(0, mostRows) },
      notes,
    },
  );
}

const mostRows = 3;
const mostQuestions = 10;
