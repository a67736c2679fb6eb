import assert from 'node:assert/strict';
import { worstVerdict } from '../../../src/core/report/checkReport.ts';
import type { CheckReport } from '../../../src/core/report/checkReport.ts';
import { htmlReport } from '../../../src/core/report/html.ts';
import { jsonReport } from '../../../src/core/report/json.ts';
import { junitReport } from '../../../src/core/report/junit.ts';
import { markdownReport } from '../../../src/core/report/markdown.ts';
import { sarifReport } from '../../../src/core/report/sarif.ts';
import { explainedReport, textReport } from '../../../src/core/report/text.ts';
import type { TextStyle } from '../../../src/core/report/text.ts';
import type { Verdict } from '../../../src/core/readiness/model.ts';
import { hostileTexts, reason, releaseReport, report, reportSaying } from '../../support/checkReports.ts';
import { elementsOf } from '../../support/markup.ts';
import { sarifProblems } from '../../support/sarifShape.ts';

const same = (text: string) => text;
const plain: TextStyle = { bold: same, faint: same, good: same, bad: same, doubtful: same };

const formats: Readonly<Record<string, (report: CheckReport) => string>> = {
  text: (given) => textReport(given, plain),
  json: jsonReport,
  markdown: markdownReport,
  html: htmlReport,
  junit: junitReport,
  sarif: (given) => sarifReport(given, { version: '1.2.3' }),
};

describe('every report format', () => {
  for (const [name, render] of Object.entries(formats)) {
    it(`${name}: gives the same bytes for the same report`, () => {
      assert.equal(render(report()), render(structuredClone(report())));
    });

    it(`${name}: names the reason and ends with one line end`, () => {
      assert.match(render(report()), /Run the tests/);
      assert.match(render(report()), /[^\n]\n$/);
    });

    for (const text of hostileTexts) {
      it(`${name}: lets ${JSON.stringify(text)} do nothing`, () => {
        const output = render(reportSaying(text));
        assert.doesNotMatch(
          output,
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028]/,
        );
        assert.doesNotMatch(output, /^\s*::|##\[|##vso\[/im);
      });
    }
  }
});

describe('the worst verdict', () => {
  function check(verdicts: readonly Verdict[], expected: Verdict): void {
    assert.equal(worstVerdict(verdicts), expected);
  }

  const cases: readonly (readonly [verdicts: readonly Verdict[], expected: Verdict])[] = [
    [[], 'unknown'],
    [['go'], 'go'],
    [['go', 'conditionalGo'], 'conditionalGo'],
    [['conditionalGo', 'noGo', 'go'], 'noGo'],
    [['noGo', 'unknown'], 'unknown'],
  ];
  for (const [verdicts, expected] of cases) {
    it(`of ${verdicts.join(', ') || 'none'}`, () => check(verdicts, expected));
  }
});

describe('text report', () => {
  it('says the verdict first, then the reasons with their places', () => {
    assert.equal(
      textReport(
        report({
          releases: [
            releaseReport({ reasons: [reason({ line: 12, column: 3 }), reason({ line: 14, column: 3 })] }),
          ],
        }),
        plain,
      ),
      `NO-GO  1.4.0  minor, 62 %, 18 of 29 done, 1 blocking

releases/1.4.0/checklist.md:12:3  no-go  Open: Run the tests
releases/1.4.0/checklist.md:14:3  no-go  Open: Run the tests
    Do it and tick it.

Sections
  Testing  3/5  1 blocking  due 2026-11-23T09:00:00Z

Stages
  Verification  overdue since 2026-11-23T08:30:00Z  Check the health

Files
  releases/1.4.0/checklist.md  Used because it stands in a release folder.

Next  Run the tests, due 2026-11-23T09:00:00Z

Left out
  docs/todo.md  It has no check boxes.
`,
    );
  });

  it('says with each step where it is, who may do it and the command', () => {
    assert.match(
      explainedReport(report(), plain),
      /\n\nWhat would turn it green\n {2}1\. Do it and tick it: Run the tests {2}\(@ana\)\n {5}releases\/1\.4\.0\/checklist\.md:12:3\n {5}release-readiness tick releases\/1\.4\.0\/checklist\.md:12\n/,
    );
    const ready = report({ releases: [releaseReport({ verdict: 'go', reasons: [], path: [] })] });
    assert.doesNotMatch(explainedReport(ready, plain), /turn it green/);
  });

  it('says the verdict of all releases before the first', () => {
    const two = report({
      verdict: 'unknown',
      releases: [releaseReport(), releaseReport({ verdict: 'unknown' })],
    });
    assert.match(textReport(two, plain), /^UNKNOWN\n\nNO-GO /);
  });
});

