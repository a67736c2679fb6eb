/** What a detection says about the conditions of a checklist. */
import { formatVersion } from '../base/semver.ts';
import type { ChangeInput } from '../readiness/comparison.ts';
import type { Answer, ChangeFacts, Noted } from '../readiness/model.ts';
import type { Change } from './change.ts';
import type { Detection } from './detect.ts';
import { leastRelease } from './bump.ts';
import { byClass, evidenceOf, noneOf, pathFacts, pathOf } from '../facts/paths.ts';
import type { FileClass } from '../facts/paths.ts';
import type { RangeFacts } from '../facts/rangeFacts.ts';
import type { ReviewFacts } from '../facts/review.ts';
import type { ChangedFile } from './detector.ts';
import { messageOf } from './catalog.ts';
import type { Catalogue } from './catalog.ts';
import type { ReleaseTag } from './release.ts';

/**
 * Something found is certain. Nothing found is a "no" only when every changed file that could hold an
 * interface was analysed; otherwise nobody knows. Without `facts` what kinds of files changed is read
 * from their paths alone.
 */
export function changeFactsOf(
  detection: Detection,
  changed: readonly ChangedFile[],
  catalogue: Pick<Catalogue, 'rule'>,
  facts?: RangeFacts,
): ChangeFacts {
  const { changes } = detection;
  const complete = everythingRead(detection, changed);
  const undecided = changes.some(({ level }) => level === 'review');
  const answer = (found: readonly Change[], isComplete: boolean): Answer => {
    const [first] = found;
    if (first !== undefined) {
      const more = found.length === 1 ? '' : ` (and ${found.length - 1} more)`;
      return { known: true, holds: true, evidence: `${messageOf(first, catalogue)}${more}` };
    }
    return isComplete
      ? { known: true, holds: false, evidence: 'Every changed file was compared.' }
      : { known: false, why: 'notAnalysed' };
  };
  const kinds = facts === undefined ? pathFacts(changed) : byClass((one) => answerOf(one, facts));
  const read = new Set(detection.analysed.map(({ path }) => path));
  const unread = changed.filter((file) => !read.has(pathOf(file)) && !byDetector.test(pathOf(file)));
  const { api: described } =
    facts === undefined ? pathFacts(unread) : { api: answerOf('api', facts, unread) };
  const found = changes.filter(({ detector }) => interfaceDetectors.has(detector));
  return {
    ...kinds,
    flagUse: flagUse(kinds.flags, facts),
    breaking: answer(
      changes.filter(({ level }) => level === 'major'),
      complete && !undecided,
    ),
    // A description of an API that no detector reads is a change of it for as much as anybody knows.
    api: found.length === 0 && described.known && described.holds ? described : answer(found, complete),
  };
}

function answerOf(fileClass: FileClass, facts: RangeFacts, only?: readonly ChangedFile[]): Answer {
  const { files: all, undecided } = facts.classes[fileClass];
  const wanted = only === undefined ? undefined : new Set(only.map(pathOf));
  const files = wanted === undefined ? all : all.filter(({ path }) => wanted.has(path));
  const [first] = files;
  if (first !== undefined) {
    const place = files.length === 1 && first.line !== undefined ? `:${first.line}` : '';
    const evidence = `${evidenceOf(files.map(({ path }) => path))}${place}`;
    return { known: true, holds: true, evidence };
  }
  const [doubtful] = undecided;
  if (doubtful !== undefined) {
    const more = undecided.length === 1 ? '' : ` (and ${undecided.length - 1} more)`;
    return { known: false, why: 'notAnalysed', detail: `${doubtful} may matter${more}` };
  }
  return { known: true, holds: false, evidence: noneOf(facts.changed, fileClass) };
}

/** Flags that do not change may still have to be set; only their absence everywhere says no. */
function flagUse(flags: Answer, facts: RangeFacts | undefined): Answer {
  if (flags.known && flags.holds) return flags;
  if (facts === undefined) return { known: false, why: 'notAnalysed' };
  const { flagsInUse: use } = facts;
  if (use === undefined) {
    return {
      known: true,
      holds: false,
      evidence: 'There is no flag file, and no manifest names a flag service.',
    };
  }
  const place = use.line === undefined ? use.path : `${use.path}:${use.line}`;
  return { known: true, holds: true, evidence: `flags are in use: ${place}` };
}

