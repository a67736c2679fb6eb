/** All metrics of one repository at one moment. Pure: the same input gives the same values. */
import { deploymentsOf, isOfPackage } from './deployments.ts';
import { doraFigures } from './dora.ts';
import type { Known } from './dora.ts';
import { failuresOf } from './failures.ts';
import { planningHints } from './hints.ts';
import type { Metrics, MetricsInput, MetricsOptions } from './model.ts';
import { qualityFigures } from './qualityFigures.ts';
import { questionsOf } from './questions.ts';
import { releaseFigures } from './releaseFigures.ts';
import { windowsOf } from './window.ts';

export function metricsOf(given: MetricsInput, options: MetricsOptions): Metrics {
  const input = {
    ...given,
    records: given.records.filter(({ version }) => isOfPackage(version, options.package)),
    incidents: given.incidents.filter(({ causedBy, release }) =>
      isOfPackage(causedBy ?? release ?? '', options.package),
    ),
  };
  const deployments = deploymentsOf(input, {
    until: options.until ?? options.now,
    ...(options.package === undefined ? {} : { package: options.package }),
  });
  const windows = windowsOf(options, deployments.all);
  const known: Known = {
    input,
    options,
    deployments,
    failures: failuresOf(deployments.all, input.incidents),
    windows,
  };
  return {
    figures: [...doraFigures(known), ...releaseFigures(known), ...qualityFigures(known)],
    questions: questionsOf(input, deployments.all, windows.releases.since),
    hints: planningHints(input, deployments, windows.releases),
    notes: [...input.notes, ...deployments.notes],
    leadTimeFrom: options.leadTimeFrom ?? 'author',
  };
}
