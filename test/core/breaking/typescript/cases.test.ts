import assert from 'node:assert/strict';
import { typescriptDetector } from '../../../../src/core/breaking/typescript/index.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';
import { type Case, check, index } from './checkCase.ts';
import { changesBetween, type Files } from './changesBetween.ts';

const refactorings: readonly Case[] = [
  {
    name: 'formatting and comments',
    ...index('export interface A { a: string }', '/** More. */\nexport interface A {\n  "a": string,\n}'),
    expected: [],
  },
  {
    name: 'a declaration moves to another file',
    base: { 'index.ts': 'export interface A { a: B }\nexport interface B { b: string }' },
    head: {
      'index.ts': "export * from './inner.js';",
      'inner.ts': "import type { B } from './b.ts';\nexport interface A { a: B }\nexport type { B };",
      'b.ts': 'export interface B { b: string }',
    },
    expected: [],
  },
  {
    name: 'the files behind the entry point get new names',
    base: {
      'package.json': '{"name":"p","types":"./dist/index.d.ts"}',
      'dist/index.d.ts': "export * from './a';",
      'dist/a.d.ts': 'export declare class A { private x; m(other: A): A }',
    },
    head: {
      'package.json': '{"name":"p","types":"./esm/main.d.ts"}',
      'esm/main.d.ts': "export { B as A } from './b';",
      'esm/b.d.ts': 'export declare class B { private x; m(other: B): B }',
    },
    expected: [],
  },
  {
    name: 'an alias becomes an interface of the same shape',
    ...index('export type A = { a: string };', 'export interface A { a: string }'),
    expected: [],
  },
  {
    name: 'a function becomes a constant',
    ...index('export declare function f(a: string): void;', 'export declare const f: (b: string) => void;'),
    expected: [],
  },
  {
    name: 'overloads are merged',
    ...index(
      'export declare function f(a: string): void;\nexport declare function f(a: number): void;',
      'export declare function f(a: string | number): void;',
    ),
    expected: [],
  },
  {
    name: 'type parameters get new names',
    ...index(
      'export declare function f<T, U extends T>(a: T, b: U): [T, U];',
      'export declare function f<A, B extends A>(x: A, y: B): [A, B];',
    ),
    expected: [],
  },
  {
    name: 'what is not reachable changes',
    base: { 'index.ts': 'export const a: number = 1;', 'other.ts': 'export const b = 1;' },
    head: { 'index.ts': 'export const a: number = 2;', 'other.ts': 'export const c = 1;' },
    expected: [],
  },
  {
    name: 'private and internal members go',
    ...index(
      'export declare class A { private x: string; #y; /** @internal */ z: string; }',
      'export declare class A { private w: number; }',
    ),
    expected: [],
  },
  {
    name: 'the parameters of a private constructor change',
    ...index(
      'export declare class A { private constructor(a: string); }',
      'export declare class A { private constructor(a: number, b: string); }',
    ),
    expected: [],
  },
  {
    name: 'a name of another package is imported in another way',
    ...index(
      "import type { N } from 'elsewhere';\nexport declare function f(n: N): N;",
      "import { N } from 'elsewhere';\nexport declare function f(n: N): N;",
    ),
    expected: [],
  },
  {
    name: 'an interface that another file adds to is written in one piece',
    base: {
      'index.d.ts': "export * from './query';\nimport './hooks';",
      'query.d.ts':
        'export interface Query<D> { label: string; data: D }\nexport declare function query<D>(data: D): Query<D>;',
      'hooks.d.ts':
        "interface Hooks<D> { use(): D }\ndeclare module './query' { interface Query<D> extends Hooks<D> {} }\nexport {};",
    },
    head: {
      'index.d.ts':
        'interface Hooks<D> { use(): D }\nexport interface Query<D> extends Hooks<D> { label: string; data: D }\nexport declare function query<D>(data: D): Query<D>;',
    },
    expected: [],
  },
  {
    name: 'an interface that extends a computed type becomes an intersection with it',
    ...index(
      "export interface All<T> { a: T; b: string; pick: 1 }\nexport interface Some<T> extends Omit<All<T>, 'pick'> { pick(a: T): number }",
      "export interface All<T> { a: T; b: string; pick: 1 }\nexport type Some<T> = Omit<All<T>, 'pick'> & { pick(a: T): number };",
    ),
    expected: [],
  },
  {
    name: 'a method says what it belongs to',
    ...index('export declare class A { m(): void }', 'export declare class A { m(this: A): void }'),
    expected: [],
  },
];

