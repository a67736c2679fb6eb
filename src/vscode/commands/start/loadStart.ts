/** The half that starts releases, loaded by the first command that does. */
export async function loadStart() {
  const [guide, instance, start, suggestion, choice, evidence, policy, instant] = await Promise.all([
    import('../../../core/release/guideTemplate.ts'),
    import('../../../core/release/instantiate.ts'),
    import('../../../core/release/startRelease.ts'),
    import('../../../core/release/suggestRelease.ts'),
    import('../../../core/release/chooseTemplate.ts'),
    import('../../../node/releaseEvidence.ts'),
    import('../../../core/policy/guide.ts'),
    import('../../../core/base/instant.ts'),
  ]);
  return { ...guide, ...instance, ...start, ...suggestion, ...choice, ...evidence, ...policy, ...instant };
}

export type StartEngine = Awaited<ReturnType<typeof loadStart>>;
