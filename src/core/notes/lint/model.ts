/** What may be wrong with release notes. */
import type { Severity } from '../../base/catalog.ts';
import type { Args } from '../../base/finding.ts';
import type { TextEdit, Where } from '../../base/text.ts';
import type { NotesFacts } from '../facts.ts';
import type { NotesView } from '../read.ts';

export const notesRuleIds = [
  'placeholder',
  'placeholder-like',
  'empty-section',
  'breaking-none',
  'breaking-bump',
  'breaking-no-migration',
  'migrations-no',
  'config-no',
  'flags-missing',
  'downtime-no',
  'deps-wrong',
  'deps-missing',
  'deprecation-incomplete',
  'security-missing',
  'security-detail',
  'reverted-listed',
  'unknown-ref',
  'not-mentioned',
  'tests-stale',
  'rollback-missing',
  'credits-missing',
  'version-mismatch',
  'date-mismatch',
  'known-and-fixed',
  'duplicate',
] as const;
export type NotesRuleId = (typeof notesRuleIds)[number];

/** What a team may make of a rule. */
export const notesSeverities = ['error', 'warning', 'info', 'hint', 'off'] as const;
export type NotesSeverities = Readonly<Partial<Record<NotesRuleId, (typeof notesSeverities)[number]>>>;

export interface NotesFinding {
  readonly rule: NotesRuleId;
  readonly severity: Severity;
  readonly args: Args;
  readonly where: Where;
  readonly fix?: NotesFix;
}

/**
 * Fixes add text or lead somewhere; they never take the place of what somebody wrote. Only `listBreaks`
 * (authoring/breaks.ts), which a person has to choose, replaces a bare "None" that is refuted.
 */
export type NotesFix =
  | { readonly kind: 'edit'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'jump'; readonly where: Where };

export interface NotesLint {
  /** By place, then in the order of the rules. */
  readonly findings: readonly NotesFinding[];
  /** Rules that could not be applied, or only in part, and why. */
  readonly notChecked: readonly { readonly rule: NotesRuleId; readonly why: string }[];
}

export interface LintOptions {
  /** Path for the places. */
  readonly file?: string;
  /** Severities that a team has chosen. */
  readonly severities?: NotesSeverities;
}

/** What every rule gets to see. */
export interface LintContext {
  readonly text: string;
  readonly view: NotesView;
  /** The text with headings, code, comments and front matter blanked out; offsets stay. */
  readonly prose: string;
}

/** A finding before it has a severity and a file. */
export interface Found {
  readonly args?: Args;
  readonly start: number;
  readonly end: number;
  readonly fix?: { readonly edits: readonly TextEdit[] } | { readonly jump: number };
}

export type TextRule = (context: LintContext) => readonly Found[];
export type FactsRule = (context: LintContext, facts: NotesFacts) => readonly Found[];