const causes: readonly Case[] = [
  {
    name: 'what another file adds to an interface goes',
    base: {
      'index.d.ts': "export * from './query';\nimport './hooks';",
      'query.d.ts': 'export interface Query { label: string }\nexport declare function query(): Query;',
      'hooks.d.ts': "declare module './query' { interface Query { use(): void } }\nexport {};",
    },
    head: {
      'index.d.ts': 'export interface Query { label: string }\nexport declare function query(): Query;',
    },
    expected: ['major interface-method-removed Query.use'],
  },
  {
    name: 'an overload stops answering short calls that an earlier one answers',
    ...index(
      'export declare function make(seed?: string, into?: undefined): string;\nexport declare function make(seed?: string, into?: Uint8Array): Uint8Array;',
      'export declare function make(seed?: string, into?: undefined): string;\nexport declare function make(seed: string | undefined, into: Uint8Array): Uint8Array;',
    ),
    expected: ['review param-became-required make'],
  },
  {
    name: 'an overload stops answering short calls that nothing else answers',
    ...index(
      'export declare function make(seed: string, into: undefined): string;\nexport declare function make(seed?: string, into?: Uint8Array): Uint8Array;',
      'export declare function make(seed: string, into: undefined): string;\nexport declare function make(seed: string | undefined, into: Uint8Array): Uint8Array;',
    ),
    expected: ['major param-became-required make'],
  },
  {
    name: 'a name of another package comes from a third one',
    ...index(
      "import type { Parts } from 'one';\nexport declare function f(parts: Parts): void;",
      "import type { Pieces } from 'two';\nexport declare function f(parts: Pieces): void;",
    ),
    expected: ['review not-decided f(parts)'],
  },
  {
    name: 'a name of another package becomes another name of it',
    ...index(
      "import type { Parts } from 'one';\nexport declare function f(parts: Parts): void;",
      "import type { Pieces } from 'one';\nexport declare function f(parts: Pieces): void;",
    ),
    expected: ['major param-type-changed f(parts)'],
  },
  {
    name: 'a function is called on something else',
    ...index(
      'export declare function f(this: Date): void;',
      'export declare function f(this: RegExp): void;',
    ),
    expected: ['major param-type-changed f(this)'],
  },
  {
    name: 'an assertion says less',
    ...index(
      'export declare function f(a: unknown): asserts a is string;',
      'export declare function f(a: unknown): asserts a;',
    ),
    expected: ['major return-type-changed f'],
  },
  {
    name: 'a changed type that many name is told once, at its own declaration',
    ...index(
      'export interface O { a: string }\nexport declare function f(o: O): void;\nexport declare function g(o: O[]): Promise<O>;',
      'export interface O { a: number }\nexport declare function f(o: O): void;\nexport declare function g(o: O[]): Promise<O>;',
    ),
    expected: ['major property-type-changed O.a'],
  },
  {
    name: 'a type that is not exported is told by its own name',
    ...index(
      'type O = { a: string };\nexport declare function f(o: O): void;\nexport {};',
      'type O = { a: string; b: string };\nexport declare function f(o: O): void;\nexport {};',
    ),
    expected: ['major required-property-added O.b'],
  },
  {
    name: 'an inherited member is told at the interface that declares it',
    ...index(
      'export interface A { a: string; b: string }\nexport interface B extends A { c: string }',
      'export interface A { a: string }\nexport interface B extends A { c: string }',
    ),
    expected: ['major property-removed A.b'],
  },
  {
    name: 'an object without a name is told at the member that differs',
    ...index(
      'export declare const c: { readonly deep: { readonly a: string; readonly b: number } };',
      'export declare const c: { readonly deep: { readonly a: string; readonly b: string } };',
    ),
    expected: ['major property-type-changed c.deep.b'],
  },
  {
    name: 'export assignment becomes a default export',
    ...index('declare function f(): void;\nexport = f;', 'declare function f(): void;\nexport default f;'),
    expected: ['major export-removed export='],
  },
  {
    name: 'a default export goes',
    ...index(
      'declare const f: () => void;\nexport default f;',
      'declare const f: () => void;\nexport { f };',
    ),
    expected: ['major export-removed default'],
  },
  {
    name: 'a computed type is written in another way',
    ...index(
      'export type A<T> = T extends string ? 1 : 2;',
      'export type A<T> = T extends number ? 2 : T extends string ? 1 : 2;',
    ),
    expected: ['review type-alias-changed A'],
  },
  {
    name: 'a computed type gives another type',
    ...index(
      'export type A<T> = T extends string ? 1 : 2;',
      'export type A<T> = T extends number ? 3 : T extends string ? 1 : 2;',
    ),
    expected: ['major type-alias-changed A'],
  },
  {
    name: 'a namespace loses a member',
    ...index(
      'export namespace N { const a: string; const b: string; }',
      'export namespace N { const a: string; }',
    ),
    expected: ['major export-removed N.b'],
  },
  {
    name: 'a type predicate goes',
    ...index(
      'export declare function f(a: unknown): a is string;',
      'export declare function f(a: unknown): boolean;',
    ),
    expected: ['major return-type-changed f'],
  },
  {
    name: 'any becomes unknown',
    ...index('export declare function f(): any;', 'export declare function f(): unknown;'),
    expected: ['major return-type-changed f'],
  },
  {
    name: 'a symbol that is the name of a member',
    ...index(
      'export declare const key: unique symbol;\nexport interface A { [key]: string }',
      'export declare const key: unique symbol;\nexport interface A { [key]: number }',
    ),
    expected: ['major property-type-changed A.[key]'],
  },
  {
    name: 'a setter accepts less',
    ...index(
      'export declare class A { get a(): string; set a(v: string | number) }',
      'export declare class A { get a(): string; set a(v: string) }',
    ),
    expected: ['major class-property-type-changed A.a'],
  },
  {
    name: 'a subpath loses a name',
    base: {
      'package.json': '{"name":"p","exports":{".":"./a.js","./sub":"./b.js"}}',
      'a.d.ts': 'export declare const a: 1;',
      'b.d.ts': 'export declare const b: 1;',
    },
    head: {
      'package.json': '{"name":"p","exports":{".":"./a.js","./sub":"./b.js"}}',
      'a.d.ts': 'export declare const a: 1;',
      'b.d.ts': 'export {};',
    },
    expected: ['major export-removed b'],
  },
  {
    name: 'beta parts may break',
    ...index('/** @beta */\nexport declare function f(): void;\n', 'export {};\n'),
    expected: ['minor export-removed f'],
  },
  {
    name: 'a member that is private by its name is left to a person',
    ...index('export declare class A { _state: string }', 'export declare class A { _state: number }'),
    expected: ['review class-property-type-changed A._state'],
  },
  {
    name: 'a name may come back from a package that is newly re-exported',
    ...index('export declare const a: 1;', "export * from 'elsewhere';"),
    expected: ['review export-removed a'],
  },
];

