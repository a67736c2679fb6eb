/** Writes the answer to a question where the fact belongs. Edits are values, and are read back before they are given away. */
import { applyEdits } from '../base/text.ts';
import type { TextEdit } from '../base/text.ts';
import { readRecord, recordSchemaId } from '../readiness/readRecord.ts';
import type { ReleaseRecord } from '../readiness/record.ts';
import { noCause } from './failures.ts';
import type { Question } from './model.ts';

export type Answer =
  /** Whether the release was a fix for the one before it. */
  | { readonly kind: 'fix'; readonly wasFix: 'yes' | 'no' }
  /** The release whose deployment caused the incident, or that none did. */
  | { readonly kind: 'cause'; readonly release: string | undefined }
  | { readonly kind: 'outcome'; readonly outcome: 'succeeded' | 'failed' | 'rolled-back' };

export type AnswerResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  /** `answered`: the file says so already, or something else by now; `shape`: the place cannot be edited safely. */
  | { readonly ok: false; readonly refusal: 'answered' | 'shape' | 'otherQuestion' };

/** `text` is empty for a record that is not there yet: it is begun. */
export function answerQuestion(question: Question, answer: Answer, text: string): AnswerResult {
  if (question.kind === 'fix' && answer.kind === 'fix') return answerFix(question, answer.wasFix, text);
  if (question.kind === 'cause' && answer.kind === 'cause') return answerCause(answer.release, text);
  if (question.kind === 'outcome' && answer.kind === 'outcome') {
    return answerOutcome(question, answer.outcome, text);
  }
  return { ok: false, refusal: 'otherQuestion' };
}

function answerFix(question: Question, wasFix: 'yes' | 'no', text: string): AnswerResult {
  const { file } = question.place;
  const before = readRecord(text, file).value;
  if (before.planned !== undefined) return { ok: false, refusal: 'answered' };
  const planned = wasFix === 'no';
  // What was fixed has to be named, so that the earlier release counts as one that needed a fix.
  const names = wasFix === 'yes' && before.previous === undefined && question.suggested !== undefined;
  const keys = [
    ...(text.trim() === ''
      ? [`schema: ${recordSchemaId}`, `version: ${scalar(question.subject.replace(/^v(?=\d)/, ''))}`]
      : []),
    ...(names ? [`previous: ${scalar(question.suggested ?? '')}`] : []),
    `planned: ${planned}`,
  ];
  const edits = [topLevelInsertion(text, keys)];
  return checked(text, edits, file, (after) => after.planned === planned && restHolds(before, after));
}

const plainKey =
  /^\uFEFF?(?:schema|version|type|previous|planned_start|started|verified):[ \t]+[^\s|>&*!{[][^\r\n]*$/gm;

/** After the last key that stands alone on its line, so that lists below stay together. */
function topLevelInsertion(text: string, keys: readonly string[]): TextEdit {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = keys.join(eol);
  const last = [...text.matchAll(plainKey)].at(-1);
  if (last === undefined) {
    const needsEnd = text !== '' && !/[\r\n]$/.test(text);
    return { start: text.length, end: text.length, newText: `${needsEnd ? eol : ''}${lines}${eol}` };
  }
  const at = last.index + last[0].length;
  return { start: at, end: at, newText: `${eol}${lines}` };
}

function answerCause(release: string | undefined, text: string): AnswerResult {
  const front = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,65536}?)(?<=\n)---[ \t]*(?:\r?\n|$)/.exec(text);
  if (front === null) return { ok: false, refusal: 'shape' };
  const eol = front[0].includes('\r\n') ? '\r\n' : '\n';
  const value = release === undefined ? noCause : scalar(release);
  const body = front[1] ?? '';
  const start = front[0].indexOf('\n') + 1;
  const present = /^caused_by:([^\r\n]*)$/m.exec(body);
  if (present === null)
    return { ok: true, edits: [{ start, end: start, newText: `caused_by: ${value}${eol}` }] };
  if (!/^[ \t]*(?:#.*)?$/.test(present[1] ?? '')) return { ok: false, refusal: 'answered' };
  const at = start + present.index + 'caused_by:'.length;
  return { ok: true, edits: [{ start: at, end: at, newText: ` ${value}` }] };
}

/** Entries of one line, `- { env: production, … }`, and entries whose keys stand below each other. */
function answerOutcome(question: Question, outcome: string, text: string): AnswerResult {
  const { file, line = 0 } = question.place;
  const before = readRecord(text, file).value;
  const index = before.deployments.findIndex((deployment) => deployment.line === line);
  const entry = before.deployments[index];
  if (entry === undefined) return { ok: false, refusal: 'shape' };
  if ((entry.outcome ?? '') !== '') return { ok: false, refusal: 'answered' };
  const found = lineAt(text, line);
  const flow = /^[ \t]*-[ \t]*\{[^{}#]*?([ \t]*\})[ \t]*$/.exec(found.line);
  const block = /^([ \t]*-[ \t]+)[\w-]+:[ \t]/.exec(found.line);
  const at = flow === null ? found.end : found.start + found.line.lastIndexOf(flow[1] ?? '}');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText =
    flow === null
      ? `${eol}${(block?.[1] ?? '').replace('-', ' ')}outcome: ${outcome}`
      : `, outcome: ${outcome}`;
  if (flow === null && block === null) return { ok: false, refusal: 'shape' };
  return checked(
    text,
    [{ start: at, end: at, newText }],
    file,
    (after) =>
      after.deployments.length === before.deployments.length &&
      after.deployments[index]?.outcome === outcome &&
      restHolds(before, after),
  );
}

function checked(
  text: string,
  edits: readonly TextEdit[],
  file: string,
  holds: (after: ReleaseRecord) => boolean,
): AnswerResult {
  const before = readRecord(text, file).findings.length;
  const { value, findings } = readRecord(applyEdits(text, edits), file);
  const isNew = text.trim() === '';
  return holds(value) && (isNew ? findings.length === 0 : findings.length <= before)
    ? { ok: true, edits }
    : { ok: false, refusal: 'shape' };
}

function restHolds(before: ReleaseRecord, after: ReleaseRecord): boolean {
  return (
    before.deployments.length === after.deployments.length &&
    before.decisions.length === after.decisions.length &&
    before.rollbacks.length === after.rollbacks.length &&
    before.signOffs.length === after.signOffs.length &&
    (before.version === undefined || before.version === after.version)
  );
}

function lineAt(
  text: string,
  line: number,
): { readonly line: string; readonly start: number; readonly end: number } {
  let start = 0;
  for (let count = 1; count < line; count++) {
    const end = text.indexOf('\n', start);
    if (end === -1) return { line: '', start: text.length, end: text.length };
    start = end + 1;
  }
  const stop = text.indexOf('\n', start);
  const end = stop === -1 ? text.length : text[stop - 1] === '\r' ? stop - 1 : stop;
  return { line: text.slice(start, end), start, end };
}

/** Plain where YAML reads it as this text and as nothing else; quoted otherwise. */
function scalar(text: string): string {
  return /^(?:v?\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]+)?|[A-Za-z][\w.]*(?:-[\w.]+)*)$/.test(text) &&
    !/^(?:true|false|yes|no|on|off|null|none)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
