import type { Pair, YAMLMap } from 'yaml';
import type { Fact, Reading } from '../facts.ts';
import { locator } from '../locate.ts';

/** action.yml: what a workflow passes in, gets out, and runs on. */
export async function readAction(text: string): Promise<Reading> {
  const { isMap, isScalar, parseDocument } = await import('yaml');
  const locate = locator(text);
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (!isMap(document.contents)) {
    return error === undefined ? { facts: [] } : { facts: [], error: locate(...error.pos) };
  }
  const facts: Fact[] = [];
  const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');
  const spotOf = (pair: Pair): Fact['spot'] => {
    const range = isScalar(pair.key) ? pair.key.range : undefined;
    return locate(range?.[0] ?? 0, range?.[1] ?? 0);
  };
  const table = (map: YAMLMap, name: string): readonly Pair[] => {
    const value: unknown = map.get(name);
    return isMap(value) ? value.items : [];
  };
  for (const input of table(document.contents, 'inputs')) {
    const key = keyOf(input);
    const spot = spotOf(input);
    facts.push({ kind: 'input', key, value: '', spot });
    const details = isMap(input.value) ? input.value : undefined;
    if (String(details?.get('required')) === 'true' && details?.has('default') !== true) {
      facts.push({ kind: 'requiredInput', key, value: '', spot });
    }
  }
  for (const output of table(document.contents, 'outputs')) {
    facts.push({ kind: 'output', key: keyOf(output), value: '', spot: spotOf(output) });
  }
  for (const pair of table(document.contents, 'runs')) {
    if (keyOf(pair) !== 'using' || !isScalar(pair.value)) continue;
    facts.push({
      kind: 'actionRuntime',
      key: 'runs.using',
      value: String(pair.value.value),
      spot: spotOf(pair),
    });
  }
  return error === undefined ? { facts } : { facts, error: locate(...error.pos) };
}
