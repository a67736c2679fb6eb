/**
 * The text of a declaration without what a user cannot notice: comments, white space, quotes,
 * names of parameters and type parameters, the order of members and of unions, parentheses,
 * `Array<T>` against `T[]`. Two declarations with the same text are not judged.
 */
import type ts from 'typescript6';
import type { Naming } from './naming.ts';
import type { World } from './program.ts';

export interface Canonical {
  readonly text: string;
  /** Declarations of the package that the text names. */
  readonly references: ReadonlyMap<string, ts.Symbol>;
  /** True when a type is left to inference: the text does not tell all. */
  readonly inferred: boolean;
  /** Names of the parameters of each signature, by the text of the signature. */
  readonly parameterNames: ReadonlyMap<string, readonly string[]>;
}

export interface Canonicals {
  of(node: ts.Node): Canonical;
  /** All declarations of a symbol together. */
  ofSymbol(symbol: ts.Symbol): Canonical;
  same(a: ts.Node | undefined, b: ts.Node | undefined): boolean;
}

const dropped = new Set(['export', 'declare', 'public', 'async', 'override', 'default', 'const']);

export function createCanonicals(world: World, naming: Naming): Canonicals {
  const cache = new Map<ts.Node, Canonical>();
  const symbols = new Map<ts.Symbol, Canonical>();
  const of = (node: ts.Node): Canonical => {
    const known = cache.get(node);
    if (known !== undefined) return known;
    const made = printNode(world, naming, node);
    cache.set(node, made);
    return made;
  };
  const ofSymbol = (symbol: ts.Symbol): Canonical => {
    const known = symbols.get(symbol);
    if (known !== undefined) return known;
    const declarations = relevantDeclarations(world, symbol);
    const parts = declarations.map(of);
    const made: Canonical = {
      text: parts
        .map((part) => part.text)
        .toSorted()
        .join('\n'),
      references: new Map(parts.flatMap((part) => [...part.references])),
      inferred: parts.some((part) => part.inferred),
      parameterNames: new Map(parts.flatMap((part) => [...part.parameterNames])),
    };
    symbols.set(symbol, made);
    return made;
  };
  return {
    of,
    ofSymbol,
    same: (a, b) => {
      if (a === undefined || b === undefined) return false;
      const [left, right] = [of(a), of(b)];
      return left.text === right.text && !left.inferred && !right.inferred;
    },
  };
}

/** An overloaded function with a body is described by its overloads only. */
export function relevantDeclarations(world: World, symbol: ts.Symbol): readonly ts.Declaration[] {
  const declarations = symbol.declarations ?? [];
  const functions = declarations.filter((node) => world.compiler.isFunctionLike(node));
  if (functions.length < 2) return declarations;
  const overloads = functions.filter((node) => (node as ts.FunctionDeclaration).body === undefined);
  return overloads.length === 0 || overloads.length === functions.length
    ? declarations
    : declarations.filter((node) => !functions.includes(node as never) || overloads.includes(node as never));
}

