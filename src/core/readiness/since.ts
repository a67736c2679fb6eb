/** Whether what was signed or proved for one commit still holds at the one that is checked out. */
import { globMatcher } from '../base/glob.ts';
import { sha256 } from '../base/sha256.ts';
import { provedCommits } from '../checklist/taskRun.ts';
import type { Policy } from '../policy/model.ts';
import { entriesOf, type ReadSource } from './entries.ts';
import type { ChecklistSource, ReleaseFacts } from './model.ts';

/**
 * Undefined while it holds, else what changed: `12 files since 1a2b3c4, first src/x.ts`, empty when
 * nobody can say. A commit that only writes down what happens to the release changes nothing that was
 * looked at: the record, its decisions, notes and checklists, and incidents.
 */
export function changedSince(named: string, facts: ReleaseFacts): string | undefined {
  const { commit } = facts;
  if (commit === undefined || sameCommit(named, commit)) return undefined;
  const changed = facts.changedSince?.get(named.toLowerCase());
  if (changed === undefined) return '';
  const others = changed.files.filter((file) => !isPaperwork(file, facts));
  const [first] = others;
  if (first === undefined && changed.complete) return undefined;
  const count = changed.complete ? String(others.length) : `more than ${others.length}`;
  const files = changed.complete && others.length === 1 ? 'file' : 'files';
  const where = first === undefined ? '' : `, first ${first}`;
  return `${count} ${files} since ${named.slice(0, 12)}${where}`;
}

/** Every commit that something of the release was signed or proved for, in lower case. */
export function namedCommits(facts: Pick<ReleaseFacts, 'record' | 'sources'>): readonly string[] {
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
      const state = item.state === 'notApplicable' || item.state === 'waived' ? item.state : '';
      const headings = sections.map(({ title, condition }) => [title, condition?.text ?? '']);
      return JSON.stringify([headings, item.text, item.condition?.text ?? '', keys, state]);
    });
  return sha256(asked.toSorted().join('\n'));
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
  if (/^(?:[^/]+\/)*incidents\/[^/]+\.md$/i.test(file) || sources.some((source) => source.file === file)) {
    return true;
  }
  const beside = [recordFile, ...sources.map((source) => source.file)].flatMap(
    (own) => /^(?:.*\/)?releases?\/[^/]+\/(?=[^/]+$)/.exec(own ?? '')?.[0] ?? [],
  );
  return beside.some(
    (folder) =>
      file.startsWith(folder) &&
      /^(?:[^/]+\.md|release\.ya?ml|decisions\/[^/]+\.ya?ml)$/i.test(file.slice(folder.length)),
  );
}
