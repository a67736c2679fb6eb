/** Calls and constructions: arity, types of parameters and results, type parameters, overloads. */
import type ts from 'typescript6';
import { flip, input } from './flow.ts';
import { arityOf, type Direction, parameterTypeAt } from './relate.ts';
import type { Found } from './report.ts';
import { directionsOf, type TypePlace, typeText, type Walk } from './place.ts';

export interface SignaturePlace extends TypePlace {
  readonly kind: ts.SignatureKind;
  /** What a consumer writes before the parentheses: `api.f`, `new api.C`. */
  readonly callee?: string;
  /** Methods of a type that only the package or nobody known implements are judged by their callers. */
  readonly callersOnly?: boolean;
}

export function compareSignatures(walk: Walk, place: SignaturePlace): void {
  const { checker } = walk.world;
  const olds = checker.getSignaturesOfType(place.before, place.kind);
  const news = checker.getSignaturesOfType(place.after, place.kind);
  compareSignatureLists(walk, place, olds, news);
}

export function compareSignatureLists(
  walk: Walk,
  place: SignaturePlace,
  olds: readonly ts.Signature[],
  news: readonly ts.Signature[],
): void {
  const unmatched = new Set(news);
  const failing: ts.Signature[] = [];
  for (const old of olds) {
    const twin = news.find((candidate) => sameDeclared(walk, old, candidate));
    if (twin !== undefined) {
      unmatched.delete(twin);
      noteEarlier(walk, place, old, olds, news.slice(0, news.indexOf(twin)));
      if (old.declaration !== undefined && twin.declaration !== undefined)
        walk.follow(old.declaration, twin.declaration);
      continue;
    }
    failing.push(old);
  }
  const directions = place.callersOnly === true ? (['output'] as const) : directionsOf(place.flow);
  for (const old of failing) {
    const best = bestOf(walk, place, old, [...unmatched, ...news]);
    if (best === undefined) {
      walk.report.add({
        rule: 'interface-call-signature-changed',
        subject: place.path,
        base: old.declaration ?? place.base,
        head: place.head,
        after: '',
        flow: place.flow,
      });
      continue;
    }
    unmatched.delete(best.signature);
    const holdsSomewhere = directions.every((direction) =>
      news.some((candidate) => holds(walk, place, old, candidate, direction)),
    );
    if (holdsSomewhere) {
      if (best.problems.length > 0 && best.problems.every((item) => item.level !== 'major'))
        for (const item of best.problems) walk.report.add(item);
      else noteAdded(walk, place, old, best.signature);
      noteSwap(walk, place, old, best.signature);
      continue;
    }
    if (olds.length > 1 && (best.problems.length > 1 || news.length < olds.length)) {
      walk.report.add({
        rule: 'overload-removed',
        subject: place.path,
        base: old.declaration ?? place.base,
        head: best.signature.declaration ?? place.head,
        flow: place.flow,
        consumer: undefined,
      });
      continue;
    }
    if (best.problems.length === 0) {
      walk.report.add({
        rule: 'not-decided',
        subject: place.path,
        base: old.declaration ?? place.base,
        head: best.signature.declaration ?? place.head,
        flow: place.flow,
      });
      continue;
    }
    const shadowed = isShadowed(walk, old, olds.slice(0, olds.indexOf(old)), failing, best.signature);
    for (const problem of best.problems)
      walk.report.add(shadowed && isAboutArity(problem) ? { ...problem, level: 'review' } : problem);
  }
  if (news.length > olds.length && failing.length === 0) {
    for (const added of unmatched)
      walk.report.add({
        rule: 'overload-added',
        subject: place.path,
        base: place.base,
        head: added.declaration ?? place.head,
        before: '',
      });
  }
}

