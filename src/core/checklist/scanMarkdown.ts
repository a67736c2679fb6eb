import { assemble } from './assemble.ts';
import { isLarge, readLarge } from './largeText.ts';
import { scanBlocks } from './scanBlocks.ts';
import type { Parsed } from '../base/finding.ts';
import type { Checklist, ChecklistFindingCode } from './model.ts';
import type { ReadChecklist, ReadOptions } from './read.ts';

/**
 * Reads Markdown with the line scanner, without loading the reference parser.
 * Undefined when the scanner is not sure of the text: then `readMarkdown` reads it.
 */
export function tryScanMarkdown(
  text: string,
  options: ReadOptions,
): Parsed<Checklist, ChecklistFindingCode> | undefined {
  if (isLarge(text)) {
    return readLarge(text, options, scanBlocks);
  }
  const blocks = scanBlocks(text);
  return blocks === undefined ? undefined : assemble(text, blocks, options);
}

/** The scanner with the reference parser behind it, for callers that have it loaded anyway. */
export function scanMarkdownWith(fallback: ReadChecklist): ReadChecklist {
  return (text, options) => tryScanMarkdown(text, options) ?? fallback(text, options);
}
