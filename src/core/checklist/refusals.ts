import { fill } from '../base/catalog.ts';
import type { Args } from '../base/finding.ts';
import type { Refusal } from './change.ts';

/** Why an edit was refused and what to do, for people. `{name}` stands for an argument. */
export const refusalSentences: Readonly<Record<Refusal, string>> = {
  noItemOnLine: 'Line {line} has no item. Read the file again and choose the item.',
  lineChanged: 'Line {line} has changed since it was read. Read the file again and choose the item.',
  ambiguous:
    'The file has changed, and it is not sure which line is meant (now: {lines}). Read the file again and choose one.',
  alreadySo: 'Line {line} already says so.',
  hidden: 'Line {line} is inside a code fence or a comment, where nothing counts. Take it out first.',
  nearMiss: 'Line {line} is not a check box on GitHub. Repair the box first.',
  conflictMarkers: 'The file has merge conflict markers at line {line}. Resolve the conflict first.',
  badArgument: 'The {name} cannot be written. Expected: {expected}.',
  tooLarge: 'Line {line} or its file is too long to edit safely. Use an editor.',
  notesBelow: 'The notes of line {line} stand on the lines below it. Edit them there.',
  yamlShape: 'Line {line} cannot be changed in place in this YAML. Edit the file by hand.',
};

export function refusalSentence(refusal: Refusal, args: Args): string {
  return fill(refusalSentences[refusal], args);
}
