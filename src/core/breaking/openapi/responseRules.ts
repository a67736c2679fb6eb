import type { Rule } from '../detector.ts';
import { answer, operations } from './examples.ts';

const fine = (text: string): string => `responses:\n  '200':\n    description: Fine\n    ${text}`;

export const responseRules = {
  'openapi/response-removed': {
    level: 'major',
    sentence: '{subject} is no longer given.',
    fix: 'Keep the status code.',
    why: 'Clients wait for this status code and take others for an error.',
    aliases: [
      'oasdiff:response-success-status-removed',
      'openapitools:incompatible.response.responses.decreased',
      'azure-oad:1012',
    ],
    example: operations(
      "responses:\n  '200': { description: Fine }\n  '202': { description: Later }",
      "responses:\n  '200': { description: Fine }",
    ),
    nearMiss: operations(
      "responses:\n  '200': { description: Fine }",
      'responses:\n  2XX: { description: Fine }',
    ),
  },
  'openapi/error-response-removed': {
    level: 'minor',
    sentence: 'The error {subject} is no longer named.',
    fix: 'Nothing to do when the error does not occur any more.',
    why: 'Clients that are ready for it lose nothing. It breaks in the profile strict, since another error may come instead.',
    aliases: ['oasdiff:response-non-success-status-removed'],
    example: operations(
      "responses:\n  '200': { description: Fine }\n  '404': { description: None }",
      "responses:\n  '200': { description: Fine }",
    ),
    nearMiss: operations(
      "responses:\n  '200': { description: Fine }\n  '404': { description: None }",
      "responses:\n  '404': { description: Not there }\n  '200': { description: Fine }",
    ),
  },
  'openapi/response-added': {
    level: 'minor',
    sentence: '{subject} may now be given.',
    fix: 'Make sure that old requests get the old status codes.',
    why: 'Clients treat a status code that they do not know as its class: an error as an error, a success as a success.',
    aliases: [
      'oasdiff:response-success-status-added',
      'oasdiff:response-non-success-status-added',
      'azure-oad:1011',
    ],
    example: operations(
      "responses:\n  '200': { description: Fine }",
      "responses:\n  '200': { description: Fine }\n  '404': { description: None }",
    ),
    nearMiss: operations(
      'responses:\n  2XX: { description: Fine }',
      "responses:\n  '200': { description: Fine }",
    ),
  },
  'openapi/response-media-type-removed': {
    level: 'major',
    sentence: '{subject} is no longer given.',
    fix: 'Give the old media type to those who ask for it.',
    why: 'Clients that read only this media type get none of it.',
    aliases: [
      'oasdiff:response-media-type-removed',
      'oasdiff:response-media-type-name-generalized',
      'openapitools:incompatible.response.content.decreased',
    ],
    example: operations(
      fine('content: { application/json: {}, application/xml: {} }'),
      fine('content: { application/json: {} }'),
    ),
    nearMiss: operations(
      fine('content: { application/json: {} }'),
      fine('content: { application/json: {}, application/xml: {} }'),
    ),
  },
  'openapi/response-media-type-added': {
    level: 'minor',
    sentence: '{subject} may now be given.',
    fix: 'Give it only to those who ask for it.',
    why: 'Clients say which media types they read.',
    aliases: ['oasdiff:response-media-type-added', 'azure-oad:1004'],
    example: operations(
      fine('content: { application/json: {} }'),
      fine('content: { application/json: {}, application/xml: {} }'),
    ),
    nearMiss: operations(
      fine('content: { application/json: {} }'),
      fine('content: { APPLICATION/JSON: {} }'),
    ),
  },
  'openapi/response-header-removed': {
    level: 'major',
    sentence: 'The header {subject} is gone.',
    fix: 'Keep to send the header.',
    why: 'Clients that read it find nothing.',
    aliases: [
      'oasdiff:required-response-header-removed',
      'oasdiff:optional-response-header-removed',
      'openapitools:incompatible.response.headers.decreased',
      'azure-oad:1014',
    ],
    example: operations(fine('headers: { X-Total: {} }'), fine('headers: {}')),
    nearMiss: operations(fine('headers: { X-Total: {} }'), fine('headers: { x-total: {} }')),
  },
  'openapi/response-header-added': {
    level: 'minor',
    sentence: 'The header {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Clients pass over headers that they do not know.',
    aliases: ['oasdiff:response-header-added', 'azure-oad:1013'],
    example: operations(fine('headers: {}'), fine('headers: { X-Total: {} }')),
    nearMiss: operations(
      fine('headers: { X-Total: {} }'),
      fine('headers: { X-Total: { description: All } }'),
    ),
  },
  'openapi/response-header-now-optional': {
    level: 'major',
    sentence: 'The header {subject} was always sent and may now be missing.',
    fix: 'Keep to send the header always.',
    why: 'Clients that rely on it find nothing.',
    aliases: [
      'oasdiff:response-header-became-optional',
      'openapitools:incompatible.response.header.required.decreased',
    ],
    example: operations(fine('headers: { X-Total: { required: true } }'), fine('headers: { X-Total: {} }')),
    nearMiss: operations(fine('headers: { X-Total: {} }'), fine('headers: { X-Total: { required: true } }')),
  },
  'openapi/response-header-style-changed': {
    level: 'major',
    sentence: 'The header {subject} was written as {from} and is now {to}.',
    fix: 'Keep style and explode.',
    why: 'A list or an object arrives as text that old clients read as another value.',
    aliases: ['openapitools:incompatible.response.header.explode.changed'],
    example: operations(
      fine('headers: { X-Ids: { schema: { type: object } } }'),
      fine('headers: { X-Ids: { explode: true, schema: { type: object } } }'),
    ),
    nearMiss: operations(
      fine('headers: { X-Ids: { schema: { type: object } } }'),
      fine('headers: { X-Ids: { explode: false, style: simple, schema: { type: object } } }'),
    ),
  },
  'openapi/callback-removed': {
    level: 'major',
    sentence: '{subject} is no longer called.',
    fix: 'Call it until no client waits for it any more.',
    why: 'Clients that gave an address wait for the call in vain.',
    aliases: [],
    example: operations(
      `callbacks:\n  done:\n    '{$request.query.url}':\n      post: {}\n${answer}`,
      answer,
    ),
    nearMiss: operations(
      `callbacks:\n  done:\n    '{$request.query.url}':\n      post: {}\n${answer}`,
      `callbacks:\n  done:\n    '{$request.query.url}':\n      post: { summary: Done }\n${answer}`,
    ),
  },
  'openapi/callback-added': {
    level: 'minor',
    sentence: '{subject} is new.',
    fix: 'Call only those who gave an address for it.',
    why: 'Old clients do not wait for the call.',
    aliases: [],
    example: operations(
      answer,
      `callbacks:\n  done:\n    '{$request.query.url}':\n      post: {}\n${answer}`,
    ),
    nearMiss: operations(answer, `callbacks: {}\n${answer}`),
  },
} satisfies Readonly<Record<string, Rule>>;
