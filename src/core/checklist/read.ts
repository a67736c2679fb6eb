/**
 * The one way from the text of a file to a checklist.
 */
import type { Parsed } from '../base/finding.ts';
import type { Checklist, ChecklistFindingCode, SectionKind } from './model.ts';

export interface ReadOptions {
  /** Path relative to the workspace folder, `/` separated. Decides the format. */
  readonly file: string;
  /** `full`: markdown-it; `scan`: the line scanner. Same answer, other cost. */
  readonly reader: 'full' | 'scan';
  /** Section titles (exact or `*` globs) that the policy types by hand. */
  readonly sectionKinds?: readonly { readonly title: string; readonly kind: SectionKind }[];
}

export type ReadChecklist = (text: string, options: ReadOptions) => Parsed<Checklist, ChecklistFindingCode>;