const flows: readonly Case[] = [
  {
    name: 'a member is added to what the package returns',
    ...index(
      'export interface R { a: string }\nexport declare function f(): R;',
      'export interface R { a: string; b: string }\nexport declare function f(): R;',
    ),
    expected: ['minor output-property-added R.b'],
  },
  {
    name: 'a member is added to what the package takes',
    ...index(
      'export interface R { a: string }\nexport declare function f(r: R): void;',
      'export interface R { a: string; b: string }\nexport declare function f(r: R): void;',
    ),
    expected: ['major required-property-added R.b'],
  },
  {
    name: 'a member is added to what a callback receives',
    ...index(
      'export interface R { a: string }\nexport declare function f(each: (r: R) => void): void;',
      'export interface R { a: string; b: string }\nexport declare function f(each: (r: R) => void): void;',
    ),
    expected: ['minor output-property-added R.b'],
  },
  {
    name: 'an option may be left out',
    ...index(
      'export interface R { a: string }\nexport declare function f(r: R): void;',
      'export interface R { a?: string }\nexport declare function f(r: R): void;',
    ),
    expected: ['minor property-became-optional R.a'],
  },
  {
    name: 'a result may lack a member',
    ...index(
      'export interface R { a: string }\nexport declare function f(): R;',
      'export interface R { a?: string }\nexport declare function f(): R;',
    ),
    expected: ['major property-became-optional R.a'],
  },
  {
    name: 'a union that is returned grows',
    ...index(
      "export type U = 'a' | 'b';\nexport declare function f(): U;",
      "export type U = 'a' | 'b' | 'c';\nexport declare function f(): U;",
    ),
    expected: ['major type-alias-changed U'],
  },
  {
    name: 'a callback receives one more argument',
    ...index(
      'export declare function f(each: (a: string) => void): void;',
      'export declare function f(each: (a: string, b: number) => void): void;',
    ),
    expected: [],
  },
  {
    name: 'a callback receives one argument less',
    ...index(
      'export declare function f(each: (a: string, b: number) => void): void;',
      'export declare function f(each: (a: string) => void): void;',
    ),
    expected: ['major param-type-changed f(each)'],
  },
];

