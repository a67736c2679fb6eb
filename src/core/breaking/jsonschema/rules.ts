/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { objectRules } from './objectRules.ts';
import { compoundRules, wholeRules } from './otherRules.ts';
import { valueRules } from './valueRules.ts';

export const rules = {
  ...valueRules,
  ...objectRules,
  ...compoundRules,
  ...wholeRules,
} satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;
