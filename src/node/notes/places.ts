/** Where a repository says how to go back, and where to report what is wrong. */
import type { Tree } from '../../core/breaking/detector.ts';
import type { RepositoryLinks } from '../../core/history/model.ts';
import type { NotesFacts } from '../../core/notes/facts.ts';
import { issuesUrl, safeUrl } from '../../core/notes/links.ts';

/** A file about going back comes before a runbook about everything; the shortest path wins. */
export function runbookIn(paths: readonly string[]): NotesFacts['runbook'] {
  const [path] = paths
    .filter((one) => runbook.test(one) && !/(?:^|\/)(?:node_modules|vendor|fixtures|tests?)\//.test(one))
    .toSorted((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1));
  return path === undefined ? undefined : { path };
}

/** A page whose name says that it is one, alone or with a word before it; a page that speaks of rollbacks is none. */
const runbook =
  /(?:^|\/)(?:(?:[\w.]{1,40}[-_ ])?(?:roll-?_?back|runbook)(?:[-_ ](?:plan|procedure|guide|runbook|playbook|steps|checklist))?\.(?:md|adoc|rst|txt)|runbooks?\/[^/]{1,80}\.(?:md|adoc|rst))$/i;

function rank(path: string): number {
  return /roll-?_?back/i.test(path) ? 0 : 1;
}

/** The manifest's own answer, then a file for it, then the issues of the host. */
export async function feedbackAt(
  head: Tree,
  links: RepositoryLinks | undefined,
): Promise<NotesFacts['feedback']> {
  const stated = await bugsAddress(head);
  if (stated !== undefined) {
    return { url: stated, from: 'package.json' };
  }
  const url = issuesUrl(links);
  if (url !== undefined) {
    return { url, from: 'the remote repository' };
  }
  const support = head.paths.find((path) => /^(?:\.github\/|docs\/)?SUPPORT\.md$/i.test(path));
  return support === undefined ? undefined : { url: support, from: support };
}

async function bugsAddress(head: Tree): Promise<string | undefined> {
  const file = head.has('package.json') ? await head.read('package.json') : undefined;
  try {
    const data: unknown = JSON.parse(file?.ok === true ? file.text : '');
    const bugs = typeof data === 'object' && data !== null && 'bugs' in data ? data.bugs : undefined;
    const url = typeof bugs === 'object' && bugs !== null && 'url' in bugs ? bugs.url : bugs;
    return typeof url === 'string' ? safeUrl(url) : undefined;
  } catch {
    return undefined;
  }
}
