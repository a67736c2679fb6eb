import assert from 'node:assert/strict';
import type { Level, NotAnalysed } from '../../../src/core/breaking/change.ts';
import { changeFactsOf } from '../../../src/core/breaking/facts.ts';

interface Given {
  readonly changes?: readonly (readonly [detector: string, level: Level])[];
  readonly analysed?: readonly string[];
  readonly notAnalysed?: readonly NotAnalysed[];
  readonly changed: readonly string[];
}

/** `breaking api`, each yes, no or unknown. */
function check({ changes = [], analysed = [], notAnalysed = [], changed }: Given, expected: string): void {
  const facts = changeFactsOf(
    {
      changes: changes.map(([detector, level]) => ({
        rule: `${detector}/x`,
        detector,
        level,
        confidence: 'likely',
        subject: 'x',
        args: {},
      })),
      analysed: analysed.map((path) => ({ path, detector: 'x' })),
      notAnalysed,
      profiles: {},
    },
    changed.map((path) => ({ base: path, head: path })),
    { rule: () => undefined },
  );
  const word = (answer: typeof facts.api) => (answer.known ? (answer.holds ? 'yes' : 'no') : 'unknown');
  assert.equal(`${word(facts.breaking)} ${word(facts.api)}`, expected);
}

describe('what a detection says about conditions', () => {
  it('yes for what was found, whatever else is unknown', () =>
    check({ changes: [['graphql', 'major']], changed: ['a.graphql', 'b.go'] }, 'yes yes'));
  it('no interface is changed by what a commit declares', () =>
    check({ changes: [['commits', 'major']], changed: ['a.go'] }, 'yes unknown'));
  it('no when everything was read', () =>
    check({ analysed: ['a.graphql'], changed: ['a.graphql', 'README.md'] }, 'no no'));
  it('not known when a file was not read', () =>
    check({ analysed: ['a.graphql'], changed: ['a.graphql', 'b.go'] }, 'unknown unknown'));
  it('no for tests, documents, and what a repository says to its host', () =>
    check(
      {
        analysed: ['a.graphql'],
        changed: [
          'a.graphql',
          'test/server_test.go',
          'docs/site/menu.js',
          '.github/ISSUE_TEMPLATE/bug.yml',
          '.gitignore',
          'releases/1.4.0/release.yml',
        ],
      },
      'no no',
    ));
  it('a description of an API may lie beside the documents', () =>
    check({ analysed: ['a.graphql'], changed: ['a.graphql', 'docs/api.yaml'] }, 'unknown unknown'));
  it('tables are nobody’s API, and may break', () =>
    check({ analysed: ['a.graphql'], changed: ['a.graphql', 'migrations/0007.sql'] }, 'unknown no'));
  it('a migration that breaks clients breaks, and changes no interface', () =>
    check(
      {
        changes: [['migrations', 'major']],
        analysed: ['a.graphql', 'migrations/0007.sql'],
        changed: ['a.graphql', 'migrations/0007.sql'],
      },
      'yes no',
    ));
  it('a migration that was compared and breaks nobody leaves nothing open', () =>
    check({ analysed: ['migrations/0007.sql'], changed: ['migrations/0007.sql'] }, 'no no'));
  it('one that a person has to look at does', () =>
    check(
      {
        changes: [['migrations', 'review']],
        analysed: ['migrations/0007.sql'],
        changed: ['migrations/0007.sql'],
      },
      'unknown no',
    ));
  it('says which file nobody compared', () => {
    const facts = changeFactsOf(
      { changes: [], analysed: [], notAnalysed: [], profiles: {} },
      ['a.go', 'b.go'].map((path) => ({ base: path, head: path })),
      { rule: () => undefined },
    );
    assert.deepEqual(facts.breaking, {
      known: false,
      why: 'notAnalysed',
      detail: 'nobody compared a.go and 1 more',
    });
  });
  it('not known when a file could not be read', () =>
    check(
      {
        analysed: ['a.graphql'],
        notAnalysed: [{ path: 'b.graphql', reason: 'syntax', detail: '' }],
        changed: ['a.graphql', 'b.graphql'],
      },
      'unknown unknown',
    ));
  it('not breaking and not compatible while a person has to look', () =>
    check(
      { changes: [['graphql', 'review']], analysed: ['a.graphql'], changed: ['a.graphql'] },
      'unknown yes',
    ));
});
