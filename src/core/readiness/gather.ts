/**
 * Finds and reads everything that an evaluation needs. The only asynchronous
 * step: what comes out is data, and a problem of one file is data too.
 */
import { globMatcher } from '../base/glob.ts';
import { plainText } from '../base/plainText.ts';
import { readChecklist, type ReadOptions } from '../checklist/read.ts';
import { recognise, recogniseByPath, type PathRules, type PathSays } from '../checklist/recognise.ts';
import type { PolicyFinding } from '../policy/catalog.ts';
import { policyFiles } from '../policy/files.ts';
import { guidePolicy } from '../policy/guide.ts';
import type { Policy, ReleaseType } from '../policy/model.ts';
import type { FileText, GitState, Ports } from '../ports.ts';
import type { IncidentSource } from '../incident/model.ts';
import type { LeftOut } from './catalog.ts';
import { gatherProof } from './proof.ts';
import type { ChecklistSource, Proof, ReleaseFacts, Why } from './model.ts';
import { gatherChanged, type ChangedSince } from './since.ts';
import {
  factsOf,
  releaseFolder,
  sameVersion,
  type DecisionFile,
  type ReleaseInputs,
  type Surroundings,
} from './releases.ts';

export interface Scope {
  /** Exactly these files, used whatever they hold; absent: what is found. */
  readonly files?: readonly string[];
  /** Version of the release that is asked for. */
  readonly release?: string;
  readonly type?: ReleaseType;
  /** Absent: `releases/policy.yml` if it is there. */
  readonly policyFile?: string;
  /** `known`: files that the policy's globs name; `all`: every Markdown and YAML file. */
  readonly find?: 'known' | 'all';
  /** Paths or globs that are used whatever they hold, and that are never used. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly reader?: ReadOptions['reader'];
}

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

/** Beyond this many files the rest is left out, visibly. */
const mostFiles = 2000;

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

/** Reads one text as a source; an error of the reader becomes part of the answer. */
export async function readSource(
  file: string,
  text: FileText,
  given: { readonly why: Why; readonly policy: Policy; readonly reader: ReadOptions['reader'] },
): Promise<ChecklistSource> {
  const { why, policy, reader } = given;
  if (text.status === 'unreadable') {
    return { file, status: 'unreadable', reason: text.reason, detail: text.detail, why };
  }
  try {
    const { value, findings } = await readChecklist(text.text, {
      file,
      reader,
      sectionKinds: sectionKindsOf(policy),
    });
    return { file, status: 'read', checklist: value, findings, why };
  } catch (error) {
    const detail = error instanceof Error ? plainText(error.message) : '';
    return { file, status: 'unreadable', reason: 'failed', detail, why };
  }
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

interface Found {
  readonly sources: readonly ChecklistSource[];
  readonly leftOut: readonly LeftOut[];
  /** Release records that were seen; each belongs to the checklists of its folder. */
  readonly records: readonly string[];
  /** Files with one decision each. */
  readonly decisions: readonly string[];
  /** Markdown files in folders of incidents. */
  readonly incidents: readonly string[];
  readonly unread: Surroundings['unread'];
}

async function gatherSources(ports: Ports, scope: Scope, policy: Policy): Promise<Found> {
  const { files } = scope;
  const reader = scope.reader ?? 'scan';
  if (files !== undefined) {
    const why: Why = { by: 'named', args: {} };
    const named = [...new Set(files)];
    const read = async (file: string): Promise<ChecklistSource> =>
      readSource(file, await ports.files.read(file), { why, policy, reader });
    const beside = await ports.files.find('known', [...incidentGlobs, ...decisionGlobs]);
    return {
      sources: await inTurns(named, read),
      leftOut: [],
      records: [],
      decisions: beside.filter(isDecisionPath),
      incidents: beside.filter(isIncidentPath),
      unread: undefined,
    };
  }
  const choice = choiceOf(scope, policy);
  const all = await ports.files.find(scope.find ?? 'known', choice.globs);
  const candidates = all.filter((file) => !isOwnFile(file) && !isIncidentPath(file));
  const answers = await inTurns(candidates.slice(0, mostFiles), (file) =>
    consider(ports, file, { choice, policy, reader }),
  );
  return {
    sources: answers.flatMap((answer) => answer.source ?? []),
    leftOut: [
      ...answers.flatMap((answer) => answer.leftOut ?? []),
      ...candidates.slice(mostFiles).map((file): LeftOut => ({ file, why: 'limit', args: {} })),
    ],
    unread: candidates.length > mostFiles ? { count: candidates.length, limit: mostFiles } : undefined,
    incidents: all.filter(isIncidentPath),
    decisions: all.filter(isDecisionPath),
    records: all.filter((file) => /(?:^|\/)releases\/[^/]+\/release\.ya?ml$/.test(file)),
  };
}

interface Choice {
  readonly globs: readonly string[];
  readonly included: (file: string) => boolean;
  readonly excluded: (file: string) => boolean;
  /** Named by the globs of the policy, a person's or the built-in ones. */
  readonly known: (file: string) => boolean;
  readonly rules: PathRules;
}

function choiceOf(scope: Scope, policy: Policy): Choice {
  const include = scope.include ?? [];
  const matchers = new Map<string, (path: string) => boolean>();
  const matches = (glob: string, path: string): boolean => {
    const matcher = matchers.get(glob) ?? globMatcher([glob]);
    matchers.set(glob, matcher);
    return matcher(path);
  };
  return {
    globs: [...new Set([...policy.checklists, ...releaseGlobs, ...incidentGlobs, ...include])],
    included: exactOrGlob(include),
    excluded: exactOrGlob(scope.exclude ?? []),
    known: globMatcher(policy.checklists),
    rules: {
      checklists: policy.checklists,
      checklistsFrom: policy.checklists === guidePolicy.checklists ? 'default' : 'team',
      exclude: policy.exclude,
      matches,
    },
  };
}

const decisionGlobs = ['releases/*/decisions/*.{yml,yaml}'];
const releaseGlobs = ['releases/*/*checklist*.{md,yml,yaml}', 'releases/*/release.yml', ...decisionGlobs];

interface Considered {
  readonly source?: ChecklistSource;
  readonly leftOut?: LeftOut;
}

/** Whether a file is a checklist of a release, and why. Reads no file whose path has said no. */
async function consider(
  ports: Ports,
  file: string,
  given: { readonly choice: Choice; readonly policy: Policy; readonly reader: ReadOptions['reader'] },
): Promise<Considered> {
  const { choice, policy, reader } = given;
  if (choice.excluded(file)) return { leftOut: { file, why: 'byHand', args: {} } };
  const says: PathSays = choice.included(file)
    ? { recognised: true, why: { by: 'included', args: {} } }
    : recogniseByPath(file, choice.rules);
  if (says.recognised === false) {
    const unasked = guidePolicy.exclude.includes(String(says.args['glob'] ?? '')) || !choice.known(file);
    return unasked ? {} : { leftOut: { file, why: says.reason, args: says.args } };
  }
  const text = await ports.files.read(file);
  if (says.recognised === true) {
    return { source: await readSource(file, text, { why: says.why, policy, reader }) };
  }
  if (text.status === 'unreadable') {
    // A name that speaks of a release and a content that nobody can read is a gap, not a detail.
    return says.recognised === 'withTasks'
      ? { source: { file, ...text, why: says.why } }
      : { leftOut: { file, why: 'unreadable', args: {} } };
  }
  const none: LeftOut = { file, why: 'noTasks', args: {} };
  if (!mayHoldItems(file, text.text)) return choice.known(file) ? { leftOut: none } : {};
  const why: Why = says.recognised === 'withTasks' ? says.why : { by: 'content', args: {} };
  const source = await readSource(file, text, { why, policy, reader });
  if (source.status === 'unreadable') return { source };
  const found = recognise(file, source.checklist, choice.rules);
  if (found.recognised) return { source: { ...source, why: found.why } };
  if (found.reason === 'noTasks' && !choice.known(file)) return {};
  return { leftOut: { file, why: found.reason, args: found.args } };
}

/** A look at the raw text that spares most files a parser. Never false for a file with items or near misses. */
function mayHoldItems(file: string, text: string): boolean {
  if (/\.ya?ml$/i.test(file)) return /checkboxes|release-readiness\/checklist|checklist|\[[ xX]\]/.test(text);
  return /\[[^\]\n]{0,3}\]|[\u2610-\u2612\u2705\u274c]|type=["']?checkbox|\uff3b/i.test(text);
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

const incidentGlobs = ['incidents/*.md', '**/incidents/*.md'];

export function isIncidentPath(file: string): boolean {
  return (
    /(?:^|\/)incidents\/[^/]+\.md$/i.test(file) && !/(?:^|\/)(?:readme|index|_?template)\.md$/i.test(file)
  );
}

export function isDecisionPath(file: string): boolean {
  return /(?:^|\/)releases\/[^/]+\/decisions\/[^/]+\.ya?ml$/.test(file);
}

/** Files of ours that are no checklists. */
function isOwnFile(file: string): boolean {
  return (
    /(?:^|\/)releases\/(?:policy|[^/]+\/(?:release|decisions\/[^/]+))\.ya?ml$/.test(file) ||
    /(?:^|\/)releases\/[^/]+\/notes\.md$/.test(file)
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

/** The policy's own words on sections; what it says by hand goes before its lists of areas and stages. */
function sectionKindsOf(policy: Policy): NonNullable<ReadOptions['sectionKinds']> {
  const areas = policy.areas === guidePolicy.areas ? [] : policy.areas;
  const stages = policy.stages === guidePolicy.stages ? [] : policy.stages;
  return [
    ...policy.sections,
    ...areas.map((title) => ({ title, kind: 'area' as const })),
    ...stages.map(({ title }) => ({ title, kind: 'stage' as const })),
  ];
}

function exactOrGlob(patterns: readonly string[]): (file: string) => boolean {
  const exact = new Set(patterns);
  const matches = globMatcher(patterns);
  return (file) => exact.has(file) || matches(file);
}

const atOnce = 16;

/** In order, a few at a time: a slow disk is not asked for two thousand files at once. */
async function inTurns<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += atOnce) {
    results.push(...(await Promise.all(all.slice(start, start + atOnce).map(act))));
  }
  return results;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
