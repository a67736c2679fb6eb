/** Runs the detector over two sets of files. */
import assert from 'node:assert/strict';
import type { Change } from '../../../../src/core/breaking/change.ts';
import type { Budget, Compared } from '../../../../src/core/breaking/detector.ts';
import { openapiDetector } from '../../../../src/core/breaking/openapi/index.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

const today = Date.UTC(2026, 0, 15);
export const unlimited: Budget = {
  milliseconds: 60_000,
  cancelled: () => false,
  elapsed: () => 0,
  now: today,
};

export async function run(
  base: Files,
  head: Files,
  { profile = 'default', budget = unlimited }: { readonly profile?: string; readonly budget?: Budget } = {},
): Promise<Compared> {
  const comparison = memoryComparison(base, head, { profiles: { openapi: profile } });
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of openapiDetector.units(comparison)) {
    const compared = await openapiDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

/** Words of sentences that a change does not fill. */
export function unfilled(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(({ rule, args }) =>
    [...(openapiDetector.rules[rule]?.sentence ?? `{${rule}}`).matchAll(/\{(\w+)\}/g)]
      .filter(([, name]) => args[name ?? ''] === undefined)
      .map(([word]) => `${rule} ${word}`),
  );
}

/** `parameter-removed GET /pets query limit` for each change. */
export function brief(changes: readonly Change[]): readonly string[] {
  return changes.map(({ rule, subject }) => `${rule.replace('openapi/', '')} ${subject}`);
}

export async function check(
  base: Files | string,
  head: Files | string,
  expected: readonly string[],
  profile = 'default',
): Promise<void> {
  const { changes } = await run(asFiles(base), asFiles(head), { profile });
  assert.deepEqual(brief(changes), expected);
}

function asFiles(text: Files | string): Files {
  return typeof text === 'string' ? { 'openapi.yaml': text } : text;
}
