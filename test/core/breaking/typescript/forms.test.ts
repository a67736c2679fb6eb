import { type Case, check, index } from './checkCase.ts';

const source = (base: string, head: string): Pick<Case, 'base' | 'head'> => ({
  base: { 'index.ts': base },
  head: { 'index.ts': head },
});
const script = (base: string, head: string): Pick<Case, 'base' | 'head'> => ({
  base: { 'index.js': base },
  head: { 'index.js': head },
});

const members: readonly Case[] = [
  {
    name: 'a chain that gave the subclass gives the class',
    ...index('export declare class A { set(): this }', 'export declare class A { set(): A }'),
    expected: ['major return-type-changed A.set'],
  },
  {
    name: 'a chain that gave the class gives the subclass',
    ...index('export declare class A { set(): A }', 'export declare class A { set(): this }'),
    expected: [],
  },
  {
    name: 'a setter that took more becomes a plain property',
    ...index(
      'export declare class A { get x(): string; set x(v: string | number) }',
      'export declare class A { x: string }',
    ),
    expected: ['major class-property-type-changed A.x'],
  },
  {
    name: 'an accessor for one type becomes a plain property',
    ...index(
      'export declare class A { get x(): string; set x(v: string) }',
      'export declare class A { x: string }',
    ),
    expected: [],
  },
  {
    name: 'a protected member of a class that nobody can extend is gone',
    ...index(
      'export declare class A { private constructor(); protected a(): void }',
      'export declare class A { private constructor() }',
    ),
    expected: [],
  },
  {
    name: 'a protected member is gone',
    ...index('export declare class A { protected a(): void }', 'export declare class A {}'),
    expected: ['major class-method-removed A.a'],
  },
  {
    name: 'an abstract member of a class whose constructor is internal',
    ...index(
      'export declare abstract class A {\n  /** @internal */\n  constructor();\n}',
      'export declare abstract class A {\n  /** @internal */\n  constructor();\n  abstract b(): void;\n}',
    ),
    expected: ['minor class-method-added A.b'],
  },
  {
    name: 'an index signature is asked of what users provide',
    ...index(
      'export interface A { a: string }\nexport declare function f(a: A): void;',
      'export interface A { a: string; [key: string]: string }\nexport declare function f(a: A): void;',
    ),
    expected: ['review index-signature-changed A[string]'],
  },
  {
    name: 'an index signature is added to what users receive',
    ...index(
      'export interface A { a: string }\nexport declare function f(): A;',
      'export interface A { a: string; [key: string]: string }\nexport declare function f(): A;',
    ),
    expected: [],
  },
  {
    name: 'the values of a map of events get more precise: its keys are asked for, its values received',
    ...index(
      'interface Events { a: E }\ninterface E { x: 1 }\nexport declare class A { on<K extends keyof Events>(k: K, f: (e: Events[K]) => void): void }',
      'interface Events { a: F }\ninterface E { x: 1 }\ninterface F extends E { y: 1 }\nexport declare class A { on<K extends keyof Events>(k: K, f: (e: Events[K]) => void): void }',
    ),
    expected: ['minor output-type-narrowed Events.a'],
  },
  {
    name: 'the values of a map of events get less precise',
    ...index(
      'interface Events { a: F }\ninterface E { x: 1 }\ninterface F extends E { y: 1 }\nexport declare class A { on<K extends keyof Events>(k: K, f: (e: Events[K]) => void): void }',
      'interface Events { a: E }\ninterface E { x: 1 }\ninterface F extends E { y: 1 }\nexport declare class A { on<K extends keyof Events>(k: K, f: (e: Events[K]) => void): void }',
    ),
    expected: ['major property-type-changed Events.a'],
  },
  {
    name: 'members that a type of another package may have',
    ...index(
      'export interface A { a(): void }',
      "import type { P } from 'elsewhere';\nexport interface A extends P {}",
    ),
    expected: ['review not-decided A.a'],
  },
];

