/** Limits for the text of one file, and what is said beyond them. Sizes are bytes of UTF-8. */
import { assemble } from './assemble.ts';
import type { Parsed } from '../base/finding.ts';
import type { Blocks } from './blocks.ts';
import type { Checklist, ChecklistFindingCode } from './model.ts';
import type { ReadOptions } from './read.ts';

/** Up to here a text is parsed in full; above it only scanned, and never ready. */
export const maxParsedSize = 1024 * 1024;
/** Above this nothing is read. */
export const maxScannedSize = 10 * maxParsedSize;

/** Whether a text is too large for the full parser. */
export function isLarge(text: string): boolean {
  return text.length > maxParsedSize / 3 && utf8Size(text) > maxParsedSize;
}

/** A large text: scanned with the finding `partial`, or not read with the finding `tooLarge`. */
export function readLarge(
  text: string,
  options: ReadOptions,
  scan: (text: string) => Blocks | undefined,
): Parsed<Checklist, ChecklistFindingCode> {
  const size = utf8Size(text);
  const blocks = size > maxScannedSize ? undefined : scan(text);
  const where = { file: options.file, line: 1, column: 1 };
  if (blocks === undefined) {
    const args = { size, limit: size > maxScannedSize ? maxScannedSize : maxParsedSize };
    return { value: nothing, findings: [{ code: 'tooLarge', args, where }] };
  }
  const { value, findings } = assemble(text, blocks, options);
  return { value, findings: [{ code: 'partial', args: { size, limit: maxParsedSize }, where }, ...findings] };
}

const nothing: Checklist = {
  format: 'markdown',
  items: [],
  sections: [],
  nearMisses: [],
  choices: [],
  decisions: [],
  signOffs: [],
  hidden: [],
  conflictMarkers: [],
};

function utf8Size(text: string): number {
  let size = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) {
      // A surrogate is half of a character of four bytes.
      size += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
    }
  }
  return size;
}
