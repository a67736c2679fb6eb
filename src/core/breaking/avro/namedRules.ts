import type { Rule } from '../detector.ts';
import { pair, record } from './pair.ts';

const state = (symbols: readonly string[], more: object = {}): object => ({
  type: 'enum',
  name: 'State',
  symbols,
  ...more,
});
const hash = (size: number, name = 'Hash'): object => ({ type: 'fixed', name, size });

export const namedRules = {
  'avro/enum-symbol-removed': {
    level: 'major',
    sentence: 'The symbol {subject} is gone, and the enum has no default for what it does not know.',
    fix: 'Keep the symbol, or give the enum a default symbol.',
    why: 'Old data that holds the symbol cannot be read: nothing stands for it any more.',
    aliases: ['avro:missing_enum_symbols', 'confluent:MISSING_ENUM_SYMBOLS'],
    example: pair(state(['OPEN', 'CLOSED']), state(['OPEN'])),
    nearMiss: pair(state(['OPEN', 'CLOSED']), state(['CLOSED', 'OPEN'])),
  },
  'avro/enum-symbol-defaulted': {
    level: 'minor',
    sentence: 'The symbol {subject} is gone; old data that holds it is read as {to}.',
    fix: 'Make sure that the default symbol is what old values should become.',
    why: 'The enum has a default symbol, which takes the place of all that it does not know. What was written can no longer be told from it.',
    aliases: [],
    example: pair(state(['OPEN', 'CLOSED'], { default: 'OPEN' }), state(['OPEN'], { default: 'OPEN' })),
    nearMiss: pair(
      state(['OPEN', 'CLOSED'], { default: 'OPEN' }),
      state(['CLOSED', 'OPEN'], { default: 'OPEN' }),
    ),
  },
  'avro/enum-symbol-added': {
    level: 'minor',
    sentence: 'The symbol {subject} is new.',
    fix: 'Give the enum a default symbol, so that the next symbol harms nobody.',
    why: 'Old data stays readable. Readers with the old schema fail on the symbol unless their enum has a default, which counts as a break where compatibility is forward or full.',
    aliases: [],
    example: pair(state(['OPEN']), state(['OPEN', 'CLOSED'])),
    nearMiss: pair(state(['OPEN', 'CLOSED']), state(['CLOSED', 'OPEN'])),
  },
  'avro/fixed-size-changed': {
    level: 'major',
    sentence: '{subject} had {from} bytes and now has {to}.',
    fix: 'Define a fixed type with the new size under another name, and add a field for it.',
    why: 'Fixed values have no length of their own; a reader that expects another size cannot read them.',
    aliases: ['avro:FIXED_SIZE_MISMATCH', 'confluent:FIXED_SIZE_MISMATCH'],
    example: pair(hash(8), hash(16)),
    nearMiss: pair(hash(8), { size: 8, name: 'Hash', type: 'fixed' }),
  },
  'avro/name-changed': {
    level: 'major',
    sentence: 'The {kind} {from} is now {to}, without an alias.',
    fix: 'Add the old name to "aliases".',
    why: 'Records, enums and fixed types are matched by their names. Old data was written under one that the new schema does not know.',
    aliases: ['avro:NAME_MISMATCH', 'confluent:NAME_MISMATCH'],
    example: pair(hash(8), hash(8, 'Digest')),
    nearMiss: pair(hash(8), { ...hash(8, 'Digest'), aliases: ['Hash'] }),
  },
  'avro/type-renamed': {
    level: 'minor',
    sentence: 'The {kind} {from} is now called {to}; an alias keeps old data readable.',
    fix: 'Keep the alias as long as old data exists.',
    why: 'The new schema knows the old name. Readers with the old schema do not know the new one, which counts as a break where compatibility is forward or full.',
    aliases: [],
    example: pair(hash(8), { ...hash(8, 'Digest'), aliases: ['Hash'] }),
    nearMiss: pair(hash(8), { ...hash(8), aliases: ['Digest'] }),
  },
  'avro/namespace-changed': {
    level: 'review',
    sentence: '{subject} was {from} and is now {to}.',
    fix: 'Add the old full name to "aliases".',
    why: 'The specification matches types by their names without the namespace, but some readers compare full names, and generated classes move to another package.',
    aliases: [],
    example: pair(hash(8), { ...hash(8), namespace: 'com.example' }),
    nearMiss: pair({ ...hash(8), namespace: 'com.example' }, hash(8, 'com.example.Hash')),
  },
  'avro/schema-removed': {
    level: 'major',
    sentence: 'The schema of {subject} is gone.',
    fix: 'Keep the schema as long as anybody reads data that was written with it.',
    why: 'Whoever needs the schema to read or write can no longer get it from here.',
    aliases: [],
    example: { file: 'order.avsc', base: `${JSON.stringify(record([]), null, 2)}\n`, head: '' },
    nearMiss: pair(record([]), record([], { doc: 'An order.' })),
  },
  'avro/schema-added': {
    level: 'minor',
    sentence: 'The schema of {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody has data of it yet.',
    aliases: [],
    example: { file: 'order.avsc', base: '', head: `${JSON.stringify(record([]), null, 2)}\n` },
    nearMiss: pair(record([]), record([], { doc: 'An order.' })),
  },
} satisfies Readonly<Record<string, Rule>>;
