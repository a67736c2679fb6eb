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
  const text = readText(resolve(folder, file));
  if (text.status === 'unreadable') {
    const { message, fix } = unreadFile(file, text.reason, text.detail);
    host.output.err(`${printable(file)}: ${printable(message)}. ${printable(fix)}\n`);
    return exitCodes.unknown;
  }
  const shown = shownName(folder, file);
  // Offsets and columns of an edit are those of the text with its byte order mark.
  const notes = { path: shown, text: `${text.hasByteOrderMark ? '\ufeff' : ''}${text.text}` };
  const gathered = await gather(folder, notes, invocation, host);
  const known = gathered.ok ? gathered.facts : undefined;
  if (!gathered.ok) {
    host.output.err(`Only the text is checked. ${problemSentence(gathered)}\n`);
  }
  const severities = await severitiesOf(folder, invocation, host);
  if (severities === undefined) {
    return exitCodes.unknown;
  }
  const found = lint(notes.text, known, { file: shown, severities });
  const report = notesLintReport(
    shown,
    found,
    known === undefined ? {} : { base: known.base, head: known.head },
  );
  host.output.out(await rendered(report, invocation, host));
  return exitOf(report, invocation, known !== undefined && known.gaps.length === 0);
};

/** What the policy makes of the rules; undefined, with the reason printed, when it is there and cannot be read. */
async function severitiesOf(
  folder: string,
  { values }: Invocation,
  host: Host,
): Promise<NotesSeverities | undefined> {
  const names = values.policy === undefined ? policyFiles : [values.policy];
  for (const file of names) {
    const text = readText(resolve(folder, file));
    if (text.status === 'unreadable') {
      if (text.reason === 'missing' && values.policy === undefined) {
        continue;
      }
      host.output.err(`${printable(file)} cannot be read (${text.reason}).\n`);
      return undefined;
    }
    const { readPolicy } = await import('../../core/policy/readPolicy.ts');
    const { value, findings } = readPolicy(text.text, file);
    const wrong = findings.find((finding) => policyCatalog[finding.code].severity === 'error');
    if (wrong !== undefined) {
      const message = fill(policyCatalog[wrong.code].sentence, wrong.args);
      host.output.err(`${printable(file)}:${wrong.where.line}: ${printable(message)}\n`);
      return undefined;
    }
    return value.notes.rules;
  }
  return {};
}

async function gather(
  folder: string,
  notes: NotesFile,
  { values }: Invocation,
  host: Host,
): ReturnType<typeof factsForNotes> {
  const done = noticeAfterASecond(host, 'Reading the release');
  const runner = (await import('../../node/workers/pool.ts')).workerPool();
  try {
    return await factsForNotes(folder, notes, {
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
