/** What the commits of a comparison say of their review, from the history that was read for its messages. */
import { readText } from '../core/breaking/commits/message.ts';
import type { CommitText } from '../core/breaking/commits/message.ts';
import type { Comparison } from '../core/breaking/detector.ts';
import { codeownersFiles } from '../core/facts/codeowners.ts';
import { pathOf } from '../core/facts/paths.ts';
import { reviewFacts } from '../core/facts/review.ts';
import type { ReviewFacts } from '../core/facts/review.ts';

/** Undefined when the author of a commit or the file of the owners cannot be read: the figures would be wrong. */
export async function reviewOf(
  { head, changed }: Pick<Comparison, 'head' | 'changed'>,
  commits: readonly CommitText[],
): Promise<ReviewFacts | undefined> {
  const readings = commits.flatMap((text) => {
    const { author, parents = [] } = text;
    if (author === undefined) return [];
    const reading = readText(text);
    return [{ ...reading, commit: { ...reading.commit, author, parents } }];
  });
  if (readings.length !== commits.length) return undefined;
  const path = codeownersFiles.find((name) => head.has(name));
  const read = path === undefined ? undefined : await head.read(path);
  if (read?.ok === false) return undefined;
  const codeowners = path === undefined || read === undefined ? undefined : { path, text: read.text };
  return reviewFacts(readings, codeowners, changed.map(pathOf));
}
