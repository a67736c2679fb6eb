/** One session of the engine: pairs in, differences out, each told once with all of its uses. */
import type { Span } from '../document/node.ts';
import type {
  Difference,
  Direction,
  EngineOptions,
  Libraries,
  SchemaPair,
  Session,
  Verdict,
} from './engine.ts';
import { createIncluder } from './includer.ts';
import { createNormaliser } from './normalise.ts';
import type { Parts } from './parts.ts';
import { createParts } from './parts.ts';
import type { Patterns } from './patterns.ts';
import { createPatterns } from './patterns.ts';
import type { Includer, Reason, Result } from './result.ts';
import { createSame } from './same.ts';
import { constantSchema } from './splitByTag.ts';

interface Comparer {
  readonly parts: Parts;
  readonly includer: Includer;
}

/** Where the walk through the results stands. */
interface Step {
  readonly result: Result;
  readonly path: string;
  readonly subject: string;
  readonly partial?: boolean;
}

interface Found {
  readonly difference: Difference;
  readonly uses: Set<string>;
}

export function createSession(libraries: Libraries, options: EngineOptions): Session {
  const patterns = createPatterns();
  const comparers = new Map<string, Comparer>();
  const found = new Map<string, Found>();
  const comparerFor = (direction: Direction): Comparer => {
    // Only OpenAPI has properties that flow one way.
    const key = options.dialect === 'jsonSchema' ? 'both' : direction;
    let comparer = comparers.get(key);
    if (comparer === undefined) {
      comparer = createComparer(key, options, patterns);
      comparers.set(key, comparer);
    }
    return comparer;
  };
  const compare = ({ base, head, direction, use }: SchemaPair): void => {
    const { parts, includer } = comparerFor(direction);
    const before = parts.of(base, libraries.base);
    const after = parts.of(head, libraries.head);
    const walk = (result: Result, way: 'narrowed' | 'widened'): void => {
      for (const [reason, step] of reasonsBelow(result)) {
        keep(found, differenceOf(reason, step, way, direction), use);
      }
    };
    walk(includer.compare(before, after), 'narrowed');
    walk(includer.compare(after, before), 'widened');
  };
  return {
    compare,
    differences: () =>
      mergeWays([...found.values()].map(({ difference, uses }) => ({ ...difference, uses: [...uses] }))),
  };
}

function createComparer(direction: string, options: EngineOptions, patterns: Patterns): Comparer {
  const parts = createParts(options.dialect);
  const leavesOut = direction === 'input' ? 'readOnly' : direction === 'output' ? 'writeOnly' : undefined;
  const read = { dialect: options.dialect, ...(leavesOut === undefined ? {} : ({ leavesOut } as const)) };
  const { branches } = createNormaliser(parts, read, patterns.matches);
  const { openContent, stop = () => false } = options;
  const { and } = parts;
  const constant: Includer['constant'] = (value, { library, span }) =>
    parts.of(constantSchema(value), library, span);
  return {
    parts,
    includer: createIncluder({
      openContent,
      patterns,
      branches,
      and,
      constant,
      same: createSame(parts),
      stop,
    }),
  };
}

/** All reasons that a pair reaches, each pair visited once, nearest first. */
function* reasonsBelow(root: Result): Generator<readonly [Reason, Step]> {
  const seen = new Set<Result>([root]);
  let level: Step[] = [{ result: root, path: '', subject: root.name ?? '' }];
  while (level.length > 0) {
    const next: Step[] = [];
    for (const step of level) {
      for (const reason of step.result.reasons) {
        if (step.partial !== true || reason.verdict !== 'note') yield [reason, step];
      }
      for (const { segment, result, partial, label } of step.result.below) {
        if (seen.has(result)) continue;
        seen.add(result);
        next.push({
          result,
          path: step.path + segment,
          subject: result.name ?? (label ?? step.subject) + segment,
          partial: partial === true || step.partial === true,
        });
      }
    }
    level = next;
  }
}

