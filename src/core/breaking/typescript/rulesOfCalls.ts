import { rule } from './ruleText.ts';

export const callRules = {
  'required-param-added': rule('major', {
    sentence: '{subject} needs one more argument.',
    fix: 'Make the new parameter optional or give it a default.',
    why: 'Every existing call leaves the argument out and stops compiling.',
    aliases: ['semver-checks:required-param-added', 'levitate:PARAMETER_ADDITION', 'jsii-diff:new-argument'],
    example: [
      'export declare function f(a: string): void;',
      'export declare function f(a: string, b: number): void;',
    ],
    nearMiss: [
      'export declare function f(a: string): void;',
      'export declare function f(a: string, b?: number): void;',
    ],
  }),
  'param-became-required': rule('major', {
    sentence: '{subject} needs an argument that could be left out.',
    fix: 'Keep the parameter optional.',
    why: 'Calls that leave the argument out stop compiling.',
    aliases: ['semver-checks:required-param-added', 'api-extractor-tools:optionality-tightened'],
    example: ['export declare function f(a?: string): void;', 'export declare function f(a: string): void;'],
    nearMiss: ['export declare function f(a: string): void;', 'export declare function f(a?: string): void;'],
  }),
  'param-removed': rule('major', {
    sentence: '{subject} takes fewer arguments.',
    fix: 'Keep the parameter and ignore it, marked as deprecated.',
    why: 'Calls with the old number of arguments stop compiling. In JavaScript the argument is dropped without a word.',
    aliases: ['semver-checks:param-removed', 'levitate:PARAMETER_MISSING', 'jsii-diff:removed-argument'],
    example: [
      'export declare function f(a: string, b: string): void;',
      'export declare function f(a: string): void;',
    ],
    nearMiss: [
      'export declare function f(a: string, b: string): void;',
      'export declare function f(a: string, ...rest: string[]): void;',
    ],
  }),
  'param-type-changed': rule('major', {
    sentence: '{subject} no longer accepts all that it accepted.',
    fix: 'Accept the old type as well, for example with a union.',
    why: 'Calls with a value of the old type stop compiling.',
    aliases: [
      'semver-checks:param-type-changed',
      'levitate:PARAMETER_TYPE',
      'jsii-diff:incompatible-argument',
    ],
    example: ['export declare function f(a: string): void;', 'export declare function f(a: number): void;'],
    nearMiss: [
      'export declare function f(a: string): void;',
      'export declare function f(a: string | number): void;',
    ],
  }),
  'return-type-changed': rule('major', {
    sentence: 'The result of {subject} can no longer be used as before.',
    fix: 'Return the old type, and offer the new result under a new name.',
    why: 'Code that relies on the old result type stops compiling, or fails at run time where it was not checked.',
    aliases: ['semver-checks:return-type-changed', 'jsii-diff:change-return-type'],
    example: ['export declare function f(): string;', 'export declare function f(): string | undefined;'],
    nearMiss: ['export declare function f(): string | undefined;', 'export declare function f(): string;'],
  }),
  'overload-removed': rule('major', {
    sentence: 'An overload of {subject} is gone.',
    fix: 'Keep the overload, or make another signature accept its calls.',
    why: 'Calls that matched the overload find no signature any more.',
    aliases: ['semver-checks:overload-removed'],
    example: [
      'export declare function f(a: string): string;\nexport declare function f(a: number): number;',
      'export declare function f(a: string): string;',
    ],
    nearMiss: [
      'export declare function f(a: string): void;\nexport declare function f(a: number): void;',
      'export declare function f(a: string | number): void;',
    ],
  }),
  'params-swapped': rule('review', {
    sentence: 'Parameters of {subject} changed places.',
    fix: 'Put them back, or use a new name for the new order.',
    why: 'The types allow every old call, but the arguments mean something else now. No compiler will tell.',
    aliases: ['api-extractor-tools:parameter-order'],
    example: [
      'export declare function f(from: string, to: string): void;',
      'export declare function f(to: string, from: string): void;',
    ],
    nearMiss: [
      'export declare function f(from: string, to: string): void;',
      'export declare function f(source: string, target: string): void;',
    ],
  }),
  'overload-added': rule('minor', {
    sentence: '{subject} has one more overload.',
    fix: 'Nothing to do; name it in the notes.',
    why: 'Old calls match the old overloads. New calls become possible.',
    aliases: ['semver-checks:overload-added'],
    example: [
      'export declare function f(a: string): string;',
      'export declare function f(a: string): string;\nexport declare function f(a: number): number;',
    ],
    nearMiss: [
      'export declare function f(a: string): string;',
      'export declare function f(b: string): string;',
    ],
  }),
  'optional-param-added': rule('minor', {
    sentence: '{subject} takes one more optional argument.',
    fix: 'Nothing to do; name it in the notes.',
    why: 'Old calls go on. Passing the function itself as a callback may hand it arguments that it ignored before.',
    aliases: ['semver-checks:optional-param-added'],
    example: [
      'export declare function f(a: string): void;',
      'export declare function f(a: string, b?: number): void;',
    ],
    nearMiss: ['export declare function f(a: string): void;', 'export declare function f(b: string): void;'],
  }),
  'param-became-optional': rule('minor', {
    sentence: 'An argument of {subject} may be left out.',
    fix: 'Nothing to do; name it in the notes.',
    why: 'Old calls pass the argument and go on.',
    aliases: ['semver-checks:param-became-optional'],
    example: ['export declare function f(a: string): void;', 'export declare function f(a?: string): void;'],
    nearMiss: [
      'export declare function f(a?: string): void;',
      'export declare function f(b?: string): void;',
    ],
  }),
  'input-type-widened': rule('minor', {
    sentence: '{subject} accepts more than before.',
    fix: 'Nothing to do; name it in the notes.',
    why: 'Whatever users pass today is still accepted.',
    aliases: ['semver-checks:param-type-widened'],
    example: [
      'export type Size = 1 | 2;\nexport declare function f(size: Size): void;',
      'export type Size = 1 | 2 | 3;\nexport declare function f(size: Size): void;',
    ],
    nearMiss: [
      'export type Size = 1 | 2;\nexport declare function f(size: Size): void;',
      'export type Size = 2 | 1;\nexport declare function f(size: Size): void;',
    ],
  }),
  'output-type-narrowed': rule('minor', {
    sentence: '{subject} gives a more precise type than before.',
    fix: 'Nothing to do; name it in the notes.',
    why: 'Code that handles the wider type handles the narrower one too.',
    aliases: ['semver-checks:return-type-narrowed'],
    example: ['export declare const a: string | number;', 'export declare const a: string;'],
    nearMiss: ['export declare const a: string | number;', 'export declare const a: number | string;'],
  }),
} as const;
