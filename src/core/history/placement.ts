/** Where each commit ends in notes: in a section, hidden by a named rule, or with a person who has to decide. */
import type { Conventions } from './conventions.ts';
import type { CommitReading, Entry, Placement } from './model.ts';
import { pairReverts } from './reverts.ts';
import type { Cancelled } from './reverts.ts';
import { isUserVisible, typeOfVerb } from './subjects.ts';
import { meaningOf } from './types.ts';
import type { Meaning } from './types.ts';

/** Sections that the built-in rules know; the conventions of a team may name others. */
export const sections = [
  'features',
  'improvements',
  'fixes',
  'performance',
  'breaking',
  'deprecations',
  'security',
  'known-issues',
  'dependencies',
] as const;
export type Section = (typeof sections)[number];

/** What the other commits of the range mean for one. */
export interface PlacementContext {
  readonly cancelled?: Cancelled;
  /** Commits that a shown pull request stands for, or pull requests whose commits are shown. */
  readonly folded?: ReadonlyMap<string, string>;
  readonly conventions?: Conventions;
}

/** One for each commit, so that the numbers add up to the commits of the range. */
export function placementsOf(
  readings: readonly CommitReading[],
  context: Omit<PlacementContext, 'cancelled'> = {},
): ReadonlyMap<string, Placement> {
  const cancelled = pairReverts(readings);
  return new Map(
    readings.map((reading) => [reading.commit.id, placementOf(reading, { ...context, cancelled })] as const),
  );
}

export interface PlacementCounts {
  readonly placed: number;
  readonly hidden: number;
  readonly toPlace: number;
}

export function countPlacements(placements: Iterable<Placement>): PlacementCounts {
  const counts = { placed: 0, hidden: 0, toPlace: 0 };
  for (const { outcome } of placements) {
    counts[outcome]++;
  }
  return counts;
}

export function placementOf(reading: CommitReading, context: PlacementContext = {}): Placement {
  const { id } = reading.commit;
  const { cancelled, folded, conventions } = context;
  if (cancelled?.reverted.has(id) === true) return hidden('reverted');
  if (cancelled?.reverts.has(id) === true) return hidden('reverts');
  if (folded?.has(id) === true) return hidden('folded');
  // What breaks somebody is shown whatever kind of commit says it.
  const marked = sectionOfMarks(reading);
  if (reading.kind === 'fixup') return hidden('fixup');
  if (marked !== undefined && outranks(marked, reading)) return { outcome: 'placed', section: marked };
  const own = byKind(reading) ?? byConventions(reading, conventions);
  if (own !== undefined) return marked === undefined ? own : { outcome: 'placed', section: marked };
  const best = bestPlace(reading);
  if (best?.outcome === 'placed' || marked === undefined) {
    return best ?? toPlace('plain');
  }
  return { outcome: 'placed', section: marked };
}

function bestPlace(reading: CommitReading): Placement | undefined {
  const [first, ...more] = reading.entries.map((entry) => placeEntry(entry, reading));
  return more.length === 0 || first?.outcome === 'placed'
    ? first
    : (more.find(({ outcome }) => outcome === 'placed') ??
        [first, ...more].find((place) => place?.outcome === 'toPlace') ??
        first);
}

/** The section of one entry, for notes that list the entries of a squash apart. */
export function placeEntry(entry: Entry, reading: CommitReading): Placement {
  const { type, description } = entry;
  if (type === undefined) {
    return toPlace(typeOfVerb(description)?.ask ?? (entry.breaking === undefined ? 'plain' : 'mayBreak'));
  }
  const meaning = meaningOf(type);
  if (meaning === undefined) {
    return toPlace('unknownType');
  }
  if (namesAdvisory(entry, reading) && meaning !== 'dependency') {
    return placed('security');
  }
  return placeMeaning(meaning, type, entry, reading);
}

