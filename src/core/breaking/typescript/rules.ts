/** All rules of this detector, by family. */
import type { Rule } from '../detector.ts';
import { callRules } from './rulesOfCalls.ts';
import { exportRules } from './rulesOfExports.ts';
import { memberRules } from './rulesOfMembers.ts';
import { typeRules } from './rulesOfTypes.ts';
import { detectorId } from './units.ts';

const byName = { ...exportRules, ...callRules, ...memberRules, ...typeRules } as const satisfies Readonly<
  Record<string, Rule>
>;

/** Without the name of the detector. */
export type RuleId = keyof typeof byName;

export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries(byName).map(([id, rule]) => [`${detectorId}/${id}`, rule]),
);
