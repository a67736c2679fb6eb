/**
 * Wildcards for titles and item texts: `*` stands for any characters, everything
 * else for itself, without case. Never slower than pattern length times text length.
 */

export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesLowered(pattern.toLowerCase(), text.toLowerCase());
}

export function matchesAny(patterns: readonly string[], text: string): boolean {
  if (patterns.length === 0) return false;
  const lowered = text.toLowerCase();
  return patterns.some((pattern) => matchesLowered(pattern.toLowerCase(), lowered));
}

/** The earliest place for each part between two stars leaves the most room for the next one. */
function matchesLowered(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
