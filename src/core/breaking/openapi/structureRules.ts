import type { Rule } from '../detector.ts';
import { ids, requestPlaces, responsePlaces } from './aliases.ts';
import { requests, responses } from './examples.ts';

const conditions =
  'if-added,then-added,else-added,contains-added,min-contains-increased,max-contains-decreased,dependent-required-added,dependent-required-changed,dependent-schema-added,pattern-property-added,property-names-added,unevaluated-items-added,unevaluated-properties-added,content-schema-added,content-media-type-changed,content-encoding-changed';
const reliefs =
  'if-removed,then-removed,else-removed,contains-removed,min-contains-decreased,max-contains-increased,dependent-required-removed,dependent-required-changed,dependent-schema-removed,pattern-property-removed,property-names-removed,unevaluated-items-removed,unevaluated-properties-removed,content-schema-removed,content-media-type-changed,content-encoding-changed';
const kinds = (names: string): string =>
  names
    .split(', ')
    .map(
      (name) =>
        `- { title: ${name}, type: object, properties: { kind: { const: ${name} }, of-${name}: { type: string } }, required: [kind, of-${name}] }`,
    )
    .reduce((text, line) => `${text}\n${line}`, 'oneOf:');
const without = (list: string, word: string): string =>
  list
    .split(',')
    .filter((one) => !one.endsWith(word))
    .join(',');

