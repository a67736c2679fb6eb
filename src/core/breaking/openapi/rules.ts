/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { bodyRules } from './bodyRules.ts';
import { operationRules } from './operationRules.ts';
import { parameterRules } from './parameterRules.ts';
import { propertyRules } from './propertyRules.ts';
import { responseRules } from './responseRules.ts';
import { schemaRules } from './schemaRules.ts';
import { securityRules } from './securityRules.ts';
import { structureRules } from './structureRules.ts';

export const rules = {
  ...operationRules,
  ...parameterRules,
  ...bodyRules,
  ...responseRules,
  ...securityRules,
  ...schemaRules,
  ...propertyRules,
  ...structureRules,
} satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;
