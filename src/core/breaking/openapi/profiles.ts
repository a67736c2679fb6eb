/** Where careful people disagree. */
import type { Level } from '../change.ts';
import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';

export const profiles = ['default', 'strict', 'tolerant-reader'] as const;

type Opinions = Readonly<Partial<Record<RuleId, Level>>>;

const opinions: Readonly<Record<string, Opinions>> = {
  strict: {
    'openapi/error-response-removed': 'major',
    'openapi/operation-id-changed': 'major',
    'openapi/server-removed': 'major',
    'openapi/oauth-scope-removed': 'major',
    'openapi/deprecated-operation-removed': 'major',
    'openapi/deprecated-parameter-removed': 'major',
    'openapi/pattern-compatible': 'review',
    'openapi/default-changed': 'major',
  },
  // Clients that pass over what they do not know, and servers that ignore what they do not read.
  'tolerant-reader': {
    'openapi/parameter-removed': 'minor',
    'openapi/request-body-removed': 'minor',
    'openapi/response-schema-removed': 'minor',
    'openapi/request-property-removed': 'minor',
    'openapi/response-enum-value-added': 'minor',
    'openapi/response-alternative-added': 'minor',
    'openapi/response-structure-loosened': 'minor',
    'openapi/response-limit-loosened': 'minor',
    'openapi/parameter-default-changed': 'minor',
  },
};

export function levelOf(rule: RuleId, profile: string): Level {
  return opinions[profile]?.[rule] ?? rules[rule].level;
}
