import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fill } from '../../core/base/catalog.ts';
import { applyEdits } from '../../core/base/text.ts';
import { changeFacts } from '../../core/checklist/conditions.ts';
import { loadReader } from '../../core/checklist/read.ts';
import { policyFiles } from '../../core/policy/files.ts';
import type { ConditionPolicy } from '../../core/policy/model.ts';
import { rememberCondition } from '../../core/policy/rememberCondition.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { createFile } from '../../node/createFile.ts';
import { editFile } from '../../node/editFile.ts';
import { readText } from '../../node/readText.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, shownName, workingFolder } from '../folder.ts';
import { formatOf, unsupportedFile } from '../format.ts';
import { holdInterrupts } from '../interrupts.ts';
import type { Command, Host } from '../run.ts';

/** `applies`: one decision about the items with the text of a line, remembered in the policy. */
export const applies: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const [place = '', answer = '', ...rest] = invocation.operands;
  const [, typed, line] = /^(.+?):(\d+)(?::\d+)?$/s.exec(place) ?? [];
  const outcome = outcomeOf(answer);
  if (typed === undefined || outcome === undefined || rest.length > 0) {
    return refuse(
      host,
      exitCodes.usage,
      `Write FILE:LINE and then yes, no or one of: ${changeFacts.join(', ')}.`,
    );
  }
  const item = await textOf(folder, shownName(folder, typed), Number(line));
  if ('complaint' in item) return refuse(host, item.exit, item.complaint);
  const decision = { item: item.text, applies: outcome, reason: invocation.values.reason ?? '' };
  return remember(host, folder, invocation.values.policy ?? existingPolicy(folder), decision);
};

function outcomeOf(word: string): ConditionPolicy['applies'] | undefined {
  if (word === 'yes' || word === 'no') return word === 'yes';
  return changeFacts.find((fact) => fact === word);
}

type Found = { readonly text: string } | { readonly exit: ExitCode; readonly complaint: string };

async function textOf(folder: string, file: string, line: number): Promise<Found> {
  const format = formatOf(file);
  if (format === undefined) {
    const { message, fix } = unsupportedFile(folder, file);
    return { exit: exitCodes.unknown, complaint: `${file}: ${message}. ${fix}` };
  }
  const read = readText(resolve(folder, file));
  if (read.status !== 'read') {
    return { exit: exitCodes.unknown, complaint: `${file} cannot be read (${read.detail}). Check the path.` };
  }
  const reader = await loadReader(format);
  const item = reader(read.text, { file, reader: 'full' }).value.items.find((one) => one.line === line);
  return item === undefined || item.text.trim() === ''
    ? {
        exit: exitCodes.noGo,
        complaint: `${file}:${line} is no checklist item. See release-readiness items.`,
      }
    : { text: item.text };
}

function existingPolicy(folder: string): string {
  return policyFiles.find((name) => existsSync(resolve(folder, name))) ?? policyFiles[0];
}

function remember(host: Host, folder: string, file: string, decision: ConditionPolicy): ExitCode {
  const path = resolve(folder, file);
  const release = holdInterrupts();
  try {
    if (!existsSync(path)) {
      const first = rememberCondition('', decision);
      const text = first.ok ? applyEdits('', first.edits) : '';
      const created = createFile(folder, file, text);
      if (created.status === 'refused')
        return refuse(host, exitCodes.unknown, unwritten(file, created.detail));
      if (created.status === 'created') return said(host, file, decision);
    }
    const replaced = editFile(path, (text) => rememberCondition(text, decision));
    if (replaced.status === 'refused') {
      return refuse(
        host,
        exitCodes.unknown,
        fill(writeRefusalSentences[replaced.refusal], { file, detail: replaced.detail }),
      );
    }
    if (!replaced.answer.ok) {
      return refuse(host, exitCodes.unknown, `${file} ${complaints[replaced.answer.refusal]}`);
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return refuse(host, exitCodes.unknown, unwritten(file, detail));
  } finally {
    release();
  }
  return said(host, file, decision);
}

function unwritten(file: string, detail: string): string {
  return `${file} cannot be written (${detail}). Create it first.`;
}

function said(host: Host, file: string, decision: ConditionPolicy): ExitCode {
  const { item, applies: outcome, reason = '' } = decision;
  const words = outcome === true ? 'applies' : outcome === false ? 'does not apply' : `depends on ${outcome}`;
  host.output.out(withoutLogCommands(`${printable(`${file}: "${item}" ${words} (${reason})`)}\n`));
  return exitCodes.ok;
}

const complaints = {
  unreadable: 'is no policy that can be read. Correct its YAML first.',
  shape: 'has conditions that are no list. Write them as a list first.',
} as const;

function refuse(host: Host, exit: ExitCode, sentence: string): ExitCode {
  host.output.err(withoutLogCommands(`${printable(sentence)}\n`));
  return exit;
}
