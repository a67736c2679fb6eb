import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/base/text.ts';
import { isRestorable, restorationOf } from '../../../../src/core/breaking/typescript/restore.ts';
import { changesBetween } from './changesBetween.ts';

interface Case {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  /** What is added to the head, a line each; undefined where nothing safe is known. */
  readonly added: readonly string[] | undefined;
  readonly path?: string;
}

const names: readonly Case[] = [
  {
    name: 'a function has a new name',
    base: 'export function load(id: string): string {\n  return id === "" ? "" : load("");\n}\n',
    head: '/** Reads. */\nexport function read(id: string): string {\n  // Once more.\n  return id === "" ? "" : read("");\n}\nexport const last = 1;\n',
    added: ['/** @deprecated Use read. */', 'export const load = read;'],
  },
  {
    name: 'an arrow function has a new name',
    base: 'export const load = (id: string): string => id;\n',
    head: 'export const read = (id: string): string => id;\n',
    added: ['/** @deprecated Use read. */', 'export const load = read;'],
  },
  {
    name: 'a function with overloads has a new name',
    base: 'export function load(a: string): string;\nexport function load(a: number): number;\nexport function load(a: string | number): string | number {\n  return a;\n}\n',
    head: 'export function read(a: string): string;\nexport function read(a: number): number;\nexport function read(a: string | number): string | number {\n  return a;\n}\n',
    added: ['/** @deprecated Use read. */', 'export const load = read;'],
  },
  {
    name: 'a class has a new name, which is a type too',
    base: 'export class Store<T> {\n  value?: T;\n}\n',
    head: 'export class Shelf<T> {\n  value?: T;\n}\n',
    added: ['/** @deprecated Use Shelf. */', 'export { Shelf as Store };'],
  },
  {
    name: 'a type has a new name',
    base: 'export interface Order<T> { id: T }\n',
    head: 'export interface Entry<T> { id: T }\n',
    added: ['/** @deprecated Use Entry. */', 'export type { Entry as Order };'],
  },
  {
    name: 'a value has a new name, and keeps its narrow type',
    base: "export const mode = 'fast';\n",
    head: "export const speed = 'fast';\n",
    added: ['/** @deprecated Use speed. */', 'export { speed as mode };'],
  },
  {
    name: 'declarations only',
    path: 'index.d.ts',
    base: 'export declare function load(): void;\n',
    head: 'export declare function read(): void;\n',
    added: ['/** @deprecated Use read. */', 'export { read as load };'],
  },
  {
    name: 'the declaration is there and no longer exported',
    base: 'export function load(): number {\n  return 1;\n}\n',
    head: 'function load(): number {\n  return 1;\n}\nexport const n = load();\n',
    added: ['export { load };'],
  },
  {
    name: 'lines end as in the file',
    base: 'export const load = (): void => {};\r\n',
    head: 'export const read = (): void => {};\r\n',
    added: ['/** @deprecated Use read. */', 'export const load = read;'],
  },
  {
    name: 'the function does something else by now',
    base: 'export function load(): number {\n  return 1;\n}\n',
    head: 'export function read(): number {\n  return 2;\n}\n',
    added: undefined,
  },
  {
    name: 'two functions could be the old one',
    base: 'export const load = (): void => {};\n',
    head: 'export const read = (): void => {};\nexport const fetch = (): void => {};\n',
    added: undefined,
  },
  {
    name: 'the twin was there before',
    base: 'export const load = (): void => {};\nexport const read = (): void => {};\n',
    head: 'export const read = (): void => {};\n',
    added: undefined,
  },
  {
    name: 'the old name means something else in the file',
    base: 'export const load = (): void => {};\n',
    head: "import load from './load.js';\nexport const read = (): void => {};\nload();\n",
    added: undefined,
  },
  {
    name: 'the text cannot be parsed',
    base: 'export const load = (): void => {};\n',
    head: 'export const read = (): void => {};\nexport const = 1;\n',
    added: undefined,
  },
];

