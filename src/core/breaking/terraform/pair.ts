/** Two texts of a module for the page of a rule. */
interface Texts {
  readonly file: string;
  readonly base: string;
  readonly head: string;
}

export function pair(base: readonly string[], head: readonly string[]): Texts {
  return { file: 'main.tf', base: `${base.join('\n')}\n`, head: `${head.join('\n')}\n` };
}

/** Two lists of lines of one variable. */
export function variables(base: readonly string[], head: readonly string[]): Texts {
  return pair(block('variable "zone"', base), block('variable "zone"', head));
}

export function block(head: string, lines: readonly string[]): readonly string[] {
  return [`${head} {`, ...lines.map((line) => `  ${line}`), '}'];
}