function placeMeaning(meaning: Meaning, type: string, entry: Entry, { commit }: CommitReading): Placement {
  switch (meaning) {
    case 'feature':
      return placed('features');
    case 'fix':
    case 'revert':
      return placed('fixes');
    case 'performance':
      return placed(measured.test(entry.description) ? 'performance' : 'improvements');
    case 'improvement':
      return commit.paths === undefined || isUserVisible(commit.paths)
        ? placed('improvements')
        : hidden(type);
    case 'style':
      return commit.paths !== undefined && commit.paths.some((path) => /\.(?:css|scss|less|svg)$/.test(path))
        ? placed('improvements')
        : hidden(type);
    case 'security':
      return placed('security');
    case 'deprecation':
      return placed('deprecations');
    case 'dependency':
      return placed('dependencies');
    case 'removal':
      return toPlace('mayBreak');
    default:
      return hidden(type);
  }
}

/** A number with a unit of time, size or share. */
const measured = /\d\s?(?:%|x\b|ms\b|s\b|times\b|[KMG]i?B\b)/;

function byKind(reading: CommitReading): Placement | undefined {
  const [first] = reading.entries;
  if (reading.commit.message.trim() === '') return hidden('empty');
  switch (reading.kind) {
    case 'merge':
      return hidden('merge');
    case 'release':
      return hidden('release');
    case 'dependency':
      return isDevelopment(reading) ? hidden('developmentDependency') : placed('dependencies');
    default:
      break;
  }
  const note = reading.marks['release-note'];
  if (note !== undefined && note.length === 0 && first?.breaking === undefined)
    return hidden('noReleaseNote');
  return undefined;
}

function isDevelopment({ entries, commit }: CommitReading): boolean {
  const [first] = entries;
  return (
    first?.type === 'deps-dev' ||
    first?.type === 'dev-deps' ||
    first?.scopes.some((scope) => /^(?:deps-dev|dev-?deps|dev-?dependencies)$/i.test(scope)) === true ||
    /^(?:Update|Pin|Bump) dev ?dependenc/i.test(first?.description ?? '') ||
    (commit.paths !== undefined &&
      commit.paths.length > 0 &&
      commit.paths.every((path) => path.startsWith('.github/')))
  );
}

function byConventions(reading: CommitReading, conventions: Conventions | undefined): Placement | undefined {
  for (const rule of conventions?.rules ?? []) {
    if (!rule.matches(reading)) {
      continue;
    }
    return rule.section === undefined ? hidden('convention') : placed(rule.section);
  }
  return undefined;
}

/** Where a commit belongs that says something for people, whatever its type. */
function sectionOfMarks({ entries, marks }: CommitReading): Section | undefined {
  if (entries.some(({ breaking }) => breaking !== undefined)) return 'breaking';
  if ((marks['security'] ?? []).length > 0) return 'security';
  if ((marks['deprecated'] ?? []).length > 0) return 'deprecations';
  return (marks['known-issue'] ?? []).length > 0 ? 'known-issues' : undefined;
}

/** A feature that breaks is listed as a feature too, where its notes are made; here a commit has one place. */
function outranks(section: Section, { kind }: CommitReading): boolean {
  return section === 'breaking' && (kind === 'merge' || kind === 'dependency' || kind === 'release');
}

function namesAdvisory({ scopes, description }: Entry, { commit }: CommitReading): boolean {
  return (
    scopes.some((scope) => /^(?:security|sec)$/i.test(scope)) ||
    (description.includes('-') && advisory.test(description)) ||
    ((commit.message.includes('CVE-') || commit.message.includes('GHSA-')) && advisory.test(commit.message))
  );
}

const advisory = /\b(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[0-9a-z]{4}){3})\b/i;

function placed(section: string): Placement {
  return { outcome: 'placed', section };
}

function hidden(rule: string): Placement {
  return { outcome: 'hidden', rule };
}

function toPlace(why: string): Placement {
  return { outcome: 'toPlace', why };
}
