/** Rules about deploying: what the notes answer against what the comparison and the result files say. */
import { oneLine, plainMarkdown } from '../escape.ts';
import { isForUsers, resultSum, testGroups } from '../deploymentLines.ts';
import { dependencyText } from '../deploymentLines.ts';
import type { NotesFacts } from '../facts.ts';
import { bodyOf } from '../read.ts';
import { fixBy } from './factRules.ts';
import type { FactsRule, Found, LintContext } from './model.ts';
import { addTo, answerOf, hasFormOf, isNo, isYes, placeOf, questions, saidIn, spanOf } from './sections.ts';

export const migrationsNo: FactsRule = (context, { deployment: { migrations } }) => {
  if (migrations.length === 0) {
    return [];
  }
  return denied(context, questions.migrations, /\bmigrations?\b/i, {
    count: migrations.length,
    paths: shortList(migrations.map(({ path }) => path)),
  });
};

export const configNo: FactsRule = (context, { deployment: { configuration } }) => {
  if (configuration.length === 0) {
    return [];
  }
  const keys = configuration.map(({ key }) => key);
  // Whoever names the keys has told of them, wherever.
  return keys.every((key) => context.text.includes(key))
    ? []
    : denied(context, questions.configuration, /\bconfig/i, {
        count: configuration.length,
        paths: '',
        keys: shortList(keys),
      });
};

/** "No", or not a word in notes that follow the form. */
function denied(
  context: LintContext,
  question: RegExp,
  word: RegExp,
  args: Readonly<Record<string, string | number>>,
): readonly Found[] {
  const answered = answerOf(context.view, question);
  if (answered !== undefined) {
    return isNo(answered.answer)
      ? [{ args, ...spanOf(answered.line), fix: { jump: answered.line.end } }]
      : [];
  }
  const isSaid = context.view.lines.some(
    ({ kind, text }) => kind !== 'heading' && kind !== 'comment' && word.test(text),
  );
  return isSaid || !hasFormOf(context)
    ? []
    : [
        {
          args,
          ...placeOf(context, 'deployment', 'technical'),
          fix: { jump: placeOf(context, 'deployment', 'technical').end },
        },
      ];
}

export const flagsMissing: FactsRule = (context, { deployment: { flags } }) =>
  flags
    .filter(({ key }) => !context.text.includes(key))
    .map(({ key, change }) => ({
      args: { flag: key, change },
      ...(answerOf(context.view, questions.flags) === undefined
        ? placeOf(context, 'deployment', 'technical')
        : spanOf(
            answerOf(context.view, questions.flags)?.line ?? {
              number: 1,
              start: 0,
              end: 0,
              text: '',
              kind: 'text',
            },
          )),
      ...fixBy(addTo(context, 'deployment', `  - \`${oneLine(key)}\`: ${change}, [State at release]`)),
    }));

export const downtimeNo: FactsRule = ({ view }, { deployment: { migrations } }) => {
  const answered = answerOf(view, questions.downtime);
  const locking = migrations.find((migration) => migration.locking !== undefined);
  return answered === undefined || locking?.locking === undefined || !isNo(answered.answer)
    ? []
    : [
        {
          args: { path: locking.path, line: locking.locking.line },
          ...spanOf(answered.line),
          fix: { jump: answered.line.end },
        },
      ];
};

/** `name: Updated from 1 to 2`, `name 1 -> 2`. */
export const depsWrong: FactsRule = ({ view }, { dependencies }) => {
  if (dependencies.length === 0) {
    return [];
  }
  const byName = new Map<string, NotesFacts['dependencies'][number][]>();
  for (const change of dependencies) {
    byName.set(change.name.toLowerCase(), [...(byName.get(change.name.toLowerCase()) ?? []), change]);
  }
  return bodyOf(view, 'dependencies').flatMap((line) => {
    const said = updateIn(plainMarkdown(line.text));
    if (said === undefined) {
      return [];
    }
    const own = byName.get(said.name.toLowerCase());
    const isRight = own?.some(({ from, to }) => sameVersion(from, said.from) && sameVersion(to, said.to));
    if (isRight === true) {
      return [];
    }
    const [first] = own ?? [];
    return [
      {
        args: {
          text: oneLine(said.text),
          truth:
            first === undefined
              ? `no manifest changed ${said.name}`
              : `the manifest says ${plainMarkdown(dependencyText(first))}`,
        },
        ...spanOf(line),
        fix: { jump: line.start },
      },
    ];
  });
};

function updateIn(
  text: string,
): { readonly name: string; readonly from: string; readonly to: string; readonly text: string } | undefined {
  const found =
    /^\s*(?:[-*+]\s+)?(?:(?:bump(?:ed|s)?|updated?|upgraded?)\s+)?([@\w./:-]{1,100}?):?\s+(?:\w+ )?(?:from\s+)?([~^>=<]*v?\d[\w.+-]{0,60})\s+(?:to|->|→|=>)\s+([~^>=<]*v?\d[\w.+-]{0,60})/i.exec(
      text,
    );
  const [, name, from, to] = found ?? [];
  return name === undefined || from === undefined || to === undefined
    ? undefined
    : { name, from, to: to.replace(/\.$/, ''), text: found?.[0].trim() ?? '' };
}

