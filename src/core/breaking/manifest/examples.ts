/** Pairs of texts for the pages of the rules. */
export interface Pair {
  readonly file: string;
  readonly base: string;
  readonly head: string;
}

/** Fields of a package.json besides its name. */
export function packages(base: object, head: object): Pair {
  const text = (fields: object): string => `${JSON.stringify({ name: 'pkg', ...fields }, null, 2)}\n`;
  return { file: 'package.json', base: text(base), head: text(head) };
}

export function lines(file: string, base: readonly string[], head: readonly string[]): Pair {
  return { file, base: `${base.join('\n')}\n`, head: `${head.join('\n')}\n` };
}
