/** From YAML data and a schema to findings that name the key, the place and the fix. */
import * as v from 'valibot';
import { checkGlob, type GlobProblem } from '../base/glob.ts';
import { nearest } from '../base/nearest.ts';
import { plainText } from '../base/plainText.ts';
import type { PolicyFinding } from './catalog.ts';
import { codeOf } from './policySchema.ts';
import { dotted, isYamlMap, type YamlData, type YamlPath, type YamlValue } from './yamlData.ts';

export interface Validated<T> {
  /** Absent when anything is wrong. */
  readonly value?: T;
  readonly findings: readonly PolicyFinding[];
}

type AnySchema = v.GenericSchema<unknown, unknown>;

/** Checks data against a schema. Unknown keys are reported and left out; every other deviation is an error. */
export function validate<T>(schema: v.GenericSchema<unknown, T>, data: YamlData): Validated<T> {
  const findings: PolicyFinding[] = data.problems.map((problem) => ({
    code: problem.kind,
    args: problem.args,
    where: problem.where,
  }));
  if (findings.length > 0) return { findings };
  if (data.value !== null && !isYamlMap(data.value)) {
    return {
      findings: [{ code: 'notAMap', args: { found: nameOf(data.value) }, where: data.whereOf([]) }],
    };
  }
  const value = data.value ?? {};
  findings.push(...shapeFindings(schema, value, [], data));
  const result = v.safeParse(schema, value);
  const shaped = findings.every(({ code }) => code === 'unknownKey');
  if (result.success) return shaped ? { value: result.output, findings } : { findings };
  for (const issue of flattened(result.issues)) findings.push(findingOf(issue, data));
  return { findings };
}

/** Of the branches of a union the one that came furthest says the most. */
function flattened(issues: readonly v.BaseIssue<unknown>[]): readonly v.BaseIssue<unknown>[] {
  return issues.flatMap((issue) => {
    const deeper = (issue.issues ?? []).filter((inner) => (inner.path?.length ?? 0) > 0);
    if (issue.type !== 'union' || deeper.length === 0) return [issue];
    return deeper.map((inner): v.BaseIssue<unknown> => ({ ...inner, path: joined(issue.path, inner.path) }));
  });
}

function joined(
  outer: v.BaseIssue<unknown>['path'],
  inner: v.BaseIssue<unknown>['path'],
): v.BaseIssue<unknown>['path'] {
  const all = [...(outer ?? []), ...(inner ?? [])];
  const [first, ...rest] = all;
  return first === undefined ? undefined : [first, ...rest];
}

function findingOf(issue: v.BaseIssue<unknown>, data: YamlData): PolicyFinding {
  const path = pathOf(issue);
  const key = dotted(path);
  const value = shown(issue.input);
  const where = data.whereOf(path);
  const code = codeOf(issue.message);
  if (code === undefined) {
    const expected = expectedOf(issue);
    return { code: 'wrongType', args: { key, expected, found: nameOf(issue.input) }, where };
  }
  if (code === 'badGlob') {
    const problem = problemWords[checkGlob(String(issue.input)) ?? 'empty'];
    return { code, args: { key, value, problem }, where };
  }
  if (code === 'badSchema') {
    return { code, args: { key, value, expected: (issue.expected ?? '').replaceAll('"', '') }, where };
  }
  return { code, args: { key, value }, where };
}

const problemWords: Readonly<Record<GlobProblem, string>> = {
  empty: 'it is empty',
  tooLong: 'it is too long',
  tooManyWildcards: 'it has too many wildcards',
  absolute: 'it leaves the folder',
  unbalanced: 'a bracket is not closed',
  control: 'it holds a control character',
};

/** What the schema does not see: keys that it leaves out, and a list where it would take keys with values. */
function shapeFindings(
  schema: AnySchema,
  value: YamlValue,
  path: YamlPath,
  data: YamlData,
): readonly PolicyFinding[] {
  const { item, entries, value: every } = shapeOf(schema);
  if (Array.isArray(value)) {
    if (entries !== undefined || every !== undefined) {
      const args = { key: dotted(path), expected: 'keys with values', found: 'a list' };
      return [{ code: 'wrongType', args, where: data.whereOf(path) }];
    }
    if (item === undefined) return [];
    return value.flatMap((entry: YamlValue, index) => shapeFindings(item, entry, [...path, index], data));
  }
  if (!isYamlMap(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const here = [...path, key];
    const inner = entries === undefined ? every : Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (inner !== undefined) return shapeFindings(inner, value[key] ?? null, here, data);
    if (entries === undefined) return [];
    const known = Object.keys(entries).join(', ');
    const meant = nearest(String(here.at(-1) ?? ''), Object.keys(entries));
    const near = meant === undefined ? {} : { near: meant };
    const args = { key: plainText(dotted(here), 80), known, ...near };
    return [{ code: 'unknownKey', args, where: data.whereOfKey(here) }];
  });
}

interface Shape {
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly value?: AnySchema;
}

function shapeOf(schema: AnySchema): Shape {
  let shape = schema as AnySchema & { readonly wrapped?: AnySchema } & Shape;
  while (shape.wrapped !== undefined) shape = shape.wrapped;
  return shape;
}

function pathOf(issue: v.BaseIssue<unknown>): YamlPath {
  return (issue.path ?? []).map((part) => (typeof part.key === 'number' ? part.key : String(part.key)));
}

function expectedOf(issue: v.BaseIssue<unknown>): string {
  switch (issue.type) {
    case 'string':
    case 'non_empty':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'number':
    case 'integer':
    case 'min_value':
    case 'max_value':
      return 'a whole number from 0 to 3650';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return issue.input === undefined ? 'a value' : 'keys with values';
    case 'union':
      return (issue.expected ?? '').includes('boolean')
        ? 'true, false or the name of a fact such as migrations'
        : 'text or a list of texts';
    case 'regex':
      return 'the hexadecimal name of a commit';
    case 'picklist':
      return `one of ${(issue.expected ?? '').replaceAll(/[()"]/g, '').replaceAll(' | ', ', ')}`;
    default:
      return 'another value';
  }
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return simple ? `"${plainText(String(value), 60)}"` : 'something else';
}

function shown(value: unknown): string {
  const simple = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return simple ? plainText(String(value), 60) : nameOf(value);
}
