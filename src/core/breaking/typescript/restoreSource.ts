/** One file as syntax alone: what a restoration reads. */
import type ts from 'typescript6';
import type { TextEdit } from '../../base/text.ts';
import type { Compiler } from './compiler.ts';

export interface Source {
  readonly compiler: Compiler;
  readonly file: ts.SourceFile;
}

export function parse(compiler: Compiler, path: string, text: string): ts.SourceFile {
  return compiler.createSourceFile(path, text, compiler.ScriptTarget.Latest, true);
}

export function hasErrors(file: ts.SourceFile): boolean {
  const internal = file as unknown as { readonly parseDiagnostics?: readonly unknown[] };
  return (internal.parseDiagnostics ?? []).length > 0;
}

/** The same text up to comments, white space and, of identifiers, the name `own`. */
export function wordsOf({ compiler, file }: Source, node: ts.Node, own?: string): string {
  const words: string[] = [];
  const add = (at: ts.Node): void => {
    if (at.kind >= compiler.SyntaxKind.FirstJSDocNode && at.kind <= compiler.SyntaxKind.LastJSDocNode) return;
    const children = at.getChildren(file);
    if (children.length > 0) children.forEach(add);
    else if (compiler.isIdentifier(at) && at.text === own) words.push('\0');
    else words.push(at.getText(file));
  };
  add(node);
  return words.filter((word) => word !== '').join(' ');
}

export function hasModifier({ compiler }: Source, node: ts.Node, kind: ts.SyntaxKind): boolean {
  const modifiers = compiler.canHaveModifiers(node) ? compiler.getModifiers(node) : undefined;
  return modifiers?.some((one) => one.kind === kind) === true;
}

/** New lines behind a statement, with the line ends of the file. */
export function linesAfter({ file }: Source, statement: ts.Node, lines: readonly string[]): TextEdit {
  const lineEnd = /\r\n|\n|\r/.exec(file.text)?.[0] ?? '\n';
  const start = statement.getEnd();
  return { start, end: start, newText: lines.map((line) => lineEnd + line).join('') };
}
