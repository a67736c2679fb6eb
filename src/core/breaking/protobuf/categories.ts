/** Which rules belong to which profile. */
import type { FileOptionRuleId } from './fileOptionRules.ts';
import type { RuleId } from './rules.ts';

/**
 * `FILE`: generated code of every language goes on building. `PACKAGE`: declarations may move between the
 * files of a package. `WIRE_JSON` and `WIRE`: what is sent can still be read, in JSON too or in bytes alone.
 */
export const profiles = ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE'] as const;
export type Profile = (typeof profiles)[number];

const code: readonly Profile[] = ['FILE', 'PACKAGE'];
const json: readonly Profile[] = ['FILE', 'PACKAGE', 'WIRE_JSON'];

type Limited = Exclude<RuleId, FileOptionRuleId>;

/** A rule that is not listed belongs to all profiles, those of the options of files to the ones about code. */
const limited: Readonly<Partial<Record<Limited, readonly Profile[]>>> = {
  'protobuf/extension-removed': ['FILE'],
  'protobuf/service-removed': ['FILE'],
  'protobuf/enum-removed': ['FILE'],
  'protobuf/file-removed': ['FILE'],
  'protobuf/message-removed': ['FILE'],
  'protobuf/enum-renamed': code,
  'protobuf/service-renamed': code,
  'protobuf/enum-type-changed': code,
  'protobuf/field-cardinality-changed': code,
  'protobuf/field-cpp-string-type-changed': code,
  'protobuf/field-java-utf8-validation-changed': code,
  'protobuf/field-jstype-changed': code,
  'protobuf/field-utf8-validation-changed': code,
  'protobuf/rpc-removed': code,
  'protobuf/enum-value-removed': code,
  'protobuf/extension-range-removed': code,
  'protobuf/field-removed': code,
  'protobuf/field-type-changed': code,
  'protobuf/syntax-changed': code,
  'protobuf/message-descriptor-accessor-removed': code,
  'protobuf/oneof-removed': code,
  'protobuf/enum-json-format-changed': json,
  'protobuf/enum-value-renamed': json,
  'protobuf/field-json-name-changed': json,
  'protobuf/field-renamed': json,
  'protobuf/message-json-format-changed': json,
  'protobuf/package-enum-removed': ['PACKAGE'],
  'protobuf/package-extension-removed': ['PACKAGE'],
  'protobuf/package-message-removed': ['PACKAGE'],
  'protobuf/package-removed': ['PACKAGE'],
  'protobuf/package-service-removed': ['PACKAGE'],
  'protobuf/enum-value-name-not-reserved': ['WIRE_JSON'],
  'protobuf/field-name-not-reserved': ['WIRE_JSON'],
  'protobuf/field-wire-json-cardinality-changed': ['WIRE_JSON'],
  'protobuf/field-wire-json-type-changed': ['WIRE_JSON'],
  'protobuf/enum-value-number-not-reserved': ['WIRE_JSON', 'WIRE'],
  'protobuf/field-number-not-reserved': ['WIRE_JSON', 'WIRE'],
  'protobuf/field-wire-cardinality-changed': ['WIRE'],
  'protobuf/field-wire-type-changed': ['WIRE'],
};

export function profilesOf(rule: RuleId, fileOptions: ReadonlySet<string>): readonly Profile[] {
  if (fileOptions.has(rule)) return code;
  const own: Readonly<Partial<Record<string, readonly Profile[]>>> = limited;
  return own[rule] ?? profiles;
}
