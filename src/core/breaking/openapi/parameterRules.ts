import type { Rule } from '../detector.ts';
import { answer, documents, indented, operation, parameters } from './examples.ts';

const limit = '- { name: limit, in: query, schema: { type: integer } }';
const required = '- { name: limit, in: query, required: true, schema: { type: integer } }';

export const parameterRules = {
  'openapi/parameter-removed': {
    level: 'major',
    sentence: 'The parameter {subject} is gone.',
    fix: 'Keep the parameter, mark it as deprecated, and ignore it.',
    why: 'A server that checks its input refuses what it does not know; one that does not gives another answer than asked for.',
    aliases: [
      'oasdiff:request-parameter-removed',
      'openapitools:incompatible.request.params.decreased',
      'azure-oad:1009',
      'azure-oad:1046',
    ],
    example: parameters(limit, ''),
    nearMiss: documents(
      operation('get', `parameters:\n${indented(limit, 2)}\n${answer}`),
      `${operation('get', answer)}\n    parameters:\n${indented(limit, 6)}`,
    ),
  },
  'openapi/parameter-removed-before-sunset': {
    level: 'major',
    sentence: 'The parameter {subject} is gone before the date of its sunset, {date}.',
    fix: 'Keep the parameter until that day.',
    why: 'Clients were told that they may send it until then.',
    aliases: ['oasdiff:request-parameter-removed-before-sunset'],
    example: parameters("- { name: limit, in: query, deprecated: true, x-sunset: '9999-01-01' }", ''),
    nearMiss: parameters('- { name: limit, in: query, deprecated: true }', ''),
  },
  'openapi/deprecated-parameter-removed': {
    level: 'minor',
    sentence: 'The deprecated parameter {subject} is gone.',
    fix: 'Say it in the notes of the release.',
    why: 'Clients were told not to send it.',
    aliases: ['oasdiff:request-parameter-removed-with-deprecation'],
    example: parameters('- { name: limit, in: query, deprecated: true }', ''),
    nearMiss: parameters(limit, ''),
  },
  'openapi/required-parameter-added': {
    level: 'major',
    sentence: 'The parameter {subject} is new and required.',
    fix: 'Let it be optional, and do without it what the operation did before.',
    why: 'Requests that were written without it are refused.',
    aliases: [
      'oasdiff:new-required-request-parameter',
      'oasdiff:new-required-request-default-parameter-to-existing-path',
      'oasdiff:new-request-path-parameter',
      'openapitools:incompatible.request.params.required.increased',
      'azure-oad:1010',
    ],
    example: parameters('', required),
    nearMiss: parameters('', limit),
  },
  'openapi/parameter-added': {
    level: 'minor',
    sentence: 'The parameter {subject} is new and may be left out.',
    fix: 'Make sure that leaving it out means what the operation did before.',
    why: 'Old requests stay valid.',
    aliases: [
      'oasdiff:new-optional-request-parameter',
      'oasdiff:new-optional-request-default-parameter-to-existing-path',
      'azure-oad:1043',
    ],
    example: parameters('', limit),
    nearMiss: parameters(`${limit}\n- { name: a, in: query }`, `- { name: a, in: query }\n${limit}`),
  },
  'openapi/parameter-moved': {
    level: 'major',
    sentence: 'The parameter {subject} was sent as {from} and is now {to}.',
    fix: 'Read it at both places for a while.',
    why: 'The server looks for it where old clients do not send it.',
    aliases: ['azure-oad:1015'],
    example: parameters(limit, limit.replace('query', 'header')),
    nearMiss: parameters(limit, `${limit}\n- { name: limit, in: header, schema: { type: integer } }`),
  },
  'openapi/parameter-now-required': {
    level: 'major',
    sentence: 'The parameter {subject} must now be given.',
    fix: 'Let it stay optional, with a default value.',
    why: 'Requests that left it out are refused.',
    aliases: [
      'oasdiff:request-parameter-became-required',
      'openapitools:incompatible.request.params.required.increased',
      'azure-oad:1025',
    ],
    example: parameters(limit, required),
    nearMiss: parameters(required, limit),
  },
  'openapi/parameter-now-optional': {
    level: 'minor',
    sentence: 'The parameter {subject} may now be left out.',
    fix: 'Nothing to do.',
    why: 'Requests that give it stay valid.',
    aliases: ['oasdiff:request-parameter-became-optional'],
    example: parameters(required, limit),
    nearMiss: parameters(limit, limit.replace('in: query', 'in: query, required: false')),
  },
  'openapi/parameter-style-changed': {
    level: 'major',
    sentence: 'The parameter {subject} was written as {from} and is now {to}.',
    fix: 'Keep style and explode, and add a parameter for the new way.',
    why: 'A list or an object arrives as another value, or as text that cannot be read.',
    aliases: [
      'openapitools:incompatible.request.param.explode.changed',
      'openapitools:incompatible.request.param.style.changed',
      'azure-oad:1028',
    ],
    example: parameters(
      '- { name: ids, in: query, schema: { type: array } }',
      '- { name: ids, in: query, explode: false, schema: { type: array } }',
    ),
    nearMiss: parameters(
      '- { name: ids, in: query, schema: { type: array } }',
      '- { name: ids, in: query, style: form, explode: true, schema: { type: array } }',
    ),
  },
  'openapi/parameter-empty-refused': {
    level: 'major',
    sentence: 'The parameter {subject} may no longer be empty.',
    fix: 'Keep allowEmptyValue.',
    why: 'Requests that give the name alone are refused.',
    aliases: ['openapitools:incompatible.request.param.allowempty.decreased'],
    example: parameters('- { name: all, in: query, allowEmptyValue: true }', '- { name: all, in: query }'),
    nearMiss: parameters('- { name: all, in: query }', '- { name: all, in: query, allowEmptyValue: true }'),
  },
} satisfies Readonly<Record<string, Rule>>;
