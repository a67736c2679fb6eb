/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { enumRules } from './enumRules.ts';
import { fieldRules } from './fieldRules.ts';
import type { FileOptionRuleId } from './fileOptionRules.ts';
import { fileOptionRules } from './fileOptionRules.ts';
import { fileRules } from './fileRules.ts';
import { messageRules } from './messageRules.ts';
import { serviceRules } from './serviceRules.ts';

export type RuleId =
  | keyof typeof fileRules
  | FileOptionRuleId
  | keyof typeof messageRules
  | keyof typeof fieldRules
  | keyof typeof enumRules
  | keyof typeof serviceRules;

export const rules: Readonly<Record<RuleId, Rule>> = {
  ...fileRules,
  ...fileOptionRules,
  ...messageRules,
  ...fieldRules,
  ...enumRules,
  ...serviceRules,
};
