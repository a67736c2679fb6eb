/** What the detector can say. */
import type { Rule } from '../detector.ts';
import { commandRules } from './commandRules.ts';
import { pair } from './examples.ts';
import { variableRules } from './variableRules.ts';

export const rules = {
  ...variableRules,
  'config/service-removed': {
    level: 'major',
    sentence: 'The service {subject} is gone.',
    fix: 'Keep the name of the service.',
    why: 'Other services and override files reach it by its name.',
    aliases: [],
    example: pair(
      'compose.yaml',
      'services:\n  a:\n    image: a\n  b:\n    image: b',
      'services:\n  a:\n    image: a',
    ),
    nearMiss: pair('compose.yaml', 'services:\n  a:\n    image: a:1', 'services:\n  a:\n    image: a:2'),
  },
  'config/port-removed': {
    level: 'major',
    sentence: 'The port {subject} is no longer published.',
    fix: 'Keep the port on the outside; the inside may change.',
    why: 'Whatever connects to the host under this port reaches nothing.',
    aliases: [],
    example: pair(
      'compose.yaml',
      'services:\n  a:\n    ports: ["80:80"]',
      'services:\n  a:\n    ports: ["81:80"]',
    ),
    nearMiss: pair(
      'compose.yaml',
      'services:\n  a:\n    ports: ["80:80"]',
      'services:\n  a:\n    ports: ["0.0.0.0:80:8080"]',
    ),
  },
  'config/volume-removed': {
    level: 'major',
    sentence: 'The volume {subject} is gone.',
    fix: 'Keep the name, or tell how to move the data.',
    why: 'The data stays in the old volume and the program starts with an empty one.',
    aliases: [],
    example: pair('compose.yaml', 'services: {}\nvolumes:\n  a:\n  b:', 'services: {}\nvolumes:\n  a:'),
    nearMiss: pair(
      'compose.yaml',
      'services: {}\nvolumes:\n  a:\n  b:',
      'services: {}\nvolumes:\n  b: {}\n  a: {}',
    ),
  },
  'config/value-removed': {
    level: 'major',
    sentence: 'The value {subject} is gone from the chart.',
    fix: 'Keep to read the old key, and warn when it is set.',
    why: 'Releases that override the key do so without effect from now on.',
    aliases: [],
    example: pair('chart/values.yaml', 'a: 1\nb:\n  c: 1', 'a: 1'),
    nearMiss: pair('chart/values.yaml', 'a: 1\nb: 2', 'b: 3\na: 1'),
  },
  'config/value-shape-changed': {
    level: 'major',
    sentence: 'The value {subject} was a {from} and is now a {to}.',
    fix: 'Add a key with the new shape and keep this one.',
    why: 'Releases that override the key give a value of the old shape, which templates can no longer read.',
    aliases: [],
    example: pair('chart/values.yaml', 'image: a', 'image:\n  tag: 1'),
    nearMiss: pair('chart/values.yaml', 'image: a', 'image: 1'),
  },
  'config/value-required': {
    level: 'major',
    sentence: 'The value {subject} must now be given.',
    fix: 'Give it a default in values.yaml and leave it out of "required".',
    why: 'Releases whose values lack the key are refused before anything is installed.',
    aliases: [],
    example: pair(
      'chart/values.schema.json',
      '{"properties": {"a": {}}}',
      '{"properties": {"a": {}}, "required": ["a"]}',
    ),
    nearMiss: pair('chart/values.schema.json', '{"required": ["a", "b"]}', '{"required": ["b"]}'),
  },
  'config/values-closed': {
    level: 'major',
    sentence: 'Keys that the schema does not name are now refused in {subject}.',
    fix: 'Leave additionalProperties open for a release.',
    why: 'Releases with a key of their own, or with a slip that nobody noticed, can no longer be installed.',
    aliases: [],
    example: pair(
      'chart/values.schema.json',
      '{"properties": {}}',
      '{"properties": {}, "additionalProperties": false}',
    ),
    nearMiss: pair(
      'chart/values.schema.json',
      '{"additionalProperties": false}',
      '{"additionalProperties": true}',
    ),
  },
  'config/setting-narrowed': {
    level: 'major',
    sentence: 'A setting no longer takes all that it took: {subject}.',
    fix: 'Keep to read the old form, and warn when it is used.',
    why: 'Values that people have written are refused, or ignored in favour of the default.',
    aliases: [],
    example: pair(
      'package.json',
      '{"contributes": {"configuration": {"properties": {"a.x": {"enum": ["on", "off"]}}}}}',
      '{"contributes": {"configuration": {"properties": {"a.x": {"enum": ["on"]}}}}}',
    ),
    nearMiss: pair(
      'chart/values.schema.json',
      '{"properties": {"a": {"type": "integer"}}}',
      '{"properties": {"a": {"type": ["number", "null"]}}}',
    ),
  },
  'config/network-removed': {
    level: 'major',
    sentence: 'The network {subject} is gone.',
    fix: 'Keep the name of the network.',
    why: 'Other projects join the network by its name, and override files connect services to it.',
    aliases: [],
    example: pair('compose.yaml', 'services: {}\nnetworks:\n  a:\n  b:', 'services: {}\nnetworks:\n  a:'),
    nearMiss: pair('compose.yaml', 'networks:\n  a:', 'networks:\n  a:\n    driver: bridge'),
  },
  'config/view-removed': {
    level: 'major',
    sentence: 'The view {subject} is gone.',
    fix: 'Keep the id of the view.',
    why: 'People have placed the view where they want it, and menus and commands of others name it in their conditions.',
    aliases: [],
    example: pair(
      'package.json',
      '{"contributes": {"views": {"explorer": [{"id": "a.tree"}, {"id": "a.list"}]}}}',
      '{"contributes": {"views": {"explorer": [{"id": "a.tree"}]}}}',
    ),
    nearMiss: pair(
      'package.json',
      '{"contributes": {"views": {"explorer": [{"id": "a.tree"}]}}}',
      '{"contributes": {"views": {"scm": [{"id": "a.tree", "name": "Tree"}]}}}',
    ),
  },
  'config/command-removed': {
    level: 'major',
    sentence: 'The command {subject} is gone.',
    fix: 'Keep the id and let it run the new command.',
    why: 'Key bindings, tasks and other extensions run the command by its id.',
    aliases: [],
    example: pair(
      'package.json',
      '{"contributes": {"commands": [{"command": "a.run"}, {"command": "a.stop"}]}}',
      '{"contributes": {"commands": [{"command": "a.run"}]}}',
    ),
    nearMiss: pair(
      'package.json',
      '{"contributes": {"commands": [{"command": "a.run", "title": "Run"}]}}',
      '{"contributes": {"commands": [{"command": "a.run", "title": "Go"}]}}',
    ),
  },
  'config/setting-removed': {
    level: 'major',
    sentence: 'The setting {subject} is gone.',
    fix: 'Keep the setting, mark it with deprecationMessage, and go on reading it.',
    why: 'Those who set it get the default behaviour, in most cases without a word.',
    aliases: [],
    example: pair(
      'package.json',
      '{"contributes": {"configuration": {"properties": {"a.x": {}, "a.y": {}}}}}',
      '{"contributes": {"configuration": {"properties": {"a.x": {}}}}}',
    ),
    nearMiss: pair(
      'package.json',
      '{"contributes": {"configuration": {"properties": {"a.x": {}}}}}',
      '{"contributes": {"configuration": [{"properties": {"a.x": {}}}]}}',
    ),
  },
  ...commandRules,
} satisfies Readonly<Record<string, Rule>>;