/** An overload that newly stands before this one, takes the same calls, and answers them with something else. */
function noteEarlier(
  walk: Walk,
  place: SignaturePlace,
  old: ts.Signature,
  olds: readonly ts.Signature[],
  earlier: readonly ts.Signature[],
): void {
  const { checker } = walk.world;
  const before = olds.slice(0, olds.indexOf(old));
  for (const candidate of earlier) {
    if (candidate.typeParameters !== undefined || old.typeParameters !== undefined) continue;
    // The compiler asks overloads for literals first, wherever they stand.
    if (hasLiteralTypes(old) && !hasLiteralTypes(candidate)) continue;
    if (before.some((one) => sameDeclared(walk, one, candidate))) continue;
    const takes = (returns: boolean): boolean =>
      attempt(walk, () => walk.relation.signatureHolds(old, candidate, 'output', { returns }));
    if (!takes(false) || takes(true) || walk.relation.gaveUp()) continue;
    walk.report.add({
      rule: 'return-type-changed',
      subject: place.path,
      base: old.declaration ?? place.base,
      head: candidate.declaration ?? place.head,
      flow: place.flow,
      before: typeText(walk.world, checker.getReturnTypeOfSignature(old), returnNode(old)),
      after: typeText(walk.world, checker.getReturnTypeOfSignature(candidate), returnNode(candidate)),
      consumer: returnConsumer(walk, place, old),
    });
    return;
  }
}

function hasLiteralTypes(signature: ts.Signature): boolean {
  const { flags = 0 } = signature as unknown as { readonly flags?: number };
  return (flags & literalTypes) !== 0;
}

/** Of the compiler's flags of signatures, which it does not publish. */
const literalTypes = 2;

/**
 * The shorter calls that the new signature refuses were answered by an earlier overload, which stays: what is
 * lost is `undefined` in the place of an argument at most.
 */
function isShadowed(
  walk: Walk,
  old: ts.Signature,
  earlier: readonly ts.Signature[],
  failing: readonly ts.Signature[],
  now: ts.Signature,
): boolean {
  const { world } = walk;
  const [before, after] = [arityOf(world, old), arityOf(world, now)];
  const kept = earlier.filter((overload) => !failing.includes(overload));
  const takes = (overload: ts.Signature, count: number): boolean => {
    const arity = arityOf(world, overload);
    if (count < arity.least || count > arity.most) return false;
    return Array.from({ length: count }, (_, index) => index).every((index) => {
      const [from, to] = [parameterTypeAt(world, old, index), parameterTypeAt(world, overload, index)];
      return from !== undefined && to !== undefined && world.checker.isTypeAssignableTo(from, to);
    });
  };
  for (let count = before.least; count < after.least; count++)
    if (!kept.some((overload) => takes(overload, count))) return false;
  return kept.length > 0;
}

function isAboutArity({ rule }: Found): boolean {
  return rule === 'param-became-required' || rule === 'required-param-added';
}

function sameDeclared(walk: Walk, old: ts.Signature, candidate: ts.Signature): boolean {
  const [a, b] = [old.declaration, candidate.declaration];
  if (a === undefined || b === undefined) return false;
  const [left, right] = [walk.canonicals.of(a), walk.canonicals.of(b)];
  return left.text === right.text && !left.inferred && !right.inferred;
}

function holds(
  walk: Walk,
  place: SignaturePlace,
  old: ts.Signature,
  candidate: ts.Signature,
  direction: 'output' | 'input',
): boolean {
  walk.relation.restart();
  if (!walk.relation.signatureHolds(old, candidate, direction, { returns: comparesReturns(walk, old) }))
    return false;
  if (losesThis(walk, old, candidate)) return false;
  return (
    typeArgumentsHold(old, candidate) &&
    constraintsHold(walk, old, candidate) &&
    contextProblem(walk, place, old, candidate) === undefined
  );
}

/** What a body in JavaScript happens to give back is no promise. */
function comparesReturns(walk: Walk, signature: ts.Signature): boolean {
  const node = signature.declaration as ts.Node | undefined;
  if (node === undefined) return true;
  if (
    walk.world.compiler.isConstructorDeclaration(node) ||
    walk.world.compiler.isConstructSignatureDeclaration(node)
  )
    return walk.world.compiler.isConstructSignatureDeclaration(node);
  return isTyped(walk, node);
}

function isTyped(walk: Walk, node: ts.Node): boolean {
  if (!/\.[cm]?jsx?$/.test(node.getSourceFile().fileName)) return true;
  return walk.world.compiler.getJSDocReturnType(node) !== undefined;
}

/** Explicit type arguments of old calls have to fit still. */
function typeArgumentsHold(old: ts.Signature, now: ts.Signature): boolean {
  const [before, after] = [old.typeParameters ?? [], now.typeParameters ?? []];
  if (before.length === 0) return true;
  const least = (list: readonly ts.TypeParameter[]): number =>
    list.filter((item) => !hasDefault(item)).length;
  return after.length >= before.length && least(after) <= Math.max(least(before), 0);
}

