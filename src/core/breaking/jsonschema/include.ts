/** Two schemas as unions of branches: each branch, type by type, has to fit one of the other side. */
import { branchAllows } from './allows.ts';
import { disjoint } from './disjoint.ts';
import { includeArrays } from './includeArrays.ts';
import { includeConditions } from './includeConditions.ts';
import { includeNumbers, includeStrings } from './includeScalars.ts';
import { includeObjects } from './includeObjects.ts';
import { compareDefaults, compareTypes, leadsNowhere, undecided } from './includeUnions.ts';
import { add, emptyResult, linkBelow } from './result.ts';
import type { BranchPair, Includer, Result } from './result.ts';
import { splitByTag } from './splitByTag.ts';
import type { Branch, Part, Values } from './shape.ts';
import type { Lane, Tri } from './values.ts';
import { laneOf, shown } from './values.ts';

/** Adds to the result what of `from` is not allowed by `to`. */
export function includePart(includer: Includer, from: Part, to: Part, result: Result): void {
  compareDefaults(from, to, result);
  const left = includer.branches(from);
  const right = includer.branches(to);
  if (left === undefined || right === undefined) {
    add(result, undecided(from.span, to.span, 'anyOf'));
    return;
  }
  if (left.length === 0) return;
  if (right.length === 0) {
    add(result, { kind: 'never', verdict: 'no', certain: true, from: from.span, to: to.span, args: {} });
    return;
  }
  const nowhere = leadsNowhere(left, right);
  if (nowhere?.side === 'right') {
    add(result, nowhere.reason);
    return;
  }
  const found = nowhere === undefined ? result : emptyResult();
  if (compareTypes(left, right, found)) {
    for (const branch of left) {
      for (const lane of branch.lanes) {
        const candidates = right.filter((one) => one.lanes.has(lane));
        const atom: Atom = { branch, lane, left, candidates, whole: from, to };
        if (candidates.length > 0) includeLane(includer, atom, found);
      }
    }
  }
  if (nowhere !== undefined && found.verdict !== 'yes') add(result, nowhere.reason);
}

interface Atom {
  readonly branch: Branch;
  readonly lane: Lane;
  /** All alternatives of both sides, where they have the lane. */
  readonly left: readonly Branch[];
  readonly candidates: readonly Branch[];
  /** What the branch is an alternative of. */
  readonly whole: Part;
  readonly to: Part;
}

function includeLane(includer: Includer, atom: Atom, result: Result): void {
  const { branch, lane } = atom;
  const values = finite(branch, lane);
  if (values !== undefined) {
    includeValues(includer, atom, values, result);
    return;
  }
  const best = nearest(includer, atom);
  if (best === undefined) return;
  if (best.one.verdict === 'no') {
    const parts = splitByTag(includer, atom);
    if (parts.length > 0) {
      for (const part of parts) includeAlternative(includer, part, result);
      return;
    }
  }
  include(atom, best, result);
}

function includeAlternative(includer: Includer, atom: Atom, result: Result): void {
  const best = nearest(includer, atom);
  if (best !== undefined) include(atom, best, result);
}

interface Candidate {
  readonly candidate: Branch;
  readonly one: Result;
}

/**
 * The alternative of the same name is the one that is meant. Others are only tried, and taken when they
 * provably allow everything.
 */
function nearest(includer: Includer, { branch, lane, candidates, whole }: Atom): Candidate | undefined {
  const compare = (candidate: Branch): Candidate => {
    const one = emptyResult();
    includeBranch(includer, { from: branch, to: candidate, lane, whole }, one);
    return { candidate, one };
  };
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) return compare(only);
  const [expected, ...more] = candidates.filter(
    (one) =>
      one.label !== undefined && one.label === branch.label && !disjoint(branch, one, includer.branches, 0),
  );
  const first = expected === undefined || more.length > 0 ? undefined : compare(expected);
  const own = first?.one.reasons.some(({ verdict }) => verdict === 'no');
  // Whatever is wrong further down is told there.
  if (first !== undefined && (own === false || includer.trying())) return first;
  const tried: Candidate[] = [];
  for (const candidate of candidates) {
    if (candidate === first?.candidate || disjoint(branch, candidate, includer.branches, 0)) continue;
    const one = includer.attempt(() => compare(candidate));
    if (one.one.verdict === 'yes') return one;
    tried.push(one);
  }
  if (first !== undefined) return first;
  const best = tried.toSorted((a, b) => distance(a) - distance(b))[0];
  const meant = best?.candidate ?? only;
  if (includer.trying() && best !== undefined) return best;
  return meant === undefined ? undefined : compare(meant);
}

