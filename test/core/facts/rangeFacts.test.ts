import assert from 'node:assert/strict';
import { rangeFacts } from '../../../src/core/facts/rangeFacts.ts';
import { fileClasses } from '../../../src/core/facts/paths.ts';
import { memoryComparison, type Files } from '../../support/memoryTrees.ts';

async function factsOf(base: Files, head: Files, options: Parameters<typeof rangeFacts>[1] = {}) {
  return rangeFacts(memoryComparison(base, head), options);
}

/** `change key path:line`, of keys and of flags. */
async function checkKeys(base: Files, head: Files, expected: readonly string[]): Promise<void> {
  const { deployment } = await factsOf(base, head);
  const shown = (
    kind: string,
    { change, key, path, line }: { change: string; key: string; path: string; line: number },
  ) => `${kind} ${change} ${key} ${path}:${line}`;
  assert.deepEqual(
    [
      ...deployment.configuration.map((one) => shown('key', one)),
      ...deployment.flags.map((one) => shown('flag', one)),
    ],
    expected,
  );
}

describe('keys of configuration', () => {
  for (const [name, base, head, expected] of [
    [
      'an example of the environment',
      { '.env.example': 'A=1\nB=2\nC=3\n' },
      { '.env.example': '# why\nA=1\nB=3\nD=4\n' },
      ['key changed B .env.example:3', 'key added D .env.example:4', 'key removed C .env.example:3'],
    ],
    [
      'YAML, by path',
      { 'config/app.yml': 'a:\n  b: 1\n' },
      { 'config/app.yml': 'a:\n  b: 1\n  c: 2\n' },
      ['key added a.c config/app.yml:3'],
    ],
    [
      'YAML, of which most is the same, at its own line',
      { 'config/app.yml': '# a\na:\n  b: 1\nc:\n  - 1\n\nd: {e: 1}\n' },
      { 'config/app.yml': '# a\na:\n  b: 1\nc:\n  - 2\n\nd: {e: 1}\nf: 1\n' },
      ['key changed c config/app.yml:4', 'key added f config/app.yml:8'],
    ],
    [
      'YAML, where a key stands for another one',
      { 'config/app.yml': 'a: &x\n  b: 1\nc: *x\n' },
      { 'config/app.yml': 'a: &x\n  b: 2\nc: *x\n' },
      ['key changed a.b config/app.yml:2'],
    ],
    [
      'YAML of several documents',
      { 'config/app.yml': 'a: 1\n---\nb: 1\n' },
      { 'config/app.yml': 'a: 1\n---\nb: 2\n' },
      ['key changed b config/app.yml:3'],
    ],
    [
      'YAML that moves a key into another one',
      { 'config/app.yml': 'a:\n  b: 1\nc: 1\n' },
      { 'config/app.yml': 'a:\n  b: 1\n  c: 1\n' },
      ['key added a.c config/app.yml:3', 'key removed c config/app.yml:3'],
    ],
    [
      'JSON, over lines',
      { 'appsettings.json': '{"a": {"b": 1}}' },
      { 'appsettings.json': '{\n  "a": {\n    "b": 2\n  }\n}' },
      ['key changed a.b appsettings.json:3'],
    ],
    [
      'the same in another order',
      { 'config/a.json': '{"a":1,"b":2}' },
      { 'config/a.json': '{"b":2,"a":1}' },
      [],
    ],
    [
      'TOML',
      { 'config/a.toml': '[a]\nb = 1\n' },
      { 'config/a.toml': '[a]\nb = 2\n' },
      ['key changed a.b config/a.toml:2'],
    ],
    [
      'properties',
      { 'app.properties': 'a=1\n' },
      { 'app.properties': 'a=1\nb.c=2\n' },
      ['key added b.c app.properties:2'],
    ],
    ['a new file', {}, { 'config/a.yml': 'a: 1\n' }, ['key added a config/a.yml:1']],
    ['a file that is gone', { 'config/a.yml': 'a: 1\n' }, {}, ['key removed a config/a.yml:1']],
    [
      'a variable that a program begins to read',
      { 'src/a.ts': 'f();\n' },
      { 'src/a.ts': 'f();\nconst k = process.env.API_KEY;\n' },
      ['key added API_KEY src/a.ts:2'],
    ],
    [
      'a variable that moved to another file',
      { 'src/a.ts': 'process.env.API_KEY;\n', 'src/b.ts': '1;\n' },
      { 'src/a.ts': '1;\n', 'src/b.ts': 'process.env["API_KEY"];\n' },
      [],
    ],
    [
      'a variable that the example lists too is told once',
      { '.env.example': 'A=1\n', 'src/a.py': '' },
      { '.env.example': 'A=1\nB=2\n', 'src/a.py': 'os.environ["B"]\n' },
      ['key added B .env.example:2'],
    ],
    [
      'a variable that a test reads',
      { 'test/a.test.ts': '' },
      { 'test/a.test.ts': 'process.env.CI_TOKEN' },
      [],
    ],
    [
      'other languages',
      { 'a.go': '', 'b.rb': '', 'C.java': '', 'd.php': '', 'e.rs': '', 'f.cs': '' },
      {
        'a.go': 'os.Getenv("ONE")',
        'b.rb': 'ENV.fetch("TWO")',
        'C.java': 'System.getenv("THREE")',
        'd.php': "env('FOUR')",
        'e.rs': 'env::var("FIVE")',
        'f.cs': 'Environment.GetEnvironmentVariable("SIX")',
      },
      ['THREE C.java', 'ONE a.go', 'TWO b.rb', 'FOUR d.php', 'FIVE e.rs', 'SIX f.cs'].map(
        (one) => `key added ${one}:1`,
      ),
    ],
  ] as readonly (readonly [string, Files, Files, readonly string[]])[]) {
    it(name, () => checkKeys(base, head, expected));
  }
});

