import { countItems } from '../../core/checklist/countItems.ts';
import type { ItemCounts } from '../../core/checklist/countItems.ts';
import { isLarge } from '../../core/checklist/largeText.ts';
import { listChecklist } from '../../core/checklist/list.ts';
import type { Listing } from '../../core/checklist/list.ts';
import { scanBlocks } from '../../core/checklist/scanBlocks.ts';
import { tryScanMarkdown } from '../../core/checklist/scanMarkdown.ts';

/**
 * Reads a Markdown file of a folder that nobody named, as cheaply as can be. `none`: it holds no
 * item; `unsure`: the scanner leaves it to the full reader.
 */
export function scanItems(text: string, file: string): Listing | 'none' | 'unsure' {
  if (!box.test(text)) {
    return 'none';
  }
  if (isLarge(text)) {
    return tryScanMarkdown(text, { file, reader: 'scan' }) ?? 'unsure';
  }
  const blocks = scanBlocks(text);
  return blocks === undefined ? 'unsure' : listChecklist(text, blocks, { file });
}

/** The counts alone, where they can be had without reading what the items say; `unsure` elsewhere. */
export function scanCounts(text: string): ItemCounts | 'none' | 'unsure' {
  if (!box.test(text)) {
    return 'none';
  }
  const blocks = isLarge(text) ? undefined : scanBlocks(text);
  if (blocks === undefined) {
    return 'unsure';
  }
  return blocks.tasks.length === 0 && blocks.conflictMarkers.length === 0
    ? 'none'
    : (countItems(text, blocks) ?? 'unsure');
}

/** Every task has this somewhere; most files of a repository do not. */
const box = /\[[ \txX]\]/;

/** Whether parsing a YAML file is worth it: most are settings of other programs. */
export function mayHoldYamlItems(file: string, text: string): boolean {
  return yamlSigns.test(text) || /(?:^|[/._-])(?:check-?lists?|readiness)[/._-]/i.test(file);
}

const yamlSigns =
  /release-readiness\/checklist|\btype:\s*["']?checkboxes\b|\[[ xX]\]\s|^[\s-]*(?:done|checked|completed?)\s*:/m;
