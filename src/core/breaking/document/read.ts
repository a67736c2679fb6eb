/** Which of the two readers a text wants. */
import { readJsonDocument } from './json.ts';
import type { Reading, SourceText } from './node.ts';
import { readYamlDocuments } from './yaml.ts';

const yamlPath = /\.ya?ml$/i;

/** True for the names of files that hold JSON or YAML. */
export function isDocumentPath(path: string): boolean {
  return yamlPath.test(path) || /\.(?:json|jsonc|json5|avsc|avpr)$/i.test(path);
}

/**
 * What begins with a bracket is read as JSON, which is much faster. YAML has such texts too, and what
 * they may hold beyond JSON is read as YAML. Never throws.
 */
export async function readDocuments(source: SourceText): Promise<Reading> {
  if (!/^\uFEFF?\s*[{[]/.test(source.text)) {
    return yamlPath.test(source.path) || !isDocumentPath(source.path)
      ? readYamlDocuments(source)
      : readJsonDocument(source);
  }
  const reading = readJsonDocument(source);
  const fine = reading.problems.every(({ code }) => code === 'duplicateKey');
  return fine || !yamlPath.test(source.path) ? reading : readYamlDocuments(source);
}
