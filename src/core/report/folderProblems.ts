/** What is wrong with a policy, said for a folder without a release. */
import { fill } from '../base/catalog.ts';
import { policyCatalog, type PolicyFinding } from '../policy/catalog.ts';
import type { ReasonReport } from './checkReport.ts';

/** Where there are releases, each of them says what is wrong with the policy. */
export function policyProblems(findings: readonly PolicyFinding[]): readonly ReasonReport[] {
  return findings
    .filter(({ code }) => policyCatalog[code].severity === 'error')
    .map(({ code, args, where: { file, line, column } }) => ({
      code: 'policyInvalid',
      weight: 'unknown',
      message: fill(policyCatalog[code].sentence, args),
      fix: fill(policyCatalog[code].fix, args),
      ...(file === undefined ? {} : { file, line, column }),
    }));
}
