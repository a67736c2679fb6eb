import { resolve } from 'node:path';
import { fill } from '../../core/base/catalog.ts';
import { mergeChecklists } from '../../core/checklist/merge/merge.ts';
import { printable, withoutLogCommands } from '../../core/report/printable.ts';
import { replaceFile } from '../../node/atomicWrite.ts';
import { readText } from '../../node/readText.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { holdInterrupts } from '../interrupts.ts';
import type { Command } from '../run.ts';

/**
 * `merge-driver`: git names three files and takes the merged text from the second. A file that cannot
 * be read is no conflict but a failure: the second file stays as it is, and git says that the merge failed.
 */
export const mergeDriver: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const markerSize = Number(invocation.values['marker-size'] ?? 7);
  if (!Number.isInteger(markerSize) || markerSize < 1 || markerSize > 1000) {
    host.output.err('--marker-size takes a whole number from 1 to 1000.\n');
    return exitCodes.usage;
  }
  const [base = '', ours = '', theirs = '', path] = invocation.operands;
  const file = path ?? ours;
  const texts: string[] = [];
  for (const name of [base, ours, theirs]) {
    const read = readText(resolve(folder, name));
    if (read.status !== 'read') {
      host.output.err(
        withoutLogCommands(
          `${printable(file)}: ${printable(name)} cannot be read: ${printable(read.detail)}\n`,
        ),
      );
      return exitCodes.unknown;
    }
    texts.push(read.text);
  }
  const merged = await mergeChecklists({
    base: texts[0]!,
    ours: texts[1]!,
    theirs: texts[2]!,
    file,
    markerSize,
  });
  const release = holdInterrupts();
  const replaced = replaceFile(resolve(folder, ours), (bytes) => {
    const hasMark = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    return {
      bytes: Buffer.concat([hasMark ? byteOrderMark : Buffer.of(), Buffer.from(merged.text)]),
      answer: true,
    };
  });
  release();
  if (replaced.status === 'refused') {
    const { refusal, detail } = replaced;
    host.output.err(`${printable(fill(writeRefusalSentences[refusal], { file: ours, detail }))}\n`);
    return exitCodes.unknown;
  }
  if (merged.conflicts > 0) {
    const places = merged.conflicts === 1 ? 'one place' : `${merged.conflicts} places`;
    host.output.err(`${printable(file)}: ${places} to decide, between conflict markers.\n`);
    return exitCodes.noGo;
  }
  return exitCodes.ok;
};

const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf);
