import type { Rule } from '../detector.ts';
import { definition, definitions, version, versions } from './pair.ts';

const v1 = ['name: v1', 'served: true', 'storage: true'];
const v2 = ['name: v2', 'served: true', 'storage: false'];
const one = definition(['  versions:', '  - name: v1', '    served: true', '    storage: true']);
const file = 'crds/backups.yaml';
const moved = ['  versions:', '  - {name: v1, served: true, storage: true}'];

export const definitionRules = {
  'crd/removed': {
    level: 'major',
    sentence: 'The custom resource {subject} ({name}) is gone.',
    fix: 'Stop serving its versions one after another, and remove the definition when no objects are left.',
    why: 'With the definition the server deletes all objects of it, and manifests of the kind are refused.',
    aliases: [],
    example: { file, base: one, head: '' },
    nearMiss: { file, base: one, head: definition(moved) },
  },
  'crd/added': {
    level: 'minor',
    sentence: 'The custom resource {subject} ({name}) is new.',
    fix: 'Nothing to do.',
    why: 'Nobody has objects of it yet.',
    aliases: [],
    example: { file, base: '', head: one },
    nearMiss: { file, base: one, head: definition(moved) },
  },
  'crd/kind-changed': {
    level: 'major',
    sentence: 'The kind of {subject} was {from} and is now {to}.',
    fix: 'Keep the kind; define another resource for the new one.',
    why: 'Every manifest names the kind. Those with the old one are refused.',
    aliases: [],
    example: definitions(
      ['names: {plural: backups, kind: Backup}'],
      ['names: {plural: backups, kind: Copy}'],
    ),
    nearMiss: definitions(
      ['names: {plural: backups, kind: Backup}'],
      ['names: {kind: Backup, plural: backups}'],
    ),
  },
  'crd/renamed': {
    level: 'major',
    sentence: 'The custom resource {subject} was {from} and is now {to}.',
    fix: 'Define the new resource beside the old one, and move objects over.',
    why: 'To the server they are two resources. Objects stay with the old one and are deleted with it, and manifests that name its group are refused.',
    aliases: [],
    example: { file, base: one, head: one.replaceAll('example.com', 'example.org') },
    nearMiss: {
      file,
      base: one,
      head: one.replace('name: backups.example.com', 'name: "backups.example.com"'),
    },
  },
  'crd/scope-changed': {
    level: 'major',
    sentence: 'The scope of {subject} was {from} and is now {to}.',
    fix: 'Keep the scope; define another resource for the new one.',
    why: 'The server refuses to change the scope of a definition that exists, and objects with or without a namespace no longer fit.',
    aliases: ['crdify:scope'],
    example: definitions(['scope: Namespaced'], ['scope: Cluster']),
    nearMiss: definitions(['scope: Namespaced'], ['scope: "Namespaced"']),
  },
  'crd/name-removed': {
    level: 'review',
    sentence: '{subject} can no longer be asked for as "{from}".',
    fix: 'Keep the short name, category or singular.',
    why: 'Scripts and habits use it. Manifests do not.',
    aliases: [],
    example: definitions(
      ['names: {plural: backups, kind: Backup, shortNames: [bk, bkp]}'],
      ['names: {plural: backups, kind: Backup, shortNames: [bk]}'],
    ),
    nearMiss: definitions(
      ['names: {plural: backups, kind: Backup, shortNames: [bk, bkp]}'],
      ['names: {plural: backups, kind: Backup, shortNames: [bkp, bk]}'],
    ),
  },
  'crd/pruning-started': {
    level: 'review',
    sentence: 'Fields that the schema of {subject} does not name are dropped from now on.',
    fix: 'Make sure that the schema names every field that is in use.',
    why: 'Before, unknown fields were kept. Whoever wrote one loses it with the next write.',
    aliases: [],
    example: definitions(['preserveUnknownFields: true'], ['preserveUnknownFields: false']),
    nearMiss: definitions(['preserveUnknownFields: false'], ['conversion: {strategy: None}']),
  },
  'crd/version-removed': {
    level: 'major',
    sentence: 'The version {subject} is gone.',
    fix: 'Mark it as deprecated, then stop serving it, and remove it when no object is stored in it any more.',
    why: 'Manifests that name the version are refused, and objects that are stored in it can no longer be read.',
    aliases: ['crdify:storedVersionRemoval'],
    example: versions([v1, v2], [v1]),
    nearMiss: versions([v1, v2], [v2, v1]),
  },
  'crd/version-not-served': {
    level: 'major',
    sentence: 'The version {subject} is no longer served.',
    fix: 'Mark it as deprecated first, and stop serving it when nobody asks for it any more.',
    why: 'Manifests and clients that name the version are refused.',
    aliases: [],
    example: versions([v1, v2], [v1, ['name: v2', 'served: false', 'storage: false']]),
    nearMiss: versions([v1, v2], [v1, [...v2, 'deprecated: true']]),
  },
  'crd/version-added': {
    level: 'minor',
    sentence: 'The version {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Manifests name their version, so nobody gets the new one unasked.',
    aliases: [],
    example: versions([v1], [v1, v2]),
    nearMiss: versions([v1, v2], [v2, v1]),
  },
  'crd/version-deprecated': {
    level: 'minor',
    sentence: 'The version {subject} is now deprecated.',
    fix: 'Name the replacement in deprecationWarning.',
    why: 'Nothing stops to work, but clients are warned with every request.',
    aliases: [],
    example: versions([v1, v2], [v1, [...v2, 'deprecated: true']]),
    nearMiss: versions([v1, v2], [v1, [...v2, 'deprecated: false']]),
  },
  'crd/storage-version-changed': {
    level: 'review',
    sentence: '{subject} was stored as {from} and is now stored as {to}.',
    fix: 'Make sure that objects convert both ways, and migrate what is stored before the old version goes.',
    why: 'New objects are written in another form. Older releases of the controller, and a rollback, have to be able to read it.',
    aliases: [],
    example: versions(
      [v1, v2],
      [
        ['name: v1', 'served: true', 'storage: false'],
        ['name: v2', 'served: true', 'storage: true'],
      ],
    ),
    nearMiss: versions([v1, v2], [v2, v1]),
  },
  'crd/subresource-removed': {
    level: 'major',
    sentence: '{subject} has lost its {part} subresource ({versions}).',
    fix: 'Keep the subresource.',
    why: 'Controllers that write the status, and autoscalers that ask for the scale, get an error.',
    aliases: [],
    example: version(['subresources: {status: {}}'], []),
    nearMiss: version(['subresources: {status: {}}'], ['subresources:', '  status: {}']),
  },
  'crd/subresource-added': {
    level: 'review',
    sentence: '{subject} has a {part} subresource now ({versions}).',
    fix: 'Write the status through its subresource everywhere before the definition changes.',
    why: 'With a status of its own, what is written into it together with the rest of an object is ignored.',
    aliases: [],
    example: version([], ['subresources: {status: {}}']),
    nearMiss: version(['subresources: {status: {}}'], ['subresources:', '  status: {}']),
  },
  'crd/selectable-field-removed': {
    level: 'major',
    sentence: 'Objects can no longer be selected by {subject} ({versions}).',
    fix: 'Keep the path in selectableFields.',
    why: 'Requests with a field selector on it are refused.',
    aliases: [],
    example: version(['selectableFields: [{jsonPath: .spec.a}]'], []),
    nearMiss: version(
      ['selectableFields: [{jsonPath: .spec.a}]'],
      ['selectableFields:', '- jsonPath: .spec.b', '- jsonPath: .spec.a'],
    ),
  },
  'crd/schema-presence-changed': {
    level: 'review',
    sentence: '{subject} had {from} and has {to} now ({versions}).',
    fix: 'Check manifests that are in use against the schema.',
    why: 'Without a schema anything is accepted and kept; with one, values are checked and unknown fields dropped.',
    aliases: [],
    example: version([], ['schema: {openAPIV3Schema: {type: object}}']),
    nearMiss: version(
      ['schema: {openAPIV3Schema: {type: object}}'],
      ['schema:', '  openAPIV3Schema: {type: object}'],
    ),
  },
} satisfies Readonly<Record<string, Rule>>;