const opinions: readonly Case[] = [
  {
    name: 'output: a type that nothing takes is made by the package',
    profile: 'output',
    ...index('export interface M { a: string }', 'export interface M { a: string; b: string }'),
    expected: ['minor output-property-added M.b'],
  },
  {
    name: 'output: a type that a function takes is made by users all the same',
    profile: 'output',
    ...index(
      'export interface M { a: string }\nexport declare function send(m: M): void;',
      'export interface M { a: string; b: string }\nexport declare function send(m: M): void;',
    ),
    expected: ['major required-property-added M.b'],
  },
  {
    name: 'input: a type that nothing gives is made by users',
    profile: 'input',
    ...index('export interface M { a: string }', 'export interface M { a?: string }'),
    expected: ['minor property-became-optional M.a'],
  },
  {
    name: 'strict: a member of an enum',
    profile: 'strict',
    ...index('export declare enum E { a = 0 }', 'export declare enum E { a = 0, b = 1 }'),
    expected: ['major enum-member-added E.b'],
  },
  {
    name: 'strict: a member of a class',
    profile: 'strict',
    ...index('export declare class C {}', 'export declare class C { m(): void }'),
    expected: ['major class-method-added C.m'],
  },
  {
    name: 'semver-ts: an interface becomes an alias',
    profile: 'semver-ts',
    ...index('export interface A { a: string }', 'export type A = { a: string };'),
    expected: ['major export-kind-changed A'],
  },
  {
    name: 'semver-ts: an option may be left out',
    profile: 'semver-ts',
    ...index(
      'export interface R { a: string }\nexport declare function f(r: R): void;',
      'export interface R { a?: string }\nexport declare function f(r: R): void;',
    ),
    expected: ['major property-became-optional R.a'],
  },
];

const javaScript: readonly Case[] = [
  {
    name: 'a named export goes',
    base: { 'index.js': 'export const a = 1;\nexport function f(x) { return x; }' },
    head: { 'index.js': 'export const a = "1";' },
    expected: ['major export-removed f'],
  },
  {
    name: 'a property of module.exports goes',
    base: {
      'package.json': '{"name":"p","main":"index.js"}',
      'index.js': 'module.exports = { a: 1, b: 2 };',
    },
    head: { 'package.json': '{"name":"p","main":"index.js"}', 'index.js': 'module.exports = { a: 1 };' },
    expected: ['major export-removed b'],
  },
  {
    name: 'a parameter goes',
    base: { 'index.js': 'export function f(a, b) { return a + b; }' },
    head: { 'index.js': 'export function f(a) { return a; }' },
    expected: ['major param-removed f'],
  },
  {
    name: 'what a body gives back is no promise',
    base: { 'index.js': 'export function f(a) { return a; }' },
    head: { 'index.js': 'export function f(a) { return [a, 1]; }' },
    expected: [],
  },
  {
    name: 'a type in a comment changes',
    base: {
      'index.js': '/** @param {string} a\n * @returns {string} */\nexport function f(a) { return a; }',
    },
    head: {
      'index.js':
        '/** @param {number} a\n * @returns {string} */\nexport function f(a) { return String(a); }',
    },
    expected: ['major param-type-changed f(a)'],
  },
  {
    name: 'declarations win over JavaScript beside them',
    base: { 'index.js': 'export const a = 1;', 'index.d.ts': 'export declare const a: 1;' },
    head: { 'index.js': 'export const b = 1;', 'index.d.ts': 'export declare const a: 1;' },
    expected: [],
  },
];

