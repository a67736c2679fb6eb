/** Words that somebody else wrote, as Markdown that says exactly these words and does nothing. */
import { printable } from '../report/printable.ts';

/**
 * One line. Code spans stay code; everything else that Markdown, HTML or a host would act on is
 * taken literally: no links, no images, no mentions, no issue that a host closes on merging.
 */
export function escapeMarkdown(text: string): string {
  return codeSpans(withoutClosing(oneLine(text)))
    .map((part) => (part.code ? part.text : outsideCode(part.text)))
    .join('');
}

/** Text in a code span, whatever it holds. */
export function codeSpan(text: string): string {
  const plain = oneLine(text);
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') || plain === '' ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** One line of visible characters, without escape sequences of terminals, at most 500 units long. */
export function oneLine(text: string): string {
  const visible = printable(text.slice(0, 4000).replace(terminalSequence, '')).replace(/\s+/g, ' ').trim();
  return visible.length <= longest
    ? visible
    : `${visible.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}\u2026`;
}

/** `closes #12` reads as an order to the host when the notes are committed. */
export function withoutClosing(text: string): string {
  return text.replace(closing, 'see ');
}

/** The words of a line of Markdown as a person sees them. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/!?\[((?:[^\][\\]|\\.){0,300})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/(?<!`)(`{1,10})(?!`)([^`]{1,500})\1(?!`)/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

const longest = 500;

const terminalSequence =
  /\u001b\[[0-9;?]{0,40}[ -/]{0,8}[@-~]|\u001b\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\)?|\u001b./g;

/** What GitHub, GitLab, Gitea and Bitbucket act on, in front of a number or an address. */
const closing =
  /\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?)\b[ :]{1,4}(?=(?:issue )?(?:[\w.-]{1,100}\/[\w.-]{1,100})?[#!]\d|(?:issue )?GH-\d|https?:\/\/|[A-Z][A-Z0-9]{1,9}-\d)/gi;

function outsideCode(text: string): string {
  return text
    .replace(/[\\*_[\]<>|~`&$]/g, '\\$&')
    .replace(/^[-+#]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/!(?=\\\[)/g, '\\!')
    .replace(mention, (name: string) => codeSpan(name.replaceAll('\\', '')))
    .replace(/\b(https?|ftp|mailto|www)(?=:|\.)/gi, (scheme) => `${scheme}\\`);
}

const mention = /(?<![\w`/.])@[A-Za-z0-9](?:[\w./-]|\\_){0,100}/g;

/** Runs of backticks that close each other make code, as in CommonMark. */
function codeSpans(text: string): readonly { readonly text: string; readonly code: boolean }[] {
  const parts: { text: string; code: boolean }[] = [];
  const runs = [...text.matchAll(/`+/g)];
  let from = 0;
  for (let index = 0; index < runs.length; index++) {
    const open = runs[index];
    if (open === undefined || open.index < from || text[open.index - 1] === '\\') {
      continue;
    }
    const close = runs.slice(index + 1, index + 20).find((run) => run[0].length === open[0].length);
    if (close === undefined) {
      continue;
    }
    const end = close.index + close[0].length;
    parts.push(
      { text: text.slice(from, open.index), code: false },
      { text: text.slice(open.index, end), code: true },
    );
    from = end;
  }
  parts.push({ text: text.slice(from), code: false });
  return parts;
}
