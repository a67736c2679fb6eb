/** Sentences for what was noticed while a checklist was read. */
import type { Catalog } from '../base/catalog.ts';
import type { NearMissReason } from './blocks.ts';
import type { ChecklistFindingCode } from './model.ts';

export const checklistCatalog: Catalog<ChecklistFindingCode> = {
  nearMiss: {
    severity: 'warning',
    sentence: 'GitHub does not show this as a checkbox, so it is not counted.',
    fix: 'Write it as "- [ ] text".',
  },
  emptyItem: {
    severity: 'warning',
    sentence: 'This item has no words.',
    fix: 'Say what has to be done, or remove the item.',
  },
  struckWithoutReason: {
    severity: 'warning',
    sentence: 'This item is struck through without a reason and counts as open.',
    fix: 'Add " \u2014 N/A: reason" after the text.',
  },
  notApplicableWithoutReason: {
    severity: 'warning',
    sentence: 'This item says N/A without a reason and counts as open.',
    fix: 'Write the reason after it: "N/A: reason".',
  },
  waiverIncomplete: {
    severity: 'error',
    sentence: 'This waiver does not say: {missing}.',
    fix: 'Write "waived until 2026-12-01 by @name: reason".',
  },
  doneWithOpenChildren: {
    severity: 'warning',
    sentence: 'This item is ticked and {open} below it are open.',
    fix: 'Finish the items below, or untick this one.',
  },
  fieldWithoutValue: {
    severity: 'warning',
    sentence: 'This field is ticked and has no value.',
    fix: 'Write the value after the label.',
  },
  duplicateItem: {
    severity: 'info',
    sentence: 'The same item is in this section on line {line} too.',
    fix: 'Remove one of the two, or tell them apart by a word.',
  },
  duplicateId: {
    severity: 'warning',
    sentence: 'The id "{id}" is taken by line {line}.',
    fix: 'Give this item another id.',
  },
  placeholder: {
    severity: 'info',
    sentence: '"{text}" looks like a place-holder that is not filled in.',
    fix: 'Replace it by the real value.',
  },
  mojibake: {
    severity: 'warning',
    sentence: '"{from}" is a character that was saved in the wrong encoding.',
    fix: 'Replace it by "{to}".',
  },
  conflictMarker: {
    severity: 'error',
    sentence: 'This file has an unresolved merge conflict.',
    fix: 'Resolve the conflict; until then nothing can be decided.',
  },
  unreadableDue: {
    severity: 'warning',
    sentence: '"{text}" is not a time that can be read.',
    fix: 'Write "due 2026-11-30 14:00 UTC", "due T-24h" or "within 30m".',
  },
  windowWithoutUnit: {
    severity: 'warning',
    sentence: '"{text}" does not say hours or days.',
    fix: 'Write "T-24h", or set tminus_unit in the policy.',
  },
  hiddenTasks: {
    severity: 'info',
    sentence: 'Boxes inside a {form} are not counted ({count}).',
    fix: 'Move them out if they belong to this release.',
  },
  tooDeep: {
    severity: 'error',
    sentence: 'This list is nested too deep to be read.',
    fix: 'Move the items further out.',
  },
  partial: {
    severity: 'error',
    sentence: 'This file has {size} bytes; above {limit} it is only scanned and never counts as ready.',
    fix: 'Split the file.',
  },
  tooLarge: {
    severity: 'error',
    sentence: 'This file has {size} bytes; above {limit} it is not read.',
    fix: 'Split the file.',
  },
  tooManyItems: {
    severity: 'error',
    sentence: 'This file has {count} items; only the first {limit} are read.',
    fix: 'Split the file.',
  },
  notUtf8: {
    severity: 'error',
    sentence: 'This file is not UTF-8: byte {offset} cannot be read.',
    fix: 'Save the file as UTF-8.',
  },
  mixedLineEnds: {
    severity: 'hint',
    sentence: 'This file mixes line ends.',
    fix: 'Save it with one kind of line end.',
  },
  yamlSyntax: {
    severity: 'error',
    sentence: 'This YAML cannot be read: {message}',
    fix: 'Correct the line.',
  },
  yamlDuplicateKey: {
    severity: 'error',
    sentence: 'The key "{key}" is there twice.',
    fix: 'Keep one of the two.',
  },
  yamlNotAChecklist: {
    severity: 'info',
    sentence: 'This YAML file is neither a checklist nor an issue form with check boxes.',
    fix: 'Start it with "schema: release-readiness/checklist/1", or exclude it in the policy.',
  },
  yamlUnknownKey: {
    severity: 'warning',
    sentence: 'The key "{key}" is not known and is not used.',
    fix: 'Correct its spelling, or remove it.',
  },
  yamlBadValue: {
    severity: 'error',
    sentence: 'The value of "{key}" cannot be used; expected: {expected}.',
    fix: 'Correct the value.',
  },
  noItems: {
    severity: 'warning',
    sentence: 'This file has no checklist items.',
    fix: 'Add items as "- [ ] text".',
  },
  unsupportedFormat: {
    severity: 'info',
    sentence: 'Files of the format {format} are not read.',
    fix: 'Write the checklist in Markdown or YAML.',
  },
};

