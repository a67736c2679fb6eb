import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CheckReport } from '../../src/core/report/checkReport.ts';
import { assess } from '../../src/core/engine.ts';
import type { Readiness } from '../../src/core/readiness/model.ts';
import { pathToGreen } from '../../src/core/readiness/path.ts';
import { fixedClock } from '../../src/node/clock.ts';
import { filePort } from '../../src/node/files.ts';
import { gitPort } from '../../src/node/git.ts';
import { runIn, writeFiles } from '../support/commandLine.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const now = Date.UTC(2026, 10, 23, 9);

const line = fc.constantFrom(
  '- [ ] Task',
  '- [x] Task',
  '- [ ] Task — @ana · due T-24h',
  '- [ ] Task — due whenever',
  '- [ ] Task — blocked: staging is down',
  '- [ ] Task — failed: no device',
  '- [ ] ~~Task~~',
  '- [ ] ~~Task~~ — N/A: no change · @ben',
  '- [ ] Task — waived until 2026-12-01 by @cto: old screen',
  '- [ ] Task — waived until 2026-01-01 by @cto: old screen',
  '- [ ] Task — waived until 2026-12-01 by @cto',
  '- [ ] Task (if applicable)',
  '- [ ] Task (if UI changes)',
  '- [ ] Task (optional)',
  '- [ ] Due date:',
  '- [x] Due date:',
  '- [ ] Version vX.Y.Z is tagged',
  '- [ ] Get sign-off from QA',
  '- [x] Get sign-off from QA',
  '- [ ] Get sign-off from QA and PM',
  '- [ ] Get sign-off from QA — waived until 2026-12-01 by @cto: on holiday',
  '- [ ] Owner: ____ — waived until 2026-12-01 by @cto: nobody yet',
  '- [ ] Code review approval',
  '- [ ] ~~Code review approval~~ — N/A: trivial',
  '- [ ] Automated tests pass',
  '-[ ] Not a box',
);
const heading = fc.constantFrom(
  '## Testing',
  '## Code Readiness',
  '## Deployment to Staging',
  '## Production Deployment',
  '## Post-Deployment Verification (Within 30 minutes)',
);
const checklist = fc
  .array(fc.tuple(heading, fc.array(line, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 3 })
  .map((parts) => {
    const sections = parts.map(([title, lines], at) =>
      [title, '', ...lines.map((one, index) => one.replace(/Task/, `Task ${at}-${index}`))].join('\n'),
    );
    return `# Release\n\n${sections.join('\n\n')}\n`;
  });
const record = fc
  .record({
    type: fc.constantFrom('minor', 'patch', 'hotfix'),
    planned: fc.constantFrom('2026-11-24T09:00:00Z', '2026-11-20T09:00:00Z'),
    more: fc.subarray([
      'signoffs: [{ role: qa, by: "@eve", items_sha256: abc }]',
      'decisions: [{ at: 2026-11-22T09:00:00Z, verdict: no-go, blockers: 2 }]',
      'rollbacks: [{ decided: 2026-11-22T09:00:00Z, reason: slow }]',
    ]),
  })
  .map(({ type, planned, more }) =>
    ['version: 1.4.0', `type: ${type}`, `planned_start: ${planned}`, ...more, ''].join('\n'),
  );
const policy = fc
  .record({
    signOff: fc.constantFrom('[]', '[qa]', '[{ role: qa, count: 2 }]', '[qa, pm]'),
    evidence: fc.constantFrom('optional', 'expected', 'required'),
    more: fc.subarray([
      'freeze: [{ name: f, from: 2026-11-01, to: 2026-12-01, allow: [hotfix] }]',
      'tminus_unit: hours',
    ]),
  })
  .map(({ signOff, evidence, more }) =>
    [`gates: [{ id: g, sections: [Testing], signoff: ${signOff}, evidence: ${evidence} }]`, ...more, ''].join(
      '\n',
    ),
  );

async function readinessOf(folder: string): Promise<Readiness> {
  const { readiness } = await assess({
    files: filePort(folder),
    git: gitPort(folder),
    clock: fixedClock(now),
  });
  const [one] = readiness;
  assert.ok(one !== undefined);
  return one;
}

function typedBy(argv: readonly string[], person: number): readonly string[] {
  const given: Readonly<Record<string, string>> = { '@NAME': `@person-${person}`, TEXT: 'a good reason' };
  return argv.map((word) => given[word] ?? word);
}

const telling = ({ reasons }: Readiness) => reasons.filter(({ weight }) => weight !== 'info');

describe('taking the path to green', () => {
  it('ends in a GO, or only what the path left to a person is left', () =>
    fc.assert(
      fc.asyncProperty(checklist, record, policy, (text, recorded, rules) =>
        withFolderAsync(async (folder) => {
          writeFiles(folder, {
            'releases/1.4.0/checklist.md': text,
            'releases/1.4.0/release.yml': recorded,
            'releases/policy.yml': rules,
          });
          const before = await readinessOf(folder);
          const path = pathToGreen(before);
          assert.equal(path.length === 0, before.verdict === 'go');
          const typed = path.flatMap(({ argv = [], times = 1 }) =>
            argv.length === 0 ? [] : Array.from({ length: times }, (_, person) => typedBy(argv, person)),
          );
          for (const argv of typed) {
            const ran = await runIn(folder, argv, { now });
            assert.equal(ran.exit, 0, `${argv.join(' ')}: ${ran.err}`);
          }
          const after = await readinessOf(folder);
          const left = new Set(
            path.filter(({ argv }) => argv === undefined).flatMap(({ answers }) => answers),
          );
          // What follows from a step that is left to a person is not counted beside it.
          const follow = ['recordedGoWithBlockers', 'stageOutOfOrder', 'derivedEarly'] as const;
          if (left.size > 0) follow.forEach((code) => left.add(code));
          const unexpected = telling(after).filter(({ code }) => !left.has(code));
          assert.deepEqual(unexpected, [], JSON.stringify(path));
          if (left.size === 0) assert.equal(after.verdict, 'go');
        }),
      ),
      { numRuns: 40 },
    ));

  it('is told by check --explain, and in JSON without being asked', () =>
    withFolderAsync(async (folder) => {
      writeFiles(folder, { 'RELEASE.md': '# Release\n\n## Testing\n\n- [ ] Tests pass — @ana\n' });
      const plain = await runIn(folder, ['check'], { now });
      assert.doesNotMatch(plain.out, /turn it green/);
      const explained = await runIn(folder, ['check', '--explain'], { now });
      assert.equal(explained.exit, 1);
      assert.match(
        explained.out,
        /What would turn it green\n {2}1\. Do it and tick it: Tests pass {2}\(@ana\)\n {5}RELEASE\.md:5:\d+\n {5}release-readiness tick RELEASE\.md:5\n/,
      );
      const { out } = await runIn(folder, ['check', '--format', 'json'], { now });
      const [release] = (JSON.parse(out) as CheckReport).releases;
      assert.deepEqual(
        release?.path.map(({ command }) => command),
        ['release-readiness tick RELEASE.md:5'],
      );
    }));
});
