import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attribute, graphBuilder } from '../../../src/core/history/attribution.ts';

/** Commits newest first, `[id, parents, seconds]`. */
type Commits = readonly (readonly [id: string, parents: readonly string[], seconds: number])[];

function owners(commits: Commits, releases: readonly (readonly [name: string, commit: string])[]) {
  const builder = graphBuilder();
  for (const [id, parents, seconds] of commits) {
    builder.add(id, parents, seconds);
  }
  const graph = builder.graph();
  const found = attribute(
    graph,
    releases.map(([name, commit]) => ({ name, commit })),
  );
  return Object.fromEntries(
    graph.ids.map((id, place) => [id, found.releases[found.owner[place] ?? -1]?.name ?? '-']),
  );
}

describe('attribution', () => {
  it('gives a commit to the first release that contains it', () =>
    assert.deepEqual(
      owners(
        [
          ['f', ['e'], 6],
          ['e', ['d', 'c'], 5],
          ['d', ['b'], 4],
          ['c', ['a'], 3],
          ['b', ['a'], 2],
          ['a', [], 1],
        ],
        [
          ['v2', 'e'],
          ['v1', 'b'],
        ],
      ),
      { f: '-', e: 'v2', d: 'v2', c: 'v2', b: 'v1', a: 'v1' },
    ));

  it('is not misled by a clock that went backwards', () =>
    assert.deepEqual(
      owners(
        [
          ['b', ['a'], 1],
          ['a', [], 9],
        ],
        [
          ['v2', 'b'],
          ['v1', 'a'],
        ],
      ),
      { b: 'v2', a: 'v1' },
    ));

  it('leaves out releases that the history does not contain', () =>
    assert.deepEqual(owners([['a', [], 1]], [['v1', 'z']]), { a: '-' }));

  it('agrees with asking each release in turn', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 50 }), fc.boolean()), {
          minLength: 1,
          maxLength: 25,
        }),
        (drawn) => {
          const made = drawn.map(
            ([first, second, seconds, tagged], index): readonly [string, string[], number, boolean] => {
              const parents = index === 0 ? [] : [...new Set([first % index, second % index])].map(String);
              return [String(index), parents, seconds, tagged];
            },
          );
          const commits: Commits = made
            .map(([id, parents, seconds]) => [id, parents, seconds] as const)
            .toReversed();
          const releases = made.filter(([, , , tagged]) => tagged).map(([id]) => [`v${id}`, id] as const);
          const found = owners(commits, releases);
          const parentsOf = new Map(made.map(([id, parents]) => [id, parents] as const));
          const contains = (release: string, id: string): boolean =>
            release === id || (parentsOf.get(release) ?? []).some((parent) => contains(parent, id));
          for (const [id] of made) {
            const containing = releases.filter(([, commit]) => contains(commit, id)).map(([name]) => name);
            const owner = found[id] ?? '-';
            assert.equal(owner === '-', containing.length === 0);
            // No release that is an ancestor of the owner contains the commit.
            assert.ok(
              owner === '-' ||
                !containing.some((name) => name !== owner && contains(owner.slice(1), name.slice(1))),
            );
          }
        },
      ),
    ));
});
