/**
 * Finds and reads everything that an evaluation needs. The only asynchronous
 * step: what comes out is data, and a problem of one file is data too.
 */
import { plainText } from '../base/plainText.ts';
import type { PolicyFinding } from '../policy/catalog.ts';
import { policyFiles } from '../policy/files.ts';
import { guidePolicy } from '../policy/guide.ts';
import type { Policy } from '../policy/model.ts';
import type { FileText, GitState, Ports } from '../ports.ts';
import type { IncidentSource } from '../incident/model.ts';
import type { LeftOut } from './catalog.ts';
import { gatherProof } from './proof.ts';
import type { ChecklistSource, Proof, ReleaseFacts } from './model.ts';
import { gatherChanged, type ChangedSince } from './since.ts';
import { gatherSources, inTurns, type Found, type Scope } from './sources.ts';
import {
  factsOf,
  releaseFolder,
  sameVersion,
  type DecisionFile,
  type ReleaseInputs,
  type Surroundings,
} from './releases.ts';

export interface Gathered {
  readonly policy: Policy;
  readonly policyFile?: string;
  readonly policyFindings: readonly PolicyFinding[];
  readonly git: GitState;
  readonly proof?: Proof;
  readonly changedSince: ChangedSince;
  readonly inputs: readonly ReleaseInputs[];
  readonly releases: readonly ReleaseFacts[];
  /** Every incident of the folder, newest file last. */
  readonly incidents: readonly IncidentSource[];
  readonly leftOut: readonly LeftOut[];
  /** Files that were not read because there are too many. */
  readonly unread: Surroundings['unread'];
}

export async function gather(ports: Ports, scope: Scope = {}): Promise<Gathered> {
  const [git, policy] = await Promise.all([ports.git.state(), gatherPolicy(ports, scope)]);
  const found = await gatherSources(ports, scope, policy.policy);
  const grouped = await groupReleases(ports, scope, found);
  const inputs = { ...grouped, releases: await withDecisionFiles(ports, grouped.releases, found.decisions) };
  const incidents = await gatherIncidents(ports, found.incidents, policy.policy);
  const proof = await gatherProof(ports, inputs.releases, policy.policy);
  const changedSince = await gatherChanged(ports.git, git, {
    releases: inputs.releases,
    policy: policy.policy,
  });
  const shared: Surroundings = {
    proof,
    policyFindings: policy.policyFindings,
    git,
    changedSince,
    unread: found.unread,
    incidents,
    ...(scope.type === undefined ? {} : { type: scope.type }),
  };
  return {
    ...policy,
    git,
    changedSince,
    incidents,
    ...(shared.proof === undefined ? {} : { proof: shared.proof }),
    unread: found.unread,
    inputs: inputs.releases,
    releases: inputs.releases.map((release) => factsOf(release, shared)),
    leftOut: inputs.leftOut.toSorted((a, b) => compareText(a.file, b.file)),
  };
}

type PolicyAnswer = Pick<Gathered, 'policy' | 'policyFile' | 'policyFindings'>;

async function gatherPolicy(ports: Ports, scope: Scope): Promise<PolicyAnswer> {
  const names = scope.policyFile === undefined ? policyFiles : [scope.policyFile];
  for (const file of names) {
    const text = await ports.files.read(file);
    if (text.status === 'read') return readPolicyText(text.text, file);
    if (text.reason === 'missing' && scope.policyFile === undefined) continue;
    const detail = plainText(text.detail) || text.reason;
    const where = { file, line: 1, column: 1 };
    return {
      policy: guidePolicy,
      policyFile: file,
      policyFindings: [{ code: 'unreadable', args: { detail }, where }],
    };
  }
  return { policy: guidePolicy, policyFindings: [] };
}

export async function readPolicyText(text: string, file: string): Promise<PolicyAnswer> {
  const { readPolicy } = await import('../policy/readPolicy.ts');
  const { value, findings } = readPolicy(text, file);
  return { policy: value, policyFile: file, policyFindings: findings };
}

async function gatherIncidents(
  ports: Ports,
  files: readonly string[],
  policy: Policy,
): Promise<readonly IncidentSource[]> {
  const read = await inTurns(files, async (file) =>
    readIncidentText(file, await ports.files.read(file), policy),
  );
  return read.flatMap((incident) => incident ?? []);
}

/** Undefined for a file beside the incidents that is none: an index, a template. */
export async function readIncidentText(
  file: string,
  text: FileText,
  policy: Policy,
): Promise<IncidentSource | undefined> {
  const { looksLikeIncident, readIncident, unreadableIncident } = await import('../incident/readIncident.ts');
  if (text.status === 'unreadable') return unreadableIncident(file, plainText(text.detail) || text.reason);
  if (!looksLikeIncident(text.text)) return undefined;
  return readIncident(
    text.text,
    file,
    policy.severities.map(({ name }) => name),
  );
}

