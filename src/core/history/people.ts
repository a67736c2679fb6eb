/** Who contributed, without asking any host. */
import type { CommitReading, Contributor, Person } from './model.ts';

/** Names and addresses of everybody before the range, in small letters. */
export interface Known {
  readonly names: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** Logins by name in small letters, from addresses of hosts. */
  readonly logins?: ReadonlyMap<string, string>;
}

/** Authors and co-authors, most commits first, bots last. `known` is absent when the history was not read. */
export function contributorsOf(readings: readonly CommitReading[], known?: Known): readonly Contributor[] {
  const groups = new Map<string, { person: Person; emails: Set<string>; commits: number; order: number }>();
  const keyByName = new Map<string, string>();
  for (const { commit, coAuthors } of readings) {
    const people = [commit.author, ...coAuthors];
    const counted = new Set<string>();
    for (const person of people) {
      const email = person.email.toLowerCase();
      const name = folded(person.name);
      const key =
        (name === '' ? undefined : keyByName.get(name)) ??
        (groups.has(email) ? email : undefined) ??
        email + (email === '' ? name : '');
      if (key === '') {
        continue;
      }
      if (name !== '') {
        keyByName.set(name, key);
      }
      const group = groups.get(key) ?? { person, emails: new Set(), commits: 0, order: groups.size };
      group.emails.add(email);
      group.commits += counted.has(key) ? 0 : 1;
      counted.add(key);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ person, emails, commits, order }) => ({
      order,
      contributor: contributor(person, emails, commits, known),
    }))
    .toSorted(
      (a, b) =>
        Number(a.contributor.bot) - Number(b.contributor.bot) ||
        b.contributor.commits - a.contributor.commits ||
        a.order - b.order,
    )
    .map((one) => one.contributor);
}

function contributor(
  person: Person,
  emails: ReadonlySet<string>,
  commits: number,
  known: Known | undefined,
): Contributor {
  const login =
    [...emails].map(loginOf).find((found) => found !== undefined) ?? known?.logins?.get(folded(person.name));
  // A new address of a known name is no new person.
  const first =
    known === undefined
      ? undefined
      : !known.names.has(folded(person.name)) && ![...emails].some((email) => known.emails.has(email));
  return {
    person,
    bot: isBot(person),
    commits,
    ...(login === undefined ? {} : { login }),
    ...(first === undefined ? {} : { first }),
  };
}

/** From `12345+login@users.noreply.github.com` and the like; case is not kept by hosts. */
export function loginOf(email: string): string | undefined {
  return /^(?:\d{1,12}[+-])?([\w-]{1,60})@(?:users\.noreply\.[\w.-]{1,100}|noreply\.[\w.-]{1,100})$/i.exec(
    email,
  )?.[1];
}

export function isBot({ name, email }: Person): boolean {
  return (
    /\[bot\]/i.test(name) ||
    /\[bot\]@/i.test(email) ||
    botNames.test(name.trim()) ||
    /^(?:bot|noreply\+bot|dependabot|renovate)@/i.test(email)
  );
}

const botNames =
  /^(?:dependabot(?:-preview)?|renovate(?: bot|-bot)?|github[- ]actions|greenkeeper|semantic-release-bot|snyk-bot|pre-commit-ci|allcontributors|weblate|[\w.-]{1,60}[- _]bot)$/i;

export function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
