import assert from 'node:assert/strict';
import { provedBy, type TestedTree } from '../../../src/core/readiness/tested.ts';

const commit = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';
const clean: TestedTree = { commit, changed: [], unknown: [] };
const edited: TestedTree = { ...clean, changed: ['src/a.ts'] };
const withNew: TestedTree = { ...clean, unknown: ['src/new.ts'] };

type Case = readonly [
  name: string,
  before: TestedTree | undefined,
  after: TestedTree | undefined,
  says: string,
];

const cases: readonly Case[] = [
  ['nothing differed', clean, clean, 'a1b2c3d4e5f6'],
  ['a known file differed at the start', edited, clean, 'uncommitted'],
  ['a new file was there at the start', withNew, withNew, 'uncommitted'],
  ['a known file was edited meanwhile', clean, edited, 'uncommitted'],
  ['the task wrote a new file', clean, withNew, 'a1b2c3d4e5f6'],
  ['another commit was checked out meanwhile', clean, { ...clean, commit: 'b'.repeat(40) }, 'moved'],
  ['another commit and edits', edited, { ...edited, commit: 'b'.repeat(40) }, 'moved'],
  ['git could not be asked at the start', undefined, clean, 'nothing'],
  ['git could not be asked at the end', clean, undefined, 'nothing'],
];

describe('what the run of a task proves', () => {
  for (const [name, before, after, says] of cases) {
    it(name, () => {
      const { commit: proved, doubt } = provedBy(before, after);
      assert.equal(proved ?? doubt ?? 'nothing', says);
    });
  }
});
