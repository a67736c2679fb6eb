import type { Rule } from '../detector.ts';
import { fields, specs, version } from './pair.ts';

function added(...lines: readonly string[]): ReturnType<typeof specs> {
  return specs([], ['properties:', '  keep:', ...lines.map((line) => `    ${line}`)]);
}

function statuses(more: readonly string[]): ReturnType<typeof version> {
  const schema = (status: string): readonly string[] => [
    'schema:',
    '  openAPIV3Schema:',
    '    type: object',
    `    properties: {spec: {type: object}${status}}`,
  ];
  return version([...schema(''), ...more], [...schema(', status: {type: object}'), ...more]);
}

export const conventionRules = {
  'crd/list-without-type': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new list {subject} does not say how it is merged ({versions}).',
    fix: 'Set x-kubernetes-list-type to atomic, set or map.',
    why: 'A list without a type is replaced as a whole, and giving it another type later breaks its users.',
    aliases: ['crd-schema-checker:ListsMustHaveSSATags'],
    example: added('type: array', 'items: {type: string}'),
    nearMiss: added('type: array', 'items: {type: string}', 'x-kubernetes-list-type: atomic'),
  },
  'crd/conditions-without-keys': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new conditions {subject} are not merged by their type ({versions}).',
    fix: 'Set x-kubernetes-list-type to map, and x-kubernetes-list-map-keys to type.',
    why: 'Several controllers write conditions; without the key they overwrite one another.',
    aliases: ['crd-schema-checker:ConditionsMustHaveProperSSATags'],
    example: specs(
      [],
      ['properties:', '  conditions: {type: array, x-kubernetes-list-type: atomic, items: {type: object}}'],
    ),
    nearMiss: specs(
      [],
      [
        'properties:',
        '  conditions: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [type], items: {type: object}}',
      ],
    ),
  },
  'crd/status-without-subresource': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new status {subject} has no subresource ({versions}).',
    fix: 'Add "subresources: {status: {}}".',
    why: 'Whoever may write the object may write its status too, and adding the subresource later makes the server ignore those writes.',
    aliases: ['crd-schema-checker:MustHaveStatus'],
    example: statuses([]),
    nearMiss: statuses(['subresources: {status: {}}']),
  },
  'crd/boolean-field': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new field {subject} is a boolean ({versions}).',
    fix: 'Use a string with an enum, which can grow a third value.',
    why: 'A choice seldom stays one of two, and a boolean cannot become anything else later.',
    aliases: ['crd-schema-checker:NoBools'],
    example: added('type: boolean'),
    nearMiss: fields(['type: boolean'], ['type: boolean', 'nullable: true']),
  },
  'crd/float-field': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new field {subject} is a floating-point number ({versions}).',
    fix: 'Use an integer in a smaller unit, or a quantity.',
    why: 'Numbers with a point change on their way through clients, so that objects are never quite the same.',
    aliases: ['crd-schema-checker:NoFloats'],
    example: added('type: number'),
    nearMiss: added('type: integer'),
  },
  'crd/unsigned-field': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new field {subject} is an unsigned integer ({versions}).',
    fix: 'Use int32 or int64 with a minimum.',
    why: 'Many clients have no such type.',
    aliases: ['crd-schema-checker:NoUints'],
    example: added('type: integer', 'format: uint32'),
    nearMiss: added('type: integer', 'format: int32'),
  },
  'crd/map-field': {
    level: 'major',
    profile: 'crd-schema-checker',
    sentence: 'The new field {subject} is a map ({versions}).',
    fix: 'Use a list of objects that hold their own name, with x-kubernetes-list-type: map.',
    why: 'Keys that users choose cannot be described, checked or given a meaning of their own.',
    aliases: ['crd-schema-checker:NoMaps'],
    example: added('type: object', 'additionalProperties: {type: string}'),
    nearMiss: added('type: object', 'properties: {a: {type: string}}'),
  },
} satisfies Readonly<Record<string, Rule>>;
