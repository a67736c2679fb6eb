/** What is compared as a whole: `not`, `if`, overlapping `oneOf`, references that lead nowhere. */
import { disjoint } from './disjoint.ts';
import { add, linkPartial } from './result.ts';
import type { BranchPair, Includer, Result } from './result.ts';
import type { Branch, Condition, Part } from './shape.ts';

export function includeConditions(includer: Includer, pair: BranchPair, result: Result): void {
  const { from, to } = pair;
  for (const wanted of to.conditions) {
    const own = from.conditions.filter(({ keyword }) => keyword === wanted.keyword);
    if (own.some(({ text }) => text === wanted.text) && holdsByText(includer, own, wanted)) continue;
    if (wanted.keyword === 'not') compareNot(includer, from, own, wanted, result);
    else if (wanted.keyword === 'if') compareIf(includer, pair, own, wanted, result);
    else if (wanted.keyword === 'oneOf') compareOneOf(includer, from, own, wanted, result);
    else if (wanted.keyword === 'discriminator') compareDiscriminator(from, own, wanted, result);
  }
}

/** Equal texts may still refer to definitions that differ. */
function holdsByText(includer: Includer, own: readonly Condition[], wanted: Condition): boolean {
  const same = own.find(({ text }) => text === wanted.text);
  return (
    same !== undefined &&
    wanted.parts.every((part, at) => {
      const other = same.parts[at];
      return other !== undefined && equal(includer, part, other);
    })
  );
}

function equal(includer: Includer, a: Part, b: Part): boolean {
  return includer.compare(a, b).verdict === 'yes' && includer.compare(b, a).verdict === 'yes';
}

/** What is left out may become less, not more. */
function compareNot(
  includer: Includer,
  from: Branch,
  own: readonly Condition[],
  wanted: Condition,
  result: Result,
): void {
  const [part] = wanted.parts;
  if (part === undefined) return;
  const covers = own.some(
    ({ parts: [inner] }) => inner !== undefined && includer.compare(part, inner).verdict === 'yes',
  );
  const branches = includer.branches(part);
  if (covers || branches?.every((one) => disjoint(from, one, includer.branches, 0)) === true) return;
  add(result, {
    kind: 'condition',
    verdict: 'no',
    certain: false,
    from: own[0]?.span ?? from.span,
    to: wanted.span,
    args: { keyword: 'not' },
  });
}

function compareIf(
  includer: Includer,
  { from, whole }: BranchPair,
  own: readonly Condition[],
  wanted: Condition,
  result: Result,
): void {
  const [test, then, otherwise] = wanted.parts;
  if (test === undefined || then === undefined || otherwise === undefined) return;
  const same = own.find(({ parts: [other] }) => other !== undefined && equal(includer, test, other));
  const [, ownThen, ownElse] = same?.parts ?? [];
  if (ownThen !== undefined && ownElse !== undefined) {
    includeWithin(includer, ownThen, whole, then, result);
    includeWithin(includer, ownElse, whole, otherwise, result);
    return;
  }
  const held = includer.compare(includer.and(test, whole), then).verdict === 'yes';
  if (held && includer.compare(whole, otherwise).verdict === 'yes') return;
  add(result, {
    kind: 'condition',
    verdict: 'no',
    certain: false,
    from: own[0]?.span ?? from.span,
    to: wanted.span,
    args: { keyword: 'if' },
  });
}

/** What a part asks for is asked for by its counterpart, or by the schema around that. */
export function includeWithin(
  includer: Includer,
  own: Part,
  whole: Part,
  wanted: Part,
  result: Result,
): void {
  if (includer.compare(own, wanted).verdict === 'yes') return;
  linkPartial(result, includer.compare(includer.and(own, whole), wanted));
}

/**
 * Exactly one of alternatives that overlap: whoever had the same rule before keeps it; whoever had not
 * may now match two at once.
 */
function compareOneOf(
  includer: Includer,
  from: Branch,
  own: readonly Condition[],
  wanted: Condition,
  result: Result,
): void {
  if (own.length > 0) return;
  const matching = wanted.parts.filter((part) => {
    const branches = includer.branches(part);
    return branches?.every((one) => disjoint(from, one, includer.branches, 0)) !== true;
  });
  if (matching.length <= 1) return;
  add(result, {
    kind: 'condition',
    verdict: 'no',
    certain: false,
    from: from.span,
    to: wanted.span,
    args: { keyword: 'oneOf' },
  });
}

function compareDiscriminator(
  from: Branch,
  own: readonly Condition[],
  wanted: Condition,
  result: Result,
): void {
  const [near] = own;
  const args = { keyword: 'discriminator', from: near?.text ?? 'none', to: wanted.text };
  const places = { from: near?.span ?? from.span, to: wanted.span };
  add(result, {
    kind: 'discriminator',
    verdict: near === undefined ? 'note' : 'unknown',
    certain: false,
    ...places,
    args,
  });
}
