import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Budget } from '../../../../src/core/breaking/detector.ts';
import { migrationsDetector } from '../../../../src/core/breaking/migrations/index.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { brief, checkMigration, compareMigrations } from './support.ts';
import type { RunOptions } from './support.ts';

function files(file: string, text: string): Files {
  return text === '' ? {} : { [file]: text };
}

describe('rules of migrations', () => {
  for (const [id, rule] of Object.entries(migrationsDetector.rules)) {
    const compared = ({ file, base, head }: typeof rule.example, profile: string | undefined) =>
      compareMigrations(files(file, base), files(file, head), { profile });

    it(`${id} fires on its example, at its level, with its place`, async () => {
      const { changes } = await compared(rule.example, rule.profile);
      const own = changes.filter((change) => change.rule === id);
      assert.deepEqual(
        own.map(({ level }) => level),
        [rule.level],
      );
      assert.equal(own[0]?.head === undefined, rule.example.head === '');
      assert.equal(own[0]?.base === undefined, rule.example.base === '');
      const names = [...rule.sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => own[0]?.args[name] === undefined),
        [],
      );
      if (rule.profile === undefined) assert.equal(changes.length, 1);
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { changes } = await compared(rule.nearMiss, rule.profile);
      assert.ok(!changes.some((change) => change.rule === id));
    });

    if (rule.profile !== undefined) {
      it(`${id} is silent under the usual profile`, async () => {
        const { changes } = await compared(rule.example, undefined);
        assert.ok(!changes.some((change) => change.rule === id));
      });
    }
  }
});

function cases(
  title: string,
  all: readonly (readonly [string, Files | string, readonly string[]])[],
  profile?: string,
): void {
  describe(title, () => {
    for (const [name, head, expected] of all) it(name, () => checkMigration(head, expected, profile));
  });
}

cases('statements of SQL', [
  [
    'a statement in a comment is none',
    '-- DROP TABLE a;\n/* DROP TABLE b; /* DROP TABLE c; */ DROP TABLE d; */',
    [],
  ],
  ['nor in a string', "INSERT INTO log VALUES ('DROP TABLE a; it''s');", []],
  ['a string with a backslash', "INSERT INTO log VALUES (E'\\'; DROP TABLE a;');", []],
  ['nor in a dollar quote', 'DO $do$ BEGIN EXECUTE $$DROP TABLE a;$$; END $do$;', []],
  [
    'a body of a routine is not what the migration does',
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM a; DELETE FROM b; END;\nDROP TABLE c;',
    ['table-dropped c'],
  ],
  [
    'a trigger of another database',
    'CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET n = CASE WHEN n > 1 THEN 2 END; DELETE FROM c; END;\nDROP TABLE d;',
    ['table-dropped d'],
  ],
  ['data of COPY', 'COPY a (b) FROM stdin;\n1\tDROP TABLE x;\n\\.\nDROP TABLE c;', ['table-dropped c']],
  ['lines for psql', "\\set ON_ERROR_STOP on\n\\echo 'it''s\nDROP TABLE c;", ['table-dropped c']],
  ['a file that is taken in is not looked into', '\\i other.sql', ['not-understood \\i other.sql']],
  [
    'another delimiter',
    'DELIMITER //\nCREATE PROCEDURE p() BEGIN DELETE FROM a; DELETE FROM b; END//\nDELIMITER ;\nDROP TABLE `c`;',
    ['table-dropped c'],
  ],
  [
    'batches',
    'DROP TABLE [dbo].[a]\nGO\nDROP TABLE dbo.b\nGO',
    ['table-dropped dbo.a', 'table-dropped dbo.b'],
  ],
  ['no semicolon at the end', 'DROP TABLE a', ['table-dropped a']],
  [
    'names in quotes',
    'DROP TABLE "Order ""Items""", "app".t;',
    ['table-dropped Order "Items"', 'table-dropped app.t'],
  ],
  [
    'a name that a tool puts in',
    'ALTER TABLE ${schema}.users DROP COLUMN email;',
    ['column-dropped ${schema}.users.email'],
  ],
  ['a comment that MySQL runs', '/*!50003 DROP TABLE `a` */;', ['table-dropped a']],
  ['an open string ends the text', "INSERT INTO a VALUES ('x;\nDROP TABLE a;", []],
  [
    'the section that takes it back',
    '-- +goose Up\nALTER TABLE a ADD COLUMN b int;\n-- +goose Down\nDROP TABLE a;',
    [],
  ],
  ['a heading that begins the way back', 'ALTER TABLE a ADD COLUMN b int;\n--- DOWN ---\nDROP TABLE a;', []],
  [
    'a remark that only speaks of it',
    'DROP TABLE a;\n-- rollback needs a backup\nDROP TABLE b;',
    ['table-dropped a', 'table-dropped b'],
  ],
]);

