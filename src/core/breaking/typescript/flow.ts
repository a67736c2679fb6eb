/** Which way values of each type of the base flow: to users, from users, or both. */
import type ts from 'typescript6';
import { isHidden, isPrivate } from './canonical.ts';
import type { ExportTable, Naming } from './naming.ts';
import type { World } from './program.ts';

/** Bit 1: users receive values. Bit 2: users provide values. 0: nothing in the package tells. */
export type Flow = 0 | 1 | 2 | 3;
export const output = 1;
export const input = 2;

export type Flows = (symbol: ts.Symbol) => Flow;

export function computeFlows(world: World, naming: Naming, tables: readonly ExportTable[]): Flows {
  const { compiler, checker } = world;
  const flows = new Map<ts.Symbol, Flow>();
  const seenValues = new Set<ts.Symbol>();

  const visitSymbol = (symbol: ts.Symbol, flow: Flow): void => {
    if (flow === 0 || !naming.isLocal(symbol)) return;
    const known = flows.get(symbol) ?? 0;
    const further = (flow & ~known) as Flow;
    if (further === 0) return;
    flows.set(symbol, (known | flow) as Flow);
    for (const declaration of symbol.declarations ?? []) visitDeclaration(declaration, further);
  };

  const visitDeclaration = (node: ts.Declaration, flow: Flow): void => {
    if (compiler.isInterfaceDeclaration(node)) {
      heritage(node, flow);
      for (const member of node.members) visitMember(member, flow);
    } else if (compiler.isClassLike(node)) {
      heritage(node, output);
      for (const member of node.members)
        if (!isPrivate(world, member) && !isHidden(member)) visitMember(member, output);
    } else if (compiler.isTypeAliasDeclaration(node)) visitType(node.type, flow);
    else if (compiler.isFunctionLike(node)) visitSignature(node, output);
    else if (compiler.isVariableDeclaration(node)) {
      if (node.type === undefined) visitInferred(checker.getTypeAtLocation(node), output, 0);
      else visitType(node.type, output);
    } else if (compiler.isModuleDeclaration(node)) {
      const symbol = checker.getSymbolAtLocation(node.name);
      for (const member of symbol === undefined ? [] : checker.getExportsOfModule(symbol)) visitValue(member);
    }
  };

  const heritage = (node: ts.InterfaceDeclaration | ts.ClassLikeDeclaration, flow: Flow): void => {
    for (const clause of node.heritageClauses ?? []) {
      for (const type of clause.types) {
        const symbol = checker.getSymbolAtLocation(type.expression);
        if (symbol !== undefined && clause.token === compiler.SyntaxKind.ExtendsKeyword)
          visitSymbol(naming.target(symbol), flow);
        for (const argument of type.typeArguments ?? []) visitType(argument, flow);
      }
    }
  };

  const visitMember = (node: ts.Node, flow: Flow): void => {
    if (compiler.isConstructorDeclaration(node)) {
      for (const parameter of node.parameters) visitType(parameter.type, input);
    } else if (compiler.isFunctionLike(node) && !compiler.isSetAccessor(node)) visitSignature(node, flow);
    else if (compiler.isSetAccessor(node)) visitType(node.parameters[0]?.type, flip(flow));
    else if (
      compiler.isPropertySignature(node) ||
      compiler.isPropertyDeclaration(node) ||
      compiler.isIndexSignatureDeclaration(node)
    ) {
      visitType(node.type, flow);
    }
  };

  const visitSignature = (node: ts.SignatureDeclaration, flow: Flow): void => {
    for (const parameter of node.typeParameters ?? []) {
      visitType(parameter.constraint, flip(flow));
      visitType(parameter.default, flow);
    }
    for (const parameter of node.parameters) visitType(parameter.type, flip(flow));
    if (node.type !== undefined) visitType(node.type, flow);
    else if (!compiler.isConstructorDeclaration(node)) {
      const signature = checker.getSignatureFromDeclaration(node);
      if (signature !== undefined) visitInferred(checker.getReturnTypeOfSignature(signature), flow, 0);
    }
  };

  const visitType = (node: ts.Node | undefined, flow: Flow): void => {
    if (node === undefined) return;
    if (compiler.isFunctionTypeNode(node) || compiler.isConstructorTypeNode(node)) visitSignature(node, flow);
    else if (compiler.isTypeLiteralNode(node)) for (const member of node.members) visitMember(member, flow);
    else if (compiler.isTypeReferenceNode(node) || compiler.isImportTypeNode(node)) {
      const name = compiler.isTypeReferenceNode(node) ? node.typeName : node.qualifier;
      const symbol =
        name === undefined
          ? undefined
          : checker.getSymbolAtLocation(compiler.isQualifiedName(name) ? name.right : name);
      if (symbol !== undefined) visitSymbol(naming.target(symbol), flow);
      for (const argument of node.typeArguments ?? []) visitType(argument, flow);
    } else if (compiler.isTypeQueryNode(node)) {
      const symbol = checker.getSymbolAtLocation(node.exprName);
      if (symbol !== undefined) visitSymbol(naming.target(symbol), flow);
    } else if (compiler.isTypeOperatorNode(node) && node.operator === compiler.SyntaxKind.KeyOfKeyword) {
      // Names of members go this way, values of them do not.
      return;
    } else if (compiler.isConditionalTypeNode(node)) {
      visitType(node.trueType, flow);
      visitType(node.falseType, flow);
    } else compiler.forEachChild(node, (child) => visitType(child, flow));
  };

  /** Types that nobody wrote down: names in them flow as their place does. */
  const visitInferred = (type: ts.Type, flow: Flow, depth: number): void => {
    if (depth > 3) return;
    const symbol = type.aliasSymbol ?? type.symbol;
    if (symbol !== undefined && symbol.name !== '__type' && symbol.name !== '__object')
      visitSymbol(symbol, flow);
    if (type.isUnionOrIntersection()) for (const item of type.types) visitInferred(item, flow, depth + 1);
    const isReference =
      (type.flags & compiler.TypeFlags.Object) !== 0 &&
      ((type as ts.ObjectType).objectFlags & compiler.ObjectFlags.Reference) !== 0;
    if (isReference)
      for (const item of checker.getTypeArguments(type as ts.TypeReference))
        visitInferred(item, flow, depth + 1);
    if (symbol?.name === '__object') {
      for (const property of checker.getPropertiesOfType(type))
        visitInferred(checker.getTypeOfSymbol(property), flow, depth + 1);
    }
  };

  const visitValue = (symbol: ts.Symbol): void => {
    const real = naming.target(symbol);
    if ((real.flags & compiler.SymbolFlags.Value) === 0) return;
    const types = compiler.SymbolFlags.Interface | compiler.SymbolFlags.TypeAlias;
    if ((real.flags & types) === 0) {
      visitSymbol(real, output);
      return;
    }
    // A type that shares its name with a value does not flow because the value does.
    if (seenValues.has(real) || !naming.isLocal(real)) return;
    seenValues.add(real);
    for (const node of real.declarations ?? []) {
      if (!compiler.isInterfaceDeclaration(node) && !compiler.isTypeAliasDeclaration(node))
        visitDeclaration(node, output);
    }
  };

  for (const table of tables) for (const symbol of table.symbols.values()) visitValue(symbol);
  return (symbol) => flows.get(symbol) ?? 0;
}

export function flip(flow: Flow): Flow {
  return flow === 1 ? 2 : flow === 2 ? 1 : flow;
}
