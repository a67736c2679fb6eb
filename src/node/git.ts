/**
 * The one place that runs git. A repository is untrusted input: its configuration
 * can name programs, so every call carries the overrides below, gets an
 * environment that is built up instead of inherited, and never a shell.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve as resolvePath } from 'node:path';
import type { GitPort, GitState } from '../core/ports.ts';
import type * as Questions from './git/proof.ts';

/** What the port needs to know of its surroundings. */
export interface GitOptions {
  /** False: no process is started at all (a folder that the person has not trusted). */
  readonly trusted?: boolean;
  readonly environment?: Environment;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** State of the repository around a folder. Two short git calls at most when all is well. */
export function gitPort(folder: string, options: GitOptions = {}): GitPort {
  const place = { folder, environment: options.environment ?? process.env };
  // Nothing of this is loaded before a checklist names a commit, a freeze or a branch.
  const ask = async <T>(question: (asked: typeof Questions) => Promise<T>): Promise<T | undefined> =>
    options.trusted === false ? undefined : question(await import('./git/proof.ts'));
  return {
    commitsAfter: (moment) => ask((asked) => asked.commitsAfter(place, moment)),
    unmergedBranches: (globs) => ask((asked) => asked.unmergedBranches(place, globs)),
    fileCommitted: (path) => ask((asked) => asked.fileCommitted(place, path)),
    headCommitted: () => ask((asked) => asked.headCommitted(place)),
    state: async () =>
      options.trusted === false
        ? { state: 'untrusted', detail: '' }
        : stateOf(await runnerFor(folder, options.environment ?? process.env), folder),
    changedSince: async (commits, wanted) =>
      (await ask((asked) => asked.changedSince(place, commits, wanted))) ?? new Map(),
  };
}

/** How a streamed git command ended. */
export type GitEnd =
  | { readonly ok: true; readonly warnings: string }
  | {
      readonly ok: false;
      readonly why: 'gitMissing' | 'failed' | 'tooMuch' | 'tooSlow';
      readonly detail: string;
    };

/**
 * Runs a git command that only reads and hands each NUL-ended record of its output on.
 * Never rejects; output and time are limited.
 */
export function gitRecords(
  folder: string,
  args: readonly string[],
  onRecord: (record: string) => void,
  options: GitOptions & { readonly limits?: GitLimits } = {},
): Promise<GitEnd> {
  const limits = options.limits ?? gitLimits;
  return new Promise((resolve) => {
    const child = spawn(
      'git',
      [...hardenedFlags, ...hardenedConfig.flatMap((entry) => ['-c', entry]), ...args],
      {
        cwd: folder,
        env: gitEnvironment(options.environment ?? process.env),
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      },
    );
    let stopped: 'tooMuch' | 'tooSlow' | undefined;
    const stop = (why: 'tooMuch' | 'tooSlow') => {
      stopped = why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('tooSlow'), limits.milliseconds);
    let size = 0;
    let rest = '';
    let warnings = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      size += chunk.length;
      if (size > limits.characters) {
        stop('tooMuch');
      }
      rest = eachRecord(rest + chunk, onRecord);
    });
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (chunk: string) => {
      warnings = (warnings + chunk).slice(0, 4096);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, why: missing(error) ? 'gitMissing' : 'failed', detail: error.message });
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      if (stopped !== undefined || status !== 0) {
        resolve({ ok: false, why: stopped ?? 'failed', detail: firstLine(warnings) });
      } else {
        resolve({ ok: true, warnings: warnings.trim() });
      }
    });
  });
}

export interface GitLimits {
  readonly milliseconds: number;
  readonly characters: number;
}

export const gitLimits: GitLimits = { milliseconds: 10_000, characters: 32 * 1024 * 1024 };

/** Flags before the command. */
export const hardenedFlags = [
  '--no-optional-locks',
  '--no-pager',
  '--no-replace-objects',
  '--literal-pathspecs',
] as const;

/** Settings that a repository must not choose: each could start a program or change what is printed. */
export const hardenedConfig = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'safe.bareRepository=explicit',
  'log.showSignature=false',
  'core.quotePath=false',
] as const;

