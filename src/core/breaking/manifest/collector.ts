/** Makes changes of what the comparers find. */
import type { Args } from '../../base/finding.ts';
import type { Change, Level } from '../change.ts';
import type { Spot } from './facts.ts';
import { rules } from './rules.ts';

export const detectorId = 'manifest';
export type RuleId = keyof typeof rules;

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly args?: Args;
  readonly base?: Spot | undefined;
  readonly head?: Spot | undefined;
  /** Where the rule alone does not decide. */
  readonly level?: Level;
}

export interface Paths {
  readonly base: string;
  readonly head: string;
  readonly profile: string | undefined;
}

/** Rules whose level is a question of policy: some teams drop an old runtime in a minor release. */
const runtimeRules: ReadonlySet<string> = new Set(['manifest/runtime-raised', 'manifest/platform-dropped']);

export function toChange(found: Found, paths: Paths): Change {
  const ruled = found.level ?? rules[found.rule].level;
  const level =
    paths.profile === 'runtime-is-minor' && runtimeRules.has(found.rule) && ruled === 'major'
      ? 'minor'
      : ruled;
  return {
    rule: found.rule,
    detector: detectorId,
    level,
    confidence: level === 'review' ? 'review' : 'likely',
    subject: found.subject,
    args: { subject: found.subject, ...found.args },
    ...(found.base === undefined ? {} : { base: { path: paths.base, ...found.base } }),
    ...(found.head === undefined ? {} : { head: { path: paths.head, ...found.head } }),
  };
}
