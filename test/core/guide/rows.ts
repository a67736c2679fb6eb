/**
 * The release guide, part by part: where it lives in the product, and a check that it does. The lines are
 * those of the organisation's guide; `docs/guide-coverage.md` is written from this table.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { day, hour, minute, parseInstant } from '../../../src/core/base/instant.ts';
import { applyEdits } from '../../../src/core/base/text.ts';
import { migrationGuide, releaseMessage } from '../../../src/core/authoring/messages.ts';
import { readPlaybook } from '../../../src/core/checklist/playbook.ts';
import type { Playbook } from '../../../src/core/checklist/playbook.ts';
import { readBlocks } from '../../../src/core/checklist/readBlocks.ts';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import { assess } from '../../../src/core/engine.ts';
import { alarmsOf } from '../../../src/core/incident/alarms.ts';
import { clocksOf } from '../../../src/core/incident/clocks.ts';
import { declareIncident } from '../../../src/core/incident/declare.ts';
import { changeIncident } from '../../../src/core/incident/edits.ts';
import { incidentMarkdown, incidentReport } from '../../../src/core/incident/incidentReport.ts';
import { lastKnownGood } from '../../../src/core/incident/knownGood.ts';
import { audiences, messageFor } from '../../../src/core/incident/messages.ts';
import { readIncident } from '../../../src/core/incident/readIncident.ts';
import { rollbackSheet } from '../../../src/core/incident/runSheet.ts';
import { proseOf } from '../../../src/core/incident/sections.ts';
import { metricWords } from '../../../src/core/metrics/catalog.ts';
import { metricsOf } from '../../../src/core/metrics/metrics.ts';
import { metricsView } from '../../../src/core/metrics/view.ts';
import { draftNotes } from '../../../src/core/notes/draft.ts';
import { lintNotes } from '../../../src/core/notes/lint/lint.ts';
import { notesMarkdown } from '../../../src/core/notes/render.ts';
import { notesTemplate } from '../../../src/core/notes/template.ts';
import { guidePolicy } from '../../../src/core/policy/guide.ts';
import type { ReleaseType } from '../../../src/core/policy/model.ts';
import { evaluate } from '../../../src/core/readiness/evaluate.ts';
import type { EvaluatedItem, Readiness } from '../../../src/core/readiness/model.ts';
import { memoryPorts } from '../../support/memoryPorts.ts';
import { deployed, epoch } from '../../support/metrics.ts';
import { noFacts, seen } from '../../support/notesFacts.ts';

export interface GuideRow {
  /** Lines of the guide. */
  readonly lines: string;
  readonly part: string;
  /** Where it lives, and what it does there. */
  readonly place: string;
  readonly check: () => void | Promise<void>;
}

const guide = readFileSync(new URL('../../fixtures/checklists/release-guide.md', import.meta.url), 'utf8');
const { value: checklist } = readMarkdown(guide, { file: 'docs/release-guide.md', reader: 'full' });
const playbook: Playbook = readPlaybook(guide, readBlocks(guide), checklist.sections);

const start = parseInstant('2026-11-24T09:00:00Z') ?? 0;
const file = 'releases/1.4.0/checklist.md';

interface Asked {
  readonly text?: string;
  readonly record?: string;
  readonly type?: ReleaseType;
  readonly now?: number;
  readonly more?: Readonly<Record<string, string>>;
}

async function judged({
  text = guide,
  record = '',
  type,
  now = start - 3 * day,
  more = {},
}: Asked = {}): Promise<Readiness> {
  const planned = `schema: release-readiness/release/1\nplanned_start: 2026-11-24T09:00:00Z\n${record}`;
  const ports = memoryPorts({ files: { [file]: text, 'releases/1.4.0/release.yml': planned, ...more }, now });
  const { readiness } = await assess(ports, type === undefined ? {} : { type });
  const [only] = readiness;
  assert.ok(only);
  return only;
}

const ticked = guide.replaceAll('- [ ]', '- [x]');
const items = (readiness: Readiness): readonly EvaluatedItem[] =>
  readiness.sections.flatMap((section) => section.items);
const itemOf = (readiness: Readiness, text: RegExp): EvaluatedItem => {
  const found = items(readiness).find(({ item }) => text.test(item.text));
  assert.ok(found, String(text));
  return found;
};
const codes = (readiness: Readiness): readonly string[] => readiness.reasons.map(({ code }) => code);
const itemsIn = (title: RegExp): number =>
  checklist.items.filter(({ section }) => title.test(checklist.sections[section]?.title ?? '')).length;
