import type { Rule } from '../detector.ts';
import { pair } from './pair.ts';

const object = (rest: string): string => `{"type": "object", ${rest}}`;
const size = '"properties": {"size": {"type": "number"}}';
const both = '"properties": {"size": {"type": "number"}, "note": {"type": "string"}}';

/** Properties: which there may be, and which there have to be. */
export const objectRules = {
  'jsonschema/required-added': {
    level: 'major',
    sentence: '{subject} is now required.',
    fix: 'Leave it optional, and say what its absence means.',
    why: 'Whoever left the property out was right, and is refused now.',
    aliases: [
      'confluent:REQUIRED_ATTRIBUTE_ADDED',
      'confluent:REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL',
      'confluent:REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL',
      'apicurio:OBJECT_TYPE_REQUIRED_PROPERTIES_ADDED',
      'apicurio:OBJECT_TYPE_REQUIRED_PROPERTIES_MEMBER_ADDED',
      'sentry-jsd:RequiredAdd',
    ],
    example: pair(object(size), object(`${size}, "required": ["size"]`)),
    nearMiss: pair(
      object(`${size}, "required": ["size"]`),
      `{"allOf": [${object(size)}, {"required": ["size"]}]}`,
    ),
  },
  'jsonschema/required-with-default': {
    level: 'review',
    sentence: '{subject} is now required, and has a default.',
    fix: 'Leave it optional: the default already says what its absence means.',
    why: 'A validator refuses an object without the property, whatever its default. Programs that fill in defaults before they validate do not notice.',
    aliases: [
      'confluent:REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED',
      'confluent:REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL',
    ],
    example: pair(
      object('"properties": {"size": {"default": 1}}'),
      object('"properties": {"size": {"default": 1}}, "required": ["size"]'),
    ),
    nearMiss: pair(
      object('"properties": {"size": {}}, "required": ["size"]'),
      object('"required": ["size"], "properties": {"size": {"default": 1}}'),
    ),
  },
  'jsonschema/required-lifted': {
    level: 'minor',
    sentence: '{subject} is no longer required.',
    fix: 'Nothing to do for those who write; those who read must do without it.',
    why: 'All objects that were valid still are. Programs that read the property may find it missing.',
    aliases: ['confluent:REQUIRED_ATTRIBUTE_REMOVED', 'sentry-jsd:RequiredRemove'],
    example: pair(object(`${size}, "required": ["size"]`), object(size)),
    nearMiss: pair(object(`${size}, "required": []`), object(size)),
  },
  'jsonschema/property-refused': {
    level: 'major',
    sentence: '{subject} is no longer declared, and other properties are not allowed.',
    fix: 'Keep the property and mark it as deprecated.',
    why: 'Objects with the property were valid and are refused now.',
    aliases: [
      'confluent:PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL',
      'confluent:PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL',
      'apicurio:OBJECT_TYPE_PROPERTY_SCHEMAS_NARROWED',
      'sentry-jsd:PropertyRemove',
    ],
    example: pair(
      object(`${both}, "additionalProperties": false`),
      object(`${size}, "additionalProperties": false`),
    ),
    nearMiss: pair(
      object(`${both}, "additionalProperties": false`),
      object(`${size}, "additionalProperties": false, "patternProperties": {"^note$": {"type": "string"}}`),
    ),
  },
  'jsonschema/property-undeclared': {
    level: 'review',
    sentence: '{subject} is no longer declared; objects that have it stay valid.',
    fix: 'Keep the property and mark it as deprecated, as long as anybody sends or reads it.',
    why: 'Nothing is refused, but the schema no longer says that the property means anything, or of which type it is.',
    aliases: ['confluent:PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL'],
    example: pair(object(both), object(size)),
    nearMiss: pair(object(both), `{"allOf": [${object(size)}, ${object(both)}]}`),
  },
  'jsonschema/property-added': {
    level: 'minor',
    sentence: '{subject} is new.',
    fix: 'Nothing to do.',
    why: 'Objects without the property stay valid. Whoever already sent one of this name, though the schema did not declare it, has to follow the new declaration.',
    aliases: [
      'confluent:OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL',
      'confluent:PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL',
    ],
    example: pair(object(size), object(both)),
    nearMiss: pair(
      object(both),
      object('"properties": {"note": {"type": "string"}, "size": {"type": "number"}}'),
    ),
  },
  'jsonschema/property-restricted': {
    level: 'major',
    sentence: '{subject} could be anything and is now declared.',
    fix: 'Declare new properties only in objects that are closed, or choose a name that nobody uses yet.',
    why: 'The object was open, so properties of this name were valid with any value. Those that do not fit the declaration are refused now.',
    aliases: [
      'confluent:OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL',
      'confluent:PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL',
      'apicurio:OBJECT_TYPE_PROPERTY_SCHEMA_ADDED',
      'apicurio:OBJECT_TYPE_PROPERTY_SCHEMAS_MEMBER_ADDED',
      'sentry-jsd:PropertyAdd',
    ],
    example: pair('{"type": "object"}', object(size)),
    nearMiss: pair(
      object('"additionalProperties": {"type": "number"}'),
      object(`${size}, "additionalProperties": {"type": "number"}`),
    ),
  },
  'jsonschema/properties-restricted': {
    level: 'major',
    sentence: '{subject} no longer allows all other properties ({keyword}).',
    fix: 'Leave the object open, or close it in a new version of the schema.',
    why: 'Properties that the schema does not name were allowed. Objects that have them are refused now.',
    aliases: [
      'confluent:ADDITIONAL_PROPERTIES_REMOVED',
      'confluent:ADDITIONAL_PROPERTIES_NARROWED',
      'confluent:UNEVALUATED_PROPERTIES_REMOVED',
      'apicurio:OBJECT_TYPE_ADDITIONAL_PROPERTIES_TRUE_TO_FALSE',
      'apicurio:OBJECT_TYPE_ADDITIONAL_PROPERTIES_NARROWED',
      'apicurio:OBJECT_TYPE_PATTERN_PROPERTY_KEYS_ADDED',
      'apicurio:OBJECT_TYPE_PATTERN_PROPERTY_KEYS_MEMBER_ADDED',
    ],
    example: pair(object(size), object(`${size}, "additionalProperties": false`)),
    nearMiss: pair(
      object(`${size}, "additionalProperties": false`),
      object(`${size}, "unevaluatedProperties": false`),
    ),
  },
  'jsonschema/properties-opened': {
    level: 'minor',
    sentence: '{subject} now allows other properties ({keyword}).',
    fix: 'Nothing to do for those who write.',
    why: 'All objects that were valid still are.',
    aliases: ['confluent:ADDITIONAL_PROPERTIES_ADDED', 'confluent:ADDITIONAL_PROPERTIES_EXTENDED'],
    example: pair(object(`${size}, "additionalProperties": false`), object(size)),
    nearMiss: pair(object(`${size}, "additionalProperties": true`), object(size)),
  },
} satisfies Readonly<Record<string, Rule>>;
