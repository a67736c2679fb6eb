/** Which files of a folder are checklists of releases, and what they hold. */
import { globMatcher } from '../base/glob.ts';
import { plainText } from '../base/plainText.ts';
import { readChecklist, type ReadOptions } from '../checklist/read.ts';
import { recognise, recogniseByPath, type PathRules, type PathSays } from '../checklist/recognise.ts';
import { guidePolicy } from '../policy/guide.ts';
import type { Policy, ReleaseType } from '../policy/model.ts';
import type { FileText, Ports } from '../ports.ts';
import type { LeftOut } from './catalog.ts';
import type { ChecklistSource, Why } from './model.ts';
import type { Surroundings } from './releases.ts';

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

/** Beyond this many files the rest is left out, visibly. */
const mostFiles = 2000;

export interface Found {
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

export async function gatherSources(ports: Ports, scope: Scope, policy: Policy): Promise<Found> {
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
export async function inTurns<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < all.length; start += atOnce) {
    results.push(...(await Promise.all(all.slice(start, start + atOnce).map(act))));
  }
  return results;
}
