/** Calls and constructions: arity, types of parameters and results, type parameters, overloads. */
import { callConsumer, returnConsumer } from './callConsumers.ts';
import { flip, input } from './flow.ts';
import { isAboutArity, isShadowed, noteAdded, noteEarlier, noteSwap, sameDeclared } from './overloads.ts';
import {
  contextNode,
  isUntypedJavaScript,
  parameterName,
  parameterNode,
  returnNode,
} from './parameterNodes.ts';
import { type TypePlace, type Walk, directionsOf, typeText } from './place.ts';
import { arityOf, parameterTypeAt } from './arity.ts';
import type { Found } from './report.ts';
import { typeParameterProblems, type Generic, constraintsHold, typeArgumentsHold } from './typeParameters.ts';
import { type Verdict, attempt, judge } from './verdict.ts';
import type ts from 'typescript6';

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
