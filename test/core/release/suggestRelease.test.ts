import assert from 'node:assert/strict';
import { parseVersion } from '../../../src/core/base/semver.ts';
import type { Version } from '../../../src/core/base/semver.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import type { ReleaseType } from '../../../src/core/policy/model.ts';
import { suggestRelease, suggestionSentence } from '../../../src/core/release/suggestRelease.ts';
import type { ReleaseEvidence } from '../../../src/core/release/suggestRelease.ts';

function version(text: string): Version {
  const parsed = parseVersion(text);
  assert.ok(parsed, text);
  return parsed;
}

function since(
  last: string,
  bump: NonNullable<ReleaseEvidence['changes']>['bump'],
  stated?: string,
): ReleaseEvidence {
  return {
    last: { name: `v${last}`, version: version(last) },
    changes: {
      bump,
      because: ['a was removed', 'b', 'c', 'd'].slice(0, bump === 'major' ? 4 : 0),
      undecided: 0,
      notAnalysed: 0,
    },
    ...(stated === undefined ? {} : { stated: version(stated) }),
  };
}

interface Case {
  readonly name: string;
  readonly evidence: ReleaseEvidence;
  readonly wanted?: ReleaseType;
  readonly expected: string;
  readonly says?: RegExp;
}

function check({ evidence, wanted, expected, says }: Case): void {
  const suggestion = suggestRelease(evidence, guidePolicy, wanted);
  assert.equal(`${suggestion.type} ${suggestion.version}${suggestion.enough ? '' : ' too low'}`, expected);
  if (says !== undefined) assert.match(suggestion.why.map(suggestionSentence).join('\n'), says);
}

const cases: readonly Case[] = [
  { name: 'the first release', evidence: {}, expected: 'minor 0.1.0', says: /no release yet/ },
  {
    name: 'the first release of a package',
    evidence: { stated: version('1.0.0') },
    expected: 'major 1.0.0',
    says: /package\.json says 1\.0\.0/,
  },
  {
    name: 'nothing changed',
    evidence: since('1.3.2', 'none'),
    expected: 'patch 1.3.3',
    says: /more than a patch/,
  },
  { name: 'a feature', evidence: since('1.3.2', 'minor'), expected: 'minor 1.4.0' },
  {
    name: 'a break',
    evidence: since('1.3.2', 'major'),
    expected: 'major 2.0.0',
    says: /a was removed\nb\nc\n1 more[^]*migration-guide/,
  },
  {
    name: 'a break before 1.0.0',
    evidence: since('0.3.2', 'major'),
    expected: 'minor 0.4.0',
    says: /one smaller: minor/,
  },
  {
    name: 'a version that was raised',
    evidence: since('1.3.2', 'minor', '2.0.0'),
    expected: 'major 2.0.0',
    says: /says 2\.0\.0 already/,
  },
  {
    name: 'a version that was raised too little',
    evidence: since('1.3.2', 'minor', '1.3.3'),
    expected: 'minor 1.4.0',
    says: /too low: 1\.4\.0/,
  },
  {
    name: 'a pre-release that was raised',
    evidence: since('1.3.2', 'minor', '1.4.0-rc.1'),
    expected: 'minor 1.4.0',
  },
  {
    name: 'more than the changes ask',
    evidence: since('1.3.2', 'none'),
    wanted: 'major',
    expected: 'major 2.0.0',
  },
  {
    name: 'less than the changes ask',
    evidence: since('1.3.2', 'major'),
    wanted: 'hotfix',
    expected: 'hotfix 1.3.3 too low',
    says: /too small[^]*2\.0\.0 at least/,
  },
  {
    name: 'no comparison',
    evidence: { last: { name: 'v1.0.0', version: version('1.0.0') } },
    expected: 'patch 1.0.1',
    says: /Nothing was compared/,
  },
];

describe('suggestRelease', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }

  it('says what nobody has judged, and what was not read', () => {
    const { changes } = since('1.0.0', 'patch');
    assert.ok(changes);
    const evidence = {
      ...since('1.0.0', 'patch'),
      changes: { ...changes, undecided: 2, notAnalysed: 3, commits: { fix: 4 } },
    };
    check({
      name: '',
      evidence,
      expected: 'patch 1.0.1',
      says: /4 fix[^]*2 changes wait[^]*3 files were not/,
    });
  });
});
