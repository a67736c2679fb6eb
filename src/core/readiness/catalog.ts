/** Sentences of the readiness engine: reasons, why a file is used, why one is not. */
import { fill, type CatalogEntry } from '../base/catalog.ts';
import type { Args } from '../base/finding.ts';
import { plainText } from '../base/plainText.ts';
import { checklistCatalog } from '../checklist/catalog.ts';
import type { ChecklistFindingCode } from '../checklist/model.ts';
import type { LeftOutReason as UnrecognisedReason } from '../checklist/recognise.ts';
import type { Reason, ReasonCode, RepositoryFault, UnreadableReason, Verdict, Weight, Why } from './model.ts';
import { reviewWords } from './reviewItems.ts';

export type ReasonSentence = Pick<CatalogEntry, 'sentence' | 'fix'>;

export const reasonCatalog: Readonly<Record<ReasonCode, ReasonSentence>> = {
  unreadable: {
    sentence: '{file} cannot be read: {what}.',
    fix: '{whatFix}',
  },
  noItems: {
    sentence: '{file} has no items that count.',
    fix: 'Add items such as "- [ ] Tests pass" under a heading of the release.',
  },
  nothingApplies: {
    sentence: 'No item before the decision applies to this release.',
    fix: 'Check the release type and the items that are marked as not applicable.',
  },
  noChecklist: {
    sentence: 'There is no checklist for this release.',
    fix: 'Begin the release with release-readiness start, or name a checklist in the policy.',
  },
  conflictMarkers: {
    sentence: '{file} holds an unresolved merge conflict.',
    fix: 'Resolve the conflict; until then nothing can be decided.',
  },
  tooManyFiles: {
    sentence: '{count} files look like checklists; only the first {limit} were read.',
    fix: 'Name the checklists in the policy, or the files when you check.',
  },
  policyInvalid: {
    sentence: 'The policy has an error: {message}',
    fix: 'Correct the policy; it is not used as long as it has an error.',
  },
  recordInvalid: {
    sentence: 'The release record has an error: {message}',
    fix: 'Correct the record; it is not used as long as it has an error.',
  },
  partlyRead: {
    sentence: '{file} could not be read completely, so items may be missing. {finding}',
    fix: '{findingFix}',
  },
  repositoryUnreadable: {
    sentence: 'The git repository cannot be read{fault}, so nothing is compared with its commit.',
    fix: '{faultFix}',
  },
  policyKeyUnused: {
    sentence: 'Part of the policy is not used: {message}',
    fix: 'Correct the key, or remove it.',
  },
  recordKeyUnused: {
    sentence: 'Part of the release record is not used: {message}',
    fix: 'Correct the key, or remove it.',
  },
  otherVersion: {
    sentence: 'This is the checklist of {other}, and the release is {version}.',
    fix: 'Check the checklist of {version}, or correct the version.',
  },
  boxesSwallowed: {
    sentence: 'A {form} is never closed, and boxes behind it are not counted ({count}).',
    fix: 'Close the {form}.',
  },
  triggerRaised: {
    sentence: 'Rollback trigger raised: {text}',
    fix: 'Roll back or declare an incident; clear the trigger when it no longer holds.',
  },
  openIncident: {
    sentence: 'Incident {id} ({severity}) is open: {title}',
    fix: 'Resolve the incident before going on: release-readiness incident resolve FILE.',
  },
  incidentUnreadable: {
    sentence: 'The incident {file} cannot be read, so nobody knows whether it is over: {message}',
    fix: 'Mend the front matter of {file}.',
  },
  decisionNoGo: {
    sentence: 'The decision on the checklist is NO-GO.',
    fix: 'Change the decision when its reasons are gone.',
  },
  decisionUnclear: {
    sentence: 'The checklist says both GO and NO-GO.',
    fix: 'Leave only one of the two boxes ticked.',
  },
  decisionOpen: {
    sentence: 'The go / no-go decision on the checklist is open.',
    fix: 'Tick GO or NO-GO when the decision is taken.',
  },
  decisionConditional: {
    sentence: 'The decision on the checklist is a conditional GO.',
    fix: 'Tick GO when the conditions are met.',
  },
  recordedNoGo: {
    sentence: 'The last recorded decision is NO-GO{byWhom}.',
    fix: 'Record a new decision.',
  },
  recordedDelay: {
    sentence: 'The release is delayed to {start}.',
    fix: 'Record a new decision when it is ready to go.',
  },
  recordedGoWithBlockers: {
    sentence: 'Recorded {verdict} with {blockers}{byWhom}.',
    fix: 'Record a new decision when they are gone.',
  },
  rollbackOpen: {
    sentence: 'A rollback was decided and is not verified yet.',
    fix: 'Finish the rollback and record when it was verified.',
  },
  freeze: {
    sentence: 'The freeze "{name}" holds until {until}.',
    fix: 'Wait until it ends, or record an override with a name and a reason.',
  },
  plannedInFreeze: {
    sentence: 'The planned start lies in the freeze "{name}", which holds until {until}.',
    fix: 'Plan another start, or record an override with a name and a reason.',
  },
  freezeOverridden: {
    sentence: 'The freeze "{name}" is overridden by {by}: {reason}',
    fix: 'Nothing to do; the exception stays listed.',
  },
  itemOpen: { sentence: 'Open: {text}{because}', fix: 'Do it and tick it, or waive it with a reason.' },
  itemFailed: { sentence: 'Failed: {text}{because}', fix: 'Repair what failed, then tick the item.' },
  itemBlocked: { sentence: 'Blocked: {text}{because}', fix: 'Clear what blocks it, then tick the item.' },
  itemOverdue: {
    sentence: 'Overdue since {due}: {text}{because}',
    fix: 'Do it and tick it, or waive it with a reason.',
  },
  itemDueLater: {
    sentence: 'Open, due {due}: {text}{because}',
    fix: 'Do it and tick it before then.',
  },
  fieldEmpty: {
    sentence: 'Ticked without a value: {text}',
    fix: 'Write the value after the colon.',
  },
  placeholderLeft: {
    sentence: 'Ticked with "{left}" still to be filled in: {text}',
    fix: 'Replace it by the real value.',
  },
  doneInSpite: {
    sentence: 'Ticked, and its note says "{note}": {text}',
    fix: 'Remove the note, or untick the item.',
  },
  derivedEarly: {
    sentence: 'Ticked, although {open} requirements are open: {text}',
    fix: 'Finish the open requirements; this item follows from them.',
  },
  conditionUndecided: {
    sentence: 'Not decided whether it applies: {text}{because}',
    fix: 'Tick it when it is done, or mark it as not applicable with a reason.',
  },
  notApplicableWithoutReason: {
    sentence: 'Not applicable without a reason: {text}',
    fix: 'Add the reason: "N/A: why".',
  },
  waiverIncomplete: {
    sentence: 'The waiver lacks {missing}: {text}',
    fix: 'Write "waived until DATE by @name: reason".',
  },
  waiverExpired: {
    sentence: 'The waiver ended on {until}: {text}',
    fix: 'Do the item, or ask for a new waiver.',
  },
  waiverTooLong: {
    sentence: 'The waiver runs {days} days, the policy allows {limit}: {text}',
    fix: 'Choose an earlier date.',
  },
  waiverSelfApproved: {
    sentence: '{by} owns the item and cannot waive it: {text}',
    fix: 'Ask another approver.',
  },
  waiverNotApprover: {
    sentence: '{by} is not an approver of waivers: {text}',
    fix: 'Ask one of the approvers that the policy names.',
  },
  waiverForbidden: { sentence: 'This can never be waived: {text}', fix: 'Do it and tick it.' },
  waived: {
    sentence: 'Waived until {until} by {by}: {text}{because}',
    fix: 'Do it before the waiver ends.',
  },
  requirementMissing: {
    sentence: 'The checklist has no item for {requirement}, which a {type} release needs.',
    fix: 'Add an item that says so.',
  },
  minimumIncomplete: {
    sentence: 'The minimum of a {type} release is incomplete: {requirement}.',
    fix: 'Do it and tick it; it can be neither waived nor left out.',
  },
  signOffMissing: {
    sentence: 'Sign-off by {role} is missing.',
    fix: 'Ask for it, then tick the item or add it to the release record.',
  },
  signOffStale: {
    sentence: 'The sign-off by {role} is for another commit{since}.',
    fix: 'Ask for it again.',
  },
  signOffOutdated: {
    sentence: 'The checklist asks for something else than what {by} has signed for {role}.',
    fix: 'Ask for the sign-off again.',
  },
  signOffTooFew: {
    sentence: 'Sign-off by {role} needs {count} people, and {given} have signed for this commit.',
    fix: 'Ask more people of the role, and add each to the release record.',
  },
  signOffSelf: {
    sentence: '{by} prepares the release and cannot sign it off for {role}.',
    fix: 'Ask somebody else of the role.',
  },
  signOffRefused: {
    sentence: '{role} has refused the sign-off.',
    fix: 'Clear what stands against it.',
  },
  signOffUnchecked: {
    sentence: 'The sign-off by {role} names a commit, and there is none to compare it with.',
    fix: 'Run inside the git repository of the release.',
  },
  signOffWrongPerson: {
    sentence: '{by} has signed for {role} without being in that role.',
    fix: 'Ask a member of the role, or add the person to it in the policy.',
  },
  evidenceMissing: {
    sentence: 'Done without evidence: {text}',
    fix: 'Add a link, or "evidence: ..." after the text.',
  },
  evidenceStale: {
    sentence: 'Proved at commit {commit}, which is not this one: {text}{because}',
    fix: 'Check it again and name the new commit.',
  },
  nearMiss: {
    sentence: 'Line {line} looks like a check box, and GitHub does not show it as one.',
    fix: 'Write it as "- [ ] text".',
  },
  bumpTooLow: {
    sentence: 'Declared {declared}, needs {needed} since {base}: {message} {more}',
    fix: 'Raise the version or the type, or take the change back.',
  },
  bumpUnsure: {
    sentence: '{count} changes since {base} may break somebody; a person has to look.',
    fix: 'Look at them in the Changes view or with release-readiness breaking.',
  },
  changesUnread: {
    sentence: '{count} changed files since {base} could not be analysed.',
    fix: 'Look at them in the Changes view or with release-readiness breaking.',
  },
  comparisonFailed: {
    sentence: 'The changes could not be compared: {message}',
    fix: 'Name another base, or leave the comparison out.',
  },
  notCompared: {
    sentence: 'What changed is not part of this verdict: {message}',
    fix: 'Until it is, a person decides what the changes ask for; --no-changes says that this is meant.',
  },
  doesNotApply: {
    sentence: 'Does not apply: {text}{because}',
    fix: 'If it does, run release-readiness applies, or choose "Decide Whether It Applies".',
  },
  reviewTrailers: {
    sentence: '{review}: {text}',
    fix: 'This changes no verdict. An approval that only the host knows is not counted.',
  },
  migrationOneWay: {
    sentence: 'The migration {path} cannot be undone by the files that are there.',
    fix: 'Write the way back, or say in the rollback plan what is done instead.',
  },
  migrationLocks: {
    sentence: 'The migration {path} locks a table in line {line}: {statement}',
    fix: 'Plan for the time that it takes, or choose a form that does not lock.',
  },
  licenceChanged: {
    sentence: 'The licence of {name} changes from {from} to {to}.',
    fix: 'Check that the new licence is allowed.',
  },
  scopeTooWide: {
    sentence: 'A {type} release should be small; this one has {featureCommits} and {changedFiles}.',
    fix: 'Leave out what is no fix, or release it as minor.',
  },
  afterCodeFreeze: {
    sentence: '{commitsWere} made after the code freeze, {first} first.',
    fix: 'Take them out, or move the freeze in the record.',
  },
  codeFreezeUnchecked: {
    sentence: 'Nobody could check whether commits were made after the code freeze.',
    fix: 'Run inside the git repository of the release.',
  },
  plannedBranchMissing: {
    sentence: 'The planned branch {branch} is not merged.',
    fix: 'Merge it, or take it out of planned_branches in the policy.',
  },
  plannedBranchesUnchecked: {
    sentence: 'Nobody could check whether the planned branches are merged.',
    fix: 'Run inside the git repository of the release.',
  },
  evidenceNotThere: {
    sentence: 'The evidence {path} is not there: {text}',
    fix: 'Correct the path, or add the file.',
  },
  evidenceOutside: {
    sentence: 'The evidence {path} lies outside the folder, so nobody has looked at it: {text}',
    fix: 'Copy it into the folder, or name a link.',
  },
  notesDisagree: {
    sentence: 'The notes in {path}, line {line}, speak against: {text}{because}',
    fix: 'Correct the notes. release-readiness lint-notes says more.',
  },
  notesUnchecked: {
    sentence: 'Not all rules for the notes in {path} could be applied: {text}{because}',
    fix: 'Read the notes against what has changed, or run release-readiness lint-notes.',
  },
  evidenceUnchecked: {
    sentence: 'The evidence {path} cannot be read: {text}',
    fix: 'Make the file readable, and keep it inside the folder.',
  },
  resultFailed: {
    sentence: '{path} has {failures}: {text}',
    fix: 'Repair what failed and write the results again.',
  },
  resultUnread: {
    sentence: 'The results in {path} are not complete: {text}',
    fix: 'Write the results again.',
  },
  resultOld: {
    sentence: 'The results in {path} are older than the release ({by} {when}): {text}',
    fix: 'Write the results again.',
  },
  taskFailed: {
    sentence: 'The task {task} failed with exit code {exit}: {text}',
    fix: 'Repair what failed and run the task again.',
  },
  taskUnproved: {
    sentence: 'The task {task} {unproved}, so it proves no commit: {text}',
    fix: 'Commit what is to be released, then run the task again.',
  },
  taskOld: {
    sentence: 'The task {task} ran too long ago ({when}): {text}',
    fix: 'Run the task again.',
  },
  comparisonOld: {
    sentence: 'Files have changed since the comparison with {base}.',
    fix: 'Compare again.',
  },
  typeUndeclared: {
    sentence: 'The release type is not known.',
    fix: 'Name patch, minor, major or hotfix in the release record or when you check.',
  },
  stageOutOfOrder: {
    sentence: '"{stage}" has begun while "{before}" is open ({open} in all before it).',
    fix: 'Finish what comes first.',
  },
  dueUnreadable: {
    sentence: 'The due time "{text}" is not one.',
    fix: 'Write "due 2026-11-30 14:00 UTC" or "due T-24h".',
  },
  zoneUnknown: {
    sentence: 'The time zone "{zone}" is not known.',
    fix: 'Write UTC or a name such as Europe/Prague.',
  },
  unitUnknown: {
    sentence: '"{text}" does not say hours or days.',
    fix: 'Set tminus_unit in the policy, or write T-24h.',
  },
};

