/** One streamed `git log`: every commit once, newest first, names as the mailmap has them. */
import type { Instant } from '../../core/base/instant.ts';
import type { LoggedCommit, Person } from '../../core/history/model.ts';
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
  // A commit whose fields came in two parts of the output, and one whose paths may still come.
  let record: string[] = [];
  let open: LoggedCommit | undefined;
  let paths: string[] = [];
  let isPath = false;
  const commitAt = commitReader();
  const finish = () => {
    if (open !== undefined) {
      count++;
      onCommit(paths.length === 0 ? open : { ...open, paths });
      open = undefined;
      paths = [];
    }
  };
  /** Takes what starts at the part; gives the place behind it. */
  const take = (parts: readonly string[], at: number): number => {
    const part = parts[at] ?? '';
    if (record.length > 0) {
      record.push(part);
      if (record.length === fields.length) {
        open = commitAt(record, 0);
        record = [];
      }
    } else if (isPath) {
      paths.push(pathOfBytes(Buffer.from(part, 'latin1')));
      isPath = false;
    } else if (part.length >= shortestName) {
      // Neither a status nor the empty field between two commits is as long.
      finish();
      if (at + fields.length <= parts.length) {
        open = commitAt(parts, at);
        return at + fields.length;
      }
      record.push(part);
    } else {
      // The first status of a commit follows a line end.
      isPath = part !== '' && statusShape.test(part);
    }
    return at + 1;
  };
  return {
    read: (text) => {
      if (!text.includes('\0')) {
        // A part of a very long message.
        rest += text;
        return;
      }
      const parts = (rest === '' ? text : rest + text).split('\0');
      rest = parts.pop() ?? '';
      for (let at = 0; at < parts.length;) {
        at = take(parts, at);
      }
    },
    end: () => {
      finish();
      return count;
    },
  };
}

const statusShape = /^\n?[A-Z]\d{0,3}$/;
const shortestName = 40;

type CommitReader = (parts: readonly string[], at: number) => LoggedCommit;

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
  return (parts, at) => {
    const parents = parts[at + 1] ?? '';
    const name = parts[at + 2] ?? '';
    const email = parts[at + 3] ?? '';
    const author = personOf(name, email);
    const isSame = parts[at + 5] === name && parts[at + 6] === email;
    return {
      id: parts[at] ?? '',
      parents: parents === '' ? noParents : parents.includes(' ') ? parents.split(' ') : [parents],
      author,
      committer: isSame ? author : personOf(parts[at + 5] ?? '', parts[at + 6] ?? ''),
      authored: instantOf(parts[at + 4] ?? ''),
      committed: instantOf(parts[at + 7] ?? ''),
      message: utf8(parts[at + 8] ?? ''),
    };
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
