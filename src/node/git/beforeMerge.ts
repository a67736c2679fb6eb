import { decodeText } from '../readText.ts';
import { runGit } from './process.ts';
import type { GitPlace } from './process.ts';

/** What a file was before the two sides of an unfinished merge changed it; undefined when the index does not say. */
export async function beforeMerge(place: GitPlace, file: string): Promise<string | undefined> {
  const output = await runGit(place, ['cat-file', 'blob', `:1:./${file}`]);
  const decoded = output.ok ? decodeText(output.out) : undefined;
  return decoded?.status === 'read' ? decoded.text : undefined;
}