const packages: readonly Case[] = [
  {
    name: 'an application has no API',
    base: { 'package.json': '{"name":"p","private":true}', 'src/view.ts': 'export const a = 1;' },
    head: { 'package.json': '{"name":"p","private":true}', 'src/view.ts': 'export const b = 1;' },
    expected: [],
  },
  {
    name: 'without known entry points the exports of changed files count',
    base: { 'package.json': '{"name":"p"}', 'src/view.ts': 'export const a = 1;' },
    head: { 'package.json': '{"name":"p"}', 'src/view.ts': 'export const b = 1;' },
    expected: ['major export-removed a'],
  },

  {
    name: 'the source behind a built entry point',
    base: {
      'package.json': '{"name":"p","main":"./dist/index.js"}',
      'tsconfig.json': '{ // built\n "compilerOptions": { "outDir": "dist", "rootDir": "lib" } }',
      'lib/index.ts': 'export const a: number = 1;\nexport const b: number = 1;',
    },
    head: {
      'package.json': '{"name":"p","main":"./dist/index.js"}',
      'tsconfig.json': '{ "compilerOptions": { "outDir": "dist", "rootDir": "lib" } }',
      'lib/index.ts': 'export const a: number = 1;',
    },
    expected: ['major export-removed b'],
  },
  {
    name: 'a pattern of subpaths',
    base: {
      'package.json': '{"name":"p","exports":{"./*":"./src/*.js"}}',
      'src/a.d.ts': 'export declare const a: 1;\nexport declare const b: 1;',
    },
    head: {
      'package.json': '{"name":"p","exports":{"./*":"./src/*.js"}}',
      'src/a.d.ts': 'export declare const a: 1;',
    },
    expected: ['major export-removed b'],
  },
  {
    name: "unsafe subpaths are nobody's",
    base: {
      'package.json': '{"name":"p","exports":{".":"./a.js","./unsafe/*":"./lib/*"}}',
      'a.d.ts': 'export {};',
      'lib/b.js': 'export function b(one, two) { return [one, two]; }',
    },
    head: {
      'package.json': '{"name":"p","exports":{".":"./a.js","./unsafe/*":"./lib/*"}}',
      'a.d.ts': 'export {};',
      'lib/b.js': 'export function b(one) { return [one]; }',
    },
    expected: [],
  },
  {
    name: "internal subpaths are nobody's",
    base: {
      'package.json': '{"name":"p","exports":{".":"./a.js","./internal/*":"./internal/*.js"}}',
      'a.d.ts': 'export {};',
      'internal/b.d.ts': 'export declare const b: 1;',
    },
    head: {
      'package.json': '{"name":"p","exports":{".":"./a.js","./internal/*":"./internal/*.js"}}',
      'a.d.ts': 'export {};',
      'internal/b.d.ts': 'export {};',
    },
    expected: [],
  },
  {
    name: 'tests are no API',
    base: {
      'package.json': '{"name":"p","main":"index.js"}',
      'index.d.ts': 'export {};',
      'index.test.ts': 'export const a = 1;',
    },
    head: { 'package.json': '{"name":"p","main":"index.js"}', 'index.d.ts': 'export {};' },
    expected: [],
  },
];

