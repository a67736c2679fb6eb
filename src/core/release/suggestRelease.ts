/** Which release could be next: its version and type, and why. */
import { fill } from '../base/catalog.ts';
import type { Args } from '../base/finding.ts';
import { compareVersions, formatVersion, parseVersion, raiseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';
import { allows, leastVersion, stepFor } from '../breaking/bump.ts';
import type { Bump } from '../breaking/bump.ts';
import type { Policy, ReleaseType } from '../policy/model.ts';

/** What is known of the time since the last release. */
export interface ReleaseEvidence {
  /** The last release; absent when there is none. */
  readonly last?: { readonly name: string; readonly version: Version };
  /** Absent when nothing was compared. */
  readonly changes?: {
    readonly bump: Bump;
    /** What forces the bump, a sentence each, the first ones first. */
    readonly because: readonly string[];
    /** Commits by the first word of their messages. */
    readonly commits?: Readonly<Record<string, number>>;
    /** Changes that nobody has judged yet. */
    readonly undecided: number;
    readonly notAnalysed: number;
  };
  /** The version that the manifest of the project names by now. */
  readonly stated?: Version;
}

export const suggestionCodes = [
  'noRelease',
  'lastRelease', // args: name
  'nothingChanged', // args: name
  'bump', // args: bump
  'because', // args: message
  'becauseMore', // args: count
  'commits', // args: list
  'zero', // args: step
  'stated', // args: version
  'statedTooLow', // args: version, least
  'asked', // args: type
  'askedTooLow', // args: type, bump, least
  'undecided', // args: count
  'notAnalysed', // args: count
  'notCompared',
  'requires', // args: type, list
  'signOff', // args: type, list
] as const;
export type SuggestionCode = (typeof suggestionCodes)[number];

export const suggestionSentences: Readonly<Record<SuggestionCode, string>> = {
  noRelease: 'There is no release yet, so this is the first one.',
  lastRelease: 'The last release is {name}.',
  nothingChanged: 'Nothing that a detector or a commit message tells asks for more than a patch.',
  bump: 'The changes ask for at least a {bump} release:',
  because: '{message}',
  becauseMore: '{count} more of this size.',
  commits: 'Commits: {list}.',
  zero: 'Before 1.0.0 nothing is promised, so the step is one smaller: {step}.',
  stated: 'package.json says {version} already.',
  statedTooLow: 'package.json says {version}, which is too low: {least} is the least.',
  asked: 'A {type} release was asked for.',
  askedTooLow:
    'A {type} release is too small: the changes ask for {bump}, {least} at least. check will say no-go.',
  undecided: '{count} changes wait for somebody to judge them; each may ask for more.',
  notAnalysed: '{count} files were not analysed; they may ask for more.',
  notCompared: 'Nothing was compared, so the changes have no say in this.',
  requires: 'The policy asks of a {type} release: {list}.',
  signOff: 'It has to be signed off by {list}.',
};

export interface SuggestionReason {
  readonly code: SuggestionCode;
  readonly args: Args;
}

export interface Suggestion {
  readonly version: string;
  readonly type: ReleaseType;
  /** In the order of reading. */
  readonly why: readonly SuggestionReason[];
  /** False: the version is lower than the changes allow. */
  readonly enough: boolean;
}

export function suggestionSentence({ code, args }: SuggestionReason): string {
  return fill(suggestionSentences[code], args);
}

/** Reasons of one size that are told in full. */
const mostReasons = 3;

/** `wanted` is what the person asks for; without it the changes decide. */
export function suggestRelease(
  evidence: ReleaseEvidence,
  policy: Pick<Policy, 'types'>,
  wanted?: ReleaseType,
): Suggestion {
  const { last, changes, stated } = evidence;
  const bump = changes?.bump ?? 'none';
  const version =
    last === undefined ? firstVersion(stated, wanted) : nextVersion(last.version, evidence, wanted);
  const type = wanted ?? typeBetween(version, last?.version);
  const enough = last === undefined || allows(version, last.version, bump);
  return {
    version: formatVersion(version),
    type,
    enough,
    why: [
      last === undefined ? reason('noRelease') : reason('lastRelease', { name: last.name }),
      ...(changes === undefined
        ? last === undefined
          ? []
          : [reason('notCompared')]
        : changeReasons(changes, last)),
      ...statedReasons(evidence, version),
      ...(wanted === undefined ? [] : [reason('asked', { type: wanted })]),
      ...(enough || wanted === undefined
        ? []
        : [reason('askedTooLow', { type: wanted, bump, least: leastVersion(last.version, bump) ?? '' })]),
      ...policyReasons(policy, type),
    ],
  };
}

/** The type that a version is of after another one; the shape of the number where there is no other. */
export function typeBetween(version: Version, last: Version | undefined): Exclude<ReleaseType, 'hotfix'> {
  if (last === undefined ? version.minor === 0 && version.patch === 0 : version.major !== last.major) {
    return 'major';
  }
  if (last === undefined) return version.patch === 0 ? 'minor' : 'patch';
  return version.minor === last.minor ? 'patch' : 'minor';
}

function firstVersion(stated: Version | undefined, wanted: ReleaseType | undefined): Version {
  if (stated !== undefined && compareVersions(stated, zero) > 0) return { ...stated, prerelease: [] };
  return raiseVersion(zero, wanted === undefined ? 'minor' : stepOf(wanted));
}

const zero: Version = { major: 0, minor: 0, patch: 0, prerelease: [] };

function nextVersion(
  last: Version,
  { changes, stated }: ReleaseEvidence,
  wanted: ReleaseType | undefined,
): Version {
  if (wanted !== undefined) return raiseVersion(last, stepOf(wanted));
  const bump = changes?.bump ?? 'none';
  if (isRaised(stated, last) && allows(stated, last, bump)) return { ...stated, prerelease: [] };
  const least = leastVersion(last, bump);
  return (least === undefined ? undefined : parseVersion(least)) ?? raiseVersion(last, 'patch');
}

function stepOf(type: ReleaseType): 'major' | 'minor' | 'patch' {
  return type === 'hotfix' ? 'patch' : type;
}

function isRaised(stated: Version | undefined, last: Version): stated is Version {
  return stated !== undefined && compareVersions(stated, last) > 0;
}

function changeReasons(
  { bump, because, commits, undecided, notAnalysed }: NonNullable<ReleaseEvidence['changes']>,
  last: ReleaseEvidence['last'],
): readonly SuggestionReason[] {
  const counted = Object.entries(commits ?? {}).map(([word, count]) => `${count} ${word}`);
  const step = last === undefined || bump === 'none' ? undefined : stepFor(last.version, bump);
  return [
    ...(last === undefined
      ? []
      : [bump === 'none' ? reason('nothingChanged', { name: last.name }) : reason('bump', { bump })]),
    ...because.slice(0, mostReasons).map((message) => reason('because', { message })),
    ...(because.length > mostReasons ? [reason('becauseMore', { count: because.length - mostReasons })] : []),
    ...(counted.length === 0 ? [] : [reason('commits', { list: counted.join(', ') })]),
    ...(step === undefined || step === bump ? [] : [reason('zero', { step })]),
    ...(undecided === 0 ? [] : [reason('undecided', { count: undecided })]),
    ...(notAnalysed === 0 ? [] : [reason('notAnalysed', { count: notAnalysed })]),
  ];
}

function statedReasons(
  { last, stated, changes }: ReleaseEvidence,
  chosen: Version,
): readonly SuggestionReason[] {
  if (stated === undefined || (last !== undefined && !isRaised(stated, last.version))) return [];
  const bump = changes?.bump ?? 'none';
  if (last !== undefined && !allows(stated, last.version, bump)) {
    return [
      reason('statedTooLow', {
        version: formatVersion(stated),
        least: leastVersion(last.version, bump) ?? '',
      }),
    ];
  }
  return compareVersions({ ...stated, prerelease: [] }, chosen) === 0
    ? [reason('stated', { version: formatVersion(stated) })]
    : [];
}

function policyReasons({ types }: Pick<Policy, 'types'>, type: ReleaseType): readonly SuggestionReason[] {
  const { requires, minimum, signOff } = types[type];
  const list = [...new Set([...minimum, ...requires])].join(', ');
  return [
    ...(list === '' ? [] : [reason('requires', { type, list })]),
    ...(signOff.length === 0 ? [] : [reason('signOff', { type, list: signOff.join(', ') })]),
  ];
}

function reason(code: SuggestionCode, args: Args = {}): SuggestionReason {
  return { code, args };
}
