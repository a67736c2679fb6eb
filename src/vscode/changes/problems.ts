import * as vscode from 'vscode';
import { printable } from '../../core/report/printable.ts';
import type { GitFailure, GitProblem } from '../../node/git/repository.ts';

/** Why nothing can be compared, and what to do about it from here. */
export function problemText({ problem, detail }: GitFailure): string {
  const sentence = sentences()[problem];
  return detail === '' ? sentence : `${sentence} (${printable(detail)})`;
}

/** Problems that another base may solve. */
export function asksForBase({ problem }: GitFailure): boolean {
  return withBase.has(problem);
}

const withBase: ReadonlySet<GitProblem> = new Set([
  'unknownRevision',
  'ambiguousRevision',
  'noReleaseTag',
  'severalPackages',
  'shallow',
  'noCommonAncestor',
  'tooMuch',
  'tooSlow',
]);

function sentences(): Readonly<Record<GitProblem, string>> {
  return {
    untrusted: vscode.l10n.t('This folder is not trusted, so git is not asked. Trust it first.'),
    gitMissing: vscode.l10n.t('git was not found. Install it, then compare again.'),
    noRepository: vscode.l10n.t('There is no git repository here, so there is nothing to compare with.'),
    bare: vscode.l10n.t('A bare repository has no files to compare. Open a clone with a working tree.'),
    unborn: vscode.l10n.t('The repository has no commit yet, so there is nothing to compare.'),
    dubiousOwner: vscode.l10n.t(
      'Somebody else owns this repository. Add it to safe.directory if you trust it.',
    ),
    damaged: vscode.l10n.t('The repository is damaged. Run git fsck to see what is missing.'),
    unknownRevision: vscode.l10n.t('There is no such commit. Fetch it, or compare with another one.'),
    ambiguousRevision: vscode.l10n.t(
      'The name stands for several commits. Write refs/heads/NAME or refs/tags/NAME.',
    ),
    noReleaseTag: vscode.l10n.t('No release tag such as v1.2.0 is part of the head. Choose a base.'),
    severalPackages: vscode.l10n.t('Several packages have releases here. Choose a base.'),
    shallow: vscode.l10n.t(
      'The clone is shallow and holds no base. Fetch the whole history and all tags, or choose a base.',
    ),
    noCommonAncestor: vscode.l10n.t(
      'Base and head have no commit in common. Choose a tag or a commit as base.',
    ),
    tooMuch: vscode.l10n.t('git gave more output than is read. Choose a base that is closer.'),
    tooSlow: vscode.l10n.t('git took too long. Try again, or choose a base that is closer.'),
    failed: vscode.l10n.t('The comparison failed. The log says more.'),
  };
}
