/** Whether data that was written with one schema can be read with another, as the specification resolves schemas. */
import { logicalFits } from './logical.ts';
import type { AvroType, Field, Named, RecordType } from './schema.ts';
import { isNamed, isPrimitive, simpleName } from './schema.ts';

/** Gives the definition of a reference; the reference itself where nobody knows it. */
export type Lookup = (type: AvroType) => AvroType;

export interface Resolver {
  /** True also where a part is not known: that is told elsewhere. */
  reads(reader: AvroType, writer: AvroType): boolean;
  /** More steps were needed than there may be; answers since then are guesses. */
  exhausted(): boolean;
}

const promotions: Readonly<Record<string, readonly string[]>> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  string: ['bytes'],
  bytes: ['string'],
};

const mostSteps = 500_000;
const mostDepth = 400;

interface State {
  readonly lookup: Lookup;
  /** Pairs that cannot be read, for certain. */
  readonly failed: Pairs;
  /** Pairs that can be read, for certain. */
  readonly held: Pairs;
  /** Pairs that are taken to be readable until a part of them fails: recursive types come back to themselves. */
  trial: Pairs;
  failures: number;
  steps: number;
  depth: number;
}

type Pairs = Map<AvroType, Set<AvroType>>;

export function createResolver(lookup: Lookup): Resolver {
  const state: State = {
    lookup,
    failed: new Map(),
    held: new Map(),
    trial: new Map(),
    failures: 0,
    steps: 0,
    depth: 0,
  };
  return {
    reads: (reader, writer) => {
      for (;;) {
        const before = state.failures;
        state.trial = new Map();
        const result = reads(state, reader, writer);
        if (!result) return false;
        // What held only because another pair was still taken to hold has to be asked again.
        if (state.failures > before && state.steps <= mostSteps) continue;
        for (const [one, others] of state.trial) for (const other of others) addPair(state.held, one, other);
        return true;
      }
    },
    exhausted: () => state.steps > mostSteps,
  };
}

function reads(state: State, from: AvroType, to: AvroType): boolean {
  const reader = state.lookup(from);
  const writer = state.lookup(to);
  if (reader === writer) return true;
  if (++state.steps > mostSteps || state.depth > mostDepth) {
    state.steps = Math.max(state.steps, mostSteps + 1);
    return true;
  }
  if (isUnknown(reader) || isUnknown(writer)) return true;
  if (hasPair(state.failed, reader, writer)) return false;
  if (hasPair(state.held, reader, writer) || hasPair(state.trial, reader, writer)) return true;
  addPair(state.trial, reader, writer);
  state.depth++;
  const result = readsNew(state, reader, writer);
  state.depth--;
  if (!result) {
    addPair(state.failed, reader, writer);
    state.failures++;
  }
  return result;
}

function readsNew(state: State, reader: AvroType, writer: AvroType): boolean {
  if (writer.kind === 'union') return writer.branches.every((branch) => reads(state, reader, branch));
  if (reader.kind === 'union') return reader.branches.some((branch) => reads(state, branch, writer));
  if (isNamed(reader) && isNamed(writer)) return readsNamed(state, reader, writer);
  if (reader.kind === 'array') return writer.kind === 'array' && reads(state, reader.items, writer.items);
  if (reader.kind === 'map') return writer.kind === 'map' && reads(state, reader.values, writer.values);
  if (!isPrimitive(reader) || !isPrimitive(writer)) return false;
  return kindFits(reader.kind, writer.kind) && logicalFits(reader.logical, writer.logical);
}

/** The same primitive, or one that the value is promoted to. */
function kindFits(reader: string, writer: string): boolean {
  return reader === writer || promotions[reader]?.includes(writer) === true;
}

function readsNamed(state: State, reader: Named, writer: Named): boolean {
  if (!nameFits(reader, writer)) return false;
  if (reader.kind === 'fixed')
    return (
      writer.kind === 'fixed' && reader.size === writer.size && logicalFits(reader.logical, writer.logical)
    );
  if (reader.kind === 'enum') {
    if (writer.kind !== 'enum') return false;
    return readsMissing(reader) || [...writer.symbols.keys()].every((symbol) => reader.symbols.has(symbol));
  }
  return writer.kind === 'record' && readsFields(state, reader, writer);
}

/** Whether symbols that the enum does not have are read as its default symbol. */
export function readsMissing(reader: {
  readonly default?: string;
  readonly symbols: ReadonlyMap<string, unknown>;
}): boolean {
  return reader.default !== undefined && reader.symbols.has(reader.default);
}

function readsFields(state: State, reader: RecordType, writer: RecordType): boolean {
  for (const field of reader.fields.values()) {
    const written = writtenField(field, writer.fields);
    if (written === undefined) {
      if (field.default === undefined) return false;
    } else if (!reads(state, field.type, written.type)) return false;
  }
  return true;
}

/** The field that the reader takes the value from. */
export function writtenField(field: Field, written: ReadonlyMap<string, Field>): Field | undefined {
  const same = written.get(field.name);
  if (same !== undefined) return same;
  const alias = field.aliases.find((name) => written.has(name));
  return alias === undefined ? undefined : written.get(alias);
}

/** Names are compared without their namespaces; the reader may know the former name of the writer. */
export function nameFits(reader: Named, writer: Named): boolean {
  const wanted = simpleName(writer.name);
  return simpleName(reader.name) === wanted || reader.aliases.some((alias) => simpleName(alias) === wanted);
}

export function isUnknown(type: AvroType): boolean {
  return type.kind === 'reference' || type.kind === 'broken';
}

function hasPair(pairs: Pairs, one: AvroType, other: AvroType): boolean {
  return pairs.get(one)?.has(other) === true;
}

function addPair(pairs: Pairs, one: AvroType, other: AvroType): void {
  const known = pairs.get(one);
  if (known === undefined) pairs.set(one, new Set([other]));
  else known.add(other);
}
