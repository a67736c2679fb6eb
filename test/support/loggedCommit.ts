import type { LoggedCommit } from '../../src/core/history/model.ts';

/** A commit by the usual author, with what a test says about it. */
export function loggedCommit(message: string, more: Partial<LoggedCommit> = {}): LoggedCommit {
  const author = { name: 'Ana', email: 'ana@example.com' };
  return {
    id: 'a'.repeat(40),
    parents: ['b'.repeat(40)],
    author,
    committer: author,
    authored: 0,
    committed: 0,
    message,
    ...more,
  };
}
