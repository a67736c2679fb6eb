import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Change } from '../../../../src/core/breaking/change.ts';
import { languageOf, readsIn } from '../../../../src/core/breaking/config/reads/find.ts';
import { configDetector } from '../../../../src/core/breaking/config/index.ts';
import type { Compared } from '../../../../src/core/breaking/detector.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { memoryComparison } from '../../../support/memoryTrees.ts';

async function run(base: Files, head: Files): Promise<Compared> {
  const comparison = memoryComparison(base, head);
  const budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };
  const changes: Change[] = [];
  const notAnalysed: Compared['notAnalysed'][number][] = [];
  for (const unit of configDetector.units(comparison)) {
    const compared = await configDetector.compare(unit, comparison, budget);
    changes.push(...compared.changes);
    notAnalysed.push(...compared.notAnalysed);
  }
  return { changes, notAnalysed };
}

describe('configuration rules', () => {
  for (const [id, rule] of Object.entries(configDetector.rules)) {
    it(`${id} fires on its example, alone, at its level, with both places`, async () => {
      const { file, base, head } = rule.example;
      const { changes } = await run({ [file]: base }, { [file]: head });
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      assert.deepEqual([changes[0]?.base?.path, changes[0]?.head?.path], [file, file]);
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { file, base, head } = rule.nearMiss;
      const { changes } = await run({ [file]: base }, { [file]: head });
      assert.ok(!changes.some((change) => change.rule === id));
    });
  }
});

describe('configuration', () => {
  const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    [
      'a map that goes is one change',
      'values.yaml',
      'a:\n  b: 1\n  c:\n    d: 1',
      'x: 1',
      ['value-removed a'],
    ],
    [
      'a map that becomes a scalar is one change',
      'values.yaml',
      'a:\n  b: 1',
      'a: 1',
      ['value-shape-changed a'],
    ],
    ['an empty value takes any shape', 'values.yaml', 'a:\nb: null', 'a:\n  c: 1\nb: []', []],
    ['items of lists do not count', 'values.yaml', 'a:\n  - b: 1', 'a:\n  - c: 1', []],
    [
      'a service takes its ports along',
      'docker-compose.yml',
      'services:\n  a:\n    ports: [80]\n  b: {}',
      'services:\n  b: {}',
      ['service-removed a'],
    ],
    [
      'ports in the long form',
      'compose.yml',
      'services:\n  a:\n    ports:\n      - target: 1\n        published: 80',
      'services:\n  a:\n    ports: ["80:1"]',
      [],
    ],
    ['quotes and comments of an example', '.env.sample', 'export A="x # y"\n# B=1', "A='x # y' # z", []],
  ];
  for (const [name, path, base, head, expected] of cases) {
    it(name, async () => {
      const { changes, notAnalysed } = await run({ [path]: base }, { [path]: head });
      assert.deepEqual(notAnalysed, []);
      assert.deepEqual(
        changes.map(({ rule, subject }) => `${rule.replace('config/', '')} ${subject}`),
        expected,
      );
    });
  }

  it('says where a file cannot be read', async () => {
    const { changes, notAnalysed } = await run({ 'values.yaml': 'a: 1' }, { 'values.yaml': 'b: [' });
    assert.deepEqual([changes.length, notAnalysed[0]?.reason], [0, 'syntax']);
  });
});

