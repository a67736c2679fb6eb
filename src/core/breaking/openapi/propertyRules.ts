import type { Rule } from '../detector.ts';
import { ids, requestPlaces, responsePlaces } from './aliases.ts';
import { parameters, requests, responses } from './examples.ts';

const object = (property: string): string => `type: object\nproperties: { ${property} }`;
const needs = (property: string, names: string): string => `${object(property)}\nrequired: [${names}]`;

export const propertyRules = {
  'openapi/request-property-required': {
    level: 'major',
    sentence: '{subject} must now be given.',
    fix: 'Let it be optional, with a default value.',
    why: 'Requests that left it out are refused.',
    aliases: [
      ...ids('request-property', 'became-required,became-required-with-default'),
      'oasdiff:request-header-property-became-required',
      'openapitools:incompatible.request.required.increased',
      'azure-oad:1025',
    ],
    example: requests(object('age: { type: integer }'), needs('age: { type: integer }', 'age')),
    nearMiss: requests(needs('age: { type: integer }', 'age'), object('age: { type: integer }')),
  },
  'openapi/required-request-property-added': {
    level: 'major',
    sentence: '{subject} is new and must be given.',
    fix: 'Let it be optional, and do without it what was done before.',
    why: 'Requests that were written without it are refused.',
    aliases: [
      'oasdiff:new-required-request-property',
      'oasdiff:new-required-request-property-with-default',
      'oasdiff:new-required-request-header-property',
      'openapitools:incompatible.request.required.increased',
      'azure-oad:1034',
    ],
    example: requests(
      object('age: { type: integer }'),
      needs('age: { type: integer }, name: { type: string }', 'name'),
    ),
    nearMiss: requests(
      object('age: { type: integer }'),
      needs('age: { type: integer }, id: { type: string, readOnly: true }', 'id'),
    ),
  },
  'openapi/response-property-optional': {
    level: 'major',
    sentence: '{subject} was always given and may now be missing.',
    fix: 'Keep to give it always.',
    why: 'Clients that rely on it find nothing.',
    aliases: [
      'oasdiff:response-property-became-optional',
      'openapitools:incompatible.response.required.decreased',
    ],
    example: responses(needs('age: { type: integer }', 'age'), object('age: { type: integer }')),
    nearMiss: responses(object('age: { type: integer }'), needs('age: { type: integer }', 'age')),
  },
  'openapi/required-compatible': {
    level: 'minor',
    sentence: 'Whether {subject} is there has changed, and nobody has to change anything.',
    fix: 'Nothing to do.',
    why: 'It need no longer be sent, or is always received.',
    aliases: [
      'oasdiff:request-property-became-optional',
      ...ids('response-property,response-write-only-property', 'became-required'),
      'oasdiff:response-write-only-property-became-optional',
    ],
    example: requests(needs('age: { type: integer }', 'age'), object('age: { type: integer }')),
    nearMiss: requests(
      needs('age: { type: integer }, id: { type: integer }', 'age, id'),
      needs('age: { type: integer }, id: { type: integer }', 'id, age'),
    ),
  },
  'openapi/request-property-removed': {
    level: 'major',
    sentence: '{subject} is no longer read.',
    fix: 'Keep the property, mark it as deprecated, and ignore it.',
    why: 'A server that checks its input refuses what it does not know; one that does not loses what clients send.',
    aliases: [
      'oasdiff:request-property-removed',
      ...ids('request-optional-property,request-required-property', 'became-read-only'),
      'openapitools:incompatible.request.readonly.increased',
      'azure-oad:1033',
      'azure-oad:1029',
    ],
    example: requests(
      object('age: { type: integer }, name: { type: string }'),
      object('age: { type: integer }'),
    ),
    nearMiss: requests(
      object('id: { type: integer, readOnly: true }, name: { type: string }'),
      object('name: { type: string }'),
    ),
  },
  'openapi/response-property-removed': {
    level: 'major',
    sentence: '{subject} is gone.',
    fix: 'Keep the property, mark it as deprecated, and remove it when nobody reads it any more.',
    why: 'Clients that read it find nothing.',
    aliases: [
      ...ids('response', 'required-property-removed,optional-property-removed'),
      ...ids('response-optional-property,response-required-property', 'became-write-only'),
      'openapitools:incompatible.response.writeonly.increased',
      'openapitools:incompatible.response.required.decreased',
      'azure-oad:1033',
    ],
    example: responses(
      object('age: { type: integer }, name: { type: string }'),
      object('age: { type: integer }'),
    ),
    nearMiss: responses(
      object('age: { type: integer }, name: { type: string }'),
      'allOf:\n- properties: { age: { type: integer } }\n- type: object\n  properties: { name: { type: string } }',
    ),
  },
  'openapi/property-added': {
    level: 'minor',
    sentence: '{subject} is new.',
    fix: 'Nothing to do.',
    why: 'Clients pass over what they do not know, and need not send it.',
    aliases: [
      'oasdiff:new-optional-request-property',
      ...ids('response', 'optional-property-added,required-property-added'),
      ...ids('response', 'optional-write-only-property-added,required-write-only-property-added'),
      ...ids('response-optional-property,response-required-property', 'became-not-write-only'),
      'oasdiff:request-optional-property-became-not-read-only',
      'azure-oad:1040',
      'azure-oad:1041',
      'azure-oad:1045',
    ],
    example: responses(object('a: { type: integer }'), object('a: { type: integer }, b: { type: string }')),
    nearMiss: responses(
      object('a: { type: integer }, b: { type: string }'),
      object('b: { type: string }, a: { type: integer }'),
    ),
  },
  'openapi/default-changed': {
    level: 'minor',
    sentence: 'The default value of {subject} was {from} and is now {to}.',
    fix: 'Say in the notes of the release what leaving it out means now.',
    why: 'Clients that leave it out get another result than before. For a parameter it breaks.',
    aliases: [
      ...ids(requestPlaces, 'default-value-added,default-value-removed,default-value-changed'),
      ...ids(responsePlaces, 'default-value-added,default-value-removed,default-value-changed'),
      'azure-oad:1027',
    ],
    example: requests(
      object('age: { type: integer, default: 1 }'),
      object('age: { type: integer, default: 2 }'),
    ),
    nearMiss: requests(
      object('age: { type: integer, default: 1 }'),
      object('age: { type: integer, default: 1.0 }'),
    ),
  },
  'openapi/parameter-default-changed': {
    level: 'major',
    sentence: 'The default value of {subject} was {from} and is now {to}.',
    fix: 'Keep the default value.',
    why: 'The same request without the parameter gives another answer than before.',
    aliases: ids('request-parameter', 'default-value-added,default-value-removed,default-value-changed'),
    example: parameters(
      '- { name: limit, in: query, schema: { type: integer, default: 10 } }',
      '- { name: limit, in: query, schema: { type: integer, default: 20 } }',
    ),
    nearMiss: parameters(
      '- { name: limit, in: query, schema: { type: integer, default: 10 } }',
      '- { name: limit, in: query, schema: { default: 10, type: integer } }',
    ),
  },
} satisfies Readonly<Record<string, Rule>>;
