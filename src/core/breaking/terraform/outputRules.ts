import type { Rule } from '../detector.ts';
import { block, pair } from './pair.ts';

const id = block('output "id"', ['value = aws_vpc.main.id']);
const arn = block('output "arn"', ['value = aws_vpc.main.arn']);

export const outputRules = {
  'terraform/output-removed': {
    level: 'major',
    sentence: 'The output {subject} is gone.',
    fix: 'Keep the output; null is a value too.',
    why: 'Callers that use the output fail before anything is planned.',
    aliases: ['tfbreak:BC009', 'tfbreak:output-removed'],
    example: pair([...id, ...arn], id),
    nearMiss: pair([...id, ...arn], [...arn, ...id]),
  },
  'terraform/output-renamed': {
    level: 'major',
    sentence: 'The output {subject} is now called {to}.',
    fix: 'Keep the old output beside the new one.',
    why: 'Callers that use the old name fail before anything is planned.',
    aliases: ['tfbreak:BC010', 'tfbreak:output-renamed'],
    example: pair(id, block('output "vpc_id"', ['value = aws_vpc.main.id'])),
    nearMiss: pair(id, block('output "id"', ['value = one(aws_vpc.main[*].id)'])),
  },
  'terraform/output-added': {
    level: 'minor',
    sentence: 'The output {subject} is new.',
    fix: 'Nothing to do.',
    why: 'Nobody uses it yet.',
    aliases: [],
    example: pair(id, [...id, ...arn]),
    nearMiss: pair([...id, ...arn], [...arn, ...id]),
  },
  'terraform/output-hidden-changed': {
    level: 'review',
    sentence: '{key} of {subject} was {from} and is now {to}.',
    fix: 'Tell callers to mark their own outputs of it.',
    why: 'A caller that hands the value on in an output has to mark it too, or its plan fails.',
    aliases: ['tfbreak:RC011', 'tfbreak:output-sensitive-changed'],
    example: pair(id, block('output "id"', ['value     = aws_vpc.main.id', 'sensitive = true'])),
    nearMiss: pair(id, block('output "id"', ['value     = aws_vpc.main.id', 'sensitive = false'])),
  },
} satisfies Readonly<Record<string, Rule>>;
