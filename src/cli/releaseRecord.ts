/** The record of a release: which one is meant, and additions to its file. */
import { resolve } from 'node:path';
import { fill } from '../core/base/catalog.ts';
import type { Assessment } from '../core/engine.ts';
import { emptyRecord } from '../core/readiness/record.ts';
import type { ReleaseRecord } from '../core/readiness/record.ts';
import { sameVersion } from '../core/readiness/releases.ts';
import { flowValue } from '../core/release/flow.ts';
import { editRecord } from '../core/release/recordEdit.ts';
import type { RecordChange, RecordEdit } from '../core/release/recordEdit.ts';
import { recordRefusalSentence } from '../core/release/refusals.ts';
import { printable } from '../core/report/printable.ts';
import { replaceFile } from '../node/atomicWrite.ts';
import { createFile } from '../node/createFile.ts';
import { decodeText } from '../node/readText.ts';
import { splice } from '../node/splice.ts';
import { writeRefusalSentences } from '../node/writeRefusals.ts';
import { holdInterrupts } from './interrupts.ts';

export interface RecordTarget {
  readonly file: string;
  readonly version: string;
  readonly record: ReleaseRecord;
  /** In `inputs`; -1 for a release that has no folder yet. */
  readonly index: number;
}

/** The release that is named, or the only one with a folder; a sentence when nobody can say which. */
export function recordTarget({ inputs }: Assessment, wanted: string | undefined): RecordTarget | string {
  const known = inputs.flatMap(({ version, key, record, recordFile }, index): readonly RecordTarget[] =>
    version === undefined
      ? []
      : [{ version, file: recordFile ?? `${key}/release.yml`, record: record ?? emptyRecord, index }],
  );
  if (wanted === undefined) {
    const [only] = known;
    if (known.length === 1 && only !== undefined) return only;
    const names = known.map(({ version }) => printable(version)).join(', ');
    return `Name the release: --release VERSION${names === '' ? '' : `, one of ${names}`}.`;
  }
  if (!/^[\w.+-]{1,100}$/.test(wanted) || /^\.+$/.test(wanted)) {
    return `--release ${printable(wanted)} is no version that can name a folder.`;
  }
  return (
    known.find(({ version }) => sameVersion(version, wanted)) ?? {
      version: wanted,
      file: `releases/${wanted}/release.yml`,
      record: emptyRecord,
      index: -1,
    }
  );
}

/** All changes or none; makes the file when it is not there. A sentence when it stays as it is. */
export function writeRecord(
  folder: string,
  { file, version }: Pick<RecordTarget, 'file' | 'version'>,
  changes: readonly RecordChange[],
): string | undefined {
  if (changes.length === 0) return undefined;
  const release = holdInterrupts();
  try {
    const first = `schema: release-readiness/release/1\nversion: ${flowValue(version)}\n`;
    const created = createFile(folder, file, first);
    if (created.status === 'refused') return `${file} cannot be written: ${created.detail}`;
    const replaced = replaceFile<RecordEdit | string>(resolve(folder, file), (bytes) => {
      const read = decodeText(bytes);
      if (read.status !== 'read') return { answer: read.detail };
      const answer = editRecord(read.text, changes);
      return answer.ok ? { bytes: splice(bytes, answer.edits), answer } : { answer };
    });
    if (replaced.status === 'refused') {
      return fill(writeRefusalSentences[replaced.refusal], { file, detail: replaced.detail });
    }
    const { answer } = replaced;
    if (typeof answer === 'string') {
      return fill(writeRefusalSentences.notUtf8, { file, detail: answer });
    }
    return answer.ok ? undefined : recordRefusalSentence(answer, file);
  } finally {
    release();
  }
}

/** A new file beside the record, under the first of the names that is free; or a sentence. */
export function writeBeside(
  folder: string,
  { file }: Pick<RecordTarget, 'file'>,
  given: { readonly name: (attempt: number) => string; readonly text: string },
): { readonly file: string } | string {
  const release = holdInterrupts();
  try {
    const home = file.slice(0, file.lastIndexOf('/') + 1);
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const path = `${home}${given.name(attempt)}`;
      const created = createFile(folder, path, given.text);
      if (created.status === 'created') return { file: path };
      if (created.status === 'refused') return `${path} cannot be written: ${created.detail}`;
    }
    return `${home}${given.name(1)} and its like are there already. Try again in a second.`;
  } finally {
    release();
  }
}

const mostAttempts = 20;
