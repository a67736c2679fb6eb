/** Lines of notes and the evidence behind them. */
import type { CommitReading } from '../history/model.ts';
import type { NotesFacts, SeenChange } from './facts.ts';
import type { Evidence, NotesLine } from './model.ts';
import { keyOf, subjectOf } from './place.ts';
import { referenceLink as referenceUrl } from '../history/links.ts';
import { commitText, referenceText } from './links.ts';
import { notesTemplate } from './template.ts';
import type { SectionId } from './template.ts';

/** A line about something; it is open while a placeholder of ours is left in it. */
export function line(
  key: string,
  text: string,
  from: Pick<NotesLine, 'source'> & { readonly evidence?: readonly Evidence[] },
): NotesLine {
  return {
    key,
    text,
    form: formOf(text),
    state: leftOver.test(text) ? 'open' : 'filled',
    source: from.source,
    evidence: from.evidence ?? [],
  };
}

/** Lines of the empty form, by their number in the section; all without numbers. The same words come once. */
export function formLines(section: SectionId, which?: readonly number[]): readonly NotesLine[] {
  const { lines } = notesTemplate[section];
  const indices = which ?? lines.map((_, index) => index);
  const seen = new Set<string>();
  return indices.flatMap((index) => {
    const text = lines[index] ?? '';
    if (text === '' || seen.has(text)) {
      return [];
    }
    seen.add(text);
    return [line(`form/${section}/${index}`, text, { source: 'form' })];
  });
}

export function commitEvidence(
  commit: CommitReading,
  { links }: Pick<NotesFacts, 'links'>,
): readonly Evidence[] {
  const own = commit.references.find((reference) => reference.own);
  const url = own === undefined ? undefined : referenceUrl(own, links);
  return [
    { kind: 'commit', id: commit.commit.id, subject: subjectOf(commit) },
    ...(own === undefined
      ? []
      : [{ kind: 'pull', id: own.id, ...(url === undefined ? {} : { url }) } as const]),
  ];
}

export function changeEvidence({ rule, message, head, base }: SeenChange): Evidence {
  const place = head ?? base;
  return {
    kind: 'change',
    rule,
    message,
    ...(place === undefined ? {} : { path: place.path, line: place.line }),
  };
}

/** `([#412](…))`, or the commit where no request brought it. */
export function sourceLink(commit: CommitReading, { links }: Pick<NotesFacts, 'links'>): string {
  const own = commit.references.find((reference) => reference.own);
  return `(${own === undefined ? commitText(commit.commit.id, links) : referenceText(own, links)})`;
}

export function commitKey(commit: CommitReading, section: SectionId): string {
  return `${keyOf(commit)}/${section}`;
}

/** `3 bug fixes`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** A bracket that is no link and no text of somebody else, which would be escaped. */
const leftOver = /(?<!\\)\[[^\][\n]{1,200}(?<!\\)\](?![([])/;

function formOf(text: string): NotesLine['form'] {
  if (/^\d+\. /.test(text)) {
    return 'step';
  }
  return /^\s+[-*] /.test(text) ? 'nested' : /^[-*] /.test(text) ? 'bullet' : 'paragraph';
}
