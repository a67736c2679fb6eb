/** The one API of both adapters: read everything, judge it, and keep up with changes. */
import type { Instant } from './base/instant.ts';
import type { IncidentSource } from './incident/model.ts';
import type { FileText, Ports } from './ports.ts';
import type { ChangeInput } from './readiness/comparison.ts';
import { evaluate } from './readiness/evaluate.ts';
import {
  decisionFileOf,
  gather,
  readIncidentText,
  readPolicyText,
  readRecordText,
  type Gathered,
} from './readiness/gather.ts';
import { isIncidentPath, readSource, type Scope } from './readiness/sources.ts';
import type { ChecklistSource, Readiness } from './readiness/model.ts';
import { gatherProof, type ProofPorts } from './readiness/proof.ts';
import { gatherChanged } from './readiness/since.ts';
import { factsOf, type ReleaseInputs } from './readiness/releases.ts';

export type { Gathered } from './readiness/gather.ts';
export type { Scope } from './readiness/sources.ts';

/** Everything that was read, and what follows from it at one moment. Never changed, only replaced. */
export interface Assessment extends Gathered {
  readonly scope: Scope;
  readonly now: Instant;
  /** What changed since the last release, as far as somebody has compared. */
  readonly change?: ChangeInput;
  /** In the order of `releases`. */
  readonly readiness: readonly Readiness[];
}

export async function assess(ports: Ports, scope: Scope = {}): Promise<Assessment> {
  const gathered = await gather(ports, scope);
  return judged({ ...gathered, scope, now: ports.clock.now(), readiness: [] });
}

/**
 * Files with the usual names first; when there are none, whatever in the folder reads like a
 * release checklist. Every adapter asks this way, so that all find the same.
 */
export async function assessFolder(ports: Ports, scope: Scope = {}): Promise<Assessment> {
  const known = await assess(ports, scope);
  return known.readiness.length > 0 || scope.files !== undefined
    ? known
    : assess(ports, { ...scope, find: 'all' });
}

/** The same facts at another time: windows pass, waivers end, freezes begin. */
export function reassess(assessment: Assessment, now: Instant): Assessment {
  return judged({ ...assessment, now });
}

/** The same files with another comparison, or with none. */
export function withChange(
  assessment: Assessment,
  change: ChangeInput | undefined,
  now: Instant,
): Assessment {
  const { change: _, ...rest } = assessment;
  return withFacts({ ...rest, now, ...(change === undefined ? {} : { change }) });
}

/**
 * The text of one file has changed: a checklist, a release record or the policy. Only that file is
 * read again. The same value comes back for a file that plays no part. A policy that names other
 * checklists, or types sections in another way, takes full effect with the next `assess`. With `ports`,
 * evidence that the text names anew is looked at; what was looked at before is not.
 */
export async function reread(
  assessment: Assessment,
  file: string,
  text: string,
  now: Instant,
  ports?: ProofPorts,
): Promise<Assessment> {
  if (file === assessment.policyFile) {
    return withFacts({ ...assessment, ...(await readPolicyText(text, file)), now });
  }
  if (isIncidentPath(file)) {
    const read = await readIncidentText(file, textOf(text), assessment.policy);
    const others = assessment.incidents.filter(({ value }) => value.file !== file);
    const incidents = read === undefined ? others : [...others, read].toSorted(byFile);
    return withFacts({ ...assessment, incidents, now });
  }
  let changed = false;
  const inputs: ReleaseInputs[] = [];
  for (const release of assessment.inputs) {
    const next = await rereadRelease(assessment, release, { file, text });
    changed ||= next !== release;
    inputs.push(next);
  }
  if (!changed) return assessment;
  if (ports === undefined) return withFacts({ ...assessment, inputs, now });
  const { policy, git, changedSince: known } = assessment;
  const changedSince = await gatherChanged(ports.git, git, { releases: inputs, policy, known });
  const proof = await gatherProof(ports, inputs, policy, assessment.proof);
  return withFacts({ ...assessment, inputs, proof, changedSince, now });
}

async function rereadRelease(
  assessment: Assessment,
  release: ReleaseInputs,
  change: { readonly file: string; readonly text: string },
): Promise<ReleaseInputs> {
  const { file, text } = change;
  if (file === release.recordFile) return { ...release, ...(await readRecordText(text, file)) };
  const { decisionFiles } = release;
  if (decisionFiles?.some((one) => one.file === file) === true) {
    const read = await decisionFileOf(file, textOf(text));
    return { ...release, decisionFiles: decisionFiles.map((one) => (one.file === file ? read : one)) };
  }
  if (!release.sources.some((source) => source.file === file)) return release;
  const reread = async (source: ChecklistSource): Promise<ChecklistSource> =>
    source.file === file
      ? readSource(file, textOf(text), { why: source.why, policy: assessment.policy, reader: 'full' })
      : source;
  return { ...release, sources: await Promise.all(release.sources.map(reread)) };
}

function textOf(text: string): FileText {
  return { status: 'read', text, hasByteOrderMark: false, size: text.length };
}

function byFile(a: IncidentSource, b: IncidentSource): number {
  return a.value.file < b.value.file ? -1 : 1;
}

function withFacts(assessment: Assessment): Assessment {
  const { policyFindings, git, changedSince, scope, unread, change, incidents, proof } = assessment;
  const shared = {
    policyFindings,
    git,
    changedSince,
    unread,
    incidents,
    ...(proof === undefined ? {} : { proof }),
    ...(scope.type === undefined ? {} : { type: scope.type }),
    ...(change === undefined ? {} : { change }),
  };
  return judged({
    ...assessment,
    releases: assessment.inputs.map((release) => factsOf(release, shared)),
  });
}

function judged(assessment: Assessment): Assessment {
  const { policy, releases, now } = assessment;
  return { ...assessment, readiness: releases.map((facts) => evaluate(policy, facts, now)) };
}
