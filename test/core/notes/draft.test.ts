import assert from 'node:assert/strict';
import { draftNotes } from '../../../src/core/notes/draft.ts';
import { escapeMarkdown } from '../../../src/core/notes/escape.ts';
import type { NotesFacts } from '../../../src/core/notes/facts.ts';
import { fillTemplate } from '../../../src/core/notes/customTemplate.ts';
import { readNotes, sectionNamed } from '../../../src/core/notes/read.ts';
import {
  notesChangelog,
  notesGithub,
  notesJson,
  notesMarkdown,
  notesText,
} from '../../../src/core/notes/render.ts';
import {
  knownPlaceholders,
  placeholdersIn,
  sectionIds,
  templateText,
} from '../../../src/core/notes/template.ts';
import type { SectionId } from '../../../src/core/notes/template.ts';
import { commitsOf, github, noFacts, seen } from '../../support/notesFacts.ts';

interface Case {
  readonly name: string;
  readonly section: SectionId;
  readonly commits?: readonly string[];
  readonly facts?: Partial<NotesFacts>;
  /** Lines of the section. */
  readonly lines: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a feature with its area',
    section: 'features',
    commits: ['feat(export): write CSV (#4)'],
    lines: ['- **Export**: Write CSV ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'a thing that went wrong',
    section: 'fixes',
    commits: ['fix: wrong colour of links (#4)'],
    lines: [
      '- Resolved problem with wrong colour of links ([#4](https://github.com/example/product/pull/4))',
    ],
  },
  {
    name: 'something that happened',
    section: 'fixes',
    commits: ['fix: links are blue (#4)'],
    lines: ['- Fixed issue where links are blue ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'an order',
    section: 'fixes',
    commits: ['fix: handle empty files (#4)'],
    lines: ['- Fixed: handle empty files ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'a figure makes it performance',
    section: 'performance',
    commits: ['perf: load 40 % faster (#4)'],
    lines: ['- Load 40 % faster ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'no figure makes it an improvement',
    section: 'improvements',
    commits: ['perf: load faster (#4)'],
    lines: ['- Load faster ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'nothing, when every commit is known',
    section: 'features',
    commits: ['fix: a (#4)'],
    lines: ['None'],
  },
  {
    name: 'the form, when a commit is not',
    section: 'features',
    commits: ['Polish things'],
    lines: ['- **[Feature Name]**: [Description of feature and value to users]'],
  },
  {
    name: 'the form, when nothing is known at all',
    section: 'features',
    lines: ['- **[Feature Name]**: [Description of feature and value to users]'],
  },
  {
    name: 'neither side of a revert',
    section: 'fixes',
    commits: [
      'Revert "fix: links are blue (#4)"\n\nThis reverts commit 0001c0ffee000000000000000000000000000000.',
      'fix: links are blue (#4)',
    ],
    lines: ['None'],
  },
  {
    name: 'a revert of something older',
    section: 'fixes',
    commits: ['Revert "feat: dark theme (#2)" (#9)'],
    lines: ['- Reverted: Dark theme ([#9](https://github.com/example/product/pull/9))'],
  },
  { name: 'none breaks when both looked', section: 'breaking', commits: ['fix: a'], lines: ['None'] },
  {
    name: 'not "None" when the code was not compared whole',
    section: 'breaking',
    commits: ['fix: a'],
    facts: { gaps: ['a file is too large'] },
    lines: ['[List any breaking changes, or state "None"]'],
  },
  {
    name: 'not "None" when a change has to be judged',
    section: 'breaking',
    facts: { changes: [seen('x', { level: 'review' })] },
    lines: ['[List any breaking changes, or state "None"]'],
  },
  {
    name: 'what only a message says',
    section: 'breaking',
    commits: ['feat!: drop the client (#4)'],
    lines: ['- Drop the client ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'what only the comparison saw',
    section: 'breaking',
    facts: { changes: [seen('helper')] },
    lines: ['- `helper` is no longer exported (`src/index.ts`)'],
  },
  {
    name: 'what both saw, once',
    section: 'breaking',
    commits: ['feat!: drop helper (#4)'],
    facts: { changes: [seen('helper')] },
    lines: [
      '- Drop helper ([#4](https://github.com/example/product/pull/4))',
      '  - `helper` is no longer exported (`src/index.ts`)',
    ],
  },
  {
    name: 'no details of a security fix without a public id',
    section: 'security',
    commits: ['fix(security): tokens leak into the log (#4)'],
    lines: ['- [CVE ID if applicable]: [Description] ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'a security fix with its id',
    section: 'security',
    commits: ['fix: check names, CVE-2026-10001 (#4)'],
    lines: ['- CVE-2026-10001: Check names ([#4](https://github.com/example/product/pull/4))'],
  },
  {
    name: 'a deprecation with all that is known',
    section: 'deprecations',
    commits: ['feat: x\n\nDEPRECATED: connect, use open, will be removed in 3.0.0'],
    lines: [
      '- **`connect`**: Deprecated in this release, will be removed in 3.0.0',
      '  - **Alternative**: Use open',
      '  - **Timeline**: Removal planned for the release of 3.0.0',
    ],
  },
  {
    name: 'a way back that is missing',
    section: 'rollback',
    facts: {
      deployment: { migrations: [{ path: 'db/1.sql', reversible: 'no' }], configuration: [], flags: [] },
    },
    lines: [
      '**Rollback procedure**: [Brief description or link to runbook]',
      '- `db/1.sql` has no way back: [How to restore the data]',
      '**Rollback time estimate**: [time estimate]',
    ],
  },
];

function documentOf({ commits = [], facts = {} }: Pick<Case, 'commits' | 'facts'>) {
  return draftNotes({ ...noFacts, links: github, ...facts, commits: commitsOf(...commits) });
}

function check(one: Case): void {
  const section = documentOf(one).sections.find(({ id }) => id === one.section);
  assert.deepEqual(
    section?.lines.map(({ text }) => text),
    one.lines,
  );
}

describe('draft of release notes', () => {
  for (const one of cases) {
    it(`${one.section}: ${one.name}`, () => check(one));
  }

  it('names who saw a break', () => {
    const sources = (commits: readonly string[], subjects: readonly string[]) =>
      documentOf({ commits, facts: { changes: subjects.map((subject) => seen(subject)) } })
        .sections.find(({ id }) => id === 'breaking')
        ?.lines.map(({ source }) => source);
    assert.deepEqual(sources(['feat!: drop helper'], []), ['message']);
    assert.deepEqual(sources([], ['helper']), ['diff']);
    assert.deepEqual(sources(['feat!: drop helper'], ['helper']), ['both', 'both']);
  });

  it('places, hides or leaves every commit', () => {
    const { counts, commits } = documentOf({
      commits: ['feat: a', 'chore: b', 'Polish', 'fix!: c', "Merge branch 'x'"],
    });
    assert.equal(counts.placed + counts.hidden + counts.toPlace, commits.length);
  });
});

describe('the form', () => {
  it('has 19 headings and 52 placeholders, 44 of them different', () => {
    assert.equal(sectionIds.length, 19);
    assert.equal(placeholdersIn(templateText()).length, 52);
    assert.equal(knownPlaceholders.size, 44);
  });

  it('is what is drafted of nothing at all', () => {
    const { changes: _, ...nothing } = noFacts;
    const text = notesMarkdown(draftNotes({ ...nothing, gaps: ['nothing was read'] }));
    // The same line twice asks the same question.
    const once = templateText()
      .replace('- **[Feature Name]**: [Description of feature and value to users]\n', '')
      .replace('- **[Area]**: [Description of improvement]\n', '');
    assert.equal(text, once);
  });

  it('is read back section by section', () => {
    const view = readNotes(templateText());
    assert.equal(view.style, 'template');
    for (const id of sectionIds) assert.ok(sectionNamed(view, id) !== undefined, id);
  });
});

const hostile: readonly (readonly [string, string])[] = [
  ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
  ['[click](http://evil.example)', '\\[click\\](http\\://evil.example)'],
  ['\u001b[31mred\u001b[0m and \u202eback', 'red and back'],
  ['$(rm -rf) ${HOME}', '\\$(rm -rf) \\${HOME}'],
  ['ping @ana and @org/team', 'ping `@ana` and `@org/team`'],
  ['a fix, closes #12, Fixes: #13 and resolves owner/repo#4', 'a fix, see #12, see #13 and see owner/repo#4'],
  ['keep `code <b> @x` as it is', 'keep `code <b> @x` as it is'],
  ['**bold** _it_ ~~no~~ a|b', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ a\\|b'],
  ['# heading', '\\# heading'],
  ['1. list', '1\\. list'],
  ['line one\n# two', 'line one # two'],
];

describe('text of commits in notes', () => {
  for (const [text, escaped] of hostile) {
    it(`${JSON.stringify(text)} does nothing`, () => assert.equal(escapeMarkdown(text), escaped));
  }
});

describe('forms of notes', () => {
  const document = draftNotes(
    {
      ...noFacts,
      links: github,
      commits: commitsOf('feat: themes (#1)', 'fix: links are blue (#2)', 'feat!: drop helper (#3)'),
      changes: [seen('helper')],
    },
    { version: '2.0.0', date: '2026-11-23' },
  );

  it('an entry of a change log', () => {
    assert.equal(
      notesChangelog(document),
      [
        '## [2.0.0] - 2026-11-23',
        '',
        '### Added',
        '',
        '- Themes ([#1](https://github.com/example/product/pull/1))',
        '',
        '### Changed',
        '',
        '- **Breaking**: Drop helper ([#3](https://github.com/example/product/pull/3))',
        '  - `helper` is no longer exported (`src/index.ts`)',
        '',
        '### Fixed',
        '',
        '- Fixed issue where links are blue ([#2](https://github.com/example/product/pull/2))',
        '',
        '[2.0.0]: https://github.com/example/product/compare/v1.2.0...v2.0.0',
        '',
      ].join('\n'),
    );
  });

  it('the body of a release has no blanks and no title', () => {
    const text = notesGithub(document);
    assert.doesNotMatch(text, /^# |\[Description|Known Issues/m);
    assert.match(
      text,
      /\n\*\*Full changelog\*\*: https:\/\/github\.com\/example\/product\/compare\/v1\.2\.0\.\.\.v2\.0\.0\n$/,
    );
  });

  it('plain text has no marks', () => {
    assert.match(notesText(document), /^RELEASE 2\.0\.0 - 2026-11-23\n=+\n/);
    assert.match(notesText(document), /\n- Themes \(#1\)\n/);
  });

  it('data has a schema and every commit', () => {
    const data: unknown = JSON.parse(notesJson(document));
    assert.ok(
      typeof data === 'object' &&
        data !== null &&
        'schema' in data &&
        data.schema === 'release-readiness/notes/1',
    );
    assert.match(notesJson(document), /"placement"/);
  });

  it("a team's own form keeps its words, and says what it has no place for", () => {
    const { text, unplaced } = fillTemplate(
      '# Product {{version}} ({{date}})\n\nHello.\n\n## 🚀 New features\n\n- none yet\n\n## Our thanks to sponsors\n\nYou know who you are.\n\n## Fixes\n<!-- one line each -->\n',
      document,
    );
    assert.equal(
      text,
      '# Product 2.0.0 (2026-11-23)\n\nHello.\n\n## 🚀 New features\n\n- Themes ([#1](https://github.com/example/product/pull/1))\n\n## Our thanks to sponsors\n\nYou know who you are.\n\n## Fixes\n- Fixed issue where links are blue ([#2](https://github.com/example/product/pull/2))\n\n<!-- one line each -->\n',
    );
    assert.ok(unplaced.includes('breaking') && !unplaced.includes('features'));
  });
});