describe('feature flags', () => {
  for (const [name, base, head, expected] of [
    [
      'a flag file',
      { 'config/feature-flags.yml': 'flags:\n  old: true\n  kept: false\n' },
      { 'config/feature-flags.yml': 'flags:\n  kept: true\n  fresh: false\n' },
      ['flag added fresh config/feature-flags.yml:3', 'flag removed old config/feature-flags.yml:2'],
    ],
    [
      'names in a list',
      {},
      { 'flags/export.json': '{\n "features": [\n  {\n   "name": "one",\n   "enabled": true\n  }\n ]\n}' },
      ['flag added one flags/export.json:4'],
    ],
    [
      'calls of services',
      { 'a.ts': '', 'b.py': '', 'c.rb': '', 'd.go': '' },
      {
        'a.ts': "client.boolVariation('one', user, false);\nuseFlag('two');\n",
        'b.py': 'unleash.is_enabled("three")\nclient.get_boolean_value("four", False)\n',
        'c.rb': 'Flipper.enabled?(:five)\n',
        'd.go': 'client.BoolVariation("six", ctx, false)\n',
      },
      ['one a.ts:1', 'two a.ts:2', 'three b.py:1', 'four b.py:2', 'five c.rb:1', 'six d.go:1'].map(
        (one) => `flag added ${one}`,
      ),
    ],
    [
      'a logger asks for a level, not for a flag',
      { 'a.ts': '' },
      { 'a.ts': "logger.isEnabled('debug'); // feature" },
      [],
    ],
    [
      'a flag that moved',
      { 'a.ts': "useFlag('one')", 'b.ts': '' },
      { 'a.ts': '', 'b.ts': "useFlag('one')" },
      [],
    ],
    ['a flag taken out', { 'a.ts': "useFlag('one')" }, { 'a.ts': '1' }, ['flag removed one a.ts:1']],
  ] as readonly (readonly [string, Files, Files, readonly string[]])[]) {
    it(name, () => checkKeys(base, head, expected));
  }

  for (const [name, head, expected] of [
    ['a flag file', { 'config/flags.json': '{}' }, { path: 'config/flags.json' }],
    [
      'a service in a manifest',
      { 'package.json': '{\n"dependencies": {"launchdarkly-node-server-sdk": "1"}}' },
      { path: 'package.json', line: 2 },
    ],
    ['a manifest without one', { 'package.json': '{"dependencies": {"left": "1"}}' }, undefined],
  ] as const) {
    it(`are used: ${name}`, async () => assert.deepEqual((await factsOf(head, head)).flagsInUse, expected));
  }
});

