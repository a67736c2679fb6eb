import type { CommitReading, RepositoryLinks } from '../../src/core/history/model.ts';
import { readCommit } from '../../src/core/history/readCommit.ts';
import type { NotesFacts, SeenChange } from '../../src/core/notes/facts.ts';

export const github: RepositoryLinks = {
  host: 'github',
  url: 'https://github.com/example/product',
  slug: 'example/product',
};

/** A range with nothing in it, compared completely. */
export const noFacts: NotesFacts = {
  base: { name: 'v1.2.0', commit: 'b'.repeat(40), version: '1.2.0' },
  head: { name: 'HEAD', commit: 'a'.repeat(40) },
  commits: [],
  contributors: [],
  changes: [],
  gaps: [],
  dependencies: [],
  deployment: { migrations: [], configuration: [], flags: [] },
  deprecations: [],
  knownIssues: [],
  tests: [],
};

/** Commits with these messages, newest first, each the parent of the one before. */
export function commitsOf(...messages: readonly string[]): readonly CommitReading[] {
  return messages.map((message, index) => commitOf(message, messages.length - index));
}

export function commitOf(message: string, number: number): CommitReading {
  const person = { name: 'Ana', email: 'ana@example.com' };
  const when = Date.UTC(2026, 10, 1) + number * 60_000;
  return readCommit({
    id: idOf(number),
    parents: [idOf(number - 1)],
    author: person,
    committer: person,
    authored: when,
    committed: when,
    message,
  });
}

/** An object name that begins with the number. */
export function idOf(number: number): string {
  return `${number.toString(16).padStart(4, '0')}c0ffee`.padEnd(40, '0');
}

export function seen(subject: string, more: Partial<SeenChange> = {}): SeenChange {
  return {
    rule: 'typescript/export-removed',
    detector: 'typescript',
    level: 'major',
    confidence: 'proven',
    subject,
    args: {},
    message: `\`${subject}\` is no longer exported.`,
    fix: '',
    base: { path: 'src/index.ts', line: 3, column: 1 },
    ...more,
  };
}
