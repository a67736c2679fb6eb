import { describe, it } from 'mocha';
import { checkMigration } from './support.ts';

const limits = "SET lock_timeout = '1s';\nSET statement_timeout = '5s';\n";

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a table of the same migration holds no rows',
    'CREATE TABLE a (b int);\nCREATE INDEX i ON a (b);\nALTER TABLE a ADD CHECK (b > 0), ALTER b SET NOT NULL;\nDROP INDEX i;',
    [],
  ],
  [
    'an index of a renamed new table',
    'CREATE TABLE a (b int);\nALTER TABLE a RENAME TO c;\nCREATE INDEX i ON c (b);',
    [],
  ],
  ['an index that the same migration made', 'CREATE INDEX CONCURRENTLY i ON a (b);\nDROP INDEX i;', []],
  [
    'a value that is the same for all rows',
    "ALTER TABLE a ADD b timestamptz DEFAULT now() - interval '1 day', ADD c text[] DEFAULT ARRAY['x'], ADD d numeric DEFAULT 1.5::numeric(4, 1);",
    [],
  ],
  [
    'a value from a function of somebody',
    'ALTER TABLE a ADD b text DEFAULT app.make_name();',
    ['volatile-default a.b'],
  ],
  [
    'a check that was validated before',
    'ALTER TABLE a ADD CONSTRAINT n CHECK (b IS NOT NULL) NOT VALID;\nALTER TABLE a VALIDATE CONSTRAINT n;\nALTER TABLE a ALTER b SET NOT NULL;',
    ['null-refused a.b'],
  ],
  [
    'a check that was not',
    'ALTER TABLE a ADD CONSTRAINT n CHECK (b IS NOT NULL) NOT VALID;\nALTER TABLE a ALTER b SET NOT NULL;',
    ['null-refused a.b', 'not-null-scan a.b'],
  ],
  [
    'a new column of a table with rows that takes another shape',
    'ALTER TABLE a ADD b text;\nALTER TABLE a ALTER b TYPE int USING b::int;',
    ['table-rewritten a.b'],
  ],
  [
    'more than one cause in a column',
    'ALTER TABLE a ADD b uuid UNIQUE REFERENCES c DEFAULT gen_random_uuid();',
    ['unique-with-column a.b', 'foreign-key-with-column a.b', 'volatile-default a.b'],
  ],
  [
    'options of REINDEX',
    'REINDEX (CONCURRENTLY, VERBOSE) TABLE a;\nREINDEX (CONCURRENTLY off) TABLE a;',
    ['reindex-not-concurrent a'],
  ],
  [
    'options of VACUUM',
    'VACUUM (FULL off, ANALYZE) a;\nVACUUM (ANALYZE, FULL) b;\nCLUSTER c;',
    ['table-locked-to-pack b', 'table-locked-to-pack c'],
  ],
  [
    'one transaction after the other',
    'BEGIN;\nCOMMIT;\nSTART TRANSACTION;\nROLLBACK TO SAVEPOINT s;\nEND;',
    [],
  ],
  ['a block of code is no transaction', 'DO $$ BEGIN PERFORM 1; END $$;', []],
  ['another database knows none of these ways', 'CREATE INDEX `i` ON `a` (`b`);', []],
  ['an index built online', 'CREATE INDEX i ON a (b) WITH (ONLINE = ON);', []],
];

