import type { Rule } from '../detector.ts';
import { fields, specs } from './pair.ts';

const days = ['properties:', '  days: {type: integer}'];
const both = [...days, '  zone: {type: string}'];

export const fieldRules = {
  'crd/field-removed': {
    level: 'major',
    sentence: 'The field {subject} is gone ({versions}).',
    fix: 'Keep the field and ignore it, or remove it with a new version and a conversion.',
    why: 'The server drops fields that it does not know, without an error. What users asked for with the field no longer happens, and stored values are lost.',
    aliases: ['crdify:existingFieldRemoval', 'crd-schema-checker:NoFieldRemoval'],
    example: specs(both, days),
    nearMiss: specs(both, ['properties:', '  zone: {type: string}', '  days: {type: integer}']),
  },
  'crd/field-added': {
    level: 'minor',
    sentence: 'The field {subject} is new ({versions}).',
    fix: 'Nothing to do.',
    why: 'Manifests without the field stay valid.',
    aliases: [],
    example: specs(days, both),
    nearMiss: specs(days, [...both, 'required: [zone]']),
  },
  'crd/required-added': {
    level: 'major',
    sentence: 'The field {subject} is now required ({versions}).',
    fix: 'Give it a default value, or require it in a new version only.',
    why: 'Manifests without the field are refused, and so are changes of objects that were stored without it.',
    aliases: ['crdify:required', 'crd-schema-checker:NoNewRequiredFields'],
    example: specs(days, [...days, 'required: [days]']),
    nearMiss: specs(days, [
      'properties:',
      '  days: {type: integer}',
      '  zone: {type: string, default: UTC}',
      'required: [zone]',
    ]),
  },
  'crd/required-removed': {
    level: 'minor',
    sentence: 'The field {subject} may now be left out ({versions}).',
    fix: 'Make sure that controllers cope without it.',
    why: 'All manifests stay valid. Readers may meet objects without the field.',
    aliases: [],
    example: specs([...days, 'required: [days]'], days),
    nearMiss: specs([...both, 'required: [days, zone]'], [...both, 'required: [zone, days]']),
  },
  'crd/type-changed': {
    level: 'major',
    sentence: '{subject} was {from} and is now {to} ({versions}).',
    fix: 'Add a field with the new type and keep this one.',
    why: 'Manifests with a value of the old type are refused, and so are changes of objects that hold one.',
    aliases: ['crdify:type', 'crd-schema-checker:NoDataTypeChange'],
    example: fields(['type: integer'], ['type: string']),
    nearMiss: fields(['type: integer'], ['x-kubernetes-int-or-string: true']),
  },
  'crd/type-widened': {
    level: 'minor',
    sentence: '{subject} was {from} and is now {to} ({versions}).',
    fix: 'Make sure that controllers cope with the new values.',
    why: 'All old values are still accepted. Readers may meet others.',
    aliases: [],
    example: fields(['type: integer'], ['type: number']),
    nearMiss: fields(['type: number'], ['type: integer']),
  },
  'crd/unknown-fields-dropped': {
    level: 'major',
    sentence: 'Fields of {subject} that the schema does not name are now dropped ({versions}).',
    fix: 'Go on keeping unknown fields, or name every one that is in use.',
    why: 'Any field was kept before. Those without a name in the schema are lost without an error.',
    aliases: [],
    example: fields(['type: object', 'additionalProperties: {type: string}'], ['type: object']),
    nearMiss: fields(
      ['type: object', 'additionalProperties: {type: string}'],
      ['type: object', 'x-kubernetes-preserve-unknown-fields: true'],
    ),
  },
  'crd/unknown-fields-kept': {
    level: 'minor',
    sentence: 'Fields of {subject} that the schema does not name are now kept ({versions}).',
    fix: 'Nothing to do.',
    why: 'What was dropped before is stored.',
    aliases: [],
    example: fields(['type: object'], ['type: object', 'x-kubernetes-preserve-unknown-fields: true']),
    nearMiss: fields(['type: object'], ['type: object', 'x-kubernetes-preserve-unknown-fields: false']),
  },
} satisfies Readonly<Record<string, Rule>>;
