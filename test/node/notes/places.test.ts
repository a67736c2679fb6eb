import assert from 'node:assert/strict';
import { runbookIn } from '../../../src/node/notes/places.ts';

describe('the runbook of a repository', () => {
  const cases: readonly (readonly [paths: readonly string[], expected: string | undefined])[] = [
    [['docs/rollback.md', 'docs/runbook.md'], 'docs/rollback.md'],
    [['docs/runbooks/orders.md'], 'docs/runbooks/orders.md'],
    [['ops/deploy-runbook.md', 'docs/api/rollback-plan.md'], 'docs/api/rollback-plan.md'],
    [['ROLLBACK_PROCEDURE.md'], 'ROLLBACK_PROCEDURE.md'],
    [['docs/rules/rollback-missing.md', 'docs/how-to-test-rollback-of-orders.md'], undefined],
    [['test/fixtures/rollback.md', 'src/rollback.ts'], undefined],
  ];
  for (const [paths, expected] of cases) {
    it(`is ${expected ?? 'none'} of ${paths.join(', ')}`, () =>
      assert.equal(runbookIn(paths)?.path, expected));
  }
});
