/** Finds the pull requests, issues and tickets that a text names. Nothing inside code counts. */
import type { Reference } from './model.ts';

/** In the order written, each once. */
export function referencesIn(text: string): readonly Reference[] {
  if (!mayRefer.test(text)) {
    return [];
  }
  const found = new Map<string, Reference>();
  for (const match of withoutCode(text).matchAll(referenceShape)) {
    const { repository, mark, number, gh, key } = match.groups ?? {};
    if (key !== undefined) {
      const word = key.slice(0, key.indexOf('-'));
      if (!notKeys.has(word)) {
        add(found, { kind: 'key', id: key, own: false });
      }
    } else if (gh !== undefined) {
      add(found, { kind: 'issue', id: gh, own: false });
    } else if (number !== undefined) {
      const kind = mark === '!' ? 'merge-request' : 'issue';
      add(found, { kind, id: number, own: false, ...(repository === undefined ? {} : { repository }) });
    }
  }
  return [...found.values()];
}

/** The number at the end of a squashed subject is the pull request that brought it. */
export function ownReference(subject: string): { readonly rest: string; readonly own: readonly Reference[] } {
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

const ownShape = /\((?:pull request )?([#!])(\d{1,9})\)$/;

export function mergeReferences(...lists: readonly (readonly Reference[])[]): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const reference of lists.flat()) {
    add(found, reference);
  }
  return [...found.values()];
}

/** The number of the request itself is often named again in the text. */
function add(found: Map<string, Reference>, reference: Reference): void {
  const kind = reference.kind === 'pull' ? 'issue' : reference.kind;
  const id = `${kind} ${reference.repository ?? ''} ${reference.id}`;
  if (!found.has(id)) {
    found.set(id, reference);
  }
}

/** Blanks of the same length for code spans and fences. */
export function withoutCode(text: string): string {
  return text.includes('`')
    ? text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, (code) => ' '.repeat(code.length))
    : text;
}

const mayRefer = /[#!]\d|GH-\d|[A-Z]-\d/;
const referenceShape =
  /(?<![\w/&#-])(?:(?<repository>[A-Za-z0-9][\w.-]{0,60}\/[\w.-]{1,100})?(?<mark>[#!])(?<number>\d{1,9})|GH-(?<gh>\d{1,9})|(?<key>[A-Z][A-Z0-9]{1,9}-\d{1,7}))(?![\w-]|\.\d)/g;

/** Words that a number follows without being a ticket. */
const notKeys: ReadonlySet<string> = new Set(
  'AES BASE CVE CWE ES GHSA HTTP IEC IEEE ISO IP IPV JIS MD PEP RFC RSA SHA SHA1 SHA2 SHA3 TLS UCS UTC UTF UTF8 WIN X86 ECMA GMT EN LTO'.split(
    ' ',
  ),
);
