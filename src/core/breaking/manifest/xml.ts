/** Elements of XML with their paths and places. Tolerant: an end that fits nothing is passed over. */

export interface Element {
  /** Names from the root: `project/dependencies/dependency`. */
  readonly path: string;
  readonly text: string;
  /** Offsets of the name in the opening tag. */
  readonly start: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
}

interface Open {
  readonly name: string;
  readonly path: string;
  readonly start: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

const mostDepth = 100;
const piece =
  /<!--[^]*?(?:-->|$)|<!\[CDATA\[([^]*?)(?:\]\]>|$)|<[?!][^>]*>|<\/\s*([\w:.-]+)\s*>|<([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+)|</g;

/** All elements, in the order in which they end; `ok` is false when some never ended. */
export function readXml(text: string): { readonly elements: readonly Element[]; readonly ok: boolean } {
  const elements: Element[] = [];
  const stack: Open[] = [];
  let ok = true;
  const close = (): void => {
    const open = stack.pop();
    if (open === undefined) return;
    const { path, start, attributes, children, name } = open;
    const element = {
      path,
      text: decode(open.text.trim()),
      start,
      end: start + name.length,
      attributes,
      children,
    };
    elements.push(element);
    stack.at(-1)?.children.push(element);
  };
  for (const match of text.matchAll(piece)) {
    const [, data, ending, name, rest, plain] = match;
    const top = stack.at(-1);
    if (data !== undefined && top !== undefined) top.text += data;
    else if (plain !== undefined && top !== undefined) top.text += plain;
    else if (ending !== undefined) {
      if (!stack.some((open) => open.name === ending)) ok = false;
      else {
        if (top?.name !== ending) ok = false;
        while (stack.at(-1)?.name !== ending) close();
        close();
      }
    } else if (name !== undefined && stack.length < mostDepth) {
      const path = top === undefined ? name : `${top.path}/${name}`;
      stack.push({
        name,
        path,
        start: match.index + 1,
        attributes: readAttributes(rest ?? ''),
        children: [],
        text: '',
      });
      if (rest?.endsWith('/') === true) close();
    }
  }
  if (stack.length > 0) ok = false;
  while (stack.length > 0) close();
  return { elements, ok };
}

export function childText(element: Element, name: string): string | undefined {
  return element.children.find(({ path }) => path.endsWith(`/${name}`))?.text;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map((match) => [match[1] ?? '', decode(match[2] ?? match[3] ?? '')]));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) =>
    Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole,
  );
}