export const structureRules = {
  'openapi/request-limit-tightened': {
    level: 'major',
    sentence: 'The {keyword} of {subject} was {from} and is now {to}.',
    fix: 'Keep the old limit for what comes in.',
    why: 'Requests with values beyond the new limit are refused.',
    aliases: [
      ...ids(
        requestPlaces,
        'max-decreased,max-set,exclusive-max-decreased,exclusive-max-set,max-length-decreased,max-length-set,min-increased,min-set,exclusive-min-increased,exclusive-min-set,min-items-increased,min-items-set,min-length-increased',
      ),
      ...ids(
        'request-parameter',
        'max-items-decreased,max-length-decreased,max-length-set,max-decreased,max-set,exclusive-max-decreased,exclusive-max-set,min-items-increased,min-items-set,min-length-increased,min-increased,min-set,exclusive-min-increased,exclusive-min-set',
      ),
      'openapitools:incompatible.request.max.length.decreased',
      'openapitools:incompatible.request.min.length.increased',
      'openapitools:incompatible.request.numeric.range.decreased',
      'openapitools:incompatible.schema.min-properties.changed',
      'openapitools:incompatible.schema.max-properties.changed',
      'azure-oad:1024',
      'azure-oad:1036',
    ],
    example: requests('type: string\nmaxLength: 20', 'type: string\nmaxLength: 10'),
    nearMiss: requests('type: string\nmaxLength: 10', 'type: string\nmaxLength: 20'),
  },
  'openapi/response-limit-loosened': {
    level: 'major',
    sentence: 'The {keyword} of {subject} was {from} and is now {to}.',
    fix: 'Keep the old limit for what goes out.',
    why: 'Clients made room for values within the old limit.',
    aliases: [
      ...ids(
        responsePlaces,
        'max-increased,exclusive-max-increased,max-length-increased,max-length-unset,min-decreased,exclusive-min-decreased,min-items-decreased,min-items-unset,min-length-decreased',
      ),
      'openapitools:incompatible.response.max.length.increased',
      'openapitools:incompatible.response.numeric.range.increased',
      'openapitools:incompatible.schema.min-properties.changed',
      'openapitools:incompatible.schema.max-properties.changed',
      'azure-oad:1037',
      'azure-oad:1036',
    ],
    example: responses('type: string\nmaxLength: 10', 'type: string\nmaxLength: 20'),
    nearMiss: responses('type: string\nmaxLength: 20', 'type: string\nmaxLength: 10'),
  },
  'openapi/limit-compatible': {
    level: 'minor',
    sentence: 'The {keyword} of {subject} was {from} and is now {to}.',
    fix: 'Nothing to do.',
    why: 'More may be sent than before, or less is received.',
    aliases: [
      ...ids(
        requestPlaces,
        'max-increased,exclusive-max-increased,max-length-increased,min-decreased,exclusive-min-decreased,min-length-decreased',
      ),
      ...ids(
        'request-parameter',
        'max-items-increased,max-length-increased,max-increased,exclusive-max-increased,min-items-decreased,min-length-decreased,min-decreased,exclusive-min-decreased',
      ),
      ...ids('request-read-only-property', 'max-decreased,exclusive-max-decreased,max-length-decreased'),
      ...ids('request-read-only-property', 'min-increased,exclusive-min-increased'),
    ],
    example: requests('type: string\nmaxLength: 10', 'type: string\nmaxLength: 20'),
    nearMiss: requests('type: string\nmaxLength: 10', 'type: string\nmaxLength: 10.0'),
  },
  'openapi/request-pattern-changed': {
    level: 'major',
    sentence: 'The pattern of {subject} was {from} and is now {to}.',
    fix: 'Accept what the old pattern accepted.',
    why: 'Requests with values that do not match are refused. Whether the new pattern takes all values of the old one cannot be told.',
    aliases: [
      ...ids('request-property,request-parameter', 'pattern-added,pattern-changed'),
      'openapitools:incompatible.schema.pattern.changed',
    ],
    example: requests("type: string\npattern: '^[a-z]+$'", "type: string\npattern: '^[a-y]+$'"),
    nearMiss: requests("type: string\npattern: '^[a-z]+$'", 'type: string'),
  },
  'openapi/pattern-compatible': {
    level: 'minor',
    sentence: 'The pattern of {subject} was {from} and is now {to}.',
    fix: 'Nothing to do.',
    why: 'More may be sent than before, or clients that do not check what they receive see no difference. It breaks in the profile strict where clients receive it.',
    aliases: [
      ...ids('request-property,request-parameter', 'pattern-removed,pattern-generalized'),
      ...ids('response-property', 'pattern-added,pattern-changed,pattern-removed'),
    ],
    example: requests("type: string\npattern: '^[a-z]+$'", 'type: string'),
    nearMiss: requests("type: string\npattern: '^[a-z]+$'", "pattern: '^[a-z]+$'\ntype: string"),
  },
  'openapi/request-alternative-removed': {
    level: 'major',
    sentence: '{subject} no longer accepts {name}.',
    fix: 'Keep the alternative.',
    why: 'Requests of this kind are refused.',
    aliases: [
      ...ids(requestPlaces, 'one-of-removed,any-of-removed,wrapped-in-one-of'),
      'openapitools:incompatible.request.oneof.decreased',
    ].filter((alias) => alias !== 'oasdiff:request-property-wrapped-in-one-of'),
    example: requests(kinds('cat, dog, cow'), kinds('cat, dog')),
    nearMiss: requests(
      'oneOf: [{ type: string }, { type: integer }]',
      'oneOf: [{ type: integer }, { type: string }]',
    ),
  },
  'openapi/response-alternative-added': {
    level: 'major',
    sentence: '{subject} may now be {name}.',
    fix: 'Give the new alternative only to those who ask for it.',
    why: 'Clients were written for the alternatives that there were.',
    aliases: [
      ...ids(responsePlaces, 'one-of-added'),
      'oasdiff:response-body-wrapped-in-one-of',
      'openapitools:incompatible.response.oneof.increased',
    ],
    example: responses(kinds('cat, dog'), kinds('cat, dog, cow')),
    nearMiss: responses(
      'oneOf: [{ type: string }, { type: integer }]',
      'oneOf: [{ type: integer }, { type: string }]',
    ),
  },
  'openapi/alternative-compatible': {
    level: 'minor',
    sentence: 'The alternative {name} of {subject} came or went, and nobody has to change anything.',
    fix: 'Nothing to do.',
    why: 'It may be sent in addition, or is no longer received.',
    aliases: [
      ...ids(requestPlaces, 'one-of-added,any-of-added'),
      ...ids(responsePlaces, 'one-of-removed,any-of-removed,any-of-added'),
    ],
    example: requests(kinds('cat, dog'), kinds('cat, dog, cow')),
    nearMiss: requests(
      'oneOf: [{ type: string }, { type: integer }]',
      'oneOf: [{ type: integer }, { type: string }]',
    ),
  },
  'openapi/request-structure-tightened': {
    level: 'major',
    sentence: '{subject} accepts less than before, by its {keyword}.',
    fix: 'Keep to accept what was accepted.',
    why: 'Requests that were right are refused.',
    aliases: [
      ...ids(requestPlaces, conditions),
      ...ids(requestPlaces, 'all-of-added,prefix-items-removed'),
      'azure-oad:1022',
    ],
    example: requests('type: object', 'type: object\nadditionalProperties: false'),
    nearMiss: requests('type: object\nadditionalProperties: false', 'type: object'),
  },
  'openapi/response-structure-loosened': {
    level: 'major',
    sentence: '{subject} may hold more than before, by its {keyword}.',
    fix: 'Keep to give only what was given.',
    why: 'Clients were written for what the old schema allowed.',
    aliases: [
      ...ids(responsePlaces, reliefs),
      ...ids(responsePlaces, 'prefix-items-added'),
      'azure-oad:1021',
    ],
    example: responses('type: array\ncontains: { const: 1 }', 'type: array'),
    nearMiss: responses(
      'type: object\nadditionalProperties: true',
      'type: object\nadditionalProperties: { type: integer }',
    ),
  },
  'openapi/structure-compatible': {
    level: 'minor',
    sentence: '{subject} has changed by its {keyword}, and nobody has to change anything.',
    fix: 'Nothing to do.',
    why: 'More may be sent than before, or less is received.',
    aliases: [
      ...ids(requestPlaces, without(reliefs, '-changed')),
      ...ids(requestPlaces, 'all-of-removed,prefix-items-added'),
      ...ids(responsePlaces, without(conditions, '-changed')),
      ...ids(responsePlaces, 'all-of-added,all-of-removed,prefix-items-removed'),
    ],
    example: requests('type: object\nadditionalProperties: false', 'type: object'),
    nearMiss: requests('type: object', 'type: object\nadditionalProperties: true'),
  },
  'openapi/discriminator-changed': {
    level: 'major',
    sentence: 'The discriminator of {subject} was {from} and is now {to}.',
    fix: 'Keep the property that tells the kinds apart, with its old values.',
    why: 'Both sides look for the kind at another place, or under other names.',
    aliases: [
      ...ids(requestPlaces, 'discriminator-property-name-changed,discriminator-mapping-changed'),
      ...ids(responsePlaces, 'discriminator-property-name-changed,discriminator-mapping-changed'),
      'openapitools:incompatible.schema.discriminator.changed',
      'azure-oad:1030',
    ],
    example: requests(
      'oneOf: [{ type: object }]\ndiscriminator: { propertyName: kind }',
      'oneOf: [{ type: object }]\ndiscriminator: { propertyName: type }',
    ),
    nearMiss: requests(
      'oneOf: [{ type: object }]\ndiscriminator: { propertyName: kind }',
      'discriminator: { propertyName: kind }\noneOf: [{ type: object }]',
    ),
  },
  'openapi/undecided': {
    level: 'review',
    sentence: 'Whether {subject} still allows the same cannot be told, by its {keyword}.',
    fix: 'Look at both sides.',
    why: 'The schema uses a keyword, or so many alternatives, that the two sides cannot be compared for sure.',
    aliases: [],
    example: requests(
      "type: object\nproperties: { aa: { type: string } }\npatternProperties: { '^(a)b?\\1$': { type: string } }",
      "type: object\nproperties: { aa: { type: string } }\npatternProperties: { '^(a)c?\\1$': { type: integer } }",
    ),
    nearMiss: requests('type: string\nnot: { pattern: a }', 'not: { pattern: a }\ntype: string'),
  },
  'openapi/reference-unresolved': {
    level: 'review',
    sentence: '{subject} refers to {reference}, which is not there.',
    fix: 'Put the missing part back, or correct the reference.',
    why: 'What the reference stands for cannot be compared.',
    aliases: [],
    example: requests("$ref: '#/components/schemas/A'", "$ref: '#/components/schemas/B'"),
    nearMiss: requests('type: object', 'type: object\ndescription: See B'),
  },
} satisfies Readonly<Record<string, Rule>>;
