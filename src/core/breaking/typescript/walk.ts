/** The walk over the declarations that differ: from the exports of each entry point to what they name. */
import type ts from 'typescript6';
import { createCanonicals, isHidden, tagsOf } from './canonical.ts';
import { compareEnums } from './enums.ts';
import { type Flows, output } from './flow.ts';
import { compareClassExtras, compareInterfaceExtras, compareMembers } from './members.ts';
import type { ExportTable, Naming } from './naming.ts';
import { comparePlace, type TypePlace, typeNodeOf, type Walk } from './place.ts';
import type { Policy } from './policy.ts';
import type { World } from './program.ts';
import { createRelation } from './relate.ts';
import type { Report } from './report.ts';
import { createSameText } from './sameText.ts';
import { compareSignatures, compareTypeParameters } from './signatures.ts';
import { isJavaScript } from './sourcePaths.ts';
import { survivingStatement } from './surviving.ts';

export interface WalkInput {
  readonly world: World;
  readonly naming: Naming;
  readonly flows: Flows;
  readonly report: Report;
  readonly policy: Policy;
  readonly base: readonly ExportTable[];
  readonly head: readonly ExportTable[];
  /** True when the time of the unit is over. */
  readonly isOut: () => boolean;
}

/** False when the time was over before everything that the exports reach had been looked at. */
export function walkExports(from: WalkInput): boolean {
  const { world, naming, report } = from;
  const queue: { readonly before: ts.Symbol; readonly after: ts.Symbol; readonly path: string }[] = [];
  const seen = new Map<ts.Symbol, Set<ts.Symbol>>();
  const push = (one: ts.Symbol, other: ts.Symbol, path: string): void => {
    const [before, after] = [naming.target(one), naming.target(other)];
    if (before === after || !naming.isLocal(before) || !naming.isLocal(after)) return;
    const known = seen.get(before) ?? new Set();
    if (known.has(after)) return;
    known.add(after);
    seen.set(before, known);
    queue.push({ before, after, path });
  };
  const canonicals = createCanonicals(world, naming);
  const enqueue = (before: ts.Symbol, after: ts.Symbol): void => push(before, after, naming.nameOf(before));
  const relation = createRelation(world, naming, enqueue, from.isOut);
  const walk: Walk = {
    ...from,
    canonicals,
    relation,
    sameText: createSameText(world, naming),
    enqueue,
    compareMembers: (place) => compareMembers(walk, place),
    follow: (before, after) =>
      followReferences(canonicals.of(before).references, canonicals.of(after).references, enqueue),
  };
  for (const table of from.base) {
    const other = from.head.find((candidate) => candidate.subpath === table.subpath) ?? nothingOf(table);
    if (other !== undefined) compareTables(walk, table, other, push);
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (from.isOut()) {
      for (const { before, after, path } of [next, ...queue]) {
        if (canonicals.ofSymbol(before).text !== canonicals.ofSymbol(after).text) {
          report.add({
            rule: 'not-decided',
            subject: path,
            base: before.declarations?.[0],
            head: after.declarations?.[0],
          });
        }
      }
      return false;
    }
    compareDeclared(walk, next.path, next.before, next.after);
  }
  return !from.isOut();
}

