import type { Rule } from '../detector.ts';
import { answer, documents, operation } from './examples.ts';

const get = operation('get', answer);
const schemes = (text: string): string => `${get}\ncomponents:\n  securitySchemes:\n    ${text}`;
const guarded = (base: string, head: string): Rule['example'] => {
  const text = (list: string): string =>
    `security: ${list}\n${schemes('key: { type: apiKey, in: header, name: X-Key }\n    token: { type: http, scheme: bearer }')}`;
  return documents(text(base), text(head));
};
const flows = (flow: string): string =>
  schemes(`login: { type: oauth2, flows: { password: { tokenUrl: /token, ${flow} } } }`);

export const securityRules = {
  'openapi/security-added': {
    level: 'major',
    sentence: 'Calls without credentials are refused: {subject} now asks for {to}.',
    fix: 'Keep it open, or announce the change and add a new operation for the guarded one.',
    why: 'Clients that send no credentials are refused.',
    aliases: ['oasdiff:api-security-added', 'oasdiff:api-global-security-added'],
    example: guarded('[]', '[{ key: [] }]'),
    nearMiss: guarded('[]', '[{}, { key: [] }]'),
  },
  'openapi/security-alternative-removed': {
    level: 'major',
    sentence: '{subject} can no longer be called with {from}: it asks for {to}.',
    fix: 'Accept the old credentials beside the new ones.',
    why: 'Clients that have only these credentials are refused.',
    aliases: [
      'oasdiff:api-security-removed',
      'oasdiff:api-global-security-removed',
      'openapitools:incompatible.security.requirements.decreased',
      'openapitools:incompatible.security.requirement.schemes.increased',
    ],
    example: guarded('[{ key: [] }, { token: [] }]', '[{ token: [] }]'),
    nearMiss: guarded('[{ key: [] }, { token: [] }]', '[{ token: [] }, { key: [] }]'),
  },
  'openapi/security-scope-added': {
    level: 'major',
    sentence: '{subject} asks for the scope {to} in addition.',
    fix: 'Give the scope to all tokens first, or accept tokens without it for a while.',
    why: 'Tokens that were made without the scope are refused.',
    aliases: [
      'oasdiff:api-security-scope-added',
      'oasdiff:api-global-security-scope-added',
      'openapitools:incompatible.security.scheme.scopes.increased',
    ],
    example: guarded('[{ token: [read] }]', '[{ token: [read, write] }]'),
    nearMiss: guarded('[{ token: [read, write] }]', '[{ token: [write] }]'),
  },
  'openapi/security-relaxed': {
    level: 'minor',
    sentence: '{subject} may now be called with {to}.',
    fix: 'Make sure that this was meant.',
    why: 'All credentials that were enough still are.',
    aliases: [
      'oasdiff:api-security-added',
      'oasdiff:api-global-security-added',
      'oasdiff:api-security-scope-removed',
      'oasdiff:api-global-security-scope-removed',
      'oasdiff:api-security-removed',
      'oasdiff:api-global-security-removed',
    ],
    example: guarded('[{ key: [] }]', '[{ key: [] }, { token: [] }]'),
    nearMiss: guarded('[{ key: [] }]', '[{ key: [] }]\ntags: []'),
  },
  'openapi/security-scheme-changed': {
    level: 'major',
    sentence: 'The {keyword} of {subject} was {from} and is now {to}.',
    fix: 'Add a scheme for the new way, and accept both.',
    why: 'Clients show their credentials in the old way, or ask for them at the old address.',
    aliases: [
      'oasdiff:api-security-component-type-changed',
      'oasdiff:api-security-component-oauth-url-changed',
      'oasdiff:api-security-component-oauth-token-url-changed',
      'openapitools:incompatible.security.scheme.bearer.format.changed',
      'openapitools:incompatible.security.scheme.scheme.changed',
      'openapitools:incompatible.security.scheme.oauth2.auth.url.changed',
      'openapitools:incompatible.security.scheme.oauth2.refresh.url.changed',
      'openapitools:incompatible.security.scheme.oauth2.token.url.changed',
      'openapitools:incompatible.security.scheme.openidconnect.url.changed',
    ],
    example: documents(
      schemes('key: { type: apiKey, in: header, name: X-Key }'),
      schemes('key: { type: apiKey, in: query, name: X-Key }'),
    ),
    nearMiss: documents(
      schemes('token: { type: http, scheme: bearer }'),
      schemes('token: { type: http, scheme: Bearer, description: A token }'),
    ),
  },
  'openapi/oauth-flow-removed': {
    level: 'major',
    sentence: 'The flow {from} of {subject} is gone.',
    fix: 'Keep the flow until no client uses it any more.',
    why: 'Clients that get their tokens in this way get none.',
    aliases: [],
    example: documents(
      schemes('login: { type: oauth2, flows: { password: { scopes: {} }, implicit: { scopes: {} } } }'),
      schemes('login: { type: oauth2, flows: { password: { scopes: {} } } }'),
    ),
    nearMiss: documents(
      schemes('login: { type: oauth2, flows: { password: { scopes: {} } } }'),
      schemes('login: { type: oauth2, flows: { password: { scopes: {} }, implicit: { scopes: {} } } }'),
    ),
  },
  'openapi/oauth-scope-removed': {
    level: 'review',
    sentence: '{subject} no longer offers the scope {from}.',
    fix: 'Keep the scope, and let it mean nothing.',
    why: 'Clients that still ask for the scope may get no token at all: that depends on the server.',
    aliases: ['oasdiff:api-security-component-oauth-scope-removed'],
    example: documents(flows('scopes: { read: Read, write: Write }'), flows('scopes: { read: Read }')),
    nearMiss: documents(flows('scopes: { read: Read }'), flows('scopes: { read: Read it all }')),
  },
  'openapi/oauth-scope-added': {
    level: 'minor',
    sentence: '{subject} now offers the scope {to}.',
    fix: 'Nothing to do.',
    why: 'Nobody needs it before an operation asks for it.',
    aliases: ['oasdiff:api-security-component-oauth-scope-added'],
    example: documents(flows('scopes: { read: Read }'), flows('scopes: { read: Read, write: Write }')),
    nearMiss: documents(flows('scopes: { read: Read }'), flows('scopes: { read: Read it all }')),
  },
} satisfies Readonly<Record<string, Rule>>;
