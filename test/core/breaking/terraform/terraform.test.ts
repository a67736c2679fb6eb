import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Budget } from '../../../../src/core/breaking/detector.ts';
import { compareConstraints } from '../../../../src/core/breaking/terraform/constraints.ts';
import { readHcl } from '../../../../src/core/breaking/terraform/hcl.ts';
import { terraformDetector } from '../../../../src/core/breaking/terraform/index.ts';
import { fitOf, readTypeExpression } from '../../../../src/core/breaking/terraform/types.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { brief, run } from './run.ts';

describe('Terraform rules', () => {
  const side = (file: string, text: string): Files => (text === '' ? {} : { [file]: text });
  for (const [rule, { example, nearMiss, level, sentence }] of Object.entries(terraformDetector.rules)) {
    it(`${rule} fires on its example, alone, at its level, with its places and words`, async () => {
      const { file, base, head } = example;
      const { changes, notAnalysed } = await run(side(file, base), side(file, head));
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[rule, level]],
      );
      assert.deepEqual(notAnalysed, []);
      assert.equal(changes[0]?.base === undefined, base === '');
      assert.equal(changes[0]?.head === undefined, head === '');
      const names = [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });

    it(`${rule} does not fire on its near miss`, async () => {
      const { file, base, head } = nearMiss;
      const { changes } = await run(side(file, base), side(file, head));
      assert.ok(!changes.some((change) => change.rule === rule));
    });
  }

  it('let an optional variable have another name under the profile tfbreak', async () => {
    const text = (name: string): string => `variable "${name}" {\n  default = 1\n}\n`;
    const [base, head] = [{ 'a.tf': text('disk_size') }, { 'a.tf': text('size') }];
    const { changes } = await run(base, head, { profiles: { terraform: 'tfbreak' } });
    assert.deepEqual(brief(changes), ['variable-renamed var.disk_size review']);
    assert.deepEqual(brief((await run(base, head)).changes), ['variable-renamed var.disk_size major']);
  });
});

