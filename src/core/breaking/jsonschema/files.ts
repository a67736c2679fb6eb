/** Which changed files may hold a JSON Schema, and whether they do. */
import type { ChangedFile, Comparison, Unit } from '../detector.ts';
import type { DocumentNode } from '../document/node.ts';
import { member, stringOf } from '../document/node.ts';
import { isDocumentPath } from '../document/read.ts';

export const detectorId = 'jsonschema';

/** Schemas by their name alone. */
const schemaName = /(?:^|[/._-])schema\.(?:json|ya?ml)$|\.jsonschema$/i;
/** The settings of a chart are compared as settings. */
const chartValues = /(?:^|\/)values\.schema\.json$/i;
/** Files that others own, and that hold no schema. */
const otherName =
  /(?:^|\/)(?:package(?:-lock)?|composer|tsconfig[^/]*|jsconfig|\.[^/]+|pnpm-lock|docker-compose[^/]*|compose[^/]*)\.(?:json|ya?ml)$/i;
const outsideApi =
  /(?:^|\/)(?:node_modules|vendor|__tests__|__mocks__|__fixtures__|tests?|specs?|fixtures|testdata|mocks?|examples?|benchmarks?|\.github|\.vscode)\//i;

export function isNamedSchema(path: string): boolean {
  return schemaName.test(path) && mayHoldSchema(path);
}

function mayHoldSchema(path: string): boolean {
  const document = isDocumentPath(path) || /\.jsonschema$/i.test(path);
  return document && !chartValues.test(path) && !otherName.test(path) && !outsideApi.test(path);
}

/**
 * All named schemas are one unit, so that a definition that many of them share is told once. Other
 * documents are looked through for schemas in a second unit, which does not answer for them.
 */
export function schemaUnits({ changed }: Comparison): readonly Unit[] {
  const sides = ({ base, head }: ChangedFile): readonly string[] =>
    [base, head].filter((path) => path !== undefined);
  const candidates = changed.filter((file) => sides(file).some(mayHoldSchema));
  const namedFiles = candidates.filter((file) => sides(file).some(isNamedSchema));
  const others = candidates.filter((file) => !namedFiles.includes(file));
  return [...unitOf(namedFiles), ...unitOf(others).map((unit) => ({ ...unit, only: 'a part' as const }))];
}

function unitOf(files: readonly ChangedFile[]): readonly Unit[] {
  const [first] = files;
  const path = first?.head ?? first?.base;
  return path === undefined ? [] : [{ detector: detectorId, path, files }];
}

const metaSchema = /^https?:\/\/json-schema\.org\//i;
const otherFormats = [
  'openapi',
  'swagger',
  'asyncapi',
  'apiVersion',
  '__schema',
  'data',
  'fields',
  'resourceType',
];
/** One of them is enough in a file that bears the name of a schema. */
const keyword =
  /^(?:\$(?:ref|defs|id|anchor|dynamicRef|recursiveRef|comment)|id|type|title|description|default|deprecated|definitions|enum|const|not|if|then|else|(?:all|any|one)Of|required|properties|(?:additional|pattern|unevaluated)Properties|propertyNames|depend(?:encies|entRequired|entSchemas)|items|(?:prefix|additional|unevaluated)Items|uniqueItems|contains|(?:min|max)(?:imum|Length|Items|Properties|Contains)|exclusive(?:Min|Max)imum|multipleOf|pattern|format|content(?:Encoding|MediaType|Schema))$/;

/** Cheap, before a document is read. */
export function mentionsSchema(text: string): boolean {
  return text.includes('json-schema.org/');
}

export function isSchema(node: DocumentNode, path: string): boolean {
  if (metaSchema.test(stringOf(member(node, '$schema')) ?? '')) return true;
  if (!isNamedSchema(path)) return false;
  if (node.kind === 'scalar') return typeof node.value === 'boolean';
  if (node.kind !== 'object' || otherFormats.some((key) => node.entries.has(key))) return false;
  return node.entries.size === 0 || [...node.entries.keys()].some((key) => keyword.test(key));
}
