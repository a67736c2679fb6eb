import { type Case, check, index } from './checkCase.ts';

const inModule = (base: string, head: string): Pick<Case, 'base' | 'head'> =>
  index(`export {};\ndeclare global { ${base} }`, `export {};\ndeclare global { ${head} }`);
const inThing = (base: string, head: string): Pick<Case, 'base' | 'head'> =>
  index(`declare module 'thing' { ${base} }`, `declare module 'thing' { ${head} }`);

const globals: readonly Case[] = [
  {
    name: 'a global interface is gone',
    ...inModule('interface Shape { a: string }', ''),
    expected: ['major export-removed global.Shape'],
  },
  {
    name: 'the whole of declare global is gone',
    ...index('export {};\ndeclare global { interface Shape { a: string } }', 'export {};'),
    expected: ['major export-removed global.Shape'],
  },
  {
    name: 'a member of a global interface changes its type',
    ...inModule('interface Shape { a: string }', 'interface Shape { a: number }'),
    expected: ['major property-type-changed global.Shape.a'],
  },
  {
    name: 'what a package adds to an interface of the language is gone',
    ...inModule('interface Array<T> { last(): T; first(): T }', 'interface Array<T> { last(): T }'),
    expected: ['major interface-method-removed global.Array.first'],
  },
  {
    name: 'a global function needs one more argument',
    ...inModule('function act(a?: string): void;', 'function act(a: string): void;'),
    expected: ['major param-became-required global.act'],
  },
  {
    name: 'a global namespace loses a type',
    ...inModule('namespace Inner { type A = 1; type B = 2 }', 'namespace Inner { type A = 1 }'),
    expected: ['major export-removed global.Inner.B'],
  },
  {
    name: 'more is added to the window',
    ...inModule('interface Window { a: string }', 'interface Window { a: string; b: string }'),
    expected: ['minor output-property-added global.Window.b'],
  },
  {
    name: 'globals move to another file that the entry point reaches',
    base: {
      'index.d.ts': "import './a.js';\nexport declare const x: Shape;",
      'a.d.ts': 'export {};\ndeclare global { interface Shape { a: string } }',
    },
    head: {
      'index.d.ts': "import './b.js';\nexport declare const x: Shape;",
      'b.d.ts': 'export {};\ndeclare global {\n  interface Shape { a: string }\n}',
    },
    expected: [],
  },
  {
    name: 'one global interface in two files',
    base: {
      'index.d.ts': "import './a.js';\nexport {};\ndeclare global { interface Shape { a: string } }",
      'a.d.ts': 'export {};\ndeclare global { interface Shape { b: string } }',
    },
    head: {
      'index.d.ts': 'export {};\ndeclare global { interface Shape { a: string; b: string } }',
    },
    expected: [],
  },
  {
    name: 'a script declares less',
    ...index(
      'declare namespace Lib { function f(): void; function g(): void }',
      'declare namespace Lib { function f(): void }',
    ),
    expected: ['major export-removed global.Lib.g'],
  },
  {
    name: 'a script declares more',
    ...index('interface Shape { a: string }', 'interface Shape { a: string }\ninterface Other { a: string }'),
    expected: [],
  },
  {
    name: 'the name for pages without modules is gone',
    ...index('export declare const a: 1;\nexport as namespace Lib;', 'export declare const a: 1;'),
    expected: ['major export-removed global.Lib'],
  },
  {
    name: 'the name for pages without modules stays',
    ...index(
      'export declare const a: 1;\nexport as namespace Lib;',
      'export declare const a: number;\nexport as namespace Lib;',
    ),
    expected: ['major variable-type-changed a'],
  },
];

const modules: readonly Case[] = [
  {
    name: 'a module by name loses an export',
    ...inThing('export function f(): void; export function g(): void;', 'export function f(): void;'),
    expected: ['major export-removed "thing".g'],
  },
  {
    name: 'a member of a type in a module by name changes',
    ...inThing(
      'export const a: Inner; interface Inner { x: string }',
      'export const a: Inner; interface Inner { x: number }',
    ),
    expected: ['major property-type-changed "thing".Inner.x'],
  },
  {
    name: 'a module by name that assigns its export',
    ...inThing('function f(a: string): void; export = f;', 'function f(a: number): void; export = f;'),
    expected: ['major param-type-changed "thing".export=(a)'],
  },
  {
    name: 'a module by name is gone',
    ...index(
      "declare module 'a' { export const x: 1 }\ndeclare module '*.svg' { const x: string; export default x }",
      "declare module 'a' { export const x: 1 }",
    ),
    expected: ['major entrypoint-removed module *.svg'],
  },
  {
    name: 'another module by name is added',
    ...index(
      "declare module 'a' { export const x: 1 }",
      "declare module 'a' { export const x: 1 }\ndeclare module 'b' { export const x: 1 }",
    ),
    expected: [],
  },
  {
    name: 'a module by name re-exports another one',
    ...index(
      "declare module 'a' { export const x: 1; export const y: 1 }\ndeclare module 'node:a' { export * from 'a' }",
      "declare module 'a' { export const x: 1 }\ndeclare module 'node:a' { export * from 'a' }",
    ),
    expected: ['major export-removed "a".y', 'major export-removed "node:a".y'],
  },
  {
    name: 'the module that has the name of the package',
    base: {
      'package.json': '{"name":"lib","types":"index.d.ts"}',
      'index.d.ts': "declare module 'lib' { export const x: 1; export const y: 1 }",
    },
    head: {
      'package.json': '{"name":"lib","types":"index.d.ts"}',
      'index.d.ts': "declare module 'lib' { export const x: 1 }",
    },
    expected: ['major export-removed y'],
  },
  {
    name: 'the module that has the name of the package becomes a file',
    base: {
      'package.json': '{"name":"lib","types":"index.d.ts"}',
      'index.d.ts': "declare module 'lib' { export function f(a: string): void }",
    },
    head: {
      'package.json': '{"name":"lib","types":"index.d.ts"}',
      'index.d.ts': 'export declare function f(a: string): void;',
    },
    expected: [],
  },
  {
    name: 'what is added to the module of another package is gone',
    ...index(
      "export {};\ndeclare module 'other' { interface Request { user: string; id: string } }",
      "export {};\ndeclare module 'other' { interface Request { user: string } }",
    ),
    expected: ['major property-removed "other".Request.id'],
  },
  {
    name: 'what is added to a package is added to another one now, which may pass it on',
    ...index(
      "export {};\ndeclare module 'other/core' { interface Request { user: string } }",
      "export {};\ndeclare module 'other' { interface Request { user: string } }",
    ),
    expected: ['review export-removed "other/core".Request'],
  },
  {
    name: 'globals inside of a module by name',
    ...index(
      "declare module 'a' { global { interface Shape { a: string } } export const x: Shape }",
      "declare module 'a' { global { interface Shape { a: number } } export const x: Shape }",
    ),
    expected: ['major property-type-changed global.Shape.a'],
  },
];

describe('globals', () => {
  for (const given of globals) it(given.name, () => check(given));
});

describe('modules by name', () => {
  for (const given of modules) it(given.name, () => check(given));
});