describe('JSON report', () => {
  it('is the report', () => {
    assert.deepEqual(JSON.parse(jsonReport(report())), report());
  });
});

describe('Markdown report', () => {
  it('escapes what Markdown would read', () => {
    const output = markdownReport(reportSaying('<b>[x](y)</b> | `c` @ana https://a.example'));
    assert.doesNotMatch(output, /<b>|\[x\]|`c`|@ana|https:\/\//);
  });

  it('keeps one row a reason', () => {
    const rows = markdownReport(report())
      .split('\n')
      .filter((line) => line.startsWith('| no-go'));
    assert.deepEqual(rows, [
      '| no-go | Open: Run the tests<br>Do it and tick it. | releases/1.4.0/checklist.md:12:3 |',
    ]);
  });
});

describe('what would turn it green', () => {
  for (const [name, render] of Object.entries({ markdown: formats.markdown, html: formats.html })) {
    it(`${name}: is a section of its own`, () => {
      assert.match(render?.(report()) ?? '', /What would turn it green/);
      assert.match(render?.(report()) ?? '', /release-readiness tick/);
    });
  }
});

describe('HTML report', () => {
  for (const text of hostileTexts) {
    it(`has no element of ${JSON.stringify(text)}`, () => {
      const expected = elementsOf(htmlReport(reportSaying('harmless')));
      assert.deepEqual(elementsOf(htmlReport(reportSaying(text))), expected);
    });
  }

  it('is one accessible page that loads nothing', () => {
    const page = htmlReport(report());
    assert.match(page, /^<!doctype html>\n<html lang="en">/);
    assert.match(page, /<title>Release readiness: NO-GO<\/title>/);
    assert.equal(page.match(/<h1>/g)?.length, 1);
    assert.doesNotMatch(page, /<script|\ssrc=|\shref=|url\(|@import/i);
    for (const row of page.match(/<thead>.*<\/thead>/g) ?? []) {
      assert.match(row, /^<thead><tr>(?:<th scope="col">[^<]+<\/th>)+<\/tr><\/thead>$/);
    }
  });

  it('has landmarks, and every table is named and has row and column headers', () => {
    const page = htmlReport(report({ problems: [reason({ weight: 'unknown' })] }));
    const once = (pattern: RegExp): void => assert.equal(page.match(pattern)?.length, 1, String(pattern));
    once(/<html lang="en">/g);
    once(/<title>[^<]+<\/title>/g);
    once(/<header>/g);
    once(/<main>/g);
    once(/<meta name="viewport"/g);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
    assert.equal(new Set(ids).size, ids.length);
    const named = [...page.matchAll(/ aria-labelledby="([^"]+)"/g)].map((match) => match[1] ?? '');
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
    assert.equal(page.match(/<table/g)?.length, page.match(/<table aria-labelledby=/g)?.length);
    assert.equal(page.match(/<section/g)?.length, page.match(/<section aria-labelledby=/g)?.length);
    for (const row of page.match(/<tr>(?!<th scope="col">).*<\/tr>/g) ?? []) {
      assert.match(row, /^<tr><th scope="row">/);
    }
  });

  it('takes every colour from the tested ones, and has rules for paper behind all others', () => {
    const css = /<style>([^]*)<\/style>/.exec(htmlReport(report()))?.[1] ?? '';
    const outside = css.replace(/:root \{[^}]*\}/g, '');
    assert.doesNotMatch(outside, /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|opacity/i);
    const used = [...outside.matchAll(/(?<![\w-])(?:color|background): var\(--(\w+)\)/g)].map(
      (match) => match[1],
    );
    assert.deepEqual([...new Set(used)].toSorted(byText), ['doubt', 'faint', 'go', 'ink', 'paper', 'stop']);
    const print = css.slice(css.indexOf('@media print'));
    for (const rule of ['break-inside: avoid', 'display: table-header-group', '--paper: #ffffff', '@page']) {
      assert.ok(print.includes(rule), rule);
    }
    assert.doesNotMatch(css.slice(0, css.indexOf('@media print')), /@media print/);
    assert.equal(
      print.trimEnd().split('}\n}').length,
      2,
      'print comes last, so that dark cannot win on paper',
    );
  });

  it('has enough contrast in light, in dark and on paper', () => {
    const schemes = [...htmlReport(report()).matchAll(/:root \{ ([^}]+) \}/g)].map((match) => match[1] ?? '');
    assert.equal(schemes.length, 3);
    for (const scheme of schemes) {
      const colours = new Map(
        [...scheme.matchAll(/--(\w+): (#\w{6});/g)].map((match) => [match[1], match[2] ?? '']),
      );
      for (const ink of ['ink', 'faint', 'go', 'doubt', 'stop']) {
        const ratio = contrast(colours.get(ink) ?? '', colours.get('paper') ?? '');
        assert.ok(ratio >= 4.5, `${ink} in ${scheme}: ${ratio}`);
      }
    }
  });
});

describe('JUnit report', () => {
  it('counts what it lists', () => {
    const xml = junitReport(report());
    const elements = elementsOf(xml);
    const count = (name: string) => elements.filter((element) => element === `<${name}>`).length;
    assert.match(xml, /<testsuites name="release-readiness: NO-GO" tests="5" failures="1" errors="1">/);
    assert.deepEqual([count('testcase'), count('failure'), count('error')], [5, 1, 1]);
  });

  it('has one passing case for a release that is ready', () => {
    const xml = junitReport(
      report({ verdict: 'go', releases: [releaseReport({ verdict: 'go', reasons: [] })] }),
    );
    assert.match(
      xml,
      /<testsuite name="1.4.0" tests="1" failures="0" errors="0">\n<testcase classname="1.4.0" name="ready"\/>/,
    );
  });

  for (const text of hostileTexts) {
    it(`stays XML with ${JSON.stringify(text)}`, () => {
      const expected = elementsOf(junitReport(reportSaying('harmless')));
      assert.deepEqual(elementsOf(junitReport(reportSaying(text))), expected);
    });
  }
});

describe('SARIF report', () => {
  function check(given: CheckReport): void {
    assert.deepEqual(sarifProblems(JSON.parse(sarifReport(given, { version: '1.2.3' }))), []);
  }

  it('has the shape of version 2.1.0', () => check(report()));
  it('has it without any reason', () => check(report({ releases: [] })));
  for (const text of hostileTexts) {
    it(`has it with ${JSON.stringify(text)}`, () => check(reportSaying(text)));
  }

  it('is refused by the check when something is missing', () => {
    const log = JSON.parse(sarifReport(report(), { version: '1.2.3' }));
    delete log.runs[0].results[0].message;
    delete log.runs[0].tool.driver.name;
    log.runs[0].results[1].locations[0].physicalLocation.region.startLine = 0;
    assert.deepEqual(sarifProblems(log), [
      'runs[0].tool.driver.name',
      'runs[0].results[0].message.text',
      'runs[0].results[1].locations[0].physicalLocation.region.startLine',
    ]);
  });
});

function byText(a = '', b = ''): number {
  return a < b ? -1 : 1;
}

/** Contrast of two colours after WCAG 2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('headings of the page', () => {
  function check(given: CheckReport): void {
    const levels = [...htmlReport(given).matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    assert.equal(levels[0], 1);
    for (const [index, level] of levels.entries()) {
      assert.ok(level <= (levels[index - 1] ?? 1) + 1, `h${level} after h${levels[index - 1]}`);
    }
  }

  it('leave no level out, with problems of the whole and without', () => {
    check(report());
    check({ ...report(), problems: [reason({})] });
    check({ ...report(), releases: [], problems: [reason({})] });
  });
});
