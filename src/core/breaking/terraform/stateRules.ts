import type { Rule } from '../detector.ts';
import { block, pair } from './pair.ts';

const bucket = (name: string, ...lines: readonly string[]): readonly string[] =>
  block(`resource "aws_s3_bucket" "${name}"`, lines);
const call = (name: string, ...lines: readonly string[]): readonly string[] =>
  block(`module "${name}"`, lines);
const move = (from: string, to: string): readonly string[] =>
  block('moved', [`from = ${from}`, `to   = ${to}`]);
const [logs, data] = [bucket('logs', 'bucket = "l"'), bucket('data', 'bucket = "l"')];
const source = 'source = "./net"';

export const stateRules = {
  'terraform/resource-removed': {
    level: 'major',
    sentence: 'The resource {subject} is gone, and no moved block says where to.',
    fix: 'Add a moved block, or a removed block when the resource is to be forgotten.',
    why: 'The next plan of everybody who has the resource in their state destroys it, with the data in it.',
    aliases: ['tfbreak:BC100', 'tfbreak:resource-removed-no-moved'],
    example: pair([...logs, ...bucket('other')], bucket('other')),
    nearMiss: pair(logs, [...bucket('data'), ...move('aws_s3_bucket.logs', 'aws_s3_bucket.data')]),
  },
  'terraform/resource-renamed': {
    level: 'major',
    sentence: 'The resource {subject} is now {to}, and no moved block says so.',
    fix: 'Add a moved block from the old address to the new one.',
    why: 'Terraform takes them for two: the next plan destroys the one and creates the other.',
    aliases: ['tfbreak:BC100', 'tfbreak:resource-removed-no-moved'],
    example: pair(logs, data),
    nearMiss: pair(logs, [...data, ...move('aws_s3_bucket.logs', 'aws_s3_bucket.data')]),
  },
  'terraform/module-removed': {
    level: 'major',
    sentence: 'The call of {subject} is gone, and no moved block says where to.',
    fix: 'Add a moved block, or a removed block when its resources are to be forgotten.',
    why: 'The next plan of everybody who has its resources in their state destroys them.',
    aliases: ['tfbreak:BC101', 'tfbreak:module-removed-no-moved'],
    example: pair([...call('net', source), ...logs], logs),
    nearMiss: pair(call('net', source), [
      ...call('network', source),
      ...move('module.net', 'module.network'),
    ]),
  },
  'terraform/module-renamed': {
    level: 'major',
    sentence: 'The call of {subject} is now {to}, and no moved block says so.',
    fix: 'Add a moved block from the old address to the new one.',
    why: 'Terraform takes them for two: the next plan destroys all resources of the one and creates them in the other.',
    aliases: ['tfbreak:BC101', 'tfbreak:module-removed-no-moved'],
    example: pair(call('net', source), call('network', source)),
    nearMiss: pair(call('net', source), [
      ...call('network', source),
      ...move('module.net', 'module.network'),
    ]),
  },
  'terraform/moved-invalid': {
    level: 'major',
    sentence: 'The move of {subject} to {to} cannot be made.',
    fix: 'Name a source that is gone and a target that is there.',
    why: 'Terraform refuses to plan, or ignores the move and destroys what was to be kept.',
    aliases: ['tfbreak:BC102', 'tfbreak:invalid-moved-block'],
    example: pair(logs, [...logs, ...move('aws_s3_bucket.old', 'aws_s3_bucket.new')]),
    nearMiss: pair(logs, [...logs, ...move('aws_s3_bucket.old', 'aws_s3_bucket.logs')]),
  },
  'terraform/moved-conflicting': {
    level: 'major',
    sentence: 'The move of {subject} to {to} contradicts another one.',
    fix: 'Leave one move from each address, and one to each.',
    why: 'Terraform cannot tell which of the two is meant, and refuses to plan.',
    aliases: ['tfbreak:BC103', 'tfbreak:conflicting-moved'],
    example: pair(
      [...logs, ...move('aws_s3_bucket.a', 'aws_s3_bucket.logs')],
      [
        ...logs,
        ...move('aws_s3_bucket.a', 'aws_s3_bucket.logs'),
        ...move('aws_s3_bucket.b', 'aws_s3_bucket.logs'),
      ],
    ),
    nearMiss: pair(
      [...logs, ...move('aws_s3_bucket.a', 'aws_s3_bucket.logs')],
      [
        ...logs,
        ...move('aws_s3_bucket.a', 'aws_s3_bucket.logs'),
        ...move('aws_s3_bucket.b', 'aws_s3_bucket.a'),
      ],
    ),
  },
  'terraform/instances-changed': {
    level: 'review',
    sentence: 'The instances of {subject} were told apart by {from} and now are by {to}.',
    fix: 'Add moved blocks from the old keys to the new ones.',
    why: 'Instances have other addresses. Without moved blocks the next plan destroys and creates them.',
    aliases: [],
    example: pair(bucket('a', 'count = 1'), bucket('a', 'for_each = toset(["x"])')),
    nearMiss: pair(bucket('a'), bucket('a', 'count = 1')),
  },
  'terraform/module-source-changed': {
    level: 'review',
    sentence: 'The source of {subject} was {from} and is now {to}.',
    fix: 'Compare what the two sources do.',
    why: 'Another source may hold another module, with other resources and other needs.',
    aliases: ['tfbreak:RC300', 'tfbreak:module-source-changed'],
    example: pair(call('net', source), call('net', 'source = "./network"')),
    nearMiss: pair(call('net', source), call('net', 'source   =   "./net"')),
  },
  'terraform/module-version-changed': {
    level: 'review',
    sentence: 'The version of {subject} was {from} and is now {to}.',
    fix: 'Read the notes of the versions in between.',
    why: 'What the other module changes reaches those who call this one.',
    aliases: ['tfbreak:RC301', 'tfbreak:module-version-changed'],
    example: pair(call('net', 'version = "1.0.0"'), call('net', 'version = "2.0.0"')),
    nearMiss: pair(call('net', 'version = "1.0.0"'), call('net', 'version = "1.0.0" # the first')),
  },
  'terraform/folder-removed': {
    level: 'major',
    sentence: 'The module in {subject} is gone.',
    fix: 'Keep the folder, with a module that calls the one that replaces it.',
    why: 'Whoever calls the module by its path can no longer fetch it.',
    aliases: [],
    example: { file: 'main.tf', base: `${logs.join('\n')}\n`, head: '' },
    nearMiss: pair(logs, ['# Where logs go.', ...logs]),
  },
  'terraform/folder-added': {
    level: 'minor',
    sentence: 'The module in {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody calls it yet.',
    aliases: [],
    example: { file: 'main.tf', base: '', head: `${logs.join('\n')}\n` },
    nearMiss: pair(logs, ['# Where logs go.', ...logs]),
  },
} satisfies Readonly<Record<string, Rule>>;
