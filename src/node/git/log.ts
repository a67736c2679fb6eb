/** One streamed `git log`: every commit once, newest first, names as the mailmap has them. */
import type { Instant } from '../../core/base/instant.ts';
import type { LoggedCommit } from '../../core/history/model.ts';
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

function logArguments({ head, base, paths }: LogRequest): readonly string[] {
  return [
    'log',
    '-z',
    '--no-show-signature',
    '--no-color',
    '--no-decorate',
    '--no-notes',
    '--use-mailmap',
    '--encoding=UTF-8',
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
  const finish = () => {
    if (record.length === fields.length) {
      count++;
      onCommit(commitOf(record, paths));
    }
    record = [];
    paths = undefined;
  };
  const take = (field: string) => {
    if (record.length > 0 && record.length < fields.length) {
      record.push(field);
      return;
    }
    if (isPath) {
      (paths ??= []).push(pathOfBytes(Buffer.from(field, 'latin1')));
      isPath = false;
    } else if (objectName.test(field)) {
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
        take(all.slice(start, end));
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

function commitOf(record: readonly string[], paths: readonly string[] | undefined): LoggedCommit {
  const [id = '', parents = '', name = '', email = '', authored = '', ...more] = record;
  const [committerName = '', committerEmail = '', committed = '', message = ''] = more;
  return {
    id,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name: utf8(name), email: utf8(email) },
    committer: { name: utf8(committerName), email: utf8(committerEmail) },
    authored: instantOf(authored),
    committed: instantOf(committed),
    message: utf8(message),
    ...(paths === undefined ? {} : { paths }),
  };
}

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
