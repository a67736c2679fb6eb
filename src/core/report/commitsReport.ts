/** What `commits` says: how each commit was read, and why. */
import { messageSentence, placementSentence } from '../history/catalog.ts';
import type { BreakingNote, CommitReading, Placement } from '../history/model.ts';
import { countPlacements } from '../history/placement.ts';
import type { PlacementCounts } from '../history/placement.ts';
import type { SideReport } from './breakingReport.ts';
import { side } from './breakingText.ts';
import { printable, printableJson, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

export interface CommitsReport {
  readonly schema: 'release-readiness/commits/1';
  readonly base: SideReport;
  readonly head: SideReport;
  /** They add up to the number of commits. */
  readonly counts: PlacementCounts & { readonly commits: number };
  readonly commits: readonly CommitReport[];
  /** Settings of other tools that were taken over, and what in them means nothing here. */
  readonly conventions: { readonly from: readonly string[]; readonly notRead: readonly string[] };
  readonly notes: readonly string[];
}

export interface CommitReport {
  readonly commit: string;
  readonly subject: string;
  readonly kind: string;
  readonly placement: Placement;
  /** The placement in words. */
  readonly why: string;
  readonly entries: readonly {
    readonly type?: string;
    readonly scopes: readonly string[];
    readonly description: string;
    readonly confidence: string;
    readonly breaking?: BreakingNote;
  }[];
  readonly references: CommitReading['references'];
  readonly marks: CommitReading['marks'];
  readonly reverts: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
  readonly coAuthors: readonly { readonly name: string; readonly email: string }[];
  /** Sentences about the spelling of the message. */
  readonly findings: readonly string[];
}

export interface CommitsInput {
  readonly base: SideReport;
  readonly head: SideReport;
  readonly commits: readonly CommitReading[];
  readonly placements: ReadonlyMap<string, Placement>;
  readonly conventions: { readonly from: readonly string[]; readonly notRead: readonly string[] };
  readonly notes: readonly string[];
}

export function commitsReport(input: CommitsInput): CommitsReport {
  const commits = input.commits.map((reading) => commitReport(reading, input.placements));
  const counts = countPlacements(commits.map(({ placement }) => placement));
  const { from, notRead } = input.conventions;
  return {
    schema: 'release-readiness/commits/1',
    base: input.base,
    head: input.head,
    counts: { commits: commits.length, ...counts },
    commits,
    conventions: { from, notRead },
    notes: input.notes,
  };
}

function commitReport(reading: CommitReading, placements: ReadonlyMap<string, Placement>): CommitReport {
  const { commit, kind, entries, references, marks, reverts, coAuthors, findings } = reading;
  const placement = placements.get(commit.id) ?? { outcome: 'toPlace', why: 'plain' };
  return {
    commit: commit.id,
    subject: subjectOf(commit.message),
    kind,
    placement,
    why: placementSentence(placement),
    entries,
    references,
    marks,
    reverts,
    author: { name: commit.author.name, email: commit.author.email },
    coAuthors,
    findings: findings.map(messageSentence),
  };
}

function subjectOf(message: string): string {
  return (/\S[^\r\n]*/.exec(message)?.[0] ?? '').trim();
}

export function commitsJson(report: CommitsReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

export function commitsText(report: CommitsReport, style: TextStyle): string {
  const { counts, commits, conventions, notes } = report;
  const { placed, hidden, toPlace } = counts;
  const lines = [
    `${style.bold(`${counts.commits} ${counts.commits === 1 ? 'commit' : 'commits'}`)}: ${placed} placed, ${hidden} hidden, ${toPlace} to place  ${style.faint(`${side(report.base)} to ${side(report.head)}`)}`,
    ...commits.flatMap((commit) => commitLines(commit, style)),
    ...(conventions.from.length === 0 ? [] : ['', `Conventions of ${conventions.from.join(', ')} are kept.`]),
    ...conventions.notRead.map((written) => `Not understood there: ${printable(written)}`),
    ...(notes.length === 0 ? [] : ['', style.bold('Notes'), ...notes.map((note) => `  ${printable(note)}`)]),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

function commitLines(commit: CommitReport, style: TextStyle): readonly string[] {
  const { placement, kind, entries } = commit;
  const outcome =
    placement.outcome === 'placed'
      ? style.good(`placed: ${commit.why}`)
      : placement.outcome === 'hidden'
        ? style.faint(`hidden: ${commit.why}`)
        : style.doubtful(`to place: ${commit.why}`);
  return [
    '',
    `${commit.commit.slice(0, 7)} ${printable(commit.subject)}`,
    `  ${kind}, ${outcome}`,
    ...entries.flatMap(({ type, scopes, description, breaking, confidence }) => [
      `  ${type ?? '?'}${scopes.length === 0 ? '' : `(${printable(scopes.join(', '))})`}${confidence === 'low' && type !== undefined ? '?' : ''}: ${printable(description)}`,
      ...(breaking === undefined
        ? []
        : [
            `  ${style.bad(breaking.certainty === 'certain' ? 'BREAKING' : 'perhaps BREAKING')} ${printable(breaking.text)}`,
          ]),
    ]),
    ...Object.entries(commit.marks).flatMap(([name, texts]) =>
      texts.map((text) => `  ${name}: ${printable(text)}`),
    ),
    ...commit.findings.map((finding) => `  ${style.faint(printable(finding))}`),
  ];
}
