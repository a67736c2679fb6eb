/** From the files that were read to the facts of each release. */
import { fill } from '../base/catalog.ts';
import { changeFacts } from '../checklist/conditions.ts';
import type { Checklist } from '../checklist/model.ts';
import { policyCatalog, type PolicyFinding } from '../policy/catalog.ts';
import type { ReleaseType } from '../policy/model.ts';
import type { GitState } from '../ports.ts';
import { isReleaseType } from './applies.ts';
import { changeFactsFrom, concerns } from './comparison.ts';
import type { ChangeInput } from './comparison.ts';
import type { IncidentSource } from '../incident/model.ts';
import type { Answer, ChangeFacts, ChecklistSource, Proof, ReleaseFacts, RepositoryFault } from './model.ts';
import { emptyRecord, type Decision, type ReleaseRecord } from './record.ts';

/** The inputs of one release, before anything is concluded from them. */
export interface ReleaseInputs {
  readonly key: string;
  /** Version that was asked for, or that a release folder is named after. */
  readonly version?: string;
  readonly sources: readonly ChecklistSource[];
  readonly recordFile?: string;
  readonly record?: ReleaseRecord;
  readonly recordFindings: readonly PolicyFinding[];
  /** Decisions in files of their own, in the order of the files. */
  readonly decisionFiles?: readonly DecisionFile[];
}

export interface DecisionFile {
  readonly file: string;
  /** Absent when the file cannot be used. */
  readonly decision?: Decision;
  readonly findings: readonly PolicyFinding[];
}

/** What all releases share. */
export interface Surroundings {
  readonly policyFindings: readonly PolicyFinding[];
  readonly git: GitState;
  /** What differs from commits that something was signed or proved for. */
  readonly changedSince?: ReleaseFacts['changedSince'];
  /** Files that might be checklists and were not read, because there are too many. */
  readonly unread: { readonly count: number; readonly limit: number } | undefined;
  readonly proof?: Proof;
  /** What changed since the last release, as far as somebody has compared. */
  readonly change?: ChangeInput;
  readonly incidents?: readonly IncidentSource[];
  /** Type that was asked for; it goes before the record and the checklist. */
  readonly type?: ReleaseType;
}

/** The release folder of a file: `releases/1.4.0` of `releases/1.4.0/checklist.md`; undefined outside of one. */
export function releaseFolder(
  file: string,
): { readonly folder: string; readonly version: string } | undefined {
  const match = /^((?:.*\/)?releases?\/([^/]+))\/[^/]+$/.exec(file);
  return match === null ? undefined : { folder: match[1] ?? '', version: match[2] ?? '' };
}

export function sameVersion(one: string, other: string): boolean {
  const bare = (version: string): string =>
    version
      .trim()
      .toLowerCase()
      .replace(/^v(?=\d)/, '');
  return bare(one) === bare(other);
}

export function factsOf(inputs: ReleaseInputs, shared: Surroundings): ReleaseFacts {
  const { recordFile, sources, decisionFiles = [] } = inputs;
  const record = withDecisions(inputs.record, decisionFiles);
  const version = record?.version ?? inputs.version;
  const type = shared.type ?? record?.type ?? chosenType(sources);
  const title = sources.flatMap((source) =>
    source.status === 'read' && source.checklist.title !== undefined ? [source.checklist.title] : [],
  )[0];
  return {
    key: inputs.key,
    name: version ?? title ?? inputs.key,
    ...(version === undefined ? {} : { version }),
    ...(type === undefined ? {} : { type }),
    sources,
    ...(record === undefined ? {} : { record }),
    ...(recordFile === undefined ? {} : { recordFile }),
    unsafe: [
      ...tooMany(shared.unread),
      ...unsafe('policyInvalid', shared.policyFindings),
      ...unsafe('recordInvalid', inputs.recordFindings),
      ...unsafe(
        'recordInvalid',
        decisionFiles.flatMap(({ findings }) => findings),
      ),
      ...unused('policyKeyUnused', shared.policyFindings),
      // A record may hold what other programs need; only what looks like a slip is said.
      ...unused(
        'recordKeyUnused',
        [...inputs.recordFindings, ...decisionFiles.flatMap(({ findings }) => findings)].filter(
          ({ args }) => args['near'] !== undefined,
        ),
      ),
    ],
    ...changeOf(shared, version),
    ...(shared.incidents === undefined ? {} : { incidents: shared.incidents }),
    ...(shared.proof === undefined ? {} : { proof: shared.proof }),
    ...(shared.git.state === 'ready' ? { commit: shared.git.commit } : {}),
    ...(shared.changedSince === undefined ? {} : { changedSince: shared.changedSince }),
    ...(isFault(shared.git.state) ? { repositoryFault: shared.git.state } : {}),
  };
}

