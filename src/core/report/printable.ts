/**
 * Text from files made safe to print. Logs of CI systems read commands out of
 * ordinary lines, and terminals read them out of control characters.
 */

/** One line without control, bidirectional and other invisible characters, and without halves of surrogate pairs. */
export function printable(text: string): string {
  return beyondAscii.test(text) && unsafe.test(text)
    ? text.replace(lineBreaks, ' ').replace(invisible, '').trim()
    : text;
}

/** A whole output, after which no line is a command to a CI system: `::`, `##[` and `##vso[` are spaced out. */
export function withoutLogCommands(output: string): string {
  const spaced = output.includes('::') ? output.replace(/^(\s*):(?=:)/gm, '$1: ') : output;
  return spaced.includes('##') ? spaced.replace(/##(?=\[|vso\[)/gi, '## ') : spaced;
}

/** JSON of the same value with every character escaped that `printable` would remove, and no log command in it. */
export function printableJson(json: string): string {
  if (!jsonUnsafe.test(json)) {
    return json;
  }
  return json
    .replace(invisibleInJson, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/##(?=\[|vso\[)/gi, '\\u0023#');
}

/** Most texts hold nothing else, and telling so costs a tenth. */
const beyondAscii = /[^ -~]/;

const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

// Joiners and variation selectors stay: scripts and emoji need them. So does the no-break space.
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u;
const invisible = new RegExp(unsafe, 'gu');

/** JSON escapes the first 32 itself; its own line breaks stay. */
const invisibleInJson = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const jsonUnsafe = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|##(?:\[|vso\[)/i;
