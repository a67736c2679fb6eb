/** An earlier text of one file, found by what it says. */
import { relative, resolve, sep } from 'node:path';
import type { GitOptions } from '../git.ts';
import { decodeText } from '../readText.ts';
import { objectName } from './listing.ts';
import { runGit } from './process.ts';
import { openRepository } from './repository.ts';

/** Commits of the file that are looked at, the latest first. */
const mostCommits = 200;

/** What `accept` makes of the latest text that it makes something of; undefined when there is none. */
export async function earlierText<T>(
  folder: string,
  file: string,
  accept: (text: string) => T | undefined,
  options: GitOptions = {},
): Promise<T | undefined> {
  const opened = openRepository(folder, options);
  if (!opened.ok) return undefined;
  const { place, objects } = opened.repository;
  try {
    const path = relative(place.folder, resolve(folder, file)).split(sep).join('/');
    // Pathspecs are literal in every call, and git runs in the root of the repository.
    const log = await runGit(place, [
      'log',
      '--format=%H',
      `--max-count=${mostCommits}`,
      '--end-of-options',
      'HEAD',
      '--',
      path,
    ]);
    const commits = log.ok ? log.out.toString('latin1').split('\n') : [];
    for (const commit of commits.filter((name) => objectName.test(name))) {
      const answer = await objects.read(`${commit}:${path}`);
      const text = answer.found === 'yes' && answer.type === 'blob' ? decodeText(answer.bytes) : undefined;
      const accepted = text?.status === 'read' ? accept(text.text) : undefined;
      if (accepted !== undefined) return accepted;
    }
    return undefined;
  } finally {
    opened.repository.close();
  }
}
