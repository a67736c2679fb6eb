/** What the tools for language models need beside the other engines, loaded with the first call. */
export async function loadAgentsEngine() {
  const [args, answers, readiness, items, changes, rules, notes, metrics, itemChange, table] =
    await Promise.all([
      import('../../core/tools/arguments.ts'),
      import('../../core/tools/answer.ts'),
      import('../../core/tools/readinessAnswer.ts'),
      import('../../core/tools/itemsAnswer.ts'),
      import('../../core/tools/changesAnswer.ts'),
      import('../../core/tools/ruleAnswer.ts'),
      import('../../core/tools/notesAnswer.ts'),
      import('../../core/tools/metricsAnswer.ts'),
      import('../../core/tools/itemChange.ts'),
      import('../../core/tools/table.ts'),
    ]);
  const [check, listed, incomplete, unreadable, breaking, found, lint, refusals, read, address, sentences] =
    await Promise.all([
      import('../../core/report/checkReport.ts'),
      import('../../core/report/itemsReport.ts'),
      import('../../core/report/incompleteFile.ts'),
      import('../../core/report/unreadable.ts'),
      import('../../core/report/breakingReport.ts'),
      import('../../core/report/foundRule.ts'),
      import('../../core/report/notesLintReport.ts'),
      import('../../core/checklist/refusals.ts'),
      import('../../core/checklist/read.ts'),
      import('../../core/checklist/address.ts'),
      import('../../core/metrics/catalog.ts'),
    ]);
  return {
    ...args,
    ...answers,
    ...readiness,
    ...items,
    ...changes,
    ...rules,
    ...notes,
    ...metrics,
    ...itemChange,
    ...table,
    ...check,
    ...listed,
    ...incomplete,
    ...unreadable,
    ...breaking,
    ...found,
    ...lint,
    ...refusals,
    ...read,
    ...address,
    metricsNote: sentences.noteSentence,
  };
}

export type AgentsEngine = Awaited<ReturnType<typeof loadAgentsEngine>>;
