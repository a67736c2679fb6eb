/** Statements of a text of SQL, with their places. */
import { readPieces } from './lexer.ts';
import type { Dialect, Token } from './lexer.ts';

export interface Statement {
  /** At least one. */
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

export interface Script {
  readonly statements: readonly Statement[];
  /** Files that a line for the client takes in, which are not looked into. */
  readonly includes: readonly { readonly name: string; readonly start: number }[];
}

/** Semicolons inside of the body of a routine or a trigger end nothing. */
export function readScript(text: string, dialect: Dialect): Script {
  const statements: Statement[] = [];
  const includes: Script['includes'][number][] = [];
  let open: Token[] = [];
  let depth = 0;
  const push = (): void => {
    const [first] = open;
    const last = open.at(-1);
    if (first !== undefined && last !== undefined)
      statements.push({ tokens: open, start: first.start, end: last.end });
    open = [];
    depth = 0;
  };
  for (const { tokens, meta } of readPieces(text, dialect)) {
    const routine = isRoutine(open.length > 0 ? open : tokens);
    depth = routine ? Math.max(0, depth + depthOf(tokens)) : 0;
    for (const token of tokens) open.push(token);
    const included = /^\\i(?:r|nclude(?:_relative)?)?\s+(\S+)/.exec(meta?.text ?? '')?.[1];
    if (included !== undefined) includes.push({ name: included, start: meta?.start ?? 0 });
    if (depth === 0 || meta !== undefined) push();
  }
  push();
  return { statements, includes };
}

function isRoutine(tokens: readonly Token[]): boolean {
  return (
    /^(?:create|alter)$/i.test(tokens[0]?.text ?? '') &&
    tokens.slice(1, 8).some(({ text }) => /^(?:function|procedure|trigger|event|package)$/i.test(text))
  );
}

/** Blocks that the tokens open, less those that they close. */
function depthOf(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'word') continue;
    const word = text.toLowerCase();
    const before = tokens[index - 1]?.text.toLowerCase();
    if ((word === 'begin' || word === 'case') && before !== 'end') depth++;
    else if (word === 'end' && !/^(?:if|loop|while|repeat|for)$/i.test(tokens[index + 1]?.text ?? ''))
      depth--;
  }
  return depth;
}
