/** Breaking changes and what users have to do, from what messages say and from what the comparison saw. */
import type { BreakingNote, CommitReading, Entry } from '../history/model.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import type { NotesFacts, SeenChange } from './facts.ts';
import { areaText, sentence } from './itemText.ts';
import { changeEvidence, commitEvidence, commitKey, formLines, line, sourceLink } from './lines.ts';
import type { NotesLine } from './model.ts';
import { liveCommits } from './place.ts';

/** A break, and which of the two saw it. */
export interface BreakingItem {
  /** Absent when no message declares it. */
  readonly declared?: { readonly commit: CommitReading; readonly entry: Entry; readonly note: BreakingNote };
  /** What the comparison saw of it; empty when it saw nothing. */
  readonly seen: readonly SeenChange[];
}

/** Declared ones first, newest first; then those that only the comparison saw, in its order. */
export function breakingItems(facts: NotesFacts): readonly BreakingItem[] {
  const seen = seenBreaks(facts);
  const joined = new Set<SeenChange>();
  const declared = liveCommits(facts).flatMap((commit) =>
    commit.entries.flatMap((entry) =>
      entry.breaking === undefined ? [] : [{ commit, entry, note: entry.breaking }],
    ),
  );
  const items = declared.map((one): BreakingItem => {
    const own = seen.filter((change) => !joined.has(change) && belongsTo(change, one));
    for (const change of own) {
      joined.add(change);
    }
    return { declared: one, seen: own };
  });
  const rest = seen
    .filter((change) => !joined.has(change))
    .map((change): BreakingItem => ({ seen: [change] }));
  return [...uniqueDeclared(items), ...rest];
}

/** Whether "None" would be true: both sources looked and saw nothing. */
export function nothingBreaks(facts: NotesFacts): boolean {
  return (
    facts.changes !== undefined &&
    facts.gaps.length === 0 &&
    breakingItems(facts).length === 0 &&
    !facts.changes.some(({ level }) => level === 'review')
  );
}

export function breakingLines(facts: NotesFacts): readonly NotesLine[] {
  const items = breakingItems(facts);
  if (items.length === 0) {
    return nothingBreaks(facts)
      ? [
          line('form/breaking/0', 'None', {
            source: 'both',
            evidence: [{ kind: 'searched', note: searched(facts) }],
          }),
        ]
      : formLines('breaking');
  }
  const lines = items.flatMap((item) => linesOf(item, facts));
  // Part of the code was not compared, so the list may be longer.
  const isComplete = facts.changes !== undefined && facts.gaps.length === 0;
  return isComplete
    ? lines
    : [...lines, line('incomplete/breaking', '- [List any further breaking changes]', { source: 'form' })];
}

export function migrationLines(facts: NotesFacts): readonly NotesLine[] {
  const items = breakingItems(facts);
  const steps = [
    ...items.flatMap((item) => stepsOf(item, facts)),
    ...configurationSteps(facts),
    ...markedSteps(facts),
  ];
  if (steps.length === 0) {
    return nothingBreaks(facts)
      ? [
          line('form/migration/0', 'No steps are needed.', {
            source: 'both',
            evidence: [{ kind: 'searched', note: searched(facts) }],
          }),
        ]
      : formLines('migration');
  }
  return [...numbered(steps), ...formLines('migration', [6])];
}

/** Changes of the code that break somebody; what only messages say is with the messages. */
export function seenBreaks({ changes = [] }: Pick<NotesFacts, 'changes'>): readonly SeenChange[] {
  return changes.filter(({ level, detector }) => level === 'major' && detector !== 'commits');
}

function searched({ base, head, commits }: NotesFacts): string {
  return `${commits.length} messages and the comparison of ${base.name} with ${head.name}`;
}

/** The commit that introduced it, or the name of what changed among the words of the note. */
function belongsTo(
  change: SeenChange,
  { commit, entry, note }: NonNullable<BreakingItem['declared']>,
): boolean {
  if (change.commit !== undefined) {
    return change.commit === commit.commit.id;
  }
  const name = lastName(change.subject);
  return name.length >= 3 && wordsOf(`${note.text} ${entry.description}`).has(name);
}

function lastName(subject: string): string {
  return subject.match(/[\w$]+/g)?.at(-1) ?? '';
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\w$]+/g));
}

/** A merged request and its own commit may declare the same. */
function uniqueDeclared(items: readonly BreakingItem[]): readonly BreakingItem[] {
  const seen = new Set<string>();
  return items.filter(({ declared, seen: changes }) => {
    const key = declared?.note.text.trim().toLowerCase() ?? '';
    const isNew = !seen.has(key) || changes.length > 0;
    seen.add(key);
    return isNew;
  });
}

