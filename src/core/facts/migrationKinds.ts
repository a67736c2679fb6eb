/** How each usual framework writes a migration, and the way back. */
import { sqlStatements } from './sql.ts';

export type Reversible = 'yes' | 'no' | 'unknown';

export interface MigrationFile {
  readonly path: string;
  readonly text: string;
  /** Whether a file is there at the head. */
  readonly has: (path: string) => boolean;
}

export interface MigrationKind {
  readonly id: string;
  readonly matches: (path: string, text: string) => boolean;
  readonly reversible: (file: MigrationFile) => Reversible;
  /** Calls that hold a lock; the way back is cut off before. */
  readonly locks: readonly { readonly call: RegExp; readonly unless?: RegExp }[];
  /** Where the way back begins; absent when it stands elsewhere. */
  readonly back?: RegExp;
}

/** The first that fits; undefined when nothing in the file says how it is run. */
export function kindOf(path: string, text: string): MigrationKind | undefined {
  return kinds.find((kind) => kind.matches(path, text));
}

/** Files that take a migration back, and are none themselves. */
export function isWayBack(path: string): boolean {
  return (
    /(?:^|\/)U\d+(?:[._]\d+)*__[^/]+\.sql$|[._-](?:down|undo|rollback|revert)\.sql$|(?:^|\/)down\.sql$/i.test(
      path,
    ) || /(?:^|\/)(?:down|undo|rollbacks?|revert)\/[^/]+\.sql$/i.test(path)
  );
}

/** The whole of a database as it should be; the steps that lead there stand elsewhere. */
export function isSnapshot(path: string): boolean {
  return /(?:^|\/)(?:schema\.(?:prisma|rb|sql)|structure\.sql|[^/]*ModelSnapshot\.cs|[^/]+\.Designer\.cs|_journal\.json|atlas\.sum)$|(?:^|\/)meta\/[^/]+\.json$/i.test(
    path,
  );
}

const sqlBack = /^--\s*(?:\+goose|\+migrate|migrate:)\s*down\b.*$/im;
/** A comment that is a heading: the word alone, or with what it heads. */
const plainBack =
  /^--[-=*\t ]*(?:down|rollback|undo|revert)(?:[\t ]+(?:migrations?|sections?|scripts?|sql|part|steps?|below))?[-=*:.\t\r ]*$/im;

