/** One streamed `git log`: every commit once, newest first, names as the mailmap has them. */
import type { Instant } from '../../core/base/instant.ts';
import type { LoggedCommit, Person } from '../../core/history/model.ts';
import { objectName } from './listing.ts';
import { pathOfBytes } from './paths.ts';
import { endGroup, firstLine, isMissing, startGit } from './process.ts';
import type { GitPlace, GitTrouble } from './process.ts';

export interface LogRequest {
  /** Object name of the newest commit. */
  readonly head: string;
  /** Object name; its ancestors and itself are left out. */
  readonly base?: string;
  /** True: paths too, which costs a comparison of two trees for each commit. */
  readonly paths?: boolean;
  /** `topology`: no commit before one of its children; by time when absent. */
  readonly order?: 'topology';
}

export type LogEnd =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly why: GitTrouble; readonly detail: string };

/** Streams, so that the length of the history costs no memory. Never rejects. */
export function streamLog(
  place: GitPlace,
  request: LogRequest,
  onCommit: (commit: LoggedCommit) => void,
): Promise<LogEnd> {
  const reader = logReader(onCommit);
  return streamGit(place, logArguments(request), (text) => reader.read(text)).then((end) =>
    end.ok ? { ok: true, count: reader.end() } : end,
  );
}

/** Output as text of one character a byte. Time is limited, size is not: nothing is kept. */
export function streamGit(
  place: GitPlace,
  args: readonly string[],
  onText: (text: string) => void,
): Promise<{ readonly ok: true } | Extract<LogEnd, { ok: false }>> {
  return new Promise((resolve) => {
    const child = startGit(place, args);
    let warnings = '';
    let slow = false;
    const timer = setTimeout(() => {
      slow = true;
      endGroup(child);
    }, longestMilliseconds);
    child.stdin.end();
    child.stdout.setEncoding('latin1');
    child.stdout.on('data', onText);
    child.stderr.on('data', (chunk: Buffer) => {
      warnings = (warnings + chunk.toString('utf8')).slice(0, 4096);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, why: isMissing(error) ? 'gitMissing' : 'failed', detail: error.message });
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      if (!slow && status === 0) {
        resolve({ ok: true });
      } else {
        resolve({ ok: false, why: slow ? 'tooSlow' : 'failed', detail: firstLine(warnings) });
      }
    });
  });
}

const longestMilliseconds = 120_000;

function logArguments({ head, base, paths, order }: LogRequest): readonly string[] {
  return [
    'log',
    '-z',
    '--no-show-signature',
    '--no-color',
    '--no-decorate',
    '--no-notes',
    '--use-mailmap',
    '--encoding=UTF-8',
    ...(order === 'topology' ? ['--topo-order'] : []),
    ...(paths === true
      ? ['--name-status', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all']
      : ['--no-patch']),
    `--format=${format}`,
    '--end-of-options',
    head,
    ...(base === undefined ? [] : [`^${base}`]),
    '--',
  ];
}

const fields = ['%H', '%P', '%aN', '%aE', '%at', '%cN', '%cE', '%ct', '%B'] as const;
/** No field can hold a NUL: git ends each at the first one. */
const format = fields.map((field) => `${field}%x00`).join('');

export interface LogReader {
  /** A part of the output, of any length, one character a byte. */
  read(text: string): void;
  /** Number of commits. */
  end(): number;
}

/** Reads the output of the log above as it comes. */
export function logReader(onCommit: (commit: LoggedCommit) => void): LogReader {
  let rest = '';
  let count = 0;
  let record: string[] = [];
  let paths: string[] | undefined;
  let isPath = false;
  const commitOf = commitReader();
  const finish = () => {
    if (record.length === fields.length) {
      count++;
      onCommit(commitOf(record, paths));
    }
    record = [];
    paths = undefined;
  };
  const takeBetween = (field: string) => {
    if (isPath) {
      (paths ??= []).push(pathOfBytes(Buffer.from(field, 'latin1')));
      isPath = false;
    } else if (field.length >= shortestName && objectName.test(field)) {
      finish();
      record.push(field);
    } else {
      // The first status of a commit follows a line end; fields between commits are empty.
      isPath = statusShape.test(field);
    }
  };
  return {
    read: (text) => {
      if (!text.includes('\0')) {
        // A part of a very long message.
        rest += text;
        return;
      }
      const all = rest === '' ? text : rest + text;
      let start = 0;
      for (let end = all.indexOf('\0'); end !== -1; end = all.indexOf('\0', start)) {
        if (record.length > 0 && record.length < fields.length) {
          record.push(all.slice(start, end));
        } else if (end > start || isPath) {
          takeBetween(all.slice(start, end));
        }
        start = end + 1;
      }
      rest = all.slice(start);
    },
    end: () => {
      finish();
      return count;
    },
  };
}

const statusShape = /^\n?[A-Z]\d{0,3}$/;
const shortestName = 40;

type CommitReader = (record: readonly string[], paths: readonly string[] | undefined) => LoggedCommit;

/** A history has many commits and few people: each of them is one value. */
function commitReader(): CommitReader {
  const people = new Map<string, Person>();
  const personOf = (name: string, email: string): Person => {
    const known = people.get(email);
    if (known !== undefined && known.name === name) {
      return known;
    }
    const person = { name: utf8(name), email: utf8(email) };
    if (people.size < mostPeople) {
      people.set(email, person);
    }
    return person;
  };
  return (record, paths) => {
    const name = record[2] ?? '';
    const email = record[3] ?? '';
    const parents = record[1] ?? '';
    const author = personOf(name, email);
    const isSame = record[5] === name && record[6] === email;
    const commit = {
      id: record[0] ?? '',
      parents: parents === '' ? noParents : parents.includes(' ') ? parents.split(' ') : [parents],
      author,
      committer: isSame ? author : personOf(record[5] ?? '', record[6] ?? ''),
      authored: instantOf(record[4] ?? ''),
      committed: instantOf(record[7] ?? ''),
      message: utf8(record[8] ?? ''),
    };
    return paths === undefined ? commit : { ...commit, paths };
  };
}

const mostPeople = 10_000;
const noParents: readonly string[] = [];

function utf8(bytes: string): string {
  return beyondAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}

const beyondAscii = /[\u0080-\u00ff]/;

/** Dates that are no dates count as the start of time; those beyond what a clock shows as its end. */
function instantOf(seconds: string): Instant {
  const milliseconds = Number(seconds) * 1000;
  return Number.isFinite(milliseconds) ? Math.min(Math.max(milliseconds, 0), latest) : 0;
}

const latest = 8.64e15;
