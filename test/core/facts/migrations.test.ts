import assert from 'node:assert/strict';
import { deploymentFacts } from '../../../src/core/facts/rangeFacts.ts';
import { memoryComparison, type Files } from '../../support/memoryTrees.ts';

/** The new files of a range, as `path reversible [line statement]`. */
async function check(head: Files, expected: readonly string[], base: Files = {}): Promise<void> {
  const { migrations } = await deploymentFacts(memoryComparison(base, head));
  assert.deepEqual(
    migrations.map(({ path, reversible, locking }) =>
      [path, reversible, ...(locking === undefined ? [] : [`${locking.line} ${locking.statement}`])].join(
        ' ',
      ),
    ),
    expected,
  );
}

const rails = (body: string): Files => ({
  'db/migrate/20260101_a.rb': `class A < ActiveRecord::Migration[7.1]\n${body}\nend\n`,
});
const django = (operation: string): Files => ({
  'shop/migrations/0002_a.py': `class Migration(migrations.Migration):\n    operations = [\n        ${operation},\n    ]\n`,
});
const alembic = (down: string, up = 'op.drop_column("a", "b")'): Files => ({
  'alembic/versions/1_a.py': `def upgrade():\n    ${up}\n\n\ndef downgrade():\n    ${down}\n`,
});
const knex = (down: string): Files => ({
  'migrations/1_a.js': `exports.up = (knex) => knex.schema.dropTable('a');\n${down}\n`,
});
const ef = (down: string): Files => ({
  'Migrations/1_A.cs': `class A : Migration {\n  protected override void Up(MigrationBuilder migrationBuilder) { }\n  protected override void Down(MigrationBuilder migrationBuilder)\n  {\n${down}\n  }\n}\n`,
});
const laravel = (down: string): Files => ({
  'database/migrations/1_a.php': `<?php return new class extends Migration {\n  public function up(): void { Schema::create('a', fn ($t) => $t->id()); }\n${down}\n};\n`,
});
const ecto = (body: string): Files => ({
  'priv/repo/migrations/1_a.exs': `defmodule A do\n  use Ecto.Migration\n${body}\nend\n`,
});
const liquibase = (set: string): Files => ({
  'db/liquibase/1.xml': `<databaseChangeLog><changeSet id="1" author="a">${set}</changeSet></databaseChangeLog>`,
});

