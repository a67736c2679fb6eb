/** Sections that come from files: what has to be done when deploying, what was updated, what was tested, how to go back. */
import { formatInstant } from '../base/instant.ts';
import type { DependencyChange } from '../history/model.ts';
import { codeSpan, escapeMarkdown, oneLine } from './escape.ts';
import type { NotesFacts, TestResult } from './facts.ts';
import { counted, formLines, line, listed } from './lines.ts';
import { safeUrl } from './links.ts';
import type { Evidence, NotesLine } from './model.ts';

export function deploymentLines(facts: NotesFacts): readonly NotesLine[] {
  const { migrations, configuration, flags } = facts.deployment;
  const counts = [
    ...(migrations.length === 0 ? [] : [counted(migrations.length, 'database migration')]),
    ...(configuration.length === 0 ? [] : [counted(configuration.length, 'configuration change')]),
    ...(flags.length === 0 ? [] : [counted(flags.length, 'feature flag change')]),
  ];
  const answers = deploymentAnswers(facts);
  return [
    ...(counts.length === 0
      ? formLines('deployment', [0])
      : [line('form/deployment/0', `This release has ${listed(counts)}.`, { source: 'diff' })]),
    line('form/deployment/1', `- Database migrations: ${answers.migrations.text}`, answers.migrations),
    line(
      'form/deployment/2',
      `- Configuration changes required: ${answers.configuration.text}`,
      answers.configuration,
    ),
    line('form/deployment/3', `- Downtime required: ${answers.downtime.text}`, answers.downtime),
    line('form/deployment/4', `- Feature flags: ${answers.flags.text}`, answers.flags),
  ];
}

export interface Answer {
  readonly text: string;
  readonly source: 'diff' | 'form';
  readonly evidence: readonly Evidence[];
}

/** What the form asks about the deployment, as far as the comparison can tell. */
export function deploymentAnswers({
  deployment,
  gaps,
}: NotesFacts): Readonly<Record<'migrations' | 'configuration' | 'downtime' | 'flags', Answer>> {
  const { migrations, configuration, flags } = deployment;
  const locking = migrations.find((migration) => migration.locking !== undefined);
  const unread = gaps.length > 0;
  return {
    migrations:
      migrations.length === 0
        ? nothing('No', '[Yes/No, details if yes]', 'no migration was added or changed', unread)
        : {
            text: `Yes: ${migrationText(migrations)}`,
            source: 'diff',
            evidence: migrations.map(({ path, reversible }) => ({
              kind: 'file',
              path,
              note: reversibleWords[reversible],
            })),
          },
    configuration:
      configuration.length === 0
        ? nothing(
            'No',
            '[Yes/No, details if yes]',
            'no key of a configuration file was added, removed or changed',
            unread,
          )
        : {
            text: `Yes: ${shortList(configuration.map(({ key, change }) => `${codeSpan(key)} ${change}`))}`,
            source: 'diff',
            evidence: configuration.map(({ path, line: at }) => ({ kind: 'file', path, line: at })),
          },
    downtime: {
      text: `[Yes/No, duration if yes]${locking?.locking === undefined ? '' : ` (${codeSpan(`${locking.path}:${locking.locking.line}`)} locks a table: ${codeSpan(locking.locking.statement)})`}`,
      source: locking === undefined ? 'form' : 'diff',
      evidence:
        locking?.locking === undefined
          ? []
          : [{ kind: 'file', path: locking.path, line: locking.locking.line }],
    },
    flags:
      flags.length === 0
        ? nothing(
            'None added or removed',
            '[List any feature flags and their states]',
            'no flag was added or removed',
            unread,
          )
        : {
            text: shortList(
              flags.map(
                ({ key, change }) =>
                  `${codeSpan(key)} ${change === 'added' ? 'added, [State at release]' : 'removed'}`,
              ),
            ),
            source: 'diff',
            evidence: flags.map(({ path, line: at }) => ({ kind: 'file', path, line: at })),
          },
  };
}

const reversibleWords = {
  yes: 'reversible',
  no: 'not reversible',
  unknown: 'not known whether it is reversible',
};

function nothing(text: string, open: string, note: string, unread: boolean): Answer {
  return unread
    ? { text: open, source: 'form', evidence: [] }
    : { text, source: 'diff', evidence: [{ kind: 'searched', note }] };
}

