import type { TreeText } from '../../core/breaking/detector.ts';
import { decodeText } from '../readText.ts';
import type { GitOptions } from '../git.ts';
import { objectName } from './listing.ts';
import { openRepository } from './repository.ts';

/**
 * The text of one file at a commit, by its object name; `path` is relative to the repository. For one
 * file a person looks at: whoever reads many keeps the repository open.
 */
export async function fileAtCommit(
  folder: string,
  { commit, path }: { readonly commit: string; readonly path: string },
  options: GitOptions = {},
): Promise<TreeText> {
  if (!objectName.test(commit)) {
    return { ok: false, reason: 'missing', detail: 'no object name' };
  }
  const opened = openRepository(folder, options);
  if (!opened.ok) {
    return { ok: false, reason: 'failed', detail: opened.detail };
  }
  try {
    const answer = await opened.repository.objects.read(`${commit}:${path}`);
    switch (answer.found) {
      case 'yes': {
        const decoded = answer.type === 'blob' ? decodeText(answer.bytes) : undefined;
        return decoded?.status === 'read'
          ? { ok: true, text: decoded.text }
          : { ok: false, reason: 'notUtf8', detail: decoded?.detail ?? answer.type };
      }
      case 'tooLarge':
        return { ok: false, reason: 'tooLarge', detail: `${answer.size} bytes` };
      case 'failed':
        return { ok: false, reason: 'failed', detail: answer.detail };
      default:
        return { ok: false, reason: 'missing', detail: '' };
    }
  } finally {
    opened.repository.close();
  }
}