/** What a comparison has found, as far as a verdict is about it. */
export interface Compared {
  readonly base: { readonly name: string };
  readonly head: { readonly name: string };
  readonly release?: Pick<ReleaseTag, 'version'>;
  readonly detection: Detection;
  readonly changed: readonly ChangedFile[];
  /** Absent when nobody asked what kinds of changes there are. */
  readonly facts?: RangeFacts;
  /** Absent without the whole history of the range. */
  readonly review?: ReviewFacts;
  /** Commits by the first word of their messages; absent without history. */
  readonly commitTypes?: Readonly<Record<string, number>>;
}

/**
 * The comparison as an input of the readiness of releases. `folder` is the folder of the checklists,
 * relative to that of the comparison, `/` separated and empty when they are the same.
 */
export function changeInput(
  { base, head, release, detection, changed, facts, commitTypes, review }: Compared,
  catalogue: Pick<Catalogue, 'rule'>,
  options: { readonly stale: boolean; readonly folder: string },
): ChangeInput {
  const { bump, because, undecided } = leastRelease(detection.changes);
  const [first] = because;
  const place = first?.head;
  const prefix = options.folder === '' ? '' : `${options.folder}/`;
  const inside = place !== undefined && place.path.startsWith(prefix);
  return {
    outcome: 'compared',
    facts: changeFactsOf(detection, changed, catalogue, facts),
    comparison: {
      base: base.name,
      head: head.name,
      ...(release === undefined ? {} : { baseVersion: formatVersion(release.version) }),
      bump,
      ...(first === undefined
        ? {}
        : {
            first: {
              message: messageOf(first, catalogue),
              ...(inside
                ? {
                    where: {
                      file: place.path.slice(prefix.length),
                      line: place.line,
                      column: place.column,
                    },
                  }
                : {}),
            },
          }),
      because: because.length,
      undecided: undecided.length,
      unread: detection.notAnalysed.filter(({ reason }) => reason !== 'unsupported').length,
      stale: options.stale,
      files: changed.length,
      ...(commitTypes === undefined ? {} : { features: commitTypes['feat'] ?? 0 }),
      ...(facts === undefined ? {} : { noted: notedOf(facts) }),
      ...(review === undefined ? {} : { review }),
    },
  };
}

/** What an operator wants to know before the deployment, whether or not an item asks for it. */
function notedOf({ deployment, licences }: RangeFacts): readonly Noted[] {
  return [
    ...deployment.migrations.flatMap(({ path, reversible, locking }): readonly Noted[] => [
      ...(reversible === 'no' ? [{ code: 'migrationOneWay', args: { path } } as const] : []),
      ...(locking === undefined
        ? []
        : [
            {
              code: 'migrationLocks',
              args: { path, line: locking.line, statement: locking.statement },
            } as const,
          ]),
    ]),
    ...licences.map(({ name, from, to }) => ({ code: 'licenceChanged', args: { name, from, to } }) as const),
  ].slice(0, mostNoted);
}

const mostNoted = 20;

/** Detectors whose changes are changes of an interface that others call. */
const interfaceDetectors: ReadonlySet<string> = new Set(['typescript', 'graphql']);

/** What a detector looks into: that it could not is told as not analysed. */
const byDetector = /\.(?:graphqls?|gql)$/i;

function everythingRead({ analysed, notAnalysed }: Detection, changed: readonly ChangedFile[]): boolean {
  const read = new Set(analysed.map(({ path }) => path));
  return (
    notAnalysed.length === 0 &&
    changed.every((file) => {
      const path = file.head ?? file.base ?? '';
      return read.has(path) || holdsNoInterface.test(path);
    })
  );
}

/** Prose, pictures and styles. */
const holdsNoInterface =
  /(?:\.(?:md|markdown|txt|rst|adoc|png|jpe?g|gif|svg|webp|ico|css|scss|less)|(?:^|\/)LICENSE)$/i;
