import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { manifestKinds } from '../../../../src/core/breaking/manifest/readers/table.ts';
import type { Files } from '../../../support/memoryTrees.ts';
import { compareManifests } from './compareManifests.ts';

/** `major export-removed exports["./a"]` for each change. */
async function check(base: Files, head: Files, expected: readonly string[]): Promise<void> {
  const { changes, notAnalysed } = await compareManifests(base, head);
  assert.deepEqual(notAnalysed, []);
  assert.deepEqual(
    changes.map(({ level, rule, subject }) => `${level} ${rule.replace('manifest/', '')} ${subject}`),
    expected,
  );
}

describe('package.json', () => {
  const cases: readonly (readonly [string, object, object, readonly string[]])[] = [
    [
      'order and layout',
      { main: './a.js', bin: { a: 'a', b: 'b' } },
      { bin: { b: 'b', a: 'a' }, main: './a.js' },
      [],
    ],
    [
      'a null target closes a subpath',
      { exports: { './*': './*.js' } },
      { exports: { './*': null } },
      ['major export-removed exports["./*"]'],
    ],
    ['one string for all', { exports: './a.js' }, { exports: { '.': { default: './a.js' } } }, []],
    [
      'conditions without subpaths',
      { exports: { import: './a.mjs', require: './a.cjs' } },
      { exports: { '.': { import: './a.mjs', require: './a.cjs' } } },
      [],
    ],
    [
      'nested conditions',
      { exports: { '.': { node: { require: './a.cjs', import: './a.mjs' } } } },
      { exports: { '.': { require: { node: './a.cjs' }, import: './a.mjs' } } },
      [],
    ],
    [
      'a condition that many subpaths lose is one change',
      {
        exports: {
          '.': { import: './a.mjs', require: './a.cjs' },
          './b': { import: './b.mjs', require: './b.cjs' },
        },
      },
      { exports: { '.': { import: './a.mjs' }, './b': { import: './b.mjs' } } },
      ['major export-condition-removed exports.require'],
    ],
    [
      'many targets that move are one change',
      { exports: { '.': './lib/a.js', './b': './lib/b.js' } },
      { exports: { '.': './dist/a.js', './b': './dist/b.js' } },
      ['patch entry-retargeted exports["."]'],
    ],
    [
      'the types of a subpath',
      { exports: { '.': { types: './a.d.ts', default: './a.js' } } },
      { exports: { '.': { default: './a.js' } } },
      ['review export-condition-removed exports["."].types'],
    ],
    [
      'types that move to the top',
      { exports: { '.': { types: './a.d.ts', default: './a.js' } } },
      { types: './a.d.ts', exports: { '.': './a.js' } },
      [],
    ],
    [
      'a condition of a runtime',
      { exports: { '.': { deno: './d.js', require: './a.cjs' } } },
      { exports: { '.': { require: './a.cjs' } } },
      ['major export-condition-removed exports["."].deno'],
    ],
    [
      'the manifest itself',
      { exports: { '.': './a.js', './package.json': './package.json' } },
      { exports: { '.': './a.js' } },
      ['minor export-removed exports["./package.json"]'],
    ],
    [
      'type flips and both systems keep their files',
      { exports: { import: './a.mjs', require: './a.cjs' } },
      { type: 'module', exports: { import: './a.mjs', require: './a.cjs' } },
      [],
    ],
    [
      'type flips and folders have manifests of their own',
      { exports: { import: './esm/a.js', require: './cjs/a.js' } },
      { type: 'module', exports: { import: './esm/a.js', require: './cjs/a.js' } },
      [],
    ],
    ['exports go and the main file stays', { exports: { '.': './a.js' } }, { main: './a.js' }, []],
    [
      'module goes where exports cover it',
      { main: './a.js', module: './a.mjs' },
      { main: './a.js', exports: { '.': './a.js', './*': './*' } },
      [],
    ],
    ['a private package', { private: true, exports: { './a': './a.js' } }, { private: true }, []],
    ['engines get wider', { engines: { node: '>=18' } }, { engines: { node: '>=16' } }, []],
    ['engines go', { engines: { node: '>=18' } }, {}, []],
    [
      'engines that cannot be compared',
      { engines: { node: '>=18' } },
      { engines: { node: 'lts' } },
      ['review runtime-raised engines.node'],
    ],
    [
      'a peer from the workspace',
      { peerDependencies: { a: '^1' } },
      { peerDependencies: { a: 'workspace:^' } },
      [],
    ],
    [
      'dependencies and scripts',
      { dependencies: { a: '1' }, scripts: { a: 'b' } },
      { dependencies: { b: '1' } },
      [],
    ],
    ['another version', { version: '1.0.0' }, { version: '1.0.1' }, []],
  ];
  for (const [name, base, head, expected] of cases) {
    it(name, async () => {
      const file = (fields: object): Files => ({
        'package.json': JSON.stringify({ name: 'pkg', ...fields }),
      });
      await check(file(base), file(head), expected);
    });
  }

  it('types beside the file stay found', async () => {
    const file = (fields: object): Files => ({
      'package.json': JSON.stringify({ name: 'pkg', ...fields }),
      'a.js': '',
      'a.d.ts': '',
    });
    await check(file({ main: './a.js', types: './a.d.ts' }), file({ main: './a.js' }), []);
  });

  it('a package that moved with all it offers', async () => {
    await check(
      { 'packages/a/package.json': '{"name": "a", "main": "x.js", "version": "1"}' },
      { 'libs/a/package.json': '{"name": "a", "main": "x.js", "version": "2"}' },
      [],
    );
  });

  it('names the key on both sides', async () => {
    const { changes } = await compareManifests(
      { 'package.json': '{\n  "name": "a",\n  "engines": {\n    "node": ">=16"\n  }\n}\n' },
      { 'package.json': '{ "name": "a", "engines": { "node": ">=18" } }\n' },
    );
    assert.deepEqual(changes[0]?.base, {
      path: 'package.json',
      line: 4,
      column: 5,
      endLine: 4,
      endColumn: 11,
    });
    assert.deepEqual(changes[0]?.head, {
      path: 'package.json',
      line: 1,
      column: 29,
      endLine: 1,
      endColumn: 35,
    });
  });

  it('says where a manifest cannot be read', async () => {
    const { changes, notAnalysed } = await compareManifests(
      { 'package.json': '{"name": "a", "main": "a.js"}' },
      { 'package.json': '{\n  "name": "a"\n  "main": "a.js"\n}' },
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(notAnalysed, [{ path: 'package.json', reason: 'syntax', detail: 'head:3:3' }]);
  });
});

describe('other manifests', () => {
  const cases: readonly (readonly [string, string, string, string, readonly string[]])[] = [
    [
      'Cargo.toml',
      'an older compiler',
      '[package]\nname = "a"\nrust-version = "1.65"',
      '[package]\nname = "a"\nrust-version = "1.70" # why',
      ['major runtime-raised rust-version'],
    ],
    [
      'Cargo.toml',
      'a crate that is not published',
      '[package]\npublish = false\n[features]\na = []',
      '[package]\npublish = false',
      [],
    ],
    [
      'Cargo.toml',
      'a removed feature is told once',
      '[features]\ndefault = ["a"]\nb = ["a"]\na = []',
      '[features]\ndefault = []\nb = []',
      ['major feature-removed a'],
    ],
    [
      'Cargo.toml',
      'an optional dependency was a feature',
      '[dependencies.serde]\nversion = "1"\noptional = true',
      '[dependencies]',
      ['major feature-removed serde'],
    ],
    [
      'pyproject.toml',
      'Python and commands',
      '[project]\nname = "a"\nrequires-python = ">=3.8"\n[project.scripts]\nrun = "a:b"',
      '[project]\nname = "a"\nrequires-python = ">=3.10"',
      ['major runtime-raised python', 'major command-removed run'],
    ],
    [
      'pyproject.toml',
      'Poetry',
      '[tool.poetry.dependencies]\npython = "^3.8"',
      '[tool.poetry.dependencies]\npython = "^3.9"',
      ['major runtime-raised python'],
    ],
    [
      'setup.cfg',
      'extras and entry points',
      '[options.extras_require]\na =\n  x\n[options.entry_points]\nconsole_scripts =\n    run = a:b\n    go = a:c',
      '[options.entry_points]\nconsole_scripts =\n    run = a:b',
      ['major extra-removed a', 'major command-removed go'],
    ],
    [
      'go.mod',
      'the language',
      'module a.example/b\n\ngo 1.20\n',
      'module a.example/b\n\ngo 1.22.1\n',
      ['minor runtime-raised go'],
    ],
    [
      'go.mod',
      'the major version',
      'module a.example/b\n',
      'module a.example/b/v2 // two\n',
      ['major name-changed module'],
    ],
    [
      'pom.xml',
      'the release and the parent',
      '<project><parent><groupId>g</groupId><version>1</version></parent><artifactId>a</artifactId><properties><java.version>1.8</java.version></properties></project>',
      '<project><parent><groupId>g</groupId><version>2</version></parent><artifactId>a</artifactId><properties><java.version>17</java.version></properties></project>',
      ['major runtime-raised java'],
    ],
    [
      'lib/a.csproj',
      'an older framework',
      '<Project><PropertyGroup><TargetFrameworks>net48;netstandard2.0</TargetFrameworks></PropertyGroup></Project>',
      '<Project><PropertyGroup><TargetFrameworks>netstandard2.0</TargetFrameworks></PropertyGroup></Project>',
      [],
    ],
    [
      'composer.json',
      'PHP',
      '{"name": "a/b", "require": {"php": "^7.4 || ^8.0"}}',
      '{"name": "a/b", "require": {"php": ">=8.1"}}',
      ['major runtime-raised php'],
    ],
    [
      'a.gemspec',
      'Ruby and commands',
      "Gem::Specification.new do |s|\n  s.name = 'a'\n  s.required_ruby_version = '>= 2.5'\n  s.executables = %w[a b]\nend",
      "Gem::Specification.new do |s|\n  s.name = 'a'\n  s.required_ruby_version = '>= 3.0'\n  s.executables = ['a']\nend",
      ['major runtime-raised ruby', 'major command-removed b'],
    ],
    [
      'Dockerfile',
      'only the last stage',
      'FROM node:20 AS build\nEXPOSE 1\nFROM build\nEXPOSE 80',
      'FROM node:20 AS b\nFROM b\nEXPOSE 80/tcp',
      [],
    ],
    [
      '.github/actions/a/action.yml',
      'an input becomes required',
      'inputs:\n  a:\n    required: false\n',
      'inputs:\n  a:\n    required: true\n',
      ['major required-input-added a'],
    ],
    [
      '.tool-versions',
      'one tool',
      'nodejs 20.1.0\nruby 3.2',
      'nodejs 22.0.0\nruby 3.3',
      ['minor toolchain-changed nodejs'],
    ],
    ['test/Dockerfile', 'files of tests', 'FROM a\nEXPOSE 1', 'FROM a', []],
  ];
  for (const [path, name, base, head, expected] of cases) {
    it(`${path}: ${name}`, async () => check({ [path]: base }, { [path]: head }, expected));
  }

  it('finds nothing in what differs only in line ends', async () => {
    for (const [path, , base] of cases)
      await check({ [path]: base }, { [path]: `${base.replaceAll('\n', '\r\n')}\r\n` }, []);
  });

  it('never throws', async () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '=',
      ':',
      ',',
      '\n',
      ' ',
      '<a>',
      '</b>',
      '<',
      'FROM a',
      'EXPOSE',
      'go',
      'module x',
      '"""',
      '#',
      '\\',
      'inputs',
      '- ',
      '%w[',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (all) => {
        for (const { read } of manifestKinds) await read(all.join(''));
      }),
    );
  });
});

