/** What `breaking` and `bump` share: reading their options, and saying why nothing can be compared. */
import { resolve } from 'node:path';
import { loadCatalogue } from '../../core/breaking/catalog.ts';
import type { LoadedCatalogue } from '../../core/breaking/catalog.ts';
import { ruleFilter } from '../../core/breaking/select.ts';
import { printable } from '../../core/report/printable.ts';
import { changesBetweenFolders, changesInRepository } from '../../node/changes.ts';
import type { ChangeNote, Changes, ChangesRequest } from '../../node/changes.ts';
import { isFolder } from '../../node/folderTrees.ts';
import type { GitFailure, GitProblem } from '../../node/git/repository.ts';
import type { Invocation } from '../args.ts';
import type { Host } from '../run.ts';

export type Asked =
  | { readonly kind: 'changes'; readonly changes: Changes; readonly catalogue: LoadedCatalogue }
  | { readonly kind: 'usage' | 'unknown'; readonly message: string };

/** Reads the options, compares, and gives the changes with the rules that explain them. */
export async function askForChanges(folder: string, invocation: Invocation, host: Host): Promise<Asked> {
  const catalogue = await loadCatalogue();
  const mistake = mistakeIn(invocation, catalogue) ?? (await wrongGlob(invocation));
  if (mistake !== undefined) {
    return { kind: 'usage', message: mistake };
  }
  const request = await requestOf(invocation, host);
  const [older, newer] = invocation.operands;
  if (!invocation.switches.has('dirs') || older === undefined || newer === undefined) {
    const changes = await changesInRepository(folder, request);
    return changes.ok
      ? { kind: 'changes', changes, catalogue }
      : { kind: 'unknown', message: problemSentence(changes) };
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
  return { kind: 'changes', changes, catalogue };
}

export function noteSentence(note: ChangeNote): string {
  switch (note.code) {
    case 'from':
      return `The base is the commit where the head left ${note.name}.`;
    case 'renamesNotPaired':
      return 'Renames may be shown as a removed and an added file: there are too many, or contents are missing.';
    case 'shallow':
      return 'The clone is shallow. Fetch the whole history to see everything.';
    case 'commitsNotRead':
      return `Not all commit messages were read: ${note.detail}.`;
    case 'undeclared':
      return `${note.count === 1 ? '1 breaking change is' : `${note.count} breaking changes are`} declared by no commit message.`;
    case 'acceptedList':
      return `releases/breaking-accepted.yml:${note.line}: ${note.detail}.`;
  }
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
  return checkGlob(paths) === undefined
    ? undefined
    : `--paths is a glob such as "src/**/*.ts"; "${paths}" cannot be used.`;
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
    ...(paths === undefined ? {} : { paths: (await import('../../core/base/glob.ts')).globMatcher([paths]) }),
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

function problemSentence({ problem, detail }: GitFailure): string {
  return `${problems[problem]}${detail === '' ? '' : ` (${printable(detail)})`}`;
}

const problems: Readonly<Record<GitProblem, string>> = {
  untrusted: 'This folder is not trusted, so git is not asked. Trust it first.',
  gitMissing: 'git was not found. Install it, or compare two folders with --dirs OLD NEW.',
  noRepository: 'No git repository here. Name one with --cwd, or compare two folders with --dirs OLD NEW.',
  bare: 'A bare repository is not read. Use a clone with a working tree.',
  unborn: 'The repository has no commit yet, so there is nothing to compare.',
  dubiousOwner: 'Somebody else owns this repository. Add it to safe.directory if you trust it.',
  damaged: 'The repository is damaged. Run git fsck to see what is missing.',
  unknownRevision: 'There is no such commit. Fetch it, or name another one.',
  ambiguousRevision: 'The name stands for several commits. Write refs/heads/NAME or refs/tags/NAME.',
  noReleaseTag: 'No release tag such as v1.2.0 is part of the head. Name a base with --base REF.',
  severalPackages:
    'Several packages have releases here. Choose one with --package NAME, or a base with --base REF.',
  shallow:
    'The clone is shallow and holds no base. Fetch the whole history and all tags, or name a base with --base REF.',
  noCommonAncestor: 'Base and head have no commit in common. Name a tag or a commit as --base.',
  tooMuch: 'git gave more output than is read. Choose a base that is closer.',
  tooSlow: 'git took too long. Try again, or choose a base that is closer.',
  failed: 'git failed.',
};
