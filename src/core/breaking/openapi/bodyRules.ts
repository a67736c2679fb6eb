import type { Rule } from '../detector.ts';
import { answer, documents, operation, requests, responses } from './examples.ts';

const body = (text: string): string => `requestBody:\n  ${text}\n${answer}`;
const json = '{ content: { application/json: {} } }';
const post = (base: string, head: string): Rule['example'] =>
  documents(operation('post', base), operation('post', head));

export const bodyRules = {
  'openapi/required-request-body-added': {
    level: 'major',
    sentence: '{subject} is new and required.',
    fix: 'Let the body be optional.',
    why: 'Requests that were written without a body are refused.',
    aliases: ['oasdiff:request-body-added-required', 'openapitools:incompatible.request.body.increased'],
    example: post(answer, body('required: true\n  content: { application/json: {} }')),
    nearMiss: post(answer, body('content: { application/json: {} }')),
  },
  'openapi/request-body-added': {
    level: 'minor',
    sentence: '{subject} is new and may be left out.',
    fix: 'Nothing to do.',
    why: 'Requests without a body stay valid.',
    aliases: ['oasdiff:request-body-added-optional'],
    example: post(answer, body('content: { application/json: {} }')),
    nearMiss: post(answer, body('required: true\n  content: { application/json: {} }')),
  },
  'openapi/request-body-removed': {
    level: 'major',
    sentence: '{subject} is no longer read.',
    fix: 'Keep to accept the body, and say that it has no effect.',
    why: 'What clients send is refused, or has no effect any more.',
    aliases: ['oasdiff:request-body-removed'],
    example: post(body('content: { application/json: {} }'), answer),
    nearMiss: post(
      body('content: { application/json: {} }'),
      `requestBody:\n  $ref: '#/paths/~1pets/post/x-body'\nx-body: ${json}\n${answer}`,
    ),
  },
  'openapi/request-body-now-required': {
    level: 'major',
    sentence: '{subject} must now be given.',
    fix: 'Let the body stay optional.',
    why: 'Requests without a body are refused.',
    aliases: ['oasdiff:request-body-became-required', 'openapitools:incompatible.request.body.increased'],
    example: post(
      body('content: { application/json: {} }'),
      body('required: true\n  content: { application/json: {} }'),
    ),
    nearMiss: post(
      body('required: true\n  content: { application/json: {} }'),
      body('content: { application/json: {} }'),
    ),
  },
  'openapi/request-body-now-optional': {
    level: 'minor',
    sentence: '{subject} may now be left out.',
    fix: 'Nothing to do.',
    why: 'Requests with a body stay valid.',
    aliases: ['oasdiff:request-body-became-optional'],
    example: post(
      body('required: true\n  content: { application/json: {} }'),
      body('content: { application/json: {} }'),
    ),
    nearMiss: post(
      body('content: { application/json: {} }'),
      body('required: false\n  content: { application/json: {} }'),
    ),
  },
  'openapi/request-media-type-removed': {
    level: 'major',
    sentence: '{subject} is no longer accepted.',
    fix: 'Accept the old media type beside the new one.',
    why: 'Requests with this media type are refused.',
    aliases: [
      'oasdiff:request-body-media-type-removed',
      'openapitools:incompatible.request.content.decreased',
      'azure-oad:1003',
    ],
    example: post(
      body('content: { application/json: {}, application/xml: {} }'),
      body('content: { application/json: {} }'),
    ),
    nearMiss: post(
      body('content: { application/json: {} }'),
      body('content: { Application/JSON: {}, application/xml: {} }'),
    ),
  },
  'openapi/request-media-type-added': {
    level: 'minor',
    sentence: '{subject} is now accepted.',
    fix: 'Nothing to do.',
    why: 'Requests with the media types of before stay valid.',
    aliases: ['oasdiff:request-body-media-type-added'],
    example: post(
      body('content: { application/json: {} }'),
      body('content: { application/json: {}, application/xml: {} }'),
    ),
    nearMiss: post(
      body('content: { application/json: {}, text/plain: {} }'),
      body('content: { text/plain: {}, application/json: {} }'),
    ),
  },
  'openapi/request-schema-added': {
    level: 'major',
    sentence: '{subject} had no schema, and has one now.',
    fix: 'Say in the notes of the release that only the description was completed, and accept the change.',
    why: 'Anything was allowed before, and only what the schema says is allowed now.',
    aliases: ['oasdiff:request-body-media-type-schema-added'],
    example: requests('', 'type: object'),
    nearMiss: requests('type: object', 'type: object\ndescription: A pet'),
  },
  'openapi/request-schema-removed': {
    level: 'minor',
    sentence: '{subject} has lost its schema.',
    fix: 'Nothing to do.',
    why: 'Anything is allowed now.',
    aliases: ['oasdiff:request-body-media-type-schema-removed'],
    example: requests('type: object', ''),
    nearMiss: requests('', 'type: object'),
  },
  'openapi/response-schema-removed': {
    level: 'major',
    sentence: '{subject} has lost its schema.',
    fix: 'Keep the schema.',
    why: 'Clients no longer know what they receive.',
    aliases: ['oasdiff:response-body-media-type-schema-removed'],
    example: responses('type: object', ''),
    nearMiss: responses('', 'type: object'),
  },
  'openapi/response-schema-added': {
    level: 'minor',
    sentence: '{subject} had no schema, and has one now.',
    fix: 'Nothing to do.',
    why: 'Clients learn more than they knew before.',
    aliases: ['oasdiff:response-body-media-type-schema-added'],
    example: responses('', 'type: object'),
    nearMiss: responses('type: object', ''),
  },
  'openapi/encoding-changed': {
    level: 'major',
    sentence: 'The {keyword} of {subject} was {from} and is now {to}.',
    fix: 'Keep the encoding, and add a field for the new one.',
    why: 'The part of the form is written in another way than old clients write it.',
    aliases: [],
    example: post(
      body('content:\n    multipart/form-data:\n      encoding: { photo: { contentType: image/png } }'),
      body('content:\n    multipart/form-data:\n      encoding: { photo: { contentType: image/gif } }'),
    ),
    nearMiss: post(
      body('content:\n    multipart/form-data:\n      encoding: { photo: { contentType: image/png } }'),
      body(
        'content:\n    multipart/form-data:\n      encoding: { photo: { contentType: image/png, headers: {} } }',
      ),
    ),
  },
} satisfies Readonly<Record<string, Rule>>;
