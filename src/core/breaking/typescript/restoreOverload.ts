/** A signature that is gone, while the implementation still accepts its calls. */
import type ts from 'typescript6';
import type { Restoration } from './restore.ts';
import { hasModifier, linesAfter, wordsOf, type Source } from './restoreSource.ts';

/** Every signature that is gone comes back, or none: half of them would still break somebody. */
export function overloadFor(before: Source, after: Source, name: string): Restoration | undefined {
  const now = functionsIn(after, name);
  const implementation = now.find(({ body }) => body !== undefined);
  const last = now.findLast(({ body }) => body === undefined);
  if (implementation === undefined || last === undefined) return undefined;
  const kinds = after.compiler.SyntaxKind;
  if (hasModifier(after, implementation, kinds.DefaultKeyword)) return undefined;
  const was = functionsIn(before, name);
  const overloads = was.filter(({ body }) => body === undefined);
  const present = new Set(now.filter(({ body }) => body === undefined).map((one) => signatureOf(after, one)));
  const gone = (overloads.length > 0 ? overloads : was).filter(
    (one) => !present.has(signatureOf(before, one)),
  );
  if (gone.length === 0 || !gone.every((one) => accepts([after, implementation], [before, one])))
    return undefined;
  const word = hasModifier(after, implementation, kinds.ExportKeyword) ? 'export ' : '';
  const lines = gone.flatMap((one) => [
    '/** @deprecated Use another signature. */',
    `${word}function ${textOf(before, one)};`,
  ]);
  return { kind: 'overload', name, edits: [linesAfter(after, last, lines)] };
}

function functionsIn({ compiler, file }: Source, name: string): readonly ts.FunctionDeclaration[] {
  return file.statements.filter(
    (one): one is ts.FunctionDeclaration => compiler.isFunctionDeclaration(one) && one.name?.text === name,
  );
}

function signatureOf(source: Source, node: ts.FunctionDeclaration): string {
  const parts = [...(node.typeParameters ?? []), '(', ...node.parameters, ')', node.type ?? ''];
  return parts.map((part) => (typeof part === 'string' ? part : wordsOf(source, part))).join(' ');
}

/** `name<T>(a: T): T` as it was written. */
function textOf({ file }: Source, node: ts.FunctionDeclaration): string {
  const start = node.name?.getStart(file) ?? node.getStart(file);
  const end = node.type?.getEnd() ?? node.getEnd();
  return file.text.slice(start, end);
}

type Signature = readonly [source: Source, node: ts.FunctionDeclaration];

/** By the words of types: what only a type checker could tell is not accepted. */
function accepts([after, implementation]: Signature, [before, old]: Signature): boolean {
  const typeParameters = (source: Source, node: ts.FunctionDeclaration): string =>
    (node.typeParameters ?? []).map((one) => wordsOf(source, one)).join();
  if (typeParameters(after, implementation) !== typeParameters(before, old)) return false;
  if (old.parameters.some(({ initializer }) => initializer !== undefined)) return false;
  const parameters = [...implementation.parameters];
  const rest = parameters.at(-1)?.dotDotDotToken === undefined ? undefined : parameters.pop();
  const fits = old.parameters.every((parameter, index) => {
    const taken = parameters[index];
    if (parameter.dotDotDotToken !== undefined)
      return taken === undefined && rest !== undefined && sameType([after, rest], [before, parameter]);
    if (taken === undefined) return rest !== undefined && takesOne([after, rest], [before, parameter]);
    const mayBeLeftOut = parameter.questionToken !== undefined;
    return (!mayBeLeftOut || isOptional(taken)) && takes([after, taken.type], [before, parameter.type]);
  });
  const others = parameters.slice(old.parameters.length);
  return fits && others.every(isOptional) && takes([after, implementation.type], [before, old.type]);
}

function isOptional({ questionToken, initializer }: ts.ParameterDeclaration): boolean {
  return questionToken !== undefined || initializer !== undefined;
}

type Parameter = readonly [source: Source, node: ts.ParameterDeclaration];

function sameType([after, now]: Parameter, [before, was]: Parameter): boolean {
  return now.type !== undefined && was.type !== undefined
    ? wordsOf(after, now.type) === wordsOf(before, was.type)
    : false;
}

/** One argument of many: `...names: string[]` takes a string. */
function takesOne([after, rest]: Parameter, [before, was]: Parameter): boolean {
  const type = rest.type;
  return (
    type !== undefined &&
    after.compiler.isArrayTypeNode(type) &&
    takes([after, type.elementType], [before, was.type])
  );
}

type TypeOf = readonly [source: Source, node: ts.TypeNode | undefined];

/** Every member of the old union is one of the new union. */
function takes([after, now]: TypeOf, [before, was]: TypeOf): boolean {
  if (now === undefined || was === undefined) return false;
  const kinds = after.compiler.SyntaxKind;
  if (now.kind === kinds.AnyKeyword || now.kind === kinds.UnknownKeyword) return true;
  const taken = new Set(members(after, now));
  return members(before, was).every((word) => taken.has(word));
}

function members(source: Source, node: ts.TypeNode): readonly string[] {
  const { compiler } = source;
  if (compiler.isParenthesizedTypeNode(node)) return members(source, node.type);
  return compiler.isUnionTypeNode(node)
    ? node.types.flatMap((type) => members(source, type))
    : [wordsOf(source, node)];
}
