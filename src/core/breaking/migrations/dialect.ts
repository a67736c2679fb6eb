/** Which database a text is for. */
import { readPieces } from './lexer.ts';
import type { Dialect, Piece, Token } from './lexer.ts';

/** By what only one of them writes, outside of comments and strings; PostgreSQL when nothing says otherwise. */
export function dialectOf(text: string): Dialect {
  for (const piece of readPieces(text, 'postgres')) {
    const found = dialectOfPiece(piece);
    if (found !== undefined) return found;
  }
  return 'postgres';
}

function dialectOfPiece({ tokens, meta }: Piece): Dialect | undefined {
  if (meta !== undefined && /^delimiter\b/i.test(meta.text)) return 'mysql';
  if (meta !== undefined && /^go\b/i.test(meta.text)) return 'mssql';
  if (/^pragma$/i.test(tokens[0]?.text ?? '')) return 'sqlite';
  for (const [index, token] of tokens.entries()) {
    const found =
      token.kind === 'quoted'
        ? dialectOfQuotes(token)
        : dialectOfWord(token, { before: tokens[index - 1], after: tokens[index + 1] });
    if (found !== undefined) return found;
  }
  return undefined;
}

function dialectOfQuotes({ text }: Token): Dialect | undefined {
  if (text.startsWith('`')) return 'mysql';
  return text.startsWith('[') ? 'mssql' : undefined;
}

interface Neighbours {
  readonly before: Token | undefined;
  readonly after: Token | undefined;
}

function dialectOfWord({ kind, text }: Token, { before, after }: Neighbours): Dialect | undefined {
  if (kind !== 'word') return undefined;
  switch (text.toLowerCase()) {
    case 'auto_increment':
      return 'mysql';
    case 'engine':
      return after?.text === '=' ? 'mysql' : undefined;
    case 'autoincrement':
      return 'sqlite';
    case 'nvarchar':
    case 'dbo':
    case 'sp_rename':
      return 'mssql';
    case 'identity':
      // `AS IDENTITY (…)` is of the standard.
      return after?.text === '(' && before?.text.toLowerCase() !== 'as' ? 'mssql' : undefined;
    default:
      return undefined;
  }
}
