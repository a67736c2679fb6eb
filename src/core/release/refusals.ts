/** Why an addition to a release record was refused and what to do, for people. */
import { fill } from '../base/catalog.ts';
import { plainText } from '../base/plainText.ts';
import type { RecordRefusal } from './recordEdit.ts';

/** `{file}` and `{detail}` stand for the path and the detail of the refusal. */
export const recordRefusalSentences: Readonly<Record<RecordRefusal, string>> = {
  notYaml: '{file} cannot be read as YAML ({detail}). Correct it first; nothing was added.',
  notAMap: '{file} holds no keys with values. Write it as in the documentation; nothing was added.',
  notAList: '{file}: "{detail}" is no list of entries. Correct it first; nothing was added.',
  shape: '{file}: {detail} is written in a way that an addition could damage. Add it by hand.',
  alreadyThere:
    '{file}: the entry says "{detail}" already, and a record is not written over. Change it by hand.',
  tooLarge: '{file} would become too large to be read. Move old entries to another file.',
};

/** One sentence, safe to show as plain text. */
export function recordRefusalSentence(
  { refusal, detail }: { readonly refusal: RecordRefusal; readonly detail: string },
  file: string,
): string {
  return fill(recordRefusalSentences[refusal], {
    file: plainText(file),
    detail: plainText(detail).trim() || 'a part of it',
  });
}
