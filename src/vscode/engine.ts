/**
 * The heavy half of the extension, loaded on first use: parsers, evaluation and
 * catalogues stay out of the file that VS Code loads on activation.
 */
export async function loadEngine() {
  const [engine, tree, checklist, readiness, guide] = await Promise.all([
    import('../core/engine.ts'),
    import('../core/readiness/tree.ts'),
    import('../core/checklist/catalog.ts'),
    import('../core/readiness/catalog.ts'),
    import('../core/policy/guide.ts'),
  ]);
  return { ...engine, ...tree, ...checklist, ...readiness, ...guide };
}

export type Engine = Awaited<ReturnType<typeof loadEngine>>;