function compareTables(
  walk: Walk,
  table: ExportTable,
  other: ExportTable,
  push: (before: ts.Symbol, after: ts.Symbol, path: string) => void,
): void {
  const { world, naming, report } = walk;
  const { compiler } = world;
  const headFile = world.program.getSourceFile(world.place('head', other.file));
  for (const [name, symbol] of table.symbols) {
    const before = naming.target(symbol);
    const declaration = before.declarations?.[0] ?? symbol.declarations?.[0];
    if (declaration !== undefined && isHidden(statementOf(world, declaration))) continue;
    const counterpart = other.symbols.get(name);
    // Where only JavaScript speaks, how a module is assigned is a matter of its format.
    if (
      name === 'export=' &&
      counterpart === undefined &&
      (isJavaScript(table.file) || isJavaScript(other.file))
    )
      continue;
    if (counterpart === undefined) {
      const unsure = opensElsewhere(walk, table, other) || isDeclaredElsewhere(walk, table, name);
      const stood = symbol.declarations?.[0] ?? declaration;
      report.add({
        rule: 'export-removed',
        subject: name,
        base: declaration,
        head: (stood === undefined ? undefined : survivingStatement(world, stood)) ?? headFile,
        after: '',
        ...(unsure ? { level: 'review' as const } : {}),
        ...(table.ambient === undefined
          ? { consumer: consumerOfExport(walk, name, before, isTypeOnly(walk, symbol)) }
          : {}),
      });
      continue;
    }
    const after = naming.target(counterpart);
    const marked = after.declarations?.[0] ?? counterpart.declarations?.[0];
    if (marked !== undefined && isHidden(statementOf(world, marked))) {
      report.add({ rule: 'export-became-internal', subject: name, base: declaration, head: marked });
      continue;
    }
    if ((before.flags & compiler.SymbolFlags.Value) !== 0 && !isTypeOnly(walk, symbol)) {
      const lost = (after.flags & compiler.SymbolFlags.Value) === 0 || isTypeOnly(walk, counterpart);
      if (lost && after.declarations !== undefined) {
        report.add({
          rule: 'export-became-type-only',
          subject: name,
          base: declaration,
          head: counterpart.declarations?.[0] ?? after.declarations[0],
          consumer: `import { ${name} } from 'pkg';\nvoid ${name};`,
        });
        if ((after.flags & compiler.SymbolFlags.Type) === 0) continue;
      }
    }
    push(before, after, name);
  }
  for (const [name, symbol] of other.symbols) {
    if (table.symbols.has(name)) continue;
    report.add({
      rule: 'export-added',
      subject: name,
      head: naming.target(symbol).declarations?.[0] ?? symbol.declarations?.[0],
      before: '',
    });
  }
}

/** Globals and modules by name that the head lacks altogether: all of their names are gone. */
function nothingOf(table: ExportTable): ExportTable | undefined {
  return table.isAddition !== true ? undefined : { ...table, file: '', symbols: new Map() };
}

/** What is added to one module today may have been added to another one, which passes it on. */
function isDeclaredElsewhere(walk: Walk, table: ExportTable, name: string): boolean {
  if (table.isAddition !== true) return false;
  const bare = name.slice(table.ambient?.length);
  return walk.head.some(
    ({ ambient = '', isAddition, symbols }) => isAddition === true && symbols.has(ambient + bare),
  );
}

/** A package that the head newly re-exports as a whole may bring a missing name back. */
function opensElsewhere(walk: Walk, table: ExportTable, other: ExportTable): boolean {
  const stars = (side: 'base' | 'head', path: string): readonly string[] => {
    const file = walk.world.program.getSourceFile(walk.world.place(side, path));
    const found = (file?.statements ?? []).filter(
      (node) => walk.world.compiler.isExportDeclaration(node) && node.exportClause === undefined,
    );
    return found
      .map((node) => (node as ts.ExportDeclaration).moduleSpecifier)
      .filter((node) => node !== undefined && walk.world.compiler.isStringLiteral(node))
      .map((node) => node.text)
      .filter((specifier) => walk.world.outside(side, path).includes(specifier));
  };
  const before = new Set(stars('base', table.file));
  return stars('head', other.file).some((specifier) => !before.has(specifier));
}

function compareDeclared(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world, canonicals, report } = walk;
  const kinds = world.compiler.SymbolFlags;
  const spaces = kinds.ValueModule | kinds.NamespaceModule;
  if ((before.flags & spaces) !== 0) compareNamespaces(walk, path, before, after);
  const named = walk.sameText(before, after);
  if (named !== undefined) {
    for (const [one, other] of named) walk.enqueue(one, other);
    return;
  }
  const [old, now] = [canonicals.ofSymbol(before), canonicals.ofSymbol(after)];
  const tags = (symbol: ts.Symbol): boolean =>
    (symbol.declarations ?? []).some((node) => tagsOf(node).has('subclassable'));
  if (old.text === now.text && !old.inferred && tags(before) === tags(after)) {
    noteSwaps(walk, path, before, after);
    followReferences(old.references, now.references, walk.enqueue);
    return;
  }
  if (old.text === now.text) followReferences(old.references, now.references, walk.enqueue);
  if ((before.flags & kinds.Enum) !== 0 && (after.flags & kinds.Enum) !== 0) {
    compareEnums(walk, path, before, after);
    return;
  }
  if ((before.flags & kinds.Type) !== 0) {
    if ((after.flags & kinds.Type) === 0) {
      report.add({
        rule: 'export-kind-changed',
        subject: path,
        base: before.declarations?.[0],
        head: after.declarations?.[0],
        consumer: `import type { ${path} } from 'pkg';\nexport type Uses = ${path};`,
      });
    } else compareTypes(walk, path, before, after);
  }
  const values = kinds.Function | kinds.Variable | kinds.Property | kinds.Class | kinds.Enum;
  if (
    (before.flags & values) !== 0 &&
    (after.flags & (values | kinds.Alias)) !== 0 &&
    !((before.flags & kinds.Class) !== 0 && (after.flags & kinds.Class) !== 0)
  ) {
    compareValues(walk, path, before, after);
  }
}

