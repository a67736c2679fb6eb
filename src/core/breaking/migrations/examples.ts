import type { Rule } from '../detector.ts';

/** A migration that is new. */
export function added(head: string, file = 'migrations/0002_change.sql'): Rule['example'] {
  return { file, base: '', head: `${head}\n` };
}

/** A migration that was there before, in two versions. */
export function edited(base: string, head: string): Rule['example'] {
  return { file: 'migrations/0001_start.sql', base: `${base}\n`, head: head === '' ? '' : `${head}\n` };
}
