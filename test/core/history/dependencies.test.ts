import assert from 'node:assert/strict';
import { compareDependencies, stepOf } from '../../../src/core/history/dependencies/compare.ts';
import { isForShow } from '../../../src/core/history/dependencies/table.ts';

type Files = Readonly<Record<string, string>>;

async function difference(base: Files, head: Files) {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])];
  return compareDependencies({
    changed: paths.filter((path) => base[path] !== head[path]),
    headPaths: Object.keys(head),
    base: async (path) => base[path],
    head: async (path) => head[path],
  });
}

async function check(base: Files, head: Files, expected: readonly string[]): Promise<void> {
  const { changes } = await difference(base, head);
  assert.deepEqual(
    changes.map(
      ({ name, ecosystem, manifest, kind, from, to, step }) =>
        `${ecosystem} ${name} ${from ?? '-'} > ${to ?? '-'} ${step} ${kind} ${manifest}`,
    ),
    expected,
  );
}

/** One file before and after. */
const pairs: readonly (readonly [path: string, base: string, head: string, expected: readonly string[]])[] = [
  [
    'package.json',
    '{"dependencies":{"a":"^1.0.0","b":"1.0.0"},"devDependencies":{"d":"1.0.0"}}',
    '{"dependencies":{"a":"^2.0.0","c":"1.0.0"},"devDependencies":{"d":"1.0.1"}}',
    [
      'npm a ^1.0.0 > ^2.0.0 major runtime package.json',
      'npm b 1.0.0 > - removed runtime package.json',
      'npm c - > 1.0.0 added runtime package.json',
      'npm d 1.0.0 > 1.0.1 patch development package.json',
    ],
  ],
  [
    'Cargo.toml',
    '[dependencies]\nserde = "1.0"\ntokio = { version = "1.0", features = ["full"] }\n[dev-dependencies]\ninsta = "1.1"\n',
    '[dependencies]\nserde = "1.1"\ntokio = { version = "2.0", features = ["full"] }\n[dev-dependencies]\ninsta = "1.2"\n',
    [
      'cargo tokio 1.0 > 2.0 major runtime Cargo.toml',
      'cargo serde 1.0 > 1.1 minor runtime Cargo.toml',
      'cargo insta 1.1 > 1.2 minor development Cargo.toml',
    ],
  ],
  [
    'go.mod',
    'module m\n\ngo 1.22\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0 // indirect\n)\n',
    'module m\n\ngo 1.22\n\nrequire (\n\texample.com/a v1.2.0\n\texample.com/b v1.9.0 // indirect\n)\n',
    ['go example.com/a v1.0.0 > v1.2.0 minor runtime go.mod'],
  ],
  [
    'pyproject.toml',
    '[project]\ndependencies = ["Requests>=2.0", "flask[async]~=2.1"]\n[tool.poetry.group.dev.dependencies]\npytest = "^7.0"\n',
    '[project]\ndependencies = ["Requests>=3.0", "flask[async]~=2.1"]\n[tool.poetry.group.dev.dependencies]\npytest = "^8.0"\n',
    [
      'python requests >=2.0 > >=3.0 major runtime pyproject.toml',
      'python pytest ^7.0 > ^8.0 major development pyproject.toml',
    ],
  ],
  [
    'requirements.txt',
    '# pinned\n-r other.txt\nrequests==2.0.0  # why\n',
    '# pinned\n-r other.txt\nrequests==2.0.1  # why\n',
    ['python requests ==2.0.0 > ==2.0.1 patch runtime requirements.txt'],
  ],
  [
    'Gemfile.lock',
    'GEM\n  specs:\n    rack (2.0.0)\n    rake (13.0.0)\n\nDEPENDENCIES\n  rack (~> 2.0)\n',
    'GEM\n  specs:\n    rack (3.0.0)\n    rake (14.0.0)\n\nDEPENDENCIES\n  rack (~> 3.0)\n',
    ['ruby rack 2.0.0 > 3.0.0 major runtime Gemfile.lock'],
  ],
  [
    'composer.json',
    '{"require":{"php":"^8.1","a/b":"^1.0"}}',
    '{"require":{"php":"^8.2","a/b":"^1.1"}}',
    ['composer a/b ^1.0 > ^1.1 minor runtime composer.json'],
  ],
  [
    'pom.xml',
    '<project><properties><v>1.0</v></properties><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>',
    '<project><properties><v>2.0</v></properties><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>',
    ['maven g:a 1.0 > 2.0 major runtime pom.xml'],
  ],
  [
    'gradle/libs.versions.toml',
    '[versions]\nk = "1.0.0"\n[libraries]\nkt = { module = "g:kt", version.ref = "k" }\nx = "g:x:1.0"\n',
    '[versions]\nk = "1.1.0"\n[libraries]\nkt = { module = "g:kt", version.ref = "k" }\nx = "g:x:1.0"\n',
    ['gradle g:kt 1.0.0 > 1.1.0 minor runtime gradle/libs.versions.toml'],
  ],
  [
    'App.csproj',
    '<Project><ItemGroup><PackageReference Include="A" Version="1.0.0" /></ItemGroup></Project>',
    '<Project><ItemGroup><PackageReference Include="A" Version="1.0.1" /></ItemGroup></Project>',
    ['nuget A 1.0.0 > 1.0.1 patch runtime App.csproj'],
  ],
  [
    'Dockerfile',
    'FROM node:20-slim AS build\nFROM build\nFROM scratch\n',
    'FROM node:22-slim AS build\nFROM build\nFROM scratch\n',
    ['docker node 20-slim > 22-slim major runtime Dockerfile'],
  ],
  [
    '.github/workflows/ci.yml',
    `jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: x/y@${'1'.repeat(40)} # v1.0.0\n`,
    `jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v5\n      - uses: x/y@${'2'.repeat(40)} # v1.0.1\n`,
    [
      'actions actions/checkout v4 > v5 major build .github/workflows/ci.yml',
      'actions x/y v1.0.0 > v1.0.1 patch build .github/workflows/ci.yml',
    ],
  ],
  [
    'Gemfile',
    'gem "rack", "~> 2.0"\ngroup :development, :test do\n  gem "rspec", "3.0"\nend\ngem "puma", "6.0", group: :production\ngem "x", "1.0", group: :test\n',
    'gem "rack", "~> 3.0"\ngroup :development, :test do\n  gem "rspec", "3.1"\nend\ngem "puma", "6.1", group: :production\ngem "x", "1.1", group: :test\n',
    [
      'ruby rack ~> 2.0 > ~> 3.0 major runtime Gemfile',
      'ruby puma 6.0 > 6.1 minor runtime Gemfile',
      'ruby rspec 3.0 > 3.1 minor development Gemfile',
      'ruby x 1.0 > 1.1 minor development Gemfile',
    ],
  ],
  [
    'a.gemspec',
    '  s.add_dependency "rack", ">= 2.0"\n  s.add_development_dependency "rake", "12.0"\n',
    '  s.add_dependency "rack", ">= 3.0"\n  s.add_development_dependency "rake", "13.0"\n',
    [
      'ruby rack >= 2.0 > >= 3.0 major runtime a.gemspec',
      'ruby rake 12.0 > 13.0 major development a.gemspec',
    ],
  ],
  [
    'app/build.gradle.kts',
    'plugins { }\n  id("org.x") version "1.0.0"\n  implementation("g:a:1.0.0")\n  // api("g:old:1.0")\n  testImplementation("g:t:1.0.0")\n',
    'plugins { }\n  id("org.x") version "1.0.1"\n  implementation(platform("g:a:2.0.0"))\n  // api("g:old:2.0")\n  testImplementation("g:t:1.1.0")\n',
    [
      'gradle g:a 1.0.0 > 2.0.0 major runtime app/build.gradle.kts',
      'gradle org.x 1.0.0 > 1.0.1 patch build app/build.gradle.kts',
      'gradle g:t 1.0.0 > 1.1.0 minor development app/build.gradle.kts',
    ],
  ],
  [
    'mix.exs',
    '  defp deps do\n    [\n      {:phoenix, "~> 1.7"},\n      {:credo, "~> 1.6", only: [:dev, :test], runtime: false}\n',
    '  defp deps do\n    [\n      {:phoenix, "~> 2.0"},\n      {:credo, "~> 1.7", only: [:dev, :test], runtime: false}\n',
    [
      'hex phoenix ~> 1.7 > ~> 2.0 major runtime mix.exs',
      'hex credo ~> 1.6 > ~> 1.7 minor development mix.exs',
    ],
  ],
  [
    'Pipfile',
    '[packages]\nflask = "==2.0"\n[dev-packages]\npytest = {version = "==7.0"}\n',
    '[packages]\nflask = "==3.0"\n[dev-packages]\npytest = {version = "==7.1"}\n',
    [
      'python flask ==2.0 > ==3.0 major runtime Pipfile',
      'python pytest ==7.0 > ==7.1 minor development Pipfile',
    ],
  ],
  [
    'requirements/base.txt',
    'django==4.2\n',
    'django==5.0\n',
    ['python django ==4.2 > ==5.0 major runtime requirements/base.txt'],
  ],
];