const calls: readonly Case[] = [
  {
    name: 'an array becomes the rest of the arguments',
    ...index(
      'export declare function f(a: string[]): void;',
      'export declare function f(...a: string[]): void;',
    ),
    expected: ['major param-type-changed f(a)'],
  },
  {
    name: 'an overload in front answers the same calls with something else',
    ...index(
      'export declare function f(a: string): string;',
      'export declare function f(a: string | number): number;\nexport declare function f(a: string): string;',
    ),
    expected: ['major return-type-changed f', 'minor overload-added f'],
  },
  {
    name: 'an overload in front answers the same calls with the same',
    ...index(
      'export declare function f(a: string): string;',
      'export declare function f(a: string | number): string;\nexport declare function f(a: string): string;',
    ),
    expected: ['minor overload-added f'],
  },
  {
    name: 'an overload for a literal is asked first wherever it stands',
    ...index(
      "export declare function f(a: 'x'): number;\nexport declare function f(a: string): string;",
      "export declare function f(a: string): string;\nexport declare function f(a: 'x'): number;",
    ),
    expected: [],
  },
  {
    name: 'a type parameter that calls infer does not hide which argument changed',
    ...index(
      'export declare function f(a: Date | number, n: number): Date;',
      'export declare function f<D extends Date>(a: D | number, n: string): D;',
    ),
    expected: ['major param-type-changed f(n)'],
  },
  {
    name: 'a promise becomes something that can only be waited for',
    ...index(
      'export declare function f(): Promise<string>;',
      'export declare function f(): PromiseLike<string>;',
    ),
    expected: ['major return-type-changed f'],
  },
];

const exported: readonly Case[] = [
  {
    name: 'a constant that holds the version',
    ...index("export declare const version: '1.2.3';", "export declare const version: '1.3.0-rc.1';"),
    expected: [],
  },
  {
    name: 'a constant that holds another text',
    ...index("export declare const kind: 'a.b';", "export declare const kind: 'a.c';"),
    expected: ['major variable-type-changed kind'],
  },
  {
    name: 'an export that was internal before',
    ...index(
      '/** @internal */\nexport declare function f(a: string): void;',
      '/** @internal */\nexport declare function f(a: number): void;',
    ),
    expected: [],
  },
];

const sources: readonly Case[] = [
  {
    name: 'a constant is no longer as it is written',
    ...source("export const c = { a: 'x' } as const;", "export const c = { a: 'x' };"),
    expected: ['major property-type-changed c.a'],
  },
  {
    name: 'a constant is checked against a type',
    ...source(
      "export const c = { a: 'x' } as const;",
      "export const c = { a: 'x' } as const satisfies { a: string };",
    ),
    expected: [],
  },
  {
    name: 'a parameter is a member no more',
    ...source(
      'export class A { constructor(public a: string) {} }',
      'export class A { constructor(a: string) { void a; } }',
    ),
    expected: ['major class-property-removed A.a'],
  },
  {
    name: 'a parameter is a private member no more',
    ...source(
      'export class A { constructor(private a: string) {} b() { return this.a; } }',
      'export class A { constructor(a: string) { void a; } b() { return "" + 1; } }',
    ),
    expected: [],
  },
  {
    name: 'a class that a function makes loses a method',
    ...source(
      'export function mix() { return class { a() {} b() {} }; }',
      'export function mix() { return class { a() {} }; }',
    ),
    expected: ['major class-method-removed mix(class).b'],
  },
];

const javaScript: readonly Case[] = [
  {
    name: 'a type in a comment asks for more',
    ...script(
      '/** @typedef {{a: string}} Opt */\n/** @param {Opt} o */\nexport function f(o) {}',
      '/** @typedef {{a: string, b: string}} Opt */\n/** @param {Opt} o */\nexport function f(o) {}',
    ),
    expected: ['major required-property-added Opt.b'],
  },
  {
    name: 'a type in a comment allows more',
    ...script(
      '/** @typedef {{a: string}} Opt */\n/** @param {Opt} o */\nexport function f(o) {}',
      '/** @typedef {{a: string, b?: string}} Opt */\n/** @param {Opt} o */\nexport function f(o) {}',
    ),
    expected: ['minor optional-property-added Opt.b'],
  },
  {
    name: 'a method of a prototype is gone',
    ...script(
      'function C() {}\nC.prototype.a = function () {};\nC.prototype.b = function () {};\nmodule.exports = C;',
      'function C() {}\nC.prototype.a = function () {};\nmodule.exports = C;',
    ),
    expected: ['major class-method-removed export=.b'],
  },
  {
    name: 'the body of a method of a prototype changes',
    ...script(
      'function C() {}\nC.prototype.a = function () { return 1; };\nmodule.exports = C;',
      'function C() {}\nC.prototype.a = function () { return 2; };\nmodule.exports = C;',
    ),
    expected: [],
  },
];

for (const [title, cases] of Object.entries({ members, calls, exported, sources, javaScript }))
  describe(`forms: ${title}`, () => {
    for (const given of cases) it(given.name, () => check(given));
  });
