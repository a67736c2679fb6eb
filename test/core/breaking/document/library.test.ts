import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { loadLibrary } from '../../../../src/core/breaking/document/library.ts';
import type { Library, Resolution } from '../../../../src/core/breaking/document/library.ts';
import type { DocumentNode } from '../../../../src/core/breaking/document/node.ts';
import { member, stringOf } from '../../../../src/core/breaking/document/node.ts';
import { memoryTree } from '../../../support/memoryTrees.ts';

/** `path#/keys` of the target, or the reason that there is none. */
function target(library: Library, found: Resolution): string {
  if (!found.ok) return found.reason;
  const { node } = found;
  return `${node.source.path}#${library
    .keysOf(node)
    .map((key) => `/${key}`)
    .join('')}`;
}

/** What the reference in `at` of the first document of the file leads to. */
async function follow(files: Readonly<Record<string, string>>, file: string, at = 'at'): Promise<string> {
  const library = await loadLibrary(memoryTree(files), [file]);
  const holder: DocumentNode | undefined = member(library.files.get(file)?.documents[0], at);
  const reference = stringOf(member(holder, '$ref'));
  assert.ok(holder !== undefined && reference !== undefined);
  return target(library, library.resolve(reference, holder));
}

describe('references', () => {
  const at = (reference: string, rest = ''): string => `{"at": {"$ref": "${reference}"}${rest}}`;
  const defs = ', "$defs": {"A": {"$anchor": "here", "b/c d": {}, "list": [{}, {"x": {}}]}}';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a pointer', { 'a.json': at('#/$defs/A', defs) }, 'a.json#/$defs/A'],
    ['a pointer with escapes', { 'a.json': at('#/$defs/A/b~1c%20d', defs) }, 'a.json#/$defs/A/b/c d'],
    ['a pointer into a list', { 'a.json': at('#/$defs/A/list/1/x', defs) }, 'a.json#/$defs/A/list/1/x'],
    ['the whole document', { 'a.json': at('#') }, 'a.json#'],
    ['an anchor', { 'a.json': at('#here', defs) }, 'a.json#/$defs/A'],
    ['nothing', { 'a.json': at('#/$defs/B', defs) }, 'missing'],
    ['another file', { 's/a.json': at('../b.yaml#/A'), 'b.yaml': 'A: {x: 1}' }, 'b.yaml#/A'],
    ['another file without its ending', { 'a.json': at('./b#/A'), 'b.json': '{"A": {}}' }, 'b.json#/A'],
    ['a file that is not there', { 'a.json': at('b.json') }, 'missing'],
    ['a file outside of the tree', { 'a.json': at('../../b.json'), 'b.json': '{}' }, 'missing'],
    ['a URL', { 'a.json': at('https://schemas.example/b.json') }, 'unsupported'],
    [
      'the name of another file, by its neighbours',
      {
        's/a.json': at(
          'https://schemas.example/v1/parts/b.json',
          ', "$id": "https://schemas.example/v1/a.json"',
        ),
        's/parts/b.json': '{}',
      },
      's/parts/b.json#',
    ],
    [
      'the name of a part',
      {
        'a.json': at(
          'b.json',
          ', "$id": "https://schemas.example/a.json", "$defs": {"B": {"$id": "b.json"}}',
        ),
      },
      'a.json#/$defs/B',
    ],
    [
      'a name of the first drafts',
      {
        'a.json': at(
          '#b',
          ', "$schema": "http://json-schema.org/draft-04/schema#", "definitions": {"B": {"id": "#b"}}',
        ),
      },
      'a.json#/definitions/B',
    ],
    [
      'a key called id',
      { 'a.json': at('b.json', ', "id": "https://schemas.example/"'), 'b.json': '{}' },
      'b.json#',
    ],
    [
      'a pointer that passes a reference',
      { 'a.json': at('#/B/x', ', "B": {"$ref": "b.json#/C"}'), 'b.json': '{"C": {"x": {}}}' },
      'b.json#/C/x',
    ],
    ['a pointer round in a circle', { 'a.json': at('#/B/x', ', "B": {"$ref": "#/B"}') }, 'missing'],
    ['a file with an error', { 'a.json': at('#/B/x', ', "B": {"y" 1}') }, 'syntax'],
  ];
  for (const [name, files, expected] of cases) {
    it(`lead to ${name}`, async () => {
      const [file = ''] = Object.keys(files);
      assert.equal(await follow(files, file), expected);
    });
  }

  it('go no further than the limits', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`${index}.json`, `{"$ref": "${index + 1}.json"}`]),
    );
    const few = await loadLibrary(memoryTree(files), ['0.json'], { files: 3 });
    assert.deepEqual([...few.files.keys()], ['0.json', '1.json', '2.json']);
    assert.deepEqual(
      few.unread.map(({ path, reason }) => `${path} ${reason}`),
      ['3.json tooLarge'],
    );
    const stopped = await loadLibrary(memoryTree(files), ['0.json'], { stop: () => true });
    assert.deepEqual(
      stopped.unread.map(({ reason }) => reason),
      ['timeBudget'],
    );
  });

  it('of files that refer to each other end', async () => {
    const library = await loadLibrary(
      memoryTree({ 'a.json': '{"$ref": "b.json"}', 'b.json': '{"$ref": "a.json"}' }),
      ['a.json'],
    );
    assert.deepEqual([...library.files.keys()], ['a.json', 'b.json']);
  });
});