export function migrationText(migrations: NotesFacts['deployment']['migrations']): string {
  const without = migrations.filter(({ reversible }) => reversible === 'no');
  const unknown = migrations.filter(({ reversible }) => reversible === 'unknown');
  const names = shortList(migrations.map(({ path }) => codeSpan(path)));
  const tail =
    without.length > 0
      ? `${without.length} not reversible`
      : unknown.length > 0
        ? `${unknown.length} not known to be reversible`
        : 'reversible';
  return `${counted(migrations.length, 'file')}, ${tail} (${names})`;
}

/** At most ten by name; the rest is counted. */
function shortList(words: readonly string[]): string {
  return words.length <= 10
    ? words.join(', ')
    : `${words.slice(0, 10).join(', ')} and ${words.length - 10} more`;
}

export function dependencyLines(facts: NotesFacts): readonly NotesLine[] {
  const { dependencies } = facts;
  if (dependencies.length === 0) {
    return facts.gaps.length > 0
      ? formLines('dependencies')
      : [
          line('form/dependencies/0', 'None', {
            source: 'diff',
            evidence: [{ kind: 'searched', note: 'no manifest changed a dependency' }],
          }),
        ];
  }
  const listedOnes = dependencies.filter(isForUsers).toSorted((a, b) => stepRank[a.step] - stepRank[b.step]);
  const rest = dependencies.length - listedOnes.length;
  return [
    ...listedOnes.map((change) =>
      line(
        `${change.ecosystem}:${change.name}@${change.manifest}/dependencies`,
        `- ${dependencyText(change)}`,
        {
          source: 'diff',
          evidence: [{ kind: 'file', path: change.manifest }],
        },
      ),
    ),
    ...(rest === 0
      ? []
      : [
          line(
            'count/dependencies',
            `- ${counted(rest, 'change')} of dependencies that are used for development only`,
            { source: 'diff' },
          ),
        ]),
  ];
}

/** What runs with the product; tools that only build it are counted. */
export function isForUsers({ kind, ecosystem }: DependencyChange): boolean {
  return kind === 'build' ? ecosystem === 'docker' : kind !== 'development';
}

export function dependencyText({ name, from, to, manifest }: DependencyChange): string {
  const folder = manifest.includes('/') ? ` (${codeSpan(manifest.slice(0, manifest.lastIndexOf('/')))})` : '';
  const shown = escapeMarkdown(name).replace(/^`(.*)`$/, '$1');
  if (from === undefined) {
    return `${shown}: Added at ${version(to)}${folder}`;
  }
  return to === undefined
    ? `${shown}: Removed, was ${version(from)}${folder}`
    : `${shown}: Updated from ${version(from)} to ${version(to)}${folder}`;
}

/** Ranges hold `~`, `*` and `>`, so that most need no escape only as code. */
function version(text: string | undefined): string {
  const plain = oneLine(text ?? '');
  return /^[\w.^+-]+$/.test(plain) && !plain.includes('_') ? plain : codeSpan(plain);
}

const stepRank = { major: 0, removed: 1, added: 2, minor: 3, other: 4, patch: 5 } as const;

export function testingLines({ tests }: NotesFacts): readonly NotesLine[] {
  const kinds = { unit: 1, integration: 2, performance: 4 } as const;
  const groups = testGroups(tests);
  const all = resultSum(tests);
  const evidence = tests.map(({ path }): Evidence => ({ kind: 'file', path }));
  const lineOf = (kind: keyof typeof kinds, words: string): readonly NotesLine[] => {
    const results = groups[kind];
    return results.length === 0
      ? formLines('testing', [kinds[kind]])
      : [
          line(`form/testing/${kinds[kind]}`, `- ${words}: ${resultText(results)}`, {
            source: 'files',
            evidence: results.map(({ path }) => ({ kind: 'file', path })),
          }),
        ];
  };
  return [
    ...(all.total === 0
      ? formLines('testing', [0])
      : [
          line('form/testing/0', `${counted(all.total, 'automated test')}: ${countsText(all)}.`, {
            source: 'files',
            evidence,
          }),
        ]),
    ...lineOf('unit', 'Unit tests'),
    ...lineOf('integration', 'Integration tests'),
    ...formLines('testing', [3]),
    ...lineOf('performance', 'Performance testing'),
  ];
}

export type TestKind = 'unit' | 'integration' | 'performance';