/** Equal but for the order of the names of parameters: every old call compiles and means something else. */
function noteSwaps(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const now = walk.canonicals.ofSymbol(after).parameterNames;
  for (const [text, names] of walk.canonicals.ofSymbol(before).parameterNames) {
    const others = now.get(text);
    if (
      others === undefined ||
      names.join() === others.join() ||
      names.toSorted().join() !== others.toSorted().join()
    )
      continue;
    const member = /^"([\w$]+)"/.exec(text)?.[1];
    walk.report.add({
      rule: 'params-swapped',
      level: walk.policy.parametersSwapped,
      subject: member === undefined ? path : `${path}.${member}`,
      base: before.declarations?.[0],
      head: after.declarations?.[0],
    });
  }
}

function compareNamespaces(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world, naming, report } = walk;
  const exportsOf = (symbol: ts.Symbol): ReadonlyMap<string, ts.Symbol> =>
    new Map(
      world.checker
        .getExportsOfModule(symbol)
        .filter((item) => item.name !== 'prototype')
        .map((item) => [item.name, item]),
    );
  const [old, now] = [exportsOf(before), exportsOf(after)];
  for (const [name, symbol] of old) {
    const counterpart = now.get(name) ?? valueMember(walk, after, name);
    const target = naming.target(symbol);
    // Static members of a class that a namespace merges with are compared with the class.
    if (target.declarations?.some((node) => world.compiler.isClassElement(node)) === true) continue;
    if (counterpart === undefined) {
      if (isToldOfEntry(walk, target)) continue;
      report.add({
        rule: 'export-removed',
        subject: `${path}.${name}`,
        base: target.declarations?.[0] ?? symbol.declarations?.[0],
        head: after.declarations?.[0],
        after: '',
      });
    } else walk.enqueue(target, naming.target(counterpart));
  }
}

/** An entry point that holds itself, as its default for one, loses a name only once. */
function isToldOfEntry({ base, head, naming }: Walk, target: ts.Symbol): boolean {
  return base.some(({ subpath, symbols }) => {
    const other = head.find((table) => table.subpath === subpath);
    if (other === undefined) return false;
    return [...symbols].some(
      ([name, symbol]) => !other.symbols.has(name) && naming.target(symbol) === target,
    );
  });
}

function valueMember(walk: Walk, symbol: ts.Symbol, name: string): ts.Symbol | undefined {
  const node = symbol.valueDeclaration;
  return node === undefined
    ? undefined
    : walk.world.checker.getPropertyOfType(walk.world.checker.getTypeOfSymbolAtLocation(symbol, node), name);
}

