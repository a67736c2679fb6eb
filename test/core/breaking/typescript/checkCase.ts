import assert from 'node:assert/strict';
import { changesBetween, type Files } from './changesBetween.ts';

export interface Case {
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  /** `level rule subject`, without the name of the detector; additions are left out. */
  readonly expected: readonly string[];
  readonly profile?: string;
}

export const index = (base: string, head: string): Pick<Case, 'base' | 'head'> => ({
  base: { 'index.d.ts': base },
  head: { 'index.d.ts': head },
});

export async function check(given: Case): Promise<void> {
  const changes = await changesBetween(
    given.base,
    given.head,
    given.profile === undefined ? {} : { profile: given.profile },
  );
  const told = changes.filter((change) => !change.rule.endsWith('/export-added'));
  assert.deepEqual(
    told
      .map((change) => `${change.level} ${change.rule.replace('typescript/', '')} ${change.subject}`)
      .toSorted(),
    given.expected.toSorted(),
  );
}
