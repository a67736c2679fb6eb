import type { TextEdit } from '../core/base/text.ts';
import { replaceFile } from './atomicWrite.ts';
import type { Replacement, ReplaceOptions } from './atomicWrite.ts';
import { decodeText } from './readText.ts';
import { splice } from './splice.ts';

/**
 * Edits a file on disk: `compute` gets its text without the byte order mark and
 * answers with edits or a refusal; a refusal leaves the file as it is.
 */
export function editFile<
  Answer extends { readonly ok: true; readonly edits: readonly TextEdit[] } | { readonly ok: false },
>(path: string, compute: (text: string) => Answer, options: ReplaceOptions = {}): Replacement<Answer> {
  const replacement = replaceFile<Answer | string>(
    path,
    (bytes) => {
      const read = decodeText(bytes);
      if (read.status !== 'read') return { answer: read.detail };
      const answer = compute(read.text);
      return answer.ok ? { bytes: splice(bytes, answer.edits), answer } : { answer };
    },
    options,
  );
  if (replacement.status === 'refused') return replacement;
  const { status, answer } = replacement;
  return typeof answer === 'string'
    ? { status: 'refused', refusal: 'notUtf8', detail: answer }
    : { status, answer };
}
