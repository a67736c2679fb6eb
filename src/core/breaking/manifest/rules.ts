/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { moduleRules } from './moduleRules.ts';
import { otherRules } from './otherRules.ts';

export const rules = { ...moduleRules, ...otherRules } satisfies Readonly<Record<string, Rule>>;
