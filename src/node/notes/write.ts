/** Writes notes and what is remembered of them beside, so that the next writing keeps what people wrote. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { NotesDocument } from '../../core/notes/model.ts';
import { readSidecar, sidecarText, updateNotes } from '../../core/notes/update.ts';
import type { Updated } from '../../core/notes/update.ts';
import { replaceFile } from '../atomicWrite.ts';
import { decodeText, errorCode, readText } from '../readText.ts';
import { refusalByCode } from '../writeRefusals.ts';
import type { WriteRefusal } from '../writeRefusals.ts';

export type WrittenNotes =
  | {
      readonly ok: true;
      readonly status: 'created' | 'replaced' | 'kept';
      readonly counts: Updated['counts'];
    }
  | { readonly ok: false; readonly path: string; readonly refusal: WriteRefusal; readonly detail: string };

/** `release-notes.md` has its memory in `release-notes.md.lines.json`. */
export function sidecarPath(path: string): string {
  return `${path}.lines.json`;
}

/** `first` makes the text of a file that is not there yet. The notes come first: a lost memory loses no words. */
export function writeNotes(
  path: string,
  draft: NotesDocument,
  first: (draft: NotesDocument) => Updated,
): WrittenNotes {
  const beside = sidecarPath(path);
  const kept = readText(beside);
  const sidecar = kept.status === 'read' ? readSidecar(kept.text) : undefined;
  const current = readText(path);
  if (current.status === 'unreadable' && current.reason === 'missing') {
    const made = first(draft);
    return created(path, made.text) ?? remembered(beside, made, 'created');
  }
  const replaced = replaceFile<Updated | string>(path, (bytes) => {
    const read = decodeText(bytes);
    if (read.status !== 'read') {
      return { answer: read.detail };
    }
    const mark = read.hasByteOrderMark ? '\ufeff' : '';
    const updated = updateNotes(mark + read.text, sidecar, draft);
    return { bytes: Buffer.from(updated.text), answer: updated };
  });
  if (replaced.status === 'refused') {
    return { ok: false, path, refusal: replaced.refusal, detail: replaced.detail };
  }
  const { answer, status } = replaced;
  return typeof answer === 'string'
    ? { ok: false, path, refusal: 'notUtf8', detail: answer }
    : remembered(beside, answer, status);
}

function remembered(beside: string, updated: Updated, status: 'created' | 'replaced' | 'kept'): WrittenNotes {
  const text = sidecarText(updated.sidecar);
  const replaced = replaceFile(beside, () => ({ bytes: Buffer.from(text), answer: true }));
  const failed =
    replaced.status === 'refused' && replaced.refusal === 'missing'
      ? created(beside, text)
      : replaced.status === 'refused'
        ? ({ ok: false, path: beside, refusal: replaced.refusal, detail: replaced.detail } as const)
        : undefined;
  return failed ?? { ok: true, status, counts: updated.counts };
}

/** Never over a file that has come in the meantime. */
function created(path: string, text: string): Extract<WrittenNotes, { ok: false }> | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    return {
      ok: false,
      path,
      refusal: code === 'EEXIST' ? 'changed' : (refusalByCode[code] ?? 'failed'),
      detail: code,
    };
  }
}