export function testGroups(tests: readonly TestResult[]): Readonly<Record<TestKind, readonly TestResult[]>> {
  const kindOf = ({ path }: TestResult): TestKind =>
    /integration|e2e|end-to-end|acceptance|playwright|cypress/i.test(path)
      ? 'integration'
      : /perf|bench|load-?test/i.test(path)
        ? 'performance'
        : 'unit';
  return {
    unit: tests.filter((test) => kindOf(test) === 'unit'),
    integration: tests.filter((test) => kindOf(test) === 'integration'),
    performance: tests.filter((test) => kindOf(test) === 'performance'),
  };
}

export interface ResultSum {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly total: number;
}

export function resultSum(tests: readonly TestResult[]): ResultSum {
  const sum = (of: (test: TestResult) => number | undefined) =>
    tests.reduce((all, test) => all + (of(test) ?? 0), 0);
  const [passed, failed, skipped] = [
    sum(({ passed: n }) => n),
    sum(({ failed: n }) => n),
    sum(({ skipped: n }) => n),
  ];
  return { passed, failed, skipped, total: passed + failed + skipped };
}

/** Pass rate, coverage, and how old the results are. */
export function resultText(tests: readonly TestResult[]): string {
  const sum = resultSum(tests);
  const ran = sum.passed + sum.failed;
  const coverage = tests.find((test) => test.coverage !== undefined)?.coverage;
  const oldest = Math.min(...tests.map(({ written }) => written));
  const parts = [
    ...(ran === 0 ? [] : [`${percent(sum.passed / ran)} passed (${sum.passed} of ${ran})`]),
    ...(sum.skipped === 0 ? [] : [`${sum.skipped} skipped`]),
    ...(coverage === undefined ? [] : [`coverage ${coverage.toFixed(1)} %`]),
  ];
  const age = `results of ${formatInstant(oldest)}${tests.some(({ stale }) => stale) ? ', older than the released commit' : ''}`;
  return `${parts.length === 0 ? '[pass rate]' : parts.join(', ')}; ${age}`;
}

/** Rounded down, so that 100 % means all. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}

function countsText({ passed, failed, skipped }: ResultSum): string {
  return listed([
    `${passed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ]);
}

export function rollbackLines({ runbook, deployment }: NotesFacts): readonly NotesLine[] {
  const irreversible = deployment.migrations.filter(({ reversible }) => reversible === 'no');
  return [
    ...(runbook === undefined
      ? formLines('rollback', [0])
      : [
          line('form/rollback/0', `**Rollback procedure**: See ${pathLink(runbook.path)}`, {
            source: 'files',
            evidence: [{ kind: 'file', path: runbook.path }],
          }),
        ]),
    ...irreversible.map(({ path }) =>
      line(`${path}/rollback`, `- ${codeSpan(path)} has no way back: [How to restore the data]`, {
        source: 'diff',
        evidence: [{ kind: 'file', path }],
      }),
    ),
    ...formLines('rollback', [1]),
  ];
}

function pathLink(path: string): string {
  return `[${escapeMarkdown(path)}](${path
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replace(/[()']/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)})`;
}

export function creditLines({ contributors }: NotesFacts): readonly NotesLine[] {
  const people = contributors.filter(({ bot }) => !bot);
  if (people.length === 0) {
    return formLines('credits');
  }
  const first = people.filter((one) => one.first === true);
  return [
    line('form/credits/0', `Thanks to ${listed(people.map(personText))}.`, { source: 'message' }),
    ...(first.length === 0
      ? []
      : [
          line('first/credits', `${listed(first.map(personText))} contributed for the first time.`, {
            source: 'message',
          }),
        ]),
  ];
}

/** `@login` where it is known, else the name. */
export function personText({ login, person }: NotesFacts['contributors'][number]): string {
  return login !== undefined && /^[A-Za-z0-9-]{1,39}$/.test(login)
    ? `@${login}`
    : escapeMarkdown(person.name);
}

export function feedbackLines({ feedback }: NotesFacts): readonly NotesLine[] {
  const url = feedback === undefined ? undefined : safeUrl(feedback.url);
  const shown =
    url ?? (feedback !== undefined && /^[\w./-]+$/.test(feedback.url) ? pathLink(feedback.url) : undefined);
  if (shown === undefined || feedback === undefined) {
    return formLines('feedback');
  }
  return [
    line('form/feedback/0', 'Tell us what does not work, and what you would like to see.', {
      source: 'files',
    }),
    line('form/feedback/1', `- Report issues: ${shown}`, {
      source: 'files',
      evidence: [{ kind: 'file', path: feedback.from }],
    }),
    ...formLines('feedback', [2]),
  ];
}