function differenceOf(
  reason: Reason,
  { path, subject }: Step,
  way: 'narrowed' | 'widened',
  direction: Direction,
): Omit<Difference, 'uses'> {
  const { kind, certain, args, label } = reason;
  const [base, head] = way === 'narrowed' ? [reason.from, reason.to] : [reason.to, reason.from];
  const hurts = direction === 'both' || (direction === 'input') === (way === 'narrowed');
  const verdicts: Readonly<Record<Reason['verdict'], Verdict>> = {
    no: hurts ? 'breaks' : 'safe',
    unknown: hurts ? 'review' : 'safe',
    note: 'safe',
  };
  const below = typeof args['name'] === 'string' && namesProperty.has(kind) ? dotted(args['name']) : '';
  return {
    kind,
    // Nobody can tell from a schema who takes its defaults.
    verdict: kind === 'annotation' ? 'review' : verdicts[reason.verdict],
    certain,
    effect: way,
    direction,
    path: trimmed(path + below),
    subject: trimmed((label ?? subject) + below),
    base,
    head,
    args,
  };
}

const namesProperty = new Set(['property', 'required']);

function dotted(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function trimmed(path: string): string {
  return path.startsWith('.') ? path.slice(1) : path;
}

const rank: Readonly<Record<Verdict, number>> = { safe: 0, review: 1, breaks: 2 };

function keep(found: Map<string, Found>, difference: Omit<Difference, 'uses'>, use: string): void {
  const { kind, effect, base, head, args } = difference;
  const key = `${kind} ${effect} ${placeKey(base)} ${placeKey(head)} ${String(args['name'] ?? '')} ${String(args['keyword'] ?? '')}`;
  const known = found.get(key);
  if (known === undefined) {
    found.set(key, { difference: { ...difference, uses: [] }, uses: new Set([use]) });
    return;
  }
  known.uses.add(use);
  const old = known.difference;
  // The same place may be reached by both ways of flow, and hurt in one of them only.
  const worse = rank[difference.verdict] > rank[old.verdict];
  const direction = old.direction === difference.direction || worse ? difference.direction : old.direction;
  const joined =
    old.verdict === difference.verdict && old.direction !== difference.direction ? 'both' : direction;
  found.set(key, {
    uses: known.uses,
    difference: { ...(worse ? { ...difference, uses: [] } : old), direction: joined },
  });
}

function placeKey({ source, start }: Span): string {
  return `${source.path}:${start}`;
}

/** One cause may allow less and more at once: a type that became another. */
function mergeWays(all: readonly Difference[]): readonly Difference[] {
  const merged = new Map<string, Difference>();
  for (const difference of all) {
    const { kind, subject, args } = difference;
    const own = kind === 'enum' || kind === 'property' || kind === 'required';
    const key = own
      ? `${kind} ${difference.effect} ${subject} ${placeKey(difference.base)} ${placeKey(difference.head)}`
      : `${kind} ${subject} ${String(args['keyword'] ?? '')} ${String(args['name'] ?? '')}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, difference);
    else if (known.effect !== difference.effect) {
      const [worse] = rank[known.verdict] >= rank[difference.verdict] ? [known] : [difference];
      merged.set(key, { ...worse, effect: 'changed', args: towards(worse) });
    } else if (!samePlace(known, difference)) {
      // Two alternatives of a union may say the same of different places.
      merged.set(`${key} ${placeKey(difference.base)} ${placeKey(difference.head)}`, difference);
    }
  }
  return [...merged.values()].map((one) => (one.effect === 'widened' ? { ...one, args: towards(one) } : one));
}

function samePlace(a: Difference, b: Difference): boolean {
  return placeKey(a.base) === placeKey(b.base) || placeKey(a.head) === placeKey(b.head);
}

/** `from` and `to` always go from the base to the head. */
function towards({ effect, args }: Difference): Difference['args'] {
  const { from, to } = args;
  return effect === 'widened' && from !== undefined && to !== undefined
    ? { ...args, from: to, to: from }
    : args;
}
