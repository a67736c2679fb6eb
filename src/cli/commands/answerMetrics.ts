/** `metrics --answer ID=ANSWER`: what only a person knows, written where the fact belongs. */
import { resolve } from 'node:path';
import { applyEdits } from '../../core/base/text.ts';
import { fill } from '../../core/base/catalog.ts';
import { answerQuestion } from '../../core/metrics/answer.ts';
import type { Answer, AnswerResult } from '../../core/metrics/answer.ts';
import type { Question } from '../../core/metrics/model.ts';
import { replaceFile } from '../../node/atomicWrite.ts';
import { createFile } from '../../node/createFile.ts';
import { decodeText } from '../../node/readText.ts';
import { splice } from '../../node/splice.ts';
import { writeRefusalSentences } from '../../node/writeRefusals.ts';
import { holdInterrupts } from '../interrupts.ts';

export type Answered =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly why: 'usage' | 'refused'; readonly message: string };

/** One answer: `fix:v1.4.1=yes`, `cause:incidents/a.md=v1.4.0`, `outcome:releases/1.4.0/release.yml:7=failed`. */
export function writeAnswer(folder: string, given: string, questions: readonly Question[]): Answered {
  const at = given.lastIndexOf('=');
  const id = at === -1 ? given : given.slice(0, at);
  const question = questions.find((one) => one.id === id);
  if (question === undefined) {
    const known = questions.map((one) => one.id).join(', ');
    const list = known === '' ? 'There are none.' : `Questions: ${known}.`;
    return { ok: false, why: 'usage', message: `Nobody asks "${id}", or it is answered already. ${list}` };
  }
  const answer = answerOf(question, at === -1 ? '' : given.slice(at + 1).trim());
  if (answer === undefined) {
    return {
      ok: false,
      why: 'usage',
      message: `${id} takes ${choices[question.kind]}, as in ${id}=${examples[question.kind]}.`,
    };
  }
  const message = write(folder, question, answer);
  return message === undefined
    ? { ok: true, file: question.place.file }
    : { ok: false, why: 'refused', message };
}

const choices: Readonly<Record<Question['kind'], string>> = {
  fix: 'yes or no',
  cause: 'a release, or none',
  outcome: 'succeeded, failed or rolled-back',
};

const examples: Readonly<Record<Question['kind'], string>> = {
  fix: 'yes',
  cause: 'v1.4.0',
  outcome: 'succeeded',
};

function answerOf({ kind }: Question, word: string): Answer | undefined {
  switch (kind) {
    case 'fix':
      return word === 'yes' || word === 'no' ? { kind, wasFix: word } : undefined;
    case 'cause':
      // A name with a space is a sentence, and none of a release.
      return /^[^\s:#]{1,200}$/.test(word)
        ? { kind, release: word === 'none' ? undefined : word }
        : undefined;
    case 'outcome':
      return word === 'succeeded' || word === 'failed' || word === 'rolled-back'
        ? { kind, outcome: word }
        : undefined;
  }
}

/** A sentence when the file stays as it is. */
function write(folder: string, question: Question, answer: Answer): string | undefined {
  const { file } = question.place;
  const release = holdInterrupts();
  try {
    if (question.kind === 'fix') {
      const first = answerQuestion(question, answer, '');
      const created = first.ok ? createFile(folder, file, applyEdits('', first.edits)) : undefined;
      if (created?.status === 'created') return undefined;
      if (created?.status === 'refused') return `${file} cannot be written: ${created.detail}`;
    }
    const replaced = replaceFile<AnswerResult | string>(resolve(folder, file), (bytes) => {
      const read = decodeText(bytes);
      if (read.status !== 'read') return { answer: read.detail };
      const result = answerQuestion(question, answer, read.text);
      return result.ok ? { bytes: splice(bytes, result.edits), answer: result } : { answer: result };
    });
    if (replaced.status === 'refused') {
      return fill(writeRefusalSentences[replaced.refusal], { file, detail: replaced.detail });
    }
    const result = replaced.answer;
    if (typeof result === 'string') return fill(writeRefusalSentences.notUtf8, { file, detail: result });
    if (result.ok) return undefined;
    return result.refusal === 'answered'
      ? `${file} answers this already.`
      : `The answer cannot be written into ${file} safely. Write ${question.place.key} by hand.`;
  } finally {
    release();
  }
}
