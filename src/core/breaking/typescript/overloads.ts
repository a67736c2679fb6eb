/** Overloads beside each other: which one answers a call, and what is new among them. */
import { returnConsumer } from './callConsumers.ts';
import { returnNode } from './parameterNodes.ts';
import { type Walk, typeText } from './place.ts';
import { arityOf, parameterTypeAt } from './arity.ts';
import type { Found } from './report.ts';
import type { SignaturePlace } from './signatures.ts';
import { attempt } from './verdict.ts';
import type ts from 'typescript6';

/** An overload that newly stands before this one, takes the same calls, and answers them with something else. */
export function noteEarlier(
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
export function isShadowed(
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

export function isAboutArity({ rule }: Found): boolean {
  return rule === 'param-became-required' || rule === 'required-param-added';
}

export function sameDeclared(walk: Walk, old: ts.Signature, candidate: ts.Signature): boolean {
  const [a, b] = [old.declaration, candidate.declaration];
  if (a === undefined || b === undefined) return false;
  const [left, right] = [walk.canonicals.of(a), walk.canonicals.of(b)];
  return left.text === right.text && !left.inferred && !right.inferred;
}

export function noteAdded(walk: Walk, place: SignaturePlace, old: ts.Signature, now: ts.Signature): void {
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
export function noteSwap(walk: Walk, place: SignaturePlace, old: ts.Signature, now: ts.Signature): void {
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
