/** Sentences about a comparison as a whole, for every surface. */
import { printable } from '../core/report/printable.ts';
import type { ChangeInput } from '../core/readiness/comparison.ts';
import type { ChangeNote } from './changes.ts';
import type { GitFailure, GitProblem } from './git/repository.ts';

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
    case 'cache':
      return `Kept results are not used: ${note.detail}.`;
    case 'acceptedList':
      return `releases/breaking-accepted.yml:${note.line}: ${note.detail}.`;
  }
}

/** Why nothing can be compared, and what to do about it. */
export function problemSentence({ problem, detail }: GitFailure): string {
  return `${problems[problem]}${detail === '' ? '' : ` (${printable(detail)})`}`;
}

/**
 * What a verdict says when the changes could not be compared and nobody had asked for it. Undefined where there
 * is no history to look at, and where the state of the repository is a reason of its own.
 */
export function notCompared(failure: GitFailure): ChangeInput | undefined {
  if (saidElsewhere.has(failure.problem)) return undefined;
  const why = failure.problem === 'noReleaseTag' ? 'noBase' : 'hindered';
  return { outcome: 'notCompared', why, message: problemSentence(failure) };
}

const saidElsewhere: ReadonlySet<GitProblem> = new Set([
  'untrusted',
  'gitMissing',
  'noRepository',
  'bare',
  'unborn',
  'dubiousOwner',
  'damaged',
]);

const problems: Readonly<Record<GitProblem, string>> = {
  untrusted: 'This folder is not trusted, so git is not asked. Trust it first.',
  gitMissing: 'git was not found. Install it, or compare two folders with --dirs OLD NEW.',
  noRepository: 'No git repository here. Name one with --cwd, or compare two folders with --dirs OLD NEW.',
  bare: 'A bare repository has commits only, and one among the files of another is not read. Use a clone with a working tree.',
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
