import { resolve } from 'node:path';
import { fill } from '../../core/base/catalog.ts';
import { dateOfEpochDay, day, formatDate, parseDate } from '../../core/base/instant.ts';
import { draftNotes } from '../../core/notes/draft.ts';
import type { NotesFacts } from '../../core/notes/facts.ts';
import type { NotesDocument } from '../../core/notes/model.ts';
import { placeholdersIn } from '../../core/notes/template.ts';
import { fillTemplate } from '../../core/notes/customTemplate.ts';
import { notesTemplate } from '../../core/notes/template.ts';
import { newNotes } from '../../core/notes/update.ts';
import type { Updated } from '../../core/notes/update.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { problemSentence } from '../../node/changeSentences.ts';
import { gatherNotesFacts } from '../../node/notes/gather.ts';
import type { GatheredNotes, NotesRequest } from '../../node/notes/gather.ts';
import { sidecarPath, writeNotes } from '../../node/notes/write.ts';
import { readText } from '../../node/readText.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, presentTime, workingFolder } from '../folder.ts';
import { holdInterrupts } from '../interrupts.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command, Host } from '../run.ts';

/** `notes`: a draft of release notes, printed or merged into a file. */
export const notes: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const mistake = mistakeIn(invocation);
  if (mistake !== undefined) {
    host.output.err(`${mistake}\n`);
    return exitCodes.usage;
  }
  const { values } = invocation;
  const template = values.template === undefined ? undefined : readText(resolve(folder, values.template));
  if (template?.status === 'unreadable') {
    host.output.err(
      `${printable(values.template ?? '')} cannot be read (${template.reason}). Name a Markdown file.\n`,
    );
    return exitCodes.unknown;
  }
  const drafted = await draftOf(folder, invocation, host);
  if (!drafted.ok) {
    host.output.err(`${problemSentence(drafted)}\n`);
    return exitCodes.unknown;
  }
  const { facts, draft } = drafted;
  const form = template === undefined ? undefined : (one: NotesDocument) => fillTemplate(template.text, one);
  const place = { folder, ...(form === undefined ? {} : { form }) };
  const failed = values.write === undefined ? undefined : writeTo(values.write, draft, place, host);
  if (failed !== undefined) {
    return failed;
  }
  const text = form?.(draft).text ?? (await rendered(draft, values.format));
  if (values.write === undefined) {
    host.output.out(text);
  }
  host.output.err(
    withoutLogCommands(summary(facts, draft, { text, unplaced: form?.(draft).unplaced ?? [] })),
  );
  return facts.gaps.length > 0 ? exitCodes.unknown : exitCodes.ok;
};

export type Drafted =
  | { readonly ok: true; readonly facts: NotesFacts; readonly draft: NotesDocument }
  | Extract<GatheredNotes, { readonly ok: false }>;

/** The draft and what it was made from, or why the history cannot be read. */
export async function draftOf(
  folder: string,
  invocation: Invocation,
  host: Host,
  more: MoreOfNotes = {},
): Promise<Drafted> {
  const gathered = await gather(folder, invocation, host, more);
  if (!gathered.ok) {
    return gathered;
  }
  const { facts } = gathered;
  const date =
    invocation.values.date ??
    facts.date ??
    formatDate(dateOfEpochDay(Math.floor(presentTime(invocation, host) / day)));
  return { ok: true, facts, draft: draftNotes(facts, { date }) };
}

/** What no option says: whether somebody waits no more, and what is known already. */
export type MoreOfNotes = Pick<NotesRequest, 'cancelled' | 'cache'>;

async function gather(
  folder: string,
  { values }: Invocation,
  host: Host,
  more: MoreOfNotes,
): ReturnType<typeof gatherNotesFacts> {
  const done = noticeAfterASecond(host, 'Reading the release');
  // A thread starts when a heavy detector has something to compare, and not before.
  const runner = (await import('../../node/workers/pool.ts')).workerPool();
  try {
    return await gatherNotesFacts(folder, {
      ...more,
      environment: host.environment,
      runner,
      ...(values.base === undefined ? {} : { base: values.base }),
      ...(values.head === undefined ? {} : { head: values.head }),
      ...(values.package === undefined ? {} : { package: values.package }),
      ...(values.version === undefined ? {} : { version: values.version.replace(/^v(?=\d)/, '') }),
      ...(values.date === undefined ? {} : { date: values.date }),
    });
  } finally {
    await runner.close();
    done();
  }
}

