import type { Rule } from '../detector.ts';
import { fields } from './pair.ts';

const list = ['type: array', 'items: {type: string}'];
const keyed = (...keys: readonly string[]): readonly string[] => [
  'type: array',
  'items:',
  '  type: object',
  '  required: [name, port]',
  '  properties: {name: {type: string}, port: {type: integer}}',
  'x-kubernetes-list-type: map',
  `x-kubernetes-list-map-keys: [${keys.join(', ')}]`,
];
const rule = (text: string): readonly string[] => [
  'type: integer',
  'x-kubernetes-validations:',
  `- rule: ${text}`,
];

export const meaningRules = {
  'crd/default-added': {
    level: 'major',
    sentence: '{subject} had no default value and now has {to} ({versions}).',
    fix: 'Let the controller decide what an absent value means, or give the default in a new version.',
    why: 'The value is filled into every object that has none, stored ones included, when it is read. What was left open on purpose is now set.',
    aliases: ['crdify:default'],
    example: fields(['type: integer'], ['type: integer', 'default: 7']),
    nearMiss: fields(['type: integer', 'default: 7'], ['default: 7', 'type: integer']),
  },
  'crd/default-changed': {
    level: 'major',
    sentence: 'The default value of {subject} was {from} and is now {to} ({versions}).',
    fix: 'Keep the default value, or change it in a new version.',
    why: 'The same manifest means something else from now on.',
    aliases: ['crdify:default'],
    example: fields(['type: integer', 'default: 7'], ['type: integer', 'default: 9']),
    nearMiss: fields(['type: string', 'default: weekly'], ['type: string', 'default: "weekly"']),
  },
  'crd/default-removed': {
    level: 'major',
    sentence: '{subject} has lost its default value {from} ({versions}).',
    fix: 'Keep the default value.',
    why: 'Manifests that leave the field out relied on it. Readers meet objects without a value that was always there.',
    aliases: ['crdify:default'],
    example: fields(['type: integer', 'default: 7'], ['type: integer']),
    nearMiss: fields(['type: integer', 'default: 7'], ['type: integer', 'default: 7', 'maximum: 9']),
  },
  'crd/list-type-changed': {
    level: 'major',
    sentence: 'The list {subject} was {from} and is now {to} ({versions}).',
    fix: 'Keep the list type, or change it in a new version.',
    why: 'A set or a map refuses items that are equal or have equal keys, and merges where an atomic list was replaced as a whole.',
    aliases: [],
    example: fields(list, [...list, 'x-kubernetes-list-type: set']),
    nearMiss: fields(list, [...list, 'x-kubernetes-list-type: atomic']),
  },
  'crd/list-keys-changed': {
    level: 'major',
    sentence: 'Items of {subject} were told apart by {from} and now are by {to} ({versions}).',
    fix: 'Keep the keys, or change them in a new version.',
    why: 'Items that were different may now have equal keys and are refused, and changes are merged into other items.',
    aliases: [],
    example: fields(keyed('name', 'port'), keyed('name')),
    nearMiss: fields(keyed('name', 'port'), keyed('port', 'name')),
  },
  'crd/map-type-changed': {
    level: 'review',
    sentence: 'The object {subject} was {from} and is now {to} ({versions}).',
    fix: 'Check who applies parts of the object.',
    why: 'An atomic object is replaced as a whole, a granular one field by field: who owns which field changes.',
    aliases: [],
    example: fields(['type: object'], ['type: object', 'x-kubernetes-map-type: atomic']),
    nearMiss: fields(['type: object'], ['type: object', 'x-kubernetes-map-type: granular']),
  },
  'crd/validation-added': {
    level: 'review',
    sentence: '{subject} now has to fulfil a rule ({versions}): {to}',
    fix: 'Make sure that all objects in use fulfil it, or compare with oldSelf so that old values stay valid.',
    why: 'Manifests that break the rule are refused. Whether there are any cannot be told from the rule.',
    aliases: [],
    example: fields(['type: integer'], rule('self > 1')),
    nearMiss: fields(rule('self > 1'), [...rule('self  >  1'), '  message: More than one.']),
  },
  'crd/validation-removed': {
    level: 'minor',
    sentence: 'A rule for {subject} is gone ({versions}).',
    fix: 'Make sure that controllers cope with the new values.',
    why: 'All manifests stay valid.',
    aliases: [],
    example: fields(rule('self > 1'), ['type: integer']),
    nearMiss: fields(rule('self > 1'), rule('self > 2')),
  },
  'crd/combination-changed': {
    level: 'review',
    sentence: '{keyword} of {subject} has changed ({versions}).',
    fix: 'Check manifests that are in use against the new schema.',
    why: 'Combined schemas accept what several parts accept together, which a comparison part by part cannot decide.',
    aliases: [],
    example: fields(['type: object'], ['type: object', 'not: {required: [a]}']),
    nearMiss: fields(['type: object', 'not: {required: [a]}'], ['type: object']),
  },
} satisfies Readonly<Record<string, Rule>>;
