/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { columnRules } from './columnRules.ts';
import { lockRules } from './lockRules.ts';
import { objectRules } from './objectRules.ts';
import { runRules } from './runRules.ts';
import { styleRules } from './styleRules.ts';

export type RuleId = keyof typeof all;

const all = { ...objectRules, ...columnRules, ...lockRules, ...runRules, ...styleRules };

export const rules: Readonly<Record<RuleId, Rule>> = all;
