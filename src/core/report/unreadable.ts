import { unreadableFixes, unreadableWords } from '../readiness/catalog.ts';
import type { UnreadableReason } from '../readiness/model.ts';
import type { UnreadFile } from './itemsReport.ts';

/** What to say of a file that a person named and that cannot be read. */
export function unreadFile(file: string, reason: UnreadableReason, detail: string): UnreadFile {
  const words = unreadableWords[reason];
  return {
    file,
    message: hasDetail.has(reason) ? `${words} (${detail})` : words,
    fix: unreadableFixes[reason],
  };
}

/** Reasons whose detail tells a person more than the words do. */
const hasDetail: ReadonlySet<UnreadableReason> = new Set<UnreadableReason>(['tooLarge', 'notUtf8', 'failed']);
