/**
 * Text from files made safe to show in a label: one line, nothing invisible,
 * nothing that reverses the reading direction, no icon syntax.
 */

/** Labels are cut to this many characters. */
export const longestLabel = 256;

/**
 * White space becomes one space; control, bidirectional and other invisible characters become
 * `<U+202E>`; `$(` loses its meaning to a workbench. At most `limit` UTF-16 units.
 */
export function plainText(text: string, limit: number = longestLabel): string {
  // The cut comes first as well, so that a very long text costs no more than a label.
  const start = text.slice(0, limit * 4);
  const visible = start
    .replace(/[ \t\r\n\u00a0]+/g, ' ')
    .trim()
    .replace(invisible, shownAsCode)
    .replaceAll('$(', '$ (');
  if (visible.length <= limit && start.length === text.length) return visible;
  return `${wholeCharacters(visible.slice(0, Math.max(0, limit - 1)))}\u2026`;
}

// Joiners (U+200C, U+200D) and variation selectors stay: scripts and emoji need them.
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

function shownAsCode(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Drops half of a surrogate pair at the end. */
function wholeCharacters(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}
