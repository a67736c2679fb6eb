/**
 * Whether a type of the head can stand where a type of the base stood. The compiler compares
 * leaves; everything that has a name in the package is compared by that name, because two
 * versions of a class are strangers to the compiler.
 */
import { type Arity, arityOf, parameterTypeAt, propertyNamed } from './arity.ts';
import type { Naming } from './naming.ts';
import { type World, globalsFile } from './program.ts';
import type ts from 'typescript6';

/**
 * `output`: users receive the value, so the new type has to be usable as the old one.
 * `input`: users provide it, so what satisfied the old type has to satisfy the new one.
 */
export type Direction = 'output' | 'input';

export interface Relation {
  /** @param before type of the base @param after type of the head */
  holds(before: ts.Type, after: ts.Type, direction: Direction): boolean;
  /** The same for what two aliases of one name stand for: here the name itself says nothing. */
  meaningHolds(before: ts.Type, after: ts.Type, direction: Direction): boolean;
  /** Whether calls of the old signature still work with the new one, apart from its return type. */
  signatureHolds(
    before: ts.Signature,
    after: ts.Signature,
    direction: Direction,
    options: SignatureOptions,
  ): boolean;
  /** Asks while the type parameters that the new signature adds stand for whatever a call gives them. */
  withInference<T>(before: ts.Signature, after: ts.Signature, ask: () => T): T;
  /** Treats two type parameters as one from now on. */
  pair(before: ts.Type, after: ts.Type): void;
  /** Forgets the steps that were taken: called before each place. */
  restart(): void;
  /** True when the last answer was given up on rather than found. */
  gaveUp(): boolean;
}

export interface SignatureOptions {
  readonly returns: boolean;
}

const mostSteps = 20_000;

const deepest = 24;

