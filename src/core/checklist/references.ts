/** Link definitions of a document: `[label]: target`. Without one, words in square brackets are no link. */

/** Answers whether a label is defined; the document is searched once, at the first question. */
export function createReferences(text: string): (label: string) => boolean {
  let labels: ReadonlySet<string> | undefined;
  return (label) => {
    labels ??= definitions(text);
    return labels.has(fold(label));
  };
}

function definitions(text: string): ReadonlySet<string> {
  const found = text.matchAll(/^[ \t]{0,3}\[([^\][]{1,200})\]:/gm);
  return new Set([...found].map(([, label = '']) => fold(label)));
}

function fold(label: string): string {
  return label.trim().toLowerCase().replace(/\s+/g, ' ');
}
