/** Statements of SQL, and which of them keep others from a table while they run. */

export interface Statement {
  /** In one line, comments left out. */
  readonly text: string;
  /** Line of its first word. */
  readonly line: number;
}

/** A token that ends or hides text: comment, string, dollar quote, semicolon, line end. */
const tokens =
  /--[^\n]*|# [^\n]*|\/\*|'|"|`|\$(?:[A-Za-z_]\w{0,60})?\$|;|\r\n|\n|\r|[^-#/'"`$;\r\n]+|[-/$#]/g;

/** Splits at semicolons outside of strings, comments and bodies of functions. Total: an open end ends the text. */
export function sqlStatements(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  let line = 1;
  let start = 1;
  let words = '';
  const push = (): void => {
    const own = words.replaceAll(/\s+/g, ' ').trim();
    if (own !== '') statements.push({ text: own, line: start });
    words = '';
  };
  const add = (part: string): void => {
    if (words.trim() === '') start = line;
    words += part;
    line += lineEnds(part);
  };
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token] = match;
    const closing = closingOf(token);
    if (closing !== undefined) {
      const end = text.indexOf(closing, tokens.lastIndex);
      const whole = text.slice(match.index, end === -1 ? text.length : end + closing.length);
      tokens.lastIndex = match.index + whole.length;
      if (token === '/*') line += lineEnds(whole);
      else add(whole);
    } else if (token === ';') push();
    else if (/^[\r\n]/.test(token)) {
      words += ' ';
      line++;
    } else if (!token.startsWith('--') && !token.startsWith('# ')) add(token);
  }
  push();
  return statements;
}

function closingOf(token: string): string | undefined {
  if (token === '/*') return '*/';
  return token === "'" || token === '"' || token === '`' || (token.startsWith('$') && token.length > 1)
    ? token
    : undefined;
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** Changes the structure of a database. */
export function isDefinition({ text }: Statement): boolean {
  return /^(?:alter|create|drop|rename|truncate)\s+(?:or replace\s+|unique\s+|global\s+|temp(?:orary)?\s+|materialized\s+)*(?:table|index|view|column|type|schema|sequence|trigger|function|procedure|database|extension|domain|policy|role|user)\b/i.test(
    text,
  );
}

/** Statements that hold a lock for as long as a table is large. A table that the same text creates is empty. */
export function lockingStatements(statements: readonly Statement[]): readonly Statement[] {
  const created = new Set(statements.flatMap(({ text }) => nameAfter(createTable, text)));
  return statements.filter(({ text }) => {
    const on = [...nameAfter(indexOn, text), ...nameAfter(alterTable, text)];
    return locks(text) && !on.some((name) => created.has(name));
  });
}

const createTable = /^create\s+(?:\w+\s+)?table\s+(?:if not exists\s+)?([^\s(]+)/i;
const alterTable = /^alter\s+table\s+(?:if exists\s+)?(?:only\s+)?([^\s(]+)/i;
const indexOn = /^create\s+(?:unique\s+)?index\b.{0,300}?\son\s+(?:only\s+)?([^\s(]+)/i;

function nameAfter(shape: RegExp, text: string): readonly string[] {
  const name = shape.exec(text)?.[1];
  return name === undefined ? [] : [name.replaceAll(/["`[\]]/g, '').toLowerCase()];
}

function locks(text: string): boolean {
  if (/\balgorithm\s*=?\s*(?:inplace|instant)\b/i.test(text)) return false;
  if (/^create\s+(?:unique\s+)?(?:clustered\s+)?index\b/i.test(text)) {
    return !/\bconcurrently\b|\bonline\s*=\s*on\b/i.test(text);
  }
  if (/^(?:lock\s+tables?|vacuum\s+full|cluster)\b|^vacuum\s*\([^)]*full/i.test(text)) return true;
  if (/^(?:reindex|refresh\s+materialized\s+view)\b/i.test(text)) return !/\bconcurrently\b/i.test(text);
  if (/^update\s+\S+\s+set\b/i.test(text)) return !/\bwhere\b/i.test(text);
  if (!alterTable.test(text)) return false;
  return alterations.some((alteration) => alteration(text));
}

const alterations: readonly ((text: string) => boolean)[] = [
  (text) => /\balter\s+(?:column\s+)?\S+\s+(?:set\s+data\s+)?type\b/i.test(text),
  (text) => /\balter\s+(?:column\s+)?\S+\s+set\s+not\s+null\b/i.test(text),
  (text) =>
    /\b(?:modify|change)\s+(?:column\s+)?\S/i.test(text) || /\bconvert\s+to\s+character\b/i.test(text),
  (text) => /\badd\s+(?:column\s+)?\S+\s.{0,200}?\b(?:serial|generated\s+always|identity)\b/i.test(text),
  (text) =>
    /\badd\s+(?:constraint\s+\S+\s+)?(?:foreign\s+key|check)\b/i.test(text) && !/\bnot\s+valid\b/i.test(text),
  (text) =>
    /\badd\s+(?:constraint\s+\S+\s+)?(?:primary\s+key|unique|exclude)\b/i.test(text) &&
    !/\busing\s+index\b/i.test(text),
  (text) => /\badd\s+(?:unique\s+|fulltext\s+|spatial\s+)?(?:index|key)\b/i.test(text),
  (text) => /\bset\s+(?:tablespace|logged|unlogged)\b/i.test(text),
];