function withDecisions(
  record: ReleaseRecord | undefined,
  files: readonly DecisionFile[],
): ReleaseRecord | undefined {
  const own = files.flatMap(({ decision }) => decision ?? []);
  if (own.length === 0) return record;
  const known = record ?? emptyRecord;
  return { ...known, decisions: [...known.decisions, ...own] };
}

function tooMany(unread: Surroundings['unread']): Unsafe {
  return unread === undefined ? [] : [{ code: 'tooManyFiles', args: unread, where: { line: 1, column: 1 } }];
}

function isFault(state: GitState['state']): state is RepositoryFault {
  return state === 'damaged' || state === 'dubiousOwner' || state === 'failed';
}

type Unsafe = ReleaseFacts['unsafe'];

function unsafe(code: 'policyInvalid' | 'recordInvalid', findings: readonly PolicyFinding[]): Unsafe {
  return problems(
    code,
    findings.filter((finding) => policyCatalog[finding.code].severity === 'error'),
  );
}

function unused(code: 'policyKeyUnused' | 'recordKeyUnused', findings: readonly PolicyFinding[]): Unsafe {
  return problems(
    code,
    findings.filter((finding) => finding.code === 'unknownKey'),
  );
}

function problems(code: Unsafe[number]['code'], findings: readonly PolicyFinding[]): Unsafe {
  return findings.slice(0, 20).map((finding) => ({
    code,
    args: { message: fill(policyCatalog[finding.code].sentence, finding.args) },
    where: finding.where,
  }));
}

function changeOf(
  { change, git }: Surroundings,
  version: string | undefined,
): Pick<ReleaseFacts, 'change' | 'comparison' | 'comparisonFailure' | 'notCompared'> {
  if (change?.outcome === 'failed') {
    return { change: notAnalysed(git), comparisonFailure: change.message };
  }
  if (change?.outcome === 'notCompared') {
    const { why, message } = change;
    return { change: notAnalysed(git), notCompared: { why, message } };
  }
  return change === undefined || !concerns(change.comparison, version)
    ? { change: notAnalysed(git) }
    : { change: changeFactsFrom(change), comparison: change.comparison };
}

function notAnalysed(git: GitState): ChangeFacts {
  const why =
    git.state === 'untrusted'
      ? 'untrusted'
      : git.state === 'noRepository' || git.state === 'gitMissing'
        ? 'noGit'
        : 'notAnalysed';
  const answer: Answer = { known: false, why };
  return Object.fromEntries(changeFacts.map((fact) => [fact, answer])) as ChangeFacts;
}

/** "Release Type: [x] Patch [ ] Minor" answers when exactly one type is ticked in all files. */
function chosenType(sources: readonly ChecklistSource[]): ReleaseType | undefined {
  const chosen = sources.flatMap((source) =>
    source.status === 'read' ? source.checklist.choices.flatMap(typesChosen) : [],
  );
  const [first] = chosen;
  return chosen.length === 1 && first !== undefined ? first : undefined;
}

function typesChosen(choice: Checklist['choices'][number]): readonly ReleaseType[] {
  if (!/\b(?:release\s+type|type)\b/i.test(choice.label)) return [];
  return choice.options
    .filter((option) => option.chosen)
    .map(
      (option) =>
        option.text
          .trim()
          .toLowerCase()
          .split(/[^a-z]/)[0] ?? '',
    )
    .filter(isReleaseType);
}
