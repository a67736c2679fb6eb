import type { Rule } from '../detector.ts';
import { fields } from './pair.ts';

const id = { name: 'id', type: 'long' };
const note = { name: 'note', type: 'string' };
const noteWithDefault = { ...note, default: '' };

export const fieldRules = {
  'avro/field-added-without-default': {
    level: 'major',
    sentence: 'The field {subject} is new and has no default value.',
    fix: 'Give the field a default value; for one that may be absent, a union with null first and the default null.',
    why: 'Data that was written before has no value for the field. A reader that needs one and knows no default fails on every old record.',
    aliases: ['avro:READER_FIELD_MISSING_DEFAULT_VALUE', 'confluent:READER_FIELD_MISSING_DEFAULT_VALUE'],
    example: fields([id], [id, note]),
    nearMiss: fields([id], [id, noteWithDefault]),
  },
  'avro/field-added': {
    level: 'minor',
    sentence: 'The field {subject} is new and has a default value.',
    fix: 'Nothing to do.',
    why: 'Old data is read with the default value, and old readers skip the field.',
    aliases: [],
    example: fields([id], [id, noteWithDefault]),
    nearMiss: fields([id, noteWithDefault], [noteWithDefault, id]),
  },
  'avro/field-removed-without-default': {
    level: 'minor',
    sentence: 'The field {subject} is gone, and the old schema has no default value for it.',
    fix: 'Update all readers before anybody writes with the new schema, or give the field a default value one release earlier.',
    why: 'The new schema skips the field in old data. Readers that still have the old schema fail on new data, which counts as a break where compatibility is forward or full.',
    aliases: [],
    example: fields([id, note], [id]),
    nearMiss: fields([id, noteWithDefault], [id]),
  },
  'avro/field-removed': {
    level: 'minor',
    sentence: 'The field {subject} is gone; readers with the old schema use its default value.',
    fix: 'Make sure that nobody takes the default for a real value.',
    why: 'Both sides can go on reading, but whoever still reads the field gets its default value.',
    aliases: [],
    example: fields([id, noteWithDefault], [id]),
    nearMiss: fields([id, note], [id, { name: 'remark', type: 'string', aliases: ['note'] }]),
  },
  'avro/field-renamed': {
    level: 'minor',
    sentence: 'The field {subject} is now called {to}; an alias keeps old data readable.',
    fix: 'Keep the alias as long as old data exists.',
    why: 'The new schema finds old values under the alias. Readers that have the old schema do not know the new name, which counts as a break where compatibility is forward or full.',
    aliases: [],
    example: fields([id, note], [id, { name: 'remark', type: 'string', aliases: ['note'] }]),
    nearMiss: fields([id, note], [id, { ...note, aliases: ['remark'] }]),
  },
  'avro/default-removed': {
    level: 'review',
    sentence: 'The default value of {subject} is gone; it was {from}.',
    fix: 'Keep the default value unless all data that was written without one is gone.',
    why: 'Data of the last schema can be read, but data that is older than the field, or than the symbol, no longer can.',
    aliases: [],
    example: fields([id, noteWithDefault], [id, note]),
    nearMiss: fields([id, note], [id, noteWithDefault]),
  },
  'avro/default-changed': {
    level: 'review',
    sentence: 'The default value of {subject} was {from} and is now {to}.',
    fix: 'Check what readers make of old data that has no value of its own.',
    why: 'The same old record is read with another value from now on. A schema cannot tell whether anybody notices.',
    aliases: [],
    example: fields([id, noteWithDefault], [id, { ...note, default: '-' }]),
    nearMiss: fields([{ ...id, default: 1 }], [{ default: 1, ...id }]),
  },
  'avro/alias-removed': {
    level: 'review',
    sentence: '{subject} has lost its alias {from}.',
    fix: 'Keep the alias as long as data exists that was written under the former name.',
    why: 'Data of the last schema can be read, but data that was written under the former name can no longer be found by it.',
    aliases: [],
    example: fields([{ ...id, aliases: ['key'] }], [id]),
    nearMiss: fields([{ ...id, aliases: ['key', 'nr'] }], [{ ...id, aliases: ['nr', 'key'] }]),
  },
} satisfies Readonly<Record<string, Rule>>;