/** Only what git needs to start and to find the person's own settings, and what keeps it offline and quiet. */
export function gitEnvironment(environment: Environment): Record<string, string> {
  const built: Record<string, string> = {};
  for (const name of passedOn) {
    const value = environment[name];
    if (value !== undefined) {
      built[name] = value;
    }
  }
  return { ...built, ...ownSettings };
}

const passedOn = [
  'PATH',
  'Path',
  'HOME',
  'XDG_CONFIG_HOME',
  'TMPDIR',
  // Windows does not start a program without these.
  'SystemRoot',
  'SYSTEMROOT',
  'PATHEXT',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'PROGRAMDATA',
  'TEMP',
  'TMP',
] as const;

const ownSettings = {
  GIT_ALLOW_PROTOCOL: '',
  // Output comes in blocks: a log whose every record is flushed costs the reader more than reading it.
  GIT_FLUSH: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
} as const;

/** Standard output of a command, or the sentence that git gave. */
type Runner = (...args: readonly string[]) => Promise<{ readonly out: string } | { readonly failed: string }>;

/** Loaded on the first call: listing files never needs it, and it costs start-up time. */
async function runnerFor(folder: string, environment: Environment): Promise<Runner> {
  const { simpleGit } = await import('simple-git');
  return async (...args) => {
    try {
      const git = simpleGit({
        baseDir: folder,
        config: [...hardenedConfig],
        timeout: { block: gitLimits.milliseconds },
        // Its guard refuses these names whatever their value; ours only switch things off.
        unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeProtocolOverride: true },
        allowEnvironment: Object.keys(ownSettings),
      }).env(gitEnvironment(environment));
      return { out: await git.raw([...hardenedFlags, ...args]) };
    } catch (error) {
      return { failed: error instanceof Error ? error.message.trim() : String(error) };
    }
  };
}

async function stateOf(run: Runner, folder: string): Promise<GitState> {
  const head = await run('rev-parse', '--verify', '--end-of-options', 'HEAD^{commit}');
  if ('out' in head && objectName.test(head.out.trim())) {
    const branch = await run('symbolic-ref', '--quiet', '--short', 'HEAD');
    const name = 'out' in branch ? branch.out.trim() : '';
    return { state: 'ready', commit: head.out.trim(), ...(name === '' ? {} : { branch: name }) };
  }
  const detail = firstLine('failed' in head ? head.failed : head.out);
  const named = namedFailures.find(({ sign }) => sign.test(detail));
  if (named !== undefined) {
    return { state: named.state, detail };
  }
  if (/not a git repository|invalid gitfile format/i.test(detail)) {
    return { state: insideRepository(folder) ? 'damaged' : 'noRepository', detail };
  }
  return { state: await withoutCommit(run, folder), detail };
}

/** HEAD names no commit: because there is none yet, or because something is broken. */
async function withoutCommit(run: Runner, folder: string): Promise<'unborn' | 'damaged'> {
  const branch = await run('symbolic-ref', '--quiet', 'HEAD');
  if (!('out' in branch) || branch.out.trim() === '') {
    return 'damaged';
  }
  const ref = await run('rev-parse', '--quiet', '--verify', '--end-of-options', branch.out.trim());
  const file = await run('rev-parse', '--git-path', branch.out.trim());
  const exists = 'out' in file && existsSync(resolvePath(folder, file.out.trim()));
  return ('out' in ref && ref.out.trim() !== '') || exists ? 'damaged' : 'unborn';
}

const objectName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Sentences of git in the C locale that name their own state. */
const namedFailures = [
  { sign: /dubious ownership/i, state: 'dubiousOwner' },
  { sign: /ENOENT/, state: 'gitMissing' },
  { sign: /cannot use bare repository|block timeout/i, state: 'failed' },
  {
    sign: /bad config|unknown repository extension|expected git repo version|object file/i,
    state: 'damaged',
  },
] as const;

function insideRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) {
      return true;
    }
    if (dirname(at) === at) {
      return false;
    }
  }
}

/** Calls back for each complete record; gives the start of the next one. */
function eachRecord(text: string, onRecord: (record: string) => void): string {
  let start = 0;
  for (let end = text.indexOf('\0'); end !== -1; end = text.indexOf('\0', start)) {
    onRecord(text.slice(start, end));
    start = end + 1;
  }
  return text.slice(start);
}

function missing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}

function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}