/** The sentence of a reason, safe to show as plain text. */
export function reasonSentence(reason: Reason): string {
  return fill(reasonCatalog[reason.code].sentence, shownArgs(reason)).trim();
}

/** What turns the reason away. */
export function reasonFix(reason: Reason): string {
  return fill(reasonCatalog[reason.code].fix, shownArgs(reason));
}

export const unreadableWords: Readonly<Record<UnreadableReason, string>> = {
  missing: 'it is not there',
  denied: 'access is denied',
  tooLarge: 'it is too large',
  notUtf8: 'it is not UTF-8 text',
  notAFile: 'it is not a file',
  syntax: 'its syntax is not valid',
  failed: 'reading failed',
};

export const unreadableFixes: Readonly<Record<UnreadableReason, string>> = {
  missing: 'Check the path.',
  denied: 'Give read permission, or move the file into the folder.',
  tooLarge: 'Split it into smaller files.',
  notUtf8: 'Save it as UTF-8.',
  notAFile: 'Name a Markdown or YAML file.',
  syntax: 'Correct it at the place that is named.',
  failed: 'Try again, and check the disk.',
};

const faultWords: Readonly<Record<RepositoryFault, { readonly fault: string; readonly fix: string }>> = {
  damaged: { fault: ': it is damaged', fix: 'Run "git fsck" there, or clone it again.' },
  dubiousOwner: {
    fault: ': it belongs to another user',
    fix: 'If you trust it, run: git config --global --add safe.directory FOLDER',
  },
  failed: { fault: '', fix: 'Run "git status" there to see why.' },
};