describe('variables that code reads', () => {
  /** Each as `name need`; the need that is no default is left out. */
  const cases: readonly (readonly [string, string, string])[] = [
    ['a.ts', 'process.env.A; process.env["B"]; import.meta.env.C; process.env?.D', 'A B C D plain'],
    ['a.ts', 'const { A, B = 1, C: c } = process.env;', 'A plain, B default, C plain'],
    [
      'a.ts',
      'const e = process.env; e.A; e?.B; e["C"]; e.D ?? 1; e.E = 1; x.e.F; e.g',
      'A B C plain, D default',
    ],
    [
      'a.ts',
      'const { A } = process.env;\nconst { env: e } = process;\nconst { B = 1 } = e; e.C',
      'A plain, B default, C plain',
    ],
    ['a.ts', "import process, { env } from 'node:process'; if (env) x(env); env.A", 'A plain'],
    ['a.ts', "import { env } from './env.js'; env.A; const { B } = env", ''],
    ['a.ts', 'const e = load(); e.A; const f = process.env.B; f.C', 'B plain'],
    ['a.ts', 'const e = process.env; const f = (e: Settings) => e.A', ''],
    ['a.ts', 'const e = process.env; function f(a, { e }) { return e.A }', ''],
    ['a.ts', 'const e = process.env; { const e = load(); e.A }', ''],
    ['a.ts', '// const e = process.env;\ne.A; "const e = process.env"', ''],
    ['a.ts', 'if (!process.env.A) { throw x } if (!process.env.B) throw x', 'A B required'],
    ['a.ts', 'process.env.A ?? 1; process.env.B || 1; process.env.C! ?? 2', 'A B C default'],
    ['a.ts', "process.env.A === '1'; if (process.env.B) x(); !!process.env.C", 'A B C asked'],
    ['a.ts', 'process.env.A = "1"; delete process.env.B; process.env.NODE_ENV', ''],
    ['a.ts', '// process.env.A\n/* process.env.B */ "process.env.C" + \'process.env.D\'', ''],
    ['a.ts', '`process.env.A ${process.env.B} ${`${process.env.C}`} process.env.D`', 'B C plain'],
    ['a.ts', 'x = /[\'"`]/; y = process.env.A // "', 'A plain'],
    ['a.ts', 'a / b; process.env.A / 2; c', 'A plain'],
    ['a.test.ts', 'process.env.A', 'aside'],
    ['test/a.ts', 'process.env.A', 'aside'],
    ['src/a.d.ts', 'process.env.A', 'aside'],
    ['a.py', 'os.environ["A"]; os.getenv("B"); os.environ.get("C", 1)', 'A required, B plain, C default'],
    ['a.py', '"A" in os.environ; os.environ["B"] = "1"; del os.environ["C"]', 'A asked'],
    ['a.py', '# os.environ["A"]\n"""\nos.environ["B"]\n"""\nf"{os.environ[\'C\']}"', 'C required'],
    ['test_a.py', 'os.environ["A"]', 'aside'],
    [
      'a.go',
      'os.Getenv("A"); cmp.Or(os.Getenv("B"), "b"); v, ok := os.LookupEnv("C")',
      'A plain, B default, C asked',
    ],
    ['a.go', 'r := \'"\'; // os.Getenv("A")\n s := `os.Getenv("B")`', ''],
    ['a_test.go', 'os.Getenv("A")', 'aside'],
    [
      'a.rb',
      'ENV["A"] || 1; ENV.fetch("B"); ENV.fetch("C") { 1 }; ENV["D"]',
      'A default, B required, C default, D plain',
    ],
    ['a.rb', '"#{ENV[\'A\']} ENV[\'B\']" # ENV["C"]', 'A plain'],
    [
      'A.java',
      'System.getenv("A"); Objects.requireNonNull(System.getenv("B")); // System.getenv("C")',
      'A plain, B required',
    ],
    ['a.kt', 'System.getenv("A") ?: "x"; System.getenv("B") ?: error("no")', 'A default, B required'],
    [
      'a.rs',
      'env::var("A").unwrap(); std::env::var("B")?; env::var("C").unwrap_or_default()',
      'A B required, C default',
    ],
    ['a.rs', "fn f<'a>(x: &'a str) { let q = '\"'; env::var(\"A\").is_ok(); }", 'A asked'],
    [
      'a.php',
      "<?php getenv('A') ?: 1; $_ENV['B']; env('C', 2); $x->getenv('D'); # getenv('E')",
      'A default, B plain, C default',
    ],
    [
      'a.cs',
      'Environment.GetEnvironmentVariable("A") ?? throw x; Environment.GetEnvironmentVariable("B") ?? "b"',
      'A required, B default',
    ],
    ['a.sh', ': "${A:?}" "${B:-b}" $C \'${D:?}\' # ${E:?}', 'A required, B default, C mention'],
    ['a.sh', `echo "it's \${A:?}"; x=\${B#y}`, 'A required, B mention'],
    ['docker-entrypoint', 'exec ${A:?set it}', 'A required'],
  ];
  for (const [path, text, expected] of cases) {
    it(`${path}: ${text}`, () => {
      const language = languageOf(path);
      const reads = language === undefined ? [] : readsIn(text, language);
      const shown = expected.split(', ').flatMap((group) => {
        const words = group.split(' ');
        return words.slice(0, -1).map((name) => `${name} ${words.at(-1)}`);
      });
      assert.deepEqual(
        reads.map(({ name, need }) => `${name} ${need}`),
        shown,
      );
      assert.equal(language === undefined, expected === 'aside');
      for (const { name, start, end } of reads) assert.equal(text.slice(start, end), name);
    });
  }

  const pairs: readonly (readonly [string, Files, Files, readonly string[]])[] = [
    ['a read that moves is no change', { 'a.ts': 'process.env.A_B' }, { 'b.ts': 'x; process.env.A_B' }, []],
    [
      'a read that another file has too is not new',
      { 'a.ts': '', 'b.ts': 'process.env.A_B' },
      { 'a.ts': 'process.env.A_B', 'b.ts': 'process.env.A_B' },
      [],
    ],
    [
      'a read that another file keeps is not gone',
      { 'a.ts': 'process.env.A_B ?? 1', 'b.go': 'os.Getenv("A_B")' },
      { 'a.ts': '', 'b.go': 'os.Getenv("A_B")' },
      [],
    ],
    ['tests read what they like', { 'test/a.ts': '' }, { 'test/a.ts': 'process.env.A_B' }, []],
    [
      'a new file asks too',
      { 'a.ts': '' },
      { 'a.ts': '', 'b.py': 'os.environ["A_B"]' },
      ['variable-required A_B major'],
    ],
    [
      'the same line with another name',
      { 'a.go': 'host := os.Getenv("OLD")' },
      { 'a.go': 'host := os.Getenv("NEW")' },
      ['variable-renamed OLD major'],
    ],
    [
      'a default that turns into a demand',
      { 'a.py': 'os.environ.get("A_B", "x")' },
      { 'a.py': 'os.environ["A_B"]' },
      ['variable-required A_B major'],
    ],
    ['an optional variable asks for nothing', { 'a.ts': '' }, { 'a.ts': 'process.env.A_B ?? 1' }, []],
    [
      'what the example told people to set, and nobody reads',
      { '.env.example': 'A_B=1', 'a.ts': 'process.env.A_B ?? 1' },
      { '.env.example': 'A_B=1', 'a.ts': '' },
      ['variable-unread A_B review'],
    ],
    [
      'what goes from the example and from the code is told once',
      { '.env.example': 'A_B=1\nC=1', 'a.ts': 'process.env.A_B ?? 1' },
      { '.env.example': 'C=1', 'a.ts': '' },
      ['variable-removed A_B review'],
    ],
  ];
  for (const [name, base, head, expected] of pairs) {
    it(name, async () => {
      const { changes } = await run(base, head);
      assert.deepEqual(
        changes.map(({ rule, subject, level }) => `${rule.replace('config/', '')} ${subject} ${level}`),
        expected,
      );
    });
  }

  it('cannot be said to be gone where a file was not read', async () => {
    const comparison = memoryComparison(
      { 'a.ts': 'process.env.A_B ?? 1', 'b.ts': 'never read' },
      { 'a.ts': '', 'b.ts': 'never read' },
      { unreadable: { 'b.ts': { ok: false, reason: 'tooLarge', detail: '' } } },
    );
    const [unit] = configDetector.units(comparison);
    assert.ok(unit);
    const budget = { milliseconds: 10_000, cancelled: () => false, elapsed: () => 0 };
    const { changes } = await configDetector.compare(unit, comparison, budget);
    assert.deepEqual(
      changes.map(({ rule, level }) => [rule, level]),
      [['config/variable-unread', 'review']],
    );
  });
});