async function groupReleases(
  ports: Ports,
  scope: Scope,
  found: Found,
): Promise<{ readonly releases: readonly ReleaseInputs[]; readonly leftOut: readonly LeftOut[] }> {
  const folders = new Map<string, ChecklistSource[]>();
  const alone: ChecklistSource[] = [];
  for (const source of found.sources) {
    const place = releaseFolder(source.file);
    if (place === undefined) alone.push(source);
    else folders.set(place.folder, [...(folders.get(place.folder) ?? []), source]);
  }
  const lonely = found.records.filter((file) => !folders.has(releaseFolder(file)?.folder ?? ''));
  const leftOut: LeftOut[] = [
    ...found.leftOut,
    ...lonely
      .filter((file) => !isFor(releaseFolder(file)?.folder, scope.release))
      .map((file): LeftOut => ({ file, why: 'recordAlone', args: {} })),
  ];
  const wanted = [...folders].filter(([folder, sources]) => {
    const asked = scope.release === undefined || isFor(folder, scope.release);
    if (!asked)
      leftOut.push(...sources.map(({ file }): LeftOut => ({ file, why: 'otherRelease', args: {} })));
    return asked;
  });
  const inFolders = await Promise.all(
    wanted.map(([folder, sources]) =>
      withRecord(ports, `${folder}/release.yml`, {
        key: folder,
        version: versionOf(folder),
        sources,
      }),
    ),
  );
  const byHand = alone.filter(({ why }) => why.by === 'named' || why.by === 'included');
  // Where releases have folders, a list outside of them is for no release, and for none that has no folder either;
  // but for a record in the folder of the one that is asked for.
  const recorded = lonely.some((file) => isFor(releaseFolder(file)?.folder, scope.release));
  const haveFolders = inFolders.length > 0 || (folders.size > 0 && !recorded);
  const templates = haveFolders ? alone.filter((source) => !byHand.includes(source)) : [];
  leftOut.push(...templates.map(({ file }): LeftOut => ({ file, why: 'template', args: {} })));
  const kept = alone.filter((source) => !templates.includes(source));
  const standing = await standAlone(ports, scope, kept);
  const releases = [...inFolders, ...standing];
  if (releases.length > 0 || scope.release === undefined) return { releases, leftOut };
  // A release that was asked for by name and is not there has to be heard of.
  const folder = `releases/${scope.release}`;
  const empty = { key: folder, version: scope.release, sources: [] };
  return { releases: [await withRecord(ports, `${folder}/release.yml`, empty)], leftOut };
}

function isFor(folder: string | undefined, release: string | undefined): boolean {
  return folder !== undefined && release !== undefined && sameVersion(versionOf(folder), release);
}

/** Files outside of release folders: each for itself, or together for the release that is asked for. */
async function standAlone(
  ports: Ports,
  scope: Scope,
  sources: readonly ChecklistSource[],
): Promise<readonly ReleaseInputs[]> {
  const { release } = scope;
  const bare = (source: ChecklistSource): ReleaseInputs => ({
    key: source.file,
    sources: [source],
    recordFindings: [],
  });
  if (release === undefined) return sources.map(bare);
  const recordFile = `releases/${release}/release.yml`;
  const groups =
    scope.files === undefined ? sources.map((source) => [source]) : sources.length > 0 ? [sources] : [];
  return Promise.all(
    groups.map((group) =>
      withRecord(ports, recordFile, {
        key: group.length === 1 ? (group[0]?.file ?? release) : release,
        version: release,
        sources: group,
      }),
    ),
  );
}

async function withRecord(
  ports: Ports,
  recordFile: string,
  release: Omit<ReleaseInputs, 'recordFindings'>,
): Promise<ReleaseInputs> {
  const text = await ports.files.read(recordFile);
  if (text.status === 'read') return { ...release, ...(await readRecordText(text.text, recordFile)) };
  if (text.reason === 'missing') return { ...release, recordFindings: [] };
  const detail = plainText(text.detail) || text.reason;
  const where = { file: recordFile, line: 1, column: 1 };
  return { ...release, recordFile, recordFindings: [{ code: 'unreadable', args: { detail }, where }] };
}

export async function readRecordText(
  text: string,
  file: string,
): Promise<Pick<ReleaseInputs, 'record' | 'recordFile' | 'recordFindings'>> {
  const { readRecord } = await import('./readRecord.ts');
  const { value, findings } = readRecord(text, file);
  return { record: value, recordFile: file, recordFindings: findings };
}

/** Each release gets the decisions that stand beside its record, there or not. */
async function withDecisionFiles(
  ports: Ports,
  releases: readonly ReleaseInputs[],
  files: readonly string[],
): Promise<readonly ReleaseInputs[]> {
  if (files.length === 0) return releases;
  const read = await inTurns(files, async (file) => decisionFileOf(file, await ports.files.read(file)));
  return releases.map((release) => {
    const folder = folderOf(release);
    const decisionFiles = read.filter(({ file }) => file.startsWith(`${folder}/decisions/`));
    return decisionFiles.length === 0 ? release : { ...release, decisionFiles };
  });
}

/** A release folder by its record, else by its version; a stand-alone checklist without a version has none. */
function folderOf({ key, recordFile, version }: ReleaseInputs): string {
  const own = recordFile ?? (version === undefined ? undefined : `releases/${version}/release.yml`);
  return own === undefined || releaseFolder(`${key}/release.yml`) !== undefined
    ? key
    : own.slice(0, own.lastIndexOf('/'));
}

export async function decisionFileOf(file: string, text: FileText): Promise<DecisionFile> {
  if (text.status === 'unreadable') {
    const detail = plainText(text.detail) || text.reason;
    const where = { file, line: 1, column: 1 };
    return { file, findings: [{ code: 'unreadable', args: { detail }, where }] };
  }
  const { readDecision } = await import('./readRecord.ts');
  const { value, findings } = readDecision(text.text, file);
  return { file, findings, ...(value === undefined ? {} : { decision: value }) };
}

function versionOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
