import type { Rule } from '../detector.ts';
import { field, pair } from './pair.ts';

const tuple = (items: string, rest: string): string =>
  `{"type": "array", "prefixItems": [${items}], "items": ${rest}}`;

/** Lists, alternatives and conditions. */
export const compoundRules = {
  'jsonschema/items-restricted': {
    level: 'major',
    sentence: '{subject} no longer allows items that it allowed ({keyword}).',
    fix: 'Keep the old items, or add a property for the new list.',
    why: 'Lists that were valid are refused now.',
    aliases: [
      'confluent:ADDITIONAL_ITEMS_REMOVED',
      'confluent:ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL',
      'apicurio:ARRAY_TYPE_ADDITIONAL_ITEMS_TRUE_TO_FALSE',
      'apicurio:ARRAY_TYPE_CONTAINED_ITEM_SCHEMA_ADDED',
    ],
    example: field(tuple('{"type": "string"}', 'true'), tuple('{"type": "string"}', 'false')),
    nearMiss: field(
      '{"items": {"type": "string"}}',
      '{"type": ["null", "boolean", "number", "string", "array", "object"], "items": {"type": "string"}}',
    ),
  },
  'jsonschema/items-opened': {
    level: 'minor',
    sentence: '{subject} now allows more items ({keyword}).',
    fix: 'Nothing to do for those who write.',
    why: 'All lists that were valid still are.',
    aliases: ['confluent:ADDITIONAL_ITEMS_ADDED', 'confluent:ITEM_ADDED_TO_CLOSED_CONTENT_MODEL'],
    example: field(tuple('{"type": "string"}', 'false'), tuple('{"type": "string"}', 'true')),
    nearMiss: field('{"type": "array", "items": true}', '{"type": "array"}'),
  },
  'jsonschema/unique-items-added': {
    level: 'major',
    sentence: '{subject} no longer allows equal items.',
    fix: 'Remove doubles where the list is read.',
    why: 'Lists with equal items were valid and are refused now.',
    aliases: ['confluent:UNIQUE_ITEMS_ADDED', 'apicurio:ARRAY_TYPE_UNIQUE_ITEMS_FALSE_TO_TRUE'],
    example: field('{"type": "array"}', '{"type": "array", "uniqueItems": true}'),
    nearMiss: field('{"type": "array"}', '{"type": "array", "uniqueItems": false}'),
  },
  'jsonschema/unique-items-lifted': {
    level: 'minor',
    sentence: '{subject} now allows equal items.',
    fix: 'Nothing to do for those who write.',
    why: 'All lists that were valid still are.',
    aliases: ['confluent:UNIQUE_ITEMS_REMOVED', 'apicurio:ARRAY_TYPE_UNIQUE_ITEMS_TRUE_TO_FALSE'],
    example: field('{"type": "array", "uniqueItems": true}', '{"type": "array"}'),
    nearMiss: field(
      '{"type": "array", "maxItems": 1, "uniqueItems": true}',
      '{"type": "array", "maxItems": 1}',
    ),
  },
  'jsonschema/alternative-removed': {
    level: 'major',
    sentence: '{subject} no longer allows the alternative {name}.',
    fix: 'Keep the alternative and mark it as deprecated.',
    why: 'Values of this alternative fit none of those that are left.',
    aliases: [
      'confluent:SUM_TYPE_NARROWED',
      'confluent:COMBINED_TYPE_SUBSCHEMAS_CHANGED',
      'apicurio:COMBINED_TYPE_ONE_OF_SIZE_DECREASED',
      'apicurio:COMBINED_TYPE_ANY_OF_SIZE_DECREASED',
      'apicurio:COMBINED_TYPE_SUBSCHEMA_NOT_COMPATIBLE',
    ],
    example: field(
      '{"oneOf": [{"title": "Card", "required": ["card"]}, {"title": "Cash", "required": ["coins", "notes"]}, {"title": "Bill", "required": ["address", "name"]}]}',
      '{"oneOf": [{"title": "Card", "required": ["card"]}, {"title": "Cash", "required": ["coins", "notes"]}]}',
    ),
    nearMiss: field(
      '{"anyOf": [{"title": "Card", "type": "object"}, {"title": "Cash", "type": "array"}]}',
      '{"anyOf": [{"title": "Cash", "type": "array"}, {"title": "Card", "type": "object"}]}',
    ),
  },
  'jsonschema/alternative-added': {
    level: 'minor',
    sentence: '{subject} now allows the alternative {name} too.',
    fix: 'Nothing to do for those who write; those who read must know the alternative.',
    why: 'All values that were valid still are. Programs that read them may meet an alternative that they do not know.',
    aliases: [
      'confluent:SUM_TYPE_EXTENDED',
      'apicurio:COMBINED_TYPE_ONE_OF_SIZE_INCREASED',
      'apicurio:COMBINED_TYPE_ANY_OF_SIZE_INCREASED',
    ],
    example: field(
      '{"oneOf": [{"title": "Card", "required": ["card"]}, {"title": "Cash", "required": ["coins", "notes"]}]}',
      '{"oneOf": [{"title": "Card", "required": ["card"]}, {"title": "Cash", "required": ["coins", "notes"]}, {"title": "Bill", "required": ["address", "name"]}]}',
    ),
    nearMiss: field(
      '{"type": "string"}',
      '{"anyOf": [{"type": "string"}, {"type": "string", "maxLength": 5}]}',
    ),
  },
  'jsonschema/condition-added': {
    level: 'major',
    sentence: '{subject} has a condition more than before ({keyword}).',
    fix: 'Let values that were valid stay valid, or put the condition into a new version of the schema.',
    why: 'Values that were valid and do not satisfy the condition are refused now.',
    aliases: [
      'confluent:NOT_TYPE_EXTENDED',
      'confluent:DEPENDENCY_ARRAY_ADDED',
      'confluent:DEPENDENCY_ARRAY_EXTENDED',
      'confluent:DEPENDENCY_SCHEMA_ADDED',
      'apicurio:CONDITIONAL_TYPE_IF_SCHEMA_ADDED',
      'apicurio:CONDITIONAL_TYPE_IF_SCHEMA_COMPATIBLE_NONE',
      'apicurio:CONDITIONAL_TYPE_THEN_SCHEMA_ADDED',
      'apicurio:CONDITIONAL_TYPE_ELSE_SCHEMA_ADDED',
      'apicurio:NOT_TYPE_SCHEMA_COMPATIBLE_NONE',
    ],
    example: pair(
      '{"properties": {"a": true, "b": true}}',
      '{"properties": {"a": true, "b": true}, "dependentRequired": {"a": ["b"]}}',
    ),
    nearMiss: pair('{"dependencies": {"a": ["b"]}}', '{"dependentRequired": {"a": ["b"]}}'),
  },
  'jsonschema/condition-lifted': {
    level: 'minor',
    sentence: '{subject} has a condition less than before ({keyword}).',
    fix: 'Nothing to do for those who write.',
    why: 'All values that were valid still are.',
    aliases: [
      'confluent:NOT_TYPE_NARROWED',
      'confluent:DEPENDENCY_ARRAY_REMOVED',
      'confluent:DEPENDENCY_SCHEMA_REMOVED',
    ],
    example: pair('{"not": {"required": ["a", "b"]}}', '{"title": "Open"}'),
    nearMiss: pair('{"not": {"type": "null"}}', '{"not": {"type": ["null"]}}'),
  },
  'jsonschema/nothing-allowed': {
    level: 'major',
    sentence: '{subject} no longer allows anything.',
    fix: 'Mark it as deprecated first.',
    why: 'Every value was refused by no rule before and is refused by all now.',
    aliases: ['confluent:RESERVED_PROPERTY_CONFLICTS_WITH_PROPERTY'],
    example: field('{"type": "string"}', 'false'),
    nearMiss: field('false', '{"not": {}}'),
  },
  'jsonschema/something-allowed': {
    level: 'minor',
    sentence: '{subject} allowed nothing and now allows values.',
    fix: 'Nothing to do for those who write.',
    why: 'Nothing that was valid is refused.',
    aliases: ['confluent:RESERVED_PROPERTY_REMOVED'],
    example: field('false', '{"type": "string"}'),
    nearMiss: field('{}', 'true'),
  },
} satisfies Readonly<Record<string, Rule>>;

