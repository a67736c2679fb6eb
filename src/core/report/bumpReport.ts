/** What `bump` says: the least release type and version, and the evidence. */
import { compareVersions, formatVersion, parseVersion } from '../base/semver.ts';
import type { Version } from '../base/semver.ts';
import { allows, bumps, leastRelease, leastVersion } from '../breaking/bump.ts';
import type { Bump } from '../breaking/bump.ts';
import type { Catalogue } from '../breaking/catalog.ts';
import type { NotAnalysed } from '../breaking/change.ts';
import type { Undeclared } from '../breaking/commits/join.ts';
import type { Detection } from '../breaking/detect.ts';
import { changeReport, shownPlace, undeclaredReport, undeclaredTitle } from './breakingReport.ts';
import type { ChangeReport, SideReport, UndeclaredReport } from './breakingReport.ts';
import { side, undeclaredLines } from './breakingText.ts';
import { printable, printableJson, withoutLogCommands } from './printable.ts';
import type { TextStyle } from './text.ts';

export interface BumpReport {
  readonly schema: 'release-readiness/bump/1';
  readonly base: SideReport;
  readonly head: SideReport;
  readonly bump: Bump;
  /** The last version, where the base or its package.json names one. */
  readonly last?: string;
  /** The lowest version that may follow. */
  readonly least?: string;
  /** The version that package.json names by now, when it has been raised. */
  readonly stated?: { readonly version: string; readonly enough: boolean };
  readonly because: readonly ChangeReport[];
  /** Commits by the first word of their messages. */
  readonly commits?: Readonly<Record<string, number>>;
  /** Nobody has judged these yet; each may ask for more. */
  readonly undecided: readonly ChangeReport[];
  /** Breaking changes that no commit message declares. */
  readonly undeclared: readonly UndeclaredReport[];
  readonly notAnalysed: readonly NotAnalysed[];
  readonly notes: readonly string[];
}

export interface BumpInput {
  readonly base: SideReport;
  readonly head: SideReport;
  readonly detection: Detection;
  /** The version that the base was released as. */
  readonly release?: Version;
  readonly commitTypes?: Readonly<Record<string, number>>;
  /** Texts of package.json. */
  readonly manifests: { readonly base?: string; readonly head?: string };
  readonly undeclared: readonly Undeclared[];
  readonly notes: readonly string[];
}

export function bumpReport(input: BumpInput, catalogue: Catalogue): BumpReport {
  const least = leastRelease(input.detection.changes);
  const bump = larger(least.bump, bumpOfCommits(input.commitTypes));
  const last = input.release ?? versionIn(input.manifests.base);
  const lowest = last === undefined ? undefined : leastVersion(last, bump);
  const stated = versionIn(input.manifests.head);
  const raised = stated !== undefined && last !== undefined && compareVersions(stated, last) !== 0;
  return {
    schema: 'release-readiness/bump/1',
    base: input.base,
    head: input.head,
    bump,
    ...(last === undefined ? {} : { last: formatVersion(last) }),
    ...(lowest === undefined ? {} : { least: lowest }),
    ...(raised ? { stated: { version: formatVersion(stated), enough: allows(stated, last, bump) } } : {}),
    because: least.bump === 'none' ? [] : least.because.map((change) => changeReport(change, catalogue)),
    ...(input.commitTypes === undefined ? {} : { commits: input.commitTypes }),
    undecided: least.undecided.map((change) => changeReport(change, catalogue)),
    undeclared: input.undeclared.map(undeclaredReport),
    notAnalysed: input.detection.notAnalysed,
    notes: input.notes,
  };
}

export function bumpJson(report: BumpReport): string {
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

export function bumpText(report: BumpReport, style: TextStyle): string {
  const { bump, last, least, stated, commits } = report;
  const lines = [
    `${style.bold(bump === 'none' ? 'No release needed' : `At least ${bump}`)}${least === undefined ? '' : `: ${last} to ${least}`}  ${style.faint(`${side(report.base)} to ${side(report.head)}`)}`,
    ...(stated === undefined
      ? []
      : [
          stated.enough
            ? `package.json says ${stated.version}, which is enough.`
            : style.bad(`package.json says ${stated.version}, which is too low.`),
        ]),
    ...listed('Because', report.because, style),
    ...listed('To be judged', report.undecided, style),
    ...section(undeclaredTitle, undeclaredLines(report.undeclared), style),
    ...(commits === undefined || Object.keys(commits).length === 0
      ? []
      : [
          '',
          style.bold('Commits'),
          ...Object.entries(commits).map(([type, count]) => `  ${count} ${printable(type)}`),
        ]),
    ...section(
      'Not analysed',
      report.notAnalysed.map(({ path, reason, detail }) => `${path} ${reason} ${detail}`),
      style,
    ),
    ...section('Notes', report.notes, style),
  ];
  return withoutLogCommands(`${lines.join('\n').trimEnd()}\n`);
}

/** Features and fixes that no detector sees count as their authors call them. */
function bumpOfCommits(types: Readonly<Record<string, number>> | undefined): Bump {
  if (types?.['feat'] !== undefined || types?.['feature'] !== undefined) {
    return 'minor';
  }
  return types?.['fix'] !== undefined || types?.['perf'] !== undefined ? 'patch' : 'none';
}

function larger(a: Bump, b: Bump): Bump {
  return bumps.indexOf(a) >= bumps.indexOf(b) ? a : b;
}

function versionIn(manifest: string | undefined): Version | undefined {
  try {
    const parsed: unknown = JSON.parse(manifest ?? '');
    return typeof parsed === 'object' &&
      parsed !== null &&
      'version' in parsed &&
      typeof parsed.version === 'string'
      ? parseVersion(parsed.version)
      : undefined;
  } catch {
    return undefined;
  }
}

function listed(title: string, changes: readonly ChangeReport[], style: TextStyle): readonly string[] {
  return section(
    title,
    changes.map((change) => `${change.message}  ${shownPlace(change) || (change.commit?.slice(0, 7) ?? '')}`),
    style,
  );
}

function section(title: string, lines: readonly string[], style: TextStyle): readonly string[] {
  return lines.length === 0 ? [] : ['', style.bold(title), ...lines.map((line) => `  ${printable(line)}`)];
}
