import { rule } from './ruleText.ts';

export const exportRules = {
  'export-removed': rule('major', {
    sentence: '{subject} is no longer exported.',
    fix: 'Export it again, under the old name, and mark it as deprecated.',
    why: 'Every import of the name stops compiling, and at run time the value is undefined or the module does not link.',
    aliases: [
      'semver-checks:export-removed',
      'levitate:removal',
      'jsii-diff:removed',
      'api-extractor-tools:export-removed',
      'tbcd:EXPORT_REMOVED',
    ],
    example: [
      'export declare const a: number;\nexport declare const b: number;',
      'export declare const a: number;',
    ],
    nearMiss: ['export declare const a: number;', 'declare const inner: number;\nexport { inner as a };'],
  }),
  'entrypoint-removed': rule('major', {
    sentence: 'The entry point {subject} has no file any more.',
    fix: 'Keep a file at the old place that re-exports the new one.',
    why: 'Imports of this path do not resolve any more, or lose their types.',
    aliases: ['semver-checks:entrypoint-removed'],
    example: ['export declare const a: number;', ''],
    nearMiss: ['export declare const a: number;', 'export declare const b: number;'],
  }),
  'export-became-type-only': rule('major', {
    sentence: '{subject} can be used as a type only.',
    fix: 'Export the value too, without `type`.',
    why: 'Code that calls, constructs or reads the value stops compiling; only uses as a type go on.',
    aliases: ['semver-ts:type-only'],
    example: ['export declare class A {}', 'declare class A {}\nexport type { A };'],
    nearMiss: ['export declare class A {}', 'declare class A {}\nexport { A };'],
  }),
  'export-kind-changed': rule('major', {
    sentence: '{subject} is no longer a type.',
    fix: 'Export a type of the same name beside the value.',
    why: 'Annotations with the name stop compiling when only a value is left.',
    aliases: ['jsii-diff:changed-kind'],
    example: ['export interface A { x: number }', 'export declare const A: { x: number };'],
    nearMiss: [
      'export interface A { x: number }',
      'export interface A { x: number }\nexport declare const A: A;',
    ],
  }),
  'export-became-internal': rule('major', {
    sentence: '{subject} is marked as internal now.',
    fix: 'Keep it public and mark it as deprecated first.',
    why: 'What is internal is left out of the declarations that a build may write, and nothing is promised about it any more.',
    example: ['export declare const a: number;', '/** @internal */\nexport declare const a: number;'],
    nearMiss: ['/** @internal */\nexport declare const a: number;', 'export declare const a: number;'],
  }),
  'export-added': rule('minor', {
    sentence: '{subject} is new.',
    fix: 'Nothing to do; name it in the notes.',
    why: 'A new export breaks nobody. It makes the release a feature release.',
    aliases: ['semver-checks:export-added', 'levitate:addition'],
    example: [
      'export declare const a: number;',
      'export declare const a: number;\nexport declare const b: number;',
    ],
    nearMiss: [
      'export declare const a: number;',
      'export declare const a: number;\ndeclare const b: number;',
    ],
  }),
  'not-decided': rule('review', {
    sentence: 'Whether the change of {subject} breaks anybody could not be decided.',
    fix: 'Read both texts and decide.',
    why: 'The types depend on packages that are not part of the comparison, or comparing them would take too long.',
    example: [
      "import type { Env } from 'elsewhere';\nexport declare function f(): Env;",
      "import type { Env } from 'elsewhere';\nexport declare function f(): { readonly a: string };",
    ],
    nearMiss: [
      "import type { Env } from 'elsewhere';\nexport declare function f(): Env;",
      "import { type Env as E } from 'elsewhere';\nexport declare function f(): E;",
    ],
  }),
} as const;