cases('what breaks clients', [
  [
    'each clause for itself',
    'ALTER TABLE app.users DROP a, DROP COLUMN IF EXISTS b CASCADE, ALTER COLUMN c SET NOT NULL, RENAME d TO e;',
    [
      'column-dropped app.users.a',
      'column-dropped app.users.b',
      'not-null-added app.users.c',
      'column-renamed app.users.d',
    ],
  ],
  [
    'a constraint that goes breaks nobody',
    'ALTER TABLE users DROP CONSTRAINT a, DROP CONSTRAINT IF EXISTS b;',
    [],
  ],
  [
    'columns of the same statement',
    'ALTER TABLE users ADD a int, ADD COLUMN IF NOT EXISTS b text NULL, ADD c bigserial NOT NULL;',
    [],
  ],
  [
    'a generated column fills itself',
    'ALTER TABLE users ADD a int NOT NULL GENERATED ALWAYS AS (b + 1) STORED;',
    [],
  ],
  [
    'a default of null is none',
    'ALTER TABLE users ADD a int DEFAULT NULL NOT NULL;',
    ['required-column-added users.a'],
  ],
  [
    'a value to begin with that then goes',
    "ALTER TABLE users ADD a text DEFAULT '' NOT NULL;\nALTER TABLE users ALTER a DROP DEFAULT;",
    ['required-column-added users.a'],
  ],
  [
    'required in a second step',
    'ALTER TABLE users ADD a int;\nALTER TABLE users ALTER a SET NOT NULL;',
    ['required-column-added users.a'],
  ],
  [
    'a table of the same release is free, in a later file too',
    {
      'migrations/9.sql': 'CREATE TABLE public.a (b int);',
      'migrations/10.sql': 'ALTER TABLE a DROP COLUMN b;\nALTER TABLE a RENAME TO c;\nDROP TABLE c;',
    },
    [],
  ],
  [
    'but not in an earlier one',
    { 'migrations/9.sql': 'DROP TABLE a;', 'migrations/10.sql': 'CREATE TABLE a (b int);' },
    ['table-dropped a'],
  ],
  ['a table of another schema', 'CREATE TABLE new.a (b int);\nDROP TABLE old.a;', ['table-dropped old.a']],
  [
    'a table that is copied to take another shape',
    'CREATE TABLE new_a (b int);\nINSERT INTO new_a SELECT b FROM a;\nDROP TABLE a;\nALTER TABLE new_a RENAME TO a;',
    ['made-anew a'],
  ],
  [
    'a renamed table that a view stands in for',
    'ALTER TABLE a RENAME TO b;\nCREATE VIEW a AS SELECT * FROM b;',
    ['made-anew a'],
  ],
  [
    'NULL is refused once',
    'ALTER TABLE a ADD CHECK (b IS NOT NULL) NOT VALID;\nALTER TABLE a ALTER b SET NOT NULL;',
    ['null-refused a.b'],
  ],
  ['another database renames', 'RENAME TABLE a TO b;', ['table-renamed a']],
  [
    'or by a procedure',
    "EXEC sp_rename 'dbo.users.mail', 'email', 'COLUMN';",
    ['column-renamed dbo.users.mail'],
  ],
  ['CHANGE with another name', 'ALTER TABLE a CHANGE b c int;', ['column-renamed a.b']],
  ['CHANGE with the same name', 'ALTER TABLE a CHANGE b B int;', ['column-redefined a.b']],
  [
    'a type of a column of SQL Server',
    'ALTER TABLE a ALTER COLUMN b nvarchar(20) NOT NULL;',
    ['column-redefined a.b'],
  ],
  ['more than one column at once', 'ALTER TABLE a ADD b int, c int NOT NULL;', ['required-column-added a.c']],
  [
    'a unique index on a new column',
    'ALTER TABLE a ADD b int;\nCREATE UNIQUE INDEX CONCURRENTLY i ON a (b);',
    [],
  ],
  [
    'a check of a new column',
    'ALTER TABLE a ADD b int;\nALTER TABLE a ADD CHECK (b > 0 AND length(b) < 4);',
    [],
  ],
  [
    'what is not known',
    'ALTER TABLE a TRANSMOGRIFY;\nCREATE OR REPLACE VIEW v AS SELECT 1;',
    ['not-understood ALTER TABLE a'],
  ],
  ['a word that begins no statement', 'FROBNICATE TABLE a;', ['not-understood frobnicate table a']],
]);

