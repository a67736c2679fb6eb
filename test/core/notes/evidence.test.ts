import assert from 'node:assert/strict';
import { audiences, migrationGuide, releaseMessage } from '../../../src/core/authoring/messages.ts';
import { notesEvidence, notesItems } from '../../../src/core/notes/evidence.ts';
import type { NotesEvidence, NotesItemId } from '../../../src/core/notes/evidence.ts';
import type { NotesFacts } from '../../../src/core/notes/facts.ts';
import { templateText } from '../../../src/core/notes/template.ts';
import { commitsOf, noFacts, seen } from '../../support/notesFacts.ts';

const quiet: NotesFacts = { ...noFacts, commits: commitsOf('fix: links are blue (#2)') };
const breaking: NotesFacts = {
  ...noFacts,
  commits: commitsOf('feat!: drop helper (#3)'),
  changes: [seen('helper', { before: 'helper(1)' })],
};
const good = '# Release 1.2.1\n\n### Bug Fixes\n- Links are blue (#2)\n\n## Known Issues\nNone\n';
const listed = '# Release 2.0.0\n\n## Breaking Changes\n- helper is gone (#3)\n';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly facts?: NotesFacts;
  readonly states: Readonly<Record<NotesItemId, NotesEvidence['state']>>;
}

const cases: readonly Case[] = [
  {
    name: 'complete notes',
    text: good,
    facts: quiet,
    states: { drafted: 'done', migrationGuide: 'notNeeded', knownIssues: 'done' },
  },
  {
    name: 'the empty form',
    text: templateText(),
    facts: quiet,
    states: { drafted: 'open', migrationGuide: 'notNeeded', knownIssues: 'open' },
  },
  {
    name: 'an empty file',
    text: '',
    facts: quiet,
    states: { drafted: 'open', migrationGuide: 'notNeeded', knownIssues: 'open' },
  },
  {
    name: 'a break without steps',
    text: listed,
    facts: breaking,
    states: { drafted: 'open', migrationGuide: 'open', knownIssues: 'open' },
  },
  {
    name: 'a break with steps',
    text: `${listed}\n### Migration Steps\n1. Call other\n`,
    facts: breaking,
    states: { drafted: 'done', migrationGuide: 'done', knownIssues: 'open' },
  },
  {
    name: 'nobody asked the repository',
    text: good,
    states: { drafted: 'unknown', migrationGuide: 'unknown', knownIssues: 'done' },
  },
  {
    name: 'the comparison is not complete',
    text: good,
    facts: { ...quiet, gaps: ['a file is too large'] },
    states: { drafted: 'unknown', migrationGuide: 'unknown', knownIssues: 'done' },
  },
];

function check({ text, facts, states }: Case): void {
  const evidence = notesEvidence(text, facts);
  assert.deepEqual(Object.fromEntries(notesItems.map((item) => [item, evidence[item].state])), states);
}

describe('notes as evidence', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }
});

describe('messages beside the notes', () => {
  it('say what is known and leave blanks for the rest', () => {
    const texts = audiences.map((audience) =>
      releaseMessage(
        audience,
        { ...breaking, name: 'product', version: { text: '2.0.0', why: '' } },
        { when: '2026-11-23 09:00 UTC' },
      ),
    );
    for (const text of texts) {
      assert.match(text, /product 2\.0\.0/);
      assert.match(text, /2026-11-23 09:00 UTC/);
    }
    assert.match(texts[0] ?? '', /What users have to change:\n- Drop helper/);
    assert.match(releaseMessage('support', quiet), /Fixed:\n- Links are blue\n/);
    assert.match(releaseMessage('team', quiet), /1 commit since v1\.2\.0/);
  });

  it('guide users of a major release step by step', () => {
    const guide = migrationGuide({ ...breaking, version: { text: '2.0.0', why: '' } });
    assert.match(guide ?? '', /^# Migrating from 1\.2\.0 to 2\.0\.0\n/);
    assert.match(
      guide ?? '',
      /## Steps\n\n1\. Stop using `helper`: \[What to use instead\]\n {3}- Before: `helper\(1\)`\n/,
    );
    assert.equal(migrationGuide(quiet), undefined);
  });
});
