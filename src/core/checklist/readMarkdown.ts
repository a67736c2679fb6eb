import { assemble } from './assemble.ts';
import { isLarge, readLarge } from './largeText.ts';
import { readBlocks } from './readBlocks.ts';
import { scanBlocks } from './scanBlocks.ts';
import type { ReadChecklist } from './read.ts';

/** Reads Markdown with the reference parser; a text above the limit is scanned instead, and says so. */
export const readMarkdown: ReadChecklist = (text, options) =>
  isLarge(text) ? readLarge(text, options, scanBlocks) : assemble(text, readBlocks(text), options);