cases('files', [
  [
    'the way back is not judged',
    { 'migrations/1.up.sql': 'CREATE TABLE a (b int);', 'migrations/1.down.sql': 'DROP TABLE a;' },
    [],
  ],
  [
    'the folders of Prisma',
    { 'prisma/migrations/20260101_a/migration.sql': 'DROP TABLE a;' },
    ['table-dropped a'],
  ],
  [
    'a file that defines something, wherever it stands',
    { 'sql/next.sql': 'DROP VIEW v;' },
    ['view-dropped v'],
  ],
  [
    'a script that sets tables up',
    { 'sql/demo.sql': 'DROP TABLE IF EXISTS a;\nCREATE TABLE a (b int);\nDROP TABLE IF EXISTS c;' },
    ['table-dropped c'],
  ],
  [
    'a migration that does the same',
    { 'migrations/1.sql': 'DROP TABLE IF EXISTS a;\nCREATE TABLE a (b int);' },
    ['table-dropped a'],
  ],
  ['a file of queries', { 'queries/users.sql': 'DELETE FROM users;' }, []],
  ['test data', { 'test/migrations/1.sql': 'DROP TABLE a;' }, []],
  ['a picture of the tables', { 'db/structure.sql': 'DROP TABLE a;' }, []],
]);

describe('migrations that were there before', () => {
  const old = 'CREATE TABLE a (b int, c int);\nCREATE INDEX i ON a (b);\n';
  const checkEdit = async (base: Files, head: Files, expected: readonly string[]): Promise<void> => {
    const { changes } = await compareMigrations(base, head);
    assert.deepEqual(brief(changes), expected);
  };

  it('may be laid out anew', () =>
    checkEdit(
      { 'migrations/1.sql': old },
      { 'migrations/1.sql': old.replaceAll(' ', '\n  ').replaceAll('CREATE', 'create -- c\n') },
      [],
    ));
  it('are judged by what is new in them, and told to be edited', () =>
    checkEdit({ 'migrations/1.sql': old }, { 'migrations/1.sql': `${old}ALTER TABLE a DROP COLUMN c;` }, [
      'column-dropped a.c',
      'edited migrations/1.sql',
    ]));
  it('are told by statements, not by remarks', () =>
    checkEdit(
      { 'migrations/1.sql': `DROP TABLE b; -- old\n${old}` },
      { 'migrations/1.sql': `DROP TABLE /* old */ b;\n${old}SELECT 1;` },
      ['edited migrations/1.sql'],
    ));
  it('may move', () =>
    checkEdit({ 'db/migrations/1.sql': old }, { 'app/migrations/1.sql': `${old}-- moved` }, [
      'removed db/migrations/1.sql',
    ]));
  it('with the same text', () =>
    checkEdit({ 'db/migrations/1.sql': old }, { 'app/migrations/1.sql': old }, []));
  it('are repeated on purpose', () =>
    checkEdit(
      { 'db/R__views.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1;' },
      { 'db/R__views.sql': 'CREATE OR REPLACE VIEW v AS SELECT 2;' },
      [],
    ));
  it('go together', () =>
    checkEdit(
      { 'migrations/1.sql': old, 'migrations/2.sql': 'SELECT 1;', 'migrations/3.sql': 'SELECT 2;' },
      { 'migrations/3.sql': 'SELECT 2;' },
      ['removed migrations/1.sql, and 1 more'],
    ));
  it('and their way back may go', () => checkEdit({ 'migrations/1.down.sql': 'DROP TABLE a;' }, {}, []));
  it('grow where change sets are added to one file', async () => {
    const first = '--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (b int);\n';
    await checkEdit(
      { 'db/changelog/1.sql': first },
      { 'db/changelog/1.sql': `${first}--changeset a:2\nDROP TABLE c;\n` },
      ['table-dropped c'],
    );
  });
});

