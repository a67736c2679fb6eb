/** Steps of a migration in SQL. */
import { dialectOf } from './dialect.ts';
import type { Token } from './lexer.ts';
import { readStatement } from './readStatement.ts';
import { readScript } from './statements.ts';
import type { Statement } from './statements.ts';
import { bareName, textOf } from './cursor.ts';
import type { Step, Steps } from './steps.ts';

export function sqlSteps(text: string): Steps {
  const dialect = dialectOf(text);
  const { statements, includes } = readScript(text, dialect);
  const others = includes.map(({ name, start }): Step => ({
    kind: 'not understood',
    statement: `\\i ${name}`,
    start,
    end: start + 2,
  }));
  return {
    steps: [...statements.map(readStatement), ...others],
    inTransaction: false,
    postgres: dialect === 'postgres',
    names: statements.flatMap(longNames),
    language: 'sql',
  };
}

/** PostgreSQL cuts names after this many bytes. */
const mostBytes = 63;

function longNames({ tokens }: Statement): Steps['names'] {
  return tokens.flatMap((token) => {
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.text.length * 3 <= mostBytes) return [];
    const text = bareName(token);
    return bytesOf(text) > mostBytes ? [{ text, start: token.start, end: token.end }] : [];
  });
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Quotes around a name that needs none say nothing. */
function withoutQuotes(token: Token): Token {
  return token.kind === 'quoted' && /^"[a-z_][a-z\d_]*"$/.test(token.text)
    ? { ...token, kind: 'word', text: token.text.slice(1, -1) }
    : token;
}

/** What the statements say, each in one line: two texts that differ in layout and comments alone say the same. */
export function sqlWords(text: string): readonly string[] {
  return readScript(text, dialectOf(text)).statements.map(({ tokens }) => textOf(tokens.map(withoutQuotes)));
}
