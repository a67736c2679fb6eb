/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { directiveRules } from './directiveRules.ts';
import { fieldRules } from './fieldRules.ts';
import { inputRules } from './inputRules.ts';
import { typeRules } from './typeRules.ts';

export const rules = {
  ...typeRules,
  ...fieldRules,
  ...inputRules,
  ...directiveRules,
} satisfies Readonly<Record<string, Rule>>;
