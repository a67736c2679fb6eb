/**
 * Whether a file is a release checklist, and why. The name decides what it can;
 * else headings and words of the tasks do. A file that is left out has a reason
 * too, so that nobody has to guess.
 */
import type { Args } from '../base/finding.ts';
import type { Why } from '../readiness/model.ts';
import type { Checklist, Item, Section } from './model.ts';

export const leftOutReasons = [
  'excluded', // args: glob
  'releaseNotes', // a change log or notes, by its name
  'todoList', // a list of wishes, by its name
  'testData', // among the fixtures or snapshots of tests
  'codeReview', // a template for reviews of single changes
  'noTasks',
  'tooFewTasks', // args: count
  'noReleaseWords', // args: count
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

export type Recognition =
  | { readonly recognised: true; readonly why: Why }
  | { readonly recognised: false; readonly reason: LeftOutReason; readonly args: Args };

export interface PathRules {
  /** Globs of checklists. */
  readonly checklists: readonly string[];
  /** `team`: people wrote the globs, so a match is the answer; `default`: a match makes a candidate. */
  readonly checklistsFrom: 'team' | 'default';
  /** Globs of files that are never checklists. */
  readonly exclude: readonly string[];
  readonly matches: (glob: string, path: string) => boolean;
}

/** What the path says: the answer, a name that counts once there are tasks, or nothing. */
export type PathSays =
  | Recognition
  | { readonly recognised: 'withTasks'; readonly why: Why }
  | { readonly recognised: 'byContent' };

/** Path is relative to the workspace folder, `/` separated. */
export function recogniseByPath(path: string, rules: PathRules): PathSays {
  const excluded = rules.exclude.find((glob) => rules.matches(glob, path));
  if (excluded !== undefined) {
    return leftOut('excluded', { glob: excluded });
  }
  const glob = rules.checklists.find((candidate) => rules.matches(candidate, path));
  if (glob !== undefined && rules.checklistsFrom === 'team') {
    return { recognised: true, why: { by: 'policy', args: { glob } } };
  }
  if (testDataFolder.test(path)) {
    return leftOut('testData', {});
  }
  const folder = releaseFolder.exec(path)?.[1];
  if (folder !== undefined) {
    return { recognised: true, why: { by: 'releaseFolder', args: { version: folder } } };
  }
  if (notesName.test(path)) {
    return leftOut('releaseNotes', {});
  }
  if (todoName.test(path)) {
    return leftOut('todoList', {});
  }
  const named = knownNames.some((name) => name.test(path));
  return named
    ? {
        recognised: 'withTasks',
        why: { by: 'fileName', args: { name: path.slice(path.lastIndexOf('/') + 1) } },
      }
    : { recognised: 'byContent' };
}

/** What the content says, whatever the file is called. */
export function recogniseByContent(checklist: Checklist, path: string): Recognition {
  const items = checklist.items.filter((item) => checklist.sections[item.section]?.kind !== 'template');
  if (items.length === 0) {
    return hasMarks(checklist) && releaseWords.test(checklist.title ?? '')
      ? { recognised: true, why: { by: 'heading', args: { heading: checklist.title ?? '' } } }
      : leftOut('noTasks', {});
  }
  if (reviewPath.test(path) || reviewTitle.test(checklist.title ?? '')) {
    const heading = tellingHeading(checklist, items);
    return heading !== undefined ? byHeading(heading) : leftOut('codeReview', {});
  }
  if (items.length < fewestTasks) {
    return leftOut('tooFewTasks', { count: items.length });
  }
  if (releaseWords.test(checklist.title ?? '') && !manualPath.test(path)) {
    return byHeading(checklist.title ?? '');
  }
  const heading = tellingHeading(checklist, items);
  if (heading !== undefined) {
    return byHeading(heading);
  }
  const telling = items.filter((item) => releaseWords.test(item.text)).length;
  const enough = telling >= fewestTasks && telling / items.length >= tellingShare && !manualPath.test(path);
  return enough
    ? { recognised: true, why: { by: 'content', args: { count: telling, total: items.length } } }
    : leftOut('noReleaseWords', { count: items.length });
}

/** Path first, then content. */
export function recognise(path: string, checklist: Checklist, rules: PathRules): Recognition {
  const says = recogniseByPath(path, rules);
  if (says.recognised === 'byContent') {
    return recogniseByContent(checklist, path);
  }
  if (says.recognised !== 'withTasks') {
    return says;
  }
  const found = checklist.items.length > 0 || hasMarks(checklist) || checklist.nearMisses.length > 0;
  return found ? { recognised: true, why: says.why } : leftOut('noTasks', {});
}

/** Fewer tasks than this prove nothing about a file that is not named like a checklist. */
const fewestTasks = 3;
/** Share of tasks with release words that makes a list a release checklist. */
const tellingShare = 0.3;
/** Share of all tasks that stand under headings with release words. */
const headingShare = 0.25;

/** `releases/<version>/checklist.md` and its like. */
const releaseFolder = /(?:^|\/)releases?\/([^/]+)\/[^/]*(?:checklist|readiness|go-?no-?go)[^/]*$/i;

const testDataFolder = /(?:^|\/)_{0,2}(?:fixtures?|snapshots?|snaps|test[-_]?data)_{0,2}\//i;
const notesName =
  /(?:^|\/)(?:change-?logs?|changes|history|news|what-?s-?new|release[-_ ]?notes?|releases[-_ ]notes)(?:[-_.][^/]*)?\.\w+$|(?:^|\/)(?:release[-_]?notes|changelogs?)\//i;
const todoName = /(?:^|\/)(?:todos?|to-do|backlog|roadmap|ideas|wishlist|plan)(?:[-_.][^/]*)?\.\w+$/i;
/** Pages about a whole project: a single word in them proves little. */
const manualPath = /(?:^|\/)(?:readme|contributing|index|development|hacking|faq)(?:[-_.][^/]*)?\.\w+$/i;
const reviewPath =
  /(?:^|\/)pull_request_template(?:\/|[-_.][^/]*$|\.\w+$)|(?:^|\/)merge_request_templates\//i;
const reviewTitle =
  /\b(?:pull|merge) request|\bPR (?:checklist|template|review)|\bcode review (?:checklist|guide)/i;

const event =
  '(?:pre-?|post-?)?(?:releas(?:e|es|ing)|deploy(?:s|ment|ments|ing)?|launch|roll-?out|go-?live|hot-?fix|cut-?over|ship(?:ping)?|publish(?:ing)?)';
/** Names of files that hold release checklists, tried on the whole path. */
const knownNames: readonly RegExp[] = [
  new RegExp(`(?:^|/)(?:docs?[-_.])?${event}(?:[-_. ](?!notes?\\b)[^/]*)?\\.(?:md|markdown|mdx|ya?ml)$`, 'i'),
  new RegExp(
    `(?:^|[/_. -])${event}[-_. ](?:[^/]*[-_. ])?(?:check-?lists?|process|procedures?|plan(?:ning)?|template|readiness|runbook|steps|tracking|guide|day|candidate|manager)\\b[^/]*$`,
    'i',
  ),
  new RegExp(
    `(?:^|[/_. -])(?:check-?lists?|process|plan|runbook|cut|how-?to|prepare|prod(?:uction)?)[-_. ](?:[^/]*[-_. ])?${event}[^/]*$`,
    'i',
  ),
  new RegExp(
    `(?:^|/)\\.(?:github|gitlab|gitea|forgejo)/(?:[^/]+/)*(?:issue_templates?|pull_request_template|merge_request_templates)/(?:[^/]*[-_. ])?${event}(?:[-_. ][^/]*)?$`,
    'i',
  ),
  new RegExp(`(?:^|/)(?:issue_template|pull_request_template)(?:/|[-_.])(?:[^/]*[-_. ])?${event}[^/]*$`, 'i'),
  new RegExp(`(?:^|[/_-])(?!bug)[^/]*[-_]${event}\\.(?:md|markdown)$`, 'i'),
  /(?:^|[/_. -])go[-_ ]?(?:\/|or[-_ ])?no[-_ ]?go[^/]*$/i,
  /(?:^|[/_. -])(?:production|launch|operational|release)[-_ ]?readiness[^/]*$/i,
  new RegExp(`(?:^|/)[^/]*\\b${event}[^/]*(?:and|&)[-_ ][^/]*\\.(?:md|markdown)$`, 'i'),
  /(?:чек-?лист[^/]*(?:релиз|выпуск)|релиз[^/]*чек-?лист|发布(?:检查|清单|流程)|上线(?:检查|清单)|リリース(?:手順|チェック))[^/]*$/iu,
];

const releaseWords =
  /\b(?:pre-?|post-?)?releas(?:e|es|ed|ing)\b|\b(?:pre-?|post-?)?deploy(?:s|ed|ing|ment|ments)?\b|\blaunch(?:es|ing)?\b|\broll(?:ed)? ?-?(?:out|back)\b|\bgo-?live\b|\bgo ?[/-] ?no-?go\b|\bhot-?fix|\bchange-?log\b|\bversion (?:bump|number)|\bbump\b.{0,30}\bversion|\bto (?:production|staging|npm|pypi|the store)\b|\bpublish|\bsign-?off\b|\btag\b.{0,30}\bv?\d|\bcreate .{0,20}\btag\b|релиз|выпуск|деплой|публикац|развёртывани|发布|上线|部署|リリース|デプロイ|\bveröffentlich|\bauslieferung|\bfreigabe|\bmise en production|\blivraison|\bdéploiement|\blanzamiento|\bdespliegue|\bpublicación/iu;

/** Title of the section whose items make the file a checklist: a heading with a release word and enough below it. */
function tellingHeading(checklist: Checklist, items: readonly Item[]): string | undefined {
  const told = new Map<number, number>();
  let total = 0;
  for (const item of items) {
    const section = tellingSection(checklist.sections, item.section);
    if (section !== -1) {
      told.set(section, (told.get(section) ?? 0) + 1);
      total++;
    }
  }
  const first = [...told].toSorted((a, b) => b[1] - a[1])[0];
  const enough = total >= fewestTasks && total / items.length >= headingShare;
  return first !== undefined && enough ? checklist.sections[first[0]]?.title : undefined;
}

/** The nearest section, outwards, with a release word in its heading; the title of the document counts elsewhere. */
function tellingSection(sections: readonly Section[], from: number): number {
  for (let index = from; index > 0; index = sections[index]?.parent ?? -1) {
    if (releaseWords.test(sections[index]?.title ?? '')) {
      return index;
    }
  }
  return -1;
}

function hasMarks(checklist: Checklist): boolean {
  return checklist.signOffs.length > 0 || checklist.decisions.length > 0;
}

function byHeading(heading: string): Recognition {
  return { recognised: true, why: { by: 'heading', args: { heading } } };
}

function leftOut(reason: LeftOutReason, args: Args): Recognition & { readonly recognised: false } {
  return { recognised: false, reason, args };
}