/** Whole schemas, and what cannot be decided. */
export const wholeRules = {
  'jsonschema/schema-removed': {
    level: 'major',
    sentence: 'The schema {subject} is gone.',
    fix: 'Keep the file, or leave one that refers to the new place.',
    why: 'Editors, validators and other schemas find it under its path.',
    aliases: ['confluent:SCHEMA_REMOVED'],
    example: pair('{"type": "object"}', ''),
    nearMiss: pair('{"type": "object", "title": "Order"}', '{"title": "Order", "type": "object"}'),
  },
  'jsonschema/schema-added': {
    level: 'minor',
    sentence: 'The schema {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody depends on it yet.',
    aliases: ['confluent:SCHEMA_ADDED'],
    example: { file: 'order.schema.json', base: '', head: '{"type": "object"}\n' },
    nearMiss: pair('{"description": "Order"}', '{"description": "Orders"}'),
  },
  'jsonschema/definition-removed': {
    level: 'review',
    sentence: 'The definition {subject} is gone.',
    fix: 'Keep the name and let it refer to the new one.',
    why: 'A file that holds nothing but definitions is there for other schemas. Those outside of the repository that refer to the name find nothing.',
    aliases: [],
    example: pair(
      '{"$defs": {"A": {"type": "string"}, "B": {"type": "number"}}}',
      '{"$defs": {"A": {"type": "string"}}}',
    ),
    nearMiss: pair(
      '{"type": "object", "$defs": {"A": {"type": "string"}}}',
      '{"type": "object", "$defs": {}}',
    ),
  },
  'jsonschema/default-changed': {
    level: 'review',
    sentence: 'The default of {subject} was {from} and is now {to}.',
    fix: 'Say in the notes what those get who leave it out.',
    why: 'No value is refused. Programs that take the default from the schema do something else when the value is left out.',
    aliases: ['confluent:DEFAULT_CHANGED'],
    example: field('{"type": "number", "default": 1}', '{"type": "number", "default": 2}'),
    nearMiss: field('{"default": {"a": 1, "b": 2}}', '{"default": {"b": 2, "a": 1}}'),
  },
  'jsonschema/reference-unresolved': {
    level: 'review',
    sentence: '{subject} refers to {reference}, which cannot be read here.',
    fix: 'Check by hand that what it refers to allows all that was allowed.',
    why: 'Schemas outside of the repository are never fetched, so nobody knows what they allow.',
    aliases: [],
    example: field('{"type": "string"}', '{"$ref": "https://schemas.example/size.json"}'),
    nearMiss: field(
      '{"$ref": "https://schemas.example/size.json"}',
      '{"title": "Size", "$ref": "https://schemas.example/size.json"}',
    ),
  },
  'jsonschema/undecided': {
    level: 'review',
    sentence: '{subject} has changed in a way that cannot be decided ({keyword}).',
    fix: 'Check by hand that all values that were valid still are.',
    why: 'There are conditions that depend on each other in more ways than can be tried, and patterns that no program can compare.',
    aliases: [],
    example: pair(
      '{"properties": {"note": {"type": "string"}}, "patternProperties": {"^(?!x)": {"maxLength": 5}}}',
      '{"properties": {"note": {"type": "string"}}, "patternProperties": {"^(?!x)": {"maxLength": 5}, "^(?!y)": true}}',
    ),
    nearMiss: pair(
      '{"patternProperties": {"^(?!x)": {"type": "string"}}}',
      '{"patternProperties": {"^(?!x)": {"type": "string"}}, "title": "Names"}',
    ),
  },
} satisfies Readonly<Record<string, Rule>>;
