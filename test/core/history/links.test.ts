import assert from 'node:assert/strict';
import { commitLink, compareLink, referenceLink, repositoryLinks } from '../../../src/core/history/links.ts';
import type { Reference } from '../../../src/core/history/model.ts';

describe('the address of a repository', () => {
  const cases: readonly (readonly [remote: string, expected: string | undefined])[] = [
    ['git@github.com:octo/app.git', 'github https://github.com/octo/app octo/app'],
    ['ssh://git@github.com:22/octo/app.git', 'github https://github.com/octo/app octo/app'],
    ['https://user:secret@github.com/octo/app', 'github https://github.com/octo/app octo/app'],
    ['https://github.com/octo/app/', 'github https://github.com/octo/app octo/app'],
    ['git+https://github.com/octo/app.git', 'github https://github.com/octo/app octo/app'],
    ['https://gitlab.com/group/sub/app.git', 'gitlab https://gitlab.com/group/sub/app group/sub/app'],
    ['http://git.example.com:90/octo/app.git', 'other http://git.example.com:90/octo/app octo/app'],
    ['git@bitbucket.org:octo/app.git', 'bitbucket https://bitbucket.org/octo/app octo/app'],
    ['https://codeberg.org/octo/app', 'gitea https://codeberg.org/octo/app octo/app'],
    [
      'https://me@dev.azure.com/org/project/_git/app',
      'azure https://dev.azure.com/org/project/_git/app org/project/app',
    ],
    [
      'git@ssh.dev.azure.com:v3/org/project/app',
      'azure https://dev.azure.com/org/project/_git/app org/project/app',
    ],
    [
      'https://org.visualstudio.com/project/_git/app',
      'azure https://dev.azure.com/org/project/_git/app org/project/app',
    ],
    ['work:octo/app', 'github https://github.com/octo/app octo/app'],
    ['/srv/git/app.git', undefined],
    ['../app', undefined],
    ['C:\\git\\app', undefined],
    ['https://github.com/octo/app?token=secret', 'github https://github.com/octo/app octo/app'],
    ['javascript:alert(1)', undefined],
    ['https://github.com/octo/<script>', undefined],
    ['', undefined],
  ];
  for (const [remote, expected] of cases) {
    it(remote === '' ? 'of nothing' : remote, () => {
      const links = repositoryLinks(remote, [{ base: 'git@github.com:', prefix: 'work:' }]);
      assert.equal(links === undefined ? undefined : `${links.host} ${links.url} ${links.slug}`, expected);
    });
  }
});

describe('the address of a reference', () => {
  const github = repositoryLinks('git@github.com:octo/app.git');
  const gitlab = repositoryLinks('https://gitlab.com/octo/app.git');
  const azure = repositoryLinks('https://dev.azure.com/org/project/_git/app');
  const bitbucket = repositoryLinks('git@bitbucket.org:octo/app.git');
  const other = repositoryLinks('https://git.example.com/octo/app');
  const issue: Reference = { kind: 'issue', id: '3', own: false };
  const pull: Reference = { kind: 'pull', id: '4', own: true };
  const request: Reference = { kind: 'merge-request', id: '5', own: true };

  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    [referenceLink(issue, github), 'https://github.com/octo/app/issues/3'],
    [referenceLink(pull, github), 'https://github.com/octo/app/pull/4'],
    [referenceLink({ ...issue, repository: 'a/b' }, github), 'https://github.com/a/b/issues/3'],
    [referenceLink(issue, gitlab), 'https://gitlab.com/octo/app/-/issues/3'],
    [referenceLink(request, gitlab), 'https://gitlab.com/octo/app/-/merge_requests/5'],
    [referenceLink(pull, bitbucket), 'https://bitbucket.org/octo/app/pull-requests/4'],
    [referenceLink(pull, azure), 'https://dev.azure.com/org/project/_git/app/pullrequest/4'],
    [referenceLink(issue, azure), 'https://dev.azure.com/org/project/_workitems/edit/3'],
    [referenceLink(issue, other), undefined],
    [referenceLink({ kind: 'key', id: 'APP-7', own: false }, github), undefined],
    [
      referenceLink({ kind: 'key', id: 'APP-7', own: false }, github, 'https://jira.example.com/browse'),
      'https://jira.example.com/browse/APP-7',
    ],
    [github && commitLink(github, 'abc'), 'https://github.com/octo/app/commit/abc'],
    [bitbucket && commitLink(bitbucket, 'abc'), 'https://bitbucket.org/octo/app/commits/abc'],
    [github && compareLink(github, 'v1', 'a/b'), 'https://github.com/octo/app/compare/v1...a/b'],
    [gitlab && compareLink(gitlab, 'v1', 'v2'), 'https://gitlab.com/octo/app/-/compare/v1...v2'],
    [other && compareLink(other, 'v1', 'v2'), undefined],
  ];
  for (const [found, expected] of cases) {
    it(expected ?? 'is not made up', () => assert.equal(found, expected));
  }
});
