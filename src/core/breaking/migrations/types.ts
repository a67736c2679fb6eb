/** Types of columns in one spelling, and which take all that others take. */

interface Type {
  readonly base: string;
  /** Length, or precision and scale. */
  readonly sizes: readonly number[];
  readonly isArray: boolean;
}

const spellings: Readonly<Record<string, string>> = {
  'character varying': 'varchar',
  'char varying': 'varchar',
  nvarchar: 'varchar',
  string: 'varchar',
  character: 'char',
  int: 'integer',
  int4: 'integer',
  serial: 'integer',
  serial4: 'integer',
  int8: 'bigint',
  bigserial: 'bigint',
  serial8: 'bigint',
  int2: 'smallint',
  smallserial: 'smallint',
  serial2: 'smallint',
  bool: 'boolean',
  decimal: 'numeric',
  float8: 'double precision',
  double: 'double precision',
  float4: 'real',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
  datetime: 'timestamp',
  'bit varying': 'varbit',
};

/** `varchar(20)` of `CHARACTER VARYING ( 20 )`. */
export function readType(whole: string): Type {
  // No type is longer; what is may be a text without an end.
  const text = whole.slice(0, 200);
  const sizes = /\(([\d, ]+)\)/.exec(text)?.[1]?.split(',').map(Number) ?? [];
  const isArray = /\[|\barray\b/.test(text);
  const bare = text
    .replaceAll(/\([^)]*\)|\[[^\]]*\]|\barray\b|["`]|\bpg_catalog\./g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { base: spellings[bare] ?? bare, sizes, isArray };
}

export function sameType(a: string, b: string): boolean {
  const [one, other] = [withPrecision(readType(a)), withPrecision(readType(b))];
  return one.base === other.base && one.isArray === other.isArray && one.sizes.join() === other.sizes.join();
}

/** Bases that hold every value of another, and give it back in the same form. */
const widerBases: Readonly<Record<string, readonly string[]>> = {
  varchar: ['text', 'citext'],
  text: ['varchar', 'citext'],
  citext: ['text', 'varchar'],
  cidr: ['inet'],
};

/** Whether clients that know the old type notice nothing: each value still fits, and none comes back in another form. */
export function isWider(from: string, to: string): boolean {
  const [before, after] = [withPrecision(readType(from)), withPrecision(readType(to))];
  if (before.isArray || after.isArray) return sameType(from, to);
  if (before.base !== after.base) {
    return after.sizes.length === 0 && (widerBases[before.base]?.includes(after.base) ?? false);
  }
  if (after.sizes.length === 0) return sizedBases.has(after.base) || before.sizes.length === 0;
  if (before.sizes.length === 0 || !sizedBases.has(after.base)) return sameType(from, to);
  const [size = 0, scale = 0] = before.sizes;
  const [newSize = 0, newScale = 0] = after.sizes;
  return newSize >= size && newScale === scale;
}

/** Times keep microseconds when nothing else is said. */
function withPrecision(type: Type): Type {
  return type.sizes.length === 0 && /^(?:time|interval)/.test(type.base) ? { ...type, sizes: [6] } : type;
}

/** Without a size they take any. */
const sizedBases: ReadonlySet<string> = new Set([
  'varchar',
  'numeric',
  'varbit',
  'timestamp',
  'timestamptz',
  'time',
  'timetz',
  'interval',
]);