export interface NearMissEntry {
  /** What keeps GitHub from showing a box; follows "GitHub does not show this as a checkbox: ". */
  readonly why: string;
  readonly fix: string;
}

export const nearMissCatalog: Readonly<Record<NearMissReason, NearMissEntry>> = {
  noSpaceAfterBox: { why: 'a space is missing after the box.', fix: 'Write "- [ ] text".' },
  noSpaceBeforeBox: { why: 'a space is missing before the box.', fix: 'Write "- [ ] text".' },
  emptyBrackets: { why: 'nothing is between the brackets.', fix: 'Put one space or an x between them.' },
  extraSpaceInBox: {
    why: 'more than one character is between the brackets.',
    fix: 'Keep one space or one x.',
  },
  noBreakSpaceInBox: {
    why: 'the space between the brackets is a no-break space.',
    fix: 'Type an ordinary space.',
  },
  fullWidthBrackets: {
    why: 'the brackets are full-width characters.',
    fix: 'Write "[ ]" in half-width characters.',
  },
  customMarker: {
    why: 'only a space or an x makes a box.',
    fix: 'Write "[ ]" and say the rest in a note: "doing", "blocked: reason" or "N/A: reason".',
  },
  emojiMarker: { why: 'an emoji is between the brackets.', fix: 'Write "[x]" or "[ ]".' },
  ballotCharacter: { why: 'it is a character that only looks like a box.', fix: 'Write "- [ ] text".' },
  boxInEmphasis: { why: 'it is inside bold or italic text.', fix: 'Write "- [ ] **text**".' },
  boxWithoutBullet: { why: 'it is not in a list.', fix: 'Put "- " in front.' },
  boxWithoutText: { why: 'no text follows the box.', fix: 'Say what has to be done.' },
  escapedBracket: { why: 'a backslash stands before the bracket.', fix: 'Remove the backslash.' },
  htmlCheckbox: { why: 'it is an HTML input.', fix: 'Write "- [ ] text".' },
  boxInTable: {
    why: 'boxes do not work inside a table.',
    fix: 'Move it to a list, or make it a sign-off table with a role column.',
  },
  listInterruptsParagraph: {
    why: 'a numbered list that starts above 1 needs an empty line before it.',
    fix: 'Add an empty line above.',
  },
  indentedCode: { why: 'four spaces in front make it code.', fix: 'Indent it by fewer spaces.' },
  detailsWithoutBlankLine: {
    why: 'an empty line is missing after the HTML tag above.',
    fix: 'Add an empty line after the tag.',
  },
  tooDeep: { why: 'the list is nested too deep.', fix: 'Move it further out.' },
};
