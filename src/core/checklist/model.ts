/**
 * The checklist model: what a release checklist says, whatever file it came
 * from. Parents are indexes into the flat, document-ordered arrays.
 */
import type { Finding } from '../base/finding.ts';
import type { NearMiss } from './blocks.ts';
import type { Condition } from './conditions.ts';
import type { Due, Window } from './window.ts';

export const itemStates = ['todo', 'doing', 'blocked', 'failed', 'done', 'notApplicable', 'waived'] as const;
export type ItemState = (typeof itemStates)[number];

/** `@name`, or `role:qa`. Kept as written, with its sigil. */
export type Owner = string;

export interface Evidence {
  /** Words shown to a person: link text, or the text itself. */
  readonly label: string;
  /** Link target as written, absent for plain text. */
  readonly target?: string;
}

/** `waived until DATE by @name: reason`; a part that the note leaves out is absent. */
export interface Waiver {
  /** Calendar date `YYYY-MM-DD` as written; the waiver holds until the end of that day in the policy's zone. */
  readonly until?: string;
  readonly by?: Owner;
  readonly reason?: string;
}

export interface Item {
  /** Unique in the file and stable while other lines change: explicit id, else heading path and text. */
  readonly id: string;
  readonly line: number;
  /** Column of the box (`[`), or of the value in YAML. */
  readonly column: number;
  /** Offset of the character that a tick replaces; -1 where there is none (values and options in YAML). */
  readonly markOffset: number;
  readonly checked: boolean;
  readonly state: ItemState;
  /** Words of the item without notes, condition kept, Markdown formatting removed; may be empty. */
  readonly text: string;
  /** Source of the item's own line after the box, trimmed. Used to find the item again before an edit. */
  readonly source: string;
  readonly depth: number;
  /** Index in `items`; -1 for none. */
  readonly parent: number;
  /** Index in `sections`; -1 before the first heading. */
  readonly section: number;
  /** Last line that belongs to the item. */
  readonly endLine: number;
  readonly condition?: Condition;
  readonly owners: readonly Owner[];
  readonly due?: Due;
  readonly evidence: readonly Evidence[];
  /** Commit (short or full object name) for which the evidence was proved: the note `at 1a2b3c4`. */
  readonly provedAt?: string;
  readonly waiver?: Waiver;
  /** Reason of not applicable, blocked or failed; absent when none is given. */
  readonly reason?: string;
  /** Stamp `done 2026-11-22T14:05Z @ana`, as written. */
  readonly doneStamp?: string;
  /** Notes as written, in order, notes that are understood included. */
  readonly notes: readonly string[];
  /** A field to fill in ("Owner: ____"): done needs a value. `filled` says whether one is there. */
  readonly field?: { readonly filled: boolean };
  /** A checked box is an alarm ("rollback triggers" written as tasks), not a step that is done. */
  readonly alarm?: true;
  /** Asks for sign-off by these roles ("Get sign-off from QA/PM"). */
  readonly signOff?: readonly string[];
  /** "Verify all … requirements met": follows from the other items. */
  readonly derived?: 'allReadiness';
  /** One half of a go / no-go pair (see `Checklist.decisions`): shown, never counted. */
  readonly decision?: true;
  /** Invisible keys: `<!-- rr: id=… gate=required on=minor,major -->`. */
  readonly keys?: Readonly<Record<string, string>>;
}

export const sectionKinds = [
  'area', // readiness area: its items must be done before the decision
  'stage', // deployment stage: in order, with a time window
  'playbook', // rollback, incident response
  'triggers', // when to roll back
  'reference', // text for people
  'template', // notes template and the like
  'retired',
] as const;
export type SectionKind = (typeof sectionKinds)[number];

export interface Section {
  /** Slug of the heading path, made unique by an ordinal. */
  readonly id: string;
  readonly line: number;
  readonly level: number;
  /** Heading without formatting, window and owner kept. */
  readonly title: string;
  /** Index in `sections`; -1 for none. */
  readonly parent: number;
  /** Titles from the outermost heading to this one. */
  readonly path: readonly string[];
  readonly kind: SectionKind;
  /** What decided the kind: a word of the heading, of a heading above, or the policy. */
  readonly kindWhy: string;
  readonly window?: Window;
  /** "Rollback (if needed)": holds for every item below that has none of its own. */
  readonly condition?: Condition;
  readonly owners: readonly Owner[];
  /** Where the stage stands against the deployment to production. */
  readonly phase?: 'before' | 'staging' | 'production' | 'after';
  /** Last line of the section, sub-sections included. */
  readonly endLine: number;
}

/** "Release Type: [ ] Patch [ ] Minor": one answer out of several on one line. */
export interface Choice {
  readonly line: number;
  readonly label: string;
  readonly options: readonly { readonly text: string; readonly chosen: boolean; readonly column: number }[];
}

/** "☐ GO ☐ NO-GO", or the same as two tasks: never counted. */
export interface Decision {
  readonly line: number;
  readonly section: number;
  readonly value: 'go' | 'conditional' | 'noGo' | 'open' | 'both';
}

/** A row of a sign-off table: who, and whether it was given. */
export interface SignOffRow {
  readonly line: number;
  readonly section: number;
  readonly role: string;
  readonly by?: string;
  readonly value: 'given' | 'refused' | 'open';
}

/** Tasks inside a fence or a comment: never counted, offered for use. */
export interface HiddenTasks {
  readonly line: number;
  readonly endLine: number;
  readonly form: 'fence' | 'comment';
  readonly count: number;
  /** Nothing ends the block before the end of its container, so perhaps nobody meant to hide them. */
  readonly unclosed?: true;
}

export interface Checklist {
  readonly format: 'markdown' | 'issueForm' | 'yaml';
  /** First heading, front matter title or form name; absent when there is none. */
  readonly title?: string;
  readonly items: readonly Item[];
  readonly sections: readonly Section[];
  readonly nearMisses: readonly NearMiss[];
  readonly choices: readonly Choice[];
  readonly decisions: readonly Decision[];
  readonly signOffs: readonly SignOffRow[];
  readonly hidden: readonly HiddenTasks[];
  /** First lines of conflict markers; not empty means that nothing can be decided. */
  readonly conflictMarkers: readonly number[];
}

export const checklistFindingCodes = [
  'nearMiss', // args: why
  'emptyItem',
  'struckWithoutReason',
  'notApplicableWithoutReason',
  'waiverIncomplete', // args: missing
  'doneWithOpenChildren', // args: open
  'fieldWithoutValue',
  'duplicateItem', // args: line
  'duplicateId', // args: id, line
  'placeholder', // args: text
  'mojibake', // args: from, to
  'conflictMarker',
  'unreadableDue', // args: text
  'windowWithoutUnit', // args: text
  'hiddenTasks', // args: count, form
  'tooDeep',
  'partial', // args: size, limit: only scanned
  'tooLarge', // args: size, limit
  'tooManyItems', // args: count, limit
  'notUtf8', // args: offset
  'mixedLineEnds',
  'yamlSyntax', // args: message
  'yamlDuplicateKey', // args: key
  'yamlNotAChecklist', // args: reason
  'yamlUnknownKey', // args: key
  'yamlBadValue', // args: key, expected
  'noItems',
  'unsupportedFormat', // args: format
] as const;
export type ChecklistFindingCode = (typeof checklistFindingCodes)[number];
export type ChecklistFinding = Finding<ChecklistFindingCode>;
