import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { brief, compareMigrations } from './support.ts';

/** Statements of every kind, with words that may be written in any case in capitals. */
const statements = [
  "CREATE TABLE a (id BIGINT PRIMARY KEY, b VARCHAR (20) NOT NULL DEFAULT 'x--y', CHECK (b > 0))",
  'ALTER TABLE c DROP COLUMN d , ADD COLUMN e INT NOT NULL',
  'ALTER TABLE ONLY f . g RENAME COLUMN h TO i',
  'ALTER TABLE c ALTER COLUMN k TYPE NUMERIC (10, 2) USING k :: NUMERIC',
  'DROP TABLE IF EXISTS l , m CASCADE',
  'DROP VIEW v',
  'CREATE VIEW v AS SELECT 1',
  'CREATE UNIQUE INDEX n ON c (o , p)',
  "ALTER TYPE q RENAME VALUE 'r' TO 's;t'",
  'CREATE FUNCTION u () RETURNS VOID AS $x$ BEGIN; DROP TABLE w; END $x$ LANGUAGE PLPGSQL',
  'UPDATE c SET k = 1',
  'TRUNCATE c',
  'ALTER TABLE c FROBNICATE',
] as const;

const gap = fc.constantFrom(' ', '\n', '\r\n\t', ' -- a; \' "\n', " /* ; /* ' */ $$ */ ");

/** The same statements in another layout: white space, comments, case of words, quotes around names. */
const laidOut = fc
  .tuple(fc.shuffledSubarray([...statements]), fc.infiniteStream(gap), fc.infiniteStream(fc.nat(3)))
  .map(([chosen, gaps, choices]) => {
    const written = chosen.map((statement) =>
      statement
        .split(/('[^']*'|\$x\$.*\$x\$| )/)
        .map((part) => {
          if (part === ' ') return String(gaps.next().value);
          if (/^[A-Z]+$/.test(part) && choices.next().value === 0) return part.toLowerCase();
          return /^[a-z]$/.test(part) && choices.next().value === 1 ? `"${part}"` : part;
        })
        .join(''),
    );
    return {
      plain: `${chosen.join(';\n')};\n`,
      other: `${written.join(`;${String(gaps.next().value)}`)}\n;`,
    };
  });

describe('any layout of a migration', () => {
  it('says the same', () =>
    fc.assert(
      fc.asyncProperty(laidOut, async ({ plain, other }) => {
        const of = async (text: string) =>
          brief((await compareMigrations({}, { 'migrations/1.sql': text }, { profile: 'strict' })).changes);
        assert.deepEqual(await of(other), await of(plain));
      }),
    ));

  it('is no edit', () =>
    fc.assert(
      fc.asyncProperty(laidOut, async ({ plain, other }) => {
        const compared = await compareMigrations(
          { 'migrations/1.sql': plain },
          { 'migrations/1.sql': other },
        );
        assert.deepEqual(compared, { changes: [], notAnalysed: [] });
      }),
    ));
});

const ruby =
  'class A < ActiveRecord::Migration[7.1]\n  def change\n    change_table :users do |t|\n      t.remove :a # x\n    end\n    execute <<~SQL\n      DROP TABLE "b";\n    SQL\n    add_index :c, %i[d e], unique: true if f { |g| g / 2 }\n  end\nend\n';

describe('a text that is no migration', () => {
  const pieces = fc.constantFrom(
    ...statements.flatMap((statement) => statement.split(' ')),
    ...ruby.split(/( |\n)/),
    ';',
    "'",
    '"',
    '`',
    '$$',
    '$x$',
    '/*',
    '*/',
    '--',
    '\\',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '#{',
    '${',
    'DELIMITER //',
    'GO',
    'COPY a FROM stdin;',
    'do',
    'end',
    'BEGIN',
    '\n',
    '\0',
    '\ud800',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(' ')),
  );
  for (const path of ['migrations/1.sql', 'db/migrate/1_a.rb', 'other/a.sql']) {
    it(`is read to its end: ${path}`, () =>
      fc.assert(
        fc.asyncProperty(texts, texts, async (one, two) => {
          const start = path.endsWith('.rb') ? 'class A < ActiveRecord::Migration[7.1]\ndef up\n' : '';
          const { changes } = await compareMigrations(
            { [path]: start + one },
            { [path]: start + two, [path.replace('1', '2')]: start + one },
            { profile: 'strict' },
          );
          for (const { head } of changes) {
            assert.ok(head === undefined || (head.line >= 1 && head.column >= 1));
          }
        }),
      ));
  }
});