/** `class: path[:line]…`, `class? path…` for what nobody could tell. */
async function checkClasses(
  base: Files,
  head: Files,
  expected: readonly string[],
  options: Parameters<typeof rangeFacts>[1] = {},
): Promise<void> {
  const { classes } = await factsOf(base, head, options);
  const said = fileClasses.flatMap((fileClass) => {
    const { files, undecided } = classes[fileClass];
    const places = files.map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
    return [
      ...(places.length === 0 ? [] : [`${fileClass}: ${places.join(' ')}`]),
      ...(undecided.length === 0 ? [] : [`${fileClass}? ${undecided.join(' ')}`]),
    ];
  });
  assert.deepEqual(said, expected);
}

describe('kinds of changes', () => {
  const manifest = (version: string, more = ''): string =>
    `{\n  "dependencies": {\n    "left": "${version}"\n  }${more}\n}`;
  for (const [name, base, head, expected] of [
    [
      'a definition in SQL',
      { 'q/a.sql': 'SELECT 1;' },
      { 'q/a.sql': '--\nCREATE TABLE b (c int);' },
      ['migrations: q/a.sql:2'],
    ],
    ['a query in SQL', { 'q/a.sql': 'SELECT 1;' }, { 'q/a.sql': 'SELECT 2;' }, []],
    [
      'a manifest with another version',
      { 'package.json': manifest('^1.0.0') },
      { 'package.json': manifest('^2.0.0') },
      ['dependencies: package.json:3'],
    ],
    [
      'a manifest with another script',
      { 'package.json': manifest('1') },
      { 'package.json': manifest('1', ', "scripts": {}') },
      [],
    ],
    [
      'a manifest that is broken',
      { 'package.json': '{' },
      { 'package.json': '{{' },
      ['dependencies? package.json'],
    ],
    [
      'data that may be settings',
      { 'src/a.yaml': 'a: 1' },
      { 'src/a.yaml': 'a: 2' },
      ['configuration? src/a.yaml'],
    ],
    ['data with another comment', { 'src/a.yaml': 'a: 1' }, { 'src/a.yaml': 'a: 1 # x' }, []],
    ['an interface of the network', {}, { 'api/openapi.yaml': 'openapi: 3.1.0' }, ['api: api/openapi.yaml']],
    [
      'infrastructure',
      { 'infra/main.tf': '' },
      { 'infra/main.tf': 'a' },
      ['configuration: infra/main.tf', 'infrastructure: infra/main.tf'],
    ],
    ['documents', { 'docs/a.md': '' }, { 'docs/a.md': 'b' }, ['docs: docs/a.md']],
    ['tests', { 'src/a.test.ts': '' }, { 'src/a.test.ts': 'b' }, ['tests: src/a.test.ts']],
    [
      'who may sign in',
      { 'src/auth/login.ts': '' },
      { 'src/auth/login.ts': 'b' },
      ['security: src/auth/login.ts'],
    ],
    [
      'who builds',
      { '.github/workflows/a.yml': 'a: 1' },
      { '.github/workflows/a.yml': 'a: 2' },
      ['security: .github/workflows/a.yml'],
    ],
    [
      'a Kubernetes object, in whatever folder',
      {},
      { 'clusters/a.yaml': 'apiVersion: v1\nkind: ConfigMap\n', 'clusters/b.yaml': 'kind: x\n' },
      ['configuration: clusters/a.yaml', 'configuration? clusters/b.yaml', 'infrastructure: clusters/a.yaml'],
    ],
    [
      'the dependencies of a chart, and its own version',
      { 'app/Chart.yaml': 'name: a\nversion: 1.0.0\ndependencies:\n  - name: redis\n    version: 17.0.0\n' },
      { 'app/Chart.yaml': 'name: a\nversion: 1.0.0\ndependencies:\n  - name: redis\n    version: 18.0.0\n' },
      ['dependencies: app/Chart.yaml:4', 'infrastructure: app/Chart.yaml'],
    ],
    [
      'a chart of another version with the same dependencies',
      { 'app/Chart.yaml': 'version: 1.0.0\n' },
      { 'app/Chart.yaml': 'version: 1.1.0\n' },
      ['infrastructure: app/Chart.yaml'],
    ],
    [
      'what an image asks for',
      { Dockerfile: 'FROM a:1\nENV A=1\n' },
      { Dockerfile: 'FROM a:1\nENV A=2\n' },
      ['configuration? Dockerfile', 'infrastructure: Dockerfile'],
    ],
    [
      'another base of an image',
      { Dockerfile: 'FROM a:1\nENV A=1\n' },
      { Dockerfile: 'FROM a:2\nENV A=1\n' },
      ['infrastructure: Dockerfile'],
    ],
    [
      'templates of a chart are no interface for people, and templates of mail are',
      { 'charts/a/templates/x.yaml': '', 'src/templates/x.html': '' },
      { 'charts/a/templates/x.yaml': 'a: 1', 'src/templates/x.html': 'b' },
      [
        'ui: src/templates/x.html',
        'configuration: charts/a/templates/x.yaml:1',
        'infrastructure: charts/a/templates/x.yaml',
      ],
    ],
    [
      'scripts of pages may be part of the interface, manifests are not',
      { 'shop/static/a.js': '', 'packages/ui/package.json': '{}' },
      { 'shop/static/a.js': 'b', 'packages/ui/package.json': '{"a":1}' },
      ['ui? shop/static/a.js'],
    ],
    [
      'a migration of data in Ruby beside the others, and seeds',
      {},
      { 'db/data/1_a.rb': 'class A < ActiveRecord::Migration[7.1]\nend', 'db/seeds.rb': 'User.create' },
      ['migrations: db/data/1_a.rb'],
    ],
    [
      'change sets of Liquibase, where it looks for them',
      {},
      { 'src/main/resources/db/changelog/1.yaml': 'databaseChangeLog:\n  - changeSet:\n      id: 1\n' },
      ['migrations: src/main/resources/db/changelog/1.yaml'],
    ],
    [
      'texts in other languages are no configuration',
      { 'config/locales/de.yml': 'de: 1', 'src/messages_de.properties': 'a=1' },
      { 'config/locales/de.yml': 'de: 2', 'src/messages_de.properties': 'a=2' },
      ['ui: config/locales/de.yml src/messages_de.properties'],
    ],
    [
      'routes are a program, and settings beside them are not',
      { 'config/routes.rb': '', 'config/puma.rb': '' },
      { 'config/routes.rb': 'b', 'config/puma.rb': 'b' },
      ['configuration: config/puma.rb'],
    ],
    [
      'settings of tools',
      { '.golangci.yml': 'a: 1', 'rust-toolchain.toml': 'a = 1', 'azure-pipelines.yml': 'a: 1' },
      { '.golangci.yml': 'a: 2', 'rust-toolchain.toml': 'a = 2', 'azure-pipelines.yml': 'a: 2' },
      ['security: azure-pipelines.yml'],
    ],
    [
      'settings of programs',
      { 'config.yaml': 'a: 1', 'src/web.config': '<a/>', 'src/logback.xml': '<a/>' },
      { 'config.yaml': 'a: 2', 'src/web.config': '<b/>', 'src/logback.xml': '<b/>' },
      ['configuration: config.yaml:1 src/logback.xml src/web.config'],
    ],
    [
      'a program that is called like a file of the environment',
      { 'alembic/env.py': 'x = 1', '.env.local': 'A=1' },
      { 'alembic/env.py': 'x = 2', '.env.local': 'A=2' },
      ['configuration: .env.local:1'],
    ],
    [
      'who may do what, by the name of a file; who wrote it',
      { 'a/SecurityConfig.java': '', 'a/AuthorRepository.java': '', 'config/credentials.yml.enc': '' },
      { 'a/SecurityConfig.java': 'b', 'a/AuthorRepository.java': 'b', 'config/credentials.yml.enc': 'b' },
      [
        'configuration: config/credentials.yml.enc',
        'security: a/SecurityConfig.java config/credentials.yml.enc',
      ],
    ],
    [
      'tests of an application in one file',
      { 'shop/tests.py': '' },
      { 'shop/tests.py': 'b' },
      ['tests: shop/tests.py'],
    ],
    ['an author is no authorisation', { 'src/authors/list.ts': '' }, { 'src/authors/list.ts': 'b' }, []],
    ['a program', { 'src/a.ts': '' }, { 'src/a.ts': 'b' }, []],
  ] as readonly (readonly [string, Files, Files, readonly string[]])[]) {
    it(name, () => checkClasses(base, head, expected));
  }

  it('takes the globs of the policy instead of its own rules', () =>
    checkClasses(
      { 'web/a.ts': '', 'src/a.tsx': '' },
      { 'web/a.ts': 'b', 'src/a.tsx': 'b' },
      ['ui: web/a.ts'],
      { paths: { ui: ['web/**'] } },
    ));

  it('says which package each kind is in', async () => {
    const { packages } = await factsOf(
      { 'a/x.tsx': '', 'b/docs/y.md': '', 'z.css': '' },
      { 'a/x.tsx': '1', 'b/docs/y.md': '1', 'z.css': '1' },
      { packages: ['', 'a', 'b'] },
    );
    assert.deepEqual(packages, [
      { folder: '', classes: ['ui'] },
      { folder: 'a', classes: ['ui'] },
      { folder: 'b', classes: ['docs'] },
    ]);
  });

  it('leaves what may be one undecided when it is stopped', () =>
    checkClasses({}, { 'package.json': '{}' }, ['dependencies? package.json'], { cancelled: () => true }));
});

