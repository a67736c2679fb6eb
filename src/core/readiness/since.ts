/** Whether what was signed or proved for one commit still holds at the one that is checked out. */
import { globMatcher } from '../base/glob.ts';
import { sha256 } from '../base/sha256.ts';
import { readTextAndNotes, stateOf } from '../checklist/itemWords.ts';
import type { Item, ItemState } from '../checklist/model.ts';
import { provedCommits } from '../checklist/taskRun.ts';
import type { Policy } from '../policy/model.ts';
import type { GitPort, GitState } from '../ports.ts';
import { entriesOf, type ReadSource } from './entries.ts';
import type { ChecklistSource, ReleaseFacts } from './model.ts';
import { paperworkOf } from './paperwork.ts';

/**
 * Undefined while it holds, else what changed: `12 files since 1a2b3c4, first src/x.ts`, empty when
 * nobody can say. A commit that only writes down what happens to the release changes nothing that was
 * looked at: the record, its decisions, notes and checklists, and incidents.
 */
export function changedSince(
  named: string,
  facts: ReleaseFacts,
  ignored: (file: string) => boolean = () => false,
): string | undefined {
  const { commit } = facts;
  if (commit === undefined || sameCommit(named, commit)) return undefined;
  const changed = facts.changedSince?.get(named.toLowerCase());
  if (changed === undefined) return '';
  const others = changed.files.filter((file) => !isPaperwork(file, facts) && !ignored(file));
  const [first] = others;
  if (first === undefined && changed.complete) return undefined;
  const count = changed.complete ? String(others.length) : `more than ${others.length}`;
  const files = changed.complete && others.length === 1 ? 'file' : 'files';
  const where = first === undefined ? '' : `, first ${first}`;
  return `${count} ${files} since ${named.slice(0, 12)}${where}`;
}

/** The same for a proof: the policy may let it outlive some commits, and changes of some files. */
export function provedSince(named: string, facts: ReleaseFacts, { evidence }: Policy): string | undefined {
  const gained = facts.changedSince?.get(named.toLowerCase())?.commits;
  if (gained !== undefined && gained <= evidence.commits) return undefined;
  const since = changedSince(named, facts, globMatcher(evidence.ignore));
  if (since === undefined || gained === undefined) return since;
  return `${gained} ${gained === 1 ? 'commit' : 'commits'} ago, ${since}`;
}

export type ChangedSince = NonNullable<ReleaseFacts['changedSince']>;

/** What differs from every other commit that something was signed or proved for; what is `known` is not asked again. */
export async function gatherChanged(
  git: GitPort,
  state: GitState,
  given: {
    readonly releases: readonly Pick<ReleaseFacts, 'record' | 'sources'>[];
    readonly policy: Policy;
    readonly known?: ChangedSince;
  },
): Promise<ChangedSince> {
  const { releases, policy, known = new Map() } = given;
  if (state.state !== 'ready' || git.changedSince === undefined) return known;
  const named = new Set(releases.flatMap((release) => namedCommits(release)));
  const others = [...named]
    .filter((commit) => !sameCommit(commit, state.commit) && !known.has(commit))
    .slice(0, mostCommits);
  if (others.length === 0) return known;
  const counted = policy.evidence.commits > 0 ? { counted: true as const } : {};
  return new Map([...known, ...(await git.changedSince(others, counted))]);
}

/** More than any team signs; each is a question to git. */
const mostCommits = 50;

/** Every commit that something of the release was signed or proved for, in lower case. */
function namedCommits(facts: Pick<ReleaseFacts, 'record' | 'sources'>): readonly string[] {
  const signed = (facts.record?.signOffs ?? []).flatMap(({ commit }) => commit ?? []);
  const proved = facts.sources.flatMap((source) =>
    source.status === 'read' ? source.checklist.items.flatMap(provedCommits) : [],
  );
  return [...new Set([...signed, ...proved].map((commit) => commit.toLowerCase()))];
}

/**
 * SHA-256 of what stands before the decision, hexadecimal: headings, words, conditions and keys, in any
 * order. Ticks, owners, times and evidence say how far it is and do not count; what is waived or
 * marked as not applicable is no longer asked, and does.
 */
export function askedDigest(policy: Policy, sources: readonly ChecklistSource[]): string {
  const read = sources.filter((source): source is ReadSource => source.status === 'read');
  const asked = entriesOf(policy, read)
    .filter(({ gating }) => gating)
    .map(({ item, sections }) => {
      const keys = Object.entries(item.keys ?? {}).filter(([key]) => key !== 'id');
      const written = withoutTick(item);
      const state = written === 'notApplicable' || written === 'waived' ? written : '';
      const headings = sections.map(({ title, condition }) => [title, condition?.text ?? '']);
      return JSON.stringify([headings, item.text, item.condition?.text ?? '', keys, state]);
    });
  return sha256(asked.toSorted().join('\n'));
}

/** A tick beside a waiver or "N/A" leaves the note, and taking the tick away brings the state back. */
function withoutTick({ checked, state, source }: Item): ItemState {
  return checked ? stateOf(false, readTextAndNotes(source).notes) : state;
}

/** Two names of one commit: one may be a beginning of the other, from four digits on. */
export function sameCommit(one: string, other: string): boolean {
  const [short, long] = [one.toLowerCase(), other.toLowerCase()].toSorted((a, b) => a.length - b.length);
  return short !== undefined && long !== undefined && short.length >= 4 && long.startsWith(short);
}

/** The files of a list that a proof of the commit cannot overlook when they differ from it. */
export function lookedAt(
  files: readonly string[],
  releases: readonly Paperwork[],
  policy: Policy,
): readonly string[] {
  const ignored = globMatcher(policy.evidence.ignore);
  return files.filter((file) => !ignored(file) && !releases.some((release) => isPaperwork(file, release)));
}

type Paperwork = Pick<ReleaseFacts, 'recordFile' | 'sources'>;

/** In the folder of the release only what people write about it: code or settings beside it are looked at. */
function isPaperwork(file: string, { recordFile, sources }: Paperwork): boolean {
  const own = [recordFile, ...sources.map((source) => source.file)];
  const paperwork = paperworkOf(file);
  if (paperwork === undefined || paperwork === 'incident')
    return paperwork !== undefined || own.includes(file);
  return own.some((one) => one?.startsWith(paperwork.folder));
}
