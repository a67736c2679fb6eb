import { unreadableWords } from '../readiness/catalog.ts';
import type { UnreadableReason } from '../readiness/model.ts';
import type { UnreadFile } from './itemsReport.ts';

/** What to say of a file that a person named and that cannot be read. */
export function unreadFile(file: string, reason: UnreadableReason, detail: string): UnreadFile {
  const words = unreadableWords[reason];
  return { file, message: hasDetail.has(reason) ? `${words} (${detail})` : words, fix: fixes[reason] };
}

/** Reasons whose detail tells a person more than the words do. */
const hasDetail: ReadonlySet<UnreadableReason> = new Set<UnreadableReason>(['tooLarge', 'notUtf8', 'failed']);

const fixes: Readonly<Record<UnreadableReason, string>> = {
  missing: 'Check the path.',
  denied: 'Give read permission, or move the file into the folder.',
  tooLarge: 'Split it into smaller files.',
  notUtf8: 'Save it as UTF-8.',
  notAFile: 'Name a Markdown or YAML file.',
  syntax: 'Correct it at the place that is named.',
  failed: 'Try again, and check the disk.',
};
