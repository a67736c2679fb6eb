/** How many arguments a signature takes, of which types, and members by name. */
import type { World } from './program.ts';
import type ts from 'typescript6';

/** A property by name; names that are symbols are numbered by the compiler, differently on both sides. */
export function propertyNamed(world: World, type: ts.Type, name: string): ts.Symbol | undefined {
  const found = world.checker.getPropertyOfType(type, name);
  if (found !== undefined || !name.startsWith('__@')) return found;
  // Bundlers number names that clash.
  const stem = (full: string): string => full.slice(0, full.lastIndexOf('@')).replace(/(?<=.)\$\d+$/, '');
  return world.checker
    .getPropertiesOfType(type)
    .find((item) => item.name.startsWith('__@') && stem(item.name) === stem(name));
}

export interface Arity {
  readonly least: number;
  /** Infinity with a rest parameter. */
  readonly most: number;
  /** Positions that have a type of their own. */
  readonly count: number;
}

export function arityOf(world: World, signature: ts.Signature): Arity {
  let least = 0;
  let most = 0;
  for (const [index, parameter] of signature.parameters.entries()) {
    const rest = isRest(world, parameter);
    if (rest) {
      const tuple = restTuple(world, parameter);
      if (tuple === undefined) return { least, most: Infinity, count: most + 1 };
      const { target } = tuple;
      return {
        least: least + (least === most ? target.minLength : 0),
        most: target.hasRestElement ? Infinity : most + target.elementFlags.length,
        count: most + target.elementFlags.length,
      };
    }
    most++;
    if (!isOptional(world, signature, parameter)) least = index + 1;
  }
  return { least, most, count: most };
}

export function parameterTypeAt(world: World, signature: ts.Signature, index: number): ts.Type | undefined {
  const { checker, compiler } = world;
  const last = signature.parameters.at(-1);
  const fixed =
    last !== undefined && isRest(world, last) ? signature.parameters.length - 1 : signature.parameters.length;
  if (index < fixed) {
    const parameter = signature.parameters[index];
    if (parameter === undefined) return undefined;
    const type = checker.getTypeOfSymbol(parameter);
    return isOptional(world, signature, parameter) ? withoutUndefined(world, type) : type;
  }
  if (last === undefined || fixed === signature.parameters.length) return undefined;
  const tuple = restTuple(world, last);
  if (tuple !== undefined) return checker.getTypeArguments(tuple)[index - fixed];
  return (
    checker.getIndexTypeOfType(checker.getTypeOfSymbol(last), compiler.IndexKind.Number) ??
    checker.getTypeOfSymbol(last)
  );
}

/** The type of an optional parameter without the `undefined` that being optional adds. */
function withoutUndefined(world: World, type: ts.Type): ts.Type {
  const { compiler, checker } = world;
  if (!type.isUnion() || !type.types.some((item) => (item.flags & compiler.TypeFlags.Undefined) !== 0))
    return type;
  if (type.types.some((item) => (item.flags & compiler.TypeFlags.Null) !== 0)) return type;
  return checker.getNonNullableType(type);
}

function isRest(world: World, parameter: ts.Symbol): boolean {
  const node = parameter.valueDeclaration;
  if (node !== undefined && world.compiler.isParameter(node)) return node.dotDotDotToken !== undefined;
  const flags =
    (parameter as unknown as { readonly links?: { readonly checkFlags?: number } }).links?.checkFlags ?? 0;
  return (flags & 32768) !== 0;
}

function isOptional(world: World, signature: ts.Signature, parameter: ts.Symbol): boolean {
  const node = parameter.valueDeclaration;
  if (node === undefined || !world.compiler.isParameter(node))
    return (parameter.flags & world.compiler.SymbolFlags.Optional) !== 0;
  if (world.checker.isOptionalParameter(node)) return true;
  const file = node.getSourceFile().fileName;
  // In JavaScript a parameter without a type may be left out as far as anybody can tell.
  return (
    /\.[cm]?jsx?$/.test(file) &&
    world.compiler.getJSDocParameterTags(node).length === 0 &&
    signature.declaration !== undefined
  );
}

function restTuple(world: World, parameter: ts.Symbol): ts.TupleTypeReference | undefined {
  const type = world.checker.getTypeOfSymbol(parameter);
  return world.checker.isTupleType(type) ? (type as ts.TupleTypeReference) : undefined;
}