function linesOf({ declared, seen }: BreakingItem, facts: NotesFacts): readonly NotesLine[] {
  if (declared === undefined) {
    return seen.map((change) =>
      line(`${changeKey(change)}/breaking`, `- ${seenText(change)}${placeText(change)}`, {
        source: 'diff',
        evidence: [changeEvidence(change)],
      }),
    );
  }
  const { commit, entry, note } = declared;
  const index = commit.entries.indexOf(entry);
  const key = `${commitKey(commit, 'breaking')}${index > 0 ? `/${index}` : ''}`;
  const first = note.text.trim() === '' ? entry.description : note.text;
  const evidence = [...commitEvidence(commit, facts), ...seen.map(changeEvidence)];
  return [
    line(
      key,
      `- ${areaText(entry.scopes)}${sentence(
        first,
        seen.map(({ subject }) => lastName(subject)),
      )} ${sourceLink(commit, facts)}`,
      {
        source: seen.length > 0 ? 'both' : 'message',
        evidence,
      },
    ),
    ...seen.map((change) =>
      line(`${changeKey(change)}/breaking`, `  - ${seenText(change)}${placeText(change)}`, {
        source: 'both',
        evidence: [changeEvidence(change)],
      }),
    ),
  ];
}

/** The sentence of the rule; it may begin with a name, which stays as it is. */
function seenText({ message }: Pick<SeenChange, 'message'>): string {
  return escapeMarkdown(message.replace(/\.$/, ''));
}

function placeText({ head, base }: SeenChange): string {
  const place = head ?? base;
  return place === undefined ? '' : ` (${codeSpan(place.path)})`;
}

function changeKey({ rule, subject }: SeenChange): string {
  return `${rule}:${subject}`.slice(0, 200);
}

interface Step {
  readonly key: string;
  readonly text: string;
  readonly nested: readonly string[];
  readonly from: Parameters<typeof line>[2];
}

function stepsOf({ declared, seen }: BreakingItem, facts: NotesFacts): readonly Step[] {
  const own = declared?.commit.marks['migration'] ?? [];
  const source = declared === undefined ? 'diff' : seen.length > 0 ? 'both' : 'message';
  if (declared !== undefined && own.length === 0 && seen.length === 0) {
    const { commit, entry, note } = declared;
    const index = commit.entries.indexOf(entry);
    return [
      {
        key: `${commitKey(commit, 'migration')}${index > 0 ? `/${index}` : ''}`,
        text: `${sentence(note.text.trim() === '' ? entry.description : note.text)}: [What users have to change]`,
        nested: [],
        from: { source, evidence: commitEvidence(commit, facts) },
      },
    ];
  }
  return seen.map((change) => ({
    key: `${changeKey(change)}/migration`,
    ...stepText(change),
    from: { source, evidence: [changeEvidence(change)] },
  }));
}

/** The old code and the new code where both are known; else what is gone, and a place for the answer. */
function stepText(change: SeenChange): Pick<Step, 'text' | 'nested'> {
  const { before, after, subject, message } = change;
  if (before !== undefined && after !== undefined && before.trim() !== after.trim()) {
    return {
      text: `Change code that uses ${codeSpan(subject)}:`,
      nested: [`Before: ${codeSpan(before)}`, `After: ${codeSpan(after)}`],
    };
  }
  if (/removed|deleted/.test(change.rule)) {
    return {
      text: `Stop using ${codeSpan(subject)}: [What to use instead]`,
      nested: before === undefined ? [] : [`Before: ${codeSpan(before)}`],
    };
  }
  return { text: `${seenText({ message })}: [What users have to change]`, nested: [] };
}

function configurationSteps({ deployment }: NotesFacts): readonly Step[] {
  return deployment.configuration
    .filter(({ change }) => change === 'removed')
    .map(({ key, path, line: at }) => ({
      key: `configuration:${key}/migration`,
      text: `Take ${codeSpan(key)} out of the configuration; it is no longer read.`,
      nested: [],
      from: { source: 'diff', evidence: [{ kind: 'file', path, line: at }] },
    }));
}

/** `MIGRATION:` footers, of breaking commits and of others. */
function markedSteps(facts: NotesFacts): readonly Step[] {
  return liveCommits(facts).flatMap((commit) =>
    (commit.marks['migration'] ?? []).map((text, index) => ({
      key: `${commitKey(commit, 'migration')}/mark${index}`,
      text: sentence(text),
      nested: [],
      from: { source: 'message' as const, evidence: commitEvidence(commit, facts) },
    })),
  );
}

function numbered(steps: readonly Step[]): readonly NotesLine[] {
  return steps.flatMap(({ key, text, nested, from }, index) => [
    line(key, `${index + 1}. ${text}`, from),
    ...nested.map((words, at) => line(`${key}/${at}`, `   - ${words}`, from)),
  ]);
}
