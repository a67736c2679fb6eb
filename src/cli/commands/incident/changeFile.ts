import { resolve } from 'node:path';
import { applyEdits } from '../../../core/base/text.ts';
import { fill } from '../../../core/base/catalog.ts';
import { changeIncident } from '../../../core/incident/edits.ts';
import type { IncidentChange, IncidentEdit } from '../../../core/incident/edits.ts';
import { incidentRefusal } from '../../../core/incident/refusals.ts';
import { printable } from '../../../core/report/printable.ts';
import { replaceFile } from '../../../node/atomicWrite.ts';
import { decodeText } from '../../../node/readText.ts';
import { splice } from '../../../node/splice.ts';
import { writeRefusalSentences } from '../../../node/writeRefusals.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { holdInterrupts } from '../../interrupts.ts';
import type { IncidentTask } from './task.ts';

interface Changed {
  readonly edit: IncidentEdit;
  readonly lines: readonly string[];
}

/** Changes the file in place; the text is read again under the write, so that nobody's line is lost. */
export function changeFile(task: IncidentTask, file: string, change: IncidentChange): ExitCode {
  const { folder, host, invocation, now } = task;
  const { by } = invocation.values;
  const stamp = { at: now, ...(by === undefined ? {} : { by }) };
  const release = holdInterrupts();
  const replaced = replaceFile<Changed | string>(resolve(folder, file), (bytes) => {
    const read = decodeText(bytes);
    if (read.status !== 'read') return { answer: read.detail };
    const edit = changeIncident(read.text, file, change, stamp);
    if (!edit.ok) return { answer: { edit, lines: [] } };
    const lines = newLines(read.text, applyEdits(read.text, edit.edits));
    return { bytes: splice(bytes, edit.edits), answer: { edit, lines } };
  });
  release();
  if (replaced.status === 'refused') {
    const { refusal, detail } = replaced;
    host.output.err(`${printable(fill(writeRefusalSentences[refusal], { file, detail }))}\n`);
    return exitCodes.unknown;
  }
  const { answer } = replaced;
  if (typeof answer === 'string') {
    host.output.err(`${printable(file)} cannot be read: ${printable(answer)}\n`);
    return exitCodes.unknown;
  }
  if (!answer.edit.ok) {
    host.output.err(`${printable(file)}: ${printable(incidentRefusal(answer.edit))}\n`);
    return exitCodes.noGo;
  }
  host.output.out(`${printable(file)}\n${answer.lines.map((line) => `  ${printable(line)}\n`).join('')}`);
  return exitCodes.ok;
}

/** Lines that were not there before, as they stand now. */
function newLines(before: string, after: string): readonly string[] {
  const left = new Map<string, number>();
  const split = (text: string): string[] => text.split(/\r\n|\n|\r/);
  for (const line of split(before)) left.set(line, (left.get(line) ?? 0) + 1);
  return split(after).filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0 && line.trim() !== '';
  });
}
