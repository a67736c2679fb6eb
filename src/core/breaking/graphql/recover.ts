/** Finding the way back after a passage that cannot be read. */

/**
 * A line that looks like the start of a definition; a field named `type` is followed by a colon
 * or an argument list, never by a name.
 */
const definitionLine =
  /^[^\S\r\n]*(?:extend[^\S\r\n]+)?(?:(?:scalar|type|interface|union|enum|input)[^\S\r\n]+[A-Za-z_]\w*|schema\b[^\S\r\n]*[@{]|directive[^\S\r\n]*@[^\S\r\n]*[A-Za-z_]\w*|(?:query|mutation|subscription|fragment)[^\S\r\n]+[A-Za-z_])/gm;

/** Characters of one passage whose words are kept. */
const mostSkipped = 200_000;

/** Offset of the next definition after the one that began at `from` and could not be read beyond `stop`. */
export function nextDefinition(text: string, from: number, stop: number): number {
  definitionLine.lastIndex = Math.max(lineStart(text, stop), from + 1);
  let match = definitionLine.exec(text);
  // The line on which reading stopped counts only when it stopped before its name.
  while (match !== null && match.index + match[0].length <= stop) match = definitionLine.exec(text);
  return match === null ? text.length : match.index;
}

export function wordsIn(text: string, from: number, to: number): readonly string[] {
  return text.slice(from, Math.min(to, from + mostSkipped)).match(/[A-Za-z_]\w*/g) ?? [];
}

/** The word or sign at an offset, to show to people; empty at the end. */
export function wordAt(text: string, offset: number): string {
  return /[\w@]{1,40}|[^\s]/y.exec(text.slice(offset, offset + 40))?.[0] ?? '';
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}
