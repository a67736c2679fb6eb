import { resolve } from 'node:path';
import { fill } from '../../core/base/catalog.ts';
import type { Severity } from '../../core/base/catalog.ts';
import { lintNotes as lint } from '../../core/notes/lint/lint.ts';
import type { NotesSeverities } from '../../core/notes/lint/model.ts';
import { policyCatalog } from '../../core/policy/catalog.ts';
import type { NotesFile } from '../../core/ports.ts';
import { policyFiles } from '../../core/policy/files.ts';
import {
  notesLintGithub,
  notesLintJson,
  notesLintReport,
  notesLintSarif,
  notesLintText,
} from '../../core/report/notesLintReport.ts';
import type { NotesLintReport } from '../../core/report/notesLintReport.ts';
import { printable } from '../../core/report/printable.ts';
import { unreadFile } from '../../core/report/unreadable.ts';
import { problemSentence } from '../../node/changeSentences.ts';
import { factsForNotes } from '../../node/notes/factsFor.ts';
import { readText } from '../../node/readText.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, shownName, workingFolder } from '../folder.ts';
import { styleFor } from '../output.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command, Host } from '../run.ts';
import type { MoreOfNotes } from './notes.ts';

/** `lint-notes`: holds release notes against the form and the repository. */
export const lintNotes: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const [file, more] = invocation.operands;
  if (file === undefined || more !== undefined) {
    host.output.err('Name one file of release notes.\n');
    return exitCodes.usage;
  }
  const linted = await lintReportOf(folder, file, { invocation, host });
  if (linted.limit !== undefined) {
    host.output.err(`Only the text is checked. ${linted.limit}\n`);
  }
  if (!linted.ok) {
    host.output.err(`${linted.message}\n`);
    return exitCodes.unknown;
  }
  host.output.out(await rendered(linted.report, invocation, host));
  return exitOf(linted.report, invocation, linted.complete);
};

export type Linted = (
  | { readonly ok: true; readonly report: NotesLintReport; readonly complete: boolean }
  | { readonly ok: false; readonly message: string }
) & {
  /** Why the repository was not read. */
  readonly limit?: string;
};

export interface AskedOfNotes {
  readonly invocation: Invocation;
  readonly host: Host;
  readonly more?: MoreOfNotes;
}

/** What is wrong with a file of release notes, or why it cannot be told. */
export async function lintReportOf(folder: string, file: string, asked: AskedOfNotes): Promise<Linted> {
  const text = readText(resolve(folder, file));
  if (text.status === 'unreadable') {
    const { message, fix } = unreadFile(file, text.reason, text.detail);
    return { ok: false, message: `${printable(file)}: ${printable(message)}. ${printable(fix)}` };
  }
  const shown = shownName(folder, file);
  // Offsets and columns of an edit are those of the text with its byte order mark.
  const notes = { path: shown, text: `${text.hasByteOrderMark ? '\ufeff' : ''}${text.text}` };
  const gathered = await gather(folder, notes, asked);
  const known = gathered.ok ? gathered.facts : undefined;
  const limit = gathered.ok ? {} : { limit: problemSentence(gathered) };
  const severities = await severitiesOf(folder, asked.invocation);
  if (typeof severities === 'string') {
    return { ok: false, message: severities, ...limit };
  }
  const found = lint(notes.text, known, { file: shown, severities });
  const range = known === undefined ? {} : { base: known.base, head: known.head };
  return {
    ok: true,
    report: notesLintReport(shown, found, range),
    complete: known !== undefined && known.gaps.length === 0,
    ...limit,
  };
}

/** What the policy makes of the rules; a sentence when it is there and cannot be read. */
async function severitiesOf(folder: string, { values }: Invocation): Promise<NotesSeverities | string> {
  const names = values.policy === undefined ? policyFiles : [values.policy];
  for (const file of names) {
    const text = readText(resolve(folder, file));
    if (text.status === 'unreadable') {
      if (text.reason === 'missing' && values.policy === undefined) {
        continue;
      }
      return `${printable(file)} cannot be read (${text.reason}).`;
    }
    const { readPolicy } = await import('../../core/policy/readPolicy.ts');
    const { value, findings } = readPolicy(text.text, file);
    const wrong = findings.find((finding) => policyCatalog[finding.code].severity === 'error');
    if (wrong !== undefined) {
      const message = fill(policyCatalog[wrong.code].sentence, wrong.args);
      return `${printable(file)}:${wrong.where.line}: ${printable(message)}`;
    }
    return value.notes.rules;
  }
  return {};
}

async function gather(
  folder: string,
  notes: NotesFile,
  { invocation: { values }, host, more = {} }: AskedOfNotes,
): ReturnType<typeof factsForNotes> {
  const done = noticeAfterASecond(host, 'Reading the release');
  const runner = (await import('../../node/workers/pool.ts')).workerPool();
  try {
    return await factsForNotes(folder, notes, {
      ...more,
      environment: host.environment,
      runner,
      ...(values.base === undefined ? {} : { base: values.base }),
      ...(values.head === undefined ? {} : { head: values.head }),
      ...(values.package === undefined ? {} : { package: values.package }),
    });
  } finally {
    await runner.close();
    done();
  }
}

async function rendered(report: NotesLintReport, { values }: Invocation, host: Host): Promise<string> {
  switch (values.format) {
    case 'json':
      return notesLintJson(report);
    case 'github':
      return notesLintGithub(report);
    case 'sarif':
      return notesLintSarif(report, { version: await (await import('../version.ts')).ownVersion() });
    default:
      return notesLintText(
        report,
        styleFor({ isTerminal: host.isTerminal.out, environment: host.environment }),
      );
  }
}

const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Something found is certain; nothing found is only as good as what was looked at. */
function exitOf(report: NotesLintReport, { values }: Invocation, complete: boolean): ExitCode {
  const level = severities.find((one) => one === values['fail-on']) ?? 'error';
  const failing = severities.slice(0, severities.indexOf(level) + 1);
  if (report.findings.some(({ severity }) => failing.includes(severity))) {
    return exitCodes.noGo;
  }
  return complete ? exitCodes.ok : exitCodes.unknown;
}