function hasDefault(parameter: ts.TypeParameter): boolean {
  return (
    (parameter.symbol.declarations?.[0] as ts.TypeParameterDeclaration | undefined)?.default !== undefined
  );
}

function constraintsHold(walk: Walk, old: ts.Signature, now: ts.Signature): boolean {
  const [a, b] = [old.declaration, now.declaration];
  if (a === undefined || b === undefined || old.typeParameters?.length !== now.typeParameters?.length)
    return true;
  return typeParameterProblems(walk, '', a as Generic, b as Generic).every((item) => item.level !== 'major');
}

interface Candidate {
  readonly signature: ts.Signature;
  readonly problems: readonly Found[];
}

function bestOf(
  walk: Walk,
  place: SignaturePlace,
  old: ts.Signature,
  candidates: readonly ts.Signature[],
): Candidate | undefined {
  let best: Candidate | undefined;
  for (const signature of new Set(candidates)) {
    const problems = walk.relation.withInference(old, signature, () =>
      problemsOf(walk, place, old, signature),
    );
    if (best === undefined || weight(problems) < weight(best.problems)) best = { signature, problems };
  }
  return best;
}

function weight(problems: readonly Found[]): number {
  return problems.reduce(
    (sum, item) => sum + (item.level === 'minor' ? 0.01 : item.level === 'review' ? 0.5 : 1),
    0,
  );
}

function problemsOf(
  walk: Walk,
  place: SignaturePlace,
  old: ts.Signature,
  now: ts.Signature,
): readonly Found[] {
  const { world, relation } = walk;
  const { checker } = world;
  const found: Found[] = [];
  const base = old.declaration ?? place.base;
  const head = now.declaration ?? place.head;
  const flow = place.flow;
  const at = { subject: place.path, base, head, flow };
  const [before, after] = [arityOf(world, old), arityOf(world, now)];
  const calls = flow !== input;
  const [a, b] = [old.declaration as Generic | undefined, now.declaration as Generic | undefined];
  if (a !== undefined && b !== undefined) {
    if (old.typeParameters?.length === now.typeParameters?.length) {
      for (const [index, parameter] of (old.typeParameters ?? []).entries()) {
        const other = now.typeParameters?.[index];
        if (other !== undefined) relation.pair(parameter, other);
      }
      found.push(...typeParameterProblems(walk, place.path, a, b));
    } else if (!typeArgumentsHold(old, now)) {
      const rule =
        (now.typeParameters?.length ?? 0) < (old.typeParameters?.length ?? 0)
          ? 'generic-param-removed'
          : 'generic-param-required';
      found.push({ ...at, rule, level: 'major' });
    }
  }
  if (calls) {
    if (after.least > before.least) {
      const rule =
        after.least <= before.count && before.most !== Infinity
          ? 'param-became-required'
          : 'required-param-added';
      found.push({ ...at, rule, level: 'major', consumer: callConsumer(walk, place, old) });
    }
    if (after.most < before.most)
      found.push({ ...at, rule: 'param-removed', level: 'major', consumer: callConsumer(walk, place, old) });
  } else if (after.most < before.most && before.most !== Infinity)
    found.push({ ...at, rule: 'param-removed', level: 'major' });
  const context = contextProblem(walk, place, old, now);
  if (context !== undefined) found.push(context);
  const count = Math.min(before.count, after.count, 64);
  for (let index = 0; index < count; index++) {
    const [from, to] = [parameterTypeAt(world, old, index), parameterTypeAt(world, now, index)];
    if (from === undefined || to === undefined || from === to) continue;
    const [oldNode, newNode] = [parameterNode(old, index), parameterNode(now, index)];
    if (
      oldNode?.type !== undefined &&
      newNode?.type !== undefined &&
      (oldNode.dotDotDotToken === undefined) === (newNode.dotDotDotToken === undefined) &&
      walk.canonicals.same(oldNode.type, newNode.type)
    ) {
      walk.follow(oldNode.type, newNode.type);
      continue;
    }
    if (isUntypedJavaScript(walk, oldNode)) continue;
    const name = parameterName(oldNode, index);
    const verdict = judge(walk, directionsOf(flip(flow)), (direction) => relation.holds(from, to, direction));
    if (verdict === 'yes') continue;
    // A method may be implemented with a narrower or wider parameter.
    if (flow === input && attempt(walk, () => relation.holds(from, to, 'input'))) continue;
    found.push({
      ...at,
      ...(verdict === 'unknown'
        ? { rule: 'not-decided', level: 'review' }
        : { rule: 'param-type-changed', level: 'major' }),
      subject: `${place.path}(${name})`,
      base: oldNode ?? base,
      head: newNode ?? head,
      before: typeText(world, from, oldNode?.type),
      after: typeText(world, to, newNode?.type),
      consumer: callConsumer(walk, place, old),
    });
  }
  if (comparesReturns(walk, old)) {
    const [from, to] = [checker.getReturnTypeOfSignature(old), checker.getReturnTypeOfSignature(now)];
    const [oldNode, newNode] = [returnNode(old), returnNode(now)];
    const same = oldNode !== undefined && newNode !== undefined && walk.canonicals.same(oldNode, newNode);
    if (same) walk.follow(oldNode, newNode);
    else {
      const verdict = returnsHold(walk, place, old, now);
      if (verdict !== 'yes')
        found.push({
          ...at,
          ...(verdict === 'unknown'
            ? { rule: 'not-decided', level: 'review' }
            : { rule: 'return-type-changed', level: 'major' }),
          before: typeText(world, from, oldNode),
          after: typeText(world, to, newNode),
          consumer: returnConsumer(walk, place, old),
        });
    }
  }
  return found;
}

