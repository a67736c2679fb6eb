/** What a checklist that was made from another one still carries: the other version, place-holders. */
import { findPlaceholder } from '../checklist/placeholder.ts';
import { recordWhere } from './inputs.ts';
import { reasonOf } from './case.ts';
import type { Judged } from './judge.ts';
import type { ReadSource } from './entries.ts';
import type { Reason, ReleaseFacts } from './model.ts';

/** A title, or the folder of a record, that names another version than the release has. */
export function versionReasons(facts: ReleaseFacts, sources: readonly ReadSource[]): readonly Reason[] {
  const version = facts.version ?? '';
  const places = [
    ...sources.map(({ checklist, file }) => ({
      words: checklist.title ?? '',
      where: { where: { file, line: 1, column: 1 } },
    })),
    { words: facts.key.slice(facts.key.lastIndexOf('/') + 1), where: recordWhere(facts, 1) },
  ];
  const own = numbersIn(version);
  if (own.length !== 1) return [];
  return places.flatMap(({ words, where }): Reason[] => {
    const named = numbersIn(words);
    const [other] = named;
    if (other === undefined || named.length > 1 || agree(own[0] ?? '', other)) return [];
    return [{ code: 'otherVersion', weight: 'warning', args: { version, other }, ...where }];
  });
}

/** Ticks beside a place-holder: somebody has ticked the template, not the release. */
export function placeholderReasons(
  sources: readonly ReadSource[],
  judged: readonly Judged[],
): readonly Reason[] {
  const left = new Map(
    sources.map(({ file, findings }) => [
      file,
      new Map(
        findings
          .filter(({ code }) => code === 'placeholder')
          .map(({ where, args }) => [where.line, String(args['text'] ?? '')]),
      ),
    ]),
  );
  const items = judged.flatMap(({ entry, evaluated }): Reason[] => {
    const text = left.get(evaluated.file)?.get(entry.item.line);
    const ticked = entry.gating && !evaluated.optional && entry.item.checked && evaluated.state === 'done';
    if (text === undefined || !ticked || entry.item.derived !== undefined) return [];
    return [reasonOf(entry, 'placeholderLeft', 'warning', { left: text })];
  });
  return [...items, ...sources.flatMap(titleReasons)];
}

function titleReasons({ checklist, file }: ReadSource): readonly Reason[] {
  const { title = '' } = checklist;
  const left = findPlaceholder(title, () => true);
  const where = { file, line: 1, column: 1 };
  return left === undefined
    ? []
    : [{ code: 'placeholderLeft', weight: 'warning', args: { left, text: title }, where }];
}

/** Version numbers of a text: two to four numbers with dots between them. */
function numbersIn(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/(?<![\w.-])v?(\d+(?:\.\d+){1,3})(?![\w]|\.\d)/gi),
    ([, numbers]) => numbers ?? '',
  );
}

/** `1.4` and `1.4.0` name one release; `1.4.1` and `1.4.0` do not. */
function agree(one: string, other: string): boolean {
  const [a, b] = [one.split('.').map(Number), other.split('.').map(Number)];
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter).every((number, index) => number === b[index]);
}
