import type { Where } from './text.ts';

/** Values that a catalogue sentence may name. */
export type Args = Readonly<Record<string, string | number>>;

/**
 * Something a person should know about an input: data only. The sentence comes
 * from a catalogue at the edge, so that it can be translated and tested apart.
 */
export interface Finding<Code extends string = string> {
  readonly code: Code;
  readonly args: Args;
  readonly where: Where;
}

/** What a tolerant reader returns: always a value, and what was noticed on the way. */
export interface Parsed<T, Code extends string = string> {
  readonly value: T;
  readonly findings: readonly Finding<Code>[];
}
