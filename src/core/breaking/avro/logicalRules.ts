import type { Rule } from '../detector.ts';
import { types } from './pair.ts';

const time = (logicalType: string): object => ({ type: 'long', logicalType });
const decimal = (precision: number, scale: number): object => ({
  type: 'bytes',
  logicalType: 'decimal',
  precision,
  scale,
});

export const logicalRules = {
  'avro/logical-type-changed': {
    level: 'major',
    sentence: '{subject} was {from} and is now {to}.',
    fix: 'Add a field with the new meaning and keep this one.',
    why: 'The bytes are read without an error and mean something else: milliseconds taken for microseconds are wrong by a factor of a thousand.',
    aliases: [],
    example: types(time('timestamp-millis'), time('timestamp-micros')),
    nearMiss: types(time('timestamp-millis'), { logicalType: 'timestamp-millis', type: 'long' }),
  },
  'avro/decimal-scale-changed': {
    level: 'major',
    sentence: 'The decimal {subject} had the scale {from} and now has {to}.',
    fix: 'Add a field with the new scale and keep this one.',
    why: 'The scale is in the schema and not in the data. Old values are refused, or read with the point in the wrong place.',
    aliases: [],
    example: types(decimal(9, 2), decimal(9, 3)),
    nearMiss: types({ type: 'bytes', logicalType: 'decimal', precision: 9 }, decimal(9, 0)),
  },
  'avro/decimal-precision-lowered': {
    level: 'major',
    sentence: 'The decimal {subject} had the precision {from} and now has {to}.',
    fix: 'Keep the precision.',
    why: 'Old values may have more digits than the new schema allows.',
    aliases: [],
    example: types(decimal(9, 2), decimal(6, 2)),
    nearMiss: types(decimal(9, 2), decimal(12, 2)),
  },
  'avro/decimal-precision-raised': {
    level: 'review',
    sentence: 'The decimal {subject} had the precision {from} and now has {to}.',
    fix: 'Check that your readers resolve decimals of different precision.',
    why: 'All old values fit, but the specification lets decimals match only when precision and scale are the same, and some readers hold to it.',
    aliases: [],
    example: types(decimal(9, 2), decimal(12, 2)),
    nearMiss: types(decimal(9, 2), decimal(6, 2)),
  },
  'avro/logical-type-added': {
    level: 'review',
    sentence: '{subject} is now a {to}.',
    fix: 'Make sure that old values were meant that way.',
    why: 'The bytes stay the same, but readers that know the logical type give another type of value, and generated code changes.',
    aliases: [],
    example: types('long', time('timestamp-millis')),
    nearMiss: types('long', time('of-my-own')),
  },
  'avro/logical-type-removed': {
    level: 'review',
    sentence: '{subject} is no longer a {from}.',
    fix: 'Keep the logical type, or make sure that readers convert the value themselves.',
    why: 'The bytes stay the same, but readers get the bare value instead of the date, decimal or identifier, and generated code changes.',
    aliases: [],
    example: types(time('timestamp-millis'), 'long'),
    nearMiss: types(time('of-my-own'), 'long'),
  },
} satisfies Readonly<Record<string, Rule>>;