const cases: Readonly<Record<string, readonly (readonly [string, Files, readonly string[]])[]>> = {
  Rails: [
    [
      'change that Rails turns round',
      rails('  def change\n    add_column :a, :b, :string\n  end'),
      ['db/migrate/20260101_a.rb yes'],
    ],
    [
      'a column removed without its type',
      rails('  def change\n    remove_column :a, :b\n  end'),
      ['db/migrate/20260101_a.rb no'],
    ],
    [
      'a column removed with its type',
      rails('  def change\n    remove_column :a, :b, :string\n  end'),
      ['db/migrate/20260101_a.rb yes'],
    ],
    ['up alone', rails('  def up\n    drop_table :a\n  end'), ['db/migrate/20260101_a.rb no']],
    [
      'up and down',
      rails('  def up\n    execute "x"\n  end\n  def down\n    execute "y"\n  end'),
      ['db/migrate/20260101_a.rb yes'],
    ],
    [
      'a down that refuses',
      rails('  def up\n    x\n  end\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end'),
      ['db/migrate/20260101_a.rb no'],
    ],
    ['an empty down', rails('  def up\n    x\n  end\n  def down\n  end'), ['db/migrate/20260101_a.rb no']],
    [
      'an index that locks',
      rails('  def change\n    add_index :a, :b\n  end'),
      ['db/migrate/20260101_a.rb yes 3 add_index :a, :b'],
    ],
    [
      'an index that does not lock',
      rails('  def change\n    add_index :a, :b,\n      algorithm: :concurrently\n  end'),
      ['db/migrate/20260101_a.rb yes'],
    ],
  ],
  Django: [
    [
      'a field',
      django('migrations.AddField("a", "b", models.TextField())'),
      ['shop/migrations/0002_a.py yes'],
    ],
    ['code without a way back', django('migrations.RunPython(forwards)'), ['shop/migrations/0002_a.py no']],
    [
      'code with a way back',
      django('migrations.RunPython(forwards, backwards)'),
      ['shop/migrations/0002_a.py yes'],
    ],
    [
      'code with a named way back',
      django('migrations.RunPython(forwards, reverse_code=noop)'),
      ['shop/migrations/0002_a.py yes'],
    ],
    [
      'SQL without a way back',
      django('migrations.RunSQL("UPDATE a SET b = 1, c = 2 WHERE d")'),
      ['shop/migrations/0002_a.py no'],
    ],
    [
      'SQL with a way back',
      django('migrations.RunSQL("UPDATE a SET b = 1 WHERE d", "UPDATE a SET b = 0 WHERE d")'),
      ['shop/migrations/0002_a.py yes'],
    ],
    [
      'an index',
      django('migrations.AddIndex("a", index)'),
      ['shop/migrations/0002_a.py yes 3 migrations.AddIndex("a", index),'],
    ],
    [
      'an index made beside the traffic',
      django('AddIndexConcurrently("a", index)'),
      ['shop/migrations/0002_a.py yes'],
    ],
  ],
  Alembic: [
    ['a way back', alembic('op.add_column("a", sa.Column("b"))'), ['alembic/versions/1_a.py yes']],
    ['pass', alembic('pass'), ['alembic/versions/1_a.py no']],
    ['pass after words', alembic('"""No way back."""\n    # none\n    pass'), ['alembic/versions/1_a.py no']],
    ['raise', alembic('raise NotImplementedError'), ['alembic/versions/1_a.py no']],
    [
      'a type that changes',
      alembic('pass', 'op.alter_column("a", "b", type_=sa.Text())'),
      ['alembic/versions/1_a.py no 2 op.alter_column("a", "b", type_=sa.Text())'],
    ],
    [
      'a default that changes',
      alembic('pass', 'op.alter_column("a", "b", server_default="1")'),
      ['alembic/versions/1_a.py no'],
    ],
  ],
  'Knex, TypeORM, Sequelize': [
    ['a way back', knex("exports.down = (knex) => knex.schema.createTable('a');"), ['migrations/1_a.js yes']],
    ['none', knex(''), ['migrations/1_a.js no']],
    ['an empty function', knex('exports.down = async function (knex) {};'), ['migrations/1_a.js no']],
    [
      'a refusal',
      knex("exports.down = async (knex) => { throw new Error('no'); };"),
      ['migrations/1_a.js no'],
    ],
    [
      'TypeORM, SQL that locks',
      {
        'migrations/1-A.ts':
          'export class A implements MigrationInterface {\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`CREATE INDEX "i" ON "a" ("b")`);\n  }\n  public async down(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(`DROP INDEX "i"`);\n  }\n}\n',
      },
      ['migrations/1-A.ts yes 3 CREATE INDEX'],
    ],
    [
      'TypeORM with an empty down',
      {
        'migrations/1-A.ts':
          'export class A {\n  public async up(queryRunner: QueryRunner): Promise<void> { await x(); }\n  public async down(queryRunner: QueryRunner): Promise<void> {\n  }\n}\n',
      },
      ['migrations/1-A.ts no'],
    ],
  ],
  'EF Core, Laravel, Ecto, goose': [
    ['EF Core', ef('    migrationBuilder.DropColumn("a", "b");'), ['Migrations/1_A.cs yes']],
    ['EF Core, empty', ef(''), ['Migrations/1_A.cs no']],
    ['EF Core, refused', ef('    throw new NotSupportedException();'), ['Migrations/1_A.cs no']],
    ['EF Core, the snapshot is no migration', { 'Migrations/AppModelSnapshot.cs': 'x' }, []],
    [
      'Laravel',
      laravel("  public function down(): void { Schema::drop('a'); }"),
      ['database/migrations/1_a.php yes'],
    ],
    [
      'Laravel, empty',
      laravel('  public function down(): void\n  {\n    //\n  }'),
      ['database/migrations/1_a.php no'],
    ],
    ['Laravel, none', laravel(''), ['database/migrations/1_a.php no']],
    ['Ecto', ecto('  def change do\n    create table(:a)\n  end'), ['priv/repo/migrations/1_a.exs yes']],
    [
      'Ecto, SQL without a way back',
      ecto('  def change do\n    execute "DROP VIEW v"\n  end'),
      ['priv/repo/migrations/1_a.exs no'],
    ],
    ['Ecto, up alone', ecto('  def up do\n    drop table(:a)\n  end'), ['priv/repo/migrations/1_a.exs no']],
    [
      'Ecto, an index',
      ecto('  def change do\n    create index(:a, [:b])\n  end'),
      ['priv/repo/migrations/1_a.exs yes 4 create index(:a, [:b])'],
    ],
    [
      'Ecto, an index beside the traffic',
      ecto('  def change do\n    create index(:a, [:b], concurrently: true)\n  end'),
      ['priv/repo/migrations/1_a.exs yes'],
    ],
    [
      'goose in Go',
      { 'migrations/1_a.go': 'func init() {\n\tgoose.AddMigrationContext(up1, nil)\n}\n' },
      ['migrations/1_a.go no'],
    ],
  ],
  Liquibase: [
    ['what it turns round by itself', liquibase('<addColumn tableName="a"/>'), ['db/liquibase/1.xml yes']],
    ['SQL without a way back', liquibase('<sql>x</sql>'), ['db/liquibase/1.xml no']],
    ['SQL with a way back', liquibase('<sql>x</sql><rollback>y</rollback>'), ['db/liquibase/1.xml yes']],
    [
      'formatted SQL',
      {
        'db/liquibase/1.sql':
          '--liquibase formatted sql\n--changeset a:1\nDROP TABLE a;\n--rollback CREATE TABLE a (b int);\n',
      },
      ['db/liquibase/1.sql yes'],
    ],
  ],
  SQL: [
    ['Flyway without U', { 'sql/V2__a.sql': 'DROP TABLE a;' }, ['sql/V2__a.sql no']],
    [
      'Flyway with U',
      { 'sql/V2__a.sql': 'DROP TABLE a;', 'sql/U2__a.sql': 'CREATE TABLE a (b int);' },
      ['sql/V2__a.sql yes'],
    ],
    [
      'a pair of files',
      { 'm/1_a.up.sql': 'DROP TABLE a;', 'm/1_a.down.sql': 'CREATE TABLE a (b int);' },
      ['m/1_a.up.sql yes'],
    ],
    [
      'a folder with both ways',
      { 'migrations/1_a/up.sql': 'DROP TABLE a;', 'migrations/1_a/down.sql': 'CREATE TABLE a (b int);' },
      ['migrations/1_a/up.sql yes'],
    ],
    [
      'a folder with one way',
      { 'migrations/1_a/up.sql': 'DROP TABLE a;' },
      ['migrations/1_a/up.sql unknown'],
    ],
    [
      'a change log of Liquibase that only names others',
      { 'db/changelog/master.yaml': 'databaseChangeLog:\n  - include: { file: changes/1.yaml }\n' },
      [],
    ],
    ['half a pair', { 'm/1_a.up.sql': 'DROP TABLE a;' }, ['m/1_a.up.sql no']],
    [
      'Prisma',
      { 'prisma/migrations/20260101_a/migration.sql': 'DROP TABLE a;' },
      ['prisma/migrations/20260101_a/migration.sql no'],
    ],
    [
      'sections',
      { 'db/migrate/1.sql': '-- +goose Up\nDROP TABLE a;\n-- +goose Down\nCREATE TABLE a (b int);\n' },
      ['db/migrate/1.sql yes'],
    ],
    [
      'an empty section',
      { 'db/migrate/1.sql': '-- migrate:up\nDROP TABLE a;\n-- migrate:down\n' },
      ['db/migrate/1.sql no'],
    ],
    ['plain', { 'migrations/1.sql': 'ALTER TABLE a ADD COLUMN b int;' }, ['migrations/1.sql unknown']],
    [
      'plain with a file beside it',
      { 'migrations/1.sql': 'ALTER TABLE a ADD COLUMN b int;', 'migrations/rollback/1.sql': 'x' },
      ['migrations/1.sql yes'],
    ],
    [
      'by its content',
      { 'queries/a.sql': '-- why\nALTER TABLE a DROP COLUMN b;' },
      ['queries/a.sql unknown'],
    ],
    ['a query is none', { 'queries/a.sql': 'SELECT 1; -- alter table' }, []],
    [
      'the first lock',
      {
        'migrations/1.sql':
          "INSERT INTO a VALUES ('CREATE INDEX;');\n/* x\n*/\nCREATE INDEX i\n  ON a (b);\n",
      },
      ['migrations/1.sql unknown 4 CREATE INDEX i ON a (b)'],
    ],
    [
      'beside the traffic',
      { 'migrations/1.sql': 'CREATE INDEX CONCURRENTLY i ON a (b);' },
      ['migrations/1.sql unknown'],
    ],
    [
      'a table that is new',
      { 'migrations/1.sql': 'CREATE TABLE a (b int);\nCREATE INDEX i ON a (b);' },
      ['migrations/1.sql unknown'],
    ],
    [
      'a lock on the way back alone',
      { 'migrations/1.sql': 'DROP INDEX i;\n-- rollback\nCREATE INDEX i ON a (b);' },
      ['migrations/1.sql yes'],
    ],
    [
      'a remark about going back is no way back',
      { 'migrations/1.sql': 'DROP INDEX i;\n-- rollback needs a backup\nCREATE INDEX i ON a (b);' },
      ['migrations/1.sql unknown 3 CREATE INDEX i ON a (b)'],
    ],
    [
      'all rows',
      { 'migrations/1.sql': 'UPDATE a SET b = 1;' },
      ['migrations/1.sql unknown 1 UPDATE a SET b = 1'],
    ],
    ['a few rows', { 'migrations/1.sql': 'UPDATE a SET b = 1 WHERE c;' }, ['migrations/1.sql unknown']],
    [
      'not valid yet',
      { 'migrations/1.sql': 'ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES c NOT VALID;' },
      ['migrations/1.sql unknown'],
    ],
  ],
};

describe('migrations of a range', () => {
  for (const [group, rows] of Object.entries(cases)) {
    describe(group, () => {
      for (const [name, head, expected] of rows) it(name, () => check(head, expected));
    });
  }

  it('leaves out one that is gone', () => check({}, [], { 'migrations/1.sql': 'SELECT 1' }));

  it('knows nothing of one that cannot be read', async () => {
    const comparison = memoryComparison(
      {},
      { 'migrations/1.sql': 'x' },
      { unreadable: { 'migrations/1.sql': { ok: false, reason: 'tooLarge', detail: '' } } },
    );
    const { migrations } = await deploymentFacts(comparison);
    assert.deepEqual(migrations, [{ path: 'migrations/1.sql', reversible: 'unknown' }]);
  });
});
