/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { fieldRules } from './fieldRules.ts';
import { logicalRules } from './logicalRules.ts';
import { namedRules } from './namedRules.ts';
import { typeRules } from './typeRules.ts';

export const rules = {
  ...fieldRules,
  ...typeRules,
  ...namedRules,
  ...logicalRules,
} satisfies Readonly<Record<string, Rule>>;
