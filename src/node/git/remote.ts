/** Remotes and rewritten addresses, as the settings of the repository and of the person name them. */
import type { InsteadOf } from '../../core/history/links.ts';
import { fieldsOf, runGit } from './process.ts';
import type { GitPlace } from './process.ts';

export interface Remotes {
  readonly urls: ReadonlyMap<string, string>;
  readonly insteadOf: readonly InsteadOf[];
}

export async function readInsteadOf(place: GitPlace): Promise<Remotes> {
  const output = await runGit(place, [
    'config',
    '-z',
    '--get-regexp',
    String.raw`^(remote\..*\.url|url\..*\.insteadof)$`,
  ]);
  const urls = new Map<string, string>();
  const insteadOf: InsteadOf[] = [];
  // Git ends with 1 when there is no such setting.
  for (const field of output.ok ? fieldsOf(output.out) : []) {
    const text = field.toString('utf8');
    const end = text.indexOf('\n');
    const key = text.slice(0, end);
    const value = text.slice(end + 1);
    const remote = /^remote\.(.+)\.url$/.exec(key)?.[1];
    const base = /^url\.(.+)\.insteadof$/.exec(key)?.[1];
    if (remote !== undefined && !urls.has(remote)) {
      urls.set(remote, value);
    } else if (base !== undefined) {
      insteadOf.push({ base, prefix: value });
    }
  }
  return { urls, insteadOf };
}

/** `origin`, or the only other one. */
export function remoteUrl({ urls }: Remotes): string | undefined {
  return urls.get('origin') ?? urls.get('upstream') ?? [...urls.values()][0];
}