describe('help of a command line', () => {
  const snapshot = '__snapshots__/help.txt';
  const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    [
      'clap: a value, a choice, a short form',
      snapshot,
      'Usage: t [OPTIONS]\n\nOptions:\n  -v, --verbose\n          Says more\n      --mode <MODE>  How [possible values: fast, safe]\n',
      'Usage: t [OPTIONS]\n\nOptions:\n      --verbose <LEVEL>\n          Says more\n      --mode <MODE>  How [possible values: fast, slow]\n',
      ['option-removed t -v', 'option-choice-removed t --mode=safe', 'option-value-changed t --verbose'],
    ],
    [
      'argparse',
      snapshot,
      'usage: t [-h] [--kind {a,b}]\n\noptions:\n  -h, --help     show this\n  --kind {a,b}   kind\n',
      'usage: t [-h] [--kind {a,b,c}]\n\noptions:\n  -h, --help       show this\n  --kind {a,b,c}   kind\n',
      [],
    ],
    [
      'cobra: a command takes its options along',
      snapshot,
      'Usage:\n  t [command]\n\nAvailable Commands:\n  run   Runs\n  stop  Stops\n\nUsage:\n  t stop [flags]\n\nFlags:\n      --now   at once\n',
      'Usage:\n  t [command]\n\nAvailable Commands:\n  run   Runs\n',
      ['subcommand-removed t stop'],
    ],
    [
      'words that start with dashes are no options',
      snapshot,
      'Usage: t\n\nOptions:\n  --a  See --b',
      'Usage: t\n\nOptions:\n  --a  x',
      [],
    ],
    ['only fences of a page count', 'docs/cli.md', 'Write `--a`.\n\n--b\n', 'Nothing.\n', []],
    [
      'a page for people is for a person to judge',
      'docs/cli.md',
      '# T\n\n```text\nUsage: t\n  --a  A\n  --b  B\n```\n',
      '# T\n\n```text\nUsage: t\n  --a  A\n```\n',
      ['option-removed t --b'],
    ],
    ['completions', 'completions/t.bash', 'opts="--a --b" # --c', 'opts="--a"', ['option-removed --b']],
    [
      'completions of fish',
      'completions/t.fish',
      'complete -c t -l all -s a\ncomplete -c t -l one',
      'complete -c t -l one',
      ['option-removed --all'],
    ],
    [
      'a manifest of commands',
      'oclif.manifest.json',
      '{"commands":{"run":{"flags":{"out":{"type":"option","options":["a","b"]},"now":{"type":"boolean"}}},"old":{"flags":{"x":{}}}}}',
      '{"commands":{"run":{"flags":{"out":{"type":"option","options":["a"]},"now":{"type":"option","required":true}}}}}',
      [
        'option-choice-removed run --out=b',
        'subcommand-removed old',
        'option-value-changed run --now',
        'option-required run --now',
      ],
    ],
  ];
  for (const [name, path, base, head, expected] of cases) {
    it(name, async () => {
      const { changes } = await run({ [path]: base }, { [path]: head });
      assert.deepEqual(
        changes.map(({ rule, subject }) => `${rule.replace('config/', '')} ${subject}`),
        expected,
      );
      assert.ok(path !== 'docs/cli.md' || changes.every(({ level }) => level === 'review'));
    });
  }
});