function printNode(world: World, naming: Naming, root: ts.Node): Canonical {
  const { compiler, checker } = world;
  const kinds = compiler.SyntaxKind;
  const references = new Map<string, ts.Symbol>();
  const locals = new Map<ts.Symbol, string>();
  const parameterNames = new Map<string, readonly string[]>();
  let inferred = false;

  const list = (nodes: readonly ts.Node[] | undefined): readonly string[] => (nodes ?? []).map(print);
  const modifiers = (node: ts.Node): string => {
    const found = compiler.canHaveModifiers(node) ? (compiler.getModifiers(node) ?? []) : [];
    return found
      .map((item) => compiler.tokenToString(item.kind) ?? '')
      .filter((word) => !dropped.has(word))
      .map((word) => `${word} `)
      .join('');
  };
  /** A parameter that is a member of its class too. */
  const parameterProperty = (node: ts.ParameterDeclaration): string =>
    !compiler.isParameterPropertyDeclaration(node, node.parent) || isPrivate(world, node)
      ? ''
      : `${modifiers(node)}property ${node.name.getText()} `;
  const optional = (node: { readonly questionToken?: unknown; readonly initializer?: unknown }): string =>
    node.questionToken === undefined && node.initializer === undefined ? '' : '?';
  const typeOf = (node: { readonly type?: ts.TypeNode | undefined }): string => {
    if (node.type !== undefined) return print(node.type);
    inferred = true;
    return '_';
  };
  const typeParameters = (nodes: readonly ts.TypeParameterDeclaration[] | undefined): string =>
    nodes === undefined || nodes.length === 0 ? '' : `<${list(nodes).join(',')}>`;
  const parameters = (nodes: readonly ts.ParameterDeclaration[]): string => {
    for (const [index, node] of nodes.entries()) {
      const symbol = compiler.isIdentifier(node.name) ? checker.getSymbolAtLocation(node.name) : undefined;
      if (symbol !== undefined && node.name.getText() !== 'this') locals.set(symbol, `#${index}`);
    }
    return `(${nodes.map(print).join(',')})`;
  };
  const name = (node: ts.PropertyName | ts.BindingName | undefined): string => {
    if (node === undefined) return '';
    if (compiler.isIdentifier(node) || compiler.isStringLiteralLike(node) || compiler.isNumericLiteral(node))
      return JSON.stringify(node.text);
    if (compiler.isPrivateIdentifier(node)) return node.text;
    return compiler.isComputedPropertyName(node) ? `[${print(node.expression)}]` : 'pattern';
  };
  const entity = (node: ts.Node): string => {
    const id = compiler.isQualifiedName(node)
      ? node.right
      : compiler.isPropertyAccessExpression(node)
        ? node.name
        : node;
    let symbol = checker.getSymbolAtLocation(id);
    if (symbol === undefined) return node.getText().replace(/\s+/g, '');
    const local = locals.get(symbol);
    if (local !== undefined) return local;
    if ((symbol.flags & compiler.SymbolFlags.TypeParameter) !== 0) return typeParameterName(symbol);
    symbol = naming.target(symbol);
    if (symbol.declarations === undefined) return node.getText().replace(/\s+/g, '');
    const known = naming.nameOf(symbol);
    if (naming.isLocal(symbol)) references.set(known, symbol);
    return known;
  };
  const typeParameterName = (symbol: ts.Symbol): string => {
    const known = locals.get(symbol);
    if (known !== undefined) return known;
    const declaration = symbol.declarations?.[0];
    const owner = declaration?.parent as { readonly typeParameters?: readonly ts.Node[] } | undefined;
    const index = declaration === undefined ? undefined : owner?.typeParameters?.indexOf(declaration);
    const made =
      index === undefined || index === -1 ? `$i${locals.size}` : `$${genericDepth(declaration)}.${index}`;
    locals.set(symbol, made);
    return made;
  };
  const members = (nodes: readonly ts.Node[]): string =>
    `{${[...new Set(nodes.filter((node) => !isHidden(node)).map(print))]
      .filter((text) => text !== '')
      .toSorted()
      .join(';')}}`;
  const sorted = (nodes: readonly ts.TypeNode[], separator: '|' | '&'): string => {
    const flat: string[] = [];
    const add = (node: ts.TypeNode): void => {
      const inner = unwrap(node);
      const same =
        separator === '|' ? compiler.isUnionTypeNode(inner) : compiler.isIntersectionTypeNode(inner);
      if (same) for (const item of (inner as ts.UnionTypeNode).types) add(item);
      else flat.push(print(inner));
    };
    for (const node of nodes) add(node);
    const only = [...new Set(flat)].toSorted();
    return only.length === 1 ? (only[0] ?? '') : `(${only.join(separator)})`;
  };
  const unwrap = (node: ts.TypeNode): ts.TypeNode =>
    compiler.isParenthesizedTypeNode(node) ? unwrap(node.type) : node;
  const functionLike = (node: ts.SignatureDeclaration, label: string): string => {
    const generic = typeParameters(node.typeParameters);
    const text = `${label}${generic}${parameters(node.parameters)}:${compiler.isConstructorDeclaration(node) ? '' : typeOf(node)}`;
    parameterNames.set(
      text,
      node.parameters.map((item) => item.name.getText()),
    );
    return text;
  };
  const heritage = (clauses: readonly ts.HeritageClause[] | undefined): string =>
    (clauses ?? [])
      .map(
        (clause) =>
          ` ${clause.token === kinds.ExtendsKeyword ? 'extends' : 'implements'} ${list(clause.types).toSorted().join(',')}`,
      )
      .join('');

  const print = (node: ts.Node): string => {
    if (compiler.isParenthesizedTypeNode(node)) return print(node.type);
    if (compiler.isUnionTypeNode(node)) return sorted(node.types, '|');
    if (compiler.isIntersectionTypeNode(node)) return sorted(node.types, '&');
    if (compiler.isTypeReferenceNode(node) || compiler.isExpressionWithTypeArguments(node)) {
      const head = entity(compiler.isTypeReferenceNode(node) ? node.typeName : node.expression);
      const args = list(node.typeArguments);
      if (args.length === 1 && (head === 'Array' || head === 'ReadonlyArray'))
        return `${head === 'Array' ? '' : 'readonly '}${args[0]}[]`;
      return args.length === 0 ? head : `${head}<${args.join(',')}>`;
    }
    if (compiler.isImportTypeNode(node)) {
      const head = node.qualifier === undefined ? moduleName(node) : entity(node.qualifier);
      const args = list(node.typeArguments);
      return `${node.isTypeOf ? 'typeof ' : ''}${head}${args.length === 0 ? '' : `<${args.join(',')}>`}`;
    }
    if (compiler.isTypeQueryNode(node))
      return `typeof ${entity(node.exprName)}<${list(node.typeArguments).join(',')}>`;
    if (compiler.isIdentifier(node)) return entity(node);
    if (compiler.isArrayTypeNode(node)) return `${print(node.elementType)}[]`;
    if (compiler.isTypeOperatorNode(node))
      return `${compiler.tokenToString(node.operator)} ${print(node.type)}`;
    if (compiler.isStringLiteralLike(node)) return JSON.stringify(node.text);
    if (compiler.isLiteralTypeNode(node))
      return compiler.isStringLiteralLike(node.literal)
        ? JSON.stringify(node.literal.text)
        : node.literal.getText();
    if (compiler.isTypeLiteralNode(node)) return members(node.members);
    if (compiler.isTypeParameterDeclaration(node)) {
      const symbol = checker.getSymbolAtLocation(node.name);
      const label = symbol === undefined ? node.name.text : typeParameterName(symbol);
      return `${modifiers(node)}${label} extends ${node.constraint === undefined ? '' : print(node.constraint)}=${node.default === undefined ? '' : print(node.default)}`;
    }
    if (compiler.isParameter(node)) {
      const own = node.name.getText() === 'this' ? 'this' : '';
      return `${parameterProperty(node)}${node.dotDotDotToken === undefined ? '' : '...'}${own}${optional(node)}:${typeOf(node)}`;
    }
    if (compiler.isPropertySignature(node))
      return `${modifiers(node)}${name(node.name)}${optional(node)}:${typeOf(node)}`;
    if (compiler.isPropertyDeclaration(node)) {
      if (isPrivate(world, node)) return 'private';
      const question = node.questionToken === undefined ? '' : '?';
      return `${modifiers(node)}${name(node.name)}${question}:${typeOf(node)}`;
    }
    if (compiler.isConstructorDeclaration(node))
      return isPrivate(world, node) ? 'private new' : functionLike(node, 'new');
    if (compiler.isMethodDeclaration(node) || compiler.isMethodSignature(node)) {
      if (isPrivate(world, node)) return 'private';
      return functionLike(
        node,
        `${modifiers(node)}${name(node.name)}${node.questionToken === undefined ? '' : '?'}`,
      );
    }
    if (compiler.isGetAccessor(node))
      return isPrivate(world, node) ? 'private' : `${modifiers(node)}get ${name(node.name)}:${typeOf(node)}`;
    if (compiler.isSetAccessor(node))
      return isPrivate(world, node)
        ? 'private'
        : `${modifiers(node)}set ${name(node.name)}${parameters(node.parameters)}`;
    if (compiler.isFunctionDeclaration(node)) return functionLike(node, 'function');
    if (compiler.isCallSignatureDeclaration(node)) return functionLike(node, 'call');
    if (compiler.isConstructSignatureDeclaration(node)) return functionLike(node, 'construct');
    if (compiler.isFunctionTypeNode(node)) return `(${functionLike(node, 'fn')})`;
    if (compiler.isConstructorTypeNode(node)) return `(${modifiers(node)}${functionLike(node, 'ctor')})`;
    if (compiler.isIndexSignatureDeclaration(node))
      return `${modifiers(node)}[${list(node.parameters.map((item) => item.type ?? item)).join()}]:${print(node.type)}`;
    if (compiler.isInterfaceDeclaration(node))
      return `interface${typeParameters(node.typeParameters)}${heritage(node.heritageClauses)}${members(node.members)}`;
    if (compiler.isClassLike(node))
      return `${modifiers(node)}class${typeParameters(node.typeParameters)}${heritage(node.heritageClauses)}${members(node.members)}`;
    if (compiler.isTypeAliasDeclaration(node))
      return `type${typeParameters(node.typeParameters)}=${print(node.type)}`;
    if (compiler.isVariableDeclaration(node)) {
      if (node.type === undefined) inferred = true;
      return `var:${node.type === undefined ? '_' : print(node.type)}`;
    }
    if (compiler.isEnumDeclaration(node))
      return `${(compiler.getCombinedModifierFlags(node) & compiler.ModifierFlags.Const) === 0 ? '' : 'const '}enum{${node.members
        .map((member) => `${name(member.name)}=${String(checker.getConstantValue(member) ?? '_')}`)
        .toSorted()
        .join(';')}}`;
    if (compiler.isTypePredicateNode(node)) {
      const who = compiler.isIdentifier(node.parameterName) ? entity(node.parameterName) : 'this';
      return `${node.assertsModifier === undefined ? '' : 'asserts '}${who} is ${node.type === undefined ? '' : print(node.type)}`;
    }
    if (compiler.isMappedTypeNode(node)) {
      const parameter = checker.getSymbolAtLocation(node.typeParameter.name);
      const constraint = node.typeParameter.constraint;
      const key = constraint === undefined ? '' : print(constraint);
      if (parameter !== undefined) typeParameterName(parameter);
      return `{${node.readonlyToken?.getText() ?? ''}[${key} as ${node.nameType === undefined ? '' : print(node.nameType)}]${node.questionToken?.getText() ?? ''}:${node.type === undefined ? '' : print(node.type)}}`;
    }
    if (compiler.isNamedTupleMember(node))
      return `${node.dotDotDotToken === undefined ? '' : '...'}${print(node.type)}${optional(node)}`;
    if (compiler.isOptionalTypeNode(node)) return `${print(node.type)}?`;
    if (compiler.isRestTypeNode(node)) return `...${print(node.type)}`;
    if (compiler.isModuleDeclaration(node) || compiler.isSourceFile(node)) return 'namespace';
    if (
      compiler.isExpression(node) &&
      !compiler.isPropertyAccessExpression(node) &&
      !compiler.isLiteralExpression(node)
    )
      inferred = true;
    if (compiler.isObjectLiteralElementLike(node)) inferred = true;
    const children: string[] = [];
    compiler.forEachChild(node, (child) => {
      children.push(print(child));
    });
    return children.length === 0
      ? (compiler.tokenToString(node.kind) ?? node.getText())
      : `${kinds[node.kind]}(${children.join(',')})`;
  };
  const moduleName = (node: ts.ImportTypeNode): string => {
    const symbol = compiler.isLiteralTypeNode(node.argument)
      ? checker.getSymbolAtLocation(node.argument.literal)
      : undefined;
    return symbol === undefined ? node.argument.getText() : 'module';
  };

  const text = print(root);
  return { text, references, inferred, parameterNames };

  function genericDepth(node: ts.Node | undefined): number {
    let depth = 0;
    for (let at = node?.parent; at !== undefined; at = at.parent) {
      if ('typeParameters' in at && at.typeParameters !== undefined) depth++;
    }
    return depth;
  }
}

