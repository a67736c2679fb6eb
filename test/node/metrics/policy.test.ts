import assert from 'node:assert/strict';
import { byTagPattern } from '../../../src/core/metrics/tagPattern.ts';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import { gatherMetrics } from '../../../src/node/metrics/gather.ts';
import { day, epoch, incident, inputOf, tagged } from '../../support/metrics.ts';
import { commitAll, git } from '../../support/repository.ts';
import { writeFiles } from '../../support/commandLine.ts';
import { withFolderAsync } from '../../support/temporaryFolderAsync.ts';

/** Pattern, tag, and the name that it goes by. */
const named: readonly (readonly [pattern: string, tag: string, expected: string])[] = [
  ['release-{version}', 'release-1.4.0', '1.4.0'],
  ['release-{version}', 'release-1.4', 'release-1.4'],
  ['release-{version}', 'v1.4.0', 'v1.4.0'],
  ['release-{version}', 'client@1.4.0', 'client@1.4.0'],
  ['{version}-final', '1.4.0-final', '1.4.0-final'],
  ['r/{version}/done', 'r/1.4.0/done', '1.4.0'],
  ['r/{version}/done', 'r/done', 'r/done'],
  ['release', 'release', 'release'],
];

describe('metrics: the policy', () => {
  for (const [pattern, tag, expected] of named) {
    it(`${pattern}: ${tag} goes by ${expected}`, () => {
      const [found] = byTagPattern([tagged(tag, 'a', 1)], pattern);
      assert.equal(found?.name, expected);
    });
  }

  it('names the tags of releases and the severities of incidents', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, {
        'releases/policy.yml':
          'schema: release-readiness/policy/1\ntags:\n  pattern: release-{version}\nseverities:\n  - { name: P1, respond: 5m, update: 15m }\n',
        'incidents/slow.md': '---\ntitle: Slow\nseverity: P1\ndetected: 2026-01-01T00:00:00Z\n---\n',
      });
      commitAll(folder);
      git(folder, 'tag', 'release-1.4.0');
      const input = await gatherMetrics(folder, { until: Date.now() });
      assert.deepEqual(input.notes, []);
      assert.deepEqual(
        input.tags.map(({ name }) => name),
        ['1.4.0'],
      );
    }));

  it('leaves incidents of another package out, and keeps those that name none', () => {
    const input = inputOf({
      incidents: [
        incident('Own', { detected: epoch, causedBy: 'client@1.0.0' }),
        incident('Other', { detected: epoch, causedBy: 'server@1.0.0' }),
        incident('Of a release', { detected: epoch, release: 'server@2.0.0' }),
        incident('Of nothing', { detected: epoch, causedBy: 'none' }),
      ],
    });
    const restored = (name?: string): readonly string[] =>
      metricsOf(input, { now: epoch + day, ...(name === undefined ? {} : { package: name }) })
        .figures.filter(({ id }) => id === 'restore-time')
        .flatMap(({ rows }) => rows.map(({ subject }) => subject));
    assert.deepEqual(restored('client'), ['Own', 'Of nothing']);
    assert.equal(restored().length, 4);
  });
});
