import type { Verdict } from '../readiness/model.ts';

/** How `check` ends, on the command line and as a task of the editor. */
export const verdictExits = {
  go: 0,
  noGo: 1,
  unknown: 3,
  conditionalGo: 4,
} as const satisfies Readonly<Record<Verdict, number>>;