const whyWords: Readonly<Record<Why['by'], string>> = {
  named: 'it was named',
  policy: 'the policy names it',
  fileName: 'its name says so',
  heading: 'its headings say so',
  content: 'its items say so',
  releaseFolder: 'it stands in a release folder',
  issueForm: 'it is an issue form for releases',
  included: 'it was included by hand',
};

/** Why a file is read as a release checklist: "used because ...". */
export function whySentence(why: Why): string {
  return `Used because ${whyWords[why.by]}.`;
}

/** Why a file that may be a checklist is not used: what the file says of itself, and what its surroundings say. */
export type LeftOutReason =
  | UnrecognisedReason
  | 'byHand'
  | 'template'
  | 'unreadable'
  | 'otherRelease'
  | 'recordAlone'
  | 'limit';

export interface LeftOut {
  readonly file: string;
  readonly why: LeftOutReason;
  readonly args: Args;
}

const leftOutWords: Readonly<Record<LeftOutReason, string>> = {
  excluded: 'The policy leaves out {glob}.',
  releaseNotes: 'By its name it holds release notes.',
  todoList: 'By its name it is a list of things to do some day.',
  testData: 'It lies among the data of tests; name it to use it.',
  codeReview: 'It is for the review of single changes.',
  noTasks: 'It has no check boxes.',
  tooFewTasks: 'It has few check boxes ({count}), and its name does not speak of a release.',
  noReleaseWords: 'It has {count} check boxes, but nothing says that they are for a release.',
  byHand: 'It was left out by hand.',
  template: 'It is taken for a template, because there are release folders.',
  unreadable: 'It cannot be read.',
  otherRelease: 'It belongs to another release.',
  recordAlone: 'It is a release record, and no checklist stands beside it.',
  limit: 'There are too many files.',
};

