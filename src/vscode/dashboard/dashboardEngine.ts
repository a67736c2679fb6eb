/** The engine of metrics, loaded when the dashboard is opened. */
export async function loadDashboardEngine() {
  const [
    { gatherMetrics },
    { metricsOf },
    { metricsView },
    { chartSvgForPage },
    { answerQuestion },
    { metricsCsv, metricsJson, metricsSvg },
    { metricsMarkdown },
    { askedOf, holdsNothing, packagesOf },
  ] = await Promise.all([
    import('../../node/metrics/gather.ts'),
    import('../../core/metrics/metrics.ts'),
    import('../../core/metrics/view.ts'),
    import('../../core/metrics/picture.ts'),
    import('../../core/metrics/answer.ts'),
    import('../../core/report/metricsReport.ts'),
    import('../../core/report/metricsText.ts'),
    import('./asked.ts'),
  ]);
  return {
    gatherMetrics,
    metricsOf,
    metricsView,
    chartSvgForPage,
    answerQuestion,
    metricsCsv,
    metricsJson,
    metricsSvg,
    metricsMarkdown,
    askedOf,
    holdsNothing,
    packagesOf,
  };
}

export type DashboardEngine = Awaited<ReturnType<typeof loadDashboardEngine>>;