function mistakeIn({ values, operands }: Invocation): string | undefined {
  if (operands.length > 0) {
    return 'Name revisions with --base and --head, and a file to write with --write.';
  }
  if (values.date !== undefined && parseDate(values.date) === undefined) {
    return `--date is a date such as 2026-11-23; "${printable(values.date)}" is not.`;
  }
  if (values.version !== undefined && !/^[\w.+/@-]{1,100}$/.test(values.version)) {
    return '--version is a version such as 1.3.0.';
  }
  const format = values.format ?? 'markdown';
  return format !== 'markdown' && (values.write !== undefined || values.template !== undefined)
    ? '--write and --template make Markdown: leave out --format.'
    : undefined;
}

async function rendered(draft: NotesDocument, format: string | undefined): Promise<string> {
  const forms = await import('../../core/notes/render.ts');
  switch (format) {
    case 'changelog':
      return forms.notesChangelog(draft);
    case 'github':
      return forms.notesGithub(draft);
    case 'text':
      return forms.notesText(draft);
    case 'json':
      return forms.notesJson(draft);
    default:
      return forms.notesMarkdown(draft);
  }
}

interface Place {
  readonly folder: string;
  readonly form?: (draft: NotesDocument) => { readonly text: string };
}

/** Undefined when the file holds the notes now. */
function writeTo(
  file: string,
  draft: NotesDocument,
  { folder, form }: Place,
  host: Host,
): ExitCode | undefined {
  const release = holdInterrupts();
  const first = (one: NotesDocument): Updated => ({
    ...newNotes(one),
    ...(form === undefined ? {} : { text: form(one).text }),
  });
  const written = writeNotes(resolve(folder, file), draft, first);
  release();
  if (!written.ok) {
    const { refusal, detail, path } = written;
    const name = path.endsWith('.lines.json') ? sidecarPath(file) : file;
    host.output.err(`${printable(fill(writeRefusalSentences[refusal], { file: name, detail }))}\n`);
    return exitCodes.unknown;
  }
  const { inserted, updated, removed, kept } = written.counts;
  host.output.out(
    withoutLogCommands(
      written.status === 'created'
        ? `${printable(file)}: written.\n`
        : `${printable(file)}: ${inserted} lines added, ${updated} updated, ${removed} taken out, ${kept} left as people have them.\n`,
    ),
  );
  return undefined;
}

/** Where every commit went, what is left to write, and what could not be read: nothing is dropped in silence. */
function summary(
  facts: NotesFacts,
  { commits, counts }: NotesDocument,
  {
    text,
    unplaced,
  }: { readonly text: string; readonly unplaced: ReturnType<typeof fillTemplate>['unplaced'] },
): string {
  const hidden = new Map<string, number>();
  for (const { placement } of commits) {
    if (placement.outcome === 'hidden') {
      hidden.set(placement.rule, (hidden.get(placement.rule) ?? 0) + 1);
    }
  }
  const rules = [...hidden].map(([rule, count]) => `${count} ${rule}`).join(', ');
  const open = placeholdersIn(text.replace(/\[[^\][]*\](?=[([])|\\\[|^\[[^\]]+\]:.*$/gm, '')).length;
  const lines = [
    `${commits.length} commits from ${facts.base.name} to ${facts.head.name}: ${counts.placed} placed, ${counts.hidden} hidden${rules === '' ? '' : ` (${rules})`}, ${counts.toPlace} to place.`,
    ...commits
      .filter(({ placement }) => placement.outcome === 'toPlace')
      .map(({ id, subject }) => `  ${id.slice(0, 7)} ${subject}`),
    ...(open === 0 ? [] : [`${open} placeholders are left to fill in.`]),
    ...unplaced.map((id) => `The template has no heading for ${notesTemplate[id].heading}.`),
    ...facts.gaps.map((gap) => `Not everything was read: ${gap}.`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
