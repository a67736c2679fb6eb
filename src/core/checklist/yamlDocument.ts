/**
 * YAML of strangers, read with limits and with positions. Values are never
 * turned into JavaScript objects: readers walk the nodes.
 */
import { Composer, CST, isMap, isPair, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { Document, ParsedNode, Range, Scalar, YAMLMap } from 'yaml';
import { lineStarts } from '../base/text.ts';
import type { Where } from '../base/text.ts';
import type { ChecklistFinding } from './model.ts';

const yamlLimits = {
  /** UTF-16 code units. */
  length: 256 * 1024,
  depth: 64,
  /** Syntactic pieces; a checklist of the full length has about half of it. */
  lexemes: 150_000,
} as const;

export interface YamlDocument {
  /** The text as given; node ranges are offsets in it. */
  readonly text: string;
  /** Null for an empty document. */
  readonly root: ParsedNode | null;
  /** Offset of the first character of each line. */
  readonly starts: readonly number[];
  readonly file: string;
}

export interface Entry {
  readonly key: string;
  readonly keyNode: Scalar;
  /** Null for a key without a value. */
  readonly value: ParsedNode | null;
}

/** The document, or what stands in its way; duplicate keys are findings beside a document. */
export function parseYaml(
  text: string,
  file: string,
): { readonly document?: YamlDocument; readonly findings: readonly ChecklistFinding[] } {
  const starts = lineStarts(text);
  if (text.length > yamlLimits.length) {
    const args = { size: text.length, limit: yamlLimits.length };
    return { findings: [{ code: 'tooLarge', args, where: { file, line: 1, column: 1 } }] };
  }
  const problem = (message: string, offset: number): { readonly findings: readonly ChecklistFinding[] } => ({
    findings: [{ code: 'yamlSyntax', args: { message }, where: whereOf({ file, starts }, offset) }],
  });

  // Same length, so that offsets stay: `yaml` takes CR alone for a character, and a byte order mark for part of a key.
  const source = text.replace(/^\ufeff/, '\n').replace(/\r(?!\n)/g, '\n');
  const tokens = tokenize(source);
  if ('message' in tokens) return problem(tokens.message, tokens.offset);

  const composed = compose(tokens.tokens, source.length);
  if (composed === undefined) return { document: { text, root: null, starts, file }, findings: [] };
  if (composed.second !== undefined) {
    return problem('the file holds more than one document', composed.second);
  }
  const [error] = composed.document.errors;
  if (error !== undefined) return problem(syntaxMessage(error.code, source, error.pos[0]), error.pos[0]);

  const document: YamlDocument = { text, root: composed.document.contents, starts, file };
  const inspected = inspect(document);
  return inspected.deepAt === undefined
    ? { document, findings: inspected.findings }
    : problem(depthMessage, inspected.deepAt);
}

/** The entries of a map in order, duplicates included; those with a key that is no scalar are left out. */
export function entries(map: YAMLMap.Parsed): readonly Entry[] {
  return map.items.flatMap((pair) =>
    isScalar(pair.key) ? [{ key: scalarText(pair.key), keyNode: pair.key, value: pair.value }] : [],
  );
}

/** A scalar as it was meant to be read: the words of a string, the source of everything else (`1.10` stays `1.10`), nothing of a null. */
export function scalarText(scalar: Scalar): string {
  if (typeof scalar.value === 'string') return scalar.value;
  if (scalar.value === null) return '';
  return scalar.source ?? '';
}

/** Where an offset stands in lines and columns. */
export function whereOf(
  document: Pick<YamlDocument, 'file' | 'starts'>,
  offset: number,
): Where & { readonly file: string } {
  const line = lineAt(document.starts, offset);
  return { file: document.file, line, column: Math.max(1, offset - (document.starts[line - 1] ?? 0) + 1) };
}

/** The line (from 1) that holds the offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Offsets of a node: start, end of the value. */
export function rangeOf(node: { range?: Range | null | undefined }): readonly [number, number] {
  const range = node.range ?? [0, 0, 0];
  return [range[0], range[1]];
}

interface Tokens {
  readonly tokens: readonly CST.Token[];
}

interface Stop {
  readonly message: string;
  readonly offset: number;
}

const depthMessage = `more than ${yamlLimits.depth} levels`;

/** Stops at an alias and at the limits before they cost anything. */
function tokenize(source: string): Tokens | Stop {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(source)) {
    const offset = parser.offset;
    if (previous !== CST.SCALAR && CST.tokenType(lexeme) === 'alias') {
      return { message: 'an alias (*name) stands for other lines; write them out', offset };
    }
    if (++count > yamlLimits.lexemes) return { message: 'too many values', offset };
    tokens.push(...parser.next(lexeme));
    // A level of nesting takes at most four entries of the stack.
    if (parser.stack.length > yamlLimits.depth * 4) return { message: depthMessage, offset };
    previous = lexeme;
  }
  tokens.push(...parser.end());
  return { tokens };
}

