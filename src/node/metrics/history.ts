/** The whole history in one walk of git, whatever the number of tags. */
import { graphBuilder, isBot } from '../../core/metrics/graph.ts';
import type { CommitGraph } from '../../core/metrics/graph.ts';
import type { ChangedLines, DatedTag } from '../../core/metrics/model.ts';
import { gitRecords } from '../git.ts';
import type { GitEnd, GitLimits } from '../git.ts';
import { pathOfBytes } from '../git/paths.ts';
import { runGit } from '../git/process.ts';
import type { GitPlace } from '../git/process.ts';

/** Output is read as it comes and not kept, so that a long history may take its time. */
const historyLimits: GitLimits = { milliseconds: 120_000, characters: 1024 * 1024 * 1024 };

export type HistoryRead =
  | { readonly ok: true; readonly graph: CommitGraph }
  | { readonly ok: false; readonly detail: string };

/** Every commit that a branch, a tag or HEAD contains. No header of a commit holds a line end, so fields are lines. */
export async function readHistory(place: GitPlace): Promise<HistoryRead> {
  const builder = graphBuilder();
  const bots = new Map<string, boolean>();
  const end = await records(place, logArguments, (record) => {
    // Fields by position: a split makes half of the garbage of a long history.
    const authored = record.indexOf('\n') + 1;
    const committed = record.indexOf('\n', authored) + 1;
    const author = record.indexOf('\n', committed) + 1;
    const committer = record.lastIndexOf('\n') + 1;
    const who = record.slice(author, committer - 1);
    let bot = bots.get(who);
    if (bot === undefined) {
      const [name = '', email = ''] = who.split('\n');
      bot = isBot(name, email);
      bots.set(who, bot);
    }
    builder.add({
      // A root has no parents, and a space all the same.
      names: record.slice(0, authored - 1),
      authored: secondsAt(record, authored, committed - 1) * 1000,
      committed: secondsAt(record, committed, author - 1) * 1000,
      bot,
      webFlow: record.endsWith(webFlow) && record.length - committer === webFlow.length,
    });
  });
  return end.ok ? { ok: true, graph: builder.finish() } : { ok: false, detail: end.detail || end.why };
}

const logArguments = [
  'log',
  '-z',
  '--no-show-signature',
  '--no-color',
  '--no-decorate',
  '--no-notes',
  '--format=%H %P%n%at%n%ct%n%an%n%ae%n%ce',
  '--exclude=refs/notes/*',
  '--exclude=refs/stash',
  '--exclude=refs/pull/*',
  '--all',
  '--',
];

/** The committer that a host writes for what somebody did in a browser. */
const webFlow = 'noreply@github.com';

/** Tags of commits, annotated and not, with the date that git gives a tag. */
export async function readDatedTags(place: GitPlace): Promise<readonly DatedTag[]> {
  const output = await runGit(place, ['for-each-ref', `--format=${datedTagFormat}`, 'refs/tags']);
  if (!output.ok) return [];
  // Names hold no space and no line end: git allows neither.
  return output.out
    .toString('latin1')
    .split('\n')
    .flatMap((line): DatedTag[] => {
      const [name = '', id = '', peeled = '', type = '', peeledType = '', date] = line.split(' ');
      const at = milliseconds(date);
      return (peeledType || type) === 'commit' && name.startsWith('refs/tags/') && !Number.isNaN(at)
        ? [{ name: pathOfBytes(Buffer.from(name.slice(10), 'latin1')), commit: peeled || id, at }]
        : [];
    });
}

const datedTagFormat =
  '%(refname) %(objectname) %(*objectname) %(objecttype) %(*objecttype) %(creatordate:unix)';

/** Lines of one range. Undefined when git cannot say. */
export async function readChangedLines(
  place: GitPlace,
  range: { readonly from: string; readonly to: string },
): Promise<ChangedLines | undefined> {
  const output = await runGit(place, [
    'diff',
    '--shortstat',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--ignore-submodules=all',
    '--no-color',
    '--end-of-options',
    range.from,
    range.to,
    '--',
  ]);
  if (!output.ok) return undefined;
  const text = output.out.toString('latin1');
  const count = (shape: RegExp): number => Number(shape.exec(text)?.[1] ?? 0);
  return {
    ...range,
    files: count(/(\d+) files? changed/),
    added: count(/(\d+) insertions?/),
    removed: count(/(\d+) deletions?/),
  };
}

function records(
  place: GitPlace,
  args: readonly string[],
  onRecord: (record: string) => void,
): Promise<GitEnd> {
  const at = place.bare === true ? ['--git-dir=.'] : [];
  const { environment } = place;
  return gitRecords(place.folder, [...at, ...args], onRecord, { environment, limits: historyLimits });
}

function milliseconds(seconds: string | undefined): number {
  return seconds === undefined ? NaN : secondsAt(seconds, 0, seconds.length) * 1000;
}

/** NaN for everything but digits with or without a minus. */
function secondsAt(text: string, start: number, end: number): number {
  const isNegative = text.charCodeAt(start) === 45;
  const first = isNegative ? start + 1 : start;
  if (first >= end || end - first > 12) return NaN;
  let value = 0;
  for (let at = first; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}
