import type { Rule } from '../detector.ts';
import { block, pair } from './pair.ts';

const terraform = (...lines: readonly string[]): readonly string[] => block('terraform', lines);
const aws = (source: string, version: string): readonly string[] =>
  terraform(...block('required_providers', [`aws = { source = "${source}", version = "${version}" }`]));

export const versionRules = {
  'terraform/version-constrained': {
    level: 'major',
    sentence: '{subject} was {from} and is now {to}: some versions are refused now.',
    fix: 'Keep the older versions as long as nothing needs the newer ones.',
    why: 'Who runs one of the versions that are left out cannot use the module any more.',
    aliases: ['tfbreak:BC200', 'tfbreak:terraform-version-constrained'],
    example: pair(terraform('required_version = ">= 1.3"'), terraform('required_version = ">= 1.5"')),
    nearMiss: pair(terraform('required_version = "~> 1.3"'), terraform('required_version = ">= 1.3, < 2.0"')),
  },
  'terraform/provider-constrained': {
    level: 'major',
    sentence: 'The {subject} had the constraint {from} and now has {to}: some versions are refused now.',
    fix: 'Keep the older versions as long as nothing needs the newer ones.',
    why: 'All modules of a configuration share one version of a provider. Callers that are bound to another one cannot use the module any more.',
    aliases: ['tfbreak:BC201', 'tfbreak:provider-version-constrained'],
    example: pair(aws('hashicorp/aws', '>= 4.0'), aws('hashicorp/aws', '>= 5.0')),
    nearMiss: pair(aws('hashicorp/aws', '>= 4.0'), aws('hashicorp/aws', '>= 4.0.0')),
  },
  'terraform/version-loosened': {
    level: 'minor',
    sentence: 'The constraint of {subject} was {from} and is now {to}: more versions are allowed.',
    fix: 'Nothing to do.',
    why: 'Every version that was allowed still is.',
    aliases: [],
    example: pair(terraform('required_version = "~> 1.3"'), terraform('required_version = ">= 1.3"')),
    nearMiss: pair(terraform('required_version = ">= 1.3"'), terraform('required_version = "~> 1.3"')),
  },
  'terraform/provider-source-changed': {
    level: 'major',
    sentence: 'The {subject} came from {from} and now comes from {to}.',
    fix: 'Tell callers how to replace the provider in their state.',
    why: 'The state names the provider of each resource. Until it is replaced there, callers need both.',
    aliases: [],
    example: pair(aws('hashicorp/aws', '>= 4.0'), aws('example/aws', '>= 4.0')),
    nearMiss: pair(aws('hashicorp/aws', '>= 4.0'), aws('registry.terraform.io/hashicorp/aws', '>= 4.0')),
  },
} satisfies Readonly<Record<string, Rule>>;
