/** Evidence that names a file of the project: found, looked into, and held against the state of an item. */
import { globMatcher } from '../base/glob.ts';
import type { Instant } from '../base/instant.ts';
import type { Item } from '../checklist/model.ts';
import { provedCommits } from '../checklist/taskRun.ts';
import { resultTime } from '../facts/resultTimes.ts';
import { readResults } from '../facts/testResults.ts';
import type { Policy } from '../policy/model.ts';
import type { Ports } from '../ports.ts';
import type { Proof, ProofFile } from './model.ts';
import { gatherNotesProof, type NotesProof } from './notesProof.ts';
import type { ReleaseInputs } from './releases.ts';

/** Paths of evidence, relative to the folder; links to elsewhere and plain words have none. */
export function evidencePaths(item: Item, file: string): readonly string[] {
  return named(item, file).flatMap(({ path }) => (path === undefined || path === '' ? [] : [path]));
}

/** Evidence as it is written whose path leaves the folder. */
export function pathsOutside(item: Item, file: string): readonly string[] {
  return named(item, file).flatMap(({ bare, path }) => (path === undefined ? [bare] : []));
}

function named(
  item: Item,
  file: string,
): readonly { readonly bare: string; readonly path: string | undefined }[] {
  return item.evidence.flatMap(({ label, target }) => {
    const written = target ?? (looksLikePath.test(label) ? label : undefined);
    if (written === undefined || elsewhere.test(written)) return [];
    const bare = written.replace(/[?#].*$/, '').replace(/:\d+(?::\d+)?$/, '');
    return [{ bare, path: resolved(bare, target === undefined ? '' : folderOf(file)) }];
  });
}

/** A path with a folder and an ending: `reports/junit.xml`. Fractions and dates are none. */
const looksLikePath = /^(?:[\w@.-]+\/)+[\w@.-]*[A-Za-z][\w@-]*\.[A-Za-z]\w{0,7}$/;
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i;

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** Undefined for a path that leaves the folder. */
function resolved(path: string, from: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : from}${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/**
 * Looks at what the items of all releases name, once each, and asks history what the policy wants to know.
 * What is `known` from before is not asked again.
 */
export async function gatherProof(
  ports: ProofPorts,
  inputs: readonly ReleaseInputs[],
  policy: Policy,
  known?: Proof,
): Promise<Proof> {
  const items = inputs.flatMap(({ sources }) =>
    sources.flatMap((source) =>
      source.status === 'read' ? source.checklist.items.map((item) => ({ item, file: source.file })) : [],
    ),
  );
  const paths = new Set(items.flatMap(({ item, file }) => evidencePaths(item, file)).slice(0, mostFiles));
  const files: Record<string, ProofFile> = {};
  for (const path of paths) files[path] = known?.files[path] ?? (await lookAt(ports, path));
  const since: Record<string, NonNullable<Proof['since'][string]>> = {};
  const commits = new Set(items.flatMap(({ item }) => provedCommits(item)).slice(0, mostCommits));
  for (const commit of commits) {
    const answer = known?.since[commit] ?? (await ports.git.since?.(commit));
    if (answer !== undefined) since[commit] = answer;
  }
  const after: Record<string, NonNullable<Proof['after'][string]>> = {};
  for (const moment of new Set(inputs.flatMap((one) => codeFreezeOf(policy, one.record) ?? []))) {
    const late = known?.after[String(moment)] ?? (await ports.git.commitsAfter?.(moment));
    if (late !== undefined) after[String(moment)] = late;
  }
  const notes: Record<string, NotesProof> = {};
  for (const release of inputs) {
    const doubts = await gatherNotesProof(ports, release);
    if (doubts !== undefined) notes[release.key] = doubts;
  }
  const { plannedBranches } = policy;
  const unmerged =
    plannedBranches.length === 0
      ? undefined
      : (known?.unmerged ?? (await ports.git.unmergedBranches?.(plannedBranches)));
  const dated = Object.values(files).some((file) => file.found === 'results');
  const committed = dated ? (known?.committed ?? (await ports.git.headCommitted?.())) : undefined;
  return {
    files,
    since,
    after,
    ...(unmerged === undefined ? {} : { unmerged }),
    ...(committed === undefined ? {} : { committed }),
    ...(Object.keys(notes).length === 0 ? {} : { notes }),
  };
}

/** What a look at evidence asks. */
export type ProofPorts = Pick<Ports, 'files' | 'git'>;

const mostFiles = 500;
const mostCommits = 50;

/** The moment of the record, else the offset of the policy from the planned start. */
export function codeFreezeOf(policy: Policy, record: ReleaseInputs['record']): number | undefined {
  if (record?.codeFreeze !== undefined) return record.codeFreeze;
  if (policy.codeFreeze === undefined || record?.plannedStart === undefined) return undefined;
  return record.plannedStart + policy.codeFreeze;
}

async function lookAt(ports: ProofPorts, path: string): Promise<ProofFile> {
  const read = await ports.files.read(path);
  if (read.status === 'unreadable') {
    if (read.reason === 'missing') return { found: 'missing' };
    // A folder of reports, or a picture, is there and says no more.
    return read.reason === 'notAFile' || (read.reason === 'notUtf8' && !resultNames.test(path))
      ? { found: 'file' }
      : { found: 'unreadable', why: read.reason };
  }
  const outcome = readResults(read.text);
  if (outcome === 'unsupported') {
    return read.text.trim() === '' && resultNames.test(path)
      ? { found: 'broken' }
      : ciStatus(path, read.text);
  }
  if (outcome === 'syntax') return resultNames.test(path) ? { found: 'broken' } : { found: 'file' };
  const committed = await ports.git.fileCommitted?.(path);
  const age = ageOf(resultTime(read.text), committed, read.written);
  return {
    found: 'results',
    failed: outcome.failed ?? 0,
    ...(age === undefined ? {} : { age }),
    ...(committed === undefined ? {} : { committed }),
  };
}

type Age = NonNullable<Extract<ProofFile, { found: 'results' }>['age']>;

/** A checkout makes every file new, so what the file and its history say goes first. */
function ageOf(said?: Instant, committed?: Instant, written?: Instant): Age | undefined {
  if (said !== undefined) return { at: said, by: 'file' };
  if (committed !== undefined) return { at: committed, by: 'commit' };
  return written === undefined ? undefined : { at: written, by: 'disk' };
}

const resultNames = /\.(?:xml|json|sarif|info)$/i;

/** What a pipeline wrote of itself: `{"conclusion": "failure"}`. */
function ciStatus(path: string, text: string): ProofFile {
  if (!/\.json$/i.test(path)) return { found: 'file' };
  const said = /^\s*\{[^{}[\]]{0,2000}?"(?:conclusion|state|status|result)"\s*:\s*"(\w{1,40})"/.exec(
    text,
  )?.[1];
  const failed = said !== undefined && /^(?:fail|error|cancel|timed|broken|abort)/i.test(said);
  return failed ? { found: 'results', failed: 1 } : { found: 'file' };
}

/** Whether a proof made for an earlier commit still holds by the policy. */
export function stillHolds(policy: Policy, proof: Proof | undefined, commit: string): boolean {
  const since = proof?.since[commit];
  if (since === undefined) return false;
  const ignored = globMatcher(policy.evidence.ignore);
  return since.commits <= policy.evidence.commits || since.paths.every(ignored);
}