describe('changes of an exported API', () => {
  for (const [group, cases] of Object.entries({
    refactorings,
    causes,
    flows,
    opinions,
    javaScript,
    packages,
  })) {
    describe(group, () => {
      for (const given of cases) it(given.name, () => check(given));
    });
  }
});

describe('proofs', () => {
  it('a change is proven by a consumer that stops compiling', async () => {
    const [change] = await changesBetween(
      { 'index.d.ts': 'export declare const a: 1;' },
      { 'index.d.ts': 'export {};' },
    );
    assert.equal(change?.confidence, 'proven');
    assert.equal(change?.witness, "import { a } from 'pkg';\nvoid a;");
  });

  it('a witness imports what it names', async () => {
    const [change] = await changesBetween(
      { 'index.d.ts': 'export interface A { a: string; b: string }\nexport declare function f(): A;' },
      { 'index.d.ts': 'export interface A { a: string }\nexport declare function f(): A;' },
    );
    assert.equal(change?.confidence, 'proven');
    assert.match(change?.witness ?? '', /^import \{ A \} from 'pkg';\n/);
  });

  it('a change without such a consumer is likely', async () => {
    const [change] = await changesBetween(
      { 'index.d.ts': 'export interface A<T = string> { a: T }' },
      { 'index.d.ts': 'export interface A<T = number> { a: T }' },
    );
    assert.deepEqual([change?.level, change?.confidence, change?.witness], ['major', 'likely', undefined]);
  });
});

const wayCases: readonly Case[] = [
  {
    name: 'what a type predicate names is compared from the base to the head',
    ...index(
      'export interface E { a: string }\nexport interface S { is: (given: any) => given is E }\nexport declare const s: S;',
      'export interface E { a: string; more?: number }\nexport interface S { is: <T>(given: any) => given is E }\nexport declare const s: S;',
    ),
    expected: ['minor optional-property-added E.more'],
  },
];

describe('ways to a declaration', () => {
  for (const given of wayCases) it(given.name, () => check(given));
});

describe('limits', () => {
  const base = { 'index.d.ts': 'export interface A { a: string }\nexport interface B { b: string }' };
  const head = { 'index.d.ts': 'export interface A { a: number }\nexport interface B { b: string }' };

  it('what the time did not allow to judge is left to a person, and nothing else is', async () => {
    const changes = await changesBetween(base, head, {
      budget: { milliseconds: -1, cancelled: () => false, elapsed: () => 0 },
    });
    assert.deepEqual(
      changes.map((change) => [change.rule, change.level, change.subject]),
      [['typescript/not-decided', 'review', 'A']],
    );
  });

  it('time that is over is said even where nothing that was reached differs', async () => {
    const chain = (last: string): Files => ({
      'index.d.ts': `export interface A { b: B }\ninterface B { c: C }\ninterface C { d: ${last} }\nexport {};`,
    });
    const comparison = memoryComparison(chain('string'), chain('number'));
    const given = { milliseconds: 100, cancelled: () => false };
    const [unit] = typescriptDetector.units(comparison);
    assert.ok(unit !== undefined);
    let ticks = 0;
    const late = await typescriptDetector.compare(unit, comparison, {
      ...given,
      // Time for the first declaration and no more.
      elapsed: () => (ticks++ < 2 ? 0 : 1000),
    });
    assert.deepEqual(
      [late.changes, late.notAnalysed],
      [[], [{ path: '.', reason: 'timeBudget', detail: 'typescript: 100 ms' }]],
    );
    const inTime = await typescriptDetector.compare(unit, comparison, { ...given, elapsed: () => 0 });
    assert.deepEqual([inTime.changes.map(({ subject }) => subject), inTime.notAnalysed], [['C.d'], []]);
  });

  it('broken syntax is compared as far as it can be read', async () => {
    const changes = await changesBetween(
      { 'index.ts': 'export const a: number = 1;\nexport const b: number = 2;' },
      { 'index.ts': 'export const a: number = (((;' },
    );
    assert.deepEqual(
      changes.map((change) => change.rule),
      ['typescript/export-removed'],
    );
  });
});
