import { describe, it } from 'mocha';
import { checkMigration } from './support.ts';

/** The body of `change`, in a migration of Rails. */
function change(body: string): string {
  return `class Change < ActiveRecord::Migration[7.1]\n  def change\n${body}\n  end\nend\n`;
}

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['one column', 'remove_column :users, :email', ['column-dropped users.email']],
  [
    'with a receiver, brackets and a condition',
    'connection.remove_column("users", "email", if_exists: true) if column?',
    ['column-dropped users.email'],
  ],
  [
    'columns',
    'remove_columns :users, :a, :b, type: :string',
    ['column-dropped users.a', 'column-dropped users.b'],
  ],
  [
    'a reference',
    'remove_reference :users, :team, polymorphic: true',
    ['column-dropped users.team_id', 'column-dropped users.team_type'],
  ],
  [
    'arguments on lines of their own',
    'rename_column(\n  :users,\n  :a, # why\n  :b\n)',
    ['column-renamed users.a'],
  ],
  [
    'tables',
    'rename_table :a, :b\ndrop_table :c, :d do |t|\n  t.string :x\nend',
    ['table-renamed a', 'table-dropped c', 'table-dropped d'],
  ],
  [
    'a table that is made in place of another',
    'create_table :a, force: :cascade do |t|\n  t.string :x\nend',
    ['table-dropped a'],
  ],
  [
    'a table of the same migration',
    'create_table :a do |t|\n  t.string :x, null: false\n  t.timestamps\nend\nremove_column :a, :x\nadd_index :a, :y, unique: true',
    [],
  ],
  [
    'a block for one table',
    'change_table :users, bulk: true do |t|\n  t.remove :a, :b\n  t.rename :c, :d\n  t.string :e, null: false\n  t.string :f\n  t.index :g, unique: true\nend',
    [
      'column-dropped users.a',
      'column-dropped users.b',
      'column-renamed users.c',
      'unique-added users.g',
      'required-column-added users.e',
    ],
  ],
  [
    'columns that clients would have to fill',
    'add_column :users, :a, :string, null: false\nadd_timestamps :users',
    [
      'required-column-added users.a',
      'required-column-added users.created_at',
      'required-column-added users.updated_at',
    ],
  ],
  [
    'and those that they need not',
    'add_column :users, :a, :string, null: false, default: ""\nadd_timestamps :users, null: true\nadd_reference :users, :team',
    [],
  ],
  [
    'null',
    'change_column_null :users, :a, false\nchange_column_null :users, :b, true',
    ['not-null-added users.a', 'not-null-dropped users.b'],
  ],
  [
    'a default that goes',
    'change_column_default :users, :a, from: 1, to: nil\nchange_column_default :users, :b, from: 1, to: 2',
    ['default-dropped users.a'],
  ],
  [
    'both directions in one',
    'reversible do |dir|\n  dir.up { remove_column :users, :a }\n  dir.down do\n    remove_column :users, :b\n  end\nend',
    ['column-dropped users.a'],
  ],
  ['only upwards', 'up_only { execute "DROP VIEW v" }', ['view-dropped v']],
  [
    'what the author calls safe is for a second person',
    'safety_assured { remove_column :users, :a }',
    ['column-dropped users.a (review)'],
  ],
  ['a loop', '%i[a b].each do |name|\n  remove_column :users, name\nend', ['column-dropped users.name']],
  ['rows', 'User.where(a: 1).find_each do |user|\n  user.update!(b: 2)\nend', []],
  [
    'a string that looks like a call',
    'say "remove_column :users, :a"\nputs <<~TEXT\n  drop_table :users\nTEXT',
    [],
  ],
  ['a comment', '# drop_table :a\n=begin\ndrop_table :b\n=end\ndrop_table :c', ['table-dropped c']],
  ['SQL', "execute 'ALTER TABLE users DROP COLUMN a;'", ['column-dropped users.a']],
  ['SQL with quotes', 'execute "ALTER TABLE \\"users\\" DROP COLUMN \\"a\\""', ['column-dropped users.a']],
  [
    'SQL of more lines',
    'execute <<~SQL.squish\n  ALTER TABLE users -- people\n    DROP COLUMN a;\n  DROP TABLE #{name};\nSQL\ndrop_table :b',
    ['column-dropped users.a', 'table-dropped #{name}', 'table-dropped b'],
  ],
  ['SQL that is put together elsewhere', 'execute(statement)', ['not-understood execute']],
  ['another migration taken back', 'revert Start', ['not-understood revert']],
  ['a call that is not known', 'change_column_collation :users, :a', []],
  ['one that speaks of columns', 'rename_all_columns :users', ['not-understood rename_all_columns']],
  [
    'values of an enum',
    'rename_enum_value :mood, from: "glad", to: "happy"',
    ['enum-value-renamed mood.glad'],
  ],
];

describe('migrations of Rails', () => {
  for (const [name, body, expected] of cases)
    it(name, () => checkMigration({ 'db/migrate/1_a.rb': change(body) }, expected));

  it('a method of one line', () =>
    checkMigration(
      {
        'db/migrate/1_a.rb':
          'class A < ActiveRecord::Migration[7.1]\n  def up = remove_column(:users, :a)\n\n  def down = drop_table(:x)\nend\n',
      },
      ['column-dropped users.a'],
    ));

  const types: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['more room', ':string, limit: 80', ':string, limit: 40', ['column-type-widened users.a']],
    ['less room', ':string, limit: 20', ':string, limit: 40', ['column-type-changed users.a']],
    ['a limit where none was', ':string, limit: 20', ':string', ['column-type-changed users.a']],
    ['text', ':text', ':string', ['column-type-widened users.a']],
    [
      'more digits',
      ':decimal, precision: 12, scale: 2',
      ':decimal, precision: 10, scale: 2',
      ['column-type-widened users.a'],
    ],
    [
      'digits moved',
      ':decimal, precision: 12, scale: 4',
      ':decimal, precision: 12, scale: 2',
      ['column-type-changed users.a'],
    ],
    ['a number that clients read as a smaller one', ':bigint', ':integer', ['column-type-changed users.a']],
    ['the same', ':string', ':string', []],
    ['as precise as before', ':timestamp, precision: 6', ':timestamp', []],
  ];
  for (const [name, after, before, expected] of types) {
    it(`a type that was another one before: ${name}`, () =>
      checkMigration(
        {
          'db/migrate/1_a.rb': `class A < ActiveRecord::Migration[7.1]\n  def up\n    change_column :users, :a, ${after}\n  end\n\n  def down\n    change_column :users, :a, ${before}\n  end\nend\n`,
        },
        expected,
      ));
  }
});
