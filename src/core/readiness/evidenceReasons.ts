/** What the evidence of an item says for or against its tick: files, results, tasks, notes and reviews. */
import { formatInstant } from '../base/instant.ts';
import { provedCommits, taskRuns } from '../checklist/taskRun.ts';
import { reasonOf, type Case, type Tick } from './case.ts';
import type { Entry } from './entries.ts';
import type { ProofFile, Reason, ReleaseFacts } from './model.ts';
import { notesItemOf, type NotesDoubt } from './notesProof.ts';
import { evidencePaths, pathsOutside } from './proof.ts';
import { asksForReview, reviewArgs } from './reviewItems.ts';
import { provedSince } from './since.ts';

/** Independent of the tick, so that a tick never brings a new complaint. */
export function staleEvidence({ entry, given, optional }: Tick): readonly Reason[] {
  if (given.facts.commit === undefined || optional) return [];
  const weight = strictest(entry) === 'required' ? 'noGo' : 'warning';
  return provedCommits(entry.item).flatMap((commit) => {
    const why = provedSince(commit, given.facts, given.policy);
    return why === undefined ? [] : [reasonOf(entry, 'evidenceStale', weight, { commit, why })];
  });
}

/** Evidence that is a file of the project: it has to be there, and what it says outweighs a tick. */
export function fileEvidence({ entry, given, optional }: Tick): readonly Reason[] {
  const { proof } = given.facts;
  if (optional || proof === undefined || entry.item.state !== 'done') return [];
  const weight = strictest(entry) === 'required' ? 'noGo' : 'warning';
  const outside = pathsOutside(entry.item, entry.source.file).map((path) =>
    reasonOf(entry, 'evidenceOutside', weight, { path }),
  );
  const inside = evidencePaths(entry.item, entry.source.file).flatMap((path): readonly Reason[] => {
    const file = proof.files[path];
    if (file === undefined || file.found === 'file') return [];
    if (file.found === 'missing') return [reasonOf(entry, 'evidenceNotThere', weight, { path })];
    if (file.found === 'unreadable') return [reasonOf(entry, 'evidenceUnchecked', weight, { path })];
    if (file.found === 'broken') return [reasonOf(entry, 'resultUnread', 'noGo', { path })];
    if (file.failed > 0) return [reasonOf(entry, 'resultFailed', 'noGo', { path, failed: file.failed })];
    const { age } = file;
    if (age === undefined || !isOld(file, given)) return [];
    const when = formatInstant(age.at);
    return [reasonOf(entry, 'resultOld', weight, { path, when, by: ageWords[age.by] })];
  });
  return [...outside, ...inside];
}

/** Results of tasks: a failure outweighs a tick, and one that stands for no commit is no proof of this one. */
export function taskEvidence({ entry, given, optional }: Tick): readonly Reason[] {
  if (optional || entry.item.state !== 'done') return [];
  const weight = strictest(entry) === 'required' ? 'noGo' : 'warning';
  const { maxAge } = given.policy.evidence;
  return taskRuns(entry.item).flatMap((run): readonly Reason[] => {
    const { name: task, exit, at, doubt, commit = entry.item.provedAt } = run;
    if (exit !== 0) return [reasonOf(entry, 'taskFailed', 'noGo', { task, exit })];
    const isUnnamed = commit === undefined && given.facts.commit !== undefined;
    if (doubt !== undefined || isUnnamed) {
      return [reasonOf(entry, 'taskUnproved', weight, { task, doubt: doubt ?? '' })];
    }
    if (maxAge === undefined || at === undefined || at + maxAge >= given.now) return [];
    return [reasonOf(entry, 'taskOld', weight, { task, when: formatInstant(at) })];
  });
}

/** What the notes of the release say against an item that is ticked. */
export function notesReasons({ entry, given, optional }: Tick): readonly Reason[] {
  const doubt = doubtOf(entry, given.facts);
  if (optional || doubt === undefined || entry.item.state !== 'done') return [];
  const { path, line, why, kind } = doubt;
  const required = strictest(entry) === 'required';
  if (kind === 'unchecked') {
    return [reasonOf(entry, 'notesUnchecked', required ? 'warning' : 'info', { path, why })];
  }
  const weight = kind === 'error' && required ? 'noGo' : 'warning';
  return [reasonOf(entry, 'notesDisagree', weight, { path, line, why })];
}

/** Shown beside whatever stands there; a trailer neither replaces a tick nor speaks against one. */
export function reviewReasons({ entry, given }: Tick): readonly Reason[] {
  const args = asksForReview(entry.item) ? reviewArgs(given.facts.comparison) : undefined;
  return args === undefined ? [] : [reasonOf(entry, 'reviewTrailers', 'info', args)];
}

export function doubtOf({ item }: Entry, { key, proof }: ReleaseFacts): NotesDoubt | undefined {
  const id = notesItemOf(item);
  return id === undefined ? undefined : proof?.notes?.[key]?.[id];
}

const ageWords = { file: 'it says', commit: 'committed', disk: 'written' } as const;

/** Results that came in with the head commit itself belong to it, though they were made before. */
function isOld({ age, committed }: Extract<ProofFile, { found: 'results' }>, given: Case): boolean {
  if (age === undefined) return false;
  const head = given.facts.proof?.committed;
  const { maxAge } = given.policy.evidence;
  const beforeHead = head !== undefined && age.at < head && (committed === undefined || committed < head);
  return beforeHead || (maxAge !== undefined && age.at + maxAge < given.now);
}

/** A file of results with failures, or one that ends too early; a task that failed. */
export function isDisproved({ item, source }: Entry, { proof }: ReleaseFacts): boolean {
  if (taskRuns(item).some(({ exit }) => exit !== 0)) return true;
  return evidencePaths(item, source.file).some((path) => {
    const file = proof?.files[path];
    return file?.found === 'broken' || (file?.found === 'results' && file.failed > 0);
  });
}

export function strictest(entry: Entry): 'required' | 'expected' | 'optional' {
  const wanted = entry.gates.map((gate) => gate.evidence);
  return wanted.includes('required') ? 'required' : wanted.includes('expected') ? 'expected' : 'optional';
}