export function isPrivate(world: World, node: ts.Node): boolean {
  const { compiler } = world;
  const name = (node as { readonly name?: ts.Node }).name;
  if (name !== undefined && compiler.isPrivateIdentifier(name)) return true;
  const modifiers = compiler.canHaveModifiers(node) ? compiler.getModifiers(node) : undefined;
  return modifiers?.some((item) => item.kind === compiler.SyntaxKind.PrivateKeyword) === true;
}

/** `@internal` in the comment before a declaration. */
export function isHidden(node: ts.Node): boolean {
  return tagsOf(node).has('internal');
}

/** Release tags before a declaration: `internal`, `alpha`, `beta`, `subclassable`. */
export function tagsOf(node: ts.Node): ReadonlySet<string> {
  const file = node.getSourceFile();
  const start = node.getFullStart();
  const end = node.getStart(file);
  if (end - start < 8) return none;
  const before = file.text.slice(start, end);
  if (!before.includes('@')) return none;
  const text = before.slice(Math.max(before.lastIndexOf('/**'), 0));
  if (!text.startsWith('/**')) return none;
  return new Set(
    [...text.matchAll(/(?<=[\s*])@(internal|alpha|beta|experimental|subclassable)\b/g)].map(
      (match) => match[1] ?? '',
    ),
  );
}

const none: ReadonlySet<string> = new Set();
