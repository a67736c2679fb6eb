/** Reads what a model has passed to a tool. Nothing that comes in here is believed. */
import { nearest } from '../base/nearest.ts';
import { cleanLine } from './answer.ts';
import type { PropertySchema, TextSchema } from './schema.ts';
import { toolTable } from './table.ts';
import type { ToolName } from './names.ts';

/** What a tool was called with, by kind; defaults are filled in. */
export interface ToolArguments {
  readonly texts: Readonly<Partial<Record<string, string>>>;
  readonly numbers: Readonly<Partial<Record<string, number>>>;
  readonly switches: ReadonlySet<string>;
  readonly lists: Readonly<Partial<Record<string, readonly string[]>>>;
  /** The inner values of the one argument that has some. */
  readonly values: Readonly<Partial<Record<string, string>>>;
}

export type ReadArguments =
  | { readonly ok: true; readonly value: ToolArguments }
  | { readonly ok: false; readonly message: string };

/** Undefined stands for no arguments. A message says which one is wrong, and what it takes. */
export function readArguments(tool: ToolName, given: unknown): ReadArguments {
  const { properties, required } = toolTable[tool].inputSchema;
  const entries = entriesOf(given ?? {});
  if (entries === undefined) return wrong(`${tool} takes an object of arguments.`);
  const read: Read = { texts: {}, numbers: {}, switches: new Set(), lists: {}, values: {} };
  for (const [name, schema] of Object.entries(properties)) {
    if (schema.type === 'integer' && schema.default !== undefined) read.numbers[name] = schema.default;
  }
  for (const [name, value] of entries) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema === undefined) return wrong(unknownArgument(tool, name, Object.keys(properties)));
    // Models write null for what they leave out.
    if (value === null) continue;
    const expected = take(read, { name, schema, value });
    if (expected !== undefined) return wrong(`${name} of ${tool} is ${expected}. Call it again with that.`);
  }
  const present = new Set(entries.filter(([, value]) => value !== null).map(([name]) => name));
  const missing = required.filter((name) => !present.has(name));
  if (missing.length > 0) {
    return wrong(`${tool} needs ${missing.join(', ')}. Call it again with all of: ${required.join(', ')}.`);
  }
  return { ok: true, value: read };
}

interface Read extends ToolArguments {
  readonly texts: Record<string, string>;
  readonly numbers: Record<string, number>;
  readonly switches: Set<string>;
  readonly lists: Record<string, readonly string[]>;
  readonly values: Record<string, string>;
}

interface Argument {
  readonly name: string;
  readonly schema: PropertySchema;
  readonly value: unknown;
}

/** What was expected instead; undefined when the value was taken. */
function take(read: Read, { name, schema, value }: Argument): string | undefined {
  switch (schema.type) {
    case 'string': {
      const expected = textProblem(schema, value);
      if (expected === undefined && typeof value === 'string') read.texts[name] = value;
      return expected;
    }
    case 'integer': {
      const { minimum, maximum } = schema;
      const isGood =
        typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum;
      if (!isGood) return `a whole number from ${minimum} to ${maximum}`;
      read.numbers[name] = value;
      return undefined;
    }
    case 'boolean':
      if (typeof value !== 'boolean') return 'true or false';
      if (value) read.switches.add(name);
      return undefined;
    case 'array': {
      const expected = `a list of at most ${schema.maxItems} texts`;
      if (!Array.isArray(value) || value.length > schema.maxItems) return expected;
      const texts: string[] = [];
      for (const one of value as readonly unknown[]) {
        const problem = textProblem({ ...schema.items, description: '' }, one);
        if (problem !== undefined || typeof one !== 'string') return `${expected}, each ${problem}`;
        texts.push(one);
      }
      if (texts.length > 0) read.lists[name] = texts;
      return undefined;
    }
    case 'object':
      return takeValues(read, schema.properties, value);
  }
}

function takeValues(
  read: Read,
  properties: Readonly<Record<string, TextSchema>>,
  value: unknown,
): string | undefined {
  const names = Object.keys(properties);
  const entries = entriesOf(value);
  if (entries === undefined) return `an object with ${names.join(', ')}`;
  for (const [name, inner] of entries) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (schema === undefined)
      return `an object with ${names.join(', ')}; "${cleanLine(name, 60)}" is none of them`;
    if (inner === null) continue;
    const expected = textProblem(schema, inner);
    if (expected !== undefined || typeof inner !== 'string')
      return `an object in which ${name} is ${expected}`;
    read.values[name] = inner;
  }
  return undefined;
}

function textProblem(schema: TextSchema, value: unknown): string | undefined {
  const { enum: choices, maxLength = 1000, pattern } = schema;
  if (choices !== undefined) {
    return typeof value === 'string' && choices.includes(value) ? undefined : `one of ${choices.join(', ')}`;
  }
  if (typeof value !== 'string' || value.trim() === '' || value.length > maxLength || unfit.test(value)) {
    return `a text of 1 to ${maxLength} characters without control characters`;
  }
  return pattern === undefined || new RegExp(pattern, 'u').test(value)
    ? undefined
    : 'written in letters, digits and . _ + / @ -';
}

const unfit = /[\p{Cc}\p{Surrogate}]/u;

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined;
}

function unknownArgument(tool: ToolName, name: string, known: readonly string[]): string {
  const near = nearest(name.slice(0, 60), known);
  const hint = near === undefined ? `It takes ${known.join(', ')}.` : `Did you mean ${near}?`;
  return `${tool} has no argument "${cleanLine(name, 60)}". ${hint}`;
}

function wrong(message: string): ReadArguments {
  return { ok: false, message };
}