describe('columns that earlier migrations have made', () => {
  const before = {
    'migrations/1.sql': 'CREATE TABLE people (a varchar(20), b int, c int NOT NULL, PRIMARY KEY (b));',
    'migrations/2.sql': 'ALTER TABLE people RENAME TO users;\nALTER TABLE users RENAME COLUMN a TO name;',
  };
  const check = async (text: string, expected: readonly string[], base: Files = before): Promise<void> => {
    const { changes } = await compareMigrations(base, { ...base, 'migrations/3.sql': text });
    assert.deepEqual(brief(changes), expected);
  };

  it('may be widened', () =>
    check('ALTER TABLE users ALTER name TYPE varchar(40);', ['column-type-widened users.name']));
  it('may be given the type that they have', () =>
    check('ALTER TABLE users ALTER name TYPE CHARACTER VARYING(20);', []));
  it('not be narrowed', () =>
    check('ALTER TABLE users ALTER name TYPE varchar(10);', ['column-type-changed users.name']));
  it('may be declared anew', () =>
    check('ALTER TABLE users MODIFY name varchar(20), MODIFY b int NOT NULL, MODIFY c int NOT NULL;', []));
  it('not without what they had, or with more', () =>
    check('ALTER TABLE users MODIFY name varchar(20) NOT NULL, MODIFY c int;', [
      'not-null-added users.name',
      'not-null-dropped users.c',
    ]));
  it('are not known where a step was not understood', () =>
    check('ALTER TABLE users ALTER name TYPE varchar(40);', ['column-type-changed users.name'], {
      ...before,
      'migrations/2.sql': `${before['migrations/2.sql']}\nFROBNICATE TABLE users;`,
    }));
  it('are not known where a file cannot be read', async () => {
    const unreadable = { 'migrations/1.sql': { ok: false, reason: 'binary', detail: '' } } as const;
    const head = { ...before, 'migrations/3.sql': 'ALTER TABLE users MODIFY name varchar(20);' };
    const { changes } = await compareMigrations(before, head, { unreadable });
    assert.deepEqual(brief(changes), ['column-redefined users.name']);
  });
});

describe('what could not be read', () => {
  const why = async (head: Files, options: RunOptions = {}): Promise<readonly string[]> => {
    const { notAnalysed } = await compareMigrations({}, head, options);
    return notAnalysed.map(({ path, reason, detail }) => `${path} ${reason} ${detail}`);
  };

  it('is told: a language', async () =>
    assert.deepEqual(await why({ 'db/versions/1.py': '', 'migrations/1.py': 'def upgrade():\n    pass\n' }), [
      'migrations/1.py unsupported migration of alembic',
    ]));
  it('is told: a framework', async () =>
    assert.deepEqual(await why({ 'db/migrate/1.rb': 'Sequel.migration { }' }), [
      'db/migrate/1.rb unsupported migration of another framework',
    ]));
  it('is told: a file', async () => {
    const unreadable = { 'migrations/1.sql': { ok: false, reason: 'binary', detail: '' } } as const;
    assert.deepEqual(await why({ 'migrations/1.sql': 'x' }, { unreadable }), ['migrations/1.sql binary ']);
  });
  it('is told: time', async () => {
    const budget: Budget = { milliseconds: -1, cancelled: () => false, elapsed: () => 0 };
    assert.deepEqual(await why({ 'migrations/1.sql': 'x' }, { budget }), ['migrations/1.sql timeBudget ']);
  });
});

describe('places of migrations', () => {
  it('name the line that takes in a file', async () => {
    const { changes } = await compareMigrations(
      {},
      { 'migrations/1.sql': '-- \\i a.sql\n\\i a.sql\n\\i b.sql\n' },
    );
    assert.deepEqual(
      changes.map(({ head }) => head?.line),
      [2, 3],
    );
  });

  it('name the column', async () => {
    const { changes } = await compareMigrations(
      {},
      { 'migrations/1.sql': '-- a\r\nALTER TABLE users\r\n  DROP COLUMN "e mail";\r\n' },
    );
    assert.deepEqual(changes[0]?.head, {
      path: 'migrations/1.sql',
      line: 3,
      column: 15,
      endLine: 3,
      endColumn: 23,
    });
  });
});