const kinds: readonly MigrationKind[] = [
  {
    id: 'rails',
    matches: (path, text) => path.endsWith('.rb') && /\bActiveRecord::Migration\b/.test(text),
    reversible: ({ text }) => {
      if (/\bIrreversibleMigration\b/.test(text)) return 'no';
      if (/\bdef\s+(?:self\.)?down\b/.test(text)) return isEmptyBlock(text, /\bdef\s+(?:self\.)?down\b/);
      if (!/\bdef\s+change\b/.test(text)) return 'no';
      if (/\breversible\s+do\b|\breversible\s*\{/.test(text)) {
        return /\b\w+\.down\b/.test(text) ? 'yes' : 'no';
      }
      return oneWayInRails.some((call) => call.test(text)) ? 'no' : 'yes';
    },
    locks: [
      { call: /^\s*add_index\b/, unless: /algorithm:\s*:concurrently/ },
      {
        call: /^\s*(?:change_column|add_check_constraint)\b(?!_default|_comment)/,
        unless: /validate:\s*false/,
      },
      { call: /^\s*change_column_null\b.*\bfalse\b/ },
      { call: /^\s*add_foreign_key\b/, unless: /validate:\s*false/ },
      { call: /^\s*add_(?:reference|belongs_to)\b/, unless: /index:\s*(?:false|\{[^}]*concurrently)/ },
    ],
    back: /\bdef\s+(?:self\.)?down\b|\b\w+\.down\b/,
  },
  {
    id: 'alembic',
    matches: (path, text) => path.endsWith('.py') && /^def\s+upgrade\s*\(/m.test(text),
    reversible: ({ text }) => {
      const body = /^def\s+downgrade\s*\([^)]*\)[^:]*:([\s\S]*)/m.exec(text)?.[1];
      if (body === undefined) return 'no';
      const words = body
        .replaceAll(/"""[\s\S]*?"""|'''[\s\S]*?'''/g, '')
        .replaceAll(/^\s*#.*$/gm, '')
        .trim();
      return words === '' || /^(?:pass|\.\.\.|raise\b)/.test(words) ? 'no' : 'yes';
    },
    locks: [
      { call: /\bop\.create_index\s*\(/, unless: /postgresql_concurrently\s*=\s*True/ },
      { call: /\bop\.alter_column\s*\(/, unless: /^(?!.*(?:type_\s*=|nullable\s*=\s*False))/s },
      { call: /\bop\.create_(?:foreign_key|unique_constraint|check_constraint|primary_key)\s*\(/ },
    ],
    back: /^def\s+downgrade\b/m,
  },
  {
    id: 'django',
    matches: (path, text) => path.endsWith('.py') && /\bmigrations\.Migration\b/.test(text),
    reversible: ({ text }) => {
      const code = calls(text, /\bRunPython\s*\(/g);
      const sql = calls(text, /\bRunSQL\s*\(/g);
      const oneWay =
        code.some((call) => !/reverse_code\s*=/.test(call) && !/^[^,()]+,\s*(?!\w+\s*=)\S/.test(call)) ||
        sql.some((call) => !/reverse_sql\s*=/.test(call) && topLevelArguments(call) < 2);
      return oneWay ? 'no' : 'yes';
    },
    locks: [
      { call: /\bmigrations\.(?:AddIndex|AddConstraint)\s*\(/ },
      { call: /\bmigrations\.AlterUniqueTogether\s*\(/ },
    ],
  },
  {
    id: 'ef-core',
    matches: (path, text) => path.endsWith('.cs') && /\bMigrationBuilder\b/.test(text),
    reversible: ({ text }) => isEmptyBlock(text, /\bvoid\s+Down\s*\(/),
    locks: [
      { call: /\bmigrationBuilder\.(?:CreateIndex|AddForeignKey|AddUniqueConstraint|AddPrimaryKey)\b/ },
      { call: /\bmigrationBuilder\.AlterColumn\b/ },
    ],
    back: /\bvoid\s+Down\s*\(/,
  },
  {
    id: 'laravel',
    matches: (path, text) =>
      path.endsWith('.php') && /\bextends\s+(?:Migration|AbstractMigration)\b/.test(text),
    reversible: ({ text }) =>
      /\bfunction\s+change\s*\(/.test(text) ? 'yes' : isEmptyBlock(text, /\bfunction\s+down\s*\(/),
    locks: [{ call: /->change\s*\(\s*\)/ }],
    back: /\bfunction\s+down\s*\(/,
  },
  {
    id: 'ecto',
    matches: (path, text) => /\.exs?$/.test(path) && /\buse\s+Ecto\.Migration\b/.test(text),
    reversible: ({ text }) => {
      if (/\bdef\s+down\b/.test(text)) return isEmptyBlock(text, /\bdef\s+down\b/);
      if (!/\bdef\s+change\b/.test(text)) return 'no';
      const oneWay = [
        /\bexecute\s*\(?\s*"(?:[^"\\]|\\.)*"\s*\)?\s*$/m,
        /\bremove\s*\(?\s*:\w+\s*\)?\s*$/m,
        /\bdrop(?:_if_exists)?\s*\(?\s*table\b/,
        /\bmodify\b(?!.*\bfrom:)/,
      ];
      return oneWay.some((call) => call.test(text)) ? 'no' : 'yes';
    },
    locks: [
      { call: /\bcreate(?:_if_not_exists)?\s*\(?\s*(?:unique_)?index\b/, unless: /concurrently:\s*true/ },
      { call: /^\s*modify\b/ },
    ],
    back: /\bdef\s+down\b/,
  },
  {
    id: 'goose',
    matches: (path, text) => path.endsWith('.go') && /\bAddMigration\w*\s*\(/.test(text),
    reversible: ({ text }) =>
      /\bAddMigration\w*\s*\(\s*[\w.]+\s*,\s*nil\s*\)/.test(text)
        ? 'no'
        : /\bAddMigration\w*\s*\(\s*[\w.]+\s*,\s*[\w.]+\s*\)/.test(text)
          ? 'yes'
          : 'unknown',
    locks: [],
    back: /^func\s+(?:down|Down)\w*\s*\(/m,
  },
  {
    id: 'liquibase',
    matches: (path, text) =>
      /\.(?:xml|ya?ml|json)$/i.test(path)
        ? /\bdatabaseChangeLog\b/.test(text)
        : /^--\s*liquibase formatted sql/im.test(text),
    reversible: ({ path, text }) => {
      const sets = text.split(
        /\.sql$/i.test(path)
          ? /^--\s*changeset\b/im
          : /\.xml$/i.test(path)
            ? /<changeSet\b/
            : /\bchangeSet"?\s*:/,
      );
      const written = sets.slice(1);
      if (written.length === 0) return 'unknown';
      const back = /\.sql$/i.test(path) ? /^--\s*rollback\b/im : /<rollback\b|\brollback"?\s*:/;
      const oneWay = /\.sql$/i.test(path)
        ? /\S/
        : /\b(?:sql|sqlFile|dropTable|dropColumn|dropIndex|dropView|dropPrimaryKey|delete|insert|update|loadData|loadUpdateData|modifyDataType|customChange|createProcedure|executeCommand|mergeColumns)\b(?=["\s>:/])/;
      return written.every((set) => back.test(set) || !oneWay.test(set)) ? 'yes' : 'no';
    },
    locks: [
      {
        call: /<?\b(?:createIndex|addForeignKeyConstraint|addUniqueConstraint|modifyDataType|addNotNullConstraint)\b/,
      },
    ],
  },
  {
    id: 'javascript',
    matches: (path, text) =>
      /\.[cm]?[jt]sx?$/.test(path) &&
      /\b(?:exports\.up\b|export\s+(?:async\s+)?(?:function|const)\s+up\b|(?:async\s+)?up\s*[:(]|up\s*=)/.test(
        text,
      ),
    reversible: ({ text }) =>
      isEmptyBlock(
        text,
        /\b(?:exports\.down\b|export\s+(?:async\s+)?(?:function|const)\s+down\b|(?:async\s+)?down\s*[:(=])/,
      ),
    locks: [
      { call: /\.alter\s*\(\s*\)/ },
      {
        call: /\b(?:queryInterface|queryRunner)\.(?:addIndex|createIndex|createForeignKey|changeColumn|addConstraint)\s*\(/,
        unless: /concurrently:\s*true/i,
      },
    ],
    back: /\b(?:exports\.down\b|export\s+(?:async\s+)?(?:function|const)\s+down\b|(?:async\s+)?down\s*[:(=])/,
  },
  {
    id: 'prisma',
    matches: (path) =>
      /(?:^|\/)prisma\/.*migrations\/[^/]+\/migration\.sql$|(?:^|\/)migrations\/\d{8,}_[^/]+\/migration\.sql$/i.test(
        path,
      ),
    reversible: ({ path, has }) => (has(path.replace(/migration\.sql$/i, 'down.sql')) ? 'yes' : 'no'),
    locks: [],
  },
  {
    id: 'flyway',
    matches: (path) => /(?:^|\/)V\d+(?:[._]\d+)*__[^/]+\.sql$/i.test(path),
    reversible: ({ path, has }) => (has(path.replace(/(^|\/)V(?=[^/]*$)/, '$1U')) ? 'yes' : 'no'),
    locks: [],
  },
  {
    id: 'golang-migrate',
    matches: (path) => /\.up\.sql$/i.test(path),
    reversible: ({ path, has }) => (has(path.replace(/\.up\.sql$/i, '.down.sql')) ? 'yes' : 'no'),
    locks: [],
  },
  {
    id: 'sections of SQL',
    matches: (path, text) =>
      path.endsWith('.sql') && /^--\s*(?:\+goose|\+migrate|migrate:)\s*up\b/im.test(text),
    reversible: ({ text }) => {
      const back = text.split(sqlBack)[1];
      return back !== undefined && sqlStatements(back).length > 0 ? 'yes' : 'no';
    },
    locks: [],
    back: /^--\s*(?:\+goose|\+migrate|migrate:)\s*down\b/im,
  },
  {
    id: 'sql',
    matches: (path) => /\.sql$/i.test(path),
    reversible: ({ path, text, has }) => {
      const back = text.split(plainBack)[1];
      if (back !== undefined) return sqlStatements(back).length > 0 ? 'yes' : 'no';
      return neighbours(path).some(has) ? 'yes' : 'unknown';
    },
    locks: [],
    back: plainBack,
  },
];

/** Calls of `change` that Rails cannot turn round. */
const oneWayInRails: readonly RegExp[] = [
  /^\s*execute\b/m,
  /^\s*change_column\s/m,
  /^\s*remove_columns?\s+:\w+,\s*:\w+\s*(?:#.*)?$/m,
  /^\s*drop_table\s+:\w+(?:,\s*(?:if_exists|force):[^\n]*)?\s*(?:#.*)?$/m,
  /^\s*change_column_default\b(?!.*\bfrom:)/m,
  /\.(?:update_all|delete_all|destroy_all|insert_all)\b/,
];

/** Where the undoing file of a plain SQL file usually stands. */
function neighbours(path: string): readonly string[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const name = path.slice(slash);
  const bare = name.replace(/(?:[._-]up)?\.sql$/i, '');
  const above = folder.replace(/(?:up|forward|deploy)\/$/i, '');
  const words = ['down', 'rollback', 'undo', 'revert'];
  return words.flatMap((word) => [
    ...(/^up\.sql$/i.test(name) ? [`${folder}${word}.sql`] : []),
    `${folder}${bare}.${word}.sql`,
    `${folder}${bare}_${word}.sql`,
    `${folder}${bare}-${word}.sql`,
    `${folder}${word}/${name}`,
    `${above}${word}/${name}`,
    `${above}${word}/${bare}.sql`,
  ]);
}

/** What follows the head of a function: nothing, a comment or a refusal is no way back. */
function isEmptyBlock(text: string, head: RegExp): 'yes' | 'no' {
  const found = head.exec(text);
  if (found === null) return 'no';
  const body = text
    .slice(found.index + found[0].length, found.index + found[0].length + 4000)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|^\s*#[^\n]*/gm, '');
  const ruby = /^(?:\s*\(\s*\))?\s*(?:do\b)?\s*(?:end\b|raise\b|:ok\b|nil\b)/.test(body);
  const braces =
    /^[^{};]{0,200}\{\s*(?:return\s+(?:Promise\.resolve\(\s*\)|null|undefined)?\s*;?\s*)?\}/.test(body);
  const refused = /^[^{};]{0,200}\{\s*throw\b/.test(body);
  const arrow = /^[^{};\n]{0,120}=>\s*(?:Promise\.resolve\(\s*\)|undefined|null|\{\s*\})/.test(body);
  return ruby || braces || refused || arrow ? 'no' : 'yes';
}

/** The arguments of each call as text, to its closing bracket. */
export function calls(text: string, head: RegExp): readonly string[] {
  return [...text.matchAll(head)].map((match) => {
    const start = match.index + match[0].length;
    let depth = 1;
    let at = start;
    const last = Math.min(text.length, start + 4000);
    for (; at < last && depth > 0; at++) {
      const character = text.charAt(at);
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth--;
    }
    return text.slice(start, depth === 0 ? at - 1 : at);
  });
}

function topLevelArguments(text: string): number {
  let depth = 0;
  let quote = '';
  let count = text.trim() === '' ? 0 : 1;
  const trimmed = text.trim().replace(/,$/, '');
  for (const character of trimmed) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) count++;
  }
  return count;
}
