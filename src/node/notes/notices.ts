/** Deprecations and known issues that changed files and the notes of the last release tell of. */
import type { Comparison } from '../../core/breaking/detector.ts';
import type { CommitReading } from '../../core/history/model.ts';
import { noticesIn } from '../../core/notes/addedLines.ts';
import type { Notices } from '../../core/notes/addedLines.ts';
import type { KnownIssue } from '../../core/notes/facts.ts';
import { contentOf, saidIn } from '../../core/notes/lint/sections.ts';
import { referencesOf } from '../../core/notes/mentions.ts';
import { readNotes } from '../../core/notes/read.ts';

/** Changed files beyond this many are not looked at. */
const mostFiles = 2000;

export async function noticesOf({ base, head, changed }: Comparison): Promise<Notices> {
  const found = await Promise.all(
    changed.slice(0, mostFiles).map(async (file): Promise<Notices> => {
      if (file.head === undefined || !marked.test(file.head)) {
        return { deprecations: [], knownIssues: [] };
      }
      const [before, after] = await Promise.all([
        file.base === undefined ? undefined : base.read(file.base),
        head.read(file.head),
      ]);
      return after.ok
        ? noticesIn({
            path: file.head,
            head: after.text,
            ...(before?.ok === true ? { base: before.text } : {}),
          })
        : { deprecations: [], knownIssues: [] };
    }),
  );
  return {
    deprecations: found.flatMap(({ deprecations }) => deprecations),
    knownIssues: found.flatMap(({ knownIssues }) => knownIssues),
  };
}

const marked = /\.[a-z]{1,8}$/i;

/** What the last notes listed and no commit of the range names as done. */
export async function previousKnownIssues(
  { base }: Comparison,
  commits: readonly CommitReading[],
): Promise<readonly KnownIssue[]> {
  const path = base.paths
    .filter((one) => notesFile.test(one))
    .toSorted((a, b) => numeric.compare(a, b))
    .at(-1);
  const file = path === undefined ? undefined : await base.read(path);
  if (path === undefined || file?.ok !== true) {
    return [];
  }
  const done = new Set(commits.flatMap(({ references }) => references.map(({ id }) => id)));
  return saidIn(readNotes(file.text), 'knownIssues')
    .filter(({ kind, text }) => kind === 'bullet' && /^[-*+]/.test(text))
    .filter(({ text }) => !referencesOf(text).some(({ id }) => done.has(id)))
    .map(({ text, number }) => ({
      text: contentOf(text),
      from: 'previous-notes',
      where: { path, line: number },
    }));
}

const notesFile =
  /(?:^|\/)(?:release[-_ ]?notes?|notes)(?:[-_ ][\w.-]{1,40})?\.md$|(?:^|\/)releases?\/[^/]{1,60}\/notes\.md$/i;
const numeric = new Intl.Collator('en', { numeric: true });