const signatures: readonly Case[] = [
  {
    name: 'an overload is gone, and the implementation takes its calls',
    base: 'export function find(id: string): string;\nexport function find(id: number, deep: boolean): string;\nexport function find(id: string | number, deep?: boolean): string {\n  return `${id} ${deep}`;\n}\n',
    head: 'export function find(id: string): string;\nexport function find(id: string | number, deep?: boolean): string {\n  return `${id} ${deep}`;\n}\n',
    added: [
      '/** @deprecated Use another signature. */',
      'export function find(id: number, deep: boolean): string;',
    ],
  },
  {
    name: 'a parameter is asked for in the overloads, and not in the implementation',
    base: 'export function find(id: string): string {\n  return id;\n}\n',
    head: 'export function find(id: string, deep: boolean): string;\nexport function find(id: string, deep?: boolean): string {\n  return `${id} ${deep}`;\n}\n',
    added: ['/** @deprecated Use another signature. */', 'export function find(id: string): string;'],
  },
  {
    name: 'the implementation takes many',
    base: 'export function join(a: string, b: string): string;\nexport function join(a: string, b: string): string {\n  return a + b;\n}\n',
    head: 'export function join(a: number): string;\nexport function join(...all: (string | number)[]): string {\n  return all.join();\n}\n',
    added: [
      '/** @deprecated Use another signature. */',
      'export function join(a: string, b: string): string;',
    ],
  },
  {
    name: 'the implementation wants the parameter too',
    base: 'export function find(id: string): string {\n  return id;\n}\n',
    head: 'export function find(id: string, deep: boolean): string;\nexport function find(id: string, deep: boolean): string {\n  return `${id} ${deep}`;\n}\n',
    added: undefined,
  },
  {
    name: 'one signature only: an overload would hide it',
    base: 'export function find(id: string): string {\n  return id;\n}\n',
    head: 'export function find(id: string, deep: boolean): string {\n  return `${id} ${deep}`;\n}\n',
    added: undefined,
  },
  {
    name: 'the implementation takes another type',
    base: 'export function find(id: number): string;\nexport function find(id: string): string;\nexport function find(id: string | number): string {\n  return `${id}`;\n}\n',
    head: 'export function find(id: string): string;\nexport function find(id: string | boolean): string {\n  return `${id}`;\n}\n',
    added: undefined,
  },
  {
    name: 'the implementation gives back another type',
    base: 'export function find(id: string): string {\n  return id;\n}\n',
    head: 'export function find(id: string, deep: boolean): number;\nexport function find(id: string, deep?: boolean): number {\n  return id.length + Number(deep);\n}\n',
    added: undefined,
  },
];

/** What is offered is added once, and comparing again finds nothing that breaks. */
async function check({ base, head, added, path = 'index.ts' }: Case): Promise<void> {
  const changes = await changesBetween({ [path]: base }, { [path]: head });
  const asked = changes.filter(({ level }) => level === 'major').filter(isRestorable);
  const answers = await Promise.all(asked.map((change) => restorationOf(change, { path, base, head })));
  const offered = answers.flatMap((answer) => answer ?? []);
  assert.equal(offered.length, added === undefined ? 0 : 1, JSON.stringify(changes.map(({ rule }) => rule)));
  const [restoration] = offered;
  if (restoration === undefined || added === undefined) return;
  const after = applyEdits(head, restoration.edits);
  const lineEnd = head.includes('\r\n') ? '\r\n' : '\n';
  assert.equal(
    after
      .split(lineEnd)
      .filter((line) => !head.split(lineEnd).includes(line))
      .join('\n'),
    added.join('\n'),
  );
  const again = await changesBetween({ [path]: base }, { [path]: after });
  assert.deepEqual(
    again.filter(({ level }) => level === 'major' || level === 'review').map(({ rule }) => rule),
    [],
    after,
  );
}

describe('restoring what a change took away', () => {
  for (const given of [...names, ...signatures]) it(given.name, () => check(given));

  it('is not asked about members, entry points and other formats', () => {
    for (const [rule, subject] of [
      ['typescript/export-removed', 'Store.find'],
      ['typescript/export-removed', 'default'],
      ['typescript/entrypoint-removed', './client'],
      ['graphql/field-removed', 'Query'],
    ] as const)
      assert.equal(isRestorable({ rule, subject }), false, subject);
  });
});

describe('a removal points at what is left', () => {
  const cases: readonly (readonly [name: string, base: string, head: string, line: number])[] = [
    [
      'the next statement',
      'export const a = 1;\nexport const b = 2;\nexport const c = 3;\n',
      '// First.\nexport const a = 1;\n// Last.\nexport const c = 3;\n',
      4,
    ],
    ['the one before it', 'export const a = 1;\nexport const b = 2;\n', '\nexport const a = 1;\n', 2],
    ['the file', 'export const b = 2;\n', '\nexport const a = 1;\n', 1],
    [
      'a list of exports',
      "export const a = 1;\nexport { b, c } from './inner.js';\n",
      "export const a = 1;\nexport { c } from './inner.js';\n",
      2,
    ],
  ];
  for (const [name, base, head, line] of cases)
    it(name, async () => {
      const inner = { 'inner.ts': 'export const b = 1;\nexport const c = 1;\n' };
      const changes = await changesBetween({ 'index.ts': base, ...inner }, { 'index.ts': head, ...inner });
      const found = changes.find(({ rule }) => rule === 'typescript/export-removed');
      assert.deepEqual([found?.subject, found?.head?.path, found?.head?.line], ['b', 'index.ts', line]);
    });
});
