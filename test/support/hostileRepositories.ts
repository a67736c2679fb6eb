/** Repositories that try to start a program of theirs, each by another setting or file. */
import { chmodSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { commitAll, git } from './repository.ts';

export interface Trap {
  readonly name: string;
  readonly set: (place: TrapPlace) => void;
  /** Ordinary commands that fall into it; none where only a terminal or a fetch would. */
  readonly falls: readonly (readonly string[])[];
  /** Where commands run, below the repository. */
  readonly at?: string;
}

export interface TrapPlace {
  readonly folder: string;
  /** The program that leaves the mark. */
  readonly program: string;
}

/**
 * A repository with a release, a later commit, a staged, a changed and a new file, and the trap.
 * The mark is a file that exists once the program has run.
 */
export function setTrap(trap: Trap, folder: string): { readonly mark: string; readonly root: string } {
  const mark = join(folder, 'mark');
  const program = join(folder, 'program');
  const root = join(folder, 'repository');
  writeFileSync(program, `#!/bin/sh\ntouch '${mark}'\ncat >/dev/null 2>&1 </dev/null\nexit 0\n`);
  chmodSync(program, 0o755);
  mkdirSync(root);
  write(root, 'a.txt', 'one\n');
  write(root, 'kept.txt', 'kept\n');
  write(root, 'schema.graphql', 'type Query { a: Int, b: Int }\n');
  commitAll(root);
  git(root, 'tag', 'v1.0.0');
  write(root, 'a.txt', 'two\n');
  write(root, 'schema.graphql', 'type Query { a: Int }\n');
  git(root, 'commit', '--quiet', '--all', '--message=feat!: less');
  write(root, 'staged.txt', 'staged\n');
  git(root, 'add', 'staged.txt');
  trap.set({ folder: root, program });
  write(root, 'a.txt', 'six\n');
  write(root, 'new.txt', 'new\n');
  // The same content as the index, and another time: git has to look inside.
  utimesSync(join(root, 'kept.txt'), new Date(0), new Date(0));
  rmSync(mark, { force: true });
  return { mark, root: join(root, trap.at ?? '.') };
}

export const traps: readonly Trap[] = [
  setting('core.fsmonitor', [['status'], ['diff']]),
  setting('diff.external', [['diff']]),
  setting('core.pager', []),
  setting('pager.log', []),
  setting('core.editor', []),
  setting('core.askPass', []),
  setting('core.alternateRefsCommand', []),
  {
    name: 'a hook',
    set: ({ folder, program }) => {
      mkdirSync(join(folder, '.git/hooks'), { recursive: true });
      for (const hook of ['post-index-change', 'pre-auto-gc', 'reference-transaction', 'post-checkout']) {
        script(join(folder, '.git/hooks', hook), program);
      }
    },
    falls: [['status'], ['diff']],
  },
  {
    name: 'hooks in a tracked folder',
    set: ({ folder, program }) => {
      mkdirSync(join(folder, 'hooks'));
      script(join(folder, 'hooks/post-index-change'), program);
      git(folder, 'config', 'core.hooksPath', 'hooks');
    },
    falls: [['status'], ['diff']],
  },
  {
    name: 'a difference driver',
    set: ({ folder, program }) => {
      git(folder, 'config', 'diff.x.command', program);
      mkdirSync(join(folder, '.git/info'), { recursive: true });
      write(folder, '.git/info/attributes', '* diff=x\n');
    },
    falls: [['diff'], ['diff', 'v1.0.0', 'HEAD']],
  },
  {
    name: 'a text converter',
    set: ({ folder, program }) => {
      git(folder, 'config', 'diff.x.textconv', program);
      write(folder, '.gitattributes', '* diff=x\n');
    },
    falls: [['diff'], ['log', '-p'], ['show']],
  },
  {
    name: 'a clean filter',
    set: ({ folder, program }) => {
      git(folder, 'config', 'filter.x.clean', program);
      write(folder, '.gitattributes', '* filter=x\n');
    },
    falls: [['status'], ['diff']],
  },
  {
    name: 'a filter process',
    set: ({ folder, program }) => {
      git(folder, 'config', 'filter.x.process', program);
      write(folder, '.gitattributes', '* filter=x\n');
    },
    falls: [['status'], ['diff']],
  },
  {
    name: 'a signature',
    set: ({ folder, program }) => {
      git(folder, 'config', 'log.showSignature', 'true');
      git(folder, 'config', 'gpg.program', program);
      signHead(folder);
    },
    falls: [['log'], ['show']],
  },
  {
    name: 'an included file',
    set: ({ folder, program }) => {
      write(folder, 'more.config', `[core]\n\tfsmonitor = ${program}\n`);
      git(folder, 'config', 'include.path', '../more.config');
    },
    falls: [['status'], ['diff']],
  },
  {
    name: 'names of commands as aliases',
    set: ({ folder, program }) => {
      for (const command of [
        'log',
        'cat-file',
        'ls-tree',
        'ls-files',
        'diff-tree',
        'diff-index',
        'for-each-ref',
      ]) {
        git(folder, 'config', `alias.${command}`, `!${program}`);
      }
    },
    falls: [],
  },
  {
    name: 'a submodule with a monitor of its own',
    set: ({ folder, program }) => {
      const inner = join(folder, 'inner');
      mkdirSync(inner);
      write(inner, 'x.txt', 'x\n');
      commitAll(inner);
      git(inner, 'config', 'core.fsmonitor', program);
      git(folder, 'add', 'inner');
      git(folder, 'commit', '--quiet', '--message=Nest');
    },
    falls: [['status'], ['diff']],
  },
  {
    name: 'a repository inside, as ordinary files',
    set: ({ folder, program }) => {
      const inner = join(folder, 'data');
      git(folder, 'init', '--quiet', '--bare', inner);
      write(inner, 'config', `[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = ${program}\n`);
    },
    at: 'data',
    falls: [['status'], ['diff']],
  },
  promisor('a remote that is a program', ({ program }) => `ext::${program}`, []),
  promisor('a program for ssh', () => 'ssh://example.invalid/x', [['core.sshCommand']]),
  promisor('a program for the other side', ({ folder }) => folder, [['remote.origin.uploadpack']]),
  promisor('a proxy', () => 'git://example.invalid/x', [['core.gitProxy']]),
];

function setting(name: string, falls: Trap['falls']): Trap {
  return { name, set: ({ folder, program }) => void git(folder, 'config', name, program), falls };
}

/** A clone that says it fetches what is missing, with something missing. */
function promisor(
  name: string,
  url: (place: TrapPlace) => string,
  programs: readonly (readonly [setting: string])[],
): Trap {
  return {
    name,
    set: (place) => {
      const { folder, program } = place;
      const settings: readonly (readonly [string, string])[] = [
        ['core.repositoryFormatVersion', '1'],
        ['extensions.partialClone', 'origin'],
        ['remote.origin.promisor', 'true'],
        ['remote.origin.url', url(place)],
        ['protocol.allow', 'always'],
        ['protocol.ext.allow', 'always'],
        ['protocol.file.allow', 'always'],
        ...programs.map(([setting]) => [setting, program] as const),
      ];
      const lost = git(folder, 'rev-parse', 'HEAD:a.txt').trim();
      for (const [key, value] of settings) {
        git(folder, 'config', key, value);
      }
      rmSync(join(folder, '.git/objects', lost.slice(0, 2), lost.slice(2)), { force: true });
    },
    falls: [
      ['show', 'HEAD:a.txt'],
      ['log', '-p'],
      ['diff', 'v1.0.0', 'HEAD'],
    ],
  };
}

/** Replaces the last commit by one with a signature that nobody made. */
function signHead(folder: string): void {
  const [headers, ...message] = git(folder, 'cat-file', 'commit', 'HEAD').split('\n\n');
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----';
  const id = execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--stdin'], {
    cwd: folder,
    input: `${headers}\n${signature}\n\n${message.join('\n\n')}`,
    encoding: 'utf8',
  }).trim();
  git(folder, 'update-ref', 'refs/heads/main', id);
}

function script(path: string, program: string): void {
  writeFileSync(path, `#!/bin/sh\nexec '${program}'\n`);
  chmodSync(path, statSync(path).mode | 0o111);
}

function write(folder: string, file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}
