/** Release notes as evidence: what they say against the items that ask for them. */
import { fill } from '../base/catalog.ts';
import type { Item } from '../checklist/model.ts';
import type { NotesItemId } from '../notes/evidence.ts';
import type { Policy } from '../policy/model.ts';
import type { FileText, NotesFile } from '../ports.ts';
import type { UnreadableReason } from './model.ts';
import type { ProofPorts } from './proof.ts';
import { sameVersion, type ReleaseInputs } from './releases.ts';

/** What stands against one of the items. */
export interface NotesDoubt {
  readonly path: string;
  readonly line: number;
  readonly why: string;
  /** An error of the notes, something that is missing, or that nobody could look. */
  readonly kind: 'error' | 'open' | 'unchecked';
}

export type NotesProof = Readonly<Partial<Record<NotesItemId, NotesDoubt>>>;

/** Which question to the notes an item asks. */
export function notesItemOf({ text }: Pick<Item, 'text'>): NotesItemId | undefined {
  return shapes.find(([, shape]) => shape.test(text))?.[0];
}

const shapes: readonly (readonly [NotesItemId, RegExp])[] = [
  [
    'migrationGuide',
    /\bmigration guide\b.{0,40}\b(?:created|written|drafted|ready|done|complete|published)/i,
  ],
  ['knownIssues', /\bknown issues?\b.{0,40}\b(?:documented|listed|written|described|noted)/i],
  [
    'drafted',
    /\brelease notes?\b.{0,40}\b(?:drafted|written|prepared|ready|done|complete|reviewed|finali[sz]ed)/i,
  ],
];

/** Undefined when no item asks, or there are no notes of this release: then the notes say nothing. */
export async function gatherNotesProof(
  ports: ProofPorts,
  { key, version, record, sources }: ReleaseInputs,
  policy: Policy,
): Promise<NotesProof | undefined> {
  const items = sources.flatMap((source) => (source.status === 'read' ? source.checklist.items : []));
  const asked = new Set(items.flatMap((item) => (item.state === 'done' ? (notesItemOf(item) ?? []) : [])));
  if (asked.size === 0) return undefined;
  const notes = await notesOf(ports, { key, version: record?.version ?? version });
  if (notes === undefined) return undefined;
  const { path } = notes;
  if ('unreadable' in notes) {
    const doubt = {
      path,
      line: 1,
      why: `They cannot be read (${notes.unreadable}).`,
      kind: 'unchecked',
    } as const;
    return Object.fromEntries([...asked].map((id) => [id, doubt]));
  }
  const [{ notesEvidence }, { notesRules }, answer] = await Promise.all([
    import('../notes/evidence.ts'),
    import('../notes/lint/rules.ts'),
    ports.notes?.facts(notes),
  ]);
  const facts = answer !== undefined && 'facts' in answer ? answer.facts : undefined;
  const evidence = notesEvidence(notes.text, facts, policy.notes.rules);
  return Object.fromEntries(
    [...asked].flatMap((id): readonly (readonly [NotesItemId, NotesDoubt])[] => {
      const { state, findings, notChecked } = evidence[id];
      if (state === 'unknown') {
        const because = answer !== undefined && 'unread' in answer ? answer.unread : notChecked[0]?.why;
        return [[id, { path, line: 1, why: because ?? '', kind: 'unchecked' }]];
      }
      if (state !== 'open') return [];
      const found = findings.find(({ severity }) => severity === 'error') ?? findings[0];
      const why = found === undefined ? missing[id] : fill(notesRules[found.rule].sentence, found.args);
      const line = found?.where.line ?? 1;
      return [[id, { path, line, why, kind: found?.severity === 'error' ? 'error' : 'open' }]];
    }),
  );
}

const missing: Readonly<Record<NotesItemId, string>> = {
  drafted: 'Nothing is written there.',
  migrationGuide: 'There are breaking changes and no migration guide.',
  knownIssues: 'They name no known issues, and do not say that there are none.',
};

type Notes = NotesFile | { readonly path: string; readonly unreadable: UnreadableReason };

/** The notes of the release folder; else a file for all releases whose newest section is of this version. */
async function notesOf(
  ports: Pick<ProofPorts, 'files'>,
  { key, version }: { readonly key: string; readonly version: string | undefined },
): Promise<Notes | undefined> {
  const folders = /(?:^|\/)releases\/[^/]+$/.test(key) ? [key] : [];
  if (version !== undefined && /^[\w.+-]+$/.test(version)) folders.push(`releases/${version}`);
  for (const folder of new Set(folders)) {
    const path = `${folder}/notes.md`;
    const read = await ports.files.read(path);
    if (read.status === 'read') return { path, text: withMark(read) };
    if (read.reason !== 'missing') return { path, unreadable: read.reason };
  }
  if (version === undefined) return undefined;
  for (const path of ['RELEASE_NOTES.md', 'CHANGELOG.md']) {
    const read = await ports.files.read(path);
    const newest = read.status === 'read' ? newestHeading.exec(read.text)?.[1] : undefined;
    if (read.status === 'read' && newest !== undefined && sameVersion(newest, version)) {
      return { path, text: withMark(read) };
    }
  }
  return undefined;
}

function withMark({ text, hasByteOrderMark }: Extract<FileText, { status: 'read' }>): string {
  return hasByteOrderMark ? `\ufeff${text}` : text;
}

const newestHeading = /^#{1,3} [^\n\d]{0,80}(\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?)/m;