describe('locks', () => {
  for (const [name, text, expected] of cases)
    it(name, () => checkMigration(limits + text, expected, 'lock-safety'));

  it('limits that come too late', () =>
    checkMigration(
      `ALTER TABLE a OWNER TO b;\n${limits}`,
      ['lock-timeout-missing a', 'statement-timeout-missing a'],
      'lock-safety',
    ));

  it('a transaction that the tool begins', () =>
    checkMigration(
      { 'migrations/1.sql': `-- +goose Up\n${limits}CREATE INDEX CONCURRENTLY i ON a (b);\nCOMMIT;` },
      ['concurrent-in-transaction a', 'transaction-nested COMMIT'],
      'lock-safety',
    ));

  const rails: readonly (readonly [string, string, readonly string[]])[] = [
    ['an index', 'add_index :a, :b', ['index-not-concurrent a']],
    ['with its own way', 'disable_ddl_transaction!\nadd_index :a, :b, algorithm: :concurrently', []],
    ['in a transaction', 'add_index :a, :b, algorithm: :concurrently', ['concurrent-in-transaction a']],
    ['without a lock', 'add_index :a, :b, lock: :none', []],
    [
      'a reference',
      'add_reference :a, :b, foreign_key: true',
      ['foreign-key-with-column a.b_id', 'index-not-concurrent a'],
    ],
    ['a reference alone', 'add_reference :a, :b, index: false', []],
    [
      'a key that is validated at once',
      'add_foreign_key :a, :bs, validate: false\nvalidate_foreign_key :a, :bs',
      ['constraint-added a.b_id', 'validated-in-transaction a.bs'],
    ],
    ['a lock that is asked for', 'add_column :a, :b, :string, lock: :exclusive', ['lock-requested a']],
    [
      'a value from the database',
      'add_column :a, :b, :uuid, default: -> { "gen_random_uuid()" }',
      ['volatile-default a.b'],
    ],
    ['what the author calls safe', 'safety_assured { add_index :a, :b }', []],
  ];
  for (const [name, body, expected] of rails) {
    const [, own = '', rest = body] = /^(disable_ddl_transaction!)\n([\s\S]*)$/.exec(body) ?? [];
    const text = `class A < ActiveRecord::Migration[7.1]\n  ${own}\n  def change\n${rest}\n  end\nend\n`;
    it(`in Rails: ${name}`, () => checkMigration({ 'db/migrate/1_a.rb': text }, expected, 'lock-safety'));
  }
});

describe('what teams agree on', () => {
  const strict: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'types in every spelling',
      'CREATE TABLE s.a (b int4, c CHARACTER(3)[], d character varying(4), e timestamp(3) without time zone, f serial2);',
      [
        'integer-type s.a.b',
        'char-type s.a.c',
        'limited-text s.a.d',
        'timestamp-without-zone s.a.e',
        'smallint-type s.a.f',
        'serial-type s.a.f',
      ],
    ],
    [
      'types that look alike',
      'CREATE TABLE s.a (b interval, c "char", d varchar, e timestamptz, f bigint, g text);',
      [],
    ],
    [
      'a changed type',
      'ALTER TABLE s.a ALTER b TYPE char(3);',
      ['column-type-changed s.a.b', 'char-type s.a.b'],
    ],
    ['a name of 63 bytes', `ALTER INDEX ${'é'.repeat(31)}a RENAME TO b;`, []],
    ['and of 64', `ALTER INDEX ${'é'.repeat(32)} RENAME TO b;`, [`name-too-long ${'é'.repeat(32)}`]],
    [
      'values given twice',
      'INSERT INTO s.a (b, c, b) VALUES (1, 2, 3);\nUPDATE s.a SET (b, c) = (1, 2), b = 3 WHERE d = 4;',
      ['assigned-twice s.a.b', 'assigned-twice s.a.b'],
    ],
    [
      'statements that can be run again',
      'SELECT 1;\nALTER TABLE s.a DROP CONSTRAINT IF EXISTS b;\nALTER TABLE s.a ADD CONSTRAINT b CHECK (c > 0) NOT VALID;',
      ['constraint-added s.a.c'],
    ],
    ['a transaction around them', 'BEGIN;\nCREATE TABLE s.a (b bigint);\nCOMMIT;', []],
    ['one that cannot', 'SELECT 1;\nCREATE TABLE s.a (b bigint);', ['not-rerunnable s.a']],
    ['the only one need not', 'CREATE TABLE s.a (b bigint);', []],
  ];
  for (const [name, text, expected] of strict) {
    // The limits would count as statements of their own.
    const begin = name.startsWith('the only') || name.startsWith('types') ? '' : limits;
    it(name, () => checkMigration(begin + text, expected, 'strict'));
  }
});
