import { verdictWords } from '../readiness/catalog.ts';
import type { CheckReport, ReasonReport, ReleaseReport } from '../report/checkReport.ts';
import { placeOf, weightLabels } from '../report/checkReport.ts';
import { answer, counted, onPage, pageSentence, tally } from './answer.ts';
import type { Page, ToolResult } from './answer.ts';

/** The verdict with the heaviest reasons; everything that is left out is counted. */
export function readinessAnswer(
  { verdict, releases, leftOut, problems }: CheckReport,
  options: Page & { readonly detail: 'reasons' | 'path' },
): ToolResult {
  const most = Math.max(0, ...releases.map(({ reasons }) => reasons.length));
  const listed = releases.slice(0, mostReleases);
  return answer(
    [
      `Verdict: ${verdictWords[verdict]}${releases.length === 1 ? '' : ', the worst of all releases'}.`,
      releases.length === 0
        ? 'No release checklist was read: see problems for what to create or name.'
        : `${counted(releases.length, 'release')}, ${counted(reasonsOf(releases).length, 'reason')}.`,
      verdict === 'unknown' ? 'UNKNOWN is not ready: something could not be read or decided.' : '',
      pageSentence(releases.length === 1 ? 'reasons' : 'reasons of the longest list', most, options),
      releases.length > listed.length
        ? `Only the first ${listed.length} releases are listed; name one with release for another.`
        : '',
      options.detail === 'path' || verdict === 'go'
        ? ''
        : 'Call again with explain true for the steps that would turn it green.',
    ],
    {
      verdict: verdictWords[verdict],
      releases: listed.map((release) => releaseData(release, options)),
      problems: problems.map(reasonData),
      leftOut: { count: leftOut.length, files: leftOut.slice(0, mostFiles) },
    },
  );
}

const mostReleases = 10;
const mostFiles = 10;

function reasonsOf(releases: readonly ReleaseReport[]): readonly ReasonReport[] {
  return releases.flatMap(({ reasons }) => reasons);
}

function releaseData(
  release: ReleaseReport,
  { detail, ...page }: Page & { readonly detail: 'reasons' | 'path' },
): Readonly<Record<string, unknown>> {
  const { name, version, type, verdict, percent, done, total, blocking, plannedStart, commit } = release;
  const { forced, next, reasons, path, files } = release;
  return {
    name,
    version,
    type,
    verdict: verdictWords[verdict],
    percent,
    done,
    total,
    blocking,
    plannedStart,
    commit,
    forced,
    next,
    reasonCounts: tally(reasons.map(({ weight }) => weightLabels[weight])),
    reasons: onPage(reasons, page).map(reasonData),
    moreReasons: Math.max(0, reasons.length - page.offset - page.limit),
    ...(detail === 'path'
      ? {
          path: onPage(path, page).map(({ what, command, who, answers, ...where }) => ({
            what,
            at: placeOf(where),
            who,
            answers,
            command,
          })),
          morePath: Math.max(0, path.length - page.offset - page.limit),
        }
      : {}),
    files: files.slice(0, mostFiles),
    moreFiles: Math.max(0, files.length - mostFiles),
  };
}

function reasonData({
  weight,
  code,
  message,
  fix,
  ...where
}: ReasonReport): Readonly<Record<string, unknown>> {
  return { weight: weightLabels[weight], code, message, fix, at: placeOf(where) };
}
