/** Rules that hold the notes against the repository. */
import { compareVersions, parseVersion } from '../../base/semver.ts';
import { stepFor } from '../../breaking/bump.ts';
import { pairReverts } from '../../history/reverts.ts';
import { breakingItems } from '../breakingLines.ts';
import { oneLine } from '../escape.ts';
import { itemText, itemTitle } from '../itemText.ts';
import { sourceLink } from '../lines.ts';
import { mentionedLines, mentionOf, ownNumber, referencesOf } from '../mentions.ts';
import { keyOf, placeCommits, publicIds, liveCommits, subjectOf } from '../place.ts';
import { bodyOf, sectionNamed } from '../read.ts';
import { notesTemplate } from '../template.ts';
import { breakingBump as bumpByText, breakingSaid } from './textRules.ts';
import type { FactsRule, Found } from './model.ts';
import { addTo, placeOf, saidIn, saysNone, spanOf } from './sections.ts';

/** "None", or no such section and no word about any of them. */
export const breakingNone: FactsRule = (context, facts) => {
  const { view, text } = context;
  const items = breakingItems(facts);
  const said = breakingSaid(view);
  if (items.length === 0 || said.length > 0) {
    return [];
  }
  const line = bodyOf(view, 'breaking').find((one) => saysNone(one.text));
  const isThere = sectionNamed(view, 'breaking') !== undefined;
  const names = items.map(({ declared, seen }) =>
    oneLine(declared?.note.text || (declared?.entry.description ?? seen[0]?.subject ?? '')).replace(
      /\.$/,
      '',
    ),
  );
  if (line === undefined && (isThere || names.some((name) => name !== '' && text.includes(name)))) {
    return [];
  }
  return [
    {
      args: { count: items.length, subjects: shortened(names) },
      ...(line === undefined ? placeOf(context, 'title') : spanOf(line)),
      fix: { jump: line?.start ?? placeOf(context, 'title').start },
    },
  ];
};

/** With the last release known, its version counts and not the look of the new one. */
export const breakingBump: FactsRule = (context, facts) => {
  const { view } = context;
  const last = parseVersion(facts.base.version ?? '');
  const shown = view.title?.version ?? facts.version?.text;
  const version = parseVersion(shown ?? '');
  if (last === undefined || version === undefined || shown === undefined) {
    return bumpByText(context);
  }
  const breaks = breakingSaid(view)[0] !== undefined || breakingItems(facts).length > 0;
  const features =
    saidIn(view, 'features').length > 0 ||
    placeCommits(facts).items.some(({ section }) => section === 'features');
  const wanted = breaks ? stepFor(last, 'major') : features ? stepFor(last, 'minor') : undefined;
  if (
    wanted === undefined ||
    compareVersions({ ...version, prerelease: [] }, leastAfter(last, wanted)) >= 0
  ) {
    return [];
  }
  const at = breaks ? placeOf(context, 'breaking') : placeOf(context, 'features');
  return [
    {
      args: { version: shown, what: breaks ? 'a breaking change' : 'new features', least: wanted },
      ...at,
      fix: { jump: placeOf(context, 'title').start },
    },
  ];
};

function leastAfter(
  last: NonNullable<ReturnType<typeof parseVersion>>,
  step: 'major' | 'minor' | 'patch',
): NonNullable<ReturnType<typeof parseVersion>> {
  const { major, minor, patch } = last;
  const next = { major: [major + 1, 0, 0], minor: [major, minor + 1, 0], patch: [major, minor, patch + 1] }[
    step
  ];
  return { major: next[0] ?? 0, minor: next[1] ?? 0, patch: next[2] ?? 0, prerelease: [] };
}

export const securityMissing: FactsRule = (context, facts) => {
  const { text } = context;
  const ids = new Map<string, string>();
  for (const commit of liveCommits(facts)) {
    for (const id of publicIds(commit.commit.message)) {
      ids.set(id, `- ${id}: ${oneLine(commit.entries[0]?.description ?? '')}`);
    }
  }
  const upper = text.toUpperCase();
  return [...ids.keys()]
    .filter((id) => !upper.includes(id.toUpperCase()))
    .map((id) => ({
      args: { id },
      ...placeOf(context, 'security'),
      ...fixBy(addTo(context, 'security', `- ${id}: [Description]`)),
    }));
};

