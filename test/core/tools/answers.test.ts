import assert from 'node:assert/strict';
import type { BreakingReport, ChangeReport } from '../../../src/core/report/breakingReport.ts';
import type { ItemReport } from '../../../src/core/report/itemsReport.ts';
import { checkReport } from '../../../src/core/report/checkReport.ts';
import type { ToolResult } from '../../../src/core/tools/answer.ts';
import { changesAnswer } from '../../../src/core/tools/changesAnswer.ts';
import { itemsAnswer } from '../../../src/core/tools/itemsAnswer.ts';
import { readinessAnswer } from '../../../src/core/tools/readinessAnswer.ts';
import { releaseReport } from '../../support/checkReports.ts';

/** The sentences, and the data as JSON. */
function check(result: ToolResult, expected: { readonly says: RegExp; readonly holds: RegExp }): void {
  assert.ok(result.ok);
  assert.match(result.summary, expected.says);
  assert.match(JSON.stringify(result.data), expected.holds);
}

const page = { limit: 2, offset: 0 };

describe('the answer about readiness', () => {
  const empty = checkReport([], { leftOut: [], problems: [], now: 0 });
  const report = { ...empty, verdict: 'noGo', releases: [releaseReport()] } as const;

  it('lists the heaviest reasons, counts all, and says how to go on', () =>
    check(readinessAnswer(report, { ...page, detail: 'reasons' }), {
      says: /^Verdict: NO-GO\. 1 release, 5 reasons\. Of 5 reasons, 1 to 2 are listed; call again with offset 2 .* explain true/,
      holds:
        /"reasonCounts":\{"unknown":1,"no-go":1,"condition":1,"warning":1,"info":1\},"reasons":\[[^\]]*"weight":"unknown"[^\]]*"weight":"no-go"[^\]]*\],"moreReasons":3,"files"/,
    }));
  it('lists the next ones', () =>
    check(readinessAnswer(report, { limit: 2, offset: 4, detail: 'reasons' }), {
      says: /Of 5 reasons, 5 to 5 are listed; there are no more\./,
      holds: /"reasons":\[\{"weight":"info"[^\]]*\],"moreReasons":0/,
    }));
  it('says what turns it green when it is asked', () =>
    check(readinessAnswer(report, { ...page, detail: 'path' }), {
      says: /next\.$/,
      holds:
        /"path":\[\{"what":"Do it and tick it: Run the tests","at":"releases\/1\.4\.0\/checklist\.md:12:3"/,
    }));
  it('never calls an unknown release ready', () =>
    check(readinessAnswer(empty, { ...page, detail: 'reasons' }), {
      says: /^Verdict: UNKNOWN.* No release checklist was read.*UNKNOWN is not ready/,
      holds: /^\{"verdict":"UNKNOWN","releases":\[\]/,
    }));
  it('cuts a long list of releases and says so', () =>
    check(
      readinessAnswer(
        { ...report, releases: Array.from({ length: 12 }, () => releaseReport()) },
        { ...page, detail: 'reasons' },
      ),
      {
        says: /the worst of all releases\. 12 releases, 60 reasons\..* Only the first 10 releases are listed/,
        holds: /"releases":\[/,
      },
    ));
});

describe('the answer about items', () => {
  const item = (line: number, state: ItemReport['state']): ItemReport => ({
    line,
    column: 3,
    state,
    text: `Step ${line}`,
    depth: 1,
    section: ['Release', 'Testing'],
  });
  const file = {
    file: 'a.md',
    items: [item(1, 'done'), item(2, 'todo'), item(3, 'todo'), item(4, 'todo')],
    near: [{ line: 9, column: 1, why: 'emptyBrackets' }],
    findings: [],
  } as const;
  const unread = [{ file: 'b.md', message: 'it is too large', fix: 'Split it.' }];

  it('lists and counts', () =>
    check(itemsAnswer({ files: [file], unread: [] }, page), {
      says: /^4 items in 1 file\. Of 4 items, 1 to 2 are listed; call again with offset 2 for the next\. 1 line look/,
      holds:
        /^\{"states":\{"done":1,"todo":3\},"items":\[\{"file":"a\.md","line":1,"state":"done","text":"Step 1","section":"Release > Testing"\}/,
    }));
  it('lists one state', () =>
    check(itemsAnswer({ files: [file], unread: [] }, { limit: 1, offset: 2, state: 'todo' }), {
      says: /^3 items in state todo, of 4 in 1 file\. Of 3 items, 3 to 3 are listed; there are no more\./,
      holds: /"items":\[\{"file":"a\.md","line":4,/,
    }));
  it('says that it is not complete', () =>
    check(itemsAnswer({ files: [file], unread }, page), {
      says: /1 file could not be read in full, so the list is not complete/,
      holds: /"unread":\[\{"file":"b\.md"/,
    }));
});

describe('the answer about breaking changes', () => {
  const change = (level: ChangeReport['level'], subject: string): ChangeReport => ({
    rule: 'typescript/export-removed',
    detector: 'typescript',
    level,
    confidence: 'proven',
    subject,
    message: `${subject} is gone.`,
    fix: 'Keep it.',
    head: { path: 'src/a.ts', line: 3, column: 1 },
    args: {},
    aliases: [],
  });
  const report: BreakingReport = {
    schema: 'release-readiness/breaking/1',
    base: { name: 'v1.0.0' },
    head: { name: 'HEAD' },
    bump: 'major',
    profiles: {},
    changes: [change('minor', 'c'), change('major', 'a'), change('review', 'b')],
    accepted: [],
    undeclared: [],
    analysed: [{ path: 'src/a.ts', detector: 'typescript' }],
    notAnalysed: [],
    notes: [],
  };

  it('has the heaviest first', () =>
    check(changesAnswer(report, page), {
      says: /^1 breaking, 1 to review, 1 added\. Least version part that has to rise: major\. Of 3 changes, 1 to 2 are listed/,
      holds: /"changes":\[[^\]]*"subject":"a"[^\]]*"at":"src\/a\.ts:3"[^\]]*"subject":"b"[^\]]*\],"accepted"/,
    }));
  it('says what was not looked at', () =>
    check(
      changesAnswer(
        {
          ...report,
          changes: [],
          bump: 'none',
          notAnalysed: [
            { path: 'src/b.ts', reason: 'timeBudget', detail: '' },
            { path: 'a.bin', reason: 'unsupported', detail: '' },
          ],
        },
        page,
      ),
      {
        says: /^No breaking changes\..* 1 file was not analysed, so more may break.* 1 changed file has a form/,
        holds:
          /"notAnalysed":\{"reasons":\{"ran out of time":1,"not supported":1\},"files":\[\{"path":"src\/b\.ts"/,
      },
    ));
  it('says that nothing was compared', () =>
    check(changesAnswer({ ...report, changes: [], analysed: [] }, page), {
      says: /so nothing was compared/,
      holds: /"analysed":0/,
    }));
});
