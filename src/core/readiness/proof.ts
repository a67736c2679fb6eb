/** Evidence that names a file of the project: found, looked into, and held against the state of an item. */
import { globMatcher } from '../base/glob.ts';
import type { Item } from '../checklist/model.ts';
import { readResults } from '../facts/testResults.ts';
import type { Policy } from '../policy/model.ts';
import type { Ports } from '../ports.ts';
import type { Proof, ProofFile } from './model.ts';
import type { ReleaseInputs } from './releases.ts';

/** Paths of evidence, relative to the folder; links to elsewhere and plain words have none. */
export function evidencePaths(item: Item, file: string): readonly string[] {
  return item.evidence.flatMap(({ label, target }) => {
    const named = target ?? (looksLikePath.test(label) ? label : undefined);
    if (named === undefined || elsewhere.test(named)) return [];
    const bare = named.replace(/[?#].*$/, '').replace(/:\d+(?::\d+)?$/, '');
    const path = resolved(bare, target === undefined ? '' : folderOf(file));
    return path === undefined || path === '' ? [] : [path];
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

/** Looks at what the items of all releases name, once each, and asks history what the policy wants to know. */
export async function gatherProof(
  ports: Ports,
  inputs: readonly ReleaseInputs[],
  policy: Policy,
): Promise<Proof> {
  const items = inputs.flatMap(({ sources }) =>
    sources.flatMap((source) =>
      source.status === 'read' ? source.checklist.items.map((item) => ({ item, file: source.file })) : [],
    ),
  );
  const paths = new Set(items.flatMap(({ item, file }) => evidencePaths(item, file)).slice(0, mostFiles));
  const files: Record<string, ProofFile> = {};
  for (const path of paths) files[path] = await lookAt(ports, path);
  const since: Record<string, NonNullable<Proof['since'][string]>> = {};
  const commits = new Set(items.flatMap(({ item }) => item.provedAt ?? []).slice(0, mostCommits));
  for (const commit of commits) {
    const answer = await ports.git.since?.(commit);
    if (answer !== undefined) since[commit] = answer;
  }
  const after: Record<string, NonNullable<Proof['after'][string]>> = {};
  for (const moment of new Set(inputs.flatMap((one) => codeFreezeOf(policy, one.record) ?? []))) {
    const late = await ports.git.commitsAfter?.(moment);
    if (late !== undefined) after[String(moment)] = late;
  }
  const { plannedBranches } = policy;
  const unmerged =
    plannedBranches.length === 0 ? undefined : await ports.git.unmergedBranches?.(plannedBranches);
  const dated = Object.values(files).some((file) => file.found === 'results');
  const committed = dated ? await ports.git.headCommitted?.() : undefined;
  return {
    files,
    since,
    after,
    ...(unmerged === undefined ? {} : { unmerged }),
    ...(committed === undefined ? {} : { committed }),
  };
}

const mostFiles = 500;
const mostCommits = 50;

/** The moment of the record, else the offset of the policy from the planned start. */
export function codeFreezeOf(policy: Policy, record: ReleaseInputs['record']): number | undefined {
  if (record?.codeFreeze !== undefined) return record.codeFreeze;
  if (policy.codeFreeze === undefined || record?.plannedStart === undefined) return undefined;
  return record.plannedStart + policy.codeFreeze;
}

async function lookAt(ports: Ports, path: string): Promise<ProofFile> {
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
  const written = read.written === undefined ? {} : { written: read.written };
  return { found: 'results', failed: outcome.failed ?? 0, ...written };
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
