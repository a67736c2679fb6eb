/** Options of a file that decide what generated code looks like: one rule for each. */
import type { Rule } from '../detector.ts';
import { pair } from './pair.ts';

interface FileOption {
  readonly option: string;
  /** The value where nothing is written. */
  readonly fallback: string;
  /** Two values for the example. */
  readonly values: readonly [string, string];
  readonly what: string;
}

const table = {
  'cc-enable-arenas': {
    option: 'cc_enable_arenas',
    fallback: 'true',
    values: ['true', 'false'],
    what: 'C++ code that allocates messages on an arena',
  },
  'cc-generic-services': {
    option: 'cc_generic_services',
    fallback: 'false',
    values: ['true', 'false'],
    what: 'C++ code that uses the generic service classes',
  },
  'csharp-namespace': {
    option: 'csharp_namespace',
    fallback: '""',
    values: ['"Acme.One"', '"Acme.Two"'],
    what: 'C# code that names the generated namespace',
  },
  'go-package': {
    option: 'go_package',
    fallback: '""',
    values: ['"acme/one"', '"acme/two"'],
    what: 'Go code that imports the generated package',
  },
  'java-generic-services': {
    option: 'java_generic_services',
    fallback: 'false',
    values: ['true', 'false'],
    what: 'Java code that uses the generic service classes',
  },
  'java-multiple-files': {
    option: 'java_multiple_files',
    fallback: 'false',
    values: ['true', 'false'],
    what: 'Java code that names classes inside or outside of the outer class',
  },
  'java-outer-classname': {
    option: 'java_outer_classname',
    fallback: '""',
    values: ['"One"', '"Two"'],
    what: 'Java code that names the outer class',
  },
  'java-package': {
    option: 'java_package',
    fallback: '""',
    values: ['"acme.one"', '"acme.two"'],
    what: 'Java code that imports the generated package',
  },
  'objc-class-prefix': {
    option: 'objc_class_prefix',
    fallback: '""',
    values: ['"ONE"', '"TWO"'],
    what: 'Objective-C code that names the generated classes',
  },
  'optimize-for': {
    option: 'optimize_for',
    fallback: 'SPEED',
    values: ['SPEED', 'LITE_RUNTIME'],
    what: 'Code that uses descriptors or reflection, which the other runtime lacks',
  },
  'php-class-prefix': {
    option: 'php_class_prefix',
    fallback: '""',
    values: ['"One"', '"Two"'],
    what: 'PHP code that names the generated classes',
  },
  'php-metadata-namespace': {
    option: 'php_metadata_namespace',
    fallback: '""',
    values: ['"One"', '"Two"'],
    what: 'PHP code that loads the generated metadata',
  },
  'php-namespace': {
    option: 'php_namespace',
    fallback: '""',
    values: ['"One"', '"Two"'],
    what: 'PHP code that names the generated namespace',
  },
  'py-generic-services': {
    option: 'py_generic_services',
    fallback: 'false',
    values: ['true', 'false'],
    what: 'Python code that uses the generic service classes',
  },
  'ruby-package': {
    option: 'ruby_package',
    fallback: '""',
    values: ['"One"', '"Two"'],
    what: 'Ruby code that names the generated module',
  },
  'swift-prefix': {
    option: 'swift_prefix',
    fallback: '""',
    values: ['"One"', '"Two"'],
    what: 'Swift code that names the generated types',
  },
} as const satisfies Readonly<Record<string, FileOption>>;

type Name = keyof typeof table;

export type FileOptionRuleId = `protobuf/${Name}-changed`;

const names = Object.keys(table).filter((name): name is Name => Object.hasOwn(table, name));

export const fileOptions = names.map((name) => ({
  option: table[name].option,
  fallback: table[name].fallback,
  rule: ruleId(name),
}));

export const fileOptionRules = Object.fromEntries(
  names.map((name) => [ruleId(name), ruleOf(table[name])]),
) as Readonly<Record<FileOptionRuleId, Rule>>;

function ruleId(name: Name): FileOptionRuleId {
  return `protobuf/${name}-changed`;
}

function ruleOf({ option, fallback, values: [first, second], what }: FileOption): Rule {
  const written = (value: string): string =>
    `option ${option} = ${value};\nmessage Order {\n  string id = 1;\n}`;
  return {
    level: 'major',
    sentence: `The option ${option} of {subject} was {from} and is now {to}.`,
    fix: 'Put the old value back, or publish the generated code under a new major version.',
    why: `${what} no longer builds against the new generated code. What is sent stays the same.`,
    aliases: [`buf:FILE_SAME_${option.toUpperCase()}`],
    example: pair(written(first), written(second)),
    nearMiss: pair(written(fallback), 'message Order {\n  string id = 1;\n}'),
  };
}