/** What the call has to be made on. */
function contextProblem(
  walk: Walk,
  place: SignaturePlace,
  old: ts.Signature,
  now: ts.Signature,
): Found | undefined {
  const { checker, compiler } = walk.world;
  const [oldNode, newNode] = [contextNode(old), contextNode(now)];
  if (newNode?.type === undefined || walk.canonicals.same(oldNode?.type, newNode.type)) return undefined;
  const to = checker.getTypeFromTypeNode(newNode.type);
  const free = compiler.TypeFlags.Any | compiler.TypeFlags.Unknown | compiler.TypeFlags.Void;
  if ((to.flags & free) !== 0) return undefined;
  const from = oldNode?.type === undefined ? undefined : checker.getTypeFromTypeNode(oldNode.type);
  // A method that newly says what it belongs to is called on that anyway.
  if (from === undefined && place.path.includes('.')) return undefined;
  const verdict =
    from === undefined
      ? 'no'
      : judge(walk, directionsOf(flip(place.flow)), (direction) => walk.relation.holds(from, to, direction));
  if (verdict === 'yes') return undefined;
  return {
    ...(verdict === 'unknown'
      ? { rule: 'not-decided', level: 'review' }
      : { rule: 'param-type-changed', level: 'major' }),
    subject: `${place.path}(this)`,
    base: oldNode ?? old.declaration ?? place.base,
    head: newNode,
    flow: place.flow,
    before: oldNode?.type?.getText() ?? '',
    after: newNode.type.getText(),
  };
}

function contextNode(signature: ts.Signature): ts.ParameterDeclaration | undefined {
  const first = (signature.declaration as Partial<ts.SignatureDeclaration> | undefined)?.parameters?.[0];
  return first?.name.getText() === 'this' ? first : undefined;
}

function returnsHold(walk: Walk, place: SignaturePlace, old: ts.Signature, now: ts.Signature): Verdict {
  const { checker, compiler } = walk.world;
  const [wanted, own] = [checker.getTypePredicateOfSignature(old), checker.getTypePredicateOfSignature(now)];
  if (wanted !== undefined) {
    if (own === undefined || own.kind !== wanted.kind || own.parameterIndex !== wanted.parameterIndex)
      return 'no';
    const [before, after] = [wanted.type, own.type];
    if (before === undefined) return 'yes';
    if (after === undefined) return 'no';
    // What is not of the type is narrowed too: the two have to be one.
    return judge(walk, ['output', 'input'], (direction) => walk.relation.holds(before, after, direction));
  }
  if (losesThis(walk, old, now)) return 'no';
  const [from, to] = [checker.getReturnTypeOfSignature(old), checker.getReturnTypeOfSignature(now)];
  if ((from.flags & compiler.TypeFlags.Void) !== 0 && place.flow !== input) return 'yes';
  const directions = place.callersOnly === true ? (['output'] as const) : directionsOf(place.flow);
  return judge(walk, directions, (direction) => walk.relation.holds(from, to, direction));
}