function include({ branch, left, candidates, to }: Atom, { one }: Candidate, result: Result): void {
  const { label } = branch;
  const others = new Set(candidates.map((candidate) => candidate.label));
  // Others of its kind are still there, so it has gone, rather than become another.
  const stayed = left.some(
    (other) => other.label !== undefined && other.label !== label && others.has(other.label),
  );
  if (one.verdict === 'no' && label !== undefined && stayed && !others.has(label)) {
    const args = { name: label };
    add(result, { kind: 'alternative', verdict: 'no', certain: false, from: branch.span, to: to.span, args });
    return;
  }
  const named = label !== undefined && left.length > 1 ? { label } : {};
  for (const reason of one.reasons) add(result, { ...named, ...reason });
  for (const below of one.below) linkBelow(result, { ...named, ...below });
}

/** How far an alternative is from what was asked for: the nearest one is shown. */
function distance({ one }: Candidate): number {
  const failing = one.below.filter(({ result }) => result.verdict !== 'yes').length;
  const reasons = one.reasons.filter(({ verdict }) => verdict !== 'note').length;
  return (one.verdict === 'no' ? 100 : 0) + failing + reasons;
}

/** The values of a branch in one lane, when they can be counted. */
function finite(branch: Branch, lane: Lane): Values | undefined {
  if (branch.values === undefined) return undefined;
  const nodes = [...branch.values.nodes].filter(([, node]) => laneOf(node) === lane);
  return { nodes: new Map(nodes), span: branch.values.span };
}

function includeValues(includer: Includer, atom: Atom, values: Values, result: Result): void {
  const { candidates } = atom;
  const gone = [...values.nodes.values()].map((node) => {
    const verdicts = candidates.map((candidate) => branchAllows(includer, candidate, node));
    const verdict: Tri = verdicts.includes('yes') ? 'yes' : verdicts.includes('unknown') ? 'unknown' : 'no';
    return { node, verdict };
  });
  for (const verdict of ['no', 'unknown'] as const) {
    const own = gone.filter((one) => one.verdict === verdict);
    const [first] = own;
    if (first === undefined) continue;
    const to = candidates.find((one) => one.values !== undefined)?.values?.span ?? candidates[0]?.span;
    if (verdict === 'unknown' && sameRest(includer, atom)) continue;
    add(result, {
      kind: 'enum',
      verdict,
      certain: verdict === 'no',
      from: first.node,
      to: to ?? atom.to.span,
      args: { values: own.map(({ node }) => shown(node)).join(', '), count: own.length },
    });
  }
}

/** Values that nobody can judge are judged by what stands beside them. */
function sameRest(includer: Includer, { branch, lane, candidates, whole }: Atom): boolean {
  return candidates.some((candidate) => {
    const one = emptyResult();
    const { values: _from, ...rest } = branch;
    const { values, ...other } = candidate;
    const listed = [...(branch.values?.nodes.keys() ?? [])].every((text) => values?.nodes.has(text) ?? true);
    if (listed) includeBranch(includer, { from: rest, to: other, lane, whole }, one);
    return listed && one.verdict === 'yes';
  });
}

/** One lane of one branch against one lane of another. */
function includeBranch(includer: Includer, pair: BranchPair, result: Result): void {
  const { from, to, lane } = pair;
  if (to.values !== undefined && !(lane === 'null' || isWholeBoolean(to.values, lane))) {
    const own = [...to.values.nodes.values()].filter((node) => laneOf(node) === lane);
    add(result, {
      kind: 'enum',
      verdict: 'no',
      certain: true,
      from: from.typeSpan,
      to: to.values.span,
      args: { values: own.map(shown).join(', '), count: own.length, added: 'yes' },
    });
  }
  includeExcluded(includer, from, to, lane, result);
  if (lane === 'number') includeNumbers(from, to, result);
  else if (lane === 'string') includeStrings(from, to, includer.patterns, result);
  else if (lane === 'array') includeArrays(includer, from, to, result);
  else if (lane === 'object') includeObjects(includer, pair, result);
  includeConditions(includer, pair, result);
}

function isWholeBoolean({ nodes }: Values, lane: Lane): boolean {
  return lane === 'boolean' && nodes.has('true') && nodes.has('false');
}

function includeExcluded(includer: Includer, from: Branch, to: Branch, lane: Lane, result: Result): void {
  const gone = [...(to.excluded?.nodes ?? [])].filter(
    ([text, node]) =>
      laneOf(node) === lane &&
      from.excluded?.nodes.has(text) !== true &&
      branchAllows(includer, from, node) !== 'no',
  );
  if (gone.length === 0 || to.excluded === undefined) return;
  const values = gone.map(([, node]) => shown(node)).join(', ');
  add(result, {
    kind: 'enum',
    verdict: 'no',
    certain: true,
    from: from.span,
    to: to.excluded.span,
    args: { values, count: gone.length },
  });
}
