/** What a comparison with the last release says about the version that was declared. */
import { compareVersions, parseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';
import { allows, leastVersion, stepFor } from '../breaking/bump.ts';
import type { Bump } from '../breaking/bump.ts';
import type { Policy, ReleaseType } from '../policy/model.ts';
import type { ChangeFacts, Comparison, ForcedBump, Reason, ReleaseFacts } from './model.ts';

/** The outcome of a comparison, ready to be part of the facts. */
export type ChangeInput =
  | { readonly outcome: 'compared'; readonly facts: ChangeFacts; readonly comparison: Comparison }
  /** It was asked for and could not be made. */
  | { readonly outcome: 'failed'; readonly message: string }
  /** Nobody asked for it, and the repository does not allow it as it is. `noBase`: it holds no release to compare with. */
  | { readonly outcome: 'notCompared'; readonly why: 'noBase' | 'hindered'; readonly message: string };

/** A release that is out already, or older, is not what the comparison is about. */
export function concerns(comparison: Comparison, version: string | undefined): boolean {
  const [own, base] = [parseVersion(version ?? ''), parseVersion(comparison.baseVersion ?? '')];
  return own === undefined || base === undefined || compareVersions(own, base) > 0;
}

/** Something that was found is certain; that nothing was found holds until the next change. */
export function changeFactsFrom(input: Extract<ChangeInput, { outcome: 'compared' }>): ChangeFacts {
  if (!input.comparison.stale) return input.facts;
  return Object.fromEntries(
    Object.entries(input.facts).map(([fact, answer]) => [
      fact,
      answer.known && !answer.holds ? { known: false, why: 'notAnalysed' } : answer,
    ]),
  ) as ChangeFacts;
}

export function forcedBump(facts: ReleaseFacts): ForcedBump | undefined {
  const { comparison } = facts;
  if (comparison === undefined || comparison.bump === 'none') return undefined;
  const { bump, base } = comparison;
  const enough = isEnough(facts, comparison);
  const declared = declaredStep(facts, comparison);
  return {
    bump,
    base,
    needed: neededStep(parseVersion(comparison.baseVersion ?? ''), bump),
    ...(enough === undefined ? {} : { enough }),
    ...(declared === undefined ? {} : { declared }),
  };
}

export function comparisonReasons(policy: Policy, facts: ReleaseFacts): readonly Reason[] {
  const { comparison, comparisonFailure, notCompared } = facts;
  if (comparisonFailure !== undefined) {
    return [{ code: 'comparisonFailed', weight: 'unknown', args: { message: comparisonFailure } }];
  }
  if (notCompared !== undefined) {
    const { why, message } = notCompared;
    return [{ code: 'notCompared', weight: why === 'noBase' ? 'info' : 'warning', args: { message } }];
  }
  if (comparison === undefined) return [];
  const { base, undecided, unread, stale } = comparison;
  const reasons: Reason[] = [];
  if (isEnough(facts, comparison) === false) reasons.push(tooLow(facts, comparison));
  // A release that may break needs no second look at what might.
  const mayBreak = declaredStep(facts, comparison) === 'major';
  if (undecided > 0 && !mayBreak) {
    reasons.push({ code: 'bumpUnsure', weight: 'conditional', args: { count: undecided, base } });
  }
  if (unread > 0) reasons.push({ code: 'changesUnread', weight: 'warning', args: { count: unread, base } });
  reasons.push(...scopeReasons(policy, facts, comparison), ...notedReasons(comparison));
  if (stale) reasons.push({ code: 'comparisonOld', weight: 'warning', args: { base } });
  return reasons;
}

/** Minimal scope: a patch or a hotfix holds a fix, and not much else. */
function scopeReasons(
  policy: Policy,
  { type }: ReleaseFacts,
  { features = 0, files = 0 }: Comparison,
): readonly Reason[] {
  if (type === undefined) return [];
  const limit = policy.types[type].maxFiles;
  const small = stepOf(type) === 'patch';
  if (!(small && features > 0) && !(limit !== undefined && files > limit)) return [];
  return [{ code: 'scopeTooWide', weight: 'conditional', args: { type, features, files } }];
}

function notedReasons({ noted = [] }: Comparison): readonly Reason[] {
  return noted.map(({ code, args }) => ({
    code,
    weight: code === 'licenceChanged' ? 'warning' : 'info',
    args,
  }));
}

function tooLow(facts: ReleaseFacts, comparison: Comparison): Reason {
  const { base, first, because, bump } = comparison;
  const last = parseVersion(comparison.baseVersion ?? '');
  const version = last === undefined ? undefined : leastVersion(last, bump);
  const step = declaredStep(facts, comparison) ?? '';
  const more = because > 1 ? `(and ${because - 1} more)` : '';
  return {
    code: 'bumpTooLow',
    weight: 'noGo',
    args: {
      declared: facts.version === undefined ? step : `${step} (${facts.version})`,
      needed: version === undefined ? bump : `${neededStep(last, bump)} (${version})`,
      base,
      message: first?.message ?? '',
      more,
    },
    ...(first?.where === undefined ? {} : { where: first.where }),
  };
}

/** Undefined when nothing is declared that could be held against the changes. */
function isEnough(facts: ReleaseFacts, { bump, baseVersion }: Comparison): boolean | undefined {
  if (bump === 'none') return true;
  const last = parseVersion(baseVersion ?? '');
  const version = parseVersion(facts.version ?? '');
  if (last !== undefined && version !== undefined) return allows(version, last, bump);
  if (facts.type === undefined) return undefined;
  return steps.indexOf(stepOf(facts.type)) >= steps.indexOf(neededStep(last, bump));
}

const steps = ['patch', 'minor', 'major'] as const;
type Step = (typeof steps)[number];

function stepOf(type: ReleaseType): Step {
  return type === 'hotfix' ? 'patch' : type;
}

function neededStep(last: Version | undefined, bump: Bump): Step {
  if (bump === 'none') return 'patch';
  return last === undefined ? bump : stepFor(last, bump);
}

/** What the version raises, else the type that somebody named. */
function declaredStep(facts: ReleaseFacts, { baseVersion }: Comparison): Step | undefined {
  const last = parseVersion(baseVersion ?? '');
  const version = parseVersion(facts.version ?? '');
  if (last !== undefined && version !== undefined) {
    if (version.major !== last.major) return 'major';
    return version.minor === last.minor ? 'patch' : 'minor';
  }
  return facts.type === undefined ? undefined : stepOf(facts.type);
}
