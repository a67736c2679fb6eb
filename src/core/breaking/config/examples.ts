import type { Rule } from '../detector.ts';

/** Two texts of one file. */
export function pair(file: string, base: string, head: string): Rule['example'] {
  return { file, base: `${base}\n`, head: `${head}\n` };
}
