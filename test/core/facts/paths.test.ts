import assert from 'node:assert/strict';
import { pathFacts } from '../../../src/core/facts/paths.ts';
import type { FileClass } from '../../../src/core/facts/paths.ts';

const facts: readonly FileClass[] = ['migrations', 'ui', 'dependencies', 'configuration'];

/** What is yes and what nobody knows; everything else is no. */
function check(paths: readonly string[], expected: string): void {
  const answers = pathFacts(paths.map((path) => ({ base: path, head: path })));
  const said = facts.flatMap((fact) => {
    const answer = answers[fact];
    return answer.known ? (answer.holds ? [`${fact}: ${answer.evidence}`] : []) : [`${fact}?`];
  });
  assert.equal(said.join(', '), expected);
}

describe('what kinds of files changed', () => {
  for (const [paths, expected] of [
    [['migrations/0007-closed-at.sql'], 'migrations: migrations/0007-closed-at.sql'],
    [['db/migrate/1_a.rb', 'db/migrate/2_b.rb', 'src/a.ts'], 'migrations: 2 files under db/migrate/'],
    [['src/app/alembic/versions/ab12_add.py'], 'migrations: src/app/alembic/versions/ab12_add.py'],
    [['sql/V12__add_column.sql'], 'migrations: sql/V12__add_column.sql'],
    [['migration.sql'], 'migrations: migration.sql'],
    [['queries/report.sql'], 'migrations?'],
    [['test/migrations/fake.sql'], ''],
    [['docs/migrations/guide.md'], ''],
    [['src/Button.tsx', 'web/a.css'], 'ui: src/Button.tsx and 1 more'],
    [['src/components/useThing.ts'], 'ui?'],
    [['package-lock.json', 'package.json'], 'dependencies: package-lock.json'],
    [['package.json'], 'dependencies?'],
    [['requirements-dev.txt'], 'dependencies: requirements-dev.txt'],
    [['go.sum'], 'dependencies: go.sum'],
    [['.env.example'], 'configuration: .env.example'],
    [['helm/values-prod.yaml'], 'configuration: helm/values-prod.yaml'],
    [['src/data.yaml'], 'configuration?'],
    [['.github/workflows/ci.yml', 'README.md', 'src/a.ts'], ''],
    [[], ''],
  ] as const) {
    it(`${paths.join(', ')}: ${expected || 'none'}`, () => check(paths, expected));
  }

  it('says how many files were looked at when there is none', () => {
    const { migrations } = pathFacts([{ base: 'a.ts', head: 'a.ts' }, { head: 'b.ts' }]);
    assert.deepEqual(migrations, {
      known: true,
      holds: false,
      evidence: 'None of 2 changed files is a migration.',
    });
  });
});