export const revertedListed: FactsRule = ({ view }, facts) => {
  const { reverted } = pairReverts(facts.commits);
  const lines = mentionedLines(view).filter(({ line }) => line.section !== 'knownIssues');
  const kept = new Set(facts.commits.filter(({ commit }) => !reverted.has(commit.id)).map(ownNumber));
  const found = new Map<number, Found>();
  for (const commit of facts.commits.filter(({ commit: { id } }) => reverted.has(id))) {
    for (const entry of commit.entries) {
      const at = mentionOf({ commit, entry }, lines)?.line;
      if (at !== undefined && !kept.has(ownNumber(commit) ?? 'none') && !/\brevert/i.test(at.text)) {
        found.set(at.number, {
          args: { subject: oneLine(entry.description) },
          ...spanOf(at),
          fix: { jump: at.start },
        });
      }
    }
  }
  return [...found.values()];
};

/** Known issues and places to ask lie outside of the range by nature. */
export const unknownRef: FactsRule = ({ view }, facts) => {
  if (facts.commits.length === 0) {
    return [];
  }
  const known = new Set(facts.commits.flatMap(({ references }) => references.map(({ id }) => id)));
  return view.lines
    .filter(
      ({ kind, section }) =>
        (kind === 'bullet' || kind === 'text' || kind === 'step') &&
        section !== 'knownIssues' &&
        section !== 'feedback',
    )
    .flatMap((line) => {
      const seen = new Set<string>();
      return referencesOf(line.text)
        .filter(({ id }) => !known.has(id) && !seen.has(id) && seen.add(id))
        .map(({ id, index, length }) => ({
          args: { reference: `#${id}` },
          start: line.start + index,
          end: line.start + index + length,
          fix: { jump: line.start + index },
        }));
    });
};

export const notMentioned: FactsRule = (context, facts) => {
  const lines = mentionedLines(context.view);
  return placeCommits(facts)
    .items.filter((item) => mentionOf(item, lines) === undefined)
    .map((item) => ({
      args: {
        subject: oneLine(item.section === 'security' ? subjectOf(item.commit) : itemTitle(item)),
        reference: keyOf(item.commit),
        section: notesTemplate[item.section].heading,
      },
      ...placeOf(context, item.section, 'whatsNew'),
      ...fixBy(addTo(context, item.section, `${itemText(item)} ${sourceLink(item.commit, facts)}`)),
    }));
};

export const creditsMissing: FactsRule = (context, facts) => {
  const { view, text } = context;
  if (sectionNamed(view, 'credits') === undefined && view.style !== 'template') {
    return [];
  }
  const lower = text.toLowerCase();
  const said = saidIn(view, 'credits');
  // Thanks to a whole team leave nobody out.
  if (
    said.some((line) =>
      /\b(?:every(?:one|body)|all (?:of )?(?:our |the )?(?:contributors|who)|whole team|entire team)\b/i.test(
        line.text,
      ),
    )
  ) {
    return [];
  }
  const missing = facts.contributors.filter(
    ({ bot, login, person }) =>
      !bot &&
      !(login !== undefined && lower.includes(login.toLowerCase())) &&
      !lower.includes(person.name.toLowerCase()),
  );
  if (missing.length === 0) {
    return [];
  }
  const people = missing.map(({ login, person }) =>
    login === undefined ? oneLine(person.name) : `@${login}`,
  );
  return [
    {
      args: { people: shortened(people) },
      ...placeOf(context, 'credits'),
      ...fixBy(addTo(context, 'credits', `- ${people.join(', ')}`)),
    },
  ];
};

export const versionMismatch: FactsRule = (context, facts) => {
  const { view } = context;
  const wanted = facts.version?.text;
  const shown = view.title?.version;
  if (wanted === undefined || view.title === undefined || shown === wanted || shown === `v${wanted}`) {
    return [];
  }
  return shown === undefined && view.style !== 'template'
    ? []
    : [
        {
          args: { title: shown ?? 'no version', version: wanted },
          ...placeOf(context, 'title'),
          fix: { jump: placeOf(context, 'title').start },
        },
      ];
};

export const dateMismatch: FactsRule = (context, facts) => {
  const { view } = context;
  const shown = view.title?.date;
  return facts.date === undefined || shown === undefined || shown === facts.date
    ? []
    : [
        {
          args: { title: shown, date: facts.date },
          ...placeOf(context, 'title'),
          fix: { jump: placeOf(context, 'title').start },
        },
      ];
};

export function fixBy(fix: ReturnType<typeof addTo>): Pick<Found, 'fix'> {
  return fix === undefined ? {} : { fix };
}

function shortened(words: readonly string[]): string {
  return words.length <= 5
    ? words.join(', ')
    : `${words.slice(0, 5).join(', ')} and ${words.length - 5} more`;
}