/** A range stands for the version in it. */
function sameVersion(known: string | undefined, said: string): boolean {
  return known !== undefined && bare(known) === bare(said);
}

function bare(version: string): string {
  return version.replace(/^[~^>=<v\s]+/, '').toLowerCase();
}

export const depsMissing: FactsRule = (context, { dependencies }) => {
  const seen = new Set<string>();
  return dependencies
    .filter((change) => change.step === 'major' && isForUsers(change))
    .filter(({ name }) => !context.text.includes(name) && !seen.has(name) && seen.add(name))
    .map((change) => ({
      args: { name: change.name, from: change.from ?? '', to: change.to ?? '' },
      ...placeOf(context, 'dependencies', 'technical'),
      ...fixBy(addTo(context, 'dependencies', `- ${dependencyText(change)}`)),
    }));
};

export const testsStale: FactsRule = ({ view }, { tests }) => {
  const lines = saidIn(view, 'testing');
  const groups = testGroups(tests);
  return lines.flatMap((line) => {
    const kind = /\bintegration|\be2e|end-to-end/i.test(line.text)
      ? 'integration'
      : /\bunit\b|\bautomated\b/i.test(line.text)
        ? 'unit'
        : undefined;
    const own = kind === undefined ? [] : groups[kind];
    if (own.length === 0 || !/\d/.test(line.text)) {
      return [];
    }
    const sum = resultSum(own);
    const why =
      differs(plainMarkdown(line.text), sum) ??
      (own.some(({ stale }) => stale) && !/\bolder\b/i.test(line.text)
        ? `${own.find(({ stale }) => stale)?.path ?? ''} is older than the released commit`
        : undefined);
    return why === undefined ? [] : [{ args: { why }, ...spanOf(line), fix: { jump: line.start } }];
  });
};

/** A percentage or a count that is not the one of the result file. */
function differs(text: string, { passed, failed, total }: ReturnType<typeof resultSum>): string | undefined {
  const ran = passed + failed;
  if (ran === 0) {
    return undefined;
  }
  const rate = /(\d{1,3}(?:[.,]\d{1,3})?)\s?%(?!\s*(?:coverage|covered|of (?:the )?(?:lines|code)))/i.exec(
    text,
  );
  const isCoverage = rate !== null && /coverage\W{0,4}$/i.test(text.slice(0, rate.index));
  const said = Number(rate?.[1]?.replace(',', '.'));
  const actual = (passed / ran) * 100;
  if (rate !== null && !isCoverage && Math.abs(said - actual) >= 0.1 && Math.round(actual) !== said) {
    return `${said} % passed, the result files say ${Math.floor(actual * 10) / 10} %`;
  }
  const counts = /(\d{1,9})\s*(?:of|\/|out of)\s*(\d{1,9})/.exec(text);
  if (
    counts !== null &&
    (Number(counts[1]) !== passed || (Number(counts[2]) !== ran && Number(counts[2]) !== total))
  ) {
    return `${counts[1]} of ${counts[2]}, the result files say ${passed} of ${ran}`;
  }
  const alone = /(\d{1,9})\s+(?:tests? )?passed\b/i.exec(text);
  return alone !== null && counts === null && Number(alone[1]) !== passed
    ? `${alone[1]} passed, the result files say ${passed}`
    : undefined;
}

export const rollbackMissing: FactsRule = (context, { deployment: { migrations } }) => {
  const { view } = context;
  const answered = answerOf(view, questions.migrations);
  if (migrations.length === 0 && !(answered !== undefined && isYes(answered.answer))) {
    return [];
  }
  const said = saidIn(view, 'rollback').filter(({ text }) => !/time estimate/i.test(text));
  const place = placeOf(context, 'rollback', 'technical');
  if (said.length === 0) {
    return hasFormOf(context) || view.lines.some(({ section }) => section === 'rollback')
      ? [{ args: { why: 'is empty' }, ...place, fix: { jump: place.end } }]
      : [];
  }
  const oneWay = migrations.filter(({ reversible }) => reversible === 'no');
  const text = said.map((line) => line.text).join('\n');
  return oneWay.length === 0 ||
    /\b(?:restor|backup|back up|snapshot|irreversible|not reversible|no way back|forward[- ]fix|roll(?:ing)? forward|point[- ]in[- ]time)/i.test(
      text,
    )
    ? []
    : [
        {
          args: {
            why: `does not say what happens to ${shortList(oneWay.map(({ path }) => path))}, which cannot be taken back`,
          },
          ...place,
          fix: { jump: place.end },
        },
      ];
};

function shortList(words: readonly string[]): string {
  return words.length <= 5
    ? words.join(', ')
    : `${words.slice(0, 5).join(', ')} and ${words.length - 5} more`;
}