describe('Terraform files', () => {
  const zone = 'variable "zone" {\n  type = string\n}\n';
  const size = 'variable "size" {\n  type    = number\n  default = 1\n}\n';
  const logs = 'resource "aws_s3_bucket" "logs" {\n  bucket = "l"\n}\n';
  const backend = 'terraform {\n  backend "s3" {}\n}\n';
  const cases: readonly (readonly [string, Files, Files, readonly string[]])[] = [
    [
      'a block may move to another file',
      { 'a.tf': zone + size },
      { 'variables.tf': size, 'main.tf': zone },
      [],
    ],
    ['also to one that was there', { 'a.tf': zone, 'b.tf': size }, { 'b.tf': size + zone }, []],
    [
      'two modules are two',
      { 'net/a.tf': zone, 'data/a.tf': size },
      { 'net/a.tf': size, 'data/a.tf': zone },
      [
        'variable-removed var.size major',
        'variable-required-added var.zone major',
        'variable-removed var.zone major',
        'variable-added var.size minor',
      ],
    ],
    ['examples are no interface', { 'examples/x/a.tf': zone }, { 'examples/x/a.tf': size }, []],
    [
      'who has a backend owns the state',
      { 'a.tf': backend + logs },
      { 'a.tf': backend },
      ['resource-removed aws_s3_bucket.logs review'],
    ],
    [
      'also where the values of variables stand',
      { 'live/a.tf': zone, 'live/live.tfvars': '' },
      { 'live/a.tf': '# none\n', 'live/live.tfvars': '' },
      ['variable-removed var.zone review'],
    ],
    [
      'a resource that is forgotten on purpose',
      { 'a.tf': logs },
      { 'a.tf': 'removed {\n  from = aws_s3_bucket.logs\n}\n' },
      ['resource-removed aws_s3_bucket.logs review'],
    ],
    [
      'a move through another one',
      { 'a.tf': logs },
      {
        'a.tf': `${logs.replace('logs', 'data')}moved {\n  from = aws_s3_bucket.logs\n  to = aws_s3_bucket.old\n}\nmoved {\n  from = aws_s3_bucket.old\n  to = aws_s3_bucket.data\n}\n`,
      },
      [],
    ],
    [
      'a move into a module',
      { 'a.tf': `${logs}module "m" {\n  source = "./m"\n}\n` },
      {
        'a.tf':
          'module "m" {\n  source = "./m"\n}\nmoved {\n  from = aws_s3_bucket.logs\n  to = module.m.aws_s3_bucket.logs\n}\n',
      },
      [],
    ],
    [
      'a resource is no module',
      { 'a.tf': 'module "m" {\n  source = "./m"\n}\n' },
      {
        'a.tf': 'module "m" {\n  source = "./m"\n}\nmoved {\n  from = aws_s3_bucket.a\n  to = module.m\n}\n',
      },
      ['moved-invalid aws_s3_bucket.a major'],
    ],
    ['data is in nobody’s state', { 'a.tf': 'data "aws_ami" "a" {}\n' }, { 'a.tf': '# none\n' }, []],
    [
      'a further provider',
      { 'a.tf': 'terraform {\n  required_providers {\n    aws = ">= 4"\n  }\n}\n' },
      { 'a.tf': 'terraform {\n  required_providers {\n    aws = ">= 4"\n    random = ">= 3"\n  }\n}\n' },
      ['provider-constrained provider random review'],
    ],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run(base, head);
      assert.deepEqual(brief(changes).toSorted(), [...expected].toSorted());
      assert.deepEqual(notAnalysed, []);
    });
  }

  it('show the attribute before and after', async () => {
    const { changes } = await run({ 'a.tf': size }, { 'a.tf': `# Size.\n${size.replace('= 1', '= 2')}` });
    assert.deepEqual(changes[0]?.base, { path: 'a.tf', line: 3, column: 3, endLine: 3, endColumn: 10 });
    assert.deepEqual(changes[0]?.head, { path: 'a.tf', line: 4, column: 3, endLine: 4, endColumn: 10 });
  });

  it('that cannot be read are named, and nothing is said of the rest', async () => {
    const broken: readonly (readonly [string, string, string])[] = [
      ['variable "zone" {\n', 'syntax', 'head:2:1'],
      ['}\n', 'syntax', 'head:1:1'],
      ['variable "zone"\n', 'syntax', 'head:1:16'],
      ['variable "zone" {\n  type =\n}\n', 'syntax', 'head:2:7'],
      ['x = [1,\n', 'syntax', 'head:2:1'],
    ];
    for (const [text, reason, detail] of broken) {
      const { changes, notAnalysed } = await run({ 'a.tf': zone + size }, { 'a.tf': text });
      assert.deepEqual([changes, notAnalysed], [[], [{ path: 'a.tf', reason, detail }]], text);
    }
    const { notAnalysed } = await run({ 'a.tf.json': '{}' }, { 'a.tf.json': '{"a": 1}' });
    assert.equal(notAnalysed[0]?.reason, 'unsupported');
  });

  it('say when the time is over', async () => {
    let clock = 0;
    const budget: Budget = { milliseconds: 5, cancelled: () => false, elapsed: () => (clock += 10) };
    const { changes, notAnalysed } = await run({ 'a.tf': zone }, { 'a.tf': size }, {}, budget);
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'timeBudget']);
  });
});

