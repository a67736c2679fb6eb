/** What `proto2`, `proto3` and the editions say about presence, packing and checks where nothing is written. */
import type { Option, ProtoFile } from './model.ts';

export interface Features {
  readonly fieldPresence: string;
  readonly enumType: string;
  readonly utf8Validation: string;
  readonly messageEncoding: string;
  readonly jsonFormat: string;
  /** `DEFAULT`: as `utf8Validation` says. */
  readonly javaUtf8Validation: string;
  /** `DEFAULT`: as the option `ctype` says. */
  readonly cppStringType: string;
}

const keys: Readonly<Record<string, keyof Features>> = {
  'features.field_presence': 'fieldPresence',
  'features.enum_type': 'enumType',
  'features.utf8_validation': 'utf8Validation',
  'features.message_encoding': 'messageEncoding',
  'features.json_format': 'jsonFormat',
  'features.(pb.java).utf8_validation': 'javaUtf8Validation',
  'features.(pb.cpp).string_type': 'cppStringType',
};

const edition2023: Features = {
  fieldPresence: 'EXPLICIT',
  enumType: 'OPEN',
  utf8Validation: 'VERIFY',
  messageEncoding: 'LENGTH_PREFIXED',
  jsonFormat: 'ALLOW',
  javaUtf8Validation: 'DEFAULT',
  cppStringType: 'DEFAULT',
};

const proto2: Features = {
  ...edition2023,
  enumType: 'CLOSED',
  utf8Validation: 'NONE',
  jsonFormat: 'LEGACY_BEST_EFFORT',
};

const proto3: Features = { ...edition2023, fieldPresence: 'IMPLICIT' };

/** From edition 2024 on strings of C++ are views unless something else is said. */
const edition2024: Features = { ...edition2023, cppStringType: 'VIEW' };

export function fileFeatures({ syntax, options }: ProtoFile): Features {
  return withOptions(defaultsOf(syntax.value), options);
}

/** What is said at a declaration replaces what surrounds it. */
export function withOptions(around: Features, options: readonly Option[]): Features {
  let features = around;
  for (const { name, value } of options) {
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (key !== undefined) features = { ...features, [key]: value };
  }
  return features;
}

/** The option that sets a feature at a declaration itself. */
export function featureOption(options: readonly Option[], feature: keyof Features): Option | undefined {
  return options.findLast(({ name }) => keys[name] === feature);
}

function defaultsOf(syntax: string): Features {
  if (syntax === 'proto2') return proto2;
  if (syntax === 'proto3') return proto3;
  return syntax === '2023' ? edition2023 : edition2024;
}

/** `proto2`, `proto3` or `editions`. */
export function syntaxOf({ syntax }: ProtoFile): string {
  return syntax.value === 'proto2' || syntax.value === 'proto3' ? syntax.value : 'editions';
}
