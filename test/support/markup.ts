/**
 * Tags of an HTML or XML text without attributes, in order; throws when a `<`
 * begins no tag or an attribute is not quoted. Enough to see that no text of a
 * file became markup.
 */
export function elementsOf(markup: string): readonly string[] {
  const tags: string[] = [];
  const tag = /^<(?:([!?/]?)([A-Za-z]+)((?:\s+[\w-]+="[^"<>]*")*|[^<>]*)\s*[/?]?)>/;
  for (let at = markup.indexOf('<'); at !== -1; at = markup.indexOf('<', at + 1)) {
    const match = tag.exec(markup.slice(at));
    if (match === null) {
      throw new Error(`no tag: ${markup.slice(at, at + 40)}`);
    }
    tags.push(`<${match[1] ?? ''}${match[2] ?? ''}>`);
  }
  return tags;
}
