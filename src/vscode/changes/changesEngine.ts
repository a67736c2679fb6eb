/** The half that compares, loaded by the first comparison and not before. */
export async function loadChangesEngine() {
  const [changes, sentences, catalog, cache, tree, bump, facts, workers] = await Promise.all([
    import('../../node/changes.ts'),
    import('../../node/changeSentences.ts'),
    import('../../core/breaking/catalog.ts'),
    import('../../core/breaking/cache.ts'),
    import('../../core/breaking/tree.ts'),
    import('../../core/breaking/bump.ts'),
    import('../../core/breaking/facts.ts'),
    import('../../node/workers/pool.ts'),
  ]);
  const catalogue = await catalog.loadCatalogue();
  return {
    ...changes,
    ...sentences,
    ...catalog,
    ...cache,
    ...tree,
    ...bump,
    ...facts,
    ...workers,
    catalogue,
  };
}

export type ChangesEngine = Awaited<ReturnType<typeof loadChangesEngine>>;
