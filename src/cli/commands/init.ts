import { existsSync, lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fill } from '../../core/base/catalog.ts';
import {
  ciSystems,
  gitAttributesEdits,
  gitAttributesPath,
  mergeDriverCommand,
  setUpFiles,
  templatePath,
} from '../../core/release/setUp.ts';
import { initJson, initText } from '../../core/report/initReport.ts';
import type { InitReport } from '../../core/report/initReport.ts';
import { printable } from '../../core/report/printable.ts';
import { replaceFile } from '../../node/atomicWrite.ts';
import { createFile } from '../../node/createFile.ts';
import { decodeText, readText } from '../../node/readText.ts';
import { splice } from '../../node/splice.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { holdInterrupts } from '../interrupts.ts';
import { styleFor } from '../output.ts';
import type { Command } from '../run.ts';
import { ownVersion } from '../version.ts';

type Outcome = InitReport['files'][number];

/** `init`: the files that a repository begins with; what is there stays. */
export const init: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  if (invocation.operands.length > 0) {
    host.output.err(`init takes no operands. Another folder is named with --cwd DIR.\n`);
    return exitCodes.usage;
  }
  const isDry = invocation.switches.has('dry-run');
  const files = setUpFiles({
    ci: ciSystems.find((known) => known === invocation.values.ci) ?? 'github',
    program: await ownVersion(),
    template: !existsSync(join(folder, templatePath)),
  });
  const release = holdInterrupts();
  try {
    const outcomes = [
      ...files.map(({ file, text }): Outcome =>
        isDry ? foreseen(folder, file) : created(folder, file, text),
      ),
      attributes(folder, isDry ? 'foresee' : 'write'),
    ];
    const report: InitReport = {
      schema: 'release-readiness/init/1',
      written: !isDry,
      files: outcomes,
      run: [mergeDriverCommand],
    };
    const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
    host.output.out(invocation.values.format === 'json' ? initJson(report) : initText(report, style));
    const refused = outcomes.filter(({ status }) => status === 'refused');
    for (const { file, detail } of refused) {
      host.output.err(`${printable(`${file} was not written: ${detail ?? ''}`)}\n`);
    }
    return refused.length > 0 ? exitCodes.unknown : exitCodes.ok;
  } finally {
    release();
  }
};

function foreseen(folder: string, file: string): Outcome {
  return { file, status: existsSync(join(folder, file)) ? 'kept' : 'created' };
}

function created(folder: string, file: string, text: string): Outcome {
  const creation = createFile(folder, file, text);
  switch (creation.status) {
    case 'created':
      return { file, status: 'created' };
    case 'exists':
      return { file, status: 'kept' };
    case 'refused':
      return { file, status: 'refused', detail: creation.detail };
  }
}

/** Lines are added to the bytes of the file: its other lines and their ends stay. */
function attributes(folder: string, how: 'foresee' | 'write'): Outcome {
  const file = gitAttributesPath;
  const path = resolve(folder, file);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    return { file, status: 'refused', detail: 'it is a link, and git does not follow it' };
  }
  const read = readText(path);
  if (read.status === 'unreadable' && read.reason === 'missing') {
    const [edit] = gitAttributesEdits('');
    return how === 'foresee' ? foreseen(folder, file) : created(folder, file, edit?.newText ?? '');
  }
  if (read.status === 'unreadable') return { file, status: 'refused', detail: read.detail };
  if (how === 'foresee') {
    return { file, status: gitAttributesEdits(read.text).length === 0 ? 'kept' : 'completed' };
  }
  const replaced = replaceFile<string | undefined>(path, (bytes) => {
    const text = decodeText(bytes);
    if (text.status !== 'read') return { answer: text.detail };
    const edits = gitAttributesEdits(text.text);
    return edits.length === 0 ? { answer: undefined } : { bytes: splice(bytes, edits), answer: undefined };
  });
  if (replaced.status === 'refused') {
    const detail = fill(writeRefusalSentences[replaced.refusal], { file, detail: replaced.detail });
    return { file, status: 'refused', detail };
  }
  if (replaced.answer !== undefined) return { file, status: 'refused', detail: replaced.answer };
  return { file, status: replaced.status === 'replaced' ? 'completed' : 'kept' };
}
