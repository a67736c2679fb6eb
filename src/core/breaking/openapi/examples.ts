/** Small descriptions for the pages of rules. */
import type { Rule } from '../detector.ts';

type Pair = Rule['example'];

/** Two documents without their first lines. */
export function documents(base: string, head: string): Pair {
  const start = 'openapi: 3.1.0\ninfo: { title: Pets, version: 1.0.0 }\n';
  return { file: 'openapi.yaml', base: `${start}${base}\n`, head: `${start}${head}\n` };
}

/** Two texts of `GET /pets`. */
export function operations(base: string, head: string): Pair {
  return documents(operation('get', base), operation('get', head));
}

/** Two lists of parameters of `GET /pets`. */
export function parameters(base: string, head: string): Pair {
  const text = (list: string): string =>
    list === '' ? answer : `parameters:\n${indented(list, 2)}\n${answer}`;
  return operations(text(base), text(head));
}

/** Two schemas of what `POST /pets` receives. */
export function requests(base: string, head: string): Pair {
  const text = (schema: string): string =>
    operation(
      'post',
      `requestBody:\n  content:\n    application/json:\n${indented(schemaOf(schema), 6)}\n${answer}`,
    );
  return documents(text(base), text(head));
}

/** Two schemas of what `GET /pets` gives. */
export function responses(base: string, head: string): Pair {
  const text = (schema: string): string =>
    operation(
      'get',
      `responses:\n  '200':\n    description: Fine\n    content:\n      application/json:\n${indented(schemaOf(schema), 8)}`,
    );
  return documents(text(base), text(head));
}

export const answer = "responses:\n  '200': { description: Fine }";

export function operation(method: string, text: string, path = '/pets'): string {
  return `paths:\n  ${path}:\n    ${method}:\n${indented(text, 6)}`;
}

export function indented(text: string, by: number): string {
  const margin = ' '.repeat(by);
  return text
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n');
}

function schemaOf(schema: string): string {
  return schema === '' ? '{}' : `schema:\n${indented(schema, 2)}`;
}
