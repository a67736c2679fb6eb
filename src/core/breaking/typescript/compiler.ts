import type ts from 'typescript6';

/** The compiler as a value: loaded on demand and handed down. */
export type Compiler = typeof ts;
