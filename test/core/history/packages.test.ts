import assert from 'node:assert/strict';
import {
  isTagOf,
  packagesOf,
  readPackageTag,
  workspacePackages,
} from '../../../src/core/history/packages.ts';

type Files = Readonly<Record<string, string>>;

async function check(files: Files, expected: readonly string[]): Promise<void> {
  const packages = await workspacePackages(Object.keys(files), async (path) => files[path]);
  assert.deepEqual(
    packages.map(({ name, folder }) => `${name} ${folder}`),
    expected,
  );
}

describe('packages of a workspace', () => {
  it('of npm', () =>
    check(
      {
        'package.json': '{"workspaces":["packages/*","!packages/old"]}',
        'packages/a/package.json': '{"name":"@x/a"}',
        'packages/old/package.json': '{"name":"old"}',
        'other/package.json': '{"name":"other"}',
      },
      ['@x/a packages/a'],
    ));
  it('of yarn', () =>
    check({ 'package.json': '{"workspaces":{"packages":["apps/web"]}}', 'apps/web/package.json': '{}' }, [
      'web apps/web',
    ]));
  it('of pnpm', () =>
    check(
      {
        'pnpm-workspace.yaml': 'packages:\n  - \'packages/**\'\n  - "!**/test/**"\ncatalog:\n  - no\n',
        'packages/a/package.json': '{"name":"a"}',
        'packages/a/test/x/package.json': '{"name":"x"}',
      },
      ['a packages/a'],
    ));
  it('of Cargo', () =>
    check(
      {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n',
        'crates/a/Cargo.toml': '[package]\nname = "a-core"\n',
        'crates/old/Cargo.toml': '[package]\nname = "old"\n',
      },
      ['a-core crates/a'],
    ));
  it('of Go', () =>
    check(
      {
        'go.work': 'go 1.22\n\nuse (\n\t./api\n)\n',
        'api/go.mod': 'module example.com/api\n',
        'x/go.mod': 'module x\n',
      },
      ['example.com/api api'],
    ));
  it('none', () => check({ 'package.json': '{"name":"one"}', 'a/package.json': '{"name":"a"}' }, []));

  it('own files by the deepest folder', () => {
    const outer = { name: 'outer', folder: 'a' };
    const inner = { name: 'inner', folder: 'a/b' };
    const touched = packagesOf([inner, outer], ['a/b/x.ts', 'README.md', 'ab/x.ts']);
    assert.deepEqual([...touched], [inner]);
  });
});

describe('tags of releases', () => {
  const cases: readonly (readonly [tag: string, expected: string | undefined])[] = [
    ['v1.2.3', 'v1.2.3 - 1.2.3'],
    ['1.2.3', 'v1.2.3 - 1.2.3'],
    ['v1.2', 'v1.2.3 - 1.2.0'],
    ['@x/a@1.2.3', 'package@1.2.3 @x/a 1.2.3'],
    ['a@v1.2.3', 'package@1.2.3 a 1.2.3'],
    ['sub/a/v1.2.3', 'package/v1.2.3 sub/a 1.2.3'],
    ['release-1.2.3', 'release-1.2.3 - 1.2.3'],
    ['release/v1.2.3', 'release-1.2.3 - 1.2.3'],
    ['a-core-v1.2.3', 'package-v1.2.3 a-core 1.2.3'],
    ['nightly', undefined],
    ['v1.2.3.4.5', undefined],
  ];
  for (const [name, expected] of cases) {
    it(name, () => {
      const tag = readPackageTag({ name, commit: '' });
      const { major, minor, patch } = tag?.version ?? { major: 0, minor: 0, patch: 0 };
      assert.equal(
        tag === undefined ? undefined : `${tag.pattern} ${tag.package ?? '-'} ${major}.${minor}.${patch}`,
        expected,
      );
    });
  }

  it('belong to a package by name or folder', () => {
    const tag = readPackageTag({ name: 'a@1.0.0', commit: '' });
    assert.ok(tag !== undefined && isTagOf(tag, { name: '@x/a', folder: 'packages/a' }));
    assert.ok(!isTagOf(tag, { name: '@x/b', folder: 'packages/b' }));
  });
});