describe('dependencies of a range', () => {
  for (const [path, base, head, expected] of [
    [
      'package.json',
      '{"dependencies":{"a":"^1.2.0"}}',
      '{"dependencies":{"a":"^2.0.0"}}',
      'a runtime ^1.2.0 ^2.0.0 major',
    ],
    [
      'package.json',
      '{"devDependencies":{"a":"0.1.0"}}',
      '{"devDependencies":{"a":"0.2.0"}}',
      'a development 0.1.0 0.2.0 major',
    ],
    [
      'Cargo.toml',
      '[dependencies]\na = "1.0"\n',
      '[dependencies]\na = { version = "1.1", features = ["x"] }\n',
      'a runtime 1.0 1.1 minor',
    ],
    [
      'go.mod',
      'require example.com/a v1.0.0\n',
      'require (\n\texample.com/a v1.0.1\n)\n',
      'example.com/a runtime v1.0.0 v1.0.1 patch',
    ],
    ['requirements.txt', 'a==1.0\n# b==1\n', 'a==1.0\nb>=2\n', 'b runtime - >=2 added'],
    [
      'pyproject.toml',
      '[project]\ndependencies = ["a>=1"]\n',
      '[project]\ndependencies = []\n',
      'a runtime >=1 - removed',
    ],
    ['composer.json', '{"require":{"x/a":"^1"}}', '{"require":{"x/a":"^2"}}', 'x/a runtime ^1 ^2 major'],
    ['Gemfile', 'gem "a", "~> 1.0"\n', 'gem "a", "~> 1.1"\n', 'a runtime ~> 1.0 ~> 1.1 minor'],
    [
      'a.csproj',
      '<PackageReference Include="A" Version="1.0.0" />',
      '<PackageReference Include="A" Version="3.0.0" />',
      'A runtime 1.0.0 3.0.0 major',
    ],
    [
      'pom.xml',
      '<dependency><groupId>g</groupId><artifactId>a</artifactId><version>1.0.0</version></dependency>',
      '<dependency><groupId>g</groupId><artifactId>a</artifactId><version>2.0.0</version></dependency>',
      'g:a runtime 1.0.0 2.0.0 major',
    ],
  ] as const) {
    it(`${path}: ${expected}`, async () => {
      const { dependencies } = await factsOf({ [path]: base }, { [path]: head });
      assert.deepEqual(
        dependencies.map(({ name, kind, from = '-', to = '-', step }) =>
          [name, kind, from, to, step].join(' '),
        ),
        [expected],
      );
    });
  }

  const chosen = (text: string): Files => ({ 'package.json': text });
  for (const [name, base, head, expected] of [
    [
      'what others ask for',
      { 'go.mod': 'require a.com/b v1.0.0 // indirect\n' },
      { 'go.mod': 'require a.com/b v1.1.0 // indirect\n' },
      'a.com/b minor go.mod:1',
    ],
    [
      'what is taken instead, in Go',
      { 'go.mod': 'require a.com/b v1.0.0\n' },
      { 'go.mod': 'require a.com/b v1.0.0\nreplace a.com/b => ../b\n' },
      'a.com/b added go.mod:1',
    ],
    [
      'what is taken instead, in npm',
      chosen('{\n"overrides": {"a": {"b": "1.0.0"}}}'),
      chosen('{\n"overrides": {"a": {"b": "2.0.0"}}}'),
      'a > b major package.json:2',
    ],
    [
      'what is taken instead, in Cargo',
      { 'Cargo.toml': '[patch.crates-io]\na = { git = "https://x/a" }\n' },
      { 'Cargo.toml': '[patch.crates-io]\na = { git = "https://y/a" }\n' },
      'a other Cargo.toml:2',
    ],
    [
      'the language',
      { 'composer.json': '{"require":{"php":"^7.4"}}' },
      { 'composer.json': '{"require":{"php":"^8.1"}}' },
      'php major composer.json:1',
    ],
    [
      'the version of the language',
      { 'go.mod': 'go 1.21\n', 'pyproject.toml': '' },
      { 'go.mod': 'go 1.22\n', 'pyproject.toml': '' },
      'go minor go.mod:1',
    ],
    [
      'a list over lines',
      { 'pyproject.toml': '[project]\ndependencies = [\n  "a==1",\n  "b==1",\n]\n' },
      { 'pyproject.toml': '[project]\ndependencies = [\n  "a==1",\n  "b==2",\n]\n' },
      'b major pyproject.toml:4',
    ],
    [
      'a member of a workspace',
      { 'Cargo.toml': '[workspace.dependencies]\na = "1.0"\n', 'x/Cargo.toml': '' },
      { 'Cargo.toml': '[workspace.dependencies]\na = "1.2"\n', 'x/Cargo.toml': '' },
      'a minor Cargo.toml:2',
    ],
    [
      'versions of all projects of a build',
      { 'Directory.Packages.props': '<Project>\n<PackageVersion Include="A" Version="1.0"/></Project>' },
      { 'Directory.Packages.props': '<Project>\n<PackageVersion Include="A" Version="2.0"/></Project>' },
      'A major Directory.Packages.props:2',
    ],
  ] as readonly (readonly [string, Files, Files, string])[]) {
    it(`${name}: ${expected}`, async () => {
      const { dependencies, classes } = await factsOf(base, head);
      const [file] = classes.dependencies.files;
      assert.equal(
        `${dependencies.map((one) => `${one.name} ${one.step}`).join(', ')} ${file?.path}:${file?.line}`,
        expected,
      );
    });
  }

  it('tells a licence that changes', async () => {
    const lock = (licence: string): Files => ({
      'package-lock.json': `{"packages":{"":{},"node_modules/a":{"version":"1.0.0","license":"${licence}"}}}`,
    });
    const { licences } = await factsOf(lock('MIT'), lock('GPL-3.0-only'));
    assert.deepEqual(licences, [{ name: 'a', path: 'package-lock.json', from: 'MIT', to: 'GPL-3.0-only' }]);
  });
});
