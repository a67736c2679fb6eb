/** Finds the pull requests, issues and tickets that a text names. Nothing inside code counts. */
import type { Reference } from './model.ts';

/** In the order written, each once. */
export function referencesIn(text: string): readonly Reference[] {
  if (!mayRefer(text)) {
    return none;
  }
  const plain = withoutCode(text);
  const found: { readonly at: number; readonly reference: Reference }[] = [];
  for (let match = numberShape.exec(plain); match !== null; match = numberShape.exec(plain)) {
    const kind = match[1] === '!' ? 'merge-request' : 'issue';
    const reference = { kind, id: match[2] ?? '', own: false } as const;
    if (match.index === 0 || !partOfName.test(plain.charAt(match.index - 1))) {
      found.push({ at: match.index, reference });
      continue;
    }
    const repository = namedBefore.exec(
      plain.slice(Math.max(0, match.index - longestName), match.index),
    )?.[1];
    if (repository !== undefined) {
      found.push({ at: match.index - repository.length, reference: { ...reference, repository } });
    }
  }
  const numbers = found.length;
  const keys = mayBeKey.test(plain) ? plain.matchAll(keyShape) : [];
  for (const match of keys) {
    const [, number, key = ''] = match;
    if (number !== undefined) {
      found.push({ at: match.index, reference: { kind: 'issue', id: number, own: false } });
    } else if (!notKeys.has(key.slice(0, key.indexOf('-')))) {
      found.push({ at: match.index, reference: { kind: 'key', id: key, own: false } });
    }
  }
  // Each kind was found in the order written.
  const inOrder = numbers === 0 || numbers === found.length ? found : found.toSorted((a, b) => a.at - b.at);
  return mergeReferences(inOrder.map(({ reference }) => reference));
}

/** The number at the end of a squashed subject is the pull request that brought it. */
export function ownReference(subject: string): { readonly rest: string; readonly own: readonly Reference[] } {
  if (!subject.endsWith(')')) {
    return { rest: subject, own: none };
  }
  const own: Reference[] = [];
  let rest = subject;
  for (let turn = 0; turn < 3; turn++) {
    const shaped = ownShape.exec(rest);
    if (shaped === null || shaped.index === 0) {
      break;
    }
    own.unshift({ kind: shaped[1] === '!' ? 'merge-request' : 'pull', id: shaped[2] ?? '', own: true });
    rest = rest.slice(0, shaped.index).trimEnd();
  }
  // A subject that was merged twice names both; the last one brought it here.
  return {
    rest,
    own: own.map((reference, index) => (index === own.length - 1 ? reference : { ...reference, own: false })),
  };
}

const none: readonly Reference[] = [];
const ownShape = /\((?:pull request )?([#!])(\d{1,9})\)$/;

export function mergeReferences(...lists: readonly (readonly Reference[])[]): readonly Reference[] {
  const all = lists.length === 1 ? (lists[0] ?? none) : lists.flat();
  if (all.length < 2) {
    return all;
  }
  if (all.length <= few) {
    return all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);
  }
  const found = new Map<string, Reference>();
  for (const reference of all) {
    const id = `${numbered(reference)} ${reference.repository ?? ''} ${reference.id}`;
    if (!found.has(id)) {
      found.set(id, reference);
    }
  }
  return [...found.values()];
}

/** Up to here, comparing each with each costs less than a table. */
const few = 8;

function isSame(one: Reference, other: Reference): boolean {
  return one.id === other.id && one.repository === other.repository && numbered(one) === numbered(other);
}

/** The number of the request itself is often named again in the text. */
function numbered({ kind }: Reference): Reference['kind'] {
  return kind === 'pull' ? 'issue' : kind;
}

/** False: the text names nothing, which costs one look at it. */
export function mayRefer(text: string): boolean {
  return referenceMarks.test(text);
}

/** Blanks of the same length for code spans and fences. */
export function withoutCode(text: string): string {
  return text.includes('`')
    ? text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, (code) => ' '.repeat(code.length))
    : text;
}

const referenceMarks = /[#!]\d|GH-\d|[A-Z]-\d/;
const mayBeKey = /[A-Z0-9]-\d/;
const numberShape = /([#!])(\d{1,9})(?![\w-]|\.\d)/g;
const partOfName = /[\w/&#.-]/;
/** `owner/repository` before the mark. */
const namedBefore = /(?:^|[^\w/&#.-])([A-Za-z0-9][\w.-]{0,60}\/[\w.-]{1,100})$/;
const longestName = 170;
const keyShape = /(?<![\w/&#-])(?:GH-(\d{1,9})|([A-Z][A-Z0-9]{1,9}-\d{1,7}))(?![\w-]|\.\d)/g;

/** Words that a number follows without being a ticket. */
const notKeys: ReadonlySet<string> = new Set(
  'AES BASE CVE CWE ES GHSA HTTP IEC IEEE ISO IP IPV JIS MD PEP RFC RSA SHA SHA1 SHA2 SHA3 TLS UCS UTC UTF UTF8 WIN X86 ECMA GMT EN LTO'.split(
    ' ',
  ),
);