describe('dependencies that changed', () => {
  for (const [path, base, head, expected] of pairs) {
    it(`in ${path}`, () => check({ [path]: base }, { [path]: head }, expected));
    it(`in ${path}, not when only other things change`, () =>
      check({ [path]: base }, { [path]: `${base}\n` }, []));
  }

  const wish = '{"dependencies":{"a":"^1.0.0"}}';
  const locks: readonly (readonly [path: string, lock: (version: string) => string])[] = [
    ['package-lock.json', (version) => `{"packages":{"":{},"node_modules/a":{"version":"${version}"}}}`],
    [
      'pnpm-lock.yaml',
      (version) =>
        `importers:\n\n  .:\n    dependencies:\n      a:\n        specifier: ^1.0.0\n        version: ${version}(b@1.0.0)\n\npackages:\n\n  a@${version}:\n    resolution: {}\n`,
    ],
    ['yarn.lock', (version) => `a@^1.0.0:\n  version "${version}"\n  resolved "x"\n`],
    ['yarn.lock', (version) => `"a@npm:^1.0.0":\n  version: ${version}\n  resolution: "a@npm:${version}"\n`],
  ];
  for (const [path, lock] of locks) {
    it(`only in ${path}`, () =>
      check(
        { 'package.json': wish, [path]: lock('1.0.0') },
        { 'package.json': wish, [path]: lock('1.3.0') },
        ['npm a 1.0.0 > 1.3.0 minor runtime package.json'],
      ));
  }

  it('only in Cargo.lock', () => {
    const lock = (version: string) => `[[package]]\nname = "a"\nversion = "${version}"\n`;
    const manifest = '[dependencies]\na = "1"\n';
    return check(
      { 'Cargo.toml': manifest, 'Cargo.lock': lock('1.0.0') },
      { 'Cargo.toml': manifest, 'Cargo.lock': lock('1.0.2') },
      ['cargo a 1.0.0 > 1.0.2 patch runtime Cargo.toml'],
    );
  });

  it('in a new manifest and in one that is gone', () =>
    check({ 'a/package.json': wish }, { 'b/package.json': wish }, [
      'npm a ^1.0.0 > - removed runtime a/package.json',
      'npm a - > ^1.0.0 added runtime b/package.json',
    ]));

  for (const [from, to, expected] of [
    [
      '{"devDependencies":{"a":"1.0.0"}}',
      '{"dependencies":{"a":"1.0.0"}}',
      ['npm a - > 1.0.0 added runtime package.json', 'npm a 1.0.0 > - removed development package.json'],
    ],
    [
      '{"peerDependencies":{"a":">=1"},"devDependencies":{"a":"1.0.0"}}',
      '{"peerDependencies":{"a":">=1"},"devDependencies":{"a":"2.0.0"}}',
      ['npm a 1.0.0 > 2.0.0 major development package.json'],
    ],
  ] as const) {
    it(`in another group: ${to}`, () => check({ 'package.json': from }, { 'package.json': to }, expected));
  }

  it('in a Gemfile, told once by the lock file beside it', () =>
    check(
      { Gemfile: 'gem "a", "1.0"', 'Gemfile.lock': 'GEM\n    a (1.0)\nDEPENDENCIES\n  a (= 1.0)\n' },
      { Gemfile: 'gem "a", "2.0"', 'Gemfile.lock': 'GEM\n    a (2.0)\nDEPENDENCIES\n  a (= 2.0)\n' },
      ['ruby a 1.0 > 2.0 major runtime Gemfile.lock'],
    ));

  it('says which file it cannot read', async () => {
    const { changes, unread } = await difference({ 'package.json': wish }, { 'package.json': '{' });
    assert.deepEqual([changes, unread], [[], ['package.json']]);
  });

  it('leaves out what is there to be tried or tested', () => {
    for (const path of [
      'test/fixtures/a/package.json',
      'examples/x/go.mod',
      'playground/package.json',
      'vendor/x/go.mod',
    ]) {
      assert.ok(isForShow(path), path);
    }
    for (const path of ['package.json', 'packages/testing-library/package.json', 'contest/go.mod']) {
      assert.ok(!isForShow(path), path);
    }
  });

  const steps: readonly (readonly [from: string | undefined, to: string | undefined, step: string])[] = [
    ['^0.1.0', '^0.2.0', 'major'],
    ['1.0.0', '1.0.0-rc.1', 'other'],
    ['v1', 'v2', 'major'],
    ['latest', 'next', 'other'],
    ['workspace:*', '1.0.0', 'other'],
    [undefined, '1.0.0', 'added'],
    ['1.0.0', undefined, 'removed'],
  ];
  for (const [from, to, step] of steps) {
    it(`${from} to ${to} is ${step}`, () => assert.equal(stepOf(from, to), step));
  }
});
