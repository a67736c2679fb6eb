/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { conventionRules } from './conventionRules.ts';
import { definitionRules } from './definitionRules.ts';
import { fieldRules } from './fieldRules.ts';
import { keywordRules } from './keywordRules.ts';
import { meaningRules } from './meaningRules.ts';

export const rules = {
  ...definitionRules,
  ...fieldRules,
  ...keywordRules,
  ...meaningRules,
  ...conventionRules,
} satisfies Readonly<Record<string, Rule>>;
