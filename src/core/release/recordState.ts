/** What a decision or a sign-off rests on at this moment. */
import type { Assessment } from '../engine.ts';
import { askedDigest } from '../readiness/since.ts';
import type { RecordRequest } from './recordActions.ts';

/** `checklistSha256`: of the text of the only checklist; undefined for several. */
export function stateForRecord(
  { readiness, policy }: Pick<Assessment, 'readiness' | 'policy'>,
  index: number,
  checklistSha256: string | undefined,
): NonNullable<RecordRequest['state']> {
  const release = readiness[index];
  const sources = release?.sources ?? [];
  const complete = sources.length > 0 && sources.every(({ status }) => status === 'read');
  return {
    blockers: release?.blocking ?? 0,
    waived: (release?.sections ?? []).flatMap(({ items }) =>
      items.flatMap(({ state, item }) => (state === 'waived' ? [item.id] : [])),
    ),
    ...(checklistSha256 === undefined ? {} : { checklistSha256 }),
    ...(complete ? { itemsSha256: askedDigest(policy, sources) } : {}),
  };
}
