/** Names and roles: who owns, who may approve, who has signed. */
import type { Policy } from '../policy/model.ts';
import type { ReleaseFacts } from './model.ts';
import type { Instant } from '../base/instant.ts';

/** `@QA-Lead`, `qa-lead` and `role:qa` without sigil and case. */
export function bareName(name: string): string {
  return name
    .trim()
    .replace(/^(?:role:|@)/i, '')
    .toLowerCase();
}

export function sameName(one: string, other: string): boolean {
  return bareName(one) === bareName(other);
}

/** `role:qa` becomes the people of the role; a role without people stays as it is. */
export function peopleOf(policy: Policy, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const people = /^role:/i.test(name) ? membersOf(policy, name) : [];
    return people.length > 0 ? people : [name];
  });
}

export function membersOf(policy: Policy, role: string): readonly string[] {
  const key = Object.keys(policy.roles).find((name) => sameName(name, role));
  return key === undefined ? [] : (policy.roles[key] ?? []);
}

export interface SignOffStatus {
  readonly status: 'given' | 'unchecked' | 'stale' | 'wrongPerson' | 'missing';
  readonly by?: string;
  readonly line?: number;
}

const byStrength = ['given', 'unchecked', 'stale', 'wrongPerson', 'missing'] as const;

/** The best sign-off of a role that the release record holds at this moment. */
export function recordedSignOff(
  policy: Policy,
  facts: ReleaseFacts,
  role: string,
  now: Instant,
): SignOffStatus {
  const members = membersOf(policy, role);
  const all = (facts.record?.signOffs ?? [])
    .filter((entry) => sameName(entry.role, role))
    .map((entry): SignOffStatus => {
      const by = entry.by ?? '';
      const known = members.length === 0 || members.some((name) => sameName(name, by));
      const future = entry.at !== undefined && entry.at > now;
      const status =
        by === '' || future ? 'missing' : known ? freshness(entry.commit, facts.commit) : 'wrongPerson';
      return { status, by, line: entry.line };
    });
  return (
    all.toSorted((a, b) => byStrength.indexOf(a.status) - byStrength.indexOf(b.status))[0] ?? {
      status: 'missing',
    }
  );
}

function freshness(signed: string | undefined, current: string | undefined): SignOffStatus['status'] {
  if (signed === undefined) return 'given';
  if (current === undefined) return 'unchecked';
  return sameCommit(signed, current) ? 'given' : 'stale';
}

/** Two names of one commit: one may be a beginning of the other, from four digits on. */
export function sameCommit(one: string, other: string): boolean {
  const [short, long] = [one.toLowerCase(), other.toLowerCase()].toSorted((a, b) => a.length - b.length);
  return short !== undefined && long !== undefined && short.length >= 4 && long.startsWith(short);
}
