/** States that must never be a plain GO, and states that must be one. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assess, withChange } from '../../../src/core/engine.ts';
import { reasonFix, reasonSentence } from '../../../src/core/readiness/catalog.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';
import { now, readyStates, unreadyStates, type State } from '../../support/readinessStates.ts';

/**
 * `verdict code file:line` of the first reason; where no release is there at all, `none` and what was
 * left out as `why file`.
 */
async function check(
  { files, scope = {}, git, history, changedSince, change }: State,
  expected: string,
): Promise<void> {
  const ports = memoryPorts({
    files,
    now,
    ...(git === undefined ? {} : { git }),
    ...(history === undefined ? {} : { history }),
    ...(changedSince === undefined ? {} : { changedSince }),
  });
  const { readiness, leftOut } = withChange(await assess(ports, scope), change, now);
  const [release] = readiness;
  const [reason] = release?.reasons ?? [];
  if (release === undefined) {
    assert.equal(['none', ...leftOut.map(({ file, why }) => `${why} ${file}`)].join(' '), expected);
    return;
  }
  const place = reason?.where === undefined ? '' : ` ${reason.where.file}:${reason.where.line}`;
  const first = reason === undefined || reason.weight === 'info' ? '' : ` ${reason.code}${place}`;
  assert.equal(`${release.verdict}${first}`, expected);
  for (const one of release.reasons) {
    assert.doesNotMatch(`${reasonSentence(one)} ${reasonFix(one)}`, /(?<!\{)\{\w+\}|undefined/);
    assert.notEqual(reasonFix(one), '');
  }
}

describe('never ready', () => {
  for (const [title, states] of Object.entries(unreadyStates)) {
    describe(title, () => {
      for (const [name, state, expected] of states) {
        it(name, async () => {
          assert.doesNotMatch(expected, /^go\b/);
          await check(state, expected);
        });
      }
    });
  }
});

describe('ready', () => {
  for (const [name, state] of readyStates) {
    it(name, () => check(state, 'go'));
  }
});
