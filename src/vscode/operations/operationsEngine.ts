/** Parsers and edits of incidents, loaded by the first look at the view or the first command. */
export async function loadOperationsEngine() {
  const [
    tree,
    playbooks,
    edits,
    declare,
    alarms,
    records,
    sheets,
    good,
    messages,
    report,
    sections,
    refusals,
    clocks,
  ] = await Promise.all([
    import('../../core/incident/operationsTree.ts'),
    import('../../core/incident/playbooks.ts'),
    import('../../core/incident/edits.ts'),
    import('../../core/incident/declare.ts'),
    import('../../core/incident/alarms.ts'),
    import('../../core/release/recordEdit.ts'),
    import('../../core/incident/runSheet.ts'),
    import('../../core/incident/knownGood.ts'),
    import('../../core/incident/messages.ts'),
    import('../../core/incident/incidentReport.ts'),
    import('../../core/incident/sections.ts'),
    import('../../core/incident/refusals.ts'),
    import('../../core/incident/clocks.ts'),
  ]);
  return {
    ...tree,
    ...playbooks,
    ...edits,
    ...declare,
    ...alarms,
    ...records,
    ...sheets,
    ...good,
    ...messages,
    ...report,
    ...sections,
    ...refusals,
    ...clocks,
  };
}

export type OperationsEngine = Awaited<ReturnType<typeof loadOperationsEngine>>;
