/**
 * The block reading of a Markdown text: where tasks, headings and their
 * surroundings stand, before anybody asks what they mean. Two readers produce
 * it and must agree: `readBlocks` (markdown-it, the reference) and `scanBlocks`
 * (a line scanner for files that are not open).
 *
 * Lines and columns count from 1, offsets from 0 in UTF-16 code units of the
 * text as given (a byte order mark at offset 0 included).
 */

export interface TaskBlock {
  readonly line: number;
  /** Column of `[`. */
  readonly column: number;
  /** Offset of the character between the brackets. */
  readonly markOffset: number;
  readonly checked: boolean;
  /** List items around this one, itself included, task or not: 1 for a task in a top-level list. */
  readonly depth: number;
  /** Index in `tasks` of the nearest enclosing task; -1 for none. */
  readonly parent: number;
  /** Number of an ordered item as written ("2" of `2. [ ]`), absent for bullets. */
  readonly ordinal?: string;
  /** Offsets of the text after the box on the task's own line, white space trimmed; start = end when empty. */
  readonly textStart: number;
  readonly textEnd: number;
  /** Last line of the list item, nested lists included. */
  readonly endLine: number;
  /** Lines (from, to inclusive) that continue the item's own paragraph after the first line; absent for one-line items. */
  readonly continuation?: readonly [number, number];
}

export interface HeadingBlock {
  readonly line: number;
  /** 1 to 6; for a heading in `<summary>`, the level that its tag names or, without one, one below the heading above. */
  readonly level: number;
  /** Source text of the heading without markers, trimmed. */
  readonly text: string;
  readonly form: 'atx' | 'setext' | 'summary';
}

export interface FenceBlock {
  readonly line: number;
  readonly endLine: number;
  /** Info string, trimmed. */
  readonly info: string;
  /** Lines inside that look like tasks. */
  readonly hiddenTasks: readonly number[];
  /** Closed by a fence line, not by the end of its container. */
  readonly closed: boolean;
}

export interface CommentBlock {
  readonly line: number;
  readonly endLine: number;
  readonly hiddenTasks: readonly number[];
}

/** A line that a person reads as a check box and GitHub does not show as one. */
export interface NearMiss {
  readonly line: number;
  readonly column: number;
  readonly why: NearMissReason;
}

export const nearMissReasons = [
  'noSpaceAfterBox', // `- [ ]text`
  'noSpaceBeforeBox', // `-[ ] text`
  'emptyBrackets', // `- [] text`
  'extraSpaceInBox', // `- [ x ] text`, `- [  ] text`
  'noBreakSpaceInBox',
  'fullWidthBrackets',
  'customMarker', // `- [-] text`, `- [/] text`, `- [~] text`, `- [!] text`
  'emojiMarker', // `- [✅] text`
  'ballotCharacter', // `☐ text`, `- ☑ text`
  'boxWithoutBullet', // `[ ] text`
  'boxInEmphasis', // `- **[ ] text**`
  'boxWithoutText', // `- [ ]`
  'escapedBracket', // `- \[ ] text`
  'htmlCheckbox', // `<input type="checkbox">`
  'boxInTable',
  'listInterruptsParagraph', // ordered list not starting at 1 directly after a paragraph
  'indentedCode', // four spaces in front
  'detailsWithoutBlankLine',
  'tooDeep', // list nesting past the limit
] as const;
export type NearMissReason = (typeof nearMissReasons)[number];

export interface Blocks {
  readonly tasks: readonly TaskBlock[];
  readonly headings: readonly HeadingBlock[];
  readonly fences: readonly FenceBlock[];
  readonly comments: readonly CommentBlock[];
  readonly nearMisses: readonly NearMiss[];
  /** Lines of the front matter, its `---` lines included; absent when there is none. */
  readonly frontMatter?: readonly [number, number];
  /** Lines that begin a conflict marker (`<<<<<<<`, `=======`, `>>>>>>>`) outside fences. */
  readonly conflictMarkers: readonly number[];
}

/** Lists nested deeper than this are reported, not read. */
export const maxListDepth = 64;
