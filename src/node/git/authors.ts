/** Everybody who wrote something before the range. */
import { folded, loginOf } from '../../core/history/people.ts';
import type { Known } from '../../core/history/people.ts';
import { streamGit } from './log.ts';
import type { GitPlace } from './process.ts';

export type KnownPeople = { readonly ok: true; readonly known: Known } | { readonly ok: false };

/** Names and addresses of authors up to a commit; a few bytes for each person, not for each commit. */
export async function knownPeople(place: GitPlace, commit: string): Promise<KnownPeople> {
  const seen = new Set<string>();
  let rest = '';
  const args = [
    'log',
    '-z',
    '--no-show-signature',
    '--no-color',
    '--use-mailmap',
    '--encoding=UTF-8',
    '--no-patch',
  ];
  const end = await streamGit(
    place,
    [...args, '--format=%aN%n%aE', '--end-of-options', commit, '--'],
    (text) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        seen.add(part);
      }
    },
  );
  if (!end.ok) {
    return { ok: false };
  }
  seen.add(rest);
  const names = new Set<string>();
  const emails = new Set<string>();
  const logins = new Map<string, string>();
  for (const person of seen) {
    const [name = '', email = ''] = Buffer.from(person, 'latin1').toString('utf8').split('\n');
    names.add(folded(name));
    emails.add(email.toLowerCase());
    const login = loginOf(email);
    if (login !== undefined) {
      logins.set(folded(name), login);
    }
  }
  names.delete('');
  emails.delete('');
  return { ok: true, known: { names, emails, logins } };
}
