/** Two definitions for the page of a rule. */
interface Texts {
  readonly file: string;
  readonly base: string;
  readonly head: string;
}

type Lines = readonly string[];

const file = 'crds/backups.yaml';

/** Two sets of versions; each is the lines of one item. */
export function versions(base: readonly Lines[], head: readonly Lines[]): Texts {
  const text = (list: readonly Lines[]): string =>
    definition([
      '  versions:',
      ...list.flatMap((lines) => lines.map((line, at) => (at === 0 ? '  - ' : '    ') + line)),
    ]);
  return { file, base: text(base), head: text(head) };
}

/** Two sets of lines of the only version. */
export function version(base: Lines, head: Lines): Texts {
  const lines = ['name: v1', 'served: true', 'storage: true'];
  return versions([[...lines, ...base]], [[...lines, ...head]]);
}

/** Two schemas of `spec`. */
export function specs(base: Lines, head: Lines): Texts {
  const lines = (own: Lines): Lines => [
    'schema:',
    '  openAPIV3Schema:',
    '    type: object',
    '    properties:',
    '      spec:',
    '        type: object',
    ...own.map((line) => `        ${line}`),
  ];
  return version(lines(base), lines(head));
}

/** Two schemas of the field `spec.keep`. */
export function fields(base: Lines, head: Lines): Texts {
  const lines = (own: Lines): Lines => ['properties:', '  keep:', ...own.map((line) => `    ${line}`)];
  return specs(lines(base), lines(head));
}

/** Two lists of lines below `spec`, with one version that says nothing. */
export function definitions(base: Lines, head: Lines): Texts {
  const rest = ['  versions:', '  - name: v1', '    served: true', '    storage: true'];
  const text = (lines: Lines): string => definition([...lines.map((line) => `  ${line}`), ...rest]);
  return { file, base: text(base), head: text(head) };
}

export function definition(lines: Lines, kind = 'Backup'): string {
  const plural = `${kind.toLowerCase()}s`;
  const names = lines.some((line) => line.startsWith('  names:'))
    ? []
    : [`  names: {plural: ${plural}, kind: ${kind}}`];
  const scope = lines.some((line) => line.startsWith('  scope:')) ? [] : ['  scope: Namespaced'];
  const head = [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    'metadata:',
    `  name: ${plural}.example.com`,
  ];
  return `${[...head, 'spec:', '  group: example.com', ...names, ...scope, ...lines].join('\n')}\n`;
}
