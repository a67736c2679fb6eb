/** Values in the flow style of YAML: an entry of a list is one line. */
import { parseInstant } from '../base/instant.ts';
import { isYamlMap, type YamlValue } from '../policy/yamlData.ts';

/** `{ role: qa, by: "@ana" }`; keys with an undefined value are left out. */
export function flowMap(values: Readonly<Record<string, YamlValue | undefined>>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${plainOrQuoted(key)}: ${flowValue(value)}`],
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** Bare where every reader of YAML takes it for the same words, else quoted as JSON, which is YAML too. */
export function flowValue(value: YamlValue): string {
  if (typeof value === 'string') return plainOrQuoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (isYamlMap(value)) return flowMap(value);
  return `[${value.map((one) => flowValue(one)).join(', ')}]`;
}

function plainOrQuoted(text: string): string {
  const bare =
    (/^[A-Za-z][\w./-]*(?: [A-Za-z][\w./-]*)*$/.test(text) && !words.test(text)) ||
    /^\d+\.\d+\.\d[\w.-]*$/.test(text) ||
    parseInstant(text) !== undefined;
  return bare ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

/** Words that some reader takes for something else. */
const words = /^(?:true|false|yes|no|on|off|null|y|n|nan|inf)$/i;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