/** `this` was whatever subclass the call was made on; the compiler reads both as the class itself. */
function losesThis({ world }: Walk, old: ts.Signature, now: ts.Signature): boolean {
  const { compiler, checker } = world;
  const namesThis = (node: ts.Node | undefined): boolean =>
    node !== undefined &&
    (compiler.isThisTypeNode(node) || compiler.forEachChild(node, (child) => namesThis(child)) === true);
  const [before, after] = [returnNode(old), returnNode(now)];
  if (before === undefined || after === undefined || compiler.isTypePredicateNode(before)) return false;
  const free = compiler.TypeFlags.Any | compiler.TypeFlags.Never;
  return namesThis(before) && !namesThis(after) && (checker.getReturnTypeOfSignature(now).flags & free) === 0;
}

type Verdict = 'yes' | 'no' | 'unknown';

function judge(
  walk: Walk,
  directions: readonly Direction[],
  ask: (direction: Direction) => boolean,
): Verdict {
  for (const direction of directions) {
    if (attempt(walk, () => ask(direction))) continue;
    return walk.relation.gaveUp() ? 'unknown' : 'no';
  }
  return 'yes';
}

function attempt(walk: Walk, ask: () => boolean): boolean {
  walk.relation.restart();
  return ask();
}

function noteAdded(walk: Walk, place: SignaturePlace, old: ts.Signature, now: ts.Signature): void {
  const [before, after] = [arityOf(walk.world, old), arityOf(walk.world, now)];
  const at = {
    subject: place.path,
    base: old.declaration ?? place.base,
    head: now.declaration ?? place.head,
    flow: place.flow,
  };
  if (after.most > before.most) walk.report.add({ ...at, rule: 'optional-param-added' });
  else if (after.least < before.least) walk.report.add({ ...at, rule: 'param-became-optional' });
}

/** Names that only change places, with types that do not tell them apart: every old call compiles and means something else. */
function noteSwap(walk: Walk, place: SignaturePlace, old: ts.Signature, now: ts.Signature): void {
  const names = (signature: ts.Signature): readonly string[] =>
    signature.parameters.map((parameter) => parameter.name);
  const [before, after] = [names(old), names(now)];
  if (before.length < 2 || before.length !== after.length || before.join() === after.join()) return;
  if (before.toSorted().join() !== after.toSorted().join()) return;
  walk.report.add({
    rule: 'params-swapped',
    level: walk.policy.parametersSwapped,
    subject: place.path,
    base: old.declaration ?? place.base,
    head: now.declaration ?? place.head,
  });
}

type Generic = ts.Node & { readonly typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> };

export interface TypeParametersPlace {
  readonly path: string;
  readonly before: Generic;
  readonly after: Generic;
  readonly explicitOnly: boolean;
}

/** Type parameters of a class, an interface or an alias: users write them. */
export function compareTypeParameters(walk: Walk, place: TypeParametersPlace): void {
  const { checker } = walk.world;
  const [before, after] = [place.before.typeParameters ?? [], place.after.typeParameters ?? []];
  for (const [index, node] of before.entries()) {
    const other = after[index];
    if (other !== undefined)
      walk.relation.pair(checker.getTypeAtLocation(node), checker.getTypeAtLocation(other));
  }
  const least = (nodes: readonly ts.TypeParameterDeclaration[]): number =>
    nodes.filter((node) => node.default === undefined).length;
  const at = { subject: place.path, base: place.before, head: place.after };
  if (after.length < before.length)
    walk.report.add({
      ...at,
      rule: 'generic-param-removed',
      consumer: typeConsumer(place.path, before.length),
    });
  else if (least(after) > least(before))
    walk.report.add({
      ...at,
      rule: 'generic-param-required',
      consumer: typeConsumer(place.path, least(before)),
    });
  else if (after.length > before.length) walk.report.add({ ...at, rule: 'generic-param-with-default' });
  for (const problem of typeParameterProblems(walk, place.path, place.before, place.after))
    walk.report.add(problem);
}

function typeConsumer(name: string, count: number): string {
  const args = count === 0 ? '' : `<${Array.from({ length: count }, () => 'any').join(', ')}>`;
  return `import type { ${name} } from 'pkg';\nexport type Uses = ${name}${args};`;
}