export function createRelation(
  world: World,
  naming: Naming,
  onMapped: (before: ts.Symbol, after: ts.Symbol) => void,
  isOut: () => boolean,
): Relation {
  const { compiler, checker } = world;
  const flags = compiler.TypeFlags;
  const objects = compiler.ObjectFlags;
  const paired = new Map<ts.Type, ts.Type>();
  const memo = new Map<string, boolean>();
  const unbound = new Set<ts.Type>();
  const bound = new Map<ts.Type, ts.Type>();
  let steps = 0;
  let stopped = false;
  /** Inside of a union or an intersection of the target. */
  let composite = 0;
  /** Inside of an intersection of the target: what one part does not ask for, another one may. */
  let parts = 0;

  const idOf = (type: ts.Type): number => (type as unknown as { readonly id: number }).id;
  const has = (type: ts.Type, mask: number): boolean => (type.flags & mask) !== 0;

  /** `output`: source is the new type. `input`: source is the old type. */
  const relate = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean => {
    if (source === target) return true;
    if (++steps > mostSteps || depth > deepest || (steps % 256 === 0 && isOut())) {
      stopped = true;
      return false;
    }
    if (unbound.size > 0 || bound.size > 0) return relateUncached(source, target, direction, depth);
    const key = `${idOf(source)}|${idOf(target)}|${direction}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    memo.set(key, true);
    const result = relateUncached(source, target, direction, depth);
    if (stopped) memo.delete(key);
    else memo.set(key, result);
    return result;
  };

  const relateUncached = (
    first: ts.Type,
    second: ts.Type,
    direction: Direction,
    depth: number,
    meaning = false,
  ): boolean => {
    const [source, target] = [peel(first), peel(second)];
    if (source === target) return true;
    if (isError(source) || isError(target)) {
      if (isError(source) && isError(target)) return true;
      stopped = true;
      return false;
    }
    if (has(target, flags.Unknown) || has(source, flags.Never)) return true;
    // Whoever used `any` freely cannot use `unknown`.
    if (has(target, flags.Any)) return direction === 'input' || !has(source, flags.Unknown);
    if (has(source, flags.Any)) return has(target, flags.Any | flags.Unknown);
    if (unbound.has(target)) {
      const constraint = checker.getBaseConstraintOfType(target);
      unbound.delete(target);
      if (constraint !== undefined && !relate(source, constraint, direction, depth + 1)) {
        unbound.add(target);
        return false;
      }
      bound.set(target, widen(source));
      return true;
    }
    const targetBinding = bound.get(target);
    if (targetBinding !== undefined) {
      if (relate(source, targetBinding, direction, depth + 1)) return true;
      // A union of the candidates would be inferred where the old signature allowed both.
      return source === targetBinding;
    }
    const sourceBinding =
      bound.get(source) ?? (unbound.has(source) ? checker.getBaseConstraintOfType(source) : undefined);
    if (sourceBinding !== undefined) return relate(sourceBinding, target, direction, depth + 1);
    if (has(source, flags.TypeParameter) && has(target, flags.TypeParameter) && paired.get(source) === target)
      return true;

    if (has(source, flags.UniqueESSymbol) && has(target, flags.UniqueESSymbol))
      return naming.mapped(source.symbol, target.symbol);
    const named = meaning ? undefined : relateNamed(source, target, direction, depth);
    if (named !== undefined) return named;

    if (source.isUnion() && !(has(source, flags.Boolean) && has(target, flags.Boolean))) {
      return source.types.every((item) => relate(item, target, direction, depth + 1));
    }
    if (target.isUnion()) {
      const members = target.types;
      if (inComposite(() => members.some((item) => relate(source, item, direction, depth + 1)))) return true;
      const spread = spreadConstraint(source);
      return spread !== undefined && relate(spread, target, direction, depth + 1);
    }
    if (target.isIntersection()) {
      parts++;
      const held = inComposite(() =>
        target.types.every((item) => relate(source, item, direction, depth + 1)),
      );
      parts--;
      return held;
    }
    if (source.isIntersection() && source.types.some((item) => relate(item, target, direction, depth + 1)))
      return true;

    if (has(source, flags.TypeParameter)) {
      const constraint = checker.getBaseConstraintOfType(source);
      return (
        constraint !== undefined && constraint !== source && relate(constraint, target, direction, depth + 1)
      );
    }
    if (has(source, flags.Instantiable) || has(target, flags.Instantiable))
      return relateDeferred(source, target, direction, depth);
    if (has(source, flags.Object | flags.Intersection) && has(target, flags.Object))
      return relateObjects(source, target, direction, depth);
    return checker.isTypeAssignableTo(source, target);
  };

  /** `Readonly<T>` is as assignable as `T`. */
  const peel = (type: ts.Type): ts.Type => {
    const alias = type.aliasSymbol;
    const argument = type.aliasTypeArguments?.[0];
    return alias !== undefined &&
      argument !== undefined &&
      (alias.name === 'Readonly' || alias.name === 'NoInfer') &&
      !naming.isLocal(alias)
      ? peel(argument)
      : type;
  };

  const inComposite = (ask: () => boolean): boolean => {
    composite++;
    try {
      return ask();
    } finally {
      composite--;
    }
  };

  /** A name from elsewhere against a shape from here: nobody knows what the name stands for. */
  const isBeyondKnowledge = (source: ts.Type, target: ts.Type): boolean => {
    const [a, b] = [isOpaque(source), isOpaque(target)];
    if (a && b) return composite === 0 && areOfTwoPackages(source, target);
    return (a && !b) || (b && !a && composite === 0 && has(source, flags.Object));
  };
  /** What one package calls `Url` may well be what another one calls `UrlObject`. */
  const areOfTwoPackages = (a: ts.Type, b: ts.Type): boolean => {
    const [one, other] = [a, b].map((type) => type.symbol.declarations?.[0]?.getSourceFile().fileName);
    return one !== other && one !== globalsFile && other !== globalsFile;
  };
  const isOpaque = (type: ts.Type): boolean =>
    (type.symbol as ts.Symbol | undefined)?.declarations?.[0]?.getSourceFile().fileName.startsWith('/x/') ===
    true;

  /** Two names that stand for the same declaration: only their arguments are left to compare. */
  const relateNamed = (
    source: ts.Type,
    target: ts.Type,
    direction: Direction,
    depth: number,
  ): boolean | undefined => {
    const [sourceAlias, targetAlias] = [source.aliasSymbol, target.aliasSymbol];
    if (sourceAlias !== undefined && targetAlias !== undefined && naming.mapped(sourceAlias, targetAlias)) {
      noteMapped(sourceAlias, targetAlias, direction);
      if (argumentsHold(source.aliasTypeArguments, target.aliasTypeArguments, direction, depth)) return true;
      if (!isDeferredOrObject(source)) return undefined;
    }
    const [sourceSymbol, targetSymbol] = [
      source.symbol as ts.Symbol | undefined,
      target.symbol as ts.Symbol | undefined,
    ];
    if (sourceSymbol === undefined || targetSymbol === undefined) return undefined;
    const namedKinds =
      compiler.SymbolFlags.Class |
      compiler.SymbolFlags.Interface |
      compiler.SymbolFlags.Enum |
      compiler.SymbolFlags.EnumMember |
      compiler.SymbolFlags.ValueModule |
      compiler.SymbolFlags.Function;
    if ((sourceSymbol.flags & targetSymbol.flags & namedKinds) === 0) return undefined;
    if (sourceSymbol !== targetSymbol && !naming.mapped(sourceSymbol, targetSymbol)) return undefined;
    if (isStatic(source) !== isStatic(target)) return undefined;
    if ((sourceSymbol.flags & compiler.SymbolFlags.EnumMember) !== 0) {
      return sourceSymbol.name === targetSymbol.name;
    }
    noteMapped(sourceSymbol, targetSymbol, direction);
    if (isStatic(source)) return true;
    const held = argumentsHold(referenceArguments(source), referenceArguments(target), direction, depth);
    if (held || !naming.isLocal(sourceSymbol)) return held;
    // The argument may be used the other way round; the members tell.
    return undefined;
  };

  const noteMapped = (source: ts.Symbol, target: ts.Symbol, direction: Direction): void => {
    if (source === target) return;
    if (direction === 'output') onMapped(target, source);
    else onMapped(source, target);
  };

  const argumentsHold = (
    sources: readonly ts.Type[] | undefined,
    targets: readonly ts.Type[] | undefined,
    direction: Direction,
    depth: number,
  ): boolean => {
    const shorter = Math.min(sources?.length ?? 0, targets?.length ?? 0);
    for (let index = 0; index < shorter; index++) {
      const [source, target] = [sources?.[index], targets?.[index]];
      if (source !== undefined && target !== undefined && !relate(source, target, direction, depth + 1))
        return false;
    }
    return true;
  };

  const referenceArguments = (type: ts.Type): readonly ts.Type[] => {
    if (!has(type, flags.Object) || ((type as ts.ObjectType).objectFlags & objects.Reference) === 0)
      return [];
    const reference = type as ts.TypeReference;
    return checker.getTypeArguments(reference).slice(0, reference.target.typeParameters?.length ?? 0);
  };

  const relateDeferred = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean => {
    const same = (a: ts.Type | undefined, b: ts.Type | undefined): boolean =>
      a !== undefined &&
      b !== undefined &&
      relate(a, b, direction, depth + 1) &&
      relate(b, a, direction, depth + 1);
    if (has(source, flags.IndexedAccess) && has(target, flags.IndexedAccess)) {
      const [a, b] = [source as ts.IndexedAccessType, target as ts.IndexedAccessType];
      if (same(a.objectType, b.objectType) && same(a.indexType, b.indexType)) return true;
    }
    if (has(source, flags.Index) && has(target, flags.Index))
      return same((source as ts.IndexType).type, (target as ts.IndexType).type);
    if (has(source, flags.Conditional) && has(target, flags.Conditional)) {
      const [a, b] = [source as ts.ConditionalType, target as ts.ConditionalType];
      if (same(a.checkType, b.checkType)) {
        pairInferred(a, b);
        if (same(a.extendsType, b.extendsType)) {
          const [left, right] = [branches(a), branches(b)];
          return (
            relate(left[0], right[0], direction, depth + 1) && relate(left[1], right[1], direction, depth + 1)
          );
        }
      }
    }
    if (has(source, flags.Conditional)) {
      const [yes, no] = branches(source as ts.ConditionalType);
      if (relate(yes, target, direction, depth + 1) && relate(no, target, direction, depth + 1)) return true;
    }
    if (
      has(source, flags.StringMapping | flags.TemplateLiteral) ||
      has(target, flags.StringMapping | flags.TemplateLiteral)
    ) {
      return checker.isTypeAssignableTo(source, target);
    }
    const constraint = has(source, flags.Instantiable) ? checker.getBaseConstraintOfType(source) : undefined;
    return (
      constraint !== undefined && constraint !== source && relate(constraint, target, direction, depth + 1)
    );
  };

  const branches = (type: ts.ConditionalType): readonly [ts.Type, ts.Type] => [
    checker.getTypeFromTypeNode(type.root.node.trueType),
    checker.getTypeFromTypeNode(type.root.node.falseType),
  ];

  const pairInferred = (a: ts.ConditionalType, b: ts.ConditionalType): void => {
    for (const [index, parameter] of (a.root.inferTypeParameters ?? []).entries()) {
      const other = b.root.inferTypeParameters?.[index];
      if (other !== undefined) pair(parameter, other);
    }
  };

  const relateObjects = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean => {
    const [sourceSymbol, targetSymbol] = [
      source.symbol as ts.Symbol | undefined,
      target.symbol as ts.Symbol | undefined,
    ];
    if (isTuple(source) && isTuple(target)) return tuplesHold(source, target, direction, depth);
    if (checker.isArrayType(target) && (isTuple(source) || checker.isArrayType(source))) {
      const [item, wanted] = [
        checker.getIndexTypeOfType(source, compiler.IndexKind.Number),
        checker.getIndexTypeOfType(target, compiler.IndexKind.Number),
      ];
      if (isReadonlyArray(source) && !isReadonlyArray(target)) return false;
      return item !== undefined && wanted !== undefined && relate(item, wanted, direction, depth + 1);
    }
    if (isBeyondKnowledge(source, target)) {
      stopped = true;
      return false;
    }
    if (isGenericMapped(source) || isGenericMapped(target))
      return mappedHold(source, target, direction, depth);
    if (!indexKeysHold(source, target)) return false;
    const foreign = [sourceSymbol, targetSymbol].every(
      (symbol) => symbol === undefined || isDeclaredElsewhere(symbol),
    );
    if (foreign && checker.isTypeAssignableTo(source, target)) return true;
    if (isClassInstance(target) && hasPrivate(target) && sourceSymbol !== targetSymbol) {
      return baseTypes(source).some((base) => base !== source && relate(base, target, direction, depth + 1));
    }
    return (
      propertiesHold(source, target, direction, depth) &&
      signaturesHold(source, target, direction, depth) &&
      indexesHold(source, target, direction, depth)
    );
  };

  const propertiesHold = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean => {
    const targets = checker.getPropertiesOfType(target);
    const isOptional = (property: ts.Symbol): boolean =>
      (property.flags & compiler.SymbolFlags.Optional) !== 0;
    // What is missing is found at once; the types of what is there may lead anywhere.
    const pairs: (readonly [ts.Symbol, ts.Symbol])[] = [];
    for (const property of targets) {
      const found = propertyNamed(world, source, property.name);
      if (found === property) continue;
      if (!isOptional(property) && (found === undefined || isOptional(found))) return false;
      if (found !== undefined) pairs.push([found, property]);
    }
    for (const [found, property] of pairs) {
      const [a, b] = [checker.getTypeOfSymbol(found), checker.getTypeOfSymbol(property)];
      const optional = (found.flags & property.flags & compiler.SymbolFlags.Optional) !== 0;
      if (
        !relate(
          optional ? checker.getNonNullableType(a) : a,
          optional ? checker.getNonNullableType(b) : b,
          direction,
          depth + 1,
        )
      )
        return false;
    }
    if (
      direction === 'input' &&
      parts === 0 &&
      targets.length > 0 &&
      isLiteralShape(source) &&
      isLiteralShape(target)
    ) {
      // An object literal with a property that nobody asks for any more does not compile.
      const indexed = checker.getIndexInfosOfType(target).length > 0;
      if (
        !indexed &&
        checker
          .getPropertiesOfType(source)
          .some((item) => propertyNamed(world, target, item.name) === undefined)
      )
        return false;
    }
    return true;
  };

  const signaturesHold = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean =>
    [compiler.SignatureKind.Call, compiler.SignatureKind.Construct].every((kind) => {
      const sources = checker.getSignaturesOfType(source, kind);
      return checker
        .getSignaturesOfType(target, kind)
        .every((wanted) =>
          sources.some((offered) => signatureRelates(offered, wanted, direction, depth, true)),
        );
    });

  const indexesHold = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean =>
    checker.getIndexInfosOfType(target).every((wanted) => {
      const offered = checker
        .getIndexInfosOfType(source)
        .filter((info) => checker.isTypeAssignableTo(wanted.keyType, info.keyType));
      const own = offered[0]?.type;
      if (own !== undefined) return relate(own, wanted.type, direction, depth + 1);
      if (!isLiteralShape(source)) return false;
      return checker
        .getPropertiesOfType(source)
        .every((property) => relate(checker.getTypeOfSymbol(property), wanted.type, direction, depth + 1));
    });

  /** Keys that the target can be asked for have to be keys of the source, where both have any. */
  const indexKeysHold = (source: ts.Type, target: ts.Type): boolean => {
    const [offered, wanted] = [checker.getIndexInfosOfType(source), checker.getIndexInfosOfType(target)];
    if (offered.length === 0 || wanted.length === 0) return true;
    return wanted.every((info) =>
      offered.some((own) => checker.isTypeAssignableTo(info.keyType, own.keyType)),
    );
  };

  const signatureRelates = (
    source: ts.Signature,
    target: ts.Signature,
    direction: Direction,
    depth: number,
    returns: boolean,
  ): boolean => {
    return inferring(source, target, () => signatureRelatesOpened(source, target, direction, depth, returns));
  };

  const signatureRelatesOpened = (
    source: ts.Signature,
    target: ts.Signature,
    direction: Direction,
    depth: number,
    returns: boolean,
  ): boolean => {
    const [offered, wanted] = [arity(source), arity(target)];
    if (direction === 'output' && (offered.least > wanted.least || offered.most < wanted.most)) return false;
    if (
      direction === 'input' &&
      (offered.least > wanted.most || (offered.most > wanted.most && offered.most !== Infinity))
    )
      return false;
    const count = Math.min(Math.max(offered.count, wanted.count), 64);
    const flipped = direction === 'output' ? 'input' : 'output';
    const bivariant = direction === 'input' && isMethodLike(source) && isMethodLike(target);
    for (let index = 0; index < count; index++) {
      const [a, b] = [parameterAt(source, index), parameterAt(target, index)];
      if (a === undefined || b === undefined) break;
      if (relate(b, a, flipped, depth + 1)) continue;
      if (!bivariant || !relate(a, b, direction, depth + 1)) return false;
    }
    if (!returns) return true;
    return returnHolds(source, target, direction, depth);
  };

  const inferring = <T>(source: ts.Signature, target: ts.Signature, ask: () => T): T => {
    const opened = openTypeParameters(source, target);
    try {
      return ask();
    } finally {
      for (const type of opened) {
        unbound.delete(type);
        bound.delete(type);
      }
    }
  };

  const returnHolds = (
    source: ts.Signature,
    target: ts.Signature,
    direction: Direction,
    depth: number,
  ): boolean => {
    const wanted = checker.getReturnTypeOfSignature(target);
    const predicate = checker.getTypePredicateOfSignature(target);
    if (predicate !== undefined) {
      const own = checker.getTypePredicateOfSignature(source);
      if (own === undefined || own.kind !== predicate.kind || own.parameterIndex !== predicate.parameterIndex)
        return false;
      return (
        predicate.type === undefined ||
        (own.type !== undefined &&
          relate(own.type, predicate.type, direction, depth + 1) &&
          relate(predicate.type, own.type, direction === 'output' ? 'input' : 'output', depth + 1))
      );
    }
    if (has(wanted, flags.Void)) return true;
    return relate(checker.getReturnTypeOfSignature(source), wanted, direction, depth + 1);
  };

  /** Equal numbers of type parameters are one and the same; further ones of the source are inferred. */
  const openTypeParameters = (source: ts.Signature, target: ts.Signature): readonly ts.Type[] => {
    const [own, wanted] = [source.typeParameters ?? [], target.typeParameters ?? []];
    if (own.length === wanted.length) {
      for (const [index, parameter] of own.entries()) pair(parameter, wanted[index] ?? parameter);
      return [];
    }
    const opened = own.filter((parameter) => !unbound.has(parameter) && !bound.has(parameter));
    for (const parameter of opened) unbound.add(parameter);
    return opened;
  };

  const tuplesHold = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean => {
    const [a, b] = [(source as ts.TupleTypeReference).target, (target as ts.TupleTypeReference).target];
    if (a.readonly && !b.readonly) return false;
    if (a.minLength < b.minLength || a.elementFlags.length > b.elementFlags.length) {
      if (!b.hasRestElement) return false;
    }
    if (a.minLength < b.minLength) return false;
    return argumentsHold(
      checker.getTypeArguments(source as ts.TypeReference),
      checker.getTypeArguments(target as ts.TypeReference),
      direction,
      depth,
    );
  };

  const mappedHold = (source: ts.Type, target: ts.Type, direction: Direction, depth: number): boolean => {
    if (!isGenericMapped(source) || !isGenericMapped(target))
      return checker.isTypeAssignableTo(source, target);
    const [a, b] = [source as MappedType, target as MappedType];
    const modifiers = (type: MappedType): string =>
      `${type.declaration.questionToken?.getText() ?? ''}${type.declaration.readonlyToken?.getText() ?? ''}`;
    if (modifiers(a) !== modifiers(b)) return false;
    const keyOf = (type: MappedType): ts.Type => checker.getTypeAtLocation(type.declaration.typeParameter);
    pair(keyOf(a), keyOf(b));
    const part = (node: ts.TypeNode | undefined): ts.Type | undefined =>
      node === undefined ? undefined : checker.getTypeFromTypeNode(node);
    const both = (x: ts.Type | undefined, y: ts.Type | undefined): boolean =>
      x === undefined || y === undefined
        ? x === y
        : relate(x, y, direction, depth + 1) && relate(y, x, direction, depth + 1);
    if (!both(part(a.declaration.typeParameter.constraint), part(b.declaration.typeParameter.constraint)))
      return false;
    if (!both(part(a.declaration.nameType), part(b.declaration.nameType))) return false;
    const [from, to] = [part(a.declaration.type), part(b.declaration.type)];
    return from !== undefined && to !== undefined && relate(from, to, direction, depth + 1);
  };

  const isGenericMapped = (type: ts.Type): boolean =>
    has(type, flags.Object) &&
    ((type as ts.ObjectType).objectFlags & objects.Mapped) !== 0 &&
    checker.getPropertiesOfType(type).length === 0 &&
    checker.getIndexInfosOfType(type).length === 0;

  const isDeferredOrObject = (type: ts.Type): boolean =>
    has(type, flags.Object | flags.Union | flags.Intersection | flags.Conditional);
  const isTuple = (type: ts.Type): boolean => checker.isTupleType(type);
  const isReadonlyArray = (type: ts.Type): boolean =>
    isTuple(type)
      ? (type as ts.TupleTypeReference).target.readonly
      : (type.symbol as ts.Symbol | undefined)?.name === 'ReadonlyArray';
  const isClassInstance = (type: ts.Type): boolean => isClassInstanceSymbol(type) && !isStatic(type);
  const isStatic = (type: ts.Type): boolean =>
    has(type, flags.Object) &&
    ((type as ts.ObjectType).objectFlags & objects.Anonymous) !== 0 &&
    ((type.symbol as ts.Symbol | undefined)?.flags ?? 0) !== 0 &&
    (type.symbol.flags &
      (compiler.SymbolFlags.Class |
        compiler.SymbolFlags.Enum |
        compiler.SymbolFlags.ValueModule |
        compiler.SymbolFlags.Function)) !==
      0;
  const isLiteralShape = (type: ts.Type): boolean =>
    has(type, flags.Object) &&
    ((type as ts.ObjectType).objectFlags & (objects.Anonymous | objects.Interface)) !== 0 &&
    !isClassInstanceSymbol(type);
  const isClassInstanceSymbol = (type: ts.Type): boolean =>
    (((type.symbol as ts.Symbol | undefined)?.flags ?? 0) & compiler.SymbolFlags.Class) !== 0;
  const hasPrivate = (type: ts.Type): boolean =>
    checker
      .getPropertiesOfType(type)
      .some(
        (property) =>
          property.name.startsWith('#') ||
          (property.declarations ?? []).some(
            (node) =>
              (compiler.getCombinedModifierFlags(node) &
                (compiler.ModifierFlags.Private | compiler.ModifierFlags.Protected)) !==
              0,
          ),
      );
  const baseTypes = (type: ts.Type): readonly ts.Type[] =>
    type.isClassOrInterface() ? checker.getBaseTypes(type) : [];
  const isDeclaredElsewhere = (symbol: ts.Symbol): boolean => !naming.isLocal(symbol);
  const isError = (type: ts.Type): boolean =>
    has(type, flags.Any) &&
    (type as unknown as { readonly intrinsicName?: string }).intrinsicName === 'error';
  const widen = (type: ts.Type): ts.Type => checker.getBaseTypeOfLiteralType(type);
  const spreadConstraint = (type: ts.Type): ts.Type | undefined => {
    if (!has(type, flags.Instantiable)) return undefined;
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint === type ? undefined : constraint;
  };
  const isMethodLike = (signature: ts.Signature): boolean => {
    const node = signature.declaration as ts.Node | undefined;
    return node !== undefined && (compiler.isMethodSignature(node) || compiler.isMethodDeclaration(node));
  };

  const arity = (signature: ts.Signature): Arity => arityOf(world, signature);
  const parameterAt = (signature: ts.Signature, index: number): ts.Type | undefined =>
    parameterTypeAt(world, signature, index);

  const pair = (before: ts.Type, after: ts.Type): void => {
    paired.set(before, after);
    paired.set(after, before);
  };

  const start = (): void => {
    stopped = false;
    parts = 0;
    steps = 0;
  };

  return {
    holds: (before, after, direction) =>
      direction === 'output' ? relate(after, before, direction, 0) : relate(before, after, direction, 0),
    meaningHolds: (before, after, direction) =>
      before === after ||
      (direction === 'output'
        ? relateUncached(after, before, direction, 0, true)
        : relateUncached(before, after, direction, 0, true)),
    signatureHolds: (before, after, direction, options) =>
      direction === 'output'
        ? signatureRelates(after, before, direction, 0, options.returns)
        : signatureRelates(before, after, direction, 0, options.returns),
    withInference: (before, after, ask) => inferring(after, before, ask),
    pair,
    restart: start,
    gaveUp: () => stopped,
  };
}

type MappedType = ts.Type & { readonly declaration: ts.MappedTypeNode };
