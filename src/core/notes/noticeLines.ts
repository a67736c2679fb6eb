/** What users are warned of: what will go, and what does not work yet. */
import { codeSpan, escapeMarkdown } from './escape.ts';
import type { Deprecation, NotesFacts } from './facts.ts';
import { sentence } from './itemText.ts';
import { commitEvidence, commitKey, formLines, line, sourceLink } from './lines.ts';
import type { Evidence, NotesLine } from './model.ts';
import { keyOf, liveCommits } from './place.ts';
import type { Placed } from './place.ts';

/** Deprecations of the code, of footers and of commits that deprecate. The first mention of a name counts. */
export function allDeprecations(
  facts: NotesFacts,
  { items }: Pick<Placed, 'items'>,
): readonly (Deprecation & { readonly key: string; readonly evidence: readonly Evidence[] })[] {
  const live = liveCommits(facts);
  const found = [
    ...facts.deprecations.map((one) => ({
      ...one,
      key: `${one.subject}/deprecations`,
      evidence:
        one.where === undefined
          ? []
          : [{ kind: 'file', path: one.where.path, line: one.where.line } as const],
    })),
    ...live.flatMap((commit) =>
      [...(commit.marks['deprecated'] ?? []), ...(commit.marks['deprecation'] ?? [])].map((text, index) => ({
        ...readDeprecation(text),
        key: `${keyOf(commit)}.${index}/deprecations`,
        evidence: commitEvidence(commit, facts),
      })),
    ),
    ...items
      .filter(({ section }) => section === 'deprecations')
      .map(({ commit, entry }) => ({
        ...readDeprecation(entry.description),
        key: commitKey(commit, 'deprecations'),
        evidence: commitEvidence(commit, facts),
      })),
  ];
  const seen = new Set<string>();
  return found.filter(({ subject }) => {
    const name = subject.toLowerCase().replace(/[^a-z0-9]+/g, '');
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}

export function deprecationLines(facts: NotesFacts, placed: Placed): readonly NotesLine[] {
  const found = allDeprecations(facts, placed);
  if (found.length === 0) {
    return facts.gaps.length > 0 || facts.changes === undefined
      ? formLines('deprecations')
      : [
          line('form/deprecations/0', 'None', {
            source: 'both',
            evidence: [{ kind: 'searched', note: 'no message and no changed line deprecates anything' }],
          }),
        ];
  }
  return found.flatMap(({ subject, alternative, removal, where, commit, key, evidence }) => {
    const from = {
      source: where === undefined ? 'message' : commit === undefined ? 'diff' : 'both',
      evidence,
    } as const;
    const isDate = removal !== undefined && /^\d{4}-\d{2}(?:-\d{2})?$/.test(removal);
    const future = removal === undefined || isDate ? '[future version]' : escapeMarkdown(removal);
    const date =
      removal === undefined ? '[date]' : isDate ? removal : `the release of ${escapeMarkdown(removal)}`;
    return [
      line(key, `- **${nameText(subject)}**: Deprecated in this release, will be removed in ${future}`, from),
      line(
        `${key}/alternative`,
        `  - **Alternative**: Use ${alternative === undefined ? '[recommended alternative]' : escapeMarkdown(alternative)}`,
        from,
      ),
      line(`${key}/timeline`, `  - **Timeline**: Removal planned for ${date}`, from),
    ];
  });
}

/** `oldName: use newName, removed in 3.0.0`, in any of the usual orders. */
export function readDeprecation(text: string): Deprecation {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  const alternative =
    /\b(?:use|in favou?r of|replaced by|instead use|prefer)\s+(\S{1,100}(?: \S{1,40}){0,4}?)(?= instead|[,;.]? (?:it )?(?:will be |to be )?(?:removed?|removal|gone)|[,;]|$)/i.exec(
      plain,
    )?.[1];
  const removal =
    /\b(?:remov(?:ed?|al)|gone|dropped)\b[^.;\d]{0,40}?v?(\d{4}-\d{2}-\d{2}|\d+(?:\.\d+){0,2})\b/i.exec(
      plain,
    )?.[1];
  const subject = plain
    .replace(/^deprecat(?:e[sd]?|ing)\s+(?:the\s+)?/i, '')
    .split(
      /\s*(?:[:;,]|\bis deprecated\b|\bare deprecated\b|\bin favou?r of\b|\buse\b|\breplaced by\b|\(| - )/i,
      1,
    )[0];
  return {
    subject: subject === undefined || subject === '' ? plain : subject.trim(),
    ...(alternative === undefined ? {} : { alternative: alternative.replace(/[,;.)]+$/, '') }),
    ...(removal === undefined ? {} : { removal }),
  };
}

function nameText(subject: string): string {
  return /^[\w$.#:/()-]+$/.test(subject) ? codeSpan(subject) : sentence(subject);
}

export function knownIssueLines(facts: NotesFacts): readonly NotesLine[] {
  const marked = liveCommits(facts).flatMap((commit) =>
    (commit.marks['known-issue'] ?? []).map((text, index) =>
      line(`${keyOf(commit)}.${index}/knownIssues`, `- ${sentence(text)} ${sourceLink(commit, facts)}`, {
        source: 'message',
        evidence: commitEvidence(commit, facts),
      }),
    ),
  );
  const found = facts.knownIssues.map(({ text, from, where }) =>
    line(
      `${from}:${text.slice(0, 100)}/knownIssues`,
      `- ${sentence(text)}${where === undefined || from === 'previous-notes' ? '' : ` (${codeSpan(`${where.path}:${where.line}`)})`}`,
      {
        source: from === 'footer' ? 'message' : from === 'previous-notes' ? 'files' : 'diff',
        evidence: where === undefined ? [] : [{ kind: 'file', path: where.path, line: where.line }],
      },
    ),
  );
  const lines = [...marked, ...found];
  return lines.length === 0 ? formLines('knownIssues') : lines;
}