function typeParameterProblems(walk: Walk, path: string, before: Generic, after: Generic): readonly Found[] {
  const { checker, compiler } = walk.world;
  const found: Found[] = [];
  for (const [index, node] of (before.typeParameters ?? []).entries()) {
    const other = after.typeParameters?.[index];
    if (other === undefined) break;
    const at = { subject: `${path}<${node.name.text}>`, base: node, head: other };
    if (other.constraint !== undefined && !walk.canonicals.same(node.constraint, other.constraint)) {
      const to = checker.getTypeFromTypeNode(other.constraint);
      const open = (to.flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown)) !== 0;
      const from = node.constraint === undefined ? undefined : checker.getTypeFromTypeNode(node.constraint);
      const kept =
        open || (from !== undefined && attempt(walk, () => walk.relation.holds(from, to, 'input')));
      if (!kept)
        found.push({
          ...at,
          rule: 'generic-constraint-changed',
          level: 'major',
          before: node.constraint?.getText() ?? '',
          after: other.constraint.getText(),
        });
    } else if (other.constraint !== undefined && node.constraint !== undefined)
      walk.follow(node.constraint, other.constraint);
    if (
      node.constraint !== undefined &&
      !walk.canonicals.same(node.constraint, other.constraint) &&
      found.length === 0
    ) {
      found.push({ ...at, rule: 'generic-constraint-widened', level: walk.policy.constraintWidened });
    }
    if (
      node.default !== undefined &&
      other.default !== undefined &&
      !walk.canonicals.same(node.default, other.default)
    ) {
      const [from, to] = [
        checker.getTypeFromTypeNode(node.default),
        checker.getTypeFromTypeNode(other.default),
      ];
      const equal = (['output', 'input'] as const).every((direction) =>
        attempt(walk, () => walk.relation.holds(from, to, direction)),
      );
      if (!equal)
        found.push({
          ...at,
          rule: 'generic-param-default-changed',
          level: 'major',
          before: node.default.getText(),
          after: other.default.getText(),
        });
    }
    if (node.default === undefined && other.default !== undefined)
      found.push({ ...at, rule: 'generic-param-default-added', level: 'minor' });
    if (node.default !== undefined && other.default === undefined)
      found.push({
        ...at,
        rule: 'generic-param-required',
        level: 'major',
        subject: path,
        consumer: undefined,
      });
  }
  return found;
}

function parameterNode(signature: ts.Signature, index: number): ts.ParameterDeclaration | undefined {
  const nodes = signature.declaration?.parameters.filter((node) => node.name.getText() !== 'this') as
    | readonly ts.ParameterDeclaration[]
    | undefined;
  return nodes?.[index];
}

function parameterName(node: ts.ParameterDeclaration | undefined, index: number): string {
  const text = node?.name.getText();
  return text === undefined || !/^[\w$]+$/.test(text) ? String(index + 1) : text;
}

function isUntypedJavaScript(walk: Walk, node: ts.ParameterDeclaration | undefined): boolean {
  if (node === undefined || !/\.[cm]?jsx?$/.test(node.getSourceFile().fileName)) return false;
  return walk.world.compiler.getJSDocParameterTags(node).length === 0;
}

function returnNode(signature: ts.Signature): ts.TypeNode | undefined {
  const type = (signature.declaration as { readonly type?: ts.TypeNode } | undefined)?.type;
  return type;
}

/** The old call with arguments of the old types. */
function callConsumer(walk: Walk, place: SignaturePlace, old: ts.Signature): string | undefined {
  if (place.callee === undefined) return undefined;
  const count = arityOf(walk.world, old);
  const lines: string[] = [];
  const names: string[] = [];
  for (let index = 0; index < Math.min(count.most, count.count); index++) {
    const type = parameterTypeAt(walk.world, old, index);
    if (type === undefined) break;
    lines.push(`declare const a${index}: ${typeText(walk.world, type, undefined)};`);
    names.push(`a${index}`);
  }
  const least = names.slice(0, count.least);
  return [...lines, `${place.callee}(${least.join(', ')});`, `${place.callee}(${names.join(', ')});`].join(
    '\n',
  );
}

function returnConsumer(walk: Walk, place: SignaturePlace, old: ts.Signature): string | undefined {
  const call = callConsumer(walk, place, old);
  if (call === undefined) return undefined;
  const last = call.split('\n').at(-1)?.replace(/;$/, '');
  const declared = call.split('\n').slice(0, -2);
  const wanted = typeText(walk.world, walk.world.checker.getReturnTypeOfSignature(old), undefined);
  return [...declared, `export const result: ${wanted} = ${last};`].join('\n');
}