const kindOf = (title: RegExp): string | undefined =>
  checklist.sections.find((section) => title.test(section.title))?.kind;
const hoursBefore = (item: EvaluatedItem): number => (start - (item.dueAt ?? Number.NaN)) / hour;

async function typePolicy(type: ReleaseType, requires: readonly string[]): Promise<void> {
  const policy = guidePolicy.types[type];
  assert.ok(policy.when.length > 0 && policy.characteristics.length > 0);
  assert.deepEqual(policy.requires, requires);
  const bare =
    '# Release 1.4.0\n\n## Readiness\n\n- [x] Code reviewed, review approved\n- [x] Automated tests passing\n- [x] Deploy to staging\n';
  const missing = (await judged({ text: bare, type })).reasons.filter(
    ({ code }) => code === 'requirementMissing',
  );
  assert.deepEqual(
    missing.map(({ args }) => args['requirement']),
    requires,
  );
}

const incidentFile = 'incidents/2026-11-24-outage.md';
const declared = declareIncident({ title: 'Outage', severity: 'SEV-1', at: start, by: '@rm' }, []).text;
const severities = guidePolicy.severities.map(({ name }) => name);
const incident = (text = declared) => readIncident(text, incidentFile, severities).value;
const changed = (text: string, change: Parameters<typeof changeIncident>[2], minutes: number): string => {
  const edit = changeIncident(text, incidentFile, change, { at: start + minutes * minute });
  assert.ok(edit.ok);
  return applyEdits(text, edit.edits);
};
const clock = (text: string, kind: string, at: number): number | undefined => {
  const found = clocksOf(incident(text), guidePolicy, at).find((one) => one.kind === kind);
  return found === undefined ? undefined : found.due;
};

const withName = (words: readonly string[]): void => {
  const names = Object.values(metricWords).flatMap(({ name, formerly }) => [name, formerly ?? '']);
  for (const word of words) {
    assert.ok(
      names.some((name) => name.toLowerCase().includes(word)),
      word,
    );
  }
};