describe('shapes of manifests that are easily passed over', () => {
  const project = (inside: string): string => `<project><artifactId>a</artifactId>${inside}</project>`;
  const tool = (name: string, packed: string): string =>
    `<Project><PropertyGroup><PackAsTool>${packed}</PackAsTool><ToolCommandName>${name}</ToolCommandName></PropertyGroup></Project>`;
  const call = (...parts: readonly string[]): string =>
    ['on:', '  workflow_call:', ...parts.map((part) => `    ${part}`)].join('\n');
  const load = (autoload: string): string => `{"name":"a/b","autoload":{${autoload}}}`;
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['composer.json', '{"name":"a/b","bin":"bin/x"}', '{"name":"a/b"}', ['major command-removed x']],
    ['composer.json', '{"name":"a/b","bin":"bin/x"}', '{"name":"a/b","bin":["bin/x"]}', []],
    [
      'Cargo.toml',
      '[workspace.package]\nrust-version = "1.60"\n',
      '[workspace.package]\nrust-version = "1.75"\n',
      ['major runtime-raised rust-version'],
    ],
    [
      'pom.xml',
      project('<properties><maven.compiler.source>8</maven.compiler.source></properties>'),
      project('<properties><maven.compiler.source>17</maven.compiler.source></properties>'),
      ['major runtime-raised java'],
    ],
    ['a.csproj', tool('a', 'true'), tool('b', 'true'), ['major command-removed a']],
    ['a.csproj', tool('a', 'false'), tool('b', 'false'), []],
    ['action.yml', 'inputs:\n  Foo: {}\noutputs:\n  Bar: {}', 'inputs:\n  foo: {}\noutputs:\n  BAR: {}', []],
    ['action.yml', 'inputs:\n  Foo: {}', 'inputs:\n  fooo: {}', ['major input-removed Foo']],
    ['action.yml', 'inputs:\n  A: { required: true }', 'inputs:\n  a: { required: true }', []],
    [
      'pyproject.toml',
      '[project]\nscripts = {a = "b:c", "d, e" = \'f:g # {\', h="i:j"}',
      '[project]\nscripts = {h = "i:j"}',
      ['major command-removed a', 'major command-removed d, e'],
    ],
    [
      'pyproject.toml',
      '[project]\nscripts = {a = "b:c"}\nentry-points = {x = {y = "z"}}',
      '[project.scripts]\na = "b:d"\n[project.entry-points.x]\ny = "z"',
      [],
    ],
    [
      'Dockerfile',
      'ARG V=20\nFROM node:${V}-slim',
      'ARG V=22\nFROM node:$V',
      ['review base-image-changed FROM'],
    ],
    ['Dockerfile', 'ARG V="20"\nARG I=node:$V\nFROM $I', 'FROM node:${V:-20.1}', []],
    ['Dockerfile', 'ARG V=20\nFROM node:$V\nARG V=21', 'ARG V=20\nFROM node:$V\nARG V=22', []],
    [
      'package.json',
      '{"name":"a","exports":{"browser":"./b.js","default":"./a.js"}}',
      '{"name":"a","exports":{"default":"./a.js"}}',
      ['review export-condition-removed exports["."].browser'],
    ],
    [
      'package.json',
      '{"name":"a","exports":{"browser":"./a.js","default":"./a.js"}}',
      '{"name":"a","exports":"./a.js"}',
      [],
    ],
    [
      'package.json',
      '{"name":"a","exports":{"browser":"./b.js"}}',
      '{"name":"a","exports":{"worker":"./b.js"}}',
      ['major export-condition-removed exports["."].browser'],
    ],
    [
      'Cargo.toml',
      '[package]\nname="a"\n[lib]\nname="b"',
      '[package]\nname="a"\n[lib]\nname="c"',
      ['major name-changed lib.name'],
    ],
    ['Cargo.toml', '[package]\nname="a-b"\n[lib]\nname="a_b"', '[package]\nname="a-b"', []],
    [
      'Cargo.toml',
      '[package]\nname="a"\n[lib]\nname="b"',
      '[package]\nname="a"',
      ['major name-changed lib.name'],
    ],
    [
      'Cargo.toml',
      '[package]\nname="a"',
      'lib = {name = "b"}\n[package]\nname="a"',
      ['review name-changed lib.name'],
    ],
    ['Cargo.toml', '[package]\nname="a"', '[package]\nname="b"', ['major name-changed package.name']],
    [
      'charts/a/Chart.yaml',
      'kubeVersion: ">=1.19.0-0"',
      'kubeVersion: ">= 1.25.0-0, < 2"',
      ['major runtime-raised kubeVersion'],
    ],
    ['charts/a/Chart.yaml', 'kubeVersion: ">=1.19.0-0"', 'version: 2.0.0\nkubeVersion: ">= 1.16-0"', []],
    ['Chart.yaml', 'name: a', 'name: b', ['major name-changed name']],
    [
      '.github/workflows/a.yml',
      call('inputs:\n      A: {}\n      b: {}', 'secrets:\n      t: {}', 'outputs:\n      o: {}'),
      call('inputs:\n      a: {}\n      c: { required: true }', 'secrets:\n      u: { required: true }'),
      [
        'major input-removed b',
        'major input-removed secrets.t',
        'major output-removed o',
        'major required-input-added c',
        'major required-input-added secrets.u',
      ],
    ],
    [
      '.github/workflows/a.yml',
      call('inputs:\n      a: {}'),
      call('inputs:\n      c: { required: true, default: x }\n      A: {}', 'secrets:\n      u: {}'),
      [],
    ],
    ['.github/workflows/a.yml', 'on: push', call('inputs:\n      a: { required: true }'), []],
    ['.github/workflows/a.yml', 'on:\n  workflow_dispatch:\n    inputs:\n      a: {}', 'on: push', []],
    ['composer.json', load('"psr-4": {"A\\\\B\\\\": "src/B"}'), load('"psr-4": {"A\\\\": "src/"}'), []],
    [
      'composer.json',
      load('"psr-4": {"A\\\\B\\\\": "lib/B"}'),
      load('"psr-4": {"A\\\\": "src/"}'),
      ['major namespace-removed A\\B\\'],
    ],
    [
      'composer.json',
      load('"files": ["./a.php", "b.php"], "classmap": ["c"]'),
      load('"files": ["a.php"], "classmap": ["c/d"]'),
      ['review autoload-removed autoload.files b.php', 'review autoload-removed autoload.classmap c'],
    ],
    ['package.json', '{"name":"a","engines":["node >= 4"]}', '{"name":"a","engines":{"node":">=4"}}', []],
  ];
  for (const [path, base, head, expected] of cases) {
    it(`${path}: ${base}`, () => check({ [path]: base }, { [path]: head }, expected));
  }

  it('package.json: a folder of commands', async () => {
    const folder = (fields: object, ...files: readonly string[]): Files => ({
      'package.json': JSON.stringify({ name: 'a', ...fields }),
      ...Object.fromEntries(files.map((file) => [file, ''])),
    });
    const base = folder({ directories: { bin: './bin/' } }, 'bin/a', 'bin/b/c', 'bin/.d', 'binary');
    await check(base, folder({ bin: { a: 'a.js', c: 'bin/c' } }, 'a.js'), []);
    await check(base, folder({ directories: { bin: 'bin' }, version: '2.0.0' }, 'bin/a'), [
      'major command-removed c',
    ]);
  });
});
