/** Names and roles: who owns, who may approve, who has signed. */
import type { Policy } from '../policy/model.ts';
import type { ReleaseFacts } from './model.ts';
import type { Instant } from '../base/instant.ts';
import type { RecordedSignOff } from './record.ts';
import { changedSince } from './since.ts';

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
  readonly status:
    | 'given'
    | 'unchecked'
    | 'tooFew'
    | 'stale'
    | 'outdated'
    | 'self'
    | 'wrongPerson'
    | 'missing';
  readonly by?: string;
  readonly line?: number;
  /** Of a stale one: what changed, in words; empty when nobody can say. */
  readonly since?: string;
  /** Of a role that needs several people: how many different ones have signed, and how many it needs. */
  readonly quorum?: { readonly given: number; readonly count: number };
}

const byStrength = [
  'given',
  'unchecked',
  'tooFew',
  'stale',
  'outdated',
  'self',
  'wrongPerson',
  'missing',
] as const;

/** The best sign-off of a role that the release record holds at this moment; for a quorum, of all that count. */
export function recordedSignOff(
  policy: Policy,
  facts: ReleaseFacts,
  role: string,
  now: Instant,
): SignOffStatus {
  const members = membersOf(policy, role);
  const owner = facts.record?.owner ?? '';
  const all = (facts.record?.signOffs ?? [])
    .filter((entry) => sameName(entry.role, role))
    .map((entry): SignOffStatus => {
      const by = entry.by ?? '';
      const known = members.length === 0 || members.some((name) => sameName(name, by));
      const future = entry.at !== undefined && entry.at > now;
      const self = bareName(owner) !== '' && sameName(owner, by);
      const named = { by, line: entry.line };
      if (bareName(by) === '' || future) return { status: 'missing', ...named };
      if (!known) return { status: 'wrongPerson', ...named };
      return self ? { status: 'self', ...named } : { ...freshness(entry, facts), ...named };
    })
    .toSorted((a, b) => byStrength.indexOf(a.status) - byStrength.indexOf(b.status));
  const best: SignOffStatus = all[0] ?? { status: 'missing' };
  const count = signOffCount(policy, facts, role);
  if (count === 1) return best;
  const named = (statuses: readonly SignOffStatus['status'][]): number =>
    new Set(all.filter(({ status }) => statuses.includes(status)).map(({ by = '' }) => bareName(by))).size;
  const given = named(['given']);
  if (given >= count) return best;
  const status = named(['given', 'unchecked']) >= count ? 'unchecked' : 'tooFew';
  return { ...best, status, quorum: { given, count } };
}

/** How many different people a role needs: the most that any gate, or the type, asks for. */
export function signOffCount(policy: Policy, facts: ReleaseFacts, role: string): number {
  const type = facts.type === undefined ? undefined : policy.types[facts.type];
  const asked = [type?.signOffCounts, ...policy.gates.map((gate) => gate.signOffCounts)];
  return Math.max(
    1,
    ...asked.flatMap((counts) =>
      Object.entries(counts ?? {}).flatMap(([name, count]) => (sameName(name, role) ? [count] : [])),
    ),
  );
}

function freshness(
  { commit, itemsSha256: asked }: RecordedSignOff,
  facts: ReleaseFacts,
): Pick<SignOffStatus, 'status' | 'since'> {
  if (asked !== undefined && facts.askedSha256 !== undefined && asked !== facts.askedSha256) {
    return { status: 'outdated' };
  }
  if (commit === undefined) return { status: 'given' };
  if (facts.commit === undefined) return { status: 'unchecked' };
  const since = changedSince(commit, facts);
  return since === undefined ? { status: 'given' } : { status: 'stale', since };
}
