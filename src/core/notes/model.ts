/** Release notes before they are text: lines that know what they are about and where they come from. */
import type { Placement } from '../history/model.ts';
import type { SectionId } from './template.ts';

export interface NotesDocument {
  /** All sections in the order of the form; one that holds nothing has no lines. */
  readonly sections: readonly NotesSection[];
  readonly version?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** Where each commit ended, newest first. The three counts add up to the commits. */
  readonly commits: readonly PlacedCommit[];
  readonly counts: { readonly placed: number; readonly hidden: number; readonly toPlace: number };
  /** Page that compares the two releases, when the host is known. */
  readonly compare?: string;
}

export interface NotesSection {
  readonly id: SectionId;
  readonly level: 1 | 2 | 3;
  readonly heading: string;
  readonly lines: readonly NotesLine[];
}

export interface NotesLine {
  /** Unique in its section and the same in every draft: what the line is about, and its section. */
  readonly key: string;
  /** One line of Markdown with its bullet and indentation. */
  readonly text: string;
  readonly form: 'paragraph' | 'bullet' | 'nested' | 'step';
  /** `open`: a placeholder is left, so a person has to write. */
  readonly state: 'filled' | 'open';
  readonly source: LineSource;
  readonly evidence: readonly Evidence[];
}

/** Who saw it: commit messages, the comparison of the code, both, other files, or nobody (the form itself). */
export type LineSource = 'message' | 'diff' | 'both' | 'files' | 'form';

export type Evidence =
  | { readonly kind: 'commit'; readonly id: string; readonly subject: string }
  | { readonly kind: 'pull'; readonly id: string; readonly url?: string }
  | {
      readonly kind: 'change';
      readonly rule: string;
      readonly message: string;
      readonly path?: string;
      readonly line?: number;
    }
  | { readonly kind: 'file'; readonly path: string; readonly line?: number; readonly note?: string }
  /** Nothing was found, and this is where it was looked for. */
  | { readonly kind: 'searched'; readonly note: string };

export interface PlacedCommit {
  readonly id: string;
  readonly subject: string;
  readonly placement: Placement;
}