/** The first document, and where a second one begins. */
function compose(
  tokens: readonly CST.Token[],
  end: number,
): { readonly document: Document.Parsed; readonly second?: number } | undefined {
  const composer = new Composer({
    uniqueKeys: false,
    resolveKnownTags: false,
    merge: false,
    logLevel: 'silent',
  });
  let document: Document.Parsed | undefined;
  for (const found of composer.compose(tokens, false, end)) {
    if (document !== undefined) return { document, second: found.range[0] };
    document = found;
  }
  return document && { document };
}

/** One pass over all nodes, without recursion: depth and keys that stand twice. */
function inspect(document: YamlDocument): {
  readonly deepAt?: number;
  readonly findings: readonly ChecklistFinding[];
} {
  const findings: ChecklistFinding[] = [];
  const open: { readonly node: unknown; readonly depth: number }[] = [{ node: document.root, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (!isMap(node) && !isSeq(node)) continue;
    if (depth > yamlLimits.depth) return { deepAt: rangeOf(node)[0], findings };
    if (isMap(node)) findings.push(...duplicateKeys(document, node as YAMLMap.Parsed));
    for (const item of node.items) {
      open.push({ node: isPair(item) ? item.value : item, depth: depth + 1 });
    }
  }
  findings.sort((a, b) => a.where.line - b.where.line || a.where.column - b.where.column);
  return { findings };
}

function duplicateKeys(document: YamlDocument, map: YAMLMap.Parsed): readonly ChecklistFinding[] {
  const seen = new Set<string>();
  return entries(map).flatMap(({ key, keyNode }): readonly ChecklistFinding[] => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ code: 'yamlDuplicateKey', args: { key }, where: whereOf(document, rangeOf(keyNode)[0]) }];
  });
}

function syntaxMessage(code: string, source: string, offset: number): string {
  const start = Math.max(source.lastIndexOf('\n', offset - 1), source.lastIndexOf('\r', offset - 1)) + 1;
  const line = /^[^\r\n]*/.exec(source.slice(start, start + 400))?.[0] ?? '';
  if (/^\s*-\s+\[[ xX]?\]/.test(line))
    return 'a box ([ ]) is a list in YAML; put the line in quotes or use done: false';
  return syntaxMessages[code] ?? 'this is not YAML';
}

/** In words of ours, so that a new version of the parser does not change what people read. */
const syntaxMessages: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias without a name',
  BAD_DIRECTIVE: 'a line that begins with % and is no directive',
  BAD_DQ_ESCAPE: 'an escape (\\) that does not exist; use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines around it',
  BAD_PROP_ORDER: 'a tag or an anchor in the wrong place',
  BAD_SCALAR_START: 'a value that begins with a reserved character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key that spans several lines; put the value in quotes',
  BLOCK_IN_FLOW: 'a block inside brackets or braces',
  DUPLICATE_KEY: 'a key that stands twice',
  IMPOSSIBLE: 'this is not YAML',
  MISSING_CHAR: 'a missing colon, comma, quote, bracket or brace',
  MULTILINE_IMPLICIT_KEY: 'a key that spans several lines; put the value in quotes',
  TAB_AS_INDENT: 'a tab where spaces have to indent',
  TAG_RESOLVE_FAILED: 'a tag that does not fit its value',
  UNEXPECTED_TOKEN: 'something after the end of a value; put the value in quotes',
};
