/** What `breaking` and `bump` share: reading their options, and saying why nothing can be compared. */
import { resolve } from 'node:path';
import { loadCatalogue } from '../../core/breaking/catalog.ts';
import type { LoadedCatalogue } from '../../core/breaking/catalog.ts';
import { ruleFilter } from '../../core/breaking/select.ts';
import { changesBetweenFolders, changesInRepository } from '../../node/changes.ts';
import { problemSentence } from '../../node/changeSentences.ts';
import type { Changes, ChangesRequest } from '../../node/changes.ts';
import type { FolderCache } from '../../node/changesCache.ts';
import { isFolder } from '../../node/folderTrees.ts';
import type { GitFailure } from '../../node/git/repository.ts';
import type { Invocation } from '../args.ts';
import type { Host } from '../run.ts';

export type Asked =
  | { readonly kind: 'changes'; readonly changes: Changes; readonly catalogue: LoadedCatalogue }
  | { readonly kind: 'usage'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string; readonly failure: GitFailure };

/** What no option says: whether somebody waits no more, who is told how far it is, and what is known already. */
export type MoreOfChanges = Pick<ChangesRequest, 'facts' | 'cancelled' | 'progress' | 'cache'>;

/** Reads the options, compares, and gives the changes with the rules that explain them. */
export async function askForChanges(
  folder: string,
  invocation: Invocation,
  host: Host,
  more: MoreOfChanges = {},
): Promise<Asked> {
  const catalogue = await loadCatalogue();
  const mistake = mistakeIn(invocation, catalogue) ?? (await wrongGlob(invocation));
  if (mistake !== undefined) {
    return { kind: 'usage', message: mistake };
  }
  const cache = await cacheIn(folder, invocation);
  // A thread starts when a heavy detector has something to compare, and not before.
  const runner = (await import('../../node/workers/pool.ts')).workerPool();
  try {
    const request = {
      ...(await requestOf(invocation, host)),
      runner,
      ...more,
      ...(cache === undefined ? {} : { cache }),
    };
    const compared = await compare(folder, invocation, request);
    if (compared.kind !== 'changes') {
      return compared;
    }
    const problems = cache?.problems() ?? [];
    const notes = problems.map((detail) => ({ code: 'cache', detail }) as const);
    const { changes } = compared;
    return { kind: 'changes', catalogue, changes: { ...changes, notes: [...changes.notes, ...notes] } };
  } finally {
    await runner.close();
  }
}

type Compared =
  | { readonly kind: 'changes'; readonly changes: Changes }
  | Extract<Asked, { kind: 'usage' | 'unknown' }>;

async function compare(folder: string, invocation: Invocation, request: ChangesRequest): Promise<Compared> {
  const [older, newer] = invocation.operands;
  if (!invocation.switches.has('dirs') || older === undefined || newer === undefined) {
    const changes = await changesInRepository(folder, request);
    return changes.ok
      ? { kind: 'changes', changes }
      : { kind: 'unknown', message: problemSentence(changes), failure: changes };
  }
  const absent = [older, newer].find((path) => !isFolder(resolve(folder, path)));
  if (absent !== undefined) {
    return { kind: 'usage', message: `${absent} is not a folder. --dirs takes two folders, OLD and NEW.` };
  }
  const changes = await changesBetweenFolders(
    { name: older, folder: resolve(folder, older) },
    { name: newer, folder: resolve(folder, newer) },
    request,
  );
  return { kind: 'changes', changes };
}

/** Written only where the person said so. */
async function cacheIn(folder: string, { values }: Invocation): Promise<FolderCache | undefined> {
  if (values.cache === undefined) {
    return undefined;
  }
  const { engineVersion, folderCache } = await import('../../node/changesCache.ts');
  return folderCache(resolve(folder, values.cache), engineVersion());
}

function mistakeIn(
  { switches, values, operands }: Invocation,
  catalogue: LoadedCatalogue,
): string | undefined {
  if (switches.has('dirs')) {
    if (operands.length !== 2) {
      return '--dirs takes two folders, OLD and NEW.';
    }
    if (
      values.base !== undefined ||
      values.head !== undefined ||
      switches.has('worktree') ||
      switches.has('staged')
    ) {
      return '--dirs compares without git: leave out --base, --head, --worktree and --staged.';
    }
  } else if (operands.length > 0) {
    return 'Name revisions with --base and --head, or two folders after --dirs.';
  }
  const heads = [values.head !== undefined, switches.has('worktree'), switches.has('staged')];
  if (heads.filter(Boolean).length > 1) {
    return 'Give one of --head, --worktree and --staged.';
  }
  const { unknown } = ruleFilter(namesIn(values.only), catalogue.sources);
  if (unknown.length > 0) {
    return `There is no detector or rule "${unknown.join('", "')}". See release-readiness explain.`;
  }
  return wrongProfile(profilesIn(values.profile), catalogue);
}

/** Globs bring a package of their own; most runs never need it. */
async function wrongGlob({ values: { paths } }: Invocation): Promise<string | undefined> {
  if (paths === undefined) {
    return undefined;
  }
  const { checkGlob } = await import('../../core/base/glob.ts');
  const wrong = globsIn(paths).find((glob) => checkGlob(glob) !== undefined);
  return wrong === undefined
    ? undefined
    : `--paths takes globs such as "src/**/*.ts"; "${wrong}" cannot be used.`;
}

/** A comma within brackets of any kind is part of a glob. */
function globsIn(list: string): readonly string[] {
  const globs: string[] = [];
  let depth = 0;
  let glob = '';
  for (const character of list) {
    depth += '{[('.includes(character) ? 1 : '}])'.includes(character) ? -1 : 0;
    if (character === ',' && depth <= 0) {
      globs.push(glob.trim());
      glob = '';
    } else {
      glob += character;
    }
  }
  return [...globs, glob.trim()];
}

function wrongProfile(
  profiles: Readonly<Record<string, string>>,
  { sources }: LoadedCatalogue,
): string | undefined {
  for (const [id, name] of Object.entries(profiles)) {
    const source = sources.find((one) => one.id === id);
    if (source === undefined) {
      return `There is no detector "${id}". Detectors: ${sources.map((one) => one.id).join(', ')}.`;
    }
    if (!source.profiles.includes(name)) {
      return `${id} has no profile "${name}". Profiles: ${source.profiles.join(', ')}.`;
    }
  }
  return undefined;
}

async function requestOf({ values, switches }: Invocation, { environment }: Host): Promise<ChangesRequest> {
  const { base, head, paths } = values;
  const only = namesIn(values.only);
  return {
    environment,
    profiles: profilesIn(values.profile),
    commits: !switches.has('no-commits'),
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    ...(values.package === undefined ? {} : { package: values.package }),
    ...(switches.has('worktree') ? { against: 'worktree' } : {}),
    ...(switches.has('staged') ? { against: 'staged' } : {}),
    ...(paths === undefined
      ? {}
      : { paths: (await import('../../core/base/glob.ts')).globMatcher(globsIn(paths)) }),
    ...(only === undefined ? {} : { only }),
  };
}

function namesIn(list: string | undefined): readonly string[] | undefined {
  return list
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function profilesIn(list: string | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (namesIn(list) ?? []).map((entry) => {
      const at = entry.indexOf('=');
      return at === -1 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}