/** Why a file is not used, one sentence. */
export function leftOutSentence(leftOut: LeftOut): string {
  return fill(leftOutWords[leftOut.why], plainArgs(leftOut.args));
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  go: 'GO',
  conditionalGo: 'CONDITIONAL GO',
  noGo: 'NO-GO',
  unknown: 'UNKNOWN',
};

export const weightWords: Readonly<Record<Weight, string>> = {
  unknown: 'cannot be decided',
  noGo: 'blocks the release',
  conditional: 'makes it conditional',
  warning: 'needs attention',
  info: 'is worth knowing',
};

function shownArgs({ code, args }: Reason): Args {
  const shown: Record<string, string | number> = { ...plainArgs(args) };
  const why = shown['why'];
  const explains = why !== undefined && why !== '' && code !== 'nearMiss';
  shown['because'] = explains ? ` (${why})` : '';
  if (code === 'unreadable') {
    const reason = args['reason'] as UnreadableReason;
    shown['what'] = unreadableWords[reason];
    shown['whatFix'] = unreadableFixes[reason];
  }
  if (code === 'repositoryUnreadable') {
    const words = faultWords[args['fault'] as RepositoryFault];
    shown['fault'] = words.fault;
    shown['faultFix'] = words.fix;
  }
  if (code === 'partlyRead') {
    const found = checklistCatalog[args['what'] as ChecklistFindingCode];
    shown['finding'] = fill(found.sentence, shown);
    shown['findingFix'] = fill(found.fix, shown);
  }
  if (code === 'reviewTrailers') shown['review'] = reviewWords(shown);
  if (code === 'scopeTooWide') {
    shown['featureCommits'] = countWords(args['features'], 'feature commit');
    shown['changedFiles'] = countWords(args['files'], 'changed file');
  }
  if (code === 'afterCodeFreeze') {
    shown['commitsWere'] = `${countWords(args['count'], 'commit')} ${args['count'] === 1 ? 'was' : 'were'}`;
  }
  if (code === 'taskUnproved') shown['unproved'] = unprovedWords[String(args['doubt'])] ?? 'names no commit';
  if (code === 'resultFailed') shown['failures'] = countWords(args['failed'], 'failure');
  if (code === 'recordedGoWithBlockers') {
    shown['blockers'] = shown['count'] === 1 ? '1 blocker' : `${shown['count']} blockers`;
  }
  if (code === 'recordedNoGo' || code === 'recordedGoWithBlockers') {
    shown['byWhom'] = shown['by'] === '' ? '' : ` (${shown['by']})`;
  }
  const since = shown['since'] ?? '';
  shown['since'] = since === '' ? '' : ` (${since})`;
  if (shown['text'] === '') shown['text'] = '(no text)';
  return shown;
}

const unprovedWords: Readonly<Record<string, string>> = {
  uncommitted: 'ran over uncommitted changes',
  moved: 'ran while the commit changed',
};

function countWords(count: string | number | undefined, one: string): string {
  return `${count ?? 0} ${one}${count === 1 ? '' : 's'}`;
}

function plainArgs(args: Args): Args {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, typeof value === 'number' ? value : plainText(value)]),
  );
}
