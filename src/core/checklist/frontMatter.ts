/**
 * Number of lines that front matter takes at the start of a text, its `---`
 * lines included; 0 for none.
 *
 * A rule at the top of a document begins with `---` too, and taking the text
 * up to the next rule for front matter would lose tasks without a word. So
 * the lines between must look like YAML: a key first, and then nothing but
 * keys, list entries, comments, indented lines and blanks.
 */
export function frontMatterLines(line: (at: number) => string | undefined): number {
  if (!fence.test(line(0) ?? '')) return 0;
  if (!firstLine.test(line(1) ?? '')) return 0;
  for (let at = 1; ; at++) {
    const text = line(at);
    if (text === undefined) return 0;
    if (at > 0 && closing.test(text)) return at + 1;
    if (!yamlLine.test(text)) return 0;
  }
}

const fence = /^---[ \t]*$/;
const closing = /^(?:---|\.\.\.)[ \t]*$/;
const key = String.raw`(?:[\p{L}\p{N}_$.][^:#]*|"[^"]*"|'[^']*')[ \t]*:(?:[ \t]|$)`;
const firstLine = new RegExp(`^(?:#|${key}|---[ \\t]*$)`, 'u');
const yamlLine = new RegExp(`^(?:[ \\t]|#|$|-[ \\t]|[\\]}]|${key})`, 'u');
