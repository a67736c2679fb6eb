import { fill } from '../base/catalog.ts';
import type { ChosenTemplate, TemplateRefusal } from './chooseTemplate.ts';

export const templateRefusalSentences: Readonly<Record<TemplateRefusal, string>> = {
  tooLarge: '{file} is too large for a template.',
  notAForm: '{file} is no issue form{detail}. Name a Markdown file or an issue form.',
  noSuchPart: '{file} has no part "{part}" that holds tasks. It has: {detail}.',
  severalParts: '{file} has several parts with tasks. Name one of them: {detail}.',
  noItems: '{file} holds no tasks such as "- [ ] Tests pass", so nothing can be started from it.',
  conflict: '{file}:{detail} holds an unresolved merge conflict. Resolve it first.',
};

export function templateRefusalSentence(
  { refusal, detail }: Extract<ChosenTemplate, { ok: false }>,
  { file, part }: { readonly file: string; readonly part: string | undefined },
): string {
  const shown = refusal === 'notAForm' && detail !== '' ? `: ${detail}` : detail;
  return fill(templateRefusalSentences[refusal], {
    file,
    part: part ?? '',
    detail: shown === '' && refusal === 'noSuchPart' ? 'none' : shown,
  });
}