describe('HCL', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'strings with templates',
      'a = "x ${upper("y}")} $${z} \\" %{ if "}" }q%{ endif }" # c',
      '"x ${upper("y}")} $${z} \\" %{ if "}" }q%{ endif }"',
    ],
    ['heredocs', 'a = <<-EOT\n  b = {\n  EOT\nc = 1', '<<-EOT\n  b = {\n  EOT'],
    ['lines in brackets', 'a = {\n  b = [1, # one\n 2]\n}\nc = 1', '{ b = [ 1 , 2 ] }'],
    ['comments', '/* a = 0 */ a = 1 // two', '1'],
    [
      'conditions',
      'a = b != null ? b : [for x in c : x if x => 1]',
      'b != null ? b : [ for x in c : x if x => 1 ]',
    ],
    ['blocks on one line', 'b "c" { a = 1 }', ''],
  ];
  for (const [name, text, expected] of cases) {
    it(`reads ${name}`, () => {
      const { attributes, blocks, problems } = readHcl({ path: 'a.tf', text });
      assert.deepEqual(problems, []);
      assert.equal(attributes.get('a')?.text ?? '', expected);
      if (expected === '') assert.equal(blocks[0]?.attributes.get('a')?.text, '1');
    });
  }

  it('goes on after a line that is nothing', () => {
    const { blocks, problems } = readHcl({
      path: 'a.tf',
      text: '<<<<<<< ours\nb "c" {\n  ? x\n  a = 1\n}\n',
    });
    assert.equal(problems.length, 2);
    assert.equal(blocks[0]?.attributes.get('a')?.text, '1');
  });

  it('survives depth', () => {
    const texts = ['a {'.repeat(50_000), `a = ${'['.repeat(100_000)}`, `a = "${'${"'.repeat(50_000)}`];
    for (const text of texts)
      assert.ok(readHcl({ path: 'a.tf', text }).problems.length > 0 || text.includes('"'));
  });
});

describe('Terraform types', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['string', 'any', 'wider'],
    ['any', 'string', 'unsure'],
    ['number', 'string', 'unsure'],
    ['string', 'number', 'never'],
    ['list(string)', '"list"', 'wider'],
    ['list(number)', 'set(string)', 'unsure'],
    ['list(string)', 'map(string)', 'never'],
    ['tuple([string, number])', 'list(string)', 'unsure'],
    ['tuple([string])', 'tuple([string, number])', 'never'],
    ['object({a = string})', 'map(string)', 'unsure'],
    ['object({a = string})', 'object({"a" = string})', 'same'],
    ['object({a = string})', 'object({a = optional(string, "(x)")})', 'wider'],
    ['object({a = optional(string)})', 'object({a = string})', 'never'],
    ['object({a = string, b = string})', 'object({a = string})', 'unsure'],
    ['map(object({a = list(string)}))', 'map(object({a = list(number)}))', 'never'],
  ];
  for (const [from, to, expected] of cases) {
    it(`${from} as ${to}: ${expected}`, () => {
      const [before, after] = [from, to].map((text) =>
        readTypeExpression(readHcl({ path: 'a.tf', text: `type = ${text}` }).attributes.get('type')),
      );
      assert.ok(before !== undefined && after !== undefined);
      assert.equal(fitOf(before, after), expected);
    });
  }
});

describe('Terraform version constraints', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['', '>= 1.0', 'tighter'],
    ['>= 1.0', '', 'looser'],
    ['>= 1.0', '>= 1.0.0', 'same'],
    ['~> 1.2', '>= 1.2, < 2.0', 'same'],
    ['~> 1.2.3', '~> 1.2', 'looser'],
    ['~> 1.2', '~> 2.0', 'tighter'],
    ['1.2.3', '~> 1.2.0', 'looser'],
    ['>= 1.0', '> 1.0', 'tighter'],
    ['> 1.0', '>= 1.0', 'looser'],
    ['>= 1.0', '>= 1.0, != 1.4.0', 'tighter'],
    ['>= 1.0, != 1.4.0', '>= 1.0', 'looser'],
    ['< 2', '<= 2', 'looser'],
    ['>= 1.0', 'latest', 'unknown'],
  ];
  for (const [base, head, expected] of cases) {
    it(`"${base}" to "${head}" is ${expected}`, () => assert.equal(compareConstraints(base, head), expected));
  }
});