function compareTypes(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world, canonicals } = walk;
  const { checker, compiler } = world;
  const kinds = compiler.SymbolFlags;
  const [old, now] = [typeDeclaration(world, before), typeDeclaration(world, after)];
  const [beforeType, afterType] = [
    checker.getDeclaredTypeOfSymbol(before),
    checker.getDeclaredTypeOfSymbol(after),
  ];
  if (old === undefined || now === undefined) {
    compareUntyped(walk, { path, before, after });
    return;
  }
  compareTypeParameters(walk, { path, before: old, after: now, explicitOnly: false });
  const known = walk.flows(before);
  // Nobody but the package makes a window or a request; what it adds to them is read.
  const used = known === 0 && walk.naming.isAmbient(before) ? output : known;
  const flow = used === 0 ? walk.policy.unusedFlow : used;
  if (tagsOf(old).has('subclassable') && !tagsOf(now).has('subclassable')) {
    walk.report.add({ rule: 'subclassable-removed', subject: path, base: old, head: now });
  }
  const classes = (before.flags & after.flags & kinds.Class) !== 0;
  if (
    walk.policy.declarationKinds &&
    (before.flags & kinds.Interface) !== 0 &&
    (after.flags & kinds.Interface) === 0 &&
    !classes
  ) {
    walk.report.add({ rule: 'export-kind-changed', subject: path, base: old, head: now });
  }
  const kind =
    (before.flags & kinds.Class) !== 0
      ? 'class'
      : (before.flags & kinds.Interface) !== 0
        ? 'interface'
        : 'object';
  const named = { path, before: beforeType, after: afterType, base: old, head: now };
  const aliases = compiler.isTypeAliasDeclaration(old) && compiler.isTypeAliasDeclaration(now);
  if (aliases && canonicals.same(old.type, now.type)) {
    walk.follow(old.type, now.type);
    return;
  }
  if (isMemberwise(world, beforeType) && isMemberwise(world, afterType)) {
    if (classes) compareClassExtras(walk, path, before, after);
    else if ((after.flags & (kinds.Interface | kinds.Class)) !== 0)
      compareInterfaceExtras(walk, path, before, after);
    compareMembers(walk, { ...named, kind, flow, owner: { before, after } });
    return;
  }
  comparePlace(walk, {
    ...named,
    rule: 'type-alias-changed',
    isMeaning: true,
    ...(aliases ? { beforeNode: old.type, afterNode: now.type } : {}),
    flow,
  });
}

/** Types that comments of JavaScript declare, and functions that are constructors there. */
function compareUntyped(
  walk: Walk,
  { path, before, after }: { readonly path: string; readonly before: ts.Symbol; readonly after: ts.Symbol },
): void {
  const { checker, compiler } = walk.world;
  const [base, head] = [before.declarations?.[0], after.declarations?.[0]];
  if (base === undefined || head === undefined || !isJavaScript(base.getSourceFile().fileName)) return;
  const place = {
    path,
    before: checker.getDeclaredTypeOfSymbol(before),
    after: checker.getDeclaredTypeOfSymbol(after),
    base,
    head,
    flow: walk.flows(before),
  };
  if ((before.flags & after.flags & compiler.SymbolFlags.Class) !== 0)
    compareMembers(walk, { ...place, kind: 'class', flow: output, owner: { before, after } });
  else if (isMemberwise(walk.world, place.before) && isMemberwise(walk.world, place.after))
    compareMembers(walk, { ...place, kind: 'object', owner: { before, after } });
  else comparePlace(walk, { ...place, rule: 'type-alias-changed', isMeaning: true });
}

/** The first declaration of the kind that makes the type. */
function typeDeclaration(
  world: World,
  symbol: ts.Symbol,
):
  | ts.ClassLikeDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.EnumDeclaration
  | undefined {
  const { compiler } = world;
  for (const node of symbol.declarations ?? []) {
    if (
      compiler.isClassLike(node) ||
      compiler.isInterfaceDeclaration(node) ||
      compiler.isTypeAliasDeclaration(node) ||
      compiler.isEnumDeclaration(node)
    )
      return node;
  }
  return undefined;
}

/** A type that is best described by its members, one by one. */
export function isMemberwise(world: World, type: ts.Type): boolean {
  const { compiler, checker } = world;
  if ((type.flags & compiler.TypeFlags.Object) === 0)
    return (
      (type.flags & compiler.TypeFlags.Intersection) !== 0 &&
      (type as ts.IntersectionType).types.every((item) => isMemberwise(world, item) && isOwn(world, item))
    );
  if (checker.isArrayType(type) || checker.isTupleType(type)) return false;
  const mapped = ((type as ts.ObjectType).objectFlags & compiler.ObjectFlags.Mapped) !== 0;
  if (mapped) return checker.getPropertiesOfType(type).length > 0;
  return true;
}

/** Declared in the package, not an opaque name of another one. */
function isOwn(world: World, type: ts.Type): boolean {
  const file = (type.symbol as ts.Symbol | undefined)?.declarations?.[0]?.getSourceFile().fileName;
  return file !== undefined && world.origin(file) !== undefined;
}