export const guideRows: readonly GuideRow[] = [
  {
    lines: '1',
    part: 'The title, with a dash that was decoded twice',
    place: 'Reader: the line is reported with what it should say; nothing is mended unasked',
    check: () => {
      const { findings } = readMarkdown('# Guide \u00e2\u20ac\u201c a template\n\n- [ ] a\n', {
        file,
        reader: 'full',
      });
      const found = findings.find(({ code }) => code === 'mojibake');
      assert.equal(found?.args['to'], '\u2013');
    },
  },
  {
    lines: '3–6',
    part: 'A link to an issue, and the purpose',
    place: 'Text: read, shown, never counted',
    check: () => {
      assert.equal(itemsIn(/^Purpose$/), 0);
      assert.equal(kindOf(/^Purpose$/), 'reference');
    },
  },
  {
    lines: '8–22',
    part: 'Patch release',
    place: 'Policy type `patch`: when, characteristics, a retrospective is required',
    check: () => typePolicy('patch', ['incident-retrospective']),
  },
  {
    lines: '24–37',
    part: 'Minor release',
    place: 'Policy type `minor`; a breaking change asks for a major version instead',
    check: async () => {
      await typePolicy('minor', []);
      const files = { [file]: ticked, 'releases/1.4.0/release.yml': 'type: minor\n' };
      const [facts] = (await assess(memoryPorts({ files, now: start }))).releases;
      assert.ok(facts);
      const seenSince = {
        base: 'v1.3.2',
        head: 'HEAD',
        baseVersion: '1.3.2',
        bump: 'major',
        because: 1,
      } as const;
      const comparison = { ...seenSince, undecided: 0, unread: 0, stale: false };
      assert.ok(codes(evaluate(guidePolicy, { ...facts, comparison }, start)).includes('bumpTooLow'));
    },
  },
  {
    lines: '39–53',
    part: 'Major release',
    place: 'Policy type `major`: migration guide and a plan for telling people are required',
    check: () => typePolicy('major', ['migration-guide', 'communication-plan']),
  },
  {
    lines: '57–64',
    part: 'Code readiness, 7 items',
    place: 'Area; "(no new changes accepted)" is no condition',
    check: () => {
      assert.equal(itemsIn(/^Code Readiness/), 7);
      assert.equal(kindOf(/^Code Readiness/), 'area');
      assert.equal(checklist.items.find(({ text }) => /no new changes/.test(text))?.condition, undefined);
    },
  },
  {
    lines: '66–71',
    part: 'Documentation readiness, 5 items',
    place: 'Area; API documentation follows the API, the migration guide follows breaking changes',
    check: () => {
      assert.equal(itemsIn(/^Documentation Readiness/), 5);
      const what = (text: RegExp) =>
        checklist.items.find((item) => text.test(item.text))?.condition?.predicate;
      assert.deepEqual(what(/^API documentation/), { kind: 'change', what: 'api' });
      assert.deepEqual(what(/^Migration guide/), { kind: 'change', what: 'breaking' });
    },
  },
  {
    lines: '73–80',
    part: 'Testing readiness, 7 items',
    place: 'Area; accessibility follows changes of the user interface, two items wait for a person',
    check: () => {
      assert.equal(itemsIn(/^Testing Readiness/), 7);
      const kinds = checklist.items
        .filter(({ section }) => checklist.sections[section]?.title.startsWith('Testing'))
        .flatMap(({ condition }) => condition?.predicate.kind ?? []);
      assert.deepEqual(kinds, ['manual', 'change', 'manual']);
    },
  },
  {
    lines: '82–89',
    part: 'Operational readiness, 7 items',
    place: 'Area; migrations follow paths, flags follow the policy, capacity waits for a person',
    check: () => {
      assert.equal(itemsIn(/^Operational Readiness/), 7);
      const kinds = checklist.items
        .filter(({ section }) => checklist.sections[section]?.title.startsWith('Operational'))
        .flatMap(({ condition }) => condition?.predicate.kind ?? []);
      assert.deepEqual(kinds, ['change', 'policyFact', 'manual']);
    },
  },
  {
    lines: '91–96, 348–352',
    part: 'Communication readiness, 5 items, and the advance notice',
    place: 'Area; stakeholders and the window are due 48 hours before the start, the rest 24',
    check: async () => {
      assert.equal(itemsIn(/^Communication Readiness/), 5);
      const readiness = await judged();
      assert.equal(hoursBefore(itemOf(readiness, /^Stakeholders notified/)), 48);
      assert.equal(hoursBefore(itemOf(readiness, /^Deployment window scheduled/)), 48);
      assert.equal(hoursBefore(itemOf(readiness, /^Support team briefed/)), 24);
    },
  },
  {
    lines: '100–107',
    part: 'T-minus 24 hours, 7 items',
    place:
      'Stage; "verify all requirements" follows from the areas; channels in parentheses are no condition',
    check: async () => {
      assert.equal(itemsIn(/T-minus 24 hours/), 7);
      const readiness = await judged();
      assert.equal(hoursBefore(itemOf(readiness, /^Final review of release notes/)), 24);
      const early = await judged({
        text: guide.replace('- [ ] Verify all pre-release', '- [x] Verify all pre-release'),
      });
      assert.ok(codes(early).includes('derivedEarly'));
      assert.equal(itemOf(readiness, /^Communication channels ready/).item.condition, undefined);
    },
  },
  {
    lines: '109–115',
    part: 'T-minus 1 hour, 6 items',
    place: 'Stage with its window; two conditions',
    check: async () => {
      assert.equal(itemsIn(/T-minus 1 hour/), 6);
      assert.equal(hoursBefore(itemOf(await judged(), /^Production access verified/)), 1);
    },
  },
  {
    lines: '117–124',
    part: 'Staging, 7 items',
    place: 'Stage; the sign-off of QA and product is no tick; part of the hotfix minimum',
    check: async () => {
      assert.equal(itemsIn(/Deployment to Staging/), 7);
      const readiness = await judged({ text: ticked, now: start - hour });
      const signOff = itemOf(readiness, /^Get sign-off/);
      assert.deepEqual(signOff.item.signOff?.toSorted(), ['pm', 'qa']);
      assert.ok(guidePolicy.types.hotfix.minimum.includes('staging-deployment'));
    },
  },
  {
    lines: '126–133',
    part: 'Production, 7 items',
    place:
      'Stage; "(preferred)" is no condition; a text that staging has too stays an item of its own; `test/ui/release.test.ts` goes through a deployment in the window',
    check: () => {
      assert.equal(itemsIn(/Deployment to Production/), 7);
      assert.equal(checklist.items.find(({ text }) => /preferred/.test(text))?.condition, undefined);
      const twins = checklist.items.filter(
        ({ text }) => text === 'Verify configuration changes applied correctly',
      );
      assert.equal(twins.length, 2);
      assert.equal(new Set(twins.map(({ id }) => id)).size, 2);
    },
  },
  {
    lines: '135–143',
    part: 'Verification within 30 minutes, 8 items',
    place: 'Stage; the clock runs from the end of the deployment to production',
    check: async () => {
      assert.equal(itemsIn(/Post-Deployment Verification/), 8);
      const finish = start + 20 * minute;
      const record =
        'deployments:\n  - { env: production, finished: 2026-11-24T09:20:00Z, outcome: succeeded }\n';
      const readiness = await judged({ record, now: finish + 31 * minute });
      const item = itemOf(readiness, /^Run automated smoke tests in production/);
      assert.equal(item.dueAt, finish + 30 * minute);
      assert.ok(item.overdue);
    },
  },
  {
    lines: '145–150',
    part: 'Communication within an hour, 5 items',
    place: 'Stage; the announcement is drafted for each audience',
    check: async () => {
      assert.equal(itemsIn(/Post-Deployment Communication/), 5);
      const record =
        'deployments:\n  - { env: production, finished: 2026-11-24T09:20:00Z, outcome: succeeded }\n';
      const item = itemOf(await judged({ record, now: start }), /^Announce release completion/);
      assert.equal(item.dueAt, start + 80 * minute);
      for (const audience of ['stakeholders', 'support', 'statusPage', 'team'] as const) {
        assert.match(
          releaseMessage(audience, { ...noFacts, version: { text: '1.4.0', why: 'asked' } }),
          /1\.4\.0/,
        );
      }
    },
  },
  {
    lines: '152–158',
    part: 'Monitoring for 24 to 48 hours, 6 items',
    place: 'Stage; due 48 hours after the deployment; the retrospective is required for patch and hotfix',
    check: async () => {
      assert.equal(itemsIn(/Post-Deployment Monitoring/), 6);
      const record =
        'deployments:\n  - { env: production, finished: 2026-11-24T09:20:00Z, outcome: succeeded }\n';
      const item = itemOf(await judged({ record, now: start }), /^Review user feedback/);
      assert.equal(item.dueAt, start + 20 * minute + 48 * hour);
      assert.ok(guidePolicy.types.hotfix.requires.includes('incident-retrospective'));
    },
  },
  {
    lines: '162–168',
    part: 'When to roll back, 5 triggers',
    place:
      'Alarms of the view Operations and of `incident raise`; one that is raised is a NO-GO; never counted',
    check: async () => {
      assert.equal(playbook.triggers.length, 5);
      const triggers = playbook.triggers.map(({ text }) => text);
      assert.equal(alarmsOf(triggers, undefined).filter(({ raised }) => raised === undefined).length, 5);
      for (const trigger of triggers) {
        const record = `alarms:\n  - { trigger: ${JSON.stringify(trigger)}, raised: 2026-11-24T09:30:00Z }\n`;
        const readiness = await judged({ text: ticked, record, now: start });
        assert.equal(readiness.verdict, 'noGo');
        assert.equal(readiness.reasons[0]?.code, 'triggerRaised');
      }
      assert.equal(itemsIn(/When to Rollback/), 0);
    },
  },
  {
    lines: '170–199',
    part: 'Rollback procedure, 5 steps with 20 sub-steps',
    place:
      'Run sheet in the incident, as tasks; the last release known to be good; a watch of 30 to 60 minutes; `test/ui/release.test.ts` and `drill.test.ts` roll back in the window',
    check: () => {
      assert.equal(playbook.rollback.length, 5);
      assert.equal(playbook.rollback.flatMap(({ steps }) => steps).length, 20);
      const good = lastKnownGood(['v1.4.0', 'v1.3.2'], '1.4.0', []);
      const sheet = rollbackSheet(guidePolicy, [playbook], good?.tag);
      const text = changed(
        declared,
        { kind: 'decide', decision: 'rollback', reason: 'errors', runSheet: sheet },
        5,
      );
      assert.equal(text.match(/^- \[ \] /gm)?.length, 20);
      assert.match(text, /known to be good: v1\.3\.2/);
      const [watch] = clocksOf(incident(), guidePolicy, start + hour, {
        rollback: { verified: start + hour, line: 1 },
      }).filter(({ kind }) => kind === 'rollbackWatch');
      assert.deepEqual([watch?.from, watch?.due], [start + 90 * minute, start + 2 * hour]);
    },
  },
  {
    lines: '201–209',
    part: 'Trigger the response',
    place: '`incident declare` and Declare Incident: times, commander, channel, a timeline that has begun',
    check: () => {
      const { text } = declareIncident(
        { title: 'Outage', severity: 'SEV-1', at: start, commander: '@ic', channel: '#outage' },
        [],
      );
      const read = incident(text);
      assert.deepEqual([read.declared, read.commander, read.timeline.length], [start, '@ic', 1]);
      assert.match(text, /\nchannel: "#outage"\n/);
    },
  },
  {
    lines: '211–228',
    part: 'Three severities',
    place: 'Policy; three definitions in the picker; response at once, within 1 and within 4 hours',
    check: () => {
      assert.deepEqual(
        playbook.severities.map(({ name }) => name),
        ['SEV-1', 'SEV-2', 'SEV-3'],
      );
      const respond = (severity: string) => clock(declared.replace('SEV-1', severity), 'respond', start);
      assert.deepEqual(
        severities.map((severity) => ((respond(severity) ?? 0) - start) / hour),
        [0, 1, 4],
      );
      assert.ok(guidePolicy.severities.every(({ criteria }) => criteria.length === 3));
    },
  },
  {
    lines: '230–235',
    part: 'Execute the response',
    place: 'A recorded decision, rollback or fix-forward; the next update within 60 minutes',
    check: () => {
      const text = changed(declared, { kind: 'decide', decision: 'fix-forward', reason: 'one line' }, 5);
      assert.equal(incident(text).decision, 'fix-forward');
      assert.equal(clock(text, 'update', start), start + hour);
    },
  },
  {
    lines: '237–241',
    part: 'Restore the service',
    place: 'Mitigated, resolved; monitoring for 24 to 48 hours',
    check: () => {
      const text = changed(declared, { kind: 'resolve', text: 'back' }, 60);
      assert.equal(incident(text).status, 'resolved');
      assert.equal(clock(text, 'monitoring', start + 2 * hour), start + hour + 48 * hour);
    },
  },
  {
    lines: '243–248',
    part: 'After the incident',
    place: 'Report with timeline, figures, cause, actions followed until done; retrospective within 48 hours',
    check: () => {
      const resolved = changed(declared, { kind: 'resolve', text: 'back' }, 60);
      const text = changed(resolved, { kind: 'action', text: 'Update the runbook', owner: '@ops' }, 61);
      assert.equal(clock(text, 'retrospective', start + 2 * hour), start + hour + 48 * hour);
      const report = incidentReport(
        incident(text),
        proseOf(text, incidentFile),
        guidePolicy,
        start + 2 * hour,
      );
      const markdown = incidentMarkdown(report, start + 2 * hour);
      assert.match(
        markdown,
        /Time to restore \| 1 h 0 min[\s\S]*## Timeline[\s\S]*## Root cause[\s\S]*- \[ \] Update the runbook/,
      );
    },
  },
  {
    lines: '250–251',
    part: 'Incident communication',
    place: 'Drafts for stakeholders, status page, support and team, from the record alone',
    check: () => {
      for (const audience of audiences) assert.match(messageFor(incident(), audience, start), /Outage/);
    },
  },
  {
    lines: '253–336',
    part: 'Release notes template, 19 headings and 52 places to fill in',
    place: '`notes`, `lint-notes`, snippets; what stands in the fence is neither section nor task',
    check: () => {
      assert.equal(Object.keys(notesTemplate).length, 19);
      const form = Object.values(notesTemplate)
        .flatMap(({ heading, lines }) => [heading, ...lines])
        .join('\n');
      assert.equal(form.match(/\[[^\][\n]+\](?!\()/g)?.length, 52);
      assert.ok(!checklist.items.some(({ text }) => text.includes('Decoy')));
      const draft = notesMarkdown(draftNotes(noFacts));
      const left = lintNotes(draft, undefined).findings.filter(({ rule }) => rule === 'placeholder');
      assert.ok(left.length > 0);
    },
  },
  {
    lines: '253–336',
    part: 'Breaking changes "or None"',
    place: 'Written only when neither messages nor the comparison name one; else a finding',
    check: () => {
      const facts = { ...noFacts, changes: [seen('connect')] };
      assert.doesNotMatch(notesMarkdown(draftNotes(facts)), /## Breaking Changes\n+None/);
      const text = '# Release 1.4.0\n\n## Breaking Changes\n\nNone\n';
      assert.ok(lintNotes(text, facts).findings.some(({ rule }) => rule === 'breaking-none'));
      assert.ok(!lintNotes(text, noFacts).findings.some(({ rule }) => rule === 'breaking-none'));
      assert.match(migrationGuide(facts) ?? '', /connect/);
    },
  },
  {
    lines: '340–346',
    part: 'Planning practice',
    place: 'Hints of `metrics`: cadence from tags, size of the batch that waits',
    check: () => {
      const records = [0, 14, 28, 42].map((on, index) => deployed(`1.${index}.0`, on));
      const now = epoch + 60 * day;
      const { hints } = metricsView(metricsOf({ records, incidents: [], tags: [], notes: [] }, { now }));
      assert.ok(
        hints.some((hint) => hint.includes('14 d')),
        hints.join(' '),
      );
    },
  },
  {
    lines: '354–358',
    part: 'Quality gates',
    place: 'An explicit verdict; a recorded no-go holds; tests cannot be waived for a hotfix',
    check: async () => {
      const record = 'decisions:\n  - { at: 2026-11-23T09:00:00Z, by: "@rm", verdict: no-go }\n';
      assert.ok(codes(await judged({ text: ticked, record })).includes('recordedNoGo'));
      const waived = ticked.replace(
        '- [x] All automated tests passing',
        '- [ ] All automated tests passing \u2014 waived until 2026-12-01 by @cto: late',
      );
      const readiness = await judged({ text: waived, type: 'hotfix' });
      assert.ok(codes(readiness).some((code) => code === 'waiverForbidden' || code === 'minimumIncomplete'));
      assert.equal(readiness.verdict, 'noGo');
    },
  },
  {
    lines: '360–364',
    part: 'Continuous improvement',
    place: 'Metrics and trends; actions of an incident stay open until somebody ticks them',
    check: () => {
      const text = changed(declared, { kind: 'action', text: 'Review the process' }, 5);
      assert.deepEqual(
        incident(text).actions.map(({ done }) => done),
        [false],
      );
    },
  },
  {
    lines: '366–371',
    part: 'Hotfix path',
    place:
      'Policy type `hotfix`: review, automated tests and staging cannot be left out; always a retrospective; the report asks what enabled the issue',
    check: async () => {
      assert.deepEqual(guidePolicy.types.hotfix.minimum.toSorted(), [
        'automated-tests',
        'code-review',
        'staging-deployment',
      ]);
      const readiness = await judged({
        text: '# Release 1.4.1\n\n## Readiness\n\n- [x] Fix it\n',
        type: 'hotfix',
      });
      assert.equal(readiness.verdict, 'noGo');
      assert.equal(codes(readiness).filter((code) => code === 'minimumIncomplete').length, 3);
      assert.match(declared, /## What enabled the issue/);
    },
  },
  {
    lines: '375–381',
    part: 'DORA metrics, four names',
    place: '`metrics`: the five of today, with the four names of the guide',
    check: () =>
      withName([
        'deployment frequency',
        'lead time for changes',
        'time to restore service',
        'change failure rate',
      ]),
  },
  {
    lines: '383–387',
    part: 'Release metrics, four',
    place: '`metrics`: duration, rollback rate, time to rollback, issues in the first 48 hours',
    check: () => {
      withName(['release duration', 'rollback rate', 'time to rollback', 'post-release issues']);
      assert.equal(Object.values(metricWords).filter(({ group }) => group === 'release').length, 4);
      assert.equal(guidePolicy.thresholds.postReleaseWindow, 48 * hour);
    },
  },
  {
    lines: '389–393',
    part: 'Quality metrics, four',
    place: '`metrics`, from the key `quality` of the record',
    check: () => {
      withName(['test coverage', 'escaped defects', 'security scan pass rate', 'performance impact']);
      assert.equal(Object.values(metricWords).filter(({ group }) => group === 'quality').length, 4);
    },
  },
  {
    lines: '395',
    part: 'Trends, no targets',
    place: '`metrics`: a figure without enough deployments has a list and no value; nothing is a goal',
    check: () => {
      const told = (count: number) => {
        const records = Array.from({ length: count }, (_, index) => deployed(`1.${index}.0`, 50 + index));
        const now = epoch + 60 * day;
        const { figures } = metricsOf({ records, incidents: [], tags: [], notes: [] }, { now });
        assert.equal(figures.length, 14);
        const frequency = figures.find(({ id }) => id === 'deployment-frequency');
        return [frequency?.state, frequency?.value === undefined, frequency?.rows.length];
      };
      assert.deepEqual(told(4), ['few', true, 4]);
      assert.deepEqual(told(5), ['told', false, 5]);
    },
  },
];
