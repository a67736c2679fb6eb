/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { outputRules } from './outputRules.ts';
import { stateRules } from './stateRules.ts';
import { variableRules } from './variableRules.ts';
import { versionRules } from './versionRules.ts';

export const rules = {
  ...variableRules,
  ...outputRules,
  ...stateRules,
  ...versionRules,
} satisfies Readonly<Record<string, Rule>>;