function compareValues(walk: Walk, path: string, before: ts.Symbol, after: ts.Symbol): void {
  const { world } = walk;
  const { checker } = world;
  const [old, now] = [
    before.valueDeclaration ?? before.declarations?.[0],
    after.valueDeclaration ?? after.declarations?.[0],
  ];
  if (old === undefined || now === undefined) return;
  const [beforeType, afterType] = [checker.getTypeOfSymbol(before), checker.getTypeOfSymbol(after)];
  compareValueTypes(walk, {
    path,
    rule: 'variable-type-changed',
    before: beforeType,
    after: afterType,
    beforeNode: typeNodeOf(old),
    afterNode: typeNodeOf(now),
    base: old,
    head: now,
    flow: output,
  });
}

/** Values that users call are compared call by call, all others by their type. */
export function compareValueTypes(walk: Walk, place: TypePlace): void {
  const { checker, compiler } = walk.world;
  const { before, after } = place;
  if (
    walk.canonicals.same(place.beforeNode, place.afterNode) &&
    place.beforeNode !== undefined &&
    place.afterNode !== undefined
  ) {
    walk.follow(place.beforeNode, place.afterNode);
    return;
  }
  if (isUntyped(walk.world, place.base)) {
    const calls = [before, after].every(
      (type) => checker.getSignaturesOfType(type, compiler.SignatureKind.Call).length > 0,
    );
    if (calls) compareSignatures(walk, { ...place, kind: compiler.SignatureKind.Call });
    return;
  }
  const callable = [before, after].map(
    (type) => checker.getSignaturesOfType(type, compiler.SignatureKind.Call).length > 0,
  );
  const constructed = checker.getSignaturesOfType(before, compiler.SignatureKind.Construct).length > 0;
  const named = [before, after].every(
    (type) =>
      (type.symbol as ts.Symbol | undefined) !== undefined &&
      (type.symbol.flags & (compiler.SymbolFlags.Interface | compiler.SymbolFlags.Class)) !== 0,
  );
  const sameName = named && walk.naming.mapped(before.symbol, after.symbol);
  if (
    callable[0] === true &&
    callable[1] === true &&
    !constructed &&
    !before.isUnion() &&
    !after.isUnion() &&
    !sameName
  ) {
    compareSignatures(walk, { ...place, kind: compiler.SignatureKind.Call });
    const members = [before, after].some((type) => checker.getPropertiesOfType(type).length > 0);
    if (members) compareMembers(walk, { ...place, kind: 'object', owner: undefined });
    return;
  }
  comparePlace(walk, place);
}

/** JavaScript without a type in a comment: what a value happens to be is no promise. */
function isUntyped(world: World, node: ts.Node | undefined): boolean {
  return (
    node !== undefined &&
    isJavaScript(node.getSourceFile().fileName) &&
    world.compiler.getJSDocType(node) === undefined
  );
}

function followReferences(
  before: ReadonlyMap<string, ts.Symbol>,
  after: ReadonlyMap<string, ts.Symbol>,
  enqueue: (a: ts.Symbol, b: ts.Symbol) => void,
): void {
  for (const [name, symbol] of before) {
    const other = after.get(name);
    if (other !== undefined) enqueue(symbol, other);
  }
}

/** The statement whose comment speaks for a declaration. */
export function statementOf(world: World, node: ts.Node): ts.Node {
  return world.compiler.isVariableDeclaration(node) ? node.parent.parent : node;
}

/** True when an export was made with `export type` or `import type` on its way. */
function isTypeOnly(walk: Walk, symbol: ts.Symbol): boolean {
  const { compiler, checker } = walk.world;
  const internal = checker as unknown as {
    getImmediateAliasedSymbol(symbol: ts.Symbol): ts.Symbol | undefined;
  };
  let at: ts.Symbol | undefined = symbol;
  for (let hops = 0; at !== undefined && hops < 50 && (at.flags & compiler.SymbolFlags.Alias) !== 0; hops++) {
    for (const node of at.declarations ?? [])
      if (compiler.isTypeOnlyImportOrExportDeclaration(node)) return true;
    at = internal.getImmediateAliasedSymbol(at);
  }
  return false;
}

function consumerOfExport(walk: Walk, name: string, symbol: ts.Symbol, typeOnly: boolean): string {
  const kinds = walk.world.compiler.SymbolFlags;
  if (name === 'default') return `import it from 'pkg';\nexport { it };`;
  return typeOnly || (symbol.flags & kinds.Value) === 0
    ? `import type { ${name} } from 'pkg';`
    : `import { ${name} } from 'pkg';\nvoid ${name};`;
}
